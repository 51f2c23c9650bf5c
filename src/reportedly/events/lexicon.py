"""Which words tell of an event: the phrases of ``plover.toml`` found in a parse, the longest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from reportedly.events.turning import foresees, turned
from reportedly.events.words import Words, bases
from reportedly.knowledge import load
from reportedly.records import Root

# Where the words of a phrase hang on its verb; the head of a preposition's object counts too.
HANGING = (
    "prt",
    "prep",
    "dobj",
    "nsubjpass",
    "pobj",
    "advmod",
    "acomp",
    "oprd",
    "ccomp",
    "xcomp",
    "attr",
    "dative",
)
PARTICLES = frozenset({"in", "up", "out", "down", "off", "over", "away", "back"})
# Of a word in one of these relations the word that it describes tells what is meant: "army doctors".
DESCRIBING = frozenset({"compound", "amod", "nmod", "poss"})
# The second word of a phrase that has none.
ALONE = ""
# Second word -> the phrases of one verb.
Listed = Mapping[str, Sequence[tuple[tuple[str, ...], Root]]]
# Words of a phrase that stand this close behind its verb need not hang on it.
NEAR = 3


def verb_root(words: Words, token: int) -> tuple[Root, tuple[int, ...]] | None:
    """The root that a verb tells of and the tokens of its phrase; None for a verb that tells of none."""
    found = _listed_root(words, token)
    return (turned(words, token, found[0], _listed_root), found[1]) if found else None


def _listed_root(words: Words, token: int) -> tuple[Root, tuple[int, ...]] | None:
    """What the lists have of a verb, whoever does it."""
    first, spelled = _spelled(words, token)
    forms = dict.fromkeys((*bases(spelled), *bases(words.words[token])))
    listed = [_verbs()[base] for base in forms if base in _verbs()]
    if not listed or _is_no_deed(words, token):
        return None
    hanging = _hanging(words, token) if any(len(of) > 1 or ALONE not in of for of in listed) else {}
    beside = {form for forms in hanging.values() for form in forms}
    best: tuple[tuple[int, int, int], Root, tuple[int, ...]] | None = None
    for phrase, root in _that_may_fit(listed, beside):
        found = _matched(phrase[1:], hanging) if beside.issuperset(phrase[1:]) else None
        if found is not None and _is_met(words, token, phrase):
            rank = -len(phrase), max(found, default=token), sum(part in _kinds() for part in phrase)
            best = min(best or (rank, root, found), (rank, root, found), key=lambda one: one[0])
    return (best[1], tuple(sorted((*range(first, token + 1), *best[2])))) if best else None


def _that_may_fit(listed: Iterable[Listed], beside: Iterable[str]) -> Iterator[tuple[tuple[str, ...], Root]]:
    """The phrases of which the second word, if there is one, stands beside the verb."""
    for of in listed:
        yield from of.get(ALONE, ())
        yield from chain.from_iterable(of[word] for word in beside if word in of)


def _spelled(words: Words, token: int) -> tuple[int, str]:
    """A word with what hyphens join to it before, and the first of these tokens: "test-fired"."""
    first, spelled = token, words.words[token]
    while first > 1 and words.words[first - 1] == "-" and words.ends[first - 2] == words.starts[first] - 1:
        first -= 2
        spelled = f"{words.words[first]}-{spelled}"
    return first, spelled


def noun_root(words: Words, token: int) -> tuple[Root, tuple[int, ...]] | None:
    """The root that a noun tells of and its tokens, one modifier among them where that decides."""
    first, spelled = _spelled(words, token)
    whole = range(first, token + 1)
    before = words.words[first - 1] if first else ""
    for base in (spelled, *_singulars(spelled)):
        if root := _nouns().get(f"{before} {base}"):
            return root, (first - 1, *whole)
        if root := _nouns().get(base):
            return root, tuple(whole)
    return None


def hints(words: Words, token: int) -> frozenset[Root]:
    """The roots that a word may be of beside other things; none for a word that is not listed."""
    kind = "verbs" if words.is_verb(token) else "nouns"
    forms = (*bases(words.words[token]), *_singulars(words.words[token]))
    return frozenset(root for form in forms for root in _hints(kind).get(form, ()))


@lru_cache(maxsize=20_000)
def may_be_known(word: str, verb: bool) -> bool:
    """Whether a word, in lower case, begins what the lexicon lists of verbs, or else of nouns, whatever
    stands beside it. One that does not has no root.
    """
    return not _listed(verb).isdisjoint((*bases(word), *_singulars(word)))


@lru_cache(maxsize=20_000)
def may_hint(word: str, verb: bool) -> bool:
    """Whether a word, in lower case, may be of a root beside other things."""
    listed = _hints("verbs" if verb else "nouns")
    return any(form in listed for form in (*bases(word), *_singulars(word)))


def is_decoy(words: Words, token: int) -> bool:
    """Whether a word tells of no act between parties: "highlight", "the threshold"."""
    kind = "verbs" if words.is_verb(token) else "nouns"
    return _is_no_deed(words, token) or not _decoys(kind).isdisjoint(
        (*bases(words.words[token]), *_singulars(words.words[token]))
    )


def publishes(words: Words, token: int) -> bool:
    """Whether a verb brings out a paper: "released its yearbook" frees nobody."""
    verbs, papers = _papers("issuing"), _papers("documents")
    if verbs.isdisjoint(bases(words.words[token])):
        return False
    objects = words.child_all(token, "dobj", "nsubjpass")
    return any(not papers.isdisjoint((words.words[t], *_singulars(words.words[t]))) for t in objects)


def _is_no_deed(words: Words, token: int) -> bool:
    return publishes(words, token) or _is_idle(words, token) or foresees(words, token)


def _is_idle(words: Words, token: int) -> bool:
    """Whether a verb tells with its object of silence or of a mind: "declined to comment" turns nobody down,
    and who shares a view hands nothing over.
    """
    below = words.child_all(token, "xcomp", "dobj", "nsubjpass")
    for verbs, objects in _idle():
        if not verbs.isdisjoint(bases(words.words[token])):
            return any(not objects.isdisjoint((words.words[t], *_singulars(words.words[t]))) for t in below)
    return False


def comes_to_be(words: Words, token: int) -> bool:
    """Whether a verb tells of a change of mind or state: "grew more vigilant"."""
    if _becoming().isdisjoint(bases(words.words[token])) or not words.is_verb(token):
        return False
    below = words.child_all(token, "acomp", "dobj", "oprd", "attr", "amod")
    return any(words.tags[t].startswith("JJ") for t in below)


@cache
def _becoming() -> frozenset[str]:
    return frozenset(load("plover")["becoming"]["verbs"])


@cache
def _papers(key: str) -> frozenset[str]:
    return frozenset(load("documents")["words"][key])


@cache
def _idle() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    tables = load("plover")["idle"]
    return tuple((frozenset(one["verbs"]), frozenset(one["objects"])) for one in tables)


def is_light(words: Words, token: int) -> bool:
    """Whether a verb carries its object's meaning: "held talks"."""
    return not _light().isdisjoint(bases(words.words[token]))


