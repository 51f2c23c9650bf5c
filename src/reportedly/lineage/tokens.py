"""Texts as tokens, each word and each mark one, letter for letter: what descent is judged by.

Marks and capitals count as well as words: a comma that two articles leave out alike is a reading that they
share. Many texts are read at once: with numpy, a call costs as much as ten thousand characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.lineage.arrays import Classes, Points, Rows
from reportedly.lineage.words import hashed

_AT_ONCE = 1 << 18  # characters
_UNSEEN, _BLANK, _MARK, _WORD = range(4)
_POINTS = 0x110000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, words and marks in order: each as the hash of its letters, and its place."""

    hashes: Rows
    starts: list[int]
    ends: list[int]


def tokens(texts: Sequence[str]) -> Iterator[Tokens]:
    """The tokens of each text, in turn. Any string is read; one without tokens gives empty columns."""
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text) + 1
        if size >= _AT_ONCE or number == len(texts) - 1:
            yield from _read(texts[first : number + 1])
            first, size = number + 1, 0


def _read(texts: Sequence[str]) -> Iterator[Tokens]:
    # A line break parts two texts, and stands at the end so that every character has one behind it.
    joined = "\n".join([*texts, ""])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds(points)
    word, mark = kinds == _WORD, kinds == _MARK
    edge = word[1:] != word[:-1]
    starts = np.flatnonzero(mark | word & np.append(True, edge))
    ends = np.flatnonzero(mark | word & np.append(edge, True)) + 1
    # One more than the code point, so that no character counts as none.
    hashes = hashed((points.astype(np.uint64) + np.uint64(1)) * (kinds >= _MARK), starts).view(np.int64)
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    bounds = starts.searchsorted(offsets).tolist()
    for number, offset in enumerate(offsets[:-1].tolist()):
        cut = slice(bounds[number], bounds[number + 1])
        yield Tokens(hashes[cut], (starts[cut] - offset).tolist(), (ends[cut] - offset).tolist())


def _kinds(points: Points) -> Classes:
    """What each code point is; those that no text had before are looked up and remembered."""
    table = _table()
    at = points.astype(np.intp)
    kinds = table.take(at)
    if not kinds.all():
        new = np.unique(at[kinds == _UNSEEN])
        table[new] = [_kind(chr(point)) for point in new.tolist()]
        kinds = table.take(at)
    return kinds


def _kind(character: str) -> int:
    if character.isalnum() or character == "_":
        return _WORD
    return _BLANK if character.isspace() else _MARK


@cache
def _table() -> Classes:
    return np.full(_POINTS, _UNSEEN, np.uint8)
