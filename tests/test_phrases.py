"""The quick forms of slow expressions find what those find. All texts are invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.articles import exports
from reportedly.articles.captions import signed
from reportedly.articles.lines import has_date
from reportedly.articles.metadata import credits
from reportedly.articles.metadata.credits import agency_forms, glued_credit
from reportedly.articles.metadata.outlets import _APPEARED, _FIRST_APPEARED, outlet_names
from reportedly.knowledge import load
from reportedly.text.phrases import any_of

FOLDED = [*load("agencies")["photo"]["words"], *load("bylines")["words"]["by"], "kay", "straße", "ístanbul"]
EXACT = [*agency_forms(), *outlet_names()]
AROUND = st.sampled_from(["", " ", "x", "_", "-", ".", "@", "\n", "’", "(", ") ", "/", "ſ", "7", "\u212a"])
CASES = st.sampled_from([str, str.upper, str.title, str.swapcase])


def texts_of(phrases: list[str]) -> st.SearchStrategy[str]:
    """Texts that hold phrases in several cases, glued and apart."""
    phrase = st.builds(lambda words, case: case(words), st.sampled_from(phrases), CASES)
    return st.lists(st.tuples(AROUND, phrase, AROUND).map("".join), max_size=5).map("".join)


def slow(phrases: list[str], after: str) -> str:
    forms = "|".join(map(re.escape, sorted(dict.fromkeys(phrases), key=len, reverse=True)))
    return rf"(?<!{after})(?:{forms})"


@pytest.mark.parametrize("after", [r"\w", r"[\w.@-]"])
@given(text=texts_of(FOLDED) | st.text(max_size=9))
def test_folded_phrases_are_found_where_a_plain_expression_finds_them(after: str, text: str) -> None:
    quick, plain = any_of(FOLDED, after=after, fold=True), slow(FOLDED, after)
    assert _places(quick, text) == _places(plain, text, re.I)


@given(text=texts_of(EXACT) | st.text(max_size=9))
def test_exact_phrases_are_found_where_a_plain_expression_finds_them(text: str) -> None:
    assert _places(any_of(EXACT), text) == _places(slow(EXACT, r"\w"), text)


def _places(expression: str, text: str, flags: int = 0) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(expression, text, flags)]


SIGNATURES = [
    "photo by ",
    "Video: ",
    "crédit photo: ",
    "Source ",
    "(AP Photo/",
    ")",
    "Ada Example",
    "/AFP",
    ". ",
    "©",
]


SIGNED = re.compile(
    r"(?:\b(?:photo|picture|image|video|photograph)s?(?: by| courtesy(?: of)?|:| via| credit:?)"
    r"|\b(?:foto|bild|credit|source|crédit photo): ?) ?[^.!?]{2,60}\.?$"
    r"|\((?:ap|afp|epa|file|reuters|getty|photo|picture|image|foto)\b[^()]{0,60}\)\.?$"
    r"|[/(](?:afp|reuters|getty images|ap|epa|shutterstock|xinhua|tass|bloomberg)\)?\.?$",
    re.IGNORECASE,
)
ENDS = st.lists(st.sampled_from(SIGNATURES), max_size=6).map("".join) | texts_of(FOLDED)


@given(st.lists(ENDS.map(lambda end: end.replace("\n", " ")), max_size=4))
def test_signatures_of_many_lines_are_those_of_each(ends: list[str]) -> None:
    assert signed(ends) == [SIGNED.search(end) is not None for end in ends]


TAILS = [
    "it added.",
    "”",
    " ",
    "(",
    ")",
    "/",
    "-- ",
    "©",
    " EXAMPLE",
    "AFP",
    "Jiji Press",
    "]",
    "Copyright ",
    "\n",
]


@given(st.lists(st.sampled_from(TAILS), max_size=6).map("".join))
def test_no_glued_credit_is_passed_over(text: str) -> None:
    tail = text[-120:]
    found = credits._GLUED.search(tail)
    signed = credits._SIGNED.search(tail)
    known = signed and signed["sign"].strip() in agency_forms() and signed["credit"][0] in "([/—–-"
    at = found.start("credit") if found else signed.start("credit") if signed and known else None
    at = None if at is None else at + len(text) - len(tail)
    assert glued_credit(text) == (at if at is not None and text[:at].strip() else None)


_DATE = re.compile(
    r"\b\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\b[A-Za-zéû]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)? [A-Za-zéû]{3,9}\.?,? \d{4}"
    r"|\b\d{1,2}:\d{2}\b"
)
FIGURES = [
    "4",
    "12",
    "2031",
    "/",
    "-",
    ".",
    ":",
    " ",
    " ",
    "March",
    "mars",
    "st",
    "th",
    ",",
    "年",
    "x",
    "_",
    "٣",
]


@given(st.lists(st.sampled_from(FIGURES), max_size=9).map("".join))
def test_dates_are_told_as_by_one_expression(head: str) -> None:
    assert has_date(head) == (_DATE.search(head) is not None)


EXPORTED = [
    "\n",
    " ",
    "\t",
    "LENGTH:",
    "Length: ",
    "1,204",
    " words",
    " word",
    "Load-Date:",
    "HD",
    "x",
    "said",
]


@given(st.lists(st.sampled_from(EXPORTED), max_size=8).map("".join))
def test_no_export_is_passed_over(text: str) -> None:
    for sign, hint, _ in exports.LAYOUTS:
        assert sign.search(text) or not hint.search(text)


APPEARED = [
    "This story ",
    "first",
    "FIRST",
    "Originally",
    " appeared",
    " PUBLISHED",
    " ran",
    " in ",
    "The Tide",
    ".",
]


@given(st.lists(st.sampled_from(APPEARED), max_size=6).map("".join))
def test_no_first_appearance_is_passed_over(text: str) -> None:
    assert any(words in text for words in _APPEARED) or not _FIRST_APPEARED.search(text)
