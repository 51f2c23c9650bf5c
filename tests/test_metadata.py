"""Metadata: what an article says of itself, where it says it, and what it does not say."""

import pytest

from reportedly import articles, sources
from reportedly.articles.metadata.calendar import days, iso_day, nearest_year
from reportedly.articles.metadata.languages import is_surely_english
from reportedly.articles.metadata.names import clean_name
from reportedly.articles.metadata.tails import without_tail
from reportedly.records import Article, Evidence, arrival
from written_pieces import BODY, MORE, Line, found, one, read


def page(head: str, body: str = "", **given: str) -> Article:
    rendering = sources.read_text(
        f"<html><head>{head}</head><body>{body}<p>{BODY}</p><p>{MORE}</p></body></html>"
    )
    came = arrival(rendering.source.id, "one.html", **given)
    return articles.find(rendering, came).articles[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-03-04", ["2031-03-04"]),
        ("27 November 2031", ["2031-11-27"]),
        ("November 27, 2031", ["2031-11-27"]),
        ("27 novembre 2031", ["2031-11-27"]),
        ("le 4 mars 2031", ["2031-03-04"]),
        ("4 de marzo de 2031", ["2031-03-04"]),
        ("6. November 2031", ["2031-11-06"]),
        ("06.11.2031", ["2031-11-06"]),
        ("2031年3月4日", ["2031-03-04"]),
        ("13/04/2031", ["2031-04-13"]),
        ("04/13/2031", ["2031-04-13"]),
        ("03/04/2031", []),
        ("31 February 2031", []),
        ("Friday", []),
        ("March 2031", []),
        ("in 2031", []),
        ("maybe 4 of them", []),
        ("version 1.2.2031.4", []),
    ],
)
def test_full_dates(text: str, expected: list[str]) -> None:
    assert [day.iso() for day in days(text)] == expected


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-03-04T23:30:00+09:00", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("Tue, 04 Mar 2031 08:00:00 GMT", "2031-03-04"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_stated_dates(value: str, day: str | None) -> None:
    assert iso_day(value) == day


def test_a_day_without_year_takes_its_neighbours() -> None:
    assert nearest_year(12, 31, "2031-01-02") == 2030
    assert nearest_year(1, 1, "2030-12-31") == 2031
    assert nearest_year(11, 25, "2031-11-26") == 2031


def test_a_scrape_stamp_beside_a_press_stamp() -> None:
    article = one(("da", 0, "date 2031-11-26 Nov. 25 06:09 am JST"), ("bo", 0, BODY))
    assert article.date == "2031-11-25"
    assert found(article, "date") == [("2031-11-25", "published"), ("2031-11-26", "captured")]


@pytest.mark.parametrize(
    ("line", "date", "dates"),
    [
        ("Published 4 March 2031, 7.10am", "2031-03-04", [("2031-03-04", "published")]),
        ("Updated 5 March 2031", None, [("2031-03-05", "updated")]),
        (
            "Published: 4 March 2031 | Updated: 5 March 2031",
            "2031-03-04",
            [("2031-03-04", "published"), ("2031-03-05", "updated")],
        ),
        ("Saved 2031-03-15", None, [("2031-03-15", "captured")]),
        ("Friday", None, []),
        ("Mar. 4, 06:09 am", None, [("--03-04", "open")]),
        ("Our fair opened its doors in the old town on 4 March 2030 and closed the same week", None, []),
    ],
)
def test_date_lines(line: str, date: str | None, dates: list[tuple[str, str]]) -> None:
    article = one(("ti", 0, "Ports share pilots"), ("da", 0, line), ("bo", 0, BODY))
    assert (article.date, found(article, "date")) == (date, dates)


def test_a_teasers_date_is_not_the_articles() -> None:
    lines: list[Line] = [
        ("bo", 0, BODY),
        ("te", None, "Tugs win case"),
        ("da", 0, "23 Nov 2031"),
        ("bo", 0, MORE),
    ]
    assert one(*lines).date is None