def undone(words: Words, verb: int, root: Root) -> Root:
    """The root of ending what a noun tells of: "lifted the embargo" is a retreat."""
    listed = load("plover")["reversed"]
    ends = not set(listed["verbs"]).isdisjoint(bases(words.words[verb]))
    return Root(listed.get(root, root)) if ends else root


def _hanging(words: Words, token: int) -> dict[int, tuple[str, ...]]:
    """The tokens that may complete a verb's phrase, with the forms that they answer to.

    They follow it, but for what a passive puts first: "talks were held".
    """
    found = [c for c in words.children[token] if words.deps[c] in HANGING]
    found += [c for at in found for c in words.child_all(at, "compound", "amod", "pobj")]
    found += [p for at in found for of in words.child_all(at, "prep") for p in words.child_all(of, "pobj")]
    found += range(token + 1, min(token + 1 + NEAR, words.sentence(token).stop))
    kept = sorted({t for t in found if t > token or words.deps[t] == "nsubjpass"})
    kept = [t for t in kept if words.deps[t] != "poss" and _is_tied(words, token, t)]
    return {t: _answers(words.words[t], words.deps[t] not in DESCRIBING) for t in kept}


@lru_cache(maxsize=20_000)
def _answers(word: str, is_head: bool) -> tuple[str, ...]:
    """The forms that a word beside a verb answers to, and the classes of which it is one where it is the head
    of its phrase.
    """
    forms = (word, *_singulars(word))
    classes = (name for form in forms for name in _classes().get(form, ())) if is_head else ()
    return (*forms, *dict.fromkeys(classes))


