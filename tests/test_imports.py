"""Files of other projects: their rows stand apart, and a bad file is one clear error."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_runs import ended
from reportedly.case import Case
from reportedly.errors import InputError
from reportedly.records import Involved, Root
from reportedly.relations.outside import read_acled, read_gdelt, read_polecat

POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Country\tRecipient Name\t"
    "Recipient Country\tPlacename\tCountry\n"
)
POLECAT_ROW = "e1\t2031-05-09\tCONSULT\tvisit\t2\tHarbour Ministry\tNOR\tDenmark\tDNK\tOslo\tNorway\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,location,fatalities\n"
ACLED_ROW = (
    "KEN1,09 May 2031,Battles,Armed clash,Military Forces of Kenya (2022-),Lake Militia,Kenya,Moyale,3\n"
)


def gdelt(number: str = "1", day: str = "20310509", code: str = "042", size: int = 61, **cells: str) -> str:
    """A row of a GDELT file without a header, with the cells given by their place."""
    row = [""] * size
    row[0], row[1], row[26], row[30], row[33] = number, day, code, "1.9", "7"
    for place, value in cells.items():
        row[int(place.removeprefix("at"))] = value
    return "\t".join(row) + "\n"


def test_gdelt_goes_by_the_number_of_its_columns() -> None:
    row = gdelt(
        at6="NORWAY", at7="NOR", at16="DENMARK", at17="DNK", at52="Oslo, Norway", at60="https://a.example"
    )
    (one,) = read_gdelt(row.encode(), "x.csv")
    assert (one.number, one.day, one.root, one.intensity, one.reports) == (
        "1",
        "2031-05-09",
        Root.CONSULT,
        1.9,
        7,
    )
    assert one.sources == (Involved("NOR", "NORWAY", "NOR"),)
    assert (one.place, one.country, one.url) == ("Oslo, Norway", None, "https://a.example")
    for size in (57, 58):
        assert read_gdelt(gdelt(size=size).encode(), "x.csv")[0].code == "042"


@pytest.mark.parametrize(
    ("code", "root"),
    [
        ("010", None),
        ("0251", Root.REQUEST),
        ("036", Root.AGREE),
        ("0841", Root.RETREAT),
        ("0831", Root.CONCEDE),
        ("163", Root.COERCE),
        ("1621", Root.SANCTION),
        ("175", Root.ASSAULT),
        ("190", Root.ASSAULT),
        ("1911", Root.COERCE),
        ("junk", None),
    ],
)
def test_cameo_codes_in_plover(code: str, root: Root | None) -> None:
    (one,) = read_gdelt(gdelt(code=code).encode(), "x.csv")
    assert (one.code, one.root) == (code, root)


def test_empty_actors_stay_empty() -> None:
    rows = read_gdelt((gdelt("1") + gdelt("2", at7="EUR", at6="EUROPE")).encode(), "x.csv")
    assert [(row.sources, row.targets) for row in rows] == [((), ()), ((Involved(None, "EUROPE", None),), ())]


def test_rows_without_an_id_a_day_or_a_code_are_passed_over() -> None:
    text = gdelt("") + gdelt("2", day="20311399") + gdelt("3", code="") + gdelt("4") + "short\trow\n"
    assert [row.number for row in read_gdelt(text.encode(), "x.csv")] == ["4"]


def test_polecat_has_plover_already() -> None:
    rows = read_polecat(
        (POLECAT + POLECAT_ROW + POLECAT_ROW.replace("e1", "e2").replace("CONSULT", "DEMAND")).encode(), "x"
    )
    assert [row.root for row in rows] == [Root.CONSULT, Root.REQUEST]
    assert rows[0].sources == (Involved(None, "Harbour Ministry", "NOR"),)
    assert rows[0].targets == (Involved("DNK", "Denmark", "DNK"),) and rows[0].country == "NOR"


def test_acled_has_no_direction() -> None:
    (one,) = read_acled((ACLED + ACLED_ROW).encode(), "x.csv")
    assert (one.root, one.day, one.deaths, one.country, one.targets) == (
        Root.ASSAULT,
        "2031-05-09",
        3,
        "KEN",
        (),
    )
    assert [(who.country, who.actor) for who in one.sources] == [("KEN", None), (None, None)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    (one,) = read_polecat((POLECAT + POLECAT_ROW.replace("Oslo", "Málaga")).encode(encoding), "x")
    assert one.place == "Málaga"


@pytest.mark.parametrize(
    ("reader", "data", "why"),
    [
        (read_gdelt, b"", "is empty"),
        (read_gdelt, b"\0\1\2", "is no text"),
        (read_gdelt, b"a,b\n1,2\n", "has no column GLOBALEVENTID"),
        (read_polecat, ACLED.encode() + ACLED_ROW.encode(), "has no column Event ID"),
        (read_acled, POLECAT.encode(), "has no column event_id_cnty"),
        (read_acled, ACLED.encode(), "No row of x.csv can be read"),
        (read_gdelt, gdelt("", "").encode(), "No row of x.csv can be read"),
    ],
)
def test_a_file_of_another_kind_is_one_error(reader, data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        reader(data, "x.csv")


@given(st.binary(max_size=200), st.sampled_from([read_gdelt, read_polecat, read_acled]))
def test_no_bytes_break_a_reader(data: bytes, reader) -> None:
    for whole in (data, POLECAT.encode() + data, ACLED.encode() + data):
        try:
            reader(whole, "x")
        except InputError as error:
            assert str(error)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    Case(tmp_path / "case").close()
    return tmp_path / "case"


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_outside_events_stand_apart_and_survive_a_rebuild(case: Path, tmp_path: Path) -> None:
    (tmp_path / "day.zip").write_bytes(zipped(x=gdelt(at6="NORWAY", at7="NOR")))
    code, out, _ = ended("import", "gdelt", tmp_path / "day.zip", "--case", case)
    assert code == 0 and "day.zip" in out
    with Case(case, create=False) as opened:
        before = opened.outside_events()
        assert [row.file for row in before] == ["day.zip"] and not opened.events()
        opened.rebuild()
        assert opened.outside_events() == before
        assert opened.outside_events("acled") == []
    assert json.loads(ended("outside", "--case", case, "--json")[1])[0]["root"] == "CONSULT"
    assert "NORWAY" in ended("outside", "--case", case)[1]


def test_the_later_file_wins_and_goes_again(case: Path, tmp_path: Path) -> None:
    for name, row in (("a.csv", gdelt(code="042")), ("b.csv", gdelt(code="190") + gdelt("2"))):
        (tmp_path / name).write_text(row)
    with Case(case, create=False) as opened:
        opened.import_file("gdelt", tmp_path / "a.csv")
        later = opened.import_file("gdelt", tmp_path / "b.csv")
        assert opened.import_file("gdelt", tmp_path / "b.csv") == later and len(opened.imports()) == 2
        assert {(row.number, row.code) for row in opened.outside_events()} == {("1", "190"), ("2", "042")}
        opened.drop_import(later.id[:8])
        assert [(row.number, row.code) for row in opened.outside_events()] == [("1", "042")]
        assert [row.name for row in opened.imports()] == ["a.csv"]
    assert len(list((case / "imports").iterdir())) == 1


def test_what_cannot_be_read_leaves_nothing(case: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (tmp_path / "two.zip").write_bytes(zipped(a="1", b="2"))
    with Case(case, create=False) as opened:
        for kind, name, why in (
            ("gdelt", "x.csv", "has no column"),
            ("gdelt", "two.zip", "holds 2 files"),
            ("gdelt", "none.csv", "cannot be read"),
            ("gossip", "x.csv", "no kind of file"),
        ):
            with pytest.raises(InputError, match=why):
                opened.import_file(kind, tmp_path / name)
        with pytest.raises(InputError, match="No import begins"):
            opened.drop_import("i_")
        assert not opened.imports() and not (case / "imports.jsonl").exists()


def test_an_import_that_was_damaged_is_one_row_in_errors(case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(gdelt())
    with Case(case, create=False) as opened:
        made = opened.import_file("gdelt", tmp_path / "a.csv")
        (case / "imports" / made.digest).write_text("no longer")
        opened.rebuild()
        assert [row.code for row in opened.problems()] == [
            "import-unreadable"
        ] and not opened.outside_events()


@pytest.mark.parametrize("words", [(), ("gdelt",), ("gossip", "x")])
def test_import_says_what_it_wants(case: Path, words: tuple[str, ...]) -> None:
    code, _, err = ended("import", *words, "--case", case)
    assert code == 2 and "gdelt" in err


def test_the_list_of_imports(case: Path, tmp_path: Path) -> None:
    assert "Nothing was imported" in ended("import", "--list", "--case", case)[2]
    (tmp_path / "a.csv").write_text(gdelt())
    ended("import", "gdelt", tmp_path / "a.csv", "--case", case)
    (row,) = json.loads(ended("import", "--list", "--json", "--case", case)[1])
    assert "a.csv" in ended("import", "--list", "--case", case)[1]
    assert "Taken back" in ended("import", "--remove", row["id"], "--case", case)[1]