def test_a_date_above_two_pieces_is_the_pages_and_weak_for_each() -> None:
    pieces = read(
        ("da", None, "27 November 2031"),
        ("ti", 0, "Ports share pilots"),
        ("bo", 0, BODY),
        ("ti", 1, "Tugs win their case"),
        ("bo", 1, MORE),
    )
    assert [piece.date for piece in pieces] == ["2031-11-27", "2031-11-27"]
    assert all(e.confidence <= 0.3 for piece in pieces for e in piece.evidence if e.field == "date")


def test_a_later_pieces_own_date_outranks_the_pages() -> None:
    lines: list[Line] = [("da", None, "27 November 2031"), ("bo", 0, BODY), ("ti", 1, "Tugs win their case")]
    _, second = read(*lines, ("da", 1, "25 November 2031"), ("bo", 1, MORE))
    assert found(second, "date") == [("2031-11-25", "published")]


@pytest.mark.parametrize(
    ("head", "given", "date"),
    [
        ("<meta property='article:published_time' content='2031-03-04T08:00Z'>", {}, "2031-03-04"),
        (
            "<meta property='article:published_time' content='2031-03-04'>",
            {"date": "2031-03-01"},
            "2031-03-01",
        ),
        ("<link rel=canonical href='https://post.example/2031/03/05/ports'>", {}, "2031-03-05"),
        ("", {"url": "https://post.example/2031/03/05/ports"}, "2031-03-05"),
        ("", {"url": "https://post.example/2031/03/ports"}, None),
        ("<meta property='article:modified_time' content='2031-03-04'>", {}, None),
        (
            '<script type="application/ld+json">{"@type":"Event","datePublished":"2031-01-01"}</script>',
            {},
            None,
        ),
    ],
)
def test_dates_of_pages(head: str, given: dict[str, str], date: str | None) -> None:
    assert page(head, **given).date == date


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ([("ti", 0, "Ports share pilots this autumn | The Guardian"), ("bo", 0, BODY)], "The Guardian"),
        ([("te", 0, "Why you can trust SCMP"), ("bo", 0, BODY)], "SCMP"),
        ([("bo", 0, BODY), ("fo", 0, "You consent to marketing emails from SCMP.")], "SCMP"),
        (
            [("bo", 0, BODY), ("ju", 0, "This article first appeared in The Example Post.")],
            "The Example Post",
        ),
        (
            [("bo", 0, BODY), ("ju", None, "© 2031 The Example Post. All rights reserved.")],
            "The Example Post",
        ),
        (
            [
                ("ti", 0, "Ports share pilots"),
                ("ju", 0, "Ports share pilots - THE EXAMPLE POST"),
                ("bo", 0, BODY),
            ],
            "The Example Post",
        ),
        ([("bo", 0, f"{BODY} The Guardian has called it a folly.")], None),
        ([("te", None, "The Guardian of the northern light retires"), ("bo", 0, BODY)], None),
        ([("ca", 0, "A pilot boat. Photo: BBC"), ("bo", 0, BODY)], None),
        ([("ti", 0, "Ports share pilots - and their fees"), ("bo", 0, BODY)], None),
        ([("bo", 0, f"{BODY}© KYODO")], None),
    ],
)
def test_outlets(lines: list[Line], outlet: str | None) -> None:
    assert one(*lines).outlet == outlet


def test_the_users_outlet_comes_first() -> None:
    assert one(("te", 0, "Why you can trust SCMP"), ("bo", 0, BODY), outlet="The Example Post").outlet == (
        "The Example Post"
    )


def test_furniture_belongs_to_its_piece() -> None:
    first, second = read(
        ("ti", 0, "Ports share pilots"), ("bo", 0, BODY), ("ti", 1, "Tugs win their case"), ("bo", 1, MORE),
        ("fo", None, "You consent to marketing emails from SCMP."),
    )  # fmt: skip
    assert (first.outlet, second.outlet) == (None, "SCMP")


