import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.events.dates import is_ahead, is_past, resolve

WRITTEN = "2033-02-11"  # a Friday
PAST = [
    ("on Friday", "2033-02-11"),
    ("on Monday", "2033-02-07"),
    ("last Friday", "2033-02-04"),
    ("yesterday", "2033-02-10"),
    ("overnight", "2033-02-11"),
    ("last week", "2033-01-31/2033-02-06"),
    ("this month", "2033-02"),
    ("last month", "2033-01"),
    ("last year", "2032"),
    ("at the weekend", "2033-02-05/2033-02-06"),
    ("in December", "2032-12"),
    ("in February", "2033-02"),
    ("on 9 December", "2032-12-09"),
    ("Dec. 9", "2032-12-09"),
    ("14 May 1962", "1962-05-14"),
    ("May 14, 1962", "1962-05-14"),
    ("on 6 and 7 November 2032", "2032-11-06/2032-11-07"),
    ("August 1996", "1996-08"),
    ("in 1951", "1951"),
    ("the 1960s", "1960/1969"),
    ("1979–1983", "1979/1983"),
    ("since 2019", "2019/"),
    ("since Friday", "2033-02-11/"),
    ("since January", "2033-01/"),
    ("for the past three years", "2030/"),
    ("three weeks ago", "2033-01-21"),
    ("two years ago", "2031"),
    ("last autumn", "2032-09/2032-11"),
    ("2033-01-04", "2033-01-04"),
]
AHEAD = [
    ("on Friday", "2033-02-11"),
    ("on Monday", "2033-02-14"),
    ("next Friday", "2033-02-18"),
    ("tomorrow", "2033-02-12"),
    ("next week", "2033-02-14/2033-02-20"),
    ("next month", "2033-03"),
    ("next year", "2034"),
    ("in March", "2033-03"),
    ("in January", "2034-01"),
    ("on Feb. 3", "2034-02-03"),
    ("from 20 to 23 May", "2033-05-20/2033-05-23"),
    ("by July", "2033-07-31"),
    ("by 2040", "2040-12-31"),
    ("by the end of 2034", "2034-12-31"),
    ("before the end of the month", "2033-02-28"),
    ("in two weeks", "2033-02-25"),
    ("in the first half of 2034", "2034-01/2034-06"),
    ("this summer", "2033-06/2033-08"),
    ("until 30 September", "2033-09-30"),
]
UNKNOWN = ["", "soon", "in due course", "when the rains end", "31 February 2033", "the next day"]
SHAPE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/(\d{4}(-\d\d(-\d\d)?)?)?)?")


@pytest.mark.parametrize(("words", "expected"), PAST)
def test_what_has_been(words, expected):
    assert resolve(words, WRITTEN) == expected


@pytest.mark.parametrize(("words", "expected"), AHEAD)
def test_what_is_to_come(words, expected):
    assert resolve(words, WRITTEN, ahead=True) == expected


@pytest.mark.parametrize("words", UNKNOWN)
def test_what_cannot_be_told(words):
    assert resolve(words, WRITTEN) is None


def test_without_a_day_of_writing_only_full_dates_are_told():
    assert resolve("14 May 1962", None) == "1962-05-14"
    assert resolve("in 1951", None) == "1951"
    assert resolve("on Friday", None) is None
    assert resolve("on Friday", "no date") is None


def test_sides_of_the_day_of_writing():
    assert is_past("2032-05", WRITTEN, 180) and is_past("1951", WRITTEN, 180)
    assert not is_past("2032-12-01", WRITTEN, 180) and not is_past("2019/", WRITTEN, 180)
    assert is_ahead("2033-03", WRITTEN) and not is_ahead("2033-02", WRITTEN)


PARTS = [
    "on",
    "in",
    "by",
    "since",
    "last",
    "next",
    "the",
    "first",
    "half",
    "of",
    "from",
    "to",
    "3",
    "31",
    "1999",
    "2040",
]
PARTS += ["May", "Friday", "week", "years", "ago", "summer", "-", "/"]
WORDS = st.lists(st.sampled_from(PARTS), max_size=7)


@given(st.one_of(st.text(max_size=60), WORDS.map(" ".join)), st.booleans())
def test_any_words_give_a_date_or_none(words, ahead):
    for written in (WRITTEN, "2032-02-29", "9999-12-31", "0001-01-01", None):
        found = resolve(words, written, ahead)
        assert found is None or SHAPE.fullmatch(found), (words, written, found)
        if found and written == WRITTEN:
            is_past(found, written, 180), is_ahead(found, written)
