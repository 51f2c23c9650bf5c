"""Lines that are never body, whatever prose stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.articles.asides import find_asides, is_signed
from reportedly.articles.lines import lines_of, words_of

PROSE = "The harbour board met on Friday and put off the vote on the new pilots until the spring tides."


def asides(text: str) -> set[int]:
    lines = lines_of(text)
    return set(find_asides(lines, [words_of(line.text) for line in lines]))


@pytest.mark.parametrize(
    ("lines", "out"),
    [
        (["* * *"], {1}),
        (["___"], {1}),
        (["Advertisement"], {1}),
        (["Read more"], {1}),
        (["See also: Tug crews win their case"], {1}),
        (["Related", "Tug crews win their case against the board"], {1, 2}),
        (["Tug crews win their case against the board", "Read more"], {1, 2}),
        (["First published: 4 March 2031, 09:01"], {1}),
        (["Ada Example contributed reporting from the quay."], {1}),
        (["Related", "Tug crews, he said, would win their case against the board."], {1}),
        (["Read more than the board printed, he told the owners, and decide for yourselves."], set()),
        (["The board has published all of its tide tables since 2019."], set()),
        (["What the board wants"], set()),
    ],
)
def test_asides_between_prose(lines: list[str], out: set[int]) -> None:
    assert asides("\n".join([PROSE, *lines, PROSE])) == out


BYLINE, LIFE = "Ada Example", "Ada Example was master of the tug Norn until 2029."


@pytest.mark.parametrize(
    ("lines", "out"),
    [
        ([BYLINE, *[PROSE] * 5, LIFE], {6}),
        ([BYLINE, *[PROSE] * 5, LIFE, "© Tarn Bay Post"], {6}),
        ([BYLINE, *[PROSE] * 2, LIFE, *[PROSE] * 3], set()),
        (["A tug at anchor", *[PROSE] * 5, LIFE], set()),
        ([BYLINE, *[PROSE] * 5, "Ada Example, she said, was the master of the tug."], set()),
    ],
)
def test_an_authors_life_under_the_text(lines: list[str], out: set[int]) -> None:
    assert asides("\n".join(lines)) == out


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Source: news agencies", True),
        ("Ada Example and Ben Sample contributed to this report.", True),
        ("A source told the board that the pilots had left.", False),
        ("The pilots contributed ideas of their own.", False),
    ],
)
def test_signed(text: str, signed: bool) -> None:
    assert is_signed(text) is signed


@given(st.text())
def test_any_text(text: str) -> None:
    assert asides(text) <= set(range(len(lines_of(text))))
