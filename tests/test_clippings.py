"""Clippings below one another: a rule, an address or a count above a headline, and whence it is below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.articles.clippings import find_clippings
from reportedly.articles.lines import lines_of, words_of
from reportedly.articles.plain import classify_plain
from reportedly.records import BlockClass

HARBOUR = (
    "Ministers of Northland and Southland ended two days of talks on their shared harbour on Tuesday without "
    "setting a date for another round, officials on both sides said.",
    "The Southland ministry said in a statement that its coast guard would go on with its patrols until the "
    "dredging of the eastern channel stops, which it called a breach of the accord.",
    "Fishermen on both sides have complained for months that channel markers were moved at night. Neither "
    "government has said who moved them, and an inquiry by the harbour board was put off twice.",
)
WHEAT = (
    "Wheat prices in Eastmark rose to their highest level in six years on Thursday after the board of "
    "agriculture cut its estimate of the winter harvest by a tenth, traders said.",
    "Frost in March had damaged a quarter of the fields in the plains, the board said, more than it had "
    "assumed in its last report, and replanting would come too late in most districts.",
    "The government has ruled out a ban on exports. A spokesman for the treasury said that the reserve would "
    "last until the next harvest even if imports stayed where they were.",
)
HEADS = [
    ("--------\n2. WHEAT PRICES AT SIX-YEAR HIGH\nSource: Sample Times", "2. WHEAT PRICES AT SIX-YEAR HIGH"),
    ("https://times.example/wheat\nWheat prices at six-year high", "Wheat prices at six-year high"),
    ("* * *\n\nWheat prices at six-year high (Sample Times)", "Wheat prices at six-year high (Sample Times)"),
    (
        "=====\nDocument 2 of 2\n\nWheat prices at six-year high\n\nAuthor: Example, Ada",
        "Wheat prices at six-",
    ),
    (
        "_____\nWheat prices at six-year high\nBy Ada Example\nSample Times, 6 March 2031",
        "Wheat prices at six-",
    ),
]
NO_HEADS = [
    "* * *\n\nThe wheat in the harbour",  # a crosshead behind a rule
    "----\nFerry aground off Westisle\n4 March 2031",  # a pointer: nothing more of the ferry
    "========",
    "Wheat prices at six-year high\n6 March 2031",  # nothing parts it from the text above
    "https://times.example/wheat",
]


def paste(between: str) -> str:
    return "\n\n".join([*HARBOUR, between, *WHEAT])


def pieces(text: str) -> int:
    return len({x.piece for x in classify_plain(text) if x.kind is BlockClass.BODY})


@pytest.mark.parametrize(("between", "title"), HEADS)
def test_a_head_with_its_origin_begins_a_piece(between: str, title: str) -> None:
    text = paste(between)
    labels = classify_plain(text)
    titles = [text[x.start : x.end] for x in labels if x.kind is BlockClass.TITLE and x.piece == 1]
    assert len(titles) == 1
    assert titles[0].startswith(title)
    assert [text[x.start : x.end] for x in labels if x.kind is BlockClass.BODY] == [*HARBOUR, *WHEAT]
    assert pieces(text) == 2


@pytest.mark.parametrize("between", NO_HEADS)
def test_what_does_not_say_whence_it_is_begins_none(between: str) -> None:
    assert pieces(paste(between)) == 1


def test_a_piece_of_few_words_is_not_made() -> None:
    assert pieces("\n\n".join([*HARBOUR, HEADS[0][0], WHEAT[0]])) == 1


def test_three_in_a_row() -> None:
    third = "--------\n3. Harbour talks end without a date\nSource: Example Post"
    assert pieces("\n\n".join([*HARBOUR, HEADS[0][0], *WHEAT, third, *HARBOUR])) == 3


LINE = st.sampled_from(
    ["----", "* * *", "https://a.example/b", "Document 1 of 2", "By Ada Example", *WHEAT, ""]
)


@given(st.lists(LINE | st.text(max_size=40), max_size=25))
def test_heads_stand_apart_and_in_order(parts: list[str]) -> None:
    lines = lines_of("\n".join(parts))
    heads = find_clippings(lines, [words_of(line.text) for line in lines])
    places = [place for head in heads for place in (head.title, head.end)]
    assert places == sorted(places)
    assert all(0 < head.title < head.end < len(lines) for head in heads)
