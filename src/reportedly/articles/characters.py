"""The characters of a text as columns of numbers, so that what a line shows is counted for all lines at once.

A character has flags for what Python's own `str` methods say of it and for the marks that the shape of a line
is told by. Each is asked about once, when it is first met.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Flags = NDArray[np.uint32]

ALPHA, UPPER, LOWER, SPACE, DIGIT, DECIMAL, LETTER, APOSTROPHE = (1 << n for n in range(8))
STOP, CLOSER, QUOTE, CODE, COMMA, PIPE, COPYRIGHT, TRADE, BRACKET, OPENER, BULLET = (
    1 << n for n in range(8, 19)
)
FULL_STOP, WIDE_STOP, AFTER_STOP, BLANK, OPENING = (1 << n for n in range(19, 24))
MARKS = STOP | QUOTE | CODE | COMMA | PIPE | COPYRIGHT | TRADE | BRACKET
_KNOWN = 1 << 31
_ALL = 0x110000

STOPS = ".!?…。！？"
CLOSERS = "\"'”’»)]）」』\u200b "
BULLETS = "•·*▪■●◦»>+|–—-"


def _is_letter(character: str) -> bool:
    """Whether it can be part of a word: all that a regular expression calls ``[^\\W\\d_]``."""
    return character.isalnum() and not character.isdecimal()


_TESTS: tuple[tuple[int, Callable[[str], bool]], ...] = (
    (ALPHA, str.isalpha),
    (UPPER, str.isupper),
    (LOWER, str.islower),
    (SPACE, str.isspace),
    (DIGIT, str.isdigit),
    (DECIMAL, str.isdecimal),
    (LETTER, _is_letter),
    (APOSTROPHE, "'’".__contains__),
    (STOP, STOPS.__contains__),
    (CLOSER, CLOSERS.__contains__),
    (QUOTE, '“”"«»「'.__contains__),
    (CODE, "{}<>=;\\^~_[]".__contains__),
    (COMMA, ",".__contains__),
    (PIPE, "|".__contains__),
    (COPYRIGHT, "©".__contains__),
    (TRADE, "®™".__contains__),
    (BRACKET, "(".__contains__),
    (OPENER, "[(<{".__contains__),
    (BULLET, BULLETS.__contains__),
    (FULL_STOP, ".!?".__contains__),
    (WIDE_STOP, "。！？".__contains__),
    (AFTER_STOP, "'\"”’)".__contains__),
    (BLANK, " ".__contains__),
    (OPENING, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ“"‘ÀÁÄÉÖÜ'.__contains__),
)


def codes_of(text: str) -> Codes:
    """The code point of each character of `text`."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of_codes(codes: Codes) -> str:
    """The text of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def flags_of(codes: Codes) -> Flags:
    """The flags of each character."""
    table = _table()
    flags = table.take(codes)
    if flags.all():
        return flags
    for code in np.unique(codes[flags == 0]).tolist():
        table[code] = _KNOWN | sum(flag for flag, test in _TESTS if test(chr(code)))
    return table.take(codes)


@cache
def _table() -> Flags:
    """The flags of all code points, 0 for those not yet met; it grows with the alphabets that are read."""
    return np.zeros(_ALL, dtype=np.uint32)
