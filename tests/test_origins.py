"""Who stands behind a story. Texts, bodies, outlets and names are invented, but for the pile of the seeds."""

from pathlib import Path

import pytest

from reportedly import lineage
from reportedly.case import Case
from reportedly.lineage import Stemma
from reportedly.records import (
    Article,
    Derivation,
    Kind,
    Modality,
    SourceKind,
    Span,
    SpeakerKind,
    Statement,
    Story,
    statement_id,
)

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
SAID = "the drift of the eastern shoals will close the narrows to laden ships within eight winters"
OWN = (
    "Pilots at Sundholm had moored their boats in protest by noon, and nobody answered the harbour bell. "
    "The mayor walked out to them over the ice with a lantern and a thermos and came back alone. "
)


def article(name: str, text: str, outlet: str | None, date: str | None, agency: str | None = None) -> Article:
    return Article(name, "s", "r", 0, (), text, outlet=outlet, agency=agency, date=date)


def quoting(
    name: str, outlet: str, date: str | None, before: str, after: str = ""
) -> tuple[Article, Statement]:
    """An article in which a paper of an institute says the same words in quotation marks."""
    text = f"{before}“{SAID},” said the Shoal Survey 2031 of the Farholm Institute. {after}"
    at = text.index(SAID)
    content = (Span(at, at + len(SAID), SAID),)
    said = Statement(
        statement_id(name, (), (), content), name, Kind.DIRECT, (), (), content, "Farholm Institute", "named",
        "Shoal Survey 2031", (outlet, "Shoal Survey 2031"), "say", Modality.PREDICTED, False, (), "test", 1.0,
        verbatim=content, speaker_kind=SpeakerKind.BODY,
    )  # fmt: skip
    return article(name, text, outlet, date), said


def told(*parts: tuple[Article, Statement | None]) -> Stemma:
    pile = [one for one, _ in parts]
    shared = lineage.passages(pile)
    edges = lineage.derivations([lineage.witness(one) for one in pile], shared)
    whole = Story("t_1", "Shoals", tuple(one.id for one in pile), None, None)
    return lineage.stemma(whole, pile, [said for _, said in parts if said], edges, shared)


def parents(found: Stemma, child: str) -> list[Derivation]:
    return [one for one in found.derivations if one.child == child]


def test_two_who_quote_one_report_are_siblings_and_the_earlier_one_is_a_rival() -> None:
    first = quoting("a_1", "Ostrevik Post", "2031-03-01", "The council met on Monday in a cold hall. ")
    later = quoting("a_2", "Sundholm Mail", "2031-03-02", "Shipping insurers listened closely this week. ")
    found = told(first, later)
    (hidden,) = found.hidden
    assert (hidden.kind, hidden.name, hidden.children) == (
        SourceKind.DOCUMENT,
        "Shoal Survey 2031",
        ("a_1", "a_2"),
    )
    (edge,) = parents(found, "a_2")
    assert edge.parent == hidden.id
    assert not edge.decided
    assert [rival.source for rival in edge.rivals] == ["a_1"]
    assert parents(found, "a_1")[0].decided
    assert [(one.name, one.lone, one.tellings) for one in found.origins] == [
        ("Shoal Survey 2031", False, ("a_1", "a_2"))
    ]


def test_a_report_that_two_stories_name_has_a_row_in_each() -> None:
    lines = (
        "The council met on Monday in a cold hall. ",
        "Shipping insurers listened closely this week. ",
        "Nobody at the ferry desk had read a page of it. ",
        "A choir sang while the delegates looked for their coats. ",
    )
    parts = [quoting(f"a_{n}", f"Outlet {n}", f"2031-03-0{n}", line) for n, line in enumerate(lines, start=1)]
    pile, said = [one for one, _ in parts], [two for _, two in parts]
    shared = lineage.passages(pile)
    edges = lineage.derivations([lineage.witness(one) for one in pile], shared)
    apart = [
        Story("t_1", "Hall", ("a_1", "a_2"), None, None),
        Story("t_2", "Choir", ("a_3", "a_4"), None, None),
    ]
    rows = [row for one in lineage.stemmas(apart, pile, said, edges, shared) for row in one.hidden]
    assert [(row.story, row.name, row.children) for row in rows] == [
        ("t_1", "Shoal Survey 2031", ("a_1", "a_2")),
        ("t_2", "Shoal Survey 2031", ("a_3", "a_4")),
    ]
    assert len({row.id for row in rows}) == 2


def test_a_copy_has_its_origin_from_the_article_that_it_copies() -> None:
    first = quoting("a_1", "Ostrevik Post", "2031-03-01", OWN, OWN.replace("ice", "snow"))
    copy = quoting("a_2", "Sundholm Mail", "2031-03-02", OWN, OWN.replace("ice", "snow") + "More later.")
    found = told(first, copy)
    (edge,) = parents(found, "a_2")
    assert (edge.parent, edge.decided) == ("a_1", True)
    assert found.count.reporters == ("Ostrevik Post",)
    assert found.count.newsrooms == ("Ostrevik Post", "Sundholm Mail")
    assert found.origins[0].tellings == ("a_1", "a_2")


