"""Lines that are never body, whatever prose stands around them: separators, advertisements, pointers to other
stories with their headlines, the day of publication, who else reported."""

import re
from collections.abc import Sequence
from functools import cache

from reportedly.articles.lines import Line, has_date
from reportedly.knowledge import load
from reportedly.text.phrases import any_of

POINTER_WORDS = 5
HEADLINE_WORDS = range(4, 26)
FOOT_WORDS = 40
NAME_WORDS = range(2, 5)
PROSE_WORDS = 20
APART = 4  # lines between a byline and the foot of its text, at least
_STOPS = '.!?…:;,。"”'
_SOURCES = ("source", "sources", "quelle", "fuente", "fonte")
_SOURCE = re.compile(rf"(?:{'|'.join(_SOURCES)})\s?: ", re.I)
_CONTRIBUTED = re.compile(any_of(["contributed"], fold=True) + r"(?i: (?:reporting|to this \w+)\b)")


def find_asides(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> frozenset[int]:
    """The numbers of the lines that are asides."""
    pointers = [_is_pointer(w) for w in words]
    found = {i for i, line in enumerate(lines) if pointers[i] or _by_itself(line.text, words[i])}
    found |= _lives(lines, words)
    for i, pointer in enumerate(pointers):
        if pointer:
            found.update(j for j in (i - 1, i + 1) if 0 <= j < len(lines) and _is_headline(lines, words, j))
    return frozenset(found)


def is_signed(text: str) -> bool:
    """Whether a line says who else reported, or whose report it is."""
    return len(text) <= 200 and (_SOURCE.match(text) or _CONTRIBUTED.search(text)) is not None


def _lives(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> set[int]:
    """Lines under a text that say who its author is: they open with a name that stands alone above it."""
    names: dict[tuple[str, ...], int] = {}
    firsts, found = set(), set()
    for i, line in enumerate(lines):
        opening = None
        if words[i] and words[i][0] in firsts:
            opening = next((tuple(words[i][:n]) for n in NAME_WORDS if tuple(words[i][:n]) in names), None)
        if opening is None:
            if len(words[i]) in NAME_WORDS and line.text.istitle():
                names[tuple(words[i])] = i
                firsts.add(words[i][0])
        elif i - names[opening] > APART and _tells_life(words[i], len(opening)) and _is_foot(words, i):
            found.add(i)
    return found


def _tells_life(words: Sequence[str], name: int) -> bool:
    return name < len(words) <= FOOT_WORDS and words[name] in load("furniture")["lives"]["verbs"]


def _is_foot(words: Sequence[Sequence[str]], i: int) -> bool:
    """Whether no more prose follows close by."""
    return all(len(after) < PROSE_WORDS for after in words[i + 1 : i + 1 + APART])


def _by_itself(text: str, words: Sequence[str]) -> bool:
    if not words:
        return not any(map(str.isalnum, text))
    return (
        len(words) <= FOOT_WORDS
        and not (_telling().isdisjoint(words[:2]) and "contributed" not in words)
        and (
            (words[0] in _firsts("advert") and " ".join(words) in _adverts())
            or is_signed(text)
            or _is_published(text, words)
            or _points_at(text, words)
        )
    )


@cache
def _telling() -> frozenset[str]:
    """One of these is among the first two words of every line that is an aside by itself, unless somebody
    "contributed": most lines need no closer look."""
    return _firsts("advert") | _firsts("teaser") | _dating() | frozenset(_SOURCES)


def _is_published(text: str, words: Sequence[str]) -> bool:
    return len(words) <= 16 and not _dating().isdisjoint(words[:2]) and has_date(text)


def _is_pointer(words: Sequence[str]) -> bool:
    """Whether a line is a pointer ("Read more") and nothing else."""
    return (
        0 < len(words) <= POINTER_WORDS and words[0] in _firsts("teaser") and " ".join(words) in _pointers()
    )


def _points_at(text: str, words: Sequence[str]) -> bool:
    """Whether a headline stands behind a pointer on its own line ("See also: ...")."""
    if words[0] not in _firsts("teaser") or text[-1] in _STOPS or len(words) not in HEADLINE_WORDS:
        return False
    return any(" ".join(words[:size]) in _pointers() for size in (2, 3, 4))


def _is_headline(lines: Sequence[Line], words: Sequence[Sequence[str]], i: int) -> bool:
    return len(words[i]) in HEADLINE_WORDS and lines[i].text[-1] not in _STOPS


@cache
def _firsts(cue: str) -> frozenset[str]:
    """The words that the phrases of a cue begin with."""
    return frozenset(phrase.split()[0] for phrase in load("furniture")["cues"][cue])


@cache
def _dating() -> frozenset[str]:
    return frozenset(load("furniture")["firsts"]["date"])


@cache
def _pointers() -> frozenset[str]:
    return frozenset(load("furniture")["cues"]["teaser"])


@cache
def _adverts() -> frozenset[str]:
    return frozenset(load("furniture")["cues"]["advert"])
