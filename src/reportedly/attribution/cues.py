"""Cues and what hangs on them: a rule for each construction, over the dependencies of one sentence."""

from collections.abc import Iterator

from reportedly.attribution.drafts import Draft
from reportedly.attribution.lexicon import SPEECH, Verb, nouns, verbs
from reportedly.attribution.tree import SUBJECTS, Tree
from reportedly.knowledge import load

RELATIVE = frozenset({"who", "which", "that", "whom"})
CHAIN = frozenset({"advcl", "conj", "xcomp", "ccomp", "pcomp", "prep", "acl", "dep"})
MODIFIERS = frozenset({"relcl", "acl", "appos"})
FIRST_OF_PHRASE = frozenset({"according", "in"})
FIRST_PERSON = frozenset({"i", "we", "you", "let"})
NAME_TAGS = frozenset({"NNP", "NNPS", "PRP"})
LONGEST_NAME = 6
STEPS = 4


def drafts(tree: Tree) -> list[Draft]:
    """All attributions that the dependencies show, in text order. Quotations are seen to afterwards."""
    found: list[Draft] = []
    table = verbs()
    for token, word in enumerate(tree.words):
        if word in FIRST_OF_PHRASE:
            found += _phrase(tree, token)
        elif tree.tags[token].startswith("VB"):
            if word in table:
                found += _verb(tree, token, table[word])
        elif tree.tags[token].startswith("NN"):
            found += _noun(tree, token)
    return found


def _verb(tree: Tree, token: int, verb: Verb) -> Iterator[Draft]:
    """The statement that a reporting verb makes, if its frame is filled."""
    if _is_reported_verb(tree, token) or _is_told_above(tree, token):
        return
    content, rule, confidence = _content(tree, token, verb)
    source = _source(tree, token)
    private = tree.quotation_of[token] >= 0 or verb.takes("guarded")
    if private and source and tree.words[source[0]] in FIRST_PERSON:
        return
    impersonal = not source and _is_passive(tree, token)
    open_ = verb.act in SPEECH and tree.deps[token] != "xcomp"
    quote = not content and open_ and not (verb.takes("guarded") or verb.takes("that"))
    if not (content or quote) or not (source or impersonal or rule == "quotation"):
        return
    cue = _cue(tree, token)
    taken = frozenset((*cue, *source))
    inside = tuple(t for t in content if t not in taken)
    if inside or quote:
        yield Draft(source, cue, inside, verb.act, rule, confidence)


def _cue(tree: Tree, token: int) -> tuple[int, ...]:
    """The verb with its particle and its negation: "did not say", "point out"."""
    extra = [c for c in tree.children[token] if tree.deps[c] in ("prt", "neg")]
    if any(tree.deps[c] == "neg" for c in extra):
        extra += [c for c in tree.children[token] if tree.deps[c] == "aux"]
    return tuple(sorted((token, *extra)))


def _is_reported_verb(tree: Tree, token: int) -> bool:
    """ "was quoted as saying": the verb behind "as" is the cue."""
    below = (c for c in tree.children[token] if tree.words[c] == "as" and tree.deps[c] == "prep")
    return _is_passive(tree, token) and any(tree.child(c, "pcomp") is not None for c in below)


def _is_told_above(tree: Tree, token: int) -> bool:
    """ "declined to comment on it": the verb above is the cue."""
    above = verbs().get(tree.words[tree.heads[token]])
    bare = tree.deps[token] == "xcomp" and tree.child(token, "ccomp") is None
    return bare and above is not None and above.takes("infinitive")


def _is_passive(tree: Tree, token: int) -> bool:
    """ "was asked", and "asked" alone before a comma and the one who answers."""
    if tree.tags[token] == "VBN" and tree.deps[token] == "advcl":
        return not any(tree.deps[c] == "aux" for c in tree.children[token])
    return any(tree.deps[c] in ("auxpass", "nsubjpass") for c in tree.children[token])


