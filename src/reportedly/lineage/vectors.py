"""Texts as vectors: what each tells, by words that are rare in the press and stand at its head."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Hashes, Places, Rows, mix, order_of
from reportedly.lineage.frequency import setting, weights
from reportedly.lineage.words import Batch, batches

LEAD = 100  # words at the head of an article count twice: who, what, where
NAME = 1.5
PLAIN_BITS = 1.0  # a word in every second text says nothing of a story
SETTING_BITS = 2.0  # "China" and "Moscow" are rare in a mixed press and stand in every text of a foreign pile

# scipy ships no types. It is loaded where a matrix is made: that takes longer than to read a short text.
Matrix = Any
Shares = NDArray[np.float64]


def vectors(texts: Sequence[str]) -> Matrix:
    """One unit row a text (CSR, float64): TF-IDF of single words by the background frequencies.

    A word weighs ``(1 + ln tf) * (bits - 1)``; its first hundred places count twice, and a word that is
    written with a capital weighs half as much again, by the share of its places that have one. Names of
    states, peoples and capitals weigh little: two reports about the same powers are not yet one story. In
    scripts without spaces two characters in a row are a word.
    """
    rows = Vectors()
    rows.add(texts)
    return rows.matrix()


class Vectors:
    """Vectors of texts that are handed over some at a time, and the background weights of their columns."""

    def __init__(self) -> None:
        self.bits = np.zeros(1)
        self._parts = [
            _Terms(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0), np.zeros(0, np.intp))
        ]

    def add(self, texts: Sequence[str]) -> None:
        """Read some more texts."""
        self._parts += map(_terms, batches(texts))

    def matrix(self) -> Matrix:
        """One unit row for each text so far, and `bits`; the texts are then forgotten."""
        from scipy import sparse

        vocabulary = np.unique(np.concatenate([part.vocabulary for part in self._parts]))
        columns = [
            vocabulary.searchsorted(part.vocabulary).astype(np.int32)[part.which] for part in self._parts
        ]
        values = np.concatenate([part.values for part in self._parts])
        sizes = np.concatenate([part.sizes for part in self._parts])
        self._parts = []
        self.bits = np.append(weights(vocabulary), 0.0)
        joined = (values, np.concatenate(columns), np.append(0, np.cumsum(sizes)))
        return sparse.csr_matrix(joined, shape=(len(sizes), max(len(vocabulary), 1)))


class _Terms(NamedTuple):
    """The distinct words of each text of a batch in one row, as places in the batch's `vocabulary`; their
    weights, and how many each text has.
    """

    vocabulary: Hashes
    which: Places
    values: Shares
    sizes: Rows


def _terms(batch: Batch) -> _Terms:
    read, count = batch.words, len(batch.offsets)
    owners = np.repeat(np.arange(count), np.diff(batch.bounds))
    hashes = _characters_in_pairs(read.hashes, read.lone, batch.bounds)
    vocabulary, number = np.unique(hashes, return_inverse=True)
    key = owners * len(vocabulary) + number
    order = order_of(key)
    ordered = key[order]
    new = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    which = np.cumsum(new) - 1
    owned, terms = np.divmod(ordered[new], max(len(vocabulary), 1))
    places = np.where(order - batch.bounds[owners[order]] < LEAD, 2.0, 1.0)
    names = np.bincount(which, read.capital[order]) / np.maximum(np.bincount(which), 1)
    bits = np.maximum(weights(vocabulary) - PLAIN_BITS, 0.0)
    scenery = setting(vocabulary)
    bits[scenery] = np.minimum(bits[scenery], SETTING_BITS)
    value = (1 + np.log(np.bincount(which, places))) * bits[terms] * (1 + (NAME - 1) * names)
    size = np.sqrt(np.bincount(owned, value**2, count))
    kept = value > 0
    sizes = np.bincount(owned[kept], minlength=count)
    return _Terms(vocabulary, terms[kept].astype(np.int32), value[kept] / size[owned[kept]], sizes)


def _characters_in_pairs(hashes: Hashes, lone: NDArray[np.bool_], bounds: Rows) -> Hashes:
    """The words, those of one character together with the character that follows in the same text."""
    if not lone.any():
        return hashes
    follows = np.append(lone[1:] & lone[:-1], False)
    follows[bounds[1:] - 1] = False
    return np.where(follows, mix(hashes * np.uint64(31) + np.roll(hashes, -1)), hashes)
