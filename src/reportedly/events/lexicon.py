"""Which words tell of an event: the phrases of ``plover.toml`` found in a parse, the longest first."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

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
# Words of a phrase that stand this close behind its verb need not hang on it.
NEAR = 3


def verb_root(words: Words, token: int) -> tuple[Root, tuple[int, ...]] | None:
    """The root that a verb tells of and the tokens of its phrase; None for a verb that tells of none."""
    hanging = _hanging(words, token)
    for phrase, root in chain.from_iterable(_verbs().get(base, ()) for base in bases(words.words[token])):
        found = _matched(phrase[1:], hanging)
        if found is not None:
            return root, tuple(sorted((token, *found)))
    return None


def noun_root(words: Words, token: int) -> tuple[Root, tuple[int, ...]] | None:
    """The root that a noun tells of and its tokens, one modifier among them where that decides."""
    before = words.words[token - 1] if token else ""
    for base in (words.words[token], *_singulars(words.words[token])):
        if root := _nouns().get(f"{before} {base}"):
            return root, (token - 1, token)
        if root := _nouns().get(base):
            return root, (token,)
    return None


def is_light(words: Words, token: int) -> bool:
    """Whether a verb carries its object's meaning: "held talks"."""
    return not _light().isdisjoint(bases(words.words[token]))


def undone(words: Words, verb: int, root: Root) -> Root:
    """The root of ending what a noun tells of: "lifted the embargo" is a retreat."""
    listed = load("plover")["reversed"]
    ends = not set(listed["verbs"]).isdisjoint(bases(words.words[verb]))
    return Root(listed.get(root, root)) if ends else root


def _hanging(words: Words, token: int) -> dict[int, tuple[str, ...]]:
    """The tokens that may complete a verb's phrase, with the forms that they answer to."""
    found = [c for c in words.children[token] if words.deps[c] in HANGING]
    found += [
        c for prep in found if words.deps[prep] in ("prep", "prt") for c in words.child_all(prep, "pobj")
    ]
    found += [c for noun in found for c in words.child_all(noun, "compound", "amod")]
    found += [
        p for noun in found for of in words.child_all(noun, "prep") for p in words.child_all(of, "pobj")
    ]
    sentence = words.sentence(token)
    found += range(token + 1, min(token + 1 + NEAR, sentence.stop))
    return {
        t: (words.words[t], *_singulars(words.words[t]))
        for t in sorted(set(found))
        if t > token or t in found
    }


def _matched(rest: tuple[str, ...], hanging: dict[int, tuple[str, ...]]) -> tuple[int, ...] | None:
    """A token for each further word of a phrase, or None."""
    found: list[int] = []
    for part in rest:
        token = next((t for t, forms in hanging.items() if part in forms and t not in found), None)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("es"):
            yield word[:-2]


@cache
def _verbs() -> dict[str, list[tuple[tuple[str, ...], Root]]]:
    """First word -> the phrases that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Root]]] = {}
    for root, phrases in load("plover")["verbs"].items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, Root(root)))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


@cache
def _nouns() -> dict[str, Root]:
    return {noun: Root(root) for root, nouns in load("plover")["nouns"].items() for noun in nouns}


@cache
def _light() -> frozenset[str]:
    return frozenset(load("plover")["light"]["verbs"])