def _content(tree: Tree, token: int, verb: Verb) -> tuple[tuple[int, ...], str, float]:
    """The tokens of the content, the rule's name and its confidence; empty where no frame is filled."""
    clause = _clause(tree, token)
    if clause and verb.takes("that") and not _has_that(tree, token):
        clause = ()
    if clause:
        return clause, "clause", 0.9 if not verb.takes("guarded") else 0.6
    if verb.takes("infinitive"):
        infinitive = _infinitive(tree, token, verb)
        if infinitive:
            return infinitive, "infinitive", 0.6
    for child in _prepositions(tree, token):
        if tree.words[child] in verb.prepositions:
            return _with_person(tree, token, verb, child), "preposition", 0.6
    named = tree.child(token, "oprd")
    if named is not None and (verb.takes("object") or verb.takes("naming")):
        return tuple(_object(tree, token, named)), "naming", 0.6
    if verb.takes("object") and not verb.takes("guarded"):
        thing = tree.child(token, "dobj", "nsubjpass")
        if thing is not None and tree.words[thing] not in RELATIVE:
            return tuple(_object(tree, token, thing)), "object", 0.5
    return (), "quotation", 0.7


def _clause(tree: Tree, token: int) -> tuple[int, ...]:
    found: list[int] = []
    for child in tree.children[token]:
        if tree.deps[child] == "ccomp" and tree.words[child] not in (":",):
            found += tree.subtree(child)
    if not found and tree.deps[token] == "parataxis":
        head = tree.heads[token]
        found = tree.subtree(head, frozenset({token}))
    return tuple(t for t in found if t != token)


def _has_that(tree: Tree, token: int) -> bool:
    clauses = (c for c in tree.children[token] if tree.deps[c] == "ccomp")
    return any(tree.words[t] in ("that", "how", "whether", "why") for c in clauses for t in tree.children[c])


def _infinitive(tree: Tree, token: int, verb: Verb) -> tuple[int, ...]:
    child = tree.child(token, "xcomp")
    if child is None or not any(tree.words[c] == "to" for c in tree.children[child]):
        return ()
    person = tree.child(token, "dobj")
    moved = tree.child(token, "nsubjpass")
    told = [t for t in (person, moved) if t is not None and (verb.takes("person") or t == moved)]
    return tuple(sorted({*tree.subtree(child), *(t for p in told for t in tree.subtree(p))}))


def _object(tree: Tree, token: int, child: int) -> list[int]:
    """The object with what is said of it: "described the plan as a threat"."""
    tokens = tree.subtree(child)
    first = tree.child(token, "dobj")
    if tree.deps[child] == "oprd" and first is not None:
        tokens += tree.subtree(first)
    for other in tree.children[token]:
        behind = tree.deps[other] == "prep" and tree.words[other] in ("as", "of", "for") and other > token
        if behind or tree.deps[other] == "oprd":
            tokens += tree.subtree(other)
    return sorted(set(tokens))


def _prepositions(tree: Tree, token: int) -> list[int]:
    """The prepositions below a verb, and an "as" that the parse hung on its object."""
    found = [c for c in tree.children[token] if tree.deps[c] == "prep"]
    thing = tree.child(token, "dobj")
    below = tree.children[thing] if thing is not None else []
    return found + [c for c in below if tree.deps[c] == "prep" and tree.words[c] == "as"]


def _with_person(tree: Tree, token: int, verb: Verb, child: int) -> tuple[int, ...]:
    """What stands behind the preposition; "regard the order as an obstacle" is said of the order."""
    equal = tree.words[child] == "as"
    tokens = [t for t in tree.subtree(child) if t != child or equal]
    person = tree.child(token, "dobj", "nsubjpass")
    if person is not None and tree.words[person] not in RELATIVE and (verb.takes("person") or equal):
        tokens += tree.subtree(person)
    return tuple(sorted(set(tokens)))


def _source(tree: Tree, token: int) -> tuple[int, ...]:
    """The subject, the agent of a passive, or the subject that the verb shares with the one above it."""
    agent = tree.child(token, "agent")
    if agent is not None and tree.tags[token] == "VBN":
        return tuple(t for t in tree.subtree(agent) if t != agent)
    subject = _subject(tree, token)
    if subject is None and not _is_passive(tree, token):
        return _beside(tree, token)
    if subject is None or tree.deps[subject] == "expl":
        return ()
    if tree.words[subject] == "it" and _is_passive(tree, token):
        return ()
    return _phrase_of(tree, subject, token)


