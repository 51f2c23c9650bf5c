"""A case takes in what lies in containers: each member once, whatever was killed or read before."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from case_state import is_sound, rows
from container_files import record, tarred, zipped
from reportedly.case import Case
from reportedly.case import taking as taking_module
from reportedly.case.intake import Said
from reportedly.case.journal import Journal
from reportedly.case.taking import Taken, take_in
from reportedly.pipeline.raw import raw_path
from reportedly.records import Settings, source_id

WORDS = "TARN BAY (Moorgate Wire) — A harbour board said on Monday that light {} would be lit again.\n"
SMALL = Settings(shard_files=4)


def note(number: int) -> bytes:
    return WORDS.format(number).encode()


def pile(folder: Path, **files: bytes) -> Path:
    """A pile of the given files (``_`` in a name stands for the dot)."""
    root = folder / "pile"
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (root / name.replace("_", ".")).write_bytes(content)
    return root


def take(root: Path, case: Path, said: Said | None = None, settings: Settings = SMALL) -> Taken:
    case.mkdir(exist_ok=True)
    return take_in([root], said or Said(), Journal(case), case / "sources", settings)


def paths(case: Path) -> list[str]:
    return [row.path for batch in Journal(case).batches() for row in batch.arrivals]


def notes(many: int) -> bytes:
    return zipped({f"{n}.txt": note(n) for n in range(many)})


def test_members_come_in_with_path_bytes_and_what_is_said(tmp_path: Path) -> None:
    warc = gzip.compress(record("https://n.example/1", note(0)))
    root = pile(tmp_path, a_zip=zipped({"in/1.txt": note(1), "c.warc.gz": warc}), b_txt=note(2))
    case = tmp_path / "case"
    (root / "a.zip.toml").write_text('outlet = "The Narrows Ledger"\ndate = 2031-05-09')
    assert take(root, case) == Taken(3, 0, {"sidecar": 1})
    found = [row for batch in Journal(case).batches() for row in batch.arrivals]
    assert [(row.path, row.url, row.outlet, row.date, row.time) for row in found] == [
        ("pile/a.zip/in/1.txt", None, "The Narrows Ledger", "2031-05-09", None),
        ("pile/a.zip/c.warc.gz/n.example/1", "https://n.example/1", "The Narrows Ledger", "2031-05-09",
         "2031-05-09T10:00:00Z"),
        ("pile/b.txt", None, None, None, None),
    ]  # fmt: skip
    for number, row in zip((1, 0, 2), found, strict=True):
        assert row.source == source_id(note(number))
        assert raw_path(case / "sources", row.source).read_bytes() == note(number)
    assert len([p for p in (case / "sources").rglob("*") if p.is_file()]) == 3


def test_a_members_own_address_goes_before_the_containers(tmp_path: Path) -> None:
    root = pile(
        tmp_path, r_jsonl=b'{"text":"words here","url":"https://n.example/1"}\n{"text":"more words"}\n'
    )
    take(root, tmp_path / "case", Said(url="https://n.example/all"))
    found = [row for batch in Journal(tmp_path / "case").batches() for row in batch.arrivals]
    assert [row.url for row in found] == ["https://n.example/1", "https://n.example/all"]


def test_a_container_that_is_known_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = zipped({f"{n}.txt": note(n) for n in range(9)} | {".DS_Store": b"x"})[:-25]
    root, case = pile(tmp_path, a_zip=cut), tmp_path / "case"
    assert take(root, case) == Taken(9, 0, {"hidden": 1})
    standing = Journal(case).problems()
    assert [(row.where, row.code) for row in standing] == [("pile/a.zip", "truncated")]
    files = sorted((case / "arrivals").iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(taking_module, "members", lambda *_: (pytest.fail("it was opened") for _ in "x"))
        assert take(root, case) == Taken(0, 9, {"hidden": 1})
    assert sorted((case / "arrivals").iterdir()) == files
    assert Journal(case).problems() == standing


def test_a_container_that_changed_gives_what_is_new_and_settles_what_is_mended(tmp_path: Path) -> None:
    root, case = pile(tmp_path, a_zip=notes(6)[:-25]), tmp_path / "case"
    take(root, case)
    pile(tmp_path, a_zip=notes(8))
    assert take(root, case) == Taken(2, 6, {})
    assert Journal(case).problems() == []
    assert take(root, case) == Taken(0, 8, {})
    assert take(root, case, settings=msgspec.structs.replace(SMALL, max_depth=2)) == Taken(0, 8, {})


def test_raising_a_limit_opens_it_again(tmp_path: Path) -> None:
    root, case = pile(tmp_path, a_zip=notes(6)), tmp_path / "case"
    assert take(root, case, settings=msgspec.structs.replace(SMALL, max_members=2)).new == 2
    assert [row.code for row in Journal(case).problems()] == ["too-many"]
    assert take(root, case) == Taken(4, 2, {})
    assert Journal(case).problems() == []


def test_a_later_word_of_the_user_corrects_all_members(tmp_path: Path) -> None:
    root, case = pile(tmp_path, a_zip=notes(3)), tmp_path / "case"
    take(root, case)
    take(root, case, Said(outlet="The Narrows Ledger"))
    found = [row for batch in Journal(case).batches() for row in batch.arrivals]
    assert len(found) == 3 and {row.outlet for row in found} == {"The Narrows Ledger"}


def test_a_reading_that_is_stopped_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever batch it stops at, the end is that of a reading that was not stopped."""
    root = pile(tmp_path, a_tar=tarred({f"{n}.txt": note(n) for n in range(18)}))
    whole = tmp_path / "whole"
    take(root, whole)
    for stop in range(1, 5):
        case, sealed = tmp_path / f"case{stop}", [0]
        seal = Journal.seal

        def stopping(self: Journal, lines: list, sealed=sealed, stop=stop, seal=seal) -> str:
            sealed[0] += 1
            if sealed[0] > stop:
                raise KeyboardInterrupt
            return seal(self, lines)

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(Journal, "seal", stopping)
            take(root, case)
        assert len(paths(case)) == 4 * stop
        assert take(root, case) == Taken(18 - 4 * stop, 4 * stop, {})
        assert Journal(case).batches() == Journal(whole).batches()


