"""A text as word numbers with offsets: what fingerprints, alignment and stories all count in.

A word is a run of letters, digits and the marks that belong to them, hashed in its lower-case form without
accents. Apostrophes are passed over and a final possessive is left out of the word's form, so that curly
and straight marks, ``Japan's`` and ``Japan`` agree. Scripts that are written without spaces (Han, kana,
Thai, Lao, Khmer, Burmese) give one word a character. The hashes are our own arithmetic modulo 2**64 and
so are the same on every machine.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
_Classes: TypeAlias = NDArray[np.uint8]
_Points: TypeAlias = NDArray[np.uint32]

_BREAK, _SILENT, _WORD, _LONE = 0, 1, 2, 3
_PLANES = 0x20000  # beyond this lie rare ideographs and nothing that is written in words
_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3041, 0x30FF),  # kana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
)
_APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_STEP = np.uint64(0x9E3779B97F4A7C15)
_REMEMBERED = 20_000  # longer texts are read again rather than held


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, in order: form as a hash, place in code points, and two facts of its look."""

    hashes: Hashes
    starts: Places
    ends: Places
    capital: Flags
    number: Flags
    lone: Flags  # one character of a script without spaces

    def __len__(self) -> int:
        return len(self.hashes)


def words(text: str) -> Words:
    """The words of `text`. Any string is read; one without words gives empty arrays."""
    return _remembered(text) if len(text) <= _REMEMBERED else _read(text)


@lru_cache(maxsize=2048)
def _remembered(text: str) -> Words:
    return _read(text)


def _read(text: str) -> Words:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    classes, forms, capital = _tables()
    at = np.minimum(points, _PLANES).astype(np.intp)
    kinds = classes.take(at)
    possessive = _possessives(points, kinds)
    kinds[possessive] = _SILENT
    inside = np.flatnonzero(kinds >= _WORD)
    if not len(inside):
        return _no_words()
    first = _first_characters(kinds, inside)
    starts = inside[first]
    last = inside[np.append(first[1:], len(inside)) - 1]
    owned = np.zeros(len(points) + 2, bool)
    owned[possessive] = True
    return Words(
        _hash(_folded(points[inside], at[inside], forms), first),
        starts.astype(np.int32),
        (last + 1 + 2 * owned[last + 2]).astype(np.int32),
        capital[at[starts]],
        (points[starts] >= ord("0")) & (points[starts] <= ord("9")),
        kinds[starts] == _LONE,
    )


def _folded(points: _Points, at: NDArray[np.intp], forms: _Points) -> _Points:
    return np.where(points < _PLANES, forms.take(at), points)


def mix(values: Hashes) -> Hashes:
    """SplitMix64's finaliser (Steele, Lea and Flood 2014): every bit of the result hangs on every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed


def _no_words() -> Words:
    none, never = np.zeros(0, np.int32), np.zeros(0, bool)
    return Words(np.zeros(0, np.uint64), none, none, never, never, never)


def _possessives(points: _Points, kinds: _Classes) -> NDArray[np.intp]:
    """The places of each ``s`` that follows an apostrophe after a word and ends it."""
    marks = np.flatnonzero((points == ord("'")) | (points == ord("\u2019")))
    marks = marks[(marks > 0) & (marks + 1 < len(points))]
    letter = (points[marks + 1] | 32) == ord("s")
    closed = np.append(kinds, _BREAK)[marks + 2] != _WORD
    kept: NDArray[np.intp] = marks[letter & closed & (kinds[marks - 1] == _WORD)] + 1
    return kept


def _first_characters(kinds: _Classes, inside: NDArray[np.intp]) -> NDArray[np.intp]:
    """Which of the characters `inside` words begin one, as positions in `inside`."""
    breaks = np.cumsum(kinds == _BREAK, dtype=np.int32)[inside]
    lone = kinds[inside] == _LONE
    begins = np.ones(len(inside), bool)
    begins[1:] = (breaks[1:] != breaks[:-1]) | lone[1:] | lone[:-1]
    return np.flatnonzero(begins)


def _hash(points: _Points, first: NDArray[np.intp]) -> Hashes:
    sizes = np.diff(np.append(first, len(points)))
    place = np.arange(len(points)) - np.repeat(first, sizes)
    spread = mix(points + _STEP * (place + 1).astype(np.uint64))
    return mix(np.add.reduceat(spread, first))


@cache
def _tables() -> tuple[_Classes, _Points, Flags]:
    """For each code point its class, its lower-case form without accents, and whether it is a capital."""
    classes = np.zeros(_PLANES + 1, np.uint8)
    forms = np.arange(_PLANES + 1, dtype=np.uint32)
    capital = np.zeros(_PLANES + 1, bool)
    for point in range(_PLANES):
        character = chr(point)
        if character.isalnum() or unicodedata.category(character) in {"Mn", "Mc"}:
            classes[point] = _WORD
            forms[point] = _form(character)
            capital[point] = character.isupper()
    classes[0x300:0x370] = _SILENT
    classes[[ord(c) for c in _APOSTROPHES + _UNSEEN]] = _SILENT
    for low, high in _SPACELESS:
        classes[low : high + 1][classes[low : high + 1] == _WORD] = _LONE
    classes[_PLANES] = _LONE
    return classes, forms, capital


def _form(character: str) -> int:
    lower = character.lower()
    parts = unicodedata.normalize("NFD", lower[0])
    plain = all("\u0300" <= mark <= "\u036f" for mark in parts[1:])
    return ord(parts[0]) if plain else ord(lower[0])
