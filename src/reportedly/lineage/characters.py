"""What each code point is to a reader of words: a letter, a mark that opens a quotation, a break, nothing."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.lineage.arrays import Classes, Hashes, Points, mix

BREAK, NEWLINE, QUOTE, OPENS, CLOSES, SILENT, APOSTROPHE, WORD, CAPITAL, LONE = range(10)
PLANES = 0x20000  # beyond this lie rare ideographs and nothing that is written in words
_STEP = np.uint64(0x9E3779B97F4A7C15)
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
_POSSESSIVE = "'\u2019"
_OTHER_APOSTROPHES = "\u2018\u02bc\uff07"
_JOINED = frozenset({"Mn", "Mc"})  # marks that belong to the letter before them
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = {
    "\n": NEWLINE,
    "\r": NEWLINE,
    '"': QUOTE,
    **dict.fromkeys("“„«「『", OPENS),
    **dict.fromkeys("”»」』", CLOSES),
}


@dataclass(frozen=True, slots=True)
class Characters:
    """By code point: its class, and the number of its lower-case form (0: no letter)."""

    classes: Classes
    values: Hashes


@cache
def characters() -> Characters:
    """The tables of all code points below `PLANES`; the entry at `PLANES` is for those beyond."""
    classes = np.full(PLANES + 1, BREAK, np.uint8)
    forms = np.arange(PLANES + 1, dtype=np.uint64)
    words = [
        point
        for point, character in enumerate(map(chr, range(PLANES)))
        if character.isalnum() or unicodedata.category(character) in _JOINED
    ]
    classes[words] = [CAPITAL if chr(point).isupper() else WORD for point in words]
    forms[words] = [_form(chr(point)) for point in words]
    for low, high in _SPACELESS:
        classes[low : high + 1][classes[low : high + 1] >= WORD] = LONE
    classes[0x300:0x370] = SILENT
    classes[_points(_OTHER_APOSTROPHES + _UNSEEN)] = SILENT
    classes[_points(_POSSESSIVE)] = APOSTROPHE
    for character, kind in _MARKS.items():
        classes[ord(character)] = kind
    classes[PLANES] = LONE
    return Characters(classes, np.where(classes >= WORD, values_of(forms), np.uint64(0)))


def values_of(points: Hashes | Points) -> Hashes:
    """The number that stands for each code point in the hash of a word."""
    return mix(points + _STEP)


def _points(text: str) -> list[int]:
    return [ord(character) for character in text]


def _form(character: str) -> int:
    lower = character.lower()[0]
    if not unicodedata.decomposition(lower):  # true of nine letters in ten, and told in no time
        return ord(lower)
    parts = unicodedata.normalize("NFD", lower)
    plain = all("\u0300" <= mark <= "\u036f" for mark in parts[1:])
    return ord(parts[0]) if plain else ord(lower)
