"""Chunks of tokens -> what the encoder reads: word pieces, and the case and quotation state of each.

The encoder knows lower case alone. Capitals and quotation marks, which tell who speaks, go in beside the
pieces: twelve types, three cases by four states.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reportedly.language.tokens import Chunk
from reportedly.language.vocabulary import BEGIN, END, PIECES_OF_WORD, word_pieces
from reportedly.records import Range

Numbers = NDArray[np.int64]
# The encoder has 512 places: of a chunk with more pieces, each word keeps its first ones.
MOST, PIECES_WHERE_MANY = 500, 2
# An encoder that reads words, not pieces, reads this many of each.
PIECES_READ = 4
STATES = 4


class Pieces(Struct, frozen=True):
    """One chunk for the encoder: `ids` and `types` (P,); `first` (W,), the piece that a word begins with."""

    ids: Numbers
    types: Numbers
    first: Numbers


def pieces(text: str, chunk: Chunk, quotations: Sequence[Range]) -> Pieces:
    """The word pieces of a chunk of `text`, whose outermost quotations are `quotations`, in order."""
    words = [text[start:end] for start, end in zip(chunk.starts, chunk.ends, strict=True)]
    parts = [word_pieces(word) for word in words]
    most = PIECES_OF_WORD if sum(map(len, parts)) <= MOST else PIECES_WHERE_MANY
    ids, types, first = [BEGIN], [0], []
    for start, end, word, part in zip(chunk.starts, chunk.ends, words, parts, strict=True):
        own = part[:most]
        first.append(len(ids))
        ids += own
        types += [_case(word) * STATES + _state(start, end, quotations)] * len(own)
    return Pieces(np.array([*ids, END]), np.array([*types, 0]), np.array(first))


def pieces_by_word(own: Pieces) -> Numbers:
    """The first pieces of each word (W, `PIECES_READ`), 0 where a word has fewer."""
    places = own.first[:, None] + np.arange(PIECES_READ)
    stops = np.append(own.first[1:], len(own.ids) - 1)
    within = places < stops[:, None]
    made: Numbers = np.where(within, own.ids[np.minimum(places, len(own.ids) - 1)], 0)
    return made


def _case(word: str) -> int:
    """0: no capital ahead, 1: one, 2: a word in capitals."""
    if not word[0].isalpha() or word.islower():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _state(start: int, end: int, quotations: Sequence[Range]) -> int:
    """0: outside of quotations, 1: inside, 2: the mark that opens one, 3: the one that closes it."""
    at = bisect_right(quotations, start, key=lambda q: q.start) - 1
    if at < 0 or start >= quotations[at].end:
        return 0
    if start == quotations[at].start:
        return 2
    return 3 if end >= quotations[at].end else 1
