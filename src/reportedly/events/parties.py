"""Who did it and to whom: the phrases around a trigger, by the relations of the parse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.events.drafts import Draft
from reportedly.events.words import SUBJECTS, Words, bases
from reportedly.records import Root

# Branches of a noun phrase that describe the actor and do not name it.
BESIDE = ("relcl", "acl", "conj", "cc", "preconj", "punct", "appos", "advmod", "advcl", "dep", "prep", "meta")
NAMING = frozenset({"of", "in", "from", "for"})
# Through these relations a verb has the subject of the one above it.
SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "acomp", "attr"})
TOWARDS = frozenset(
    {"to", "with", "against", "on", "upon", "at", "from", "for", "into", "over", "between", "of", "off"}
)
PASSIVE = frozenset({"nsubjpass", "auxpass"})
# Of these the parties do the same to one another where they are joined.
MUTUAL = frozenset({Root.CONSULT, Root.COOPERATE, Root.AGREE, Root.SUPPORT, Root.ASSAULT, Root.SANCTION})
ASKING = frozenset({Root.REQUEST, Root.ACCUSE, Root.THREATEN})
TOGETHER = frozenset(
    {"two", "both", "sides", "parties", "three", "leaders", "neighbours", "neighbors", "countries"}
)
# "asked B to leave": whoever is asked does what the second verb says.
CAUSING = frozenset(
    {"urge", "ask", "call", "order", "allow", "let", "invite", "press", "force", "appeal", "tell", "accuse",
     "want", "expect", "beg", "permit", "demand", "persuade", "warn", "blame", "suspect", "praise", "thank"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """The phrases of sources and targets, each a run of tokens; `mutual`: all are equals and sources."""

    sources: tuple[tuple[int, ...], ...]
    targets: tuple[tuple[int, ...], ...]
    mutual: bool


def sides(words: Words, draft: Draft) -> Sides:
    """Sources and targets of a trigger; either may be empty."""
    head = draft.head
    if words.is_verb(head):
        sources, targets = _of_verb(words, head, draft)
    else:
        sources, targets = _of_noun(words, head)
        if not sources and not targets:
            sources, targets = _around_noun(words, head)
    mutual = _is_mutual(words, draft.root, sources, targets)
    one, other = _split(words, sources), _split(words, targets)
    return Sides(one + other, (), True) if mutual else Sides(one, other, False)


def _of_verb(words: Words, verb: int, draft: Draft) -> tuple[list[int], list[int]]:
    passive = any(words.deps[c] in PASSIVE for c in words.children[verb]) or _is_reduced(words, verb)
    objects = words.child_all(verb, "dobj", "dative") + list(_behind(words, verb, draft))
    objects = [t for t in objects if t not in draft.trigger or words.child(t, "poss") is not None]
    if draft.root in ASKING:
        objects += _asked(words, verb)
    if passive:
        agents = [p for a in words.child_all(verb, "agent", "prep") if words.words[a] == "by"
                  for p in words.child_all(a, "pobj")]  # fmt: skip
        return agents, words.child_all(verb, "nsubjpass", "nsubj") or _described(words, verb) or objects
    return subjects(words, verb), objects


def _asked(words: Words, verb: int) -> Iterator[int]:
    """ "demanded that B leave", "warned that B must": the subject of what is said."""
    for said in words.child_all(verb, "ccomp", "xcomp"):
        yield from words.child_all(said, "nsubj", "nsubjpass")


def subjects(words: Words, verb: int) -> list[int]:
    """The heads of a verb's subject: its own, else that of the verb that it is joined to or hangs on."""
    for at in (verb, *words.above(verb)):
        own = [c for c in words.child_all(at, *SUBJECTS) if words.tags[c] not in ("WDT", "WP", "EX")]
        if own and at != verb and not CAUSING.isdisjoint(bases(words.words[at])):
            return words.child_all(at, "dobj", "dative") or _addressed(words, at) or own
        if own:
            return own
        if words.deps[at] in ("relcl", "acl"):
            return [words.heads[at]]
        if words.deps[at] == "pcomp" and words.is_verb(words.heads[words.heads[at]]):
            continue
        if words.deps[at] not in SHARING and words.deps[at] not in ("prep", "pcomp"):
            return words.child_all(at, "poss")
    return []