def test_standard_input_may_be_a_container(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "read", "-", "--case", str(tmp_path / "case")]
    environment = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(command, input=notes(2), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert paths(tmp_path / "case") == ["-/0.txt", "-/1.txt"]


def test_a_case_reads_containers_to_the_end_and_forgets_a_member(tmp_path: Path) -> None:
    long = "".join(WORDS.format(number) for number in range(6))
    table = "".join(json.dumps({"title": f"Light {n}", "text": long, "id": n}) + "\n" for n in range(3))
    root = pile(tmp_path, a_zip=notes(2), rows_jsonl=table.encode(), bad_gz=gzip.compress(long.encode())[:-9])
    with Case(tmp_path / "case") as case:
        report = case.read(root, workers=0)
        assert (report.new, report.known) == (6, 0)
        assert {(row.where, row.code) for row in report.errors} == {("pile/bad.gz", "truncated")}
        assert len(case.arrivals()) == 6 and len(case.articles()) == 6
        assert case.read(root, workers=0).known == 6
        case.forget(source_id(note(0)))
        report = case.read(root, workers=0)
        assert (report.new, report.known) == (0, 5)
        assert ("pile/a.zip/0.txt", "forgotten") in {(row.where, row.code) for row in report.errors}
    assert is_sound(tmp_path / "case")
    assert len(rows(tmp_path / "case")["arrivals"]) == 5


def test_a_row_put_in_on_top_of_a_table_is_the_one_new_row(tmp_path: Path) -> None:
    head, *told = "title,views,text\n", *(f'Light {n},{n},"{WORDS.format(n) * 4}"\n' for n in range(4))
    with Case(tmp_path / "case") as case:
        case.read(pile(tmp_path, rows_csv=(head + "".join(told[1:])).encode()), workers=0, until="revisions")
        report = case.read(
            pile(tmp_path, rows_csv=(head + "".join(told)).encode()), workers=0, until="revisions"
        )
        assert (report.new, report.known, len(case.articles())) == (1, 3, 4)
        told[2] = told[2].replace("Light 2,2,", "Light 2,90,")
        report = case.read(
            pile(tmp_path, rows_csv=(head + "".join(told)).encode()), workers=0, until="revisions"
        )
        assert (report.new, report.known) == (1, 3)
        (revision,) = case.revisions()
        versions = {row.id: row.version for row in case.arrivals()}
        assert versions[case.article(revision.newer).arrival] == 1


def test_every_container_error_and_setting_is_explained() -> None:
    from reportedly.sources.containers.refusals import ABOUT

    page = (Path(__file__).resolve().parents[1] / "docs" / "reading.md").read_text("utf-8")
    section = page.partition("## Containers")[2].partition("\n## ")[0]
    told = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}
    assert told == set(ABOUT)
