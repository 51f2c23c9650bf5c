"""What the encoder is told of a chunk: its pieces, its capitals, its quotation marks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.tokens import WORDS, chunks, readable
from reportedly.language.wordpieces import MOST, PIECES_READ, pieces, pieces_by_word, word_pieces
from reportedly.text import quoted


def _types(text: str) -> list[tuple[str, int, int]]:
    """Each word with its case and its quotation state."""
    (chunk,) = chunks(text)
    made = pieces(text, chunk, quoted(text))
    words = [text[s:e] for s, e in zip(chunk.starts, chunk.ends, strict=True)]
    types = made.types[made.first].tolist()
    return [(word, kind // 4, kind % 4) for word, kind in zip(words, types, strict=True)]


def test_case_and_quotation_state() -> None:
    assert _types("He said “no UN Talks” today") == [
        ("He", 1, 0),
        ("said", 0, 0),
        ("“", 0, 2),
        ("no", 0, 1),
        ("UN", 2, 1),
        ("Talks", 1, 1),
        ("”", 0, 3),
        ("today", 0, 0),
    ]


@pytest.mark.parametrize(("curly", "straight"), [("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'")])
def test_curly_marks_read_as_straight_ones(curly: str, straight: str) -> None:
    assert word_pieces(curly) == word_pieces(straight)


# The numbers are what the library `tokenizers` 0.23 gives with MiniLM's own settings.
@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("the", [1996]),
        ("unforeseeability", [4895, 29278, 6810, 5243, 8553]),
        ("Ürümqi", [24471, 2819, 14702]),
        ("don't", [2123, 1005, 1056]),
        ("€5", [1574, 2629]),
        ("U.S.", [1057, 1012, 1055, 1012]),
        ("日本の", [1864, 1876, 1671]),
        ("café’s", [7668, 1005, 1055]),
        ("co-operation", [2522, 1011, 3169]),
        ("Straße", [2358, 27807]),
        ("①", [100]),
        ("\u200b", [100]),
        ("x" * 120, [100]),
    ],
)
def test_the_pieces_are_those_of_minilm(word: str, numbers: list[int]) -> None:
    assert list(word_pieces(word)) == numbers


@given(st.text(max_size=80), st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_every_word_has_its_first_piece(text: str, times: int) -> None:
    whole = readable(text * times)
    for chunk in chunks(whole):
        made = pieces(whole, chunk, quoted(whole))
        assert len(made.first) == len(chunk.starts) <= WORDS
        assert len(made.ids) == len(made.types) <= MOST + 2
        assert (np.diff(made.first) > 0).all()
        table = pieces_by_word(made)
        assert table.shape == (len(chunk.starts), PIECES_READ)
        assert (table[:, 0] == made.ids[made.first]).all()


def test_a_word_has_no_piece_of_its_neighbour() -> None:
    text = "unforeseeability the"
    (chunk,) = chunks(text)
    table = pieces_by_word(pieces(text, chunk, ()))
    assert table[1].tolist() == [1996, 0, 0, 0]
