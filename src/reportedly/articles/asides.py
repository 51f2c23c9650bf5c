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
    telling, found = _telling(), _lives(lines, words)
    for i, said in enumerate(words):
        if len(said) > FOOT_WORDS:
            continue
        if not said:
            if not any(map(str.isalnum, lines[i].text)):
                found.add(i)
        elif said[0] in telling or said[:2][-1] in telling:
            if _is_pointer(said):
                beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
                found.update([i, *(j for j in beside if _is_headline(lines, words, j))])
            elif _by_itself(lines[i].text, said):
                found.add(i)
        elif "contributed" in said and is_signed(lines[i].text):
            found.add(i)
    return frozenset(found)


def is_signed(text: str) -> bool:
    """Whether a line says who else reported, or whose report it is."""
    return len(text) <= 200 and (_SOURCE.match(text) or _CONTRIBUTED.search(text)) is not None


def _lives(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> set[int]:
    """Lines under a text that say who its author is: they open with a name that stands alone above it."""
    names: dict[tuple[str, ...], int] = {}
    firsts, found = set(), set()
    for i, said in enumerate(words):
        if said and said[0] in firsts:
            opening = next((tuple(said[:n]) for n in NAME_WORDS if tuple(said[:n]) in names), None)
            if opening is not None:
                if i - names[opening] > APART and _tells_life(said, len(opening)) and _is_foot(words, i):
                    found.add(i)
                continue
        if len(said) in NAME_WORDS and lines[i].text.istitle():
            names[tuple(said)] = i
            firsts.add(said[0])
    return found


def _tells_life(words: Sequence[str], name: int) -> bool:
    return name < len(words) <= FOOT_WORDS and words[name] in load("furniture")["lives"]["verbs"]


def _is_foot(words: Sequence[Sequence[str]], i: int) -> bool:
    """Whether no more prose follows close by."""
    return all(len(after) < PROSE_WORDS for after in words[i + 1 : i + 1 + APART])


def _by_itself(text: str, words: Sequence[str]) -> bool:
    return (
        (words[0] in _firsts("advert") and " ".join(words) in _adverts())
        or is_signed(text)
        or _is_published(text, words)
        or _points_at(text, words)
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
