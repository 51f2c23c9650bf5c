"""Dates: the local day at the outlet, moments with their offset, and days that are nobody's publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.stamps import Moment, at_outlet, moment, near_day
from reportedly.articles.metadata.weekdays import said_days
from reportedly.records import Article, arrival
from written_pieces import BODY, MORE, Line, found, one

LINE = "The board said {} that the two ports would share their pilots."


def page(head: str, body: str = "", lang: str = "", **given_: str) -> Article:
    html = f"<html lang='{lang}'><head>{head}</head><body><h1>Ports share pilots</h1>{body}"
    rendering = sources.read_text(f"{html}<p>{BODY}</p><p>{MORE}</p></body></html>")
    return articles.find(rendering, arrival(rendering.source.id, "one.html", **given_)).articles[0]


def stamp(value: str, key: str = "published") -> str:
    return f"<meta property='article:{key}_time' content='{value}'>"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04T23:30:00+09:00", Moment("2031-03-04", 1410, 540)),
        ("2031-03-04T08:00Z", Moment("2031-03-04", 480, 0)),
        ("2031-03-04 08:00:12.123", Moment("2031-03-04", 480, None)),
        ("2031-03-04T08:00:00-0500", Moment("2031-03-04", 480, -300)),
        ("Tue, 04 Mar 2031 08:00:00 GMT", Moment("2031-03-04", 480, 0)),
        ("Tue, 04 Mar 2031 18:05:00 +0900", Moment("2031-03-04", 1085, 540)),
        ("March 4, 2031 6:09 pm JST", Moment("2031-03-04", 1089, 540)),
        ("March 4, 2031", Moment("2031-03-04", None, None)),
        ("2031-02-30T08:00Z", None),
        ("2031-03-04T99:00Z", Moment("2031-03-04", None, None)),
        ("soon", None),
        ("", None),
    ],
)
def test_moments(value: str, expected: Moment | None) -> None:
    assert moment(value) == expected


@pytest.mark.parametrize(
    ("value", "zone", "day", "time"),
    [
        ("2031-03-04T23:30+09:00", "Europe/London", "2031-03-04", "2031-03-04T23:30+09:00"),
        ("2031-03-05T02:30Z", "America/New_York", "2031-03-04", "2031-03-04T21:30-05:00"),
        ("2031-03-04T20:30Z", "Asia/Tokyo", "2031-03-05", "2031-03-05T05:30+09:00"),
        ("2031-03-05T02:30Z", None, "2031-03-05", "2031-03-05T02:30+00:00"),
        ("2031-03-05T02:30", "Asia/Tokyo", "2031-03-05", "2031-03-05T02:30+09:00"),
        ("2031-03-05T02:30", None, "2031-03-05", "2031-03-05T02:30"),
        ("2031-03-05T00:00Z", "America/New_York", "2031-03-05", "2031-03-05T00:00+00:00"),
        ("2031-03-05", "America/New_York", "2031-03-05", None),
    ],
)
def test_the_day_is_the_outlets(value: str, zone: str | None, day: str, time: str | None) -> None:
    told = moment(value)
    assert told and at_outlet(told, zone) == (day, time)


def test_what_the_page_shows_beside_a_stamp_in_utc() -> None:
    late, early, noon = (Moment("2031-03-05", minute, 0) for minute in (22 * 60, 2 * 60, 9 * 60))
    assert near_day(early, {"2031-03-04"}) == "2031-03-04"
    assert near_day(late, {"2031-03-06"}) == "2031-03-06"
    assert near_day(late, {"2031-03-04"}) is None
    assert near_day(noon, {"2031-03-06"}) is None
    assert near_day(early, {"2031-03-05", "2031-03-04"}) is None
    assert near_day(Moment("2031-03-05", 120, 540), {"2031-03-04"}) is None


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        (
            stamp("2031-03-05T02:30:00Z") + "<meta property='og:site_name' content='POLITICO'>",
            "",
            "2031-03-04",
        ),
        (stamp("2031-03-05T02:30:00Z"), "<p class=date>March 4, 2031 | 9:30pm</p>", "2031-03-04"),
        (stamp("2031-03-05T02:30:00Z"), "<p class=date>March 1, 2031</p>", "2031-03-05"),
        (stamp("2031-03-05T02:30:00+00:00"), "", "2031-03-05"),
    ],
)
def test_a_page_from_another_zone(head: str, body: str, date: str) -> None:
    assert page(head, body).date == date


def test_the_moment_is_kept_beside_the_day() -> None:
    assert found(page(stamp("2031-03-04T08:00:00+09:00")), "time") == [
        ("2031-03-04T08:00+09:00", "published")
    ]
    line = one(("da", 0, "Mar. 4, 2031 06:09 am JST"), ("bo", 0, BODY))
    assert found(line, "time") == [("2031-03-04T06:09+09:00", "published")]
    assert found(one(("da", 0, "4 March 2031"), ("bo", 0, BODY)), "time") == []


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("on Friday", "2031-03-09", "2031-03-07"),
        ("on Friday", "2031-03-07", "2031-03-07"),
        ("on Saturday", "2031-03-07", "2031-03-01"),
        ("yesterday", "2031-03-01", "2031-02-28"),
        ("that it will meet on Tuesday and", "2031-03-07", "2031-03-11"),
        ("that next Friday and", "2031-03-07", "2031-03-14"),
        ("on Friday last week", "2031-03-13", "2031-03-07"),
        ("am Freitag", "2031-03-09", "2031-03-07"),
        ("vendredi", "2031-03-09", "2031-03-07"),
    ],
)
def test_weekdays_are_counted_from_the_day_of_writing(words: str, day: str, expected: str) -> None:
    (said,) = said_days(LINE.format(words))
    assert said.from_day(day) == expected


def test_a_weekday_is_an_event_and_never_the_date() -> None:
    told: Line = ("bo", 0, LINE.format("on Friday"))
    assert (one(told).date, found(one(told), "date")) == (None, [("-W-5", "event")])
    dated = one(("da", 0, "9 March 2031"), told)
    assert found(dated, "date") == [("2031-03-09", "published"), ("2031-03-07", "event")]
    assert found(one(("bo", 0, LINE.format("yesterday"))), "date") == [("-P1D", "event")]


def test_a_weekday_is_counted_from_the_dateline_where_there_is_one() -> None:
    lead: Line = ("bo", 0, "OSLO, March 4 (Reuters) - " + LINE.format("on Monday"))
    article = one(("da", 0, "12 March 2031"), lead)
    assert ("2031-03-03", "event") in found(article, "date")


@pytest.mark.parametrize(
    ("given_", "date", "role"),
    [
        ({}, None, "open"),
        ({"url": "https://post.example/2031/03/ports"}, "2031-03-04", "published"),
        ({"url": "https://post.example/world/2031/ports"}, "2031-03-04", "published"),
        ({"url": "https://post.example/2031/03/05/ports"}, "2031-03-05", "published"),
    ],
)
def test_a_dateline_without_a_year(given_: dict[str, str], date: str | None, role: str) -> None:
    article = one(("bo", 0, "OSLO, March 4 (Reuters) - The two ports share their pilots."), **given_)
    assert article.date == date
    told = next(e for e in article.evidence if e.rule == "dateline" and e.field == "date")
    assert told.role == role
    assert told.value == ("--03-04" if role == "open" else "2031-03-04")


def test_what_is_later_than_the_page_can_be_is_not_chosen() -> None:
    later = one(("da", 0, "Saved 2031-03-15"), ("da", 0, "1 May 2031"), ("bo", 0, BODY))
    assert (later.date, found(later, "date")) == (None, [("2031-03-15", "captured"), ("2031-05-01", "later")])
    stamped = page(stamp("2031-03-04", "modified"), "<p class=date>1 May 2031</p>")
    assert stamped.date is None


def test_a_capture_is_no_publication() -> None:
    rendering = sources.read_text(f"Ports share pilots\n\n{BODY}\n{MORE}\n{BODY}\n{MORE}")
    came = arrival(rendering.source.id, "one.txt", time="2031-03-15T10:00:00Z")
    (article,) = articles.find(rendering, came).articles
    assert (article.date, found(article, "date")) == (None, [("2031-03-15", "captured")])


@pytest.mark.parametrize(("lang", "date"), [("en-US", "2031-03-04"), ("en-GB", "2031-04-03"), ("en", None)])
def test_the_pages_language_orders_day_and_month(lang: str, date: str | None) -> None:
    assert page("", "<p class=date>03/04/2031</p>", lang).date == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Posted on 4 March 2031 by Ada Example", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("The fair of 4 March 2031 closed the same week.", None),
    ],
)
def test_a_first_line_of_text_that_only_says_when(line: str, date: str | None) -> None:
    assert one(("bo", 0, line), ("bo", 0, BODY), ("bo", 0, MORE)).date == date


@given(st.text(st.sampled_from("0123456789 -/.:TZ+年月日MarchFriday,\n"), max_size=60), st.booleans())
def test_days_and_moments_of_any_text(text: str, first: bool) -> None:
    assert all(text[d.start : d.end].strip() for d in days(text, first))
    told = moment(text)
    if told:
        for zone in (None, "Asia/Tokyo", "America/New_York"):
            day, time = at_outlet(told, zone)
            assert len(day) == 10 and (time is None or time.startswith(day))
    for said in said_days(text):
        assert text[said.start : said.end] and len(said.from_day("2031-03-04")) == 10
