"""Which fingerprints stand in more than one article, as pairs of places."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Hashes, Places

NEIGHBOURS = 64
COMMONPLACE = 20_000


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
