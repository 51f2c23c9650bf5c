"""How common a word is in news prose at large, so that a pile of six articles need not say it of itself."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportedly.knowledge import load
from reportedly.lineage.words import Flags, Hashes, words


@dataclass(frozen=True, slots=True)
class _Table:
    hashes: Hashes
    weights: NDArray[np.float32]
    unknown: float


def weights(hashes: Hashes) -> NDArray[np.float32]:
    """Inverse document frequency of each word in bits: ``log2((N + 1) / (df + 1))``.

    A word that the table does not hold weighs as if one document in the table had it.
    """
    table = _table()
    at = np.minimum(np.searchsorted(table.hashes, hashes), len(table.hashes) - 1)
    known = table.hashes[at] == hashes
    return np.where(known, table.weights[at], np.float32(table.unknown)).astype(np.float32)


def setting(hashes: Hashes) -> Flags:
    """Which words name a state, a people or a capital: the scenery of foreign news."""
    known = _scenery()
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    same: Flags = known[at] == hashes
    return same


@cache
def _scenery() -> Hashes:
    return np.unique(words(" ".join(load("scenery")["words"].values())).hashes)


@cache
def _table() -> _Table:
    content = load("word_frequencies")
    total = content["scale"]["documents"] + 1
    hashes, found = [], []
    for group in content["group"]:
        members = words(group["words"]).hashes
        hashes.append(members)
        found.append(np.full(len(members), np.log2(total / (group["documents"] + 1)), np.float32))
    every = np.concatenate(hashes)
    order = np.argsort(every)
    return _Table(every[order], np.concatenate(found)[order], float(np.log2(total / 2)))
