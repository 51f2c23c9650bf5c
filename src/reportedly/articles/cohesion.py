"""How much two stretches of text have in common: whether what one speaks of comes back in the other.

Within an article its subject comes back on both sides of a picture or a box; behind a boundary it does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.wording import LONG_WORD, Ints, Wording

# A stretch with few words that come back says little: it is counted as if this many more had been looked
# for and this share of them found, as across the usual gap inside an article.
DOUBT, USUAL = 4, 0.15
# How far the text reaches on either side of a gap, and what is near, in lines of body.
FAR, WINDOW = 24, 12
# Gaps are compared so many at once. Up to `FEW` different words the file's own numbers are counted with; of a
# longer file the words around those gaps are numbered anew, so that the time stays linear.
TOGETHER, FEW = 8, 4_096

Bools = NDArray[np.bool_]
Counts = NDArray[np.uint8]  # of the lines of a stretch, which are few: small numbers are counted faster
Floats = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Between:
    """A gap before body line number `at`: the lines in it, its headline's line, and whether that is the body
    line itself."""

    at: int
    lines: range
    title: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Common:
    """Of a gap: how the headline's words, both sides' subjects, and the gap's words come back."""

    title: tuple[float, float]
    shared: tuple[float, float]
    reused: tuple[float, float]
    like: tuple[float, float]


def compared(body: Subjects, every: Subjects, gaps: Sequence[Between]) -> Iterator[Common]:
    """What each gap and the text on its sides have in common. `body` holds the words of the body lines,
    `every` those of all lines."""
    for at in range(0, len(gaps), TOGETHER):
        for row in _compared(body, every, gaps[at : at + TOGETHER]).tolist():
            yield Common(*zip(row[::2], row[1::2], strict=True))


def _compared(body: Subjects, every: Subjects, gaps: Sequence[Between]) -> Floats:
    sides = _words(body, *_halves(np.array([gap.at for gap in gaps]), len(body.first) - 1))
    edges = [(gap.lines.start, gap.lines.stop) for gap in gaps] + [(gap.title, gap.title + 1) for gap in gaps]
    own = _words(every, *np.array(edges).T)
    different, sides, own = renumbered(body.different, sides, own)
    # Two sides and what is near on each; the front and the rear half of all four.
    front, rear = (counted(sides, 8 * len(gaps), different).reshape(4, 2, len(gaps), -1)).swapaxes(0, 1)
    left, right, above, below = front + rear
    inside, headline = (counted(own, 2 * len(gaps), different) > 0).reshape(2, len(gaps), -1)
    across, *again = reused(np.stack([left, *front[:2]]), np.stack([right, *rear[:2]]))
    alike, *usual = shared(np.stack([above, *front[2:]]), np.stack([below, *rear[2:]]))
    # A title that opens the text does not count for itself.
    others = below - (headline & np.array([[gap.opens] for gap in gaps]))
    columns = (
        *(held_in(headline, others), held_in(headline, above)),
        *(alike, alike - (usual[0] + usual[1]) / 2),  # less what is usual inside one text
        *(across, across - (again[0] + again[1]) / 2),
        *(held_in(inside, right), held_in(inside, left)),
    )
    return np.column_stack(columns)


def _halves(at: Ints, lines: int) -> tuple[Ints, Ints]:
    """Where the halves of the text beside each gap begin and end: those of the left and the right side, and
    of what is near on either, the gaps of each half in a row."""
    ends = [np.maximum(at - FAR, 0), at, at, np.minimum(at + FAR, lines)]
    ends += [np.maximum(at - WINDOW, 0), at, at, np.minimum(at + WINDOW, lines)]
    low, high = ends[::2], ends[1::2]
    middle = [a + (b - a) // 2 for a, b in zip(low, high, strict=True)]
    starts = [edge for pair in zip(low, middle, strict=True) for edge in pair]
    stops = [edge for pair in zip(middle, high, strict=True) for edge in pair]
    return np.concatenate(starts), np.concatenate(stops)


Words = tuple[Ints, Ints]


def _words(held: Subjects, starts: Ints, stops: Ints) -> Words:
    """The words of several runs of lines, and the number of each word's run."""
    first = np.array(held.first)
    begins, ends = first[starts], first[stops]
    sizes = ends - begins
    place = np.arange(sizes.sum()) + np.repeat(ends - np.cumsum(sizes), sizes)
    return held.word[place], np.repeat(np.arange(len(sizes)), sizes)


def renumbered(different: int, *parts: Words) -> tuple[Any, ...]:
    """How many different words there are, and the same words; of a long file with numbers of their own, so
    that counting them costs no more than they are."""
    if different <= FEW:
        return different, *parts
    every, number = np.unique(np.concatenate([word for word, _ in parts]), return_inverse=True)
    words = np.split(number, np.cumsum([len(word) for word, _ in parts])[:-1])
    return max(len(every), 1), *((word, run) for word, (_, run) in zip(words, parts, strict=True))


def counted(words: Words, runs: int, different: int) -> Counts:
    """How many lines of each run hold each word."""
    word, run = words
    counts = np.bincount(run * different + word, minlength=runs * different)
    return counts.astype(np.uint8).reshape(runs, different)


def shared(one: Counts, other: Counts) -> Floats:
    """The share of the words of one stretch that the other holds too, by the one with fewer words."""
    mine, theirs = one > 0, other > 0
    return _many(mine & theirs) / np.maximum(np.minimum(_many(mine), _many(theirs)), 1)


def reused(one: Counts, other: Counts) -> Floats:
    """The share of the words that come back in one stretch which also stand in the other, in 0..1."""
    mine, theirs = one > 1, other > 1
    found = _many(mine & (other > 0)) + _many(theirs & (one > 0))
    return np.asarray((found + USUAL * DOUBT) / (_many(mine) + _many(theirs) + DOUBT))


def held_in(part: Bools, whole: Counts) -> Floats:
    """The share of some words that a stretch holds."""
    return _many(part & (whole > 0)) / np.maximum(_many(part), 1)


def _many(held: Bools) -> NDArray[np.uint32]:
    return np.asarray(np.add.reduce(held.view(np.uint8), axis=-1, dtype=np.uint32))
