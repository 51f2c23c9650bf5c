"""A pair of states asked of a case: figures open into rows, votes come from files, bad input is one line."""

import json
import re
import shutil
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from cli_runs import ended
from reportedly.case import Case
from reportedly.case.database import Database
from reportedly.dossier import render_relation
from reportedly.errors import InputError
from reportedly.records.dyad import Column, PairWanted, Relation, Series
from reportedly.records.relation import Indicator
from reportedly.web import application

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from make_pair import make

VOTES = "rcid,country_code,vote\n1,IN,yes\n2,IN,no\n1,ID,yes\n2,ID,abstain\n1,JP,no\n"
CALLS = "rcid,session,date\n1,85,2030-10-01\n2,86,2031-11-02\n"
POINTS = "ccode,session,IdealPoint\n750,86,0.5\n850,86,-0.25\n"
ATOP = (
    "mem1,mem2,year,defense,offense,neutral,nonagg,consul\n750,850,2030,0,0,0,1,1\n750,850,2031,0,0,0,1,1\n"
)
BODIES = "ccode,year,state,TIDES\n750,2031,india,1\n850,2031,indonesia,1\n"


@pytest.fixture(scope="module", name="folder")
def a_year_of_one_article_a_day(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pairs") / "case"
    files = {"votes": VOTES, "calls": CALLS, "points": POINTS, "alliances": ATOP, "igos": BODIES}
    with Case(folder) as case:
        for kind, text in files.items():
            path = folder.parent / f"{kind}.csv"
            path.write_text(text, "utf-8")
            case.import_file(kind, path)
    assert make(folder, 1) == 365
    return folder


@pytest.fixture(scope="module", name="found")
def relation_of_the_two(folder) -> Relation:
    with Case(folder, create=False) as case:
        return case.relation("India", "IDN")


def test_every_figure_opens_into_rows_of_the_case(folder, found):
    with Case(folder, create=False) as case:
        texts = {row.id: row.text for row in case.articles()}
    rows = {row.id: row for row in (*found.dealings, *found.remarks)}
    assert all(name in rows for mark in found.dyad.marks for name in mark.shown)
    for row in found.dealings:
        text = texts[row.article]
        for one in (row.trigger, row.sentence, *([row.sign] if row.sign else [])):
            assert text[one.start : one.end] == one.text
    for row in found.remarks:
        for one in (row.words, *row.tone_words):
            assert texts[row.article][one.start : one.end] == one.text
    assert {row.id for row in found.tellers} >= {row.article for row in found.dealings}


def test_deeds_and_talk_are_counted_apart_and_each_once(folder, found):
    with Case(folder, create=False) as case:
        lines = case.relation_lines("IND", "IDN")
    counted = {column: [line for line in lines if line.column is column] for column in Column}
    assert sum(row.events for row in found.dyad.deeds) == len(counted[Column.DEED]) > 50
    assert sum(row.utterances for row in found.dyad.talk) <= len(counted[Column.TALK])
    assert len(found.dyad.plans) == len(counted[Column.PLAN])
    assert [row.quarter for row in found.dyad.quarters] == ["2031-Q1", "2031-Q2", "2031-Q3", "2031-Q4"]


def test_a_bar_shows_as_many_rows_as_it_counts_as_far_as_a_page_stays_short(folder, found):
    with Case(folder, create=False) as case:
        month, one = case.relation("IND", "IDN", "2031-05", "2031-05"), case.relation("IND", "IDN", few=1)
    for made, most in ((found, 300 // (12 * len(Series))), (month, 12), (one, 1)):
        assert {mark.series for mark in made.dyad.marks} > {Series.FIRST, Series.VERBAL_COOPERATION}
        assert all(len(mark.shown) == min(mark.count, most) for mark in made.dyad.marks)


def test_what_a_statement_denies_stands_against_its_rung(folder, found, tmp_path):
    shutil.copytree(folder, tmp_path / "case")
    said = replace(
        found.remarks[0], id="l_denied", utterance="u", repeats=None, negated=True, indicator=Indicator.POLICY
    )
    repeated = replace(said, id="l_again", repeats="l_denied")
    database = Database(tmp_path / "case" / "case.sqlite", writing=True)
    with database.change():
        database.add(("test", "denied", "k"), {"remarks": [said, repeated]})
    database.close()
    with Case(tmp_path / "case", create=False) as case:
        made = case.relation("IND", "IDN")
        listed = case.pair_rows("IND", "IDN", PairWanted(indicator="policy", bearing="against"), 0, 9)
    against = {rung.indicator: rung.against for rung in made.dyad.ladder.rungs}
    assert against[Indicator.POLICY] == ("l_denied",) == tuple(row.id for row in listed.remarks)
    assert "l_denied" in {row.id for row in made.remarks}


def test_of_very_much_talk_one_of_each_kind_a_day_is_shown(folder, found, monkeypatch):
    monkeypatch.setattr("reportedly.case.pairfacts.FEW", 10)
    with Case(folder, create=False) as case:
        made = case.relation("IND", "IDN")
    assert made.dyad.talk == found.dyad.talk and made.dyad.quarters == found.dyad.quarters
    assert all(mark.shown for mark in made.dyad.marks)


def test_the_ladder_rests_on_what_was_read(found):
    level = {rung.indicator.value: rung.level.value for rung in found.dyad.ladder.rungs}
    assert (level["exercises"], level["technology"], level["policy"]) == ("recurrent", "recurrent", "none")
    assert found.dyad.ladder.stage == "moderate"


def test_formal_ties_stand_each_in_its_column(found):
    votes = [(row.year, row.calls, row.agreement, row.distance) for row in found.ties.agreements]
    assert votes == [(2030, 1, 1.0, None), (2031, 1, 0.5, 0.75)]
    assert [(row.first, row.last, row.consultation) for row in found.ties.alliances] == [(2030, 2031, True)]
    assert [row.body for row in found.ties.bodies] == ["TIDES"]
    assert found.ties.undated == 0


def test_a_span_keeps_what_lies_in_it(folder):
    with Case(folder, create=False) as case:
        lines = case.relation_lines("IND", "IDN", "2031-02", "2031-02")
        whole = case.relation_lines("IND", "IDN")
        made = case.relation("IND", "IDN", "2031-02", "2031-02")
    days = [line.day for line in whole if line.day and line.day.startswith("2031-02")]
    assert [line.day for line in lines] == days and len(days) > 10
    assert {mark.month for mark in made.dyad.marks} == {"2031-02"}
    assert [row.year for row in made.ties.agreements] == [2031]


def test_the_pairs_of_a_case_are_listed(folder):
    with Case(folder, create=False) as case:
        assert [(one.a, one.b) for one in case.pairs()] == [("IDN", "IND")]


def test_a_pair_of_which_nothing_is_told_has_empty_columns(folder):
    with Case(folder, create=False) as case:
        made = case.relation("NOR", "CHL")
    assert (made.dyad.deeds, made.dyad.talk, made.dyad.marks, made.dyad.ladder.stage) == ((), (), (), None)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("IND", "India"), "one state"),
        (("IND", "Georgia"), "ask for GEO"),
        (("Korea", "IND"), "KOR or PRK"),
        (("IND", "Elvane"), "names no state"),
        (("IND", "IDN", "last May"), "is no day"),
        (("IND", "IDN", "2031-05", "2031-04"), "before it begins"),
        (("IND", "IDN", "2031-13"), "is no day"),
        (("IND", "IDN", None, "2031-02-30"), "is no day"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_error(folder, asked, words):
    with Case(folder, create=False) as case, pytest.raises(InputError, match=words) as caught:
        case.relation(*asked)
    assert "\n" not in str(caught.value)


class Reader(HTMLParser):
    """What a page links to, and what it can be linked to by."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if (given.get("href") or "").startswith("#"):
            self.links.append(str(given["href"])[1:])
        if given.get("id"):
            self.ids.append(str(given["id"]))


def test_each_bar_of_the_page_opens_its_words(found):
    page = render_relation(found, "All of it is invented.")
    reader = Reader(page)
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.links) <= set(reader.ids)
    assert page.count('<rect class="bar') == len(found.dyad.marks) == page.count('class="drawer"')
    assert "<script" not in page and "http" not in re.sub(r"<meta[^>]*>", "", page)


def test_the_page_shows_words_as_text(found):
    bad = tuple(replace(one, outlet="<b>Gazette</b>") for one in found.tellers)
    page = render_relation(replace(found, tellers=bad))
    assert "<b>Gazette" not in page and "&lt;b&gt;Gazette" in page


def test_the_command_prints_tables_json_csv_and_a_page(folder, tmp_path):
    code, out, _ = ended(
        "pair", "IND", "Indonesia", "--case", folder, "--from", "2031", "--out", tmp_path / "p.html"
    )
    assert code == 0 and "India" in out and "can be read as the moderate stage" in out
    assert (tmp_path / "p.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    code, out, _ = ended("pair", "IND", "IDN", "--case", folder, "--json")
    assert code == 0 and json.loads(out)[0]["dyad"]["a"] == "IDN"
    code, out, _ = ended("pair", "IND", "IDN", "--case", folder, "--csv")
    head, *rows = out.splitlines()
    assert code == 0 and head.startswith("id,day,column,what,how,who") and len(rows) > 500


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("IND", "Georgia"), "ask for GEO"),
        (("IND", "IDN", "--json", "--csv"), "exclude each other"),
        (("IND", "IDN", "--from", "soon"), "is no day"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(folder, words, told):
    code, _, err = ended("pair", *words, "--case", folder)
    assert (code, err.count("\n")) == (2, 1) and told in err


def test_a_pair_without_anything_says_so(folder):
    code, _, err = ended("pair", "NOR", "CHL", "--case", folder)
    assert code == 0 and "Nothing that the case tells concerns Chile and Norway" in err


def test_votes_without_a_date_are_told(tmp_path):
    (tmp_path / "votes.csv").write_text(VOTES, "utf-8")
    with Case(tmp_path / "case") as case:
        case.import_file("votes", tmp_path / "votes.csv")
        assert case.relation("IND", "IDN").ties.undated == 2
    code, out, _ = ended("pair", "IND", "IDN", "--case", tmp_path / "case")
    assert code == 0 and "2 roll calls on which both voted have no date" in out


FULL_VOTES = (
    "rcid,country_code,vote,date,unres,descr\n"
    "1,IN,yes,2030-10-01,R/85/1,Tides and ports\n2,IN,no,2031-11-02,R/86/1,\n3,IN,no,2031-11-03,,\n"
    "1,ID,yes,2030-10-01,R/85/1,Tides and ports\n2,ID,abstain,2031-11-02,R/86/1,\n3,ID,yes,2031-11-03,,\n"
)


@pytest.fixture(scope="module", name="tied")
def a_case_of_ties_alone(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ties")
    files = {"votes": FULL_VOTES, "points": POINTS, "alliances": ATOP, "igos": BODIES}
    with Case(folder / "case") as case:
        for kind, text in files.items():
            (folder / f"{kind}.csv").write_text(text, "utf-8")
            case.import_file(kind, folder / f"{kind}.csv")
    return folder / "case"


def test_votes_that_say_their_day_and_resolution_need_no_other_file(tied):
    with Case(tied, create=False) as case:
        rows = case.tie_rows("IND", "IDN", "votes")
    assert [(x.call, x.date, x.resolution, x.title, x.a, x.b, x.apart, x.files) for x in rows] == [
        ("1", "2030-10-01", "R/85/1", "Tides and ports", "yes", "yes", 0, ("votes.csv",)),
        ("2", "2031-11-02", "R/86/1", None, "abstain", "no", 1, ("votes.csv",)),
        ("3", "2031-11-03", None, None, "yes", "no", 2, ("votes.csv",)),
    ]


def test_every_figure_of_the_formal_ties_counts_its_rows(tied):
    with Case(tied, create=False) as case:
        ties = case.relation("IND", "IDN").ties
        for row in ties.agreements:
            of_year = {
                k: case.tie_rows("IND", "IDN", k, str(row.year), str(row.year)) for k in ("votes", "points")
            }
            assert len(of_year["votes"]) == row.calls
            assert len(of_year["points"]) == (0 if row.distance is None else 2)
            if row.calls:
                assert 1 - sum(vote.apart for vote in of_year["votes"]) / 2 / row.calls == row.agreement
        assert tuple(case.tie_rows("IND", "IDN", "alliances")) == ties.alliances != ()
        (body,) = case.tie_rows("IND", "IDN", "bodies")
    assert (body.first, body.a_first, body.b_last, body.files) == (2031, 2031, 2031, ("igos.csv",))
    assert [row.call for row in ties.votes] == ["1", "2", "3"] and len(ties.points) == 2


def test_a_file_of_roll_calls_says_more_than_none_and_takes_nothing_away(tied, tmp_path):
    shutil.copytree(tied, tmp_path / "case")
    (tmp_path / "calls.csv").write_text(
        "rcid,session,date,descr\n3,86,2031-11-03,Reefs\n1,85,2030-10-01,\n", "utf-8"
    )
    with Case(tmp_path / "case", create=False) as case:
        case.import_file("calls", tmp_path / "calls.csv")
        rows = case.tie_rows("IND", "IDN", "votes")
    assert [(row.call, row.resolution or row.title) for row in rows] == [
        ("1", "R/85/1"),
        ("2", "R/86/1"),
        ("3", "Reefs"),
    ]


@pytest.mark.parametrize("kind", ["votes", "points", "alliances", "bodies"])
def test_the_command_lists_what_formal_ties_count(tied, kind):
    code, out, _ = ended("pair", "IND", "IDN", "--rows", kind, "--case", tied, "--json")
    rows = json.loads(out)
    code, out, _ = ended("pair", "IND", "IDN", "--rows", kind, "--case", tied, "--csv")
    assert code == 0 and len(out.splitlines()) == len(rows) + 1 > 1
    code, out, _ = ended("pair", "IND", "IDN", "--rows", kind, "--case", tied)
    assert code == 0 and "203" in out
    code, _, err = ended("pair", "IND", "IDN", "--rows", "trade", "--case", tied)
    assert code == 2 and "'trade' is no kind of formal ties" in err


@pytest.mark.parametrize(("asked", "words"), [({"apart": "3"}, "0, 1 or 2"), ({"kind": "trade"}, "no kind")])
def test_ties_that_are_none_are_one_clear_error(tied, asked, words):
    given = {"kind": "votes"} | asked
    with Case(tied, create=False) as case, pytest.raises(InputError, match=words):
        case.tie_rows("IND", "IDN", **given)


def test_the_site_opens_each_figure_of_the_formal_ties(tied):
    site = TestClient(application(tied), base_url="http://localhost")
    page = site.get("/relations/IDN-IND").text
    links = [unescape(x) for x in re.findall(r'href="(/relations/IDN-IND/ties[^"]+)"', page)]
    kinds = {"votes", "points", "alliances", "bodies"}
    assert {re.search("kind=([a-z]+)", link)[1] for link in links} == kinds
    for link in links:
        listed = site.get(link)
        assert listed.status_code == 200 and "data-row" in listed.text
        (total,) = re.findall(r"([\d,]+) rows?</p>", listed.text)
        rows, table = (site.get(link.replace("/ties?", f"/ties.{form}?")) for form in ("json", "csv"))
        assert len(rows.json()) == int(total) == len(table.text.splitlines()) - 1
    apart = site.get("/relations/IDN-IND/ties?kind=votes&apart=2").text
    assert apart.count("data-row") == 1 and 'aria-current="true">against each other' in apart
    assert site.get("/relations/IDN-IND/ties?kind=trade").status_code == 404


def test_a_title_of_a_resolution_is_shown_as_text(tmp_path):
    (tmp_path / "v.csv").write_text(FULL_VOTES.replace("Tides and ports", "<b>Tides</b>"), "utf-8")
    with Case(tmp_path / "case") as case:
        case.import_file("votes", tmp_path / "v.csv")
    site = TestClient(application(tmp_path / "case"), base_url="http://localhost")
    page = site.get("/relations/IDN-IND/ties?kind=votes").text
    assert "<b>Tides" not in page and "&lt;b&gt;Tides" in page


def test_a_span_that_begins_within_the_year_that_it_ends_with_is_one(folder):
    with Case(folder, create=False) as case:
        months = {mark.month for mark in case.relation("IND", "IDN", "2031-11", "2031").dyad.marks}
    assert months == {"2031-11", "2031-12"}


def test_rows_of_a_file_that_cannot_be_used_are_an_error_and_the_rest_is_in(tmp_path):
    (tmp_path / "v.csv").write_text(f"{VOTES}3,ZZ,yes\n", "utf-8")
    with Case(tmp_path / "case"):
        pass
    code, out, err = ended("import", "votes", tmp_path / "v.csv", "--case", tmp_path / "case")
    assert code == 0 and "v.csv" in out
    assert "1 row of v.csv could not be used: 1 of no known state (ZZ). The rest is in." in err
    with Case(tmp_path / "case", create=False) as case:
        (row,) = case.problems()
        assert (row.stage, row.where, row.code) == ("imports", "v.csv", "import-rows")
        assert len(case.tie_rows("IND", "IDN", "votes", undated=True)) == 2
        case.drop_import(case.imports()[0].id)
        assert case.problems() == []


def test_a_pair_of_which_no_tie_was_imported_says_so(folder):
    code, _, err = ended("pair", "NOR", "CHL", "--rows", "votes", "--case", folder)
    assert code == 0 and "Nothing of that was imported for the two" in err