def test_two_outlets_of_one_agency_are_not_copies_of_each_other() -> None:
    first = article(
        "a_1", OWN + OWN.replace("mayor", "warden"), "Ostrevik Post", "2031-03-01", "Kestry Press"
    )
    later = article(
        "a_2", OWN + OWN.replace("mayor", "warden"), "Sundholm Mail", "2031-03-02", "Kestry Press"
    )
    found = told((first, None), (later, None))
    (hidden,) = found.hidden
    assert (hidden.kind, hidden.name) == (SourceKind.AGENCY, "Kestry Press")
    assert {one.parent for one in found.derivations} == {hidden.id}
    assert found.count.newsrooms == ("Kestry Press",)
    assert found.count.unclear == ("a_1", "a_2")


def test_a_story_without_statements_claims_no_origin() -> None:
    found = told((article("a_1", OWN, None, None), None), (article("a_2", "", None, None), None))
    assert found.origins == ()
    assert found.hidden == ()
    assert found.count.unclear == ("a_1", "a_2")
    assert found.count.newsrooms == ()


@pytest.fixture(scope="module")
def strait(example: Path) -> Case:
    return Case(example)


def _by_outlet(case: Case) -> dict[str, str]:
    """The article of each outlet or, without one, agency; of several, the longest."""
    rows = sorted(case.articles(), key=lambda row: len(row.text))
    return {(row.outlet or row.agency or ""): row.id for row in rows}


def test_the_yearbook_is_the_one_report_behind_six_newsrooms(strait: Case) -> None:
    names = _by_outlet(strait)
    (yearbook,) = [row for row in strait.origins() if row.name == "Narrow Seas Yearbook 2031"]
    six = {
        "Kestry Press",
        "Varrick",
        "The Narrows Ledger",
        "Port Elvane Mercury",
        "The Meridian Courier",
        "The Sunder Light",
    }
    assert {names[name] for name in six} <= set(yearbook.tellings)
    assert set(yearbook.newsrooms) == six
    assert not yearbook.lone
    assert (
        "Port Elvane Mercury"
        not in next(row for row in strait.counts() if row.story == yearbook.story).reporters
    )


def test_the_mercury_copies_kestry_and_varrick_is_a_sibling(strait: Case) -> None:
    names, edges = _by_outlet(strait), strait.derivations()
    between = {(row.parent, row.child) for row in edges if row.parent.startswith("a_")}
    assert between == {(names["Kestry Press"], names["Port Elvane Mercury"])}
    hidden = {row.id for row in strait.hidden() if row.name == "Narrow Seas Yearbook 2031"}
    for name in ("Kestry Press", "Varrick", "The Narrows Ledger", "The Meridian Courier"):
        assert [row.parent in hidden for row in edges if row.child == names[name]] == [True]
    ledger = next(row for row in edges if row.child == names["The Narrows Ledger"])
    assert not ledger.decided
    assert {names["Kestry Press"], names["Varrick"]} <= {rival.source for rival in ledger.rivals}


def test_every_count_of_the_example_opens_into_rows(strait: Case) -> None:
    articles = {row.id for row in strait.articles()}
    statements = {row.id for row in strait.statements()}
    origins = {row.id for row in strait.origins()}
    for row in strait.origins():
        assert set(row.tellings) <= articles
        assert row.statements
        assert set(row.statements) <= statements
    for row in strait.counts():
        assert {*row.tellings, *row.unclear, *row.unnamed, *row.revisions} <= articles
        assert {*row.shared, *row.voices} <= origins


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not part of the repository")
def test_the_seeds_are_one_story_of_three_with_one_origin(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    case.read(SEEDS, workers=0)
    rows = {row.id: row for row in case.articles()}
    (story,) = [row for row in case.counts() if len(row.tellings) > 1]
    assert sorted((rows[name].outlet or rows[name].agency or "") for name in story.tellings) == [
        "Jiji Press",
        "Kyodo",
        "SCMP",
    ]
    shared = [row for row in case.origins(story.story) if not row.lone]
    (hidden,) = case.hidden()
    assert len(shared) == 1
    assert shared[0].source == hidden.id
    assert hidden.kind is SourceKind.DOCUMENT
    assert any(row.lone and "Mulloy" in (row.name or "") for row in case.origins(story.story))
    edges = case.derivations()
    assert {row.parent for row in edges} == {hidden.id}
    scmp = next(row for row in edges if rows[row.child].outlet == "SCMP")
    told_by = {(rows[rival.source].agency or "") for rival in scmp.rivals if rival.source in rows}
    assert not scmp.decided
    assert told_by == {"Jiji Press", "Kyodo"}
    assert next(row for row in edges if rows[row.child].agency == "Kyodo").rivals == ()
