"""The timeline of the dossier: each event once, its marks told apart, its sentences exact."""

import re
from collections.abc import Sequence
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly.dossier import Dossier, page
from reportedly.dossier.timeline import LEFT, RIGHT, WIDE, drawing, kind_of
from reportedly.records import Article, Event, EventMention, Root, Status
from test_joining import FIRST, ONE, SECOND, TWO, joined, mention

PLAN = TWO, mention(TWO, "exercised jointly", status=Status.PLANNED, date="2033-09-01")
TALK = TWO, mention(TWO, "days", status=Status.FORECAST)


def dossier(*told: tuple[Article, EventMention]) -> str:
    articles = list({page.id: page for page, _ in told}.values())
    return page.render(
        Dossier(title="x", articles=articles, events=joined(*told), event_mentions=[row for _, row in told])
    )


def events(*days: str | None, status: Status = Status.DEED) -> list[Event]:
    (made,) = joined(FIRST)
    return [replace(made, id=f"x_{n}", day=day, status=status) for n, day in enumerate(days)]


def test_an_event_that_two_tell_of_stands_once_with_both_sentences() -> None:
    text = dossier(FIRST, SECOND)
    (name,) = {event.id for event in joined(FIRST, SECOND)}
    assert text.count(f'id="{name}"') == 1 and f'href="#{name}"' in text
    plain = unescape(re.sub("<[^>]+>", "", text))
    assert ONE.text in plain and TWO.text in plain and "2 tellings in 2 articles" in plain
    assert '<b class="trigger">held a joint exercise</b>' in text


def test_what_happened_is_apart_from_plans_and_talk() -> None:
    text = dossier(FIRST, PLAN, TALK)
    assert text.index("What happened") < text.index("What is planned") < text.index("What is only talked of")
    assert text.count('class="mark deed"') == 1 and text.count('class="mark planned"') == 1
    assert 'class="mark disputed"' not in text


def test_a_page_without_events_has_no_timeline() -> None:
    text = page.render(Dossier(title="x", articles=[ONE]))
    assert 'id="events"' not in text and "Events over time" not in text


@pytest.mark.parametrize(
    ("days", "marks", "counts"),
    [
        ((), 0, []),
        ((None,), 0, []),
        (("2033-05-03",), 1, [1]),
        (("2033-05-03", "2033-05-03"), 1, [2]),
        (("2033-05-03", "2033-05-20"), 2, [1, 1]),
        (("2033-05-03", "2053-05-20", "2033-05-04"), 2, [2, 1]),
        (("no day", "2033-05-03"), 1, [1]),
    ],
)
def test_marks_that_touch_are_one(days: Sequence[str | None], marks: int, counts: list[int]) -> None:
    found = drawing(events(*days))
    assert [mark.count for mark in (found.marks if found else ())] == counts and len(counts) == marks


def test_history_does_not_squeeze_the_rest() -> None:
    old = replace(events("1951-01-01")[0], id="x_old", status=Status.BACKGROUND)
    found = drawing([old, *events("2033-05-03", "2033-06-03")])
    assert found and sum(mark.count for mark in found.marks) == 2
    alone = drawing([old])
    assert alone and len(alone.marks) == 1


DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.tuples(DAYS, st.sampled_from(Status), st.sampled_from(Root)), max_size=20))
def test_every_mark_lies_on_the_drawing(rows: list[tuple[str, Status, Root]]) -> None:
    (made,) = joined(FIRST)
    told = [replace(made, id=f"x_{n}", day=d, status=s, root=r) for n, (d, s, r) in enumerate(rows)]
    found = drawing(told)
    drawn = [event for event in told if kind_of(event) != "talk"]
    assert (found is None) == (not drawn)
    for mark in found.marks if found else ():
        assert LEFT <= mark.x <= WIDE - RIGHT and 0 < mark.y < found.height
    if found:
        assert 1 <= sum(mark.count for mark in found.marks) <= len(drawn)
        assert all(LEFT <= x <= WIDE for x, _ in found.ticks) and len(found.ticks) <= 40