def _addressed(words: Words, verb: int) -> list[int]:
    """ "called on B to", "appealed to B to"."""
    preps = [
        p for p in words.child_all(verb, "prep", "prt", "dative") if words.words[p] in ("on", "to", "upon")
    ]
    return [c for p in preps for c in words.child_all(p, "pobj")]


def _behind(words: Words, verb: int, draft: Draft) -> Iterator[int]:
    """What stands behind a preposition of the verb or of the noun that it carries."""
    carried = [t for t in draft.trigger if t != verb and words.is_noun(t)]
    for at in (verb, *carried):
        for prep in words.child_all(at, "prep", "dative"):
            if words.words[prep] in TOWARDS:
                yield from words.child_all(prep, "pobj")


def _is_reduced(words: Words, verb: int) -> bool:
    """ "the man arrested by": a participle behind its noun, a passive without an auxiliary."""
    return words.tags[verb] == "VBN" and words.deps[verb] == "acl"


def _described(words: Words, verb: int) -> list[int]:
    return [words.heads[verb]] if words.deps[verb] == "acl" else []


def _of_noun(words: Words, noun: int) -> tuple[list[int], list[int]]:
    """ "Karsova's invasion of Linghai", "talks between A and B", "an attack by A on B"."""
    sources = words.child_all(noun, "poss") + [
        c for c in words.child_all(noun, "amod", "compound", "nmod") if words.forms[c][:1].isupper()
    ]
    targets: list[int] = []
    for prep in words.child_all(noun, "prep", "agent"):
        below = words.child_all(prep, "pobj")
        if words.words[prep] in ("by", "between", "from", "among"):
            sources += below
        elif words.words[prep] in TOWARDS:
            targets += below
    return sources, targets


def _around_noun(words: Words, noun: int) -> tuple[list[int], list[int]]:
    """A noun that names nobody takes the subject of its verb."""
    verb = next((t for t in words.above(noun, 4) if words.is_verb(t)), None)
    return (subjects(words, verb), []) if verb is not None and words.deps[noun] != "nsubj" else ([], [])


def _is_mutual(words: Words, root: Root | None, sources: Sequence[int], targets: Sequence[int]) -> bool:
    """Whether the parties are joined in one subject or nominal: "A and B met", "talks between A and B"."""
    if root not in MUTUAL or not sources or any(_names(words, t) for t in targets):
        return False
    joined = any(words.child(s, "conj") is not None for s in sources)
    told = any(words.words[t] in TOGETHER for s in sources for t in words.subtree(s, BESIDE))
    return joined or told


def _names(words: Words, token: int) -> bool:
    return any(words.tags[t].startswith(("NNP", "PRP")) for t in words.subtree(token, ("relcl", "acl")))


def _split(words: Words, heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """A run of tokens for each head and each of what is joined to it."""
    found = []
    for head in heads:
        found += [phrase(words, one) for one in _joined(words, head)]
    return tuple(dict.fromkeys(run for run in found if run))


def _joined(words: Words, head: int) -> Iterator[int]:
    at: int | None = head
    for _ in range(20):
        if at is None:
            return
        yield at
        at = words.child(at, "conj")


def phrase(words: Words, head: int) -> tuple[int, ...]:
    """The run of tokens that names somebody: the head with what stands before it and "of Norrland"."""
    tokens = words.subtree(head, BESIDE)
    for prep in words.child_all(head, "prep"):
        if words.words[prep] in NAMING and any(_names(words, c) for c in words.children[prep]):
            tokens += words.subtree(prep, ("relcl", "acl", "punct", "appos"))
    kept = sorted(set(tokens))
    run = [head]
    for token in (t for t in kept if t > head):
        if token > run[-1] + 1:
            break
        run.append(token)
    for token in reversed([t for t in kept if t < head]):
        if token < run[0] - 1:
            break
        run.insert(0, token)
    return (*_hyphened(words, run[0]), *run)


def _hyphened(words: Words, first: int) -> tuple[int, ...]:
    """What a hyphen joins to the first word: "Norland-led forces"."""
    start = first
    while start > 1 and words.words[start - 1] == "-" and words.starts[start] == words.ends[start - 1]:
        start -= 2
    return tuple(range(start, first))
