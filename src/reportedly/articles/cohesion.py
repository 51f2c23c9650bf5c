"""How much two stretches of text have in common: whether what one speaks of comes back in the other.

Within an article its subject comes back on both sides of a picture or a box; behind a boundary it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.wording import LONG_WORD, Ints, Wording

# A stretch with few words that come back says little: it is counted as if this many more had been looked
# for and this share of them found, as across the usual gap inside an article.
DOUBT, USUAL = 4, 0.15
# Up to this many different words a file's own numbers are counted with; of a longer one each gap numbers anew
# the words around it, so that the time stays linear.
FEW = 4_096


@dataclass(frozen=True, slots=True)
class Subjects:
    """The different long words of each line, line after line, each by its number in the file's vocabulary.

    `first` says where a line's words begin in `word`, and at its end how many there are; `different` is the
    size of the vocabulary.
    """

    word: Ints
    first: list[int]
    different: int

    def held(self, start: int, end: int) -> Ints:
        """The words of lines ``[start, end)``, a word as often as lines hold it."""
        return self.word[self.first[start] : self.first[end]]

    def between(self, start: int, end: int) -> "Subjects":
        """Those of lines ``[start, end)``."""
        at = self.first[start]
        return Subjects(self.held(start, end), [n - at for n in self.first[start : end + 1]], self.different)

    def of(self, lines: Sequence[int]) -> "Subjects":
        """Those of some lines in their order, as if there were no others."""
        parts = [self.held(i, i + 1) for i in lines]
        word = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
        return Subjects(word, [0, *accumulate(map(len, parts))], self.different)


NO_SUBJECTS = Subjects(np.zeros(0, dtype=np.int64), [0], 1)


def subjects_of(wording: Wording) -> Subjects:
    """The words of `LONG_WORD` letters and more that each line holds: they carry what it speaks of."""
    different = max(len(wording.vocabulary), 1)
    long = wording.sizes >= LONG_WORD
    each = np.sort(wording.line[long] * different + wording.ids[long])
    line, word = np.divmod(each[np.diff(each, prepend=-1) > 0], different)
    first = np.searchsorted(line, np.arange(wording.lines + 1)).tolist()
    return Subjects(word, first, different)


def renumbered(*parts: Subjects) -> list[Subjects]:
    """The same lines; of a long file with numbers of their own, so that counting them costs no more than they
    are."""
    if parts[0].different <= FEW:
        return list(parts)
    every, number = np.unique(np.concatenate([part.word for part in parts]), return_inverse=True)
    words = np.split(number, np.cumsum([len(part.word) for part in parts])[:-1])
    most = max(len(every), 1)
    return [Subjects(word, part.first, most) for word, part in zip(words, parts, strict=True)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines of text: how many of them hold each word, in both halves and in all."""

    front: Ints
    rear: Ints
    whole: Ints


def stretch(held: Subjects, start: int = 0, end: int | None = None) -> Stretch:
    """The stretch of the lines ``[start, end)`` of `held`, all of them by default."""
    end = len(held.first) - 1 if end is None else end
    middle = start + (end - start) // 2
    front, rear = (
        np.bincount(held.held(a, b), minlength=held.different) for a, b in ((start, middle), (middle, end))
    )
    return Stretch(front, rear, front + rear)


def shared(one: Ints, other: Ints) -> float:
    """The share of the words of one stretch that the other holds too, by the one with fewer words."""
    least = min(_many(one), _many(other))
    return _many(np.minimum(one, other)) / max(least, 1)


def _many(values: NDArray[Any]) -> int:
    """How many are not zero."""
    return int(np.count_nonzero(values))


def halves(one: Stretch) -> float:
    """The same between the halves of a stretch: what is usual inside one text."""
    return shared(one.front, one.rear)


def held_in(part: Ints, whole: Ints) -> float:
    """The share of some different words, by their numbers, that a stretch holds."""
    return _many(whole[part]) / max(len(part), 1)


def reused(one: Ints, other: Ints) -> float:
    """The share of the words that come back in one stretch which also stand in the other, in 0..1."""
    found = asked = 0
    for mine, theirs in ((one, other), (other, one)):
        again = mine > 1
        asked += _many(again)
        found += _many(theirs[again])
    return (found + USUAL * DOUBT) / (asked + DOUBT)


def reused_inside(sides: Sequence[Stretch]) -> float:
    """The same between the halves of stretches, averaged: what is usual in this file."""
    return sum(reused(one.front, one.rear) for one in sides) / max(len(sides), 1)