def _beside(tree: Tree, token: int) -> tuple[int, ...]:
    """The name right before or after a finite verb whose subject the parse has lost."""
    if tree.tags[token] not in ("VBD", "VBZ"):
        return ()
    for step in (-1, 1):
        at = token + step
        run: list[int] = []
        while 0 <= at < len(tree.words) and tree.tags[at] in NAME_TAGS and len(run) < LONGEST_NAME:
            run.append(at)
            at += step
        if run:
            return tuple(sorted(run))
    return ()


def _subject(tree: Tree, token: int) -> int | None:
    at, passive_too = token, False
    for _ in range(STEPS):
        for child in tree.children[at]:
            dep = tree.deps[child]
            if dep in SUBJECTS and (dep != "nsubjpass" or passive_too):
                return child
        head, dep = tree.heads[at], tree.deps[at]
        if dep == "nsubjpass" or head == at or (_is_passive(tree, at) and at == token):
            return None
        if dep in ("acl", "relcl"):
            # "time to say": the noun of an infinitive says nothing.
            return (
                None if tree.tags[at] == "VB" else head if tree.tags[head].startswith(("NN", "PRP")) else None
            )
        if dep not in CHAIN:
            return None
        at, passive_too = head, True
    return None


def _phrase_of(tree: Tree, subject: int, verb: int) -> tuple[int, ...]:
    """The subject's phrase, without the verb that may hang below it ("Ms X, adding that ...")."""
    own = {verb}
    at = verb
    for _ in range(STEPS):
        own.add(at)
        at = tree.heads[at]
    below = tree.subtree(subject, frozenset(own - {subject}))
    return tuple(_without_tail(tree, subject, below))


def _without_tail(tree: Tree, subject: int, tokens: list[int]) -> list[int]:
    """The unbroken run around the subject: what the verb's cut has set apart is no part of the phrase."""
    place = tokens.index(subject)
    low = high = place
    while low > 0 and tokens[low - 1] == tokens[low] - 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] == tokens[high] + 1:
        high += 1
    return tokens[low : high + 1]


def _phrase(tree: Tree, token: int) -> Iterator[Draft]:
    """ "according to X, Y": the source stands under the preposition, the content is the clause above it."""
    for phrase in load("cues")["phrases"]["after"]:
        parts = phrase.split()
        last = token + len(parts) - 1
        if tree.words[token : last + 1] == parts:
            objects = [c for c in tree.children[last] if tree.deps[c] == "pobj"]
            if objects:
                yield from _according(tree, token, last, objects[0])


def _according(tree: Tree, start: int, last: int, named: int) -> Iterator[Draft]:
    source = tuple(tree.subtree(named))
    cue = tuple(range(start, last + 1))
    top = tree.heads[start]
    while tree.deps[top] in ("prep", "pobj", "compound", "amod") and tree.heads[top] != top:
        top = tree.heads[top]
    if tree.tags[top].startswith("NN") and tree.deps[top] not in ("ROOT", "ccomp", "conj"):
        top = tree.heads[top]
    away = frozenset((*source, *cue))
    content = tuple(t for t in tree.subtree(top, frozenset({start})) if t not in away)
    if content:
        yield Draft(source, cue, content, "say", "according to", 0.9)


def _noun(tree: Tree, token: int) -> Iterator[Draft]:
    """ "his claim that ...", "calls for ..."."""
    word, act = tree.words[token], nouns().get(tree.words[token])
    content: tuple[int, ...] = ()
    for child in tree.children[token]:
        dep, pair = tree.deps[child], f"{word} {tree.words[child]}"
        if dep == "acl" and act and any(tree.words[c] in ("that", "to") for c in tree.children[child]):
            content = tuple(tree.subtree(child))
        elif dep == "prep" and pair in nouns():
            content, act = tuple(t for t in tree.subtree(child) if t != child), nouns()[pair]
        if content:
            break
    source = tuple(t for t in _owner(tree, token) if t not in content)
    if content and source and act:
        yield Draft(source, (token,), content, act, "noun", 0.5)


def _owner(tree: Tree, token: int) -> tuple[int, ...]:
    """Whose claim it is: the possessor, "by X", or "from X"."""
    owner = tree.child(token, "poss")
    if owner is not None:
        return tuple(t for t in tree.subtree(owner) if tree.deps[t] != "case")
    for child in tree.children[token]:
        if tree.deps[child] == "prep" and tree.words[child] in ("by", "from"):
            return tuple(t for t in tree.subtree(child) if t != child)
    return ()
