"""Fingerprints of texts with their places: the runs of words by which shared text is found again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Flags, Hashes, Places, Rows, mix
from reportedly.lineage.frequency import weights
from reportedly.lineage.words import Words, batches

PLAIN = 8
QUOTED = 6
CHARACTERS = 12  # of a script without spaces: about as much as six words
LEAST_BITS = 16.0
SKETCH = 128
LONGEST = 254
EMPTY = np.uint32(0xFFFFFFFF)
_FACTOR = 0xD6E8FEB86659FD93


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The n-grams of one text: hash and place ``[start, end)`` in code points, in text order."""

    hashes: Hashes
    starts: Places
    ends: Places


@dataclass(frozen=True, slots=True)
class Prints:
    """The n-grams of several texts in one row: `owners` says whose each is, counted from 0.

    `sketches` has a row of 128 numbers a text (uint32), the least hash in each of 128 classes of hashes,
    a MinHash by one permutation (Li, Owen and Zhang 2012); `EMPTY` where the text has none in a class.
    `quotations` holds the number of words of the quotation that the middle of each lies in: 0 for none, 254
    for more.
    """

    hashes: Hashes
    owners: Places
    starts: Places
    ends: Places
    quotations: NDArray[np.uint8]
    sketches: NDArray[np.uint32]


def fingerprints(text: str) -> Fingerprints:
    """Every run of 8 words of `text`, and every run of 6 between quotation marks, worth finding again.

    In scripts without spaces a run has 12 characters. Letter case, accents, punctuation and quotation marks
    do not count. A run of very common words alone ("at the end of the", under 16 bits by the background
    frequencies) is left out: it proves nothing. All runs are kept rather than winnowed, so that a quotation
    of six words is found wherever it stands.
    """
    found = next(prints([text]))
    order = np.argsort(found.starts, kind="stable")
    return Fingerprints(found.hashes[order], found.starts[order], found.ends[order])


def prints(texts: Sequence[str]) -> Iterator[Prints]:
    """The fingerprints of many texts, some at a time in their order; each as `fingerprints` reads it."""
    for batch in batches(texts):
        yield _prints(batch.words, batch.bounds, batch.offsets)


def likeness(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The share of n-grams that texts have in common, told from their sketches, row by row."""
    either = ((one != EMPTY) | (other != EMPTY)).sum(axis=-1)
    same = ((one == other) & (one != EMPTY)).sum(axis=-1)
    share: NDArray[np.float64] = same / np.maximum(either, 1)
    return share


def _prints(read: Words, bounds: Rows, offsets: Rows) -> Prints:
    bits = np.zeros(len(read) + 1)
    np.cumsum(weights(read.hashes), dtype=np.float64, out=bits[1:])
    plain, quoted = _rolled(read.hashes)
    spaced = ~read.lone
    found = [
        (plain, PLAIN, _kept(bounds, bits, PLAIN, spaced)),
        (quoted, QUOTED, _kept(bounds, bits, QUOTED, read.quoted & spaced)),
    ]
    if not spaced.all():
        whole = _rolled_by(read.hashes, CHARACTERS)
        found.append((whole, CHARACTERS, _kept(bounds, bits, CHARACTERS, read.lone)))
    first = np.concatenate([kept for _, _, kept in found])
    last = np.concatenate([kept + (size - 1) for _, size, kept in found])
    hashes = mix(np.concatenate([rolled.take(kept) for rolled, _, kept in found]))
    owners = np.repeat(np.arange(len(offsets)), np.diff(bounds)).take(first)
    shift = offsets.astype(np.int32).take(owners)
    starts, ends = read.starts.take(first) - shift, read.ends.take(last) - shift
    sketches = _sketches(hashes, owners, len(offsets))
    quotations = _lengths(read.quoted).take(first + last >> 1)
    return Prints(hashes, owners.astype(np.int32), starts, ends, quotations, sketches)


def _lengths(quoted: Flags) -> NDArray[np.uint8]:
    """For each word the number of words between its quotation marks, at most 254, 0 outside of any."""
    cuts = np.flatnonzero(np.diff(quoted)) + 1
    sizes = np.diff(np.concatenate([[0], cuts, [len(quoted)]]))
    inside = quoted[np.append(0, cuts)] if len(quoted) else np.zeros(1, bool)
    return np.repeat((np.minimum(sizes, LONGEST) * inside).astype(np.uint8), sizes)


def _rolled(hashes: Hashes) -> tuple[Hashes, Hashes]:
    """Numbers for each run of 8 and of 6 words; a run of twice the length costs one step more."""
    two = _joined(hashes, hashes, 1)
    four = _joined(two, two, 2)
    return _joined(four, four, 4), _joined(four, two, 4)


def _joined(one: Hashes, other: Hashes, size: int) -> Hashes:
    """The numbers of runs of `size` words, each with the run of `other` that follows it."""
    factor = np.uint64(pow(_FACTOR, size, 1 << 64))
    longer: Hashes = one[: max(len(other) - size, 0)] * factor + other[size:]
    return longer


def _rolled_by(hashes: Hashes, size: int) -> Hashes:
    total = hashes
    for length in range(1, size):
        total = _joined(total, hashes, length)
    return total


def _kept(bounds: Rows, bits: NDArray[np.float64], size: int, fit: Flags) -> Rows:
    """The first words of the runs of `size` words of one text, half of them `fit`, that weigh enough."""
    count = max(len(fit) - size + 1, 0)
    if not count:
        return np.zeros(0, np.intp)
    keep = bits[size:] - bits[:-size] >= LEAST_BITS
    if not fit.all():
        number = np.zeros(len(fit) + 1, np.int32)
        np.cumsum(fit, out=number[1:])
        keep &= number[size:] - number[:-size] >= (size + 1) // 2
    across = np.subtract.outer(bounds[1:-1], np.arange(1, size))
    keep[across[(across >= 0) & (across < count)]] = False
    return np.flatnonzero(keep)


def _sketches(hashes: Hashes, owners: Rows, count: int) -> NDArray[np.uint32]:
    rows = np.full(count * SKETCH, EMPTY)
    place = owners * SKETCH + (hashes >> np.uint64(57)).astype(np.intp)
    np.minimum.at(rows, place, (hashes >> np.uint64(25)).astype(np.uint32))
    return rows.reshape(count, SKETCH)
