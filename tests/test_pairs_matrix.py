"""The matrix of pairs, and the list behind every number of a pair's page."""

import re
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.case import Case
from reportedly.dossier.matrix import FEWEST, MOST, matrix
from reportedly.errors import InputError
from reportedly.records.dyad import Dealt, PairWanted
from reportedly.web import application

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from make_pair import make

NUMBER = re.compile(r'<a class="count-of" href="([^"]+)">([\d,]+)</a>')
ROWS = re.compile(r"(?:of )?([\d,]+) rows?</p>")


def dealt(pair: str, cooperation: int = 0, conflict: int = 0, says: int = 0, replies: int = 0) -> Dealt:
    return Dealt(pair[:3], pair[4:], cooperation, 0, 0, conflict, 0, 0, says, replies, 0)


@pytest.fixture(scope="module", name="folder")
def a_year_of_one_article_a_day(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("matrix") / "case"
    make(folder, 1)
    return folder


@pytest.fixture(scope="module", name="site")
def the_site(folder) -> TestClient:
    return TestClient(application(folder), base_url="http://localhost")


def test_a_cell_is_seen_from_the_state_of_its_row() -> None:
    made = matrix([dealt("IDN-IND", 9, 3, says=4, replies=7), dealt("IDN-JPN", 1)])
    assert [row.code for row in made.rows] == ["IDN", "IND", "JPN"]
    (_, there, _), (back, *_), _ = (row.cells for row in made.rows)
    assert (there.cooperation, there.conflict, there.says) == (9, 3, 4)
    assert (back.cooperation, back.conflict, back.says) == (9, 3, 7)
    assert there.pair == back.pair == "IDN-IND"


@pytest.mark.parametrize(("cooperation", "conflict"), [(FEWEST - 1, 0), (0, FEWEST - 1), (2, 2)])
def test_few_deeds_have_numbers_and_no_bars(cooperation: int, conflict: int) -> None:
    made = matrix([dealt("IDN-IND", cooperation, conflict), dealt("IND-JPN", 50, 5)])
    few = next(row for row in made.rows if row.code == "IDN").cells
    (cell,) = [one for one in few if one]
    assert (cell.cooperation, cell.conflict, cell.up, cell.down) == (cooperation, conflict, 0, 0)
    assert made.most == 50


def test_what_is_not_ticked_is_not_counted() -> None:
    pairs = [dealt("IDN-IND", 2, says=5), dealt("IDN-JPN", says=9), dealt("JPN-PHL", conflict=1)]
    assert [one.pair for one in matrix(pairs, ["talk"]).pairs] == ["IDN-JPN", "IDN-IND"]
    assert [one.pair for one in matrix(pairs, ["material"]).pairs] == ["IDN-IND", "JPN-PHL"]
    assert matrix(pairs, ["verbal"]).pairs == ()


def test_states_beyond_the_matrix_stand_in_the_list() -> None:
    codes = [f"A{chr(65 + n)}A" for n in range(MOST + 3)]
    made = matrix([dealt(f"{one}-ZZZ", 20 - n) for n, one in enumerate(codes)])
    assert (len(made.rows), made.left_out, len(made.pairs)) == (MOST, 4, MOST + 3)
    assert made.rows[0].code == "ZZZ"


def test_two_states_are_no_matrix() -> None:
    assert matrix([dealt("IDN-IND", 9)]).rows == ()


def test_the_list_of_pairs_counts_as_the_page_of_a_pair_does(folder) -> None:
    for span in ((None, None), ("2031-03", "2031-05"), ("2032", None)):
        with Case(folder, create=False) as case:
            found = case.dealt(*span)
            made = case.relation("IND", "IDN", *span).dyad
        one = found[0] if found else dealt("IDN-IND")
        deeds = (one.material_cooperation, one.verbal_cooperation, one.verbal_conflict, one.material_conflict)
        assert sum(deeds) == sum(row.events for row in made.deeds)
        assert one.plans + one.told == sum(n for _, n in made.told)
        talk = one.a_speaks + one.b_speaks + one.others_speak
        assert talk == sum(row.utterances for row in made.talk)


@pytest.mark.parametrize(
    "path", ["/relations", "/relations?since=2031-02&until=2031-09&kind=verbal&kind=talk"]
)
def test_every_number_of_the_list_opens_as_many_rows(site: TestClient, path: str) -> None:
    assert opened(site, path) >= 3


@pytest.mark.parametrize("path", ["/relations/IDN-IND", "/relations/IDN-IND?since=2031-02-10&until=2031-08"])
def test_every_number_of_a_pair_opens_as_many_rows(site: TestClient, path: str) -> None:
    assert opened(site, path) > 40


def opened(site: TestClient, path: str) -> int:
    """How many numbers of a page lead to a list that has so many rows."""
    numbers = set(NUMBER.findall(site.get(path).text))
    for link, number in sorted(numbers):
        page = site.get(link.replace("&amp;", "&")).text
        assert ROWS.search(page)[1] == number, link
    return len(numbers)


def test_a_long_list_is_turned_page_by_page(site: TestClient) -> None:
    seen, link = [], "/relations/IDN-IND/words?column=talk"
    while link:
        text = site.get(link).text
        seen += re.findall(r'<li data-row id="([^"]+)"', text)
        after = re.search(r'<a href="([^"]+)" rel="next">', text)
        link = after and after[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) > 100


def test_a_filter_that_is_none_is_said_or_finds_nothing(site: TestClient, folder) -> None:
    assert site.get("/relations/IDN-IND/words?column=gossip").status_code == 404
    assert site.get("/relations?since=yesterday").status_code == 404
    assert "Nothing of that" in site.get("/relations/IDN-IND/words?root=%27--").text
    with Case(folder, create=False) as case, pytest.raises(InputError, match="is no day"):
        case.pair_rows("IND", "IDN", PairWanted(since="May"), 0, 10)


def test_the_table_of_pairs_has_the_span_of_its_page(site: TestClient) -> None:
    assert site.get("/relations.json").json()[0]["a"] == "IDN"
    assert site.get("/relations.json?since=2040").json() == []


@pytest.mark.parametrize("kind", ["lines", "words", "ties"])
def test_tables_of_a_pair_are_named_by_its_codes_however_it_is_asked_for(site: TestClient, kind: str) -> None:
    for name in ("India-Indonesia", "IND-IDN", "Côte d’Ivoire-IND"):
        answer = site.get(f"/relations/{name}/{kind}.csv")
        assert answer.status_code == 200
        assert re.search('filename="[A-Z]{3}-[A-Z]{3}', answer.headers["content-disposition"])


def test_the_list_behind_a_number_is_a_table_too(site: TestClient) -> None:
    page = site.get("/relations/IDN-IND/words?column=deed&root=CONSULT").text
    (total,) = ROWS.findall(page)
    rows = site.get("/relations/IDN-IND/words.json?column=deed&root=CONSULT").json()
    assert len(rows) == int(total.replace(",", "")) > 0
    assert {(row["column"], row["what"]) for row in rows} == {("deed", "CONSULT")}


def test_a_fate_has_its_plans_and_all_fates_have_all(site: TestClient, folder: Path) -> None:
    with Case(folder, create=False) as case:
        plans = case.relation("IND", "IDN").dyad.plans
        for fate in {plan.fate for plan in plans}:
            found = case.pair_rows("IND", "IDN", PairWanted(fate=fate.value), 0, 500)
            assert {row.id for row in found.dealings} == {plan.id for plan in plans if plan.fate is fate}
            assert not found.remarks
    assert len(site.get("/relations/IDN-IND/words.json?fate=any").json()) == len(plans) > 3
