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

    An entry is the word's hash with the number of its weight in place of the low bits, so that one look tells
    both; a look costs a tenth of a search in a sorted column. The last of `weights` is an unknown word's.
    """

    layers: tuple[Hashes, ...]
    weights: NDArray[np.float32]


def weights(hashes: Hashes) -> NDArray[np.float32]:
    """Inverse document frequency of each word in bits: ``log2((N + 1) / (df + 1))``.

    A word that the table does not hold weighs as if one document in the table had it.
    """
    table = _table()
    slots = (hashes & _SLOT).astype(np.intp)
    entries = table.layers[0].take(slots, mode="clip")
    unknown = np.flatnonzero(entries ^ hashes > _SLOT)
    number = (entries & _SLOT).astype(np.intp)
    number[unknown] = -1
    for layer in table.layers[1:]:
        entries = layer.take(slots[unknown])
        here = entries ^ hashes[unknown] <= _SLOT
        number[unknown[here]] = entries[here] & _SLOT
    return table.weights.take(number, mode="wrap")


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
    for number, group in enumerate(content["group"]):
        members = words(group["words"]).hashes
        hashes.append(members & ~_SLOT | np.uint64(number))
        found.append(members & _SLOT)
    known = [np.log2(total / (group["documents"] + 1)) for group in content["group"]]
    weights = np.array([*known, np.log2(total / 2)], np.float32)
    return _Table(_layers(np.concatenate(hashes), np.concatenate(found).astype(np.intp)), weights)


def _layers(entries: Hashes, slots: Rows) -> tuple[Hashes, ...]:
    layers = []
    while len(entries):
        taken, first = np.unique(slots, return_index=True)
        layer = np.zeros(1 << _SLOT_BITS, np.uint64)
        layer[taken] = entries[first]
        layers.append(layer)
        entries, slots = np.delete(entries, first), np.delete(slots, first)
    return tuple(layers)
