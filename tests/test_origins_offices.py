"""Who speaks for a body or a paper is one origin with it. Bodies and names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.origins_offices import Heard, spoken_for

HEARD = [
    Heard(10, "Shoal Survey 2031", "paper", is_paper=True),
    Heard(50, "Farholm Institute for Ice and Shoals", "institute", is_paper=False),
    Heard(90, "Harbour Board", "board", is_paper=False),
]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Orla Tennick, the board’s chair", "board"),
        ("the board's deputy chair, Orla Tennick", "board"),
        ("Orla Tennick, who chairs the board", "board"),
        ("Orla Tennick, director of the Harbour Board", "board"),
        ("Harbour Board's director Orla Tennick", "board"),
        ("spokeswoman Orla Tennick", "board"),
        ("its spokesman", "board"),
        ("Orla Tennick, FIIS’s director", "institute"),
        ("Orla Tennick, who led the study", "paper"),
        ("Orla Tennick, who wrote the Shoal Survey 2031", "paper"),
        ("Orla Tennick, lead author of the report", "paper"),
        ("Orla Tennick, chairman of the Owners’ Forum", None),
        ("Orla Tennick, the mayor’s sister", None),
        ("Orla Tennick, a professor of law at Farholm", None),
        ("a spokesman for the ferry company", None),
        ("Orla Tennick, who left the board", None),
        ("she", None),
        ("", None),
    ],
)
def test_the_phrase_tells_for_whom_one_speaks(phrase: str, expected: str | None) -> None:
    assert spoken_for(phrase, 120, HEARD) == expected


def test_its_is_whoever_was_heard_last_before() -> None:
    assert spoken_for("its director", 60, HEARD) == "institute"
    assert spoken_for("its director", 5, HEARD) is None


def test_of_two_with_the_same_last_word_neither_is_meant() -> None:
    two = [*HEARD, Heard(95, "Pilots’ Board", "pilots", is_paper=False)]
    assert spoken_for("Orla Tennick, the board’s chair", 120, two) is None
    assert spoken_for("Orla Tennick, chair of the Harbour Board", 120, two) == "board"


@given(st.text(max_size=200), st.integers(0, 200))
def test_no_phrase_names_somebody_who_is_not_heard(phrase: str, at: int) -> None:
    assert spoken_for(phrase, at, HEARD) in {None, "paper", "institute", "board"}
    assert spoken_for(phrase, at, []) is None
