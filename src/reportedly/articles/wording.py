"""The words of all lines of a text, found in one pass and numbered, so that they are counted in columns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.characters import (
    APOSTROPHE,
    DECIMAL,
    DIGIT,
    LETTER,
    Codes,
    codes_of,
    flags_of,
    text_of_codes,
)
from reportedly.articles.lines import Table

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LONG_WORD = 5
_NEWLINE, _SPACE = ord("\n"), ord(" ")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of `lines` lines in one row, lower case, in order.

    `flat` holds the words; `sizes` their letters, and `figures` whether they have no others than figures;
    `first` the number of each line's first word, and at its end the number of all; `line` the line of each
    word; `vocabulary` a number for each different word, and `ids` that of each word.
    """

    flat: list[str]
    sizes: Ints
    figures: Bools
    first: Ints
    line: Ints
    ids: Ints
    vocabulary: dict[str, int]

    @property
    def lines(self) -> int:
        """The number of lines."""
        return len(self.first) - 1

    @property
    def counts(self) -> Ints:
        """The number of words in each line."""
        return np.diff(self.first)

    def among(self, words: Iterable[str]) -> Bools:
        """Whether each word is one of `words`, which are all in the vocabulary."""
        said = np.zeros(len(self.vocabulary), dtype=bool)
        said[[self.vocabulary[word] for word in words]] = True
        return said[self.ids]

    def total(self, values: NDArray[Any]) -> Table:
        """The sum in each line of a number for each word."""
        return np.asarray(np.bincount(self.line, weights=values, minlength=self.lines), dtype=float)

    def by_line(self) -> list[list[str]]:
        """The words of each line."""
        return [self.flat[a:b] for a, b in pairwise(self.first.tolist())]


def wording_of(texts: Sequence[str]) -> Wording:
    """The words of texts that hold no newline: runs of letters, with apostrophes inside, and runs of digits.

    They are `lines.words_of` of each text, as long as that reads it whole.
    """
    codes = codes_of("\n".join(texts).lower())
    starts, spaced, sizes, figures = _words(codes)
    flat = text_of_codes(spaced).split()
    ends = np.append(np.flatnonzero(codes == _NEWLINE), len(codes))
    first = np.concatenate([[0], np.searchsorted(starts, ends)])
    line = np.repeat(np.arange(len(texts)), np.diff(first))
    vocabulary = defaultdict[str, int](count().__next__)  # a new word gets the next number
    ids = np.fromiter(map(vocabulary.__getitem__, flat), np.int64, len(flat))
    vocabulary.default_factory = None
    return Wording(flat, sizes, figures, first, line, ids, vocabulary)


def _words(codes: Codes) -> tuple[Ints, Codes, Ints, Bools]:
    """Where words begin, the text with a space for all that is between them, and the words' sizes and
    figures."""
    flags = flags_of(codes).astype(np.uint8)  # what is asked for here lies in the lowest eight
    letter, digit = (flags & LETTER) != 0, (flags & DECIMAL) != 0
    marks = np.flatnonzero(flags[1:-1] & APOSTROPHE) + 1
    letter[marks[letter[marks - 1] & letter[marks + 1]]] = True
    word = letter | digit
    begins = word.copy()
    begins[1:] = (letter[1:] > letter[:-1]) | (digit[1:] > digit[:-1])
    spaced = np.where(word, codes, np.uint32(_SPACE))
    glued = np.flatnonzero(begins[1:] & word[:-1]) + 1  # "3pm" is two words
    starts = np.flatnonzero(begins)
    sizes, figures = (
        np.add.reduceat(marked, starts, dtype=np.int64) for marked in (word, word & ((flags & DIGIT) != 0))
    )
    return starts, np.insert(spaced, glued, _SPACE) if len(glued) else spaced, sizes, sizes == figures
