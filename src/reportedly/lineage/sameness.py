"""Which words of several texts are the same: those of the runs that any two of the texts share."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from reportedly.lineage.alignment import Chain, Reading, all_chains, reading
from reportedly.lineage.meeting import Run
from reportedly.lineage.words import Words

_NAME, _NAMED = 14, 0.7  # fewer words than that, of whose bits that share stands in capitals, are a name
_FEW, _FEW_BITS = 3, 8.0  # words within marks on both sides, and bits, that are no accident


class Same:
    """The words of several texts, joined where two texts share them in a passage or a quotation.

    Time grows with the number of pairs of texts and with their lengths.
    """

    def __init__(self, texts: Sequence[Words], heads: Sequence[int] | None = None) -> None:
        """`heads` has the place where each text's headline ends: its capitals make no name."""
        sizes = [len(one) for one in texts]
        self._offsets = [sum(sizes[:n]) for n in range(len(sizes))]
        self._sizes = sizes
        self._above = list(range(sum(sizes)))
        self._shared = np.zeros(sum(sizes), np.bool_)
        read = [reading(one) for one in texts]
        pairs = list(combinations(range(len(texts)), 2))
        for (a, b), found in zip(pairs, all_chains(read, pairs), strict=True):
            for run in _shared(read[a], read[b], found, heads[a] if heads else 0):
                self._join(self._offsets[a] + run.i, self._offsets[b] + run.j, run.size)
        self._bearers: dict[int, dict[int, int]] = {}
        for number, offset in enumerate(self._offsets):
            for at in np.flatnonzero(self._shared[offset : offset + sizes[number]]).tolist():
                self._bearers.setdefault(self._top(offset + at), {}).setdefault(number, at)

    def bearers(self, text: int, word: int) -> dict[int, int]:
        """The texts that have this word of a text, itself among them, each with the word's first number."""
        return self._bearers.get(self._top(self._offsets[text] + word)) or {text: word}

    def turns(self, text: int) -> list[int]:
        """The words of a text from which on others may have it than had the word before; words that no other
        text has follow each other without one."""
        shared = self._shared[self._offsets[text] : self._offsets[text] + self._sizes[text]]
        turn = shared.copy()
        turn[1:] |= shared[:-1]
        turn[:1] = True
        found: list[int] = np.flatnonzero(turn).tolist()
        return found

    def _join(self, one: int, other: int, size: int) -> None:
        self._shared[one : one + size] = self._shared[other : other + size] = True
        for step in range(size):
            low, high = sorted((self._top(one + step), self._top(other + step)))
            self._above[high] = low

    def _top(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def _shared(one: Reading, other: Reading, found: list[Chain], head: int) -> Iterator[Run]:
    for chain in found:
        if one.words.starts[chain[0].i] < head or not _name(one, chain):
            yield from chain
    yield from _quotations(one, other)


def _name(one: Reading, chain: Chain) -> bool:
    """Whether a chain is little but a name outside of marks: "the Tern Institute for Northern Affairs"."""
    places = [n for run in chain for n in range(run.i, run.i + run.size)]
    bits = {n: float(one.bits[n + 1] - one.bits[n]) for n in places}
    named = sum(bits[n] for n in places if one.words.capital[n])
    quoted = any(one.words.quoted[n] for n in places)
    return len(places) < _NAME and not quoted and named > _NAMED * sum(bits.values())


def _quotations(one: Reading, other: Reading) -> Iterator[Run]:
    """Runs of three words and more, too short to be a passage, that both have within quotation marks and that
    are a whole quotation of one of them.
    """
    begin, end = _within_marks(one), _within_marks(other)
    if not begin or not end:
        return
    left, right = _quoted(one), _quoted(other)
    there: dict[tuple[int, ...], int] = {}
    for place in end:
        there.setdefault(tuple(right[place : place + _FEW]), place)
    done = 0
    for i in begin:
        j = there.get(tuple(left[i : i + _FEW]))
        if j is None or i < done:
            continue
        size = _FEW
        while (
            i + size < len(left)
            and left[i + size]
            and left[i + size : i + size + 1] == right[j + size : j + size + 1]
        ):
            size += 1
        if one.weight(Run(i, j, size)) >= _FEW_BITS and size in (_size(one, i), _size(other, j)):
            yield Run(i, j, size)
        done = i + size


def _within_marks(one: Reading) -> list[int]:
    """The words at which `_FEW` and more within marks begin."""
    marked = np.asarray(one.words.quoted, dtype=bool)
    whole = len(marked) - _FEW + 1
    if whole < 1:
        return []
    found: list[int] = np.flatnonzero(np.all([marked[n : n + whole] for n in range(_FEW)], axis=0)).tolist()
    return found


def _size(one: Reading, word: int) -> int:
    """The number of words of the quotation in which a word stands."""
    return one.sizes[one.quotation[word]]


def _quoted(one: Reading) -> list[int]:
    """The hashes of the words within marks, and 0 for every other word."""
    return [int(x) for x in one.words.hashes * one.words.quoted]