def _matched(rest: tuple[str, ...], hanging: dict[int, tuple[str, ...]]) -> tuple[int, ...] | None:
    """A token for each further word of a phrase, or None."""
    found: list[int] = []
    for part in rest:
        token = next((t for t, forms in hanging.items() if part in forms and t not in found), None)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _is_tied(words: Words, verb: int, token: int) -> bool:
    """A particle stands at its verb or is one by the parse: "turned it down", "sent her back"; not "gave an
    answer in".
    """
    if words.words[token] not in PARTICLES or token == verb + 1 or words.deps[token] == "prt":
        return True
    return words.words[token] != "in" and words.deps[token] == "advmod" and words.heads[token] == verb


def _is_met(words: Words, verb: int, phrase: tuple[str, ...]) -> bool:
    """ "asked B to leave" is a request, "asked about it" none: some verbs need one of a few words. "Flew to"
    is a visit, "flew tents to" and "came to see" none.
    """
    if " ".join(phrase) in load("plover")["intransitive"]["phrases"] and _goes_on(words, verb):
        return False
    needed = load("plover")["needs"].get(" ".join(phrase))
    if needed is None:
        return True
    below = words.children[verb] + [c for child in words.children[verb] for c in words.children[child]]
    return any(words.words[t] in needed for t in below if t > verb)


def _goes_on(words: Words, verb: int) -> bool:
    """Whether a verb has an object, or an infinitive right behind it."""
    if words.child(verb, "dobj") is not None:
        return True
    return any(words.child(below, "aux") == verb + 1 for below in words.children[verb])


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("es"):
            yield word[:-2]


@cache
def _verbs() -> dict[str, Listed]:
    """First word -> second word -> the phrases that begin so."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], Root]]]] = {}
    for root, phrases in load("plover")["verbs"].items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            rows = found.setdefault(parts[0], {}).setdefault(parts[1] if len(parts) > 1 else ALONE, [])
            rows.append((parts, Root(root)))
    return dict(found)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(f"<{name}>" for name in load("plover")["classes"])


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """A word in its singular -> the classes that it is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in load("plover")["classes"].items():
        for word in members:
            found[word] = (*found.get(word, ()), f"<{name}>")
    return found


@cache
def _nouns() -> dict[str, Root]:
    return {noun: Root(root) for root, nouns in load("plover")["nouns"].items() for noun in nouns}


@cache
def _hints(kind: str) -> dict[str, tuple[Root, ...]]:
    found: dict[str, tuple[Root, ...]] = {}
    for root, listed in load("plover")["hints"][kind].items():
        for word in listed:
            found[word] = (*found.get(word, ()), Root(root))
    return found


@cache
def _listed(verb: bool) -> frozenset[str]:
    """The first words of phrases of verbs, or the last of those of nouns."""
    return frozenset(_verbs() if verb else (noun.split()[-1] for noun in _nouns()))


@cache
def _decoys(kind: str) -> frozenset[str]:
    return frozenset(load("plover")["decoys"][kind])


@cache
def _light() -> frozenset[str]:
    return frozenset(load("plover")["light"]["verbs"])
