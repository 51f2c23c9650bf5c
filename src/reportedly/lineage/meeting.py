"""Where texts meet: the runs of equal words of many pairs of texts, found at once.

A run of five words that two texts hold is looked up in a table that is filled once for each text; runs that
follow each other on one diagonal are one longer run. What can be told of all runs by comparing columns is
told here, so that only the few with more around them are looked at one by one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from reportedly.lineage.arrays import Flags, Hashes, Places, Rows

GRAM = 5
GAP = 8  # words left out, put in or changed that do not end a passage
_FACTOR = 0xD6E8FEB86659FD93
_AT_ONCE = 1 << 18  # words that are looked up before their runs are drawn


class Run(NamedTuple):
    """Equal words: ``a[i : i + size]`` and ``b[j : j + size]``, in word numbers."""

    i: int
    j: int
    size: int


class Meeting(NamedTuple):
    """The runs of one pair of texts that hold a run of five, in order of their places.

    `wider` says of each whether it may be drawn out further, `after` and `before` whether two words in a row
    may agree within the nine words behind it, and before it.
    """

    runs: list[Run]
    wider: list[bool]
    after: list[bool]
    before: list[bool]


Pair = tuple[int, int]


def meetings(texts: Sequence[Hashes], pairs: Sequence[Pair]) -> Iterator[Meeting]:
    """What pairs of texts, given as the hashes of their words, have in common, in the order of the pairs.

    A run of five words that stands in a text again counts where it stands first. Quickest where pairs with
    the same first text follow each other.
    """
    shelf = _Shelf(texts)
    for part in _parts(shelf, pairs):
        yield from _met(shelf, part)


class _Shelf:
    """The words of several texts in one row, with a number for each run of five that stands in two of them.

    Text `n` has the words ``[bounds[n], bounds[n + 1])``. `numbers` has -1 where no such run begins, or not
    for the first time in its text.
    """

    def __init__(self, texts: Sequence[Hashes]) -> None:
        sizes = [len(text) for text in texts]
        self.words: Hashes = np.concatenate([*texts, np.zeros(1, np.uint64)])
        self.bounds: Rows = np.cumsum([0, *sizes])
        self.owner: Rows = np.repeat(np.arange(len(sizes) + 1), [*sizes, 1])
        self.twos: Hashes = self.words[:-1] * np.uint64(_FACTOR) + self.words[1:]
        self.numbers = self._numbers()
        # Where each run of five stands in the text at hand; the last place stands for no run.
        self.places = np.full(self.numbers.max(initial=-1) + 2, -1, np.int32)

    def same(self, x: Rows, y: Rows, beside_x: Rows, beside_y: Rows) -> Flags:
        """Whether the words `x` and `y` are equal and of the texts of the words beside them."""
        inside = (self.owner[x] == self.owner[beside_x]) & (self.owner[y] == self.owner[beside_y])
        found: Flags = inside & (self.words[x] == self.words[y])
        return found

    def _numbers(self) -> Places:
        owner = self.owner
        numbers = np.full(len(owner) - 1, -1, np.int32)
        whole = np.flatnonzero(owner[: 1 - GRAM] == owner[GRAM - 1 :])
        grams = self.words[whole].copy()
        for place in range(1, GRAM):
            grams = grams * np.uint64(_FACTOR) + self.words[whole + place]
        order = np.argsort(grams, kind="stable")
        ordered, at = grams[order], whole[order]
        fresh = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
        first = fresh | np.append(True, owner[at[1:]] != owner[at[:-1]])[: len(ordered)]
        which = np.cumsum(fresh) - 1
        several = np.bincount(which[first]) > 1
        kept = first & several[which]
        numbers[at[kept]] = (np.cumsum(several) - 1)[which[kept]]
        return numbers

    def looked_up(self, pairs: Sequence[Pair]) -> Places:
        """For each word of the second text of each pair, pair after pair, where the run of five that begins
        there stands in the first text; -1 for nowhere."""
        bounds, rows, at = self.bounds.tolist(), [np.zeros(0, np.int32)], 0
        while at < len(pairs):
            one, first = pairs[at][0], at
            while at < len(pairs) and pairs[at][0] == one:
                at += 1
            own = self.numbers[bounds[one] : bounds[one + 1]]
            self.places[own] = np.arange(len(own), dtype=np.int32)
            self.places[-1] = -1
            rows += [self.places.take(self.numbers[bounds[b] : bounds[b + 1]]) for _, b in pairs[first:at]]
            self.places[own] = -1
        return np.concatenate(rows)


def _parts(shelf: _Shelf, pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    sizes = np.diff(shelf.bounds).tolist()
    here: list[Pair] = []
    held = 0
    for pair in pairs:
        if held > _AT_ONCE:
            yield here
            here, held = [], 0
        here.append(pair)
        held += sizes[pair[1]]
    if here:
        yield here


class _Runs(NamedTuple):
    """Runs of several pairs in columns: the number of the pair, the place in each text, the size."""

    pair: Rows
    i: Rows
    j: Rows
    size: Rows


def _met(shelf: _Shelf, pairs: list[Pair]) -> Iterator[Meeting]:
    found = _drawn(shelf, pairs)
    a, b = np.array(pairs, np.intp)[found.pair].T
    x, y = shelf.bounds[a] + found.i, shelf.bounds[b] + found.j
    wider = _wider(shelf, x, y, found.size).tolist()
    after = _near(shelf, (a, b), (x + found.size, y + found.size), np.arange(GAP)).tolist()
    before = _near(shelf, (a, b), (x, y), -2 - np.arange(GAP)).tolist()
    runs = list(map(Run, found.i.tolist(), found.j.tolist(), found.size.tolist()))
    cuts = np.searchsorted(found.pair, np.arange(len(pairs) + 1)).tolist()
    for low, high in pairwise(cuts):
        yield Meeting(runs[low:high], wider[low:high], after[low:high], before[low:high])


def _drawn(shelf: _Shelf, pairs: list[Pair]) -> _Runs:
    """The runs of each pair, in order of pairs and of their places in the first text."""
    found = shelf.looked_up(pairs)
    ends = np.cumsum(np.diff(shelf.bounds)[[b for _, b in pairs]])
    # No run of five begins at a text's last four words, so none goes on from one text to the next.
    live = found >= 0
    on = live[1:] & live[:-1] & (found[1:] - found[:-1] == 1)
    first = np.flatnonzero(live & ~np.append(False, on)[: len(live)])
    last = np.flatnonzero(live & ~np.append(on, False)[: len(live)])
    pair = np.searchsorted(ends, first, "right")
    i, j = found[first].astype(np.intp), first - np.append(0, ends)[pair]
    return _joined(_Runs(pair, i, j, last - first + GRAM))


def _joined(runs: _Runs) -> _Runs:
    """The runs in order, with those that touch each other on one diagonal as one: a run of five that stands
    in a text again parts them.
    """
    pair, i, j, size = runs
    order = np.lexsort((i, i - j, pair))
    pair, i, j, size = pair[order], i[order], j[order], size[order]
    fresh = np.append(True, (np.diff(pair) != 0) | (np.diff(i - j) != 0) | (i[1:] > i[:-1] + size[:-1]))
    first = np.flatnonzero(fresh[: len(i)])
    last = np.append(first[1:], len(i))[: len(first)] - 1
    size = i[last] + size[last] - i[first]
    order = np.lexsort((i[first], pair[first]))
    return _Runs(pair[first][order], i[first][order], j[first][order], size[order])


def _wider(shelf: _Shelf, x: Rows, y: Rows, size: Rows) -> Flags:
    """Which runs may go on at either end, where a text repeats itself; `x` and `y` are their first words."""
    before = shelf.same(x - 1, y - 1, x, y)
    return before | shelf.same(x + size, y + size, x + size - 1, y + size - 1)


def _near(shelf: _Shelf, texts: tuple[Rows, Rows], places: tuple[Rows, Rows], steps: Rows) -> Flags:
    """Whether two words in a row agree in both texts, at any of the `steps` from the places."""
    left, right = (
        _twos(shelf, text, place, steps, none)
        for text, place, none in zip(texts, places, (0, 1), strict=True)
    )
    near = np.zeros(len(left), bool)
    for column in right.T:
        near |= (left == column[:, None]).any(axis=1)
    return near


def _twos(shelf: _Shelf, text: Rows, place: Rows, steps: Rows, none: int) -> Hashes:
    """A number for each two words at `steps` from a place of a text, and `none` beyond the text's ends."""
    at = place[:, None] + steps
    inside = (at >= shelf.bounds[text, None]) & (at + 1 < shelf.bounds[text + 1, None])
    return np.where(inside, shelf.twos.take(at, mode="clip"), np.uint64(none))
