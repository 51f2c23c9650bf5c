"""Our tokenizer is spaCy's: a table of cuts that anyone can check by eye, and the two side by side."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import load
from reportedly.language.tokenizer import tokenize
from reportedly.language.tokens import readable

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
PILE = Path(__file__).resolve().parents[1] / "examples" / "strait" / "pile"
KNOWN = [line.replace(" ", "") for line in load("tokens")["words"]["list"].split("\n") if line]
MARKS = list("()[]{}<>.,:;!?'\"’“”‘—–-_/@#$%&*+=~`0123456789aAéЖ漢😀\u0301\u200b\u00a0\t")
PIECES = st.sampled_from(
    [*KNOWN, *MARKS, *["  ", " ", " ", " ", "...", "http://", "www.", ".com", "km", "US$"]]
)
TEXTS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=14).map("".join)


def shown(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.fixture(scope="module")
def spacys():
    """The tokens that spaCy finds."""
    tokenizer = pytest.importorskip("spacy").blank("en").tokenizer
    return lambda text: [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\n", []),
        ("Talks failed.", ["Talks", "failed", "."]),
        ("“It’s over,” she said.", ["“", "It", "’s", "over", ",", "”", "she", "said", "."]),
        ("They don't (can't) agree", ["They", "do", "n't", "(", "ca", "n't", ")", "agree"]),
        ("at 10a.m. on Jan. 3", ["at", "10", "a.m.", "on", "Jan.", "3"]),
        ("the U.S.-led talks", ["the", "U.S.-led", "talks"]),
        ("a well-known port", ["a", "well", "-", "known", "port"]),
        ("worth $3.5m, or 20%", ["worth", "$", "3.5", "m", ",", "or", "20", "%"]),
        ("see https://example.org/a-b.", ["see", "https://example.org/a-b", "."]),
        ("ships…then none", ["ships", "…", "then", "none"]),
        # What looks like a smile is one, also where it parts from a word.
        ("(page 8)", ["(", "page", "8)"]),
        ("a word:)", ["a", "word", ":)"]),
        ("a word: )", ["a", "word", ":", ")"]),
    ],
)
def test_cuts(text, expected):
    assert shown(text) == expected


def test_part_of_a_text():
    text = "Not this. But that. Nor this."
    assert [text[s:e] for s, e in tokenize(text, 10, 19)] == ["But", "that", "."]


@given(TEXTS.map(readable))
def test_tokens_are_all_that_is_not_blank(text):
    assert "".join(shown(text)) == "".join(text.split())


@given(TEXTS.map(readable))
def test_any_text_is_cut_as_spacy_cuts_it(spacys, text):
    assert tokenize(text) == spacys(text)


@pytest.mark.parametrize(
    "path", [*sorted(CORPORA.glob("*/train/*.txt"))[::8], *sorted(PILE.iterdir())], ids=str
)
def test_prose_is_cut_as_spacy_cuts_it(spacys, path):
    text = readable(path.read_text("utf-8", "replace"))
    assert tokenize(text) == spacys(text)
