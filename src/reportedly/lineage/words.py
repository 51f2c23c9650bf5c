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
    CAPITAL,
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
_AT_ONCE = 1 << 18  # characters: beside them the calls cost little, and the columns still fit a cache
_HELD = 2 * _AT_ONCE  # powers at hand: the last text of a batch goes beyond its end
_REMEMBERED = 20_000  # longer texts are read again rather than held
_OPENED = 1 << 32  # so much counts a mark that opens, and a straight one counts 1
_STEPS = np.zeros(CLOSES + 1, np.int64)
_STEPS[[QUOTE, OPENS, CLOSES]] = 1, _OPENED, -_OPENED


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
    # A line break at the end, so that every character has one before and one behind it.
    points = np.frombuffer(f"{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    at = points.astype(np.intp)
    table = characters()
    # What lies beyond the planes has the entry at their end; to clip costs less than to look for it.
    kinds = table.classes.take(at, mode="clip")
    values = table.values.take(at, mode="clip")
    if points.max() >= PLANES:
        far = points >= PLANES
        values[far] = values_of(points[far].astype(np.uint64))
    special = np.flatnonzero(kinds - np.uint8(NEWLINE) <= APOSTROPHE - NEWLINE)
    kind = kinds.take(special)
    possessive = _possessives(points, kinds, special[kind == APOSTROPHE])
    low, high = _passed_over(kinds, values, special[kind >= SILENT], possessive)
    first, last = _runs(kinds)
    ends = last + 1
    if len(possessive):
        ends[np.searchsorted(ends, possessive) - 1] += 2
    looks = kinds.take(first)
    marks = kind <= CLOSES
    return Words(
        _hash(values, first, low, high),
        first.astype(np.int32),
        ends.astype(np.int32),
        looks == CAPITAL,
        looks == LONE,
        _quoted(kind[marks], special[marks], first),
    )


def _possessives(points: Points, kinds: Classes, marks: Rows) -> Rows:
    """The places of each ``s`` that follows an apostrophe after a word and ends it."""
    after = marks[(points.take(marks + 1, mode="clip") | 32) == ord("s")]
    before, behind = kinds.take(after - 1, mode="wrap"), kinds.take(after + 2, mode="clip")
    kept: Rows = after[_lettered(before) & ~_lettered(behind)] + 1
    return kept


def _lettered(kinds: Classes) -> Flags:
    flags: Flags = (kinds == WORD) | (kinds == CAPITAL)
    return flags


def _passed_over(kinds: Classes, values: Hashes, silent: Rows, possessive: Rows) -> tuple[Rows, Rows]:
    """Make what is not heard part of the word around it, or of none; where the former begin and end."""
    kinds[possessive], values[possessive] = SILENT, 0
    quiet = np.sort(np.concatenate([silent, possessive])) if len(possessive) else silent
    fresh = np.append(True, np.diff(quiet) != 1)[: len(quiet)]
    low, high = quiet[fresh], quiet[np.append(fresh[1:], True)[: len(quiet)]] + 1
    inside = _lettered(kinds.take(low - 1, mode="wrap")) & _lettered(kinds.take(high))
    kinds[quiet[np.repeat(inside, high - low)]] = WORD
    return low[inside], high[inside]


def _runs(kinds: Classes) -> tuple[Rows, Rows]:
    """The first and the last character of each word."""
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


def hashed(values: Hashes, first: Rows) -> Hashes:
    """A number for each run of characters from one of the places `first` to the next, by the `values` of its
    characters, 0 where one does not count. `values` is written over.
    """
    none = np.zeros(0, np.intp)
    return _hash(values, first, none, none)


def _hash(values: Hashes, first: Rows, low: Rows, high: Rows) -> Hashes:
    """A number for each word: the value of a polynomial, read off the running sum over all characters.

    `first` is where each word begins; what is no part of a word has the value 0, and so has what is passed
    over within a word, from `low` to `high`.
    """
    powers, inverse = _powers(len(values)) if len(values) > _HELD else _held_powers()
    values *= powers[: len(values)]
    total = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values, out=total[1:])
    bounds = total.take(np.append(first, len(values)))
    spans = np.diff(bounds)
    if len(low):
        word = np.searchsorted(first, low) - 1
        passed = np.append(0, np.cumsum(high - low))
        before = passed[np.searchsorted(word, word)]
        closer = inverse[passed[1:] - before] - inverse[passed[:-1] - before]
        np.add.at(spans, word, closer * (bounds[word + 1] - total[high]))
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
    total = np.cumsum(_STEPS.take(kind))
    breaks = np.flatnonzero(kind == NEWLINE)
    held = np.append(0, total[breaks])
    since = total - np.repeat(held, np.diff(np.concatenate([[0], breaks, [len(kind)]])))
    # An odd number of straight marks, or more that open than close.
    inside = (since & 1 == 1) | (since >= _OPENED)
    ends = np.append(np.searchsorted(starts, marks), len(starts))
    flags: Flags = np.repeat(np.append(False, inside), np.diff(np.append(0, ends)))
    return flags
