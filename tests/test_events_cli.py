"""The command `events`, and the questions behind it, over a case of three invented tellings."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli_runs import ended
from reportedly.case import Case
from reportedly.errors import InputError

FIRST = """Navies drill off Arica

May 4, 2033

ARICA (Halden Wire) — Warships of Chile and Peru held a joint exercise off Arica on Tuesday, the harbour \
office said. The two navies will hold a second exercise off Callao in September.
"""
SECOND = """Exercise off Arica

The Pacific Courier, 4 May 2033

Chile and Peru exercised jointly off Arica on Tuesday, with six frigates and two submarines. Bolivia \
protested on Wednesday.
"""
THIRD = """Talks denied

May 9, 2033

LIMA (Halden Wire) — Peru denied on Monday that it had attacked a Bolivian patrol boat on the lake.
"""
FILES = {"first.txt": FIRST, "second.txt": SECOND, "third.txt": THIRD}


@pytest.fixture(scope="module", name="case")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("events")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    with Case(folder / "case") as opened:
        assert not opened.read([folder / name for name in FILES], workers=0).errors
    return folder / "case"


def asked(case: Path, *options: str) -> list[dict[str, object]]:
    return json.loads(ended("events", "--case", case, *options, "--json")[1])


def test_a_drill_that_two_tell_of_is_one_event(case: Path) -> None:
    (drill,) = asked(case, "--actor", "Chile", "--with", "PER", "--status", "deed")
    assert (drill["root"], drill["date"], len(drill["articles"])) == ("COOPERATE", "2033-05-03", 2)
    code, out, _ = ended("events", "--case", case, "--event", drill["id"])
    assert code == 0 and "Halden Wire" in out and "six frigates" in out
    told = json.loads(ended("events", "--case", case, "--event", drill["id"], "--json")[1])
    assert [row["id"] for row in told] == drill["mentions"]


def test_deeds_and_plans_stand_in_tables_of_their_own(case: Path) -> None:
    code, out, _ = ended("events", "--case", case)
    assert code == 0
    assert out.index("Happened") < out.index("Planned") < out.index("each counted once")


@pytest.mark.parametrize(
    ("options", "some"),
    [
        (("--root", "accuse"), True),
        (("--root", "AID,ACCUSE"), True),
        (("--root", "AID"), False),
        (("--from", "2033-05-03", "--to", "2033-05-03"), True),
        (("--from", "2033-10"), False),
        (("--to", "2033-05"), True),
        (("--to", "2033-04"), False),
        (("--from", "2033"), True),
        (("--actor", "BOL", "--root", "ACCUSE"), True),
        (("--actor", "JPN"), False),
    ],
)
def test_what_is_asked_for_must_fit(case: Path, options: tuple[str, ...], some: bool) -> None:
    assert bool(asked(case, *options)) is some
    if not some:
        code, out, err = ended("events", "--case", case, *options)
        assert (code, out) == (0, "") and "No event is so" in err


def test_a_story_goes_by_the_beginning_of_its_id(case: Path) -> None:
    code, out, err = ended("events", "--case", case, "--story", "t_nothing")
    assert (code, out) == (2, "") and "No story begins with 't_nothing'" in err


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ({"actor": "Georgia"}, "GEO"),
        ({"actor": "the Republic"}, "names no state"),
        ({"actor": "Lilliput"}, "names no state"),
        ({"actor": "Marseille"}, "names no state"),
        ({"root": "DANCE"}, "is no root"),
        ({"status": "deed,done"}, "'done' is no status"),
        ({"since": "in May"}, "no day, month or year"),
        ({"until": "2033-05/2033-06"}, "no day, month or year"),
    ],
)
def test_a_question_that_cannot_be_put_is_one_clear_error(
    case: Path, question: dict[str, str], why: str
) -> None:
    with Case(case, create=False) as opened, pytest.raises(InputError, match=why):
        opened.events(**question)


@pytest.mark.parametrize(
    ("name", "why"), [("x_none", "No event"), ("", "No event"), ("x_", "Several events")]
)
def test_an_event_goes_by_the_beginning_of_its_id(case: Path, name: str, why: str) -> None:
    with Case(case, create=False) as opened, pytest.raises(InputError, match=why):
        opened.event(name)


def test_csv_has_a_row_an_event(case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ended("events", "--case", case, "--csv")[1])))
    assert {row["status"] for row in rows} >= {"deed", "planned"}
    with Case(case, create=False) as opened:
        assert [row["id"] for row in rows] == [row.id for row in opened.events()]


def test_the_parties_of_events_are_rows_too(case: Path) -> None:
    with Case(case, create=False) as opened:
        rows = opened._db().rows("SELECT party FROM event_parties")
        named = {part.country for event in opened.events() for part in (*event.sources, *event.targets)}
    assert {"CHL", "PER", "BOL"} <= {party for (party,) in rows} and {None} | {p for (p,) in rows} >= named
