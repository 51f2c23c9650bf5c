"""Events in the forms of POLECAT and PLOVER: folded there and nowhere else."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli_runs import ended
from reportedly.case import Case
from reportedly.export.events import POLECAT, fold
from reportedly.records import Event, Involved, Party, Root, Span, Status
from reportedly.relations.outside import read_polecat
from test_joining import FIRST, ONE, mention

NORWAY, LATVIA = Involved("NOR", "Norway", "NOR"), Involved("LVA", "Latvia", "LVA")


def event(root: Root, status: Status) -> Event:
    return Event(
        "x_1", root, status, False, (NORWAY,), (LATVIA,), (), None, "2033-05-03", None, "held", FIRST[1].id,
        (FIRST[1].id,), (), (), (), ("a_1",), ("a_1",), (), (), ("a_1",), 0.9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("root", "status", "folded"),
    [
        (Root.COOPERATE, Status.DEED, Root.COOPERATE),
        (Root.ASSAULT, Status.BACKGROUND, Root.ASSAULT),
        (Root.COOPERATE, Status.PLANNED, Root.AGREE),
        (Root.SANCTION, Status.PLANNED, Root.THREATEN),
        (Root.THREATEN, Status.PLANNED, Root.THREATEN),
        (Root.AID, Status.RECOMMENDED, None),
        (Root.AID, Status.FORECAST, None),
        (Root.AID, Status.DENIED, None),
        (Root.ASSAULT, Status.ALLEGED, None),
        (Root.AID, Status.HEADLINE_MODAL, None),
    ],
)
def test_what_has_not_happened_is_folded_or_left_out(root: Root, status: Status, folded: Root | None) -> None:
    made = fold(event(root, status), FIRST[1])
    assert made == (None if folded is None else (folded, (NORWAY,), (LATVIA,)))


def test_advice_is_a_request_of_whoever_gives_it() -> None:
    import msgspec

    adviser = Party(Span(0, 5, ONE.text[:5]), "EST", "Estonia", "EST")
    told = msgspec.structs.replace(mention(ONE, "held a joint exercise"), attributed=adviser)
    assert fold(event(Root.AID, Status.RECOMMENDED), told) == (
        Root.REQUEST,
        (Involved("EST", "Estonia", "EST"),),
        (NORWAY,),
    )


@pytest.fixture(scope="module", name="case")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "a.txt").write_text(
        "Drill off Arica\n\nMay 4, 2033\n\nARICA (Halden Wire) — Warships of Chile and Peru held a joint "
        "exercise off Arica on Tuesday. Bolivia will impose sanctions on Chile in June, the "
        "foreign ministry said. "
        "Ecuador said it might send observers if it was asked.\n",
        "utf-8",
    )
    with Case(folder / "case") as opened:
        assert not opened.read(folder / "a.txt", workers=0).errors
    return folder / "case"


def test_polecat_csv_comes_back_as_it_went(case: Path, tmp_path: Path) -> None:
    code, _, _ = ended("export", "--case", case, "-o", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert code == 0 and tuple(rows[0]) == POLECAT
    assert len({row["Event ID"] for row in rows}) == len(rows)
    outside = read_polecat(data, "out.csv")
    assert {(row.root, row.day) for row in outside} == {
        (Root(r["Event Type"]), r["Event Date"]) for r in rows
    }
    assert any(row.root is Root.COOPERATE and row.sources[0].country in ("CHL", "PER") for row in outside)


def test_plover_json_has_its_fields(case: Path) -> None:
    rows = json.loads(ended("export", "--case", case, "--format", "plover")[1])
    assert all(
        {"id", "date", "source", "target", "event", "eventText", "text", "context", "mode"} <= set(r)
        for r in rows
    )
    drill = next(row for row in rows if row["event"] == "COOPERATE")
    assert {who["code"] for who in drill["source"]} == {"CHL", "PER"}
    assert "held a joint exercise" in drill["text"] and "deed" in drill["comment"]
    assert all(row["source"] for row in rows)


def test_an_export_without_events_is_a_header_or_an_empty_list(case: Path, tmp_path: Path) -> None:
    out = ended("export", "--case", case, "--actor", "JPN")[1]
    assert out.strip().split(",") == list(POLECAT)
    assert json.loads(ended("export", "--case", case, "--actor", "JPN", "--format", "plover")[1]) == []
    code, _, err = ended("export", "--case", case, "-o", tmp_path / "no" / "where.csv")
    assert code == 2 and "cannot be written" in err