def test_a_pages_title_line_is_not_its_first_pieces() -> None:
    first, second = read(
        ("ti", 0, "Tugs win their case at last in the northern harbour"),
        ("ti", 0, "Ports share pilots this autumn"),
        ("ti", 0, "Ports to share their pilots this autumn - POLITICO"),
        ("bo", 0, BODY),
        ("ti", 1, "Tugs win their case at last in the northern port"),
        ("bo", 1, MORE),
    )
    assert (first.title, first.outlet) == ("Ports share pilots this autumn", "POLITICO")
    assert second.title == "Tugs win their case at last in the northern port"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("By Ada Example", "Ada Example"),
        ("Ada Example", "Ada Example"),
        ("Von Ada Example | 4. März 2031", "Ada Example"),
        ("By Ada Example, Staff Writer", "Ada Example"),
        ("By Ada Example and Bo Sample", "Ada Example, Bo Sample"),
        ("By Ada Example Mar 4, 2031", "Ada Example"),
        ("By ADA EXAMPLE ada@post.example", "ADA EXAMPLE"),
        ("By our islands correspondent", "our islands correspondent"),
        ("By", None),
        ("About Ada Example", None),
        ("4 March 2031", None),
        ("", None),
    ],
)
def test_names(words: str, name: str | None) -> None:
    assert clean_name(words) == name


def test_bylines() -> None:
    line = one(
        ("ti", 0, "Ports share pilots"), ("by", 0, "Ada Example"), ("by", 0, "Ada Example"), ("bo", 0, BODY)
    )
    assert line.byline == "Ada Example"
    stated = (
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Bo Sample"}]}</script>'
    )
    assert page(stated, "<p class=byline>By Ada Example</p>").byline == "Bo Sample"
    assert one(("bo", 0, BODY)).byline is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ports share pilots this autumn - The Example Post", "Ports share pilots this autumn"),
        ("Ports share pilots this autumn | Sea", "Ports share pilots this autumn"),
        ("Ports - fees", "Ports - fees"),
        ("Ports share pilots", "Ports share pilots"),
    ],
)
def test_title_tails(title: str, bare: str) -> None:
    assert without_tail(title) == bare


def test_language_needs_text() -> None:
    assert one(("bo", 0, BODY)).language == "en"
    assert (
        one(
            (
                "bo",
                0,
                "Die Hafenbehörde erklärte am Freitag, die beiden Häfen würden sich ihre Lotsen teilen.",
            )
        ).language
        == "de"
    )
    assert one(("bo", 0, "Tug.")).language is None


def test_nothing_is_claimed_without_evidence() -> None:
    article = one(("bo", 0, BODY), ("bo", 0, MORE))
    assert (article.title, article.outlet, article.agency, article.date, article.byline, article.url) == (
        None,
    ) * 6
    assert {e.field for e in article.evidence} == {"language"}


def test_evidence_points_to_its_words() -> None:
    article = one(
        ("ti", 0, "Ports share pilots"), ("by", 0, "By Ada Example"), ("bo", 0, f"TOKYO (Reuters) - {BODY}")
    )
    spans: dict[str, Evidence] = {e.field: e for e in article.evidence}
    assert {field: e.span.text for field, e in spans.items() if e.span} == {
        "title": "Ports share pilots",
        "byline": "Ada Example",
        "agency": "Reuters",
    }


ENGLISH = (
    "The council of the harbour said on Monday that it would not have the pilots of the second pier. " * 4
)
GERMAN = "Der Rat des Hafens sagte am Montag, dass er die Lotsen der zweiten Pier nicht mehr haben will. " * 4


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (ENGLISH, True),
        (ENGLISH.replace("harbour", "harbour’s"), True),
        (GERMAN, False),
        (ENGLISH[:150] + GERMAN, False),
        (ENGLISH[:290], False),
        (ENGLISH.replace("harbour", "гавань порт"), False),
        ("the " * 100, True),
        ("Tug. " * 100, False),
    ],
)
def test_what_little_words_tell_outright(text: str, sure: bool) -> None:
    assert is_surely_english(text) is sure
