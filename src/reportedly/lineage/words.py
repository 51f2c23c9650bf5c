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
    beyond = np.flatnonzero(points >= PLANES)
    at[beyond] = PLANES
    kinds = table.classes.take(at)
    possessive = _possessives(points, kinds)
    kinds[possessive] = SILENT
    inside = np.flatnonzero(kinds >= WORD)
    if not len(inside):
        return _no_words()
    first = _first_characters(kinds, inside)
    last = np.append(first[1:], len(inside)) - 1
    values = table.values.take(at.take(inside))
    if len(beyond):
        values = np.where(points[inside] >= PLANES, values_of(points[inside].astype(np.uint64)), values)
    starts, ends = inside[first], inside[last] + 1
    ends[np.searchsorted(ends, possessive) - 1] += 2
    return Words(
        _hash(values, first, last),
        starts.astype(np.int32),
        ends.astype(np.int32),
        table.capital.take(at.take(starts)),
        kinds.take(starts) == LONE,
        _quoted(kinds, starts),
    )


def _no_words() -> Words:
    none, never = np.zeros(0, np.int32), np.zeros(0, bool)
    return Words(np.zeros(0, np.uint64), none, none, never, never, never)


def _possessives(points: Points, kinds: Classes) -> Rows:
    """The places of each ``s`` that follows an apostrophe after a word and ends it."""
    marks = np.flatnonzero(kinds == APOSTROPHE)
    marks = marks[(marks > 0) & (marks + 1 < len(points))]
    letter = (points[marks + 1] | 32) == ord("s")
    closed = kinds[np.minimum(marks + 2, len(kinds) - 1)] != WORD
    closed |= marks + 2 >= len(kinds)
    kept: Rows = marks[letter & closed & (kinds[marks - 1] == WORD)] + 1
    return kept


def _first_characters(kinds: Classes, inside: Rows) -> Rows:
    """Which of the characters `inside` words begin one, as positions in `inside`.

    Silent characters between two letters part no word: those gaps hold nothing but silence.
    """
    begins = np.ones(len(inside), bool)
    np.not_equal(inside[1:], inside[:-1] + 1, out=begins[1:])
    silent = np.flatnonzero((kinds == SILENT) | (kinds == APOSTROPHE))
    after = np.searchsorted(inside, silent)
    after, count = np.unique(after[(after > 0) & (after < len(inside))], return_counts=True)
    begins[after[inside[after] - inside[after - 1] == count + 1]] = False
    lone = kinds.take(inside) == LONE
    if lone.any():
        begins[1:] |= lone[1:] | lone[:-1]
    return np.flatnonzero(begins)


def _hash(values: Hashes, first: Rows, last: Rows) -> Hashes:
    """A number for each run of values: the value of a polynomial, read off the running sum of all of them."""
    powers, inverse = _powers(len(values)) if len(values) > _AT_ONCE else _held_powers()
    total = np.cumsum(values * powers[: len(values)], dtype=np.uint64)
    before = np.where(first > 0, total[first - 1], np.uint64(0))
    return mix((total[last] - before) * inverse[first])


@cache
def _held_powers() -> tuple[Hashes, Hashes]:
    return _powers(_AT_ONCE)


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the factor and of its inverse, modulo 2**64."""
    inverse = pow(_FACTOR, -1, 1 << 64)
    made = []
    for base in (_FACTOR, inverse):
        column = np.full(count, np.uint64(base))
        column[0] = 1
        made.append(np.multiply.accumulate(column))
    return made[0], made[1]


def _quoted(kinds: Classes, starts: Rows) -> Flags:
    """Which words stand inside quotation marks, straight or paired, that open in their paragraph."""
    marks = np.flatnonzero((kinds >= NEWLINE) & (kinds <= CLOSES))
    if not len(marks):
        return np.zeros(len(starts), bool)
    kind = kinds[marks]
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
