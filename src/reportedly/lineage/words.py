"""Texts as word numbers with offsets: what fingerprints, alignment and stories all count in.

A word is a run of letters, digits and the marks that belong to them, hashed in its lower-case form without
accents. Apostrophes are passed over and a final possessive is left out of the word's form, so that curly
and straight marks, ``Japan's`` and ``Japan`` agree. Scripts that are written without spaces (Han, kana,
Thai, Lao, Khmer, Burmese) give one word a character. The hashes are our own arithmetic modulo 2**64 and
so are the same on every machine. Texts are read many at a time: with numpy, a call costs as much as ten
thousand characters, and a line break between two texts parts all that must be parted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from reportedly.lineage.arrays import Classes, Flags, Hashes, Places, Points, Rows, mix
from reportedly.lineage.characters import (
    APOSTROPHE,
    CLOSES,
    LONE,
    NEWLINE,
    OPENS,
    PLANES,
    QUOTE,
    SILENT,
    WORD,
    characters,
    values_of,
)

_FACTOR = 0x5851F42D4C957F2D  # odd, so that it can be divided by modulo 2**64
_AT_ONCE = 1 << 16  # characters: the columns of a batch stay in the processor's cache
_HELD = 2 * _AT_ONCE  # powers at hand: the last text of a batch goes beyond its end
_REMEMBERED = 20_000  # longer texts are read again rather than held


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order: form as a hash, place in code points, and facts of its look."""

    hashes: Hashes
    starts: Places
    ends: Places
    capital: Flags
    lone: Flags  # one character of a script without spaces
    quoted: Flags  # inside quotation marks that open in the word's own paragraph

    def __len__(self) -> int:
        return len(self.hashes)

    def part(self, low: int, high: int, shift: int) -> "Words":
        """The words numbered ``[low, high)``, their places moved `shift` characters to the left."""
        cut = slice(low, high)
        places = self.starts[cut] - np.int32(shift), self.ends[cut] - np.int32(shift)
        return Words(self.hashes[cut], *places, self.capital[cut], self.lone[cut], self.quoted[cut])


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several texts in one row; text `n` has the words ``[bounds[n], bounds[n + 1])``.

    Places count from the start of the first text, one character between two texts; `offsets` holds where each
    text starts.
    """

    words: Words
    bounds: Rows
    offsets: Rows


def words(text: str) -> Words:
    """The words of `text`. Any string is read; one without words gives empty arrays."""
    return _remembered(text) if len(text) <= _REMEMBERED else _read(text)


def batches(texts: Sequence[str]) -> Iterator[Batch]:
    """The words of many texts, read some at a time; each as `words` reads it."""
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text) + 1
        if size >= _AT_ONCE or number == len(texts) - 1:
            yield _batch(texts[first : number + 1])
            first, size = number + 1, 0


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Words:
    return _read(text)


def _batch(texts: Sequence[str]) -> Batch:
    read = _read("\n".join(texts))
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return Batch(read, np.searchsorted(read.starts, offsets), offsets[:-1])


def _read(text: str) -> Words:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = characters()
    at = points.astype(np.intp)
    # What lies beyond the planes has the entry at their end; to clip costs less than to look for it.
    kinds = table.classes.take(at, mode="clip")
    special = np.flatnonzero(kinds - np.uint8(NEWLINE) <= APOSTROPHE - NEWLINE)
    possessive = _possessives(points, kinds, special[kinds[special] == APOSTROPHE])
    marks = special[kinds[special] <= CLOSES]
    loud = np.ones(len(points), bool)
    loud[special[kinds[special] >= SILENT]] = False
    loud[possessive] = False
    heard = np.flatnonzero(loud)
    first, last = _runs(kinds.take(heard, mode="clip"))
    values = table.values.take(at.take(heard, mode="clip"), mode="clip")
    if points.max(initial=0) >= PLANES:
        far = points[heard] >= PLANES
        values[far] = values_of(points[heard][far].astype(np.uint64))
    starts, ends = heard.take(first, mode="clip"), heard.take(last, mode="clip") + 1
    if len(possessive):
        ends[np.searchsorted(ends, possessive) - 1] += 2
    return Words(
        _hash(values, first, last),
        starts.astype(np.int32),
        ends.astype(np.int32),
        table.capital.take(at.take(starts), mode="clip"),
        kinds.take(starts) == LONE,
        _quoted(kinds[marks], marks, starts),
    )


def _possessives(points: Points, kinds: Classes, marks: Rows) -> Rows:
    """The places of each ``s`` that follows an apostrophe after a word and ends it."""
    marks = marks[(marks > 0) & (marks + 1 < len(points))]
    letter = (points[marks + 1] | 32) == ord("s")
    closed = kinds[np.minimum(marks + 2, len(kinds) - 1)] != WORD
    closed |= marks + 2 >= len(kinds)
    kept: Rows = marks[letter & closed & (kinds[marks - 1] == WORD)] + 1
    return kept


def _runs(kinds: Classes) -> tuple[Rows, Rows]:
    """The first and the last character of each word, where no silent character stands between."""
    framed = np.zeros(len(kinds) + 2, bool)
    inside = np.greater_equal(kinds, WORD, out=framed[1:-1])
    edges = framed[1:] != framed[:-1]
    if kinds.max(initial=0) < LONE:
        places = edges.nonzero()[0]
        return places[::2], places[1::2] - 1
    lone = kinds == LONE
    parted = lone.copy()
    parted[1:] |= lone[:-1]
    first = np.flatnonzero(inside & (edges[:-1] | parted))
    return first, np.flatnonzero(inside & (edges[1:] | np.append(parted, True)[1:]))


def _hash(values: Hashes, first: Rows, last: Rows) -> Hashes:
    """A number for each run of values: the value of a polynomial, read off the running sum of all of them.

    What stands between the runs has the value 0.
    """
    powers, inverse = _powers(len(values)) if len(values) > _HELD else _held_powers()
    total = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=total[1:])
    spans = total.take(last + 1, mode="clip") - total.take(first, mode="clip")
    return mix(spans * inverse.take(first, mode="clip"))


@cache
def _held_powers() -> tuple[Hashes, Hashes]:
    return _powers(_HELD)


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the factor and of its inverse, modulo 2**64."""
    inverse = pow(_FACTOR, -1, 1 << 64)
    made = []
    for base in (_FACTOR, inverse):
        column = np.full(count, np.uint64(base))
        column[0] = 1
        made.append(np.multiply.accumulate(column))
    return made[0], made[1]


def _quoted(kind: Classes, marks: Rows, starts: Rows) -> Flags:
    """Which words stand inside quotation marks, straight or paired, that open in their paragraph."""
    if not len(marks):
        return np.zeros(len(starts), bool)
    straight = _since_break(kind == QUOTE, kind) % 2 == 1
    paired = _since_break((kind == OPENS).astype(np.int32) - (kind == CLOSES), kind) > 0
    ends = np.append(np.searchsorted(starts, marks), len(starts))
    state = np.append(False, straight | paired)
    flags: Flags = np.repeat(state, np.diff(np.append(0, ends)))
    return flags


def _since_break(values: Flags | Places, kind: Classes) -> Rows:
    """The running sum of `values`, from 0 again at each line break."""
    total = np.cumsum(values, dtype=np.intp)
    breaks = np.flatnonzero(kind == NEWLINE)
    held = np.append(0, total[breaks])
    since: Rows = total - np.repeat(held, np.diff(np.concatenate([[0], breaks, [len(kind)]])))
    return since
