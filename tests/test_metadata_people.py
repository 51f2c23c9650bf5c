"""Bylines: people, desks and nobody; outlets' profiles. All names are invented."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.articles.metadata.people import describes, signed, signers
from reportedly.articles.metadata.profiles import profile, profiles
from reportedly.errors import ReportedlyError
from reportedly.records import Article, arrival
from written_pieces import BODY, MORE, found, one

LABELLED = "<meta name='twitter:label1' content='{}'><meta name='twitter:data1' content='Ada Example'>"


def page(head: str, body: str = "") -> Article:
    html = (
        f"<html><head>{head}</head><body><h1>Ports share pilots</h1>{body}<p>{BODY}</p><p>{MORE}</p></body>"
    )
    rendering = sources.read_text(html + "</html>")
    return articles.find(rendering, arrival(rendering.source.id, "one.html")).articles[0]


def linked(authors: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{authors}}}</script>'


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("By Ada Example", ["Ada Example"]),
        ("By Ada Example and Bo Sample", ["Ada Example", "Bo Sample"]),
        ("By ADA EXAMPLE, BO SAMPLE and CY INSTANCE", ["ADA EXAMPLE", "BO SAMPLE", "CY INSTANCE"]),
        ("By Ada Example in Oslo and Bo Sample in Rome", ["Ada Example", "Bo Sample"]),
        ("By Ada Example, Harbour Correspondent", ["Ada Example"]),
        ("By Ada Example Staff Writer", ["Ada Example"]),
        ("By Ada Example Senior Political Reporter", ["Ada Example"]),
        ("Von Ada Example und Bo Sample", ["Ada Example", "Bo Sample"]),
        ("Por Ada de la Muestra", ["Ada de la Muestra"]),
        ("Par Ada Exemple, Oslo", ["Ada Exemple"]),
        ("Ada Example | 4 March 2031", ["Ada Example"]),
        ("ByJ.R. Sample", ["J.R. Sample"]),
        ("By Miriam Sample", ["Miriam Sample"]),
        ("By Adam Byron", ["Adam Byron"]),
        ("Byron Sample", ["Byron Sample"]),
        ("Sample, Ada", ["Ada Sample"]),
        ("By Ada Example @adaexample", ["Ada Example"]),
        ("By Ada Example Updated 4 March 2031", ["Ada Example"]),
        ("Author: adaexample", ["adaexample"]),
        ("About Ada Example", []),
        ("Von den Pfählen im Schlick", []),
        ("By the end of the week", []),
        ("By", []),
        ("4 March 2031", []),
        ("", []),
    ],
)
def test_people(words: str, people: list[str]) -> None:
    assert [s.name for s in signers(words) if s.person] == people
    assert all(
        words[s.start : s.end] == s.name for s in signers(words) if s.person and s.name != "Ada Sample"
    )


@pytest.mark.parametrize(
    "words", ["By Staff Writer", "Newsdesk Oslo", "By our islands correspondent", "Harbour Post Redaktion"]
)
def test_desks_are_no_people(words: str) -> None:
    assert [s.person for s in signers(words)] == [False]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Posted on 4 March 2031 by Ada Example", "Ada Example"),
        ("Veröffentlicht am 4. März 2031 von Ada Beispiel-Muster", "Ada Beispiel-Muster"),
        ("par Ada Exemple, 4 mars 2031", "Ada Exemple"),
        ("Ada Example 4 March 2031", "Ada Example"),
        ("4 March 2031 - Ada Example", "Ada Example"),
        ("4 March 2031 Ada Example Leave a comment", "Ada Example"),
        ("erstellt von Ada am 4. März 2031", "Ada"),
        ("Posted: 04.03.2031 | Author: adaexample | Filed under: Ports", "adaexample"),
        ("4 March 2031", None),
        ("LATE EDITION 4 March 2031", None),
        ("Last modified 4 March 2031", None),
        ("sailed by Oslo", None),
        ("This article was first published by Harbour Weekly", None),
        ("— The Harbour Senate (@harbour) October 9, 2031", None),
        ("Pilots Quote Ada — Though Its March 4 Story Is Wrong", None),
        ("approved by The Harbour Senate", None),
        ("Port Example, 4 March 2031", None),
        ("© 2031 by Ada Example All rights reserved", None),
        ("", None),
    ],
)
def test_signatures_beside_a_date(words: str, name: str | None) -> None:
    assert [s.name for s in signed(words)] == ([name] if name else [])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Example is a pilot and writes on tides.", "Ada Example"),
        ("— Ada Example is the harbour master of Oslo.", "Ada Example"),
        ("About Ada Example", "Ada Example"),
        ("Über Ada Beispiel", "Ada Beispiel"),
        ("The harbour is a place to wait.", None),
        ("About this paper", None),
        ("", None),
    ],
)
def test_notes_at_the_foot(words: str, name: str | None) -> None:
    described = describes(words)
    assert (described.name if described else None) == name


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (linked('[{"name":"Ada Example"},{"name":"Bo Sample"}]'), "", "Ada Example, Bo Sample"),
        (linked('{"name":"Newsdesk"}'), "<p class=byline>By Ada Example</p>", "Ada Example"),
        (linked('{"name":"Newsdesk"}'), "", "Newsdesk"),
        (linked('{"name":"AFP"}'), "", None),
        (linked('{"name":"admin"}'), "", None),
        ("<meta name=author content='https://post.example/ada'>", "", None),
        ("<meta name=author content='post.example'>", "", None),
        (
            "<meta name=author content='The Tide Post'><meta property='og:site_name' content='Tide Post'>",
            "",
            None,
        ),
        (
            LABELLED.format("Verfasst von"),
            "",
            "Ada Example",
        ),
        (
            LABELLED.format("Reading time"),
            "",
            None,
        ),
        ("", "<p>with <a rel=author href=/ada>Ada Example</a></p>", "Ada Example"),
        (
            "",
            "<p><a rel=author href=/a>Ada Example</a></p><p><a rel=author href=/b>Bo Sample</a></p>",
            None,
        ),
    ],
)
def test_bylines_of_pages(head: str, body: str, byline: str | None) -> None:
    assert page(head, body).byline == byline


def test_each_of_several_people_is_evidence_of_its_own() -> None:
    article = one(("ti", 0, "Ports share pilots"), ("by", 0, "By Ada Example and Bo Sample"), ("bo", 0, BODY))
    assert article.byline == "Ada Example, Bo Sample"
    assert found(article, "byline") == [
        ("Ada Example, Bo Sample", None),
        ("Ada Example", "person"),
        ("Bo Sample", "person"),
    ]
    assert [e.span.text for e in article.evidence if e.role == "person" and e.span] == [
        "Ada Example",
        "Bo Sample",
    ]


def test_a_paper_and_an_agency_sign_for_nobody() -> None:
    for line in ("By AFP", "The Guardian", "By Reuters"):
        article = one(("ti", 0, "Ports share pilots"), ("by", 0, line), ("bo", 0, BODY))
        assert article.byline is None


@given(st.text(st.sampled_from("ByVon AdaExample,|·-.:@0123456789 andund\n\u00a0é界"), max_size=80))
def test_signers_lie_in_any_text(text: str) -> None:
    for signer in [*signers(text), *signed(text)]:
        assert 0 <= signer.start < signer.end <= len(text)
        assert signer.name.strip()
    describes(text)


def test_every_profile_has_its_form_and_a_known_zone() -> None:
    assert len(profiles()) >= 70
    assert all(ZoneInfo(outlet.zone) and outlet.domains for outlet in profiles())
    names = [name for outlet in profiles() for name in {outlet.name, *outlet.forms}]
    assert len(names) == len(set(names))


WHOLE = {"name": "The Tide Post", "country": "NOR", "language": "no", "zone": "Europe/Oslo"}
WHOLE_LISTS = {"forms": ["Tide Post"], "domains": ["tide.example"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"zone": "Oslo"}, "zone"),
        ({"country": "Norway"}, "country"),
        ({"domains": ["https://tide.example"]}, "domains"),
        ({"domains": "tide.example"}, "no list"),
        ({"name": ["The Tide Post"]}, "a list"),
        ({"bias": "left"}, "bias"),
        ({"furniture": ["Tide"]}, "furniture"),
    ],
)
def test_a_profile_that_breaks_the_form_is_named(change: dict[str, object], named: str) -> None:
    assert profile("tide", {**WHOLE, **WHOLE_LISTS}).owner is None
    with pytest.raises(ReportedlyError, match=rf"tide.*{named}"):
        profile("tide", {**WHOLE, **WHOLE_LISTS, **change})
