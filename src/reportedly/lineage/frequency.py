"""How common a word is in news prose at large, so that a pile of six articles need not say it of itself."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportedly.knowledge import load
from reportedly.lineage.arrays import Flags, Hashes, Rows
from reportedly.lineage.words import words

_SLOT_BITS = 16
_SLOT = np.uint64((1 << _SLOT_BITS) - 1)


@dataclass(frozen=True, slots=True)
class _Table:
    """Words in slots by the low bits of their hashes, in as many layers as words share a slot.

    One look into a table costs a tenth of a search in a sorted column. `crowded` says which slots go on
    below the first layer.
    """

    layers: tuple[tuple[Hashes, NDArray[np.float32]], ...]
    crowded: Flags
    unknown: np.float32


def weights(hashes: Hashes) -> NDArray[np.float32]:
    """Inverse document frequency of each word in bits: ``log2((N + 1) / (df + 1))``.

    A word that the table does not hold weighs as if one document in the table had it.
    """
    table = _table()
    slots = (hashes & _SLOT).astype(np.intp)
    keys, values = table.layers[0]
    known = keys.take(slots, mode="clip") == hashes
    found = np.where(known, values.take(slots, mode="clip"), table.unknown)
    rest = np.flatnonzero(table.crowded.take(slots, mode="clip"))
    for keys, values in table.layers[1:]:
        here = rest[keys[slots[rest]] == hashes[rest]]
        found[here] = values[slots[here]]
    return found


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
    layers = _layers(np.concatenate(hashes), np.concatenate(found))
    crowded = np.any([keys != 0 for keys, _ in layers[1:]], axis=0)
    return _Table(layers, crowded, np.float32(np.log2(total / 2)))


def _layers(hashes: Hashes, values: NDArray[np.float32]) -> tuple[tuple[Hashes, NDArray[np.float32]], ...]:
    layers = []
    left: Rows = np.arange(len(hashes))
    while len(left):
        slots, first = np.unique((hashes[left] & _SLOT).astype(np.intp), return_index=True)
        keys, held = np.zeros(1 << _SLOT_BITS, np.uint64), np.zeros(1 << _SLOT_BITS, np.float32)
        keys[slots], held[slots] = hashes[left[first]], values[left[first]]
        layers.append((keys, held))
        left = np.delete(left, first)
    return tuple(layers)
