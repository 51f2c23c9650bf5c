"""Words -> the numbers of their pieces in MiniLM's vocabulary, as BERT's uncased tokenizer cuts them.

Written out here, because the library that does it brings a client for a model hub, and an offline tool has no
use for one. A test holds it against what that library gives.
"""

import re
import unicodedata
from functools import cache, lru_cache

from reportedly.language.model import vocabulary

UNKNOWN, BEGIN, END = 100, 101, 102
# Longer words are names or noise, and their first pieces tell.
PIECES_OF_WORD = 6
# BERT gives up on a longer run of letters.
LONGEST_RUN = 100
# Curly marks read as straight ones: whether they open or close is told beside the pieces.
MARKS = str.maketrans("“”„«»‘’‛`", '"""""\'\'\'\'')
DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Mn"})
ASCII_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
# Han ideographs, which BERT takes one by one.
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ceaf\U0002f800-\U0002fa1f]")


@lru_cache(maxsize=50_000)
def word_pieces(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces, at most six and at least one."""
    found: list[int] = []
    for run in _runs(word.translate(MARKS)):
        found += _cut(run)
        if len(found) >= PIECES_OF_WORD:
            break
    return tuple(found[:PIECES_OF_WORD]) or (UNKNOWN,)


def _runs(word: str) -> list[str]:
    """The lower-cased word without accents, parted at blanks and signs, each sign by itself."""
    plain = unicodedata.normalize("NFD", word).lower()
    shown = "".join(_shown(character) for character in plain)
    return shown.split()


def _shown(character: str) -> str:
    if character.isalnum() and not IDEOGRAPH.match(character):
        return character
    kind = unicodedata.category(character)
    if kind in DROPPED or character == "\ufffd":
        return " " if character in "\t\n\r" else ""
    alone = kind[0] == "P" or ASCII_SIGN.match(character) or IDEOGRAPH.match(character)
    return f" {character} " if alone else character


def _cut(run: str) -> list[int]:
    """The longest pieces that fit, from the left; the whole run is unknown where none does."""
    numbers, found, start = _numbers(), [], 0
    if len(run) > LONGEST_RUN:
        return [UNKNOWN]
    while start < len(run):
        stop = len(run)
        while stop > start and ("##" if start else "") + run[start:stop] not in numbers:
            stop -= 1
        if stop == start:
            return [UNKNOWN]
        found.append(numbers[("##" if start else "") + run[start:stop]])
        start = stop
    return found


@cache
def _numbers() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(vocabulary())}
