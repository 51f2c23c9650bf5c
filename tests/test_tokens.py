"""Texts as tokens: the places and the equality of words and marks, letter for letter. Texts are invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.derivation.collation import Agreement, sides
from reportedly.lineage.derivation.witnesses import Witness, read
from reportedly.lineage.tokens import tokens

TOKEN = re.compile(r"\w+|[^\w\s]")
# Marks, blanks of several kinds, letters that part, scripts without spaces, what lies beyond a plane.
ODD = st.text(st.sampled_from("aAbß_0é\u0301'’“-—. \n\t\u00a0\u200b東京ไท\x00\x1f\U00020000\U0001f30a\ud800"))


@given(st.lists(st.one_of(st.text(), ODD), max_size=6))
def test_tokens_are_words_and_marks_wherever_a_text_stands(texts: list[str]) -> None:
    found = list(tokens(texts))
    assert len(found) == len(texts)
    names: dict[int, str] = {}
    for text, one in zip(texts, found, strict=True):
        wanted = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
        assert list(zip(one.starts, one.ends, strict=True)) == wanted
        for number, (start, end) in zip(one.hashes.tolist(), wanted, strict=True):
            assert names.setdefault(number, text[start:end]) == text[start:end]
    assert len(names) == len(set(names.values()))


def test_texts_beyond_a_batch_are_read_alike() -> None:
    short, long = "Tern said: no.", "The pier, at last, is open. " * 12_000
    alone = next(tokens([short])).hashes.tolist()
    assert [one.hashes.tolist() for one in tokens([short, long, short])][::2] == [alone, alone]


@pytest.mark.parametrize(
    ("runs", "turns"),
    [
        pytest.param([(0, 0, 3), (4, 4, 2)], 0, id="in order"),
        pytest.param([(0, 5, 3), (4, 0, 2)], 1, id="turned round"),
        pytest.param([(0, 0, 4), (2, 8, 4)], 1, id="over each other"),
        pytest.param([(0, 8, 4), (2, 0, 4)], 2, id="over each other, the other way"),
    ],
)
def test_turns_count_where_the_others_order_goes_back(runs: list[tuple[int, int, int]], turns: int) -> None:
    pair = read([Witness("a", "x " * 12), Witness("b", "x " * 12)])
    first, _ = sides(pair, {(0, 1): Agreement([(0, 12, 0, 12)], runs)})
    assert first.turns.tolist() == [turns]
    assert first.equal[0].nonzero()[0].tolist() == sorted({i + n for i, _, size in runs for n in range(size)})
