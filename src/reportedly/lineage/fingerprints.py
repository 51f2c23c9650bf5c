"""Fingerprints of a text with their places, and which of them stand in more than one article."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.frequency import weights
from reportedly.lineage.words import Flags, Hashes, Places, Words, mix, words

WORDS = 6
CHARACTERS = 12  # of a script without spaces: about as much as six words
LEAST_BITS = 16.0
NEIGHBOURS = 64
COMMONPLACE = 20_000
_FACTOR = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The n-grams of one text: hash and place ``[start, end)`` in code points, in text order."""

    hashes: Hashes
    starts: Places
    ends: Places


@dataclass(frozen=True, slots=True)
class Shared:
    """Places that agree, in columns: article `a` < article `b`, where in each, and how common the n-gram is.

    `count` is the number of articles that the n-gram stands in; `align` needs it to tell an outlet's
    furniture from a story.
    """

    a: Places
    b: Places
    a_start: Places
    b_start: Places
    count: Places


def fingerprints(text: str) -> Fingerprints:
    """Every run of 6 words of `text` (of 12 characters in scripts without spaces) worth finding again.

    Letter case, accents, punctuation and quotation marks do not count. A run of very common words alone
    ("at the end of the", under 16 bits by the background frequencies) is left out: it proves nothing. All
    runs are kept rather than winnowed, so that a quotation of six words is found wherever it stands.
    """
    read = words(text)
    found = [_grams(read, WORDS, ~read.lone)]
    if read.lone.any():
        found.append(_grams(read, CHARACTERS, read.lone))
    hashes, first, last = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(first, kind="stable")
    return Fingerprints(hashes[order], read.starts[first[order]], read.ends[last[order]])


def _grams(read: Words, size: int, fit: Flags) -> tuple[Hashes, NDArray[np.intp], NDArray[np.intp]]:
    """Hash, first and last word of each run of `size` words of which at least half are `fit`."""
    count = len(read) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.intp), np.zeros(0, np.intp)
    bits = _sums(weights(read.hashes).astype(np.float64), size)
    keep = np.flatnonzero((2 * _sums(fit.astype(np.float64), size) >= size) & (bits >= LEAST_BITS))
    hashes = np.full(count, np.uint64(size))
    for place in range(size):
        hashes = hashes * _FACTOR + read.hashes[place : place + count]
    return mix(hashes[keep]), keep, keep + size - 1


def _sums(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    total = np.concatenate([np.zeros(1), np.cumsum(values)])
    sums: NDArray[np.float64] = total[size:] - total[:-size]
    return sums


def shared(hashes: Hashes, owners: Places, starts: Places) -> Shared:
    """Which n-grams of one bucket stand in two articles or more, as pairs of places.

    `owners` numbers the articles in order of their ids; the three columns run in parallel, in any order.
    Only an article's first copy of an n-gram counts. An n-gram in up to 64 articles pairs each with each;
    in more, each with its next neighbour in id order, so that ten thousand copies give ten thousand pairs
    and still hang together; in more than 20,000 it is a commonplace and pairs nothing. A bucket must hold
    every occurrence of its hashes.
    """
    order = np.lexsort((starts, owners, hashes))
    hashes, owners, starts = hashes[order], owners[order], starts[order]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    hashes, owners, starts = hashes[fresh], owners[fresh], starts[fresh]
    count = _group_sizes(hashes)
    few = (count >= 2) & (count <= COMMONPLACE)
    hashes, owners, starts, count = hashes[few], owners[few], starts[few], count[few]
    left, right = _pairs(hashes, count)
    rank = np.lexsort((starts[left], owners[right], owners[left]))
    left, right = left[rank], right[rank]
    return Shared(owners[left], owners[right], starts[left], starts[right], count[left])


def _group_sizes(hashes: Hashes) -> Places:
    if not len(hashes):
        return np.zeros(0, np.int32)
    first = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    sizes = np.diff(np.append(first, len(hashes)))
    return np.repeat(sizes, sizes).astype(np.int32)


def _pairs(hashes: Hashes, count: Places) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places in the sorted columns that pair up: at every distance where groups are small, else at one."""
    left = []
    right = []
    widest = int(count[count <= NEIGHBOURS].max(initial=2)) if len(count) else 2
    for distance in range(1, widest):
        same = hashes[distance:] == hashes[:-distance]
        if distance > 1:
            same &= count[distance:] <= NEIGHBOURS
        at = np.flatnonzero(same)
        left.append(at)
        right.append(at + distance)
    return np.concatenate(left), np.concatenate(right)
