"""The command line: what each command prints, for people and for programs, and how it ends.

One case of the example pile is made for all tests; none of them writes to it.
"""

import csv
import io
import os
import re
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

import reportedly
from cli_runs import SAMPLE, command, empty_case, ended, example_case, read_text, run  # noqa: F401
from reportedly.case import Case, Hit, StageState
from reportedly.cli.app import PANELS, app
from reportedly.cli.minding import Check
from reportedly.records import Article, Problem, Statement, Story

LISTS = {
    "show": Article,
    "search": Hit,
    "statements": Statement,
    "stories": Story,
    "errors": Problem,
    "plan": StageState,
    "doctor": Check,
}


def asked(name: str, case: Path) -> list[object]:
    """A command line that lists something of the case."""
    if name == "doctor":
        return [name]
    return [name, *(["alliance"] if name == "search" else []), "--case", case]


TOLD = [
    ("show", ["Kestry Press", "2031-03-13", "pile/01-kestry-wire.txt", "The Narrows Ledger", "from 9 files"]),
    ("search", ["‹alliance›", "pile/07-who-needs-the-alliance.txt"]),
    ("statements", ["Quellmoor Institute", "via Varrick", "possible (may)", "statements in 10 articles"]),
    ("stories", ["2 articles", "The Atoll Register", "2031-03-14"]),
    ("errors", ["pile/09-members-only.html", "no-article", "No article was found in it."]),
    ("plan", ["fingerprints", "bucket", "up to date"]),
    ("doctor", ["encoder 5", "SHA-256", "trafilatura", "agencies"]),
]


@pytest.mark.parametrize(("name", "expected"), TOLD, ids=[name for name, _ in TOLD])
def test_a_table_says_what_the_case_holds(case, name, expected):
    result = run(*asked(name, case))
    assert result.exit_code == 0
    for words in expected:
        assert words in result.stdout


@pytest.mark.parametrize("name", LISTS)
def test_json_opens_into_records(case, name):
    result = run(*asked(name, case), "--json")
    assert result.exit_code == 0
    assert msgspec.json.decode(result.stdout, type=list[LISTS[name]])


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_a_row_for_each_record_and_a_head_line_without_any(case, empty, name):
    records = msgspec.json.decode(run(*asked(name, case), "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(*asked(name, case), "--csv").stdout)))
    assert len(rows) == len(records)
    assert set(records[0]) <= set(rows[0])
    head = run(*asked(name, empty), "--csv").stdout.splitlines()[0]
    assert head.split(",") == list(rows[0])


def test_json_and_csv_at_once_are_refused(case):
    result = command("show", "--json", "--csv", "--case", case)
    assert (result.returncode, result.stderr) == (
        2,
        "Error: --json and --csv exclude each other. Name one.\n",
    )


def test_statements_are_chosen_by_article_speaker_and_modality(case):
    everything = msgspec.json.decode(run("statements", "--json", "--case", case).stdout, type=list[Statement])
    first = everything[0].article
    chosen = [
        (["--article", first], lambda row: row.article == first),
        (["--speaker", "INSTITUTE"], lambda row: "institute" in (row.speaker or "").lower()),
        (["--modality", "possible"], lambda row: row.modality == "possible"),
    ]
    for words, holds in chosen:
        found = msgspec.json.decode(
            run("statements", *words, "--json", "--case", case).stdout, type=list[Statement]
        )
        assert found
        assert found == [row for row in everything if holds(row)]
    assert run("statements", "--modality", "surely", "--case", case).exit_code == 2


def test_the_case_may_come_from_the_environment(case):
    assert run("show", env={"REPORTEDLY_CASE": str(case)}).stdout == run("show", "-C", case).stdout


@pytest.mark.parametrize("name", ["show", "search", "statements", "stories"])
def test_an_empty_case_says_what_to_do_next(empty, name):
    result = run(*asked(name, empty))
    assert result.exit_code == 0
    assert "Nothing here yet. `reportedly read PATH --case" in result.stderr


def test_nothing_found_is_said_beside_the_answer_and_is_no_error(case):
    result = run("search", "zeppelin", "--case", case)
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert "No article holds all of that." in result.stderr
    assert run("search", "zeppelin", "--json", "--case", case).stdout == "[]\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--speaker", "Vemn"],
            "No speaker's name holds 'Vemn'. Near to it: Aldous Venn. `reportedly statements",
        ),
        (["--speaker", "{case}"], "No speaker's name holds '{case}'."),
        (["--act", "yodel"], "No statement does 'yodel'. There are say, "),
    ],
)
def test_a_speaker_or_act_that_nobody_is_or_does_is_told_with_what_there_is(case, options, said):
    code, out, err = ended("statements", *options, "--case", case)
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert said in err


def test_a_port_that_is_taken_is_said_before_any_address_is_shown(case):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, err = ended("serve", "--case", case, "--port", taken.getsockname()[1])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Name another with --port." in err


@pytest.mark.parametrize("name", [name for name in LISTS if name != "doctor"] + ["dossier"])
def test_a_case_that_is_not_there_is_one_line_and_code_3(tmp_path, name):
    code, out, err = ended(*asked(name, tmp_path / "no such case"))
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert err.startswith("Error: There is no case in")
    assert not (tmp_path / "no such case").exists()


USELESS = [
    (["read", "nowhere"], "There is no file or folder 'nowhere'."),
    (["read", "n" * 5000], "There is no file or folder"),
    (["read", "nul\0"], "There is no file or folder"),
    (["read", ".", "--date", "3.5.2031"], "'3.5.2031' is no date. Write it as 2031-05-09."),
    (["forget", "0000"], "No source of this case begins with '0000'."),
    (["dossier", "-o", "a-file/dossier.html"], "cannot be written"),
    (
        ["statements", "--modality", "surely"],
        "Invalid value for '--modality': 'surely' is not one of 'asserted'",
    ),
    (
        ["statements", "--article", "a_zz"],
        "No article begins with 'a_zz'. `reportedly show` lists their ids.",
    ),
    (["origins", "--story", "t_zz"], "No story begins with 't_zz'."),
    (["derivations", "--story", "t_zz"], "No story begins with 't_zz'."),
    (["quotations", "--family", "f_zz"], "No family begins with 'f_zz'."),
    (["search"], "Missing argument 'WORD'."),
    (["read", "--nope"], "No such option: --nope"),
    (["storys"], "Did you mean 'stories'?"),
]


@pytest.mark.parametrize(("words", "message"), USELESS, ids=range(len(USELESS)))
def test_what_cannot_be_used_is_one_line_and_code_2(tmp_path, empty, monkeypatch, words, message):
    (tmp_path / "a-file").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = ended(*words, "--case", empty)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_one_wrong_path_among_several_stops_the_command_before_it_reads(tmp_path, empty):
    (tmp_path / "note.txt").write_text(SAMPLE, "utf-8")
    code, _, err = ended("read", tmp_path / "note.txt", tmp_path / "nowhere", "--case", empty)
    assert (code, err.count("\n")) == (2, 1)
    assert not list((empty / "sources").rglob("*"))


def test_a_mistake_leaves_no_traceback_behind(tmp_path):
    result = command("show", "--case", tmp_path / "none")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (3, "", 1)


def test_another_writer_is_named_and_ends_with_code_3(tmp_path, empty):
    from reportedly.case.lock import writing

    (tmp_path / "note.txt").write_text(SAMPLE, "utf-8")
    with writing(empty):
        result = command("read", tmp_path / "note.txt", "--case", empty)
    assert (result.returncode, result.stderr.count("\n")) == (3, 1)
    assert f"process {os.getpid()}" in result.stderr


def test_read_tells_what_came_in_and_what_could_not_be_read(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "note.txt").write_text(SAMPLE, "utf-8")
    (tmp_path / "pile" / "blank.txt").write_text("", "utf-8")
    (tmp_path / "pile" / ".hidden").write_text("", "utf-8")
    words = "read", tmp_path / "pile", "--case", tmp_path / "case", "--workers", 0
    first, second = run(*words), run(*words)
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert first.stdout.startswith("2 new files → 1 article, ")
    assert "left out: 1 (hidden)\n" in first.stdout
    assert "empty pile/blank.txt: The file is empty. Check that it was saved whole.\n" in first.stdout
    assert second.stdout.startswith("0 new files, 2 known already → 1 article, ")


def test_a_pile_without_one_article_is_read_all_the_same(tmp_path):
    (tmp_path / "note.txt").write_text("A short note.\n", "utf-8")
    result = run("read", tmp_path / "note.txt", "--case", tmp_path / "case", "--workers", 0)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert "0 articles, 0 statements, 0 stories" in result.stdout
    assert "`reportedly errors --case" in run("show", "--case", tmp_path / "case").stderr


def test_standard_input_is_read_with_what_is_said_of_it(tmp_path):
    said = "--outlet", "The Pier Post", "--date", "2031-03-04", "--url", "https://pier.example/1"
    words = "read", "-", "--case", tmp_path / "case", "--workers", 0, *said
    assert run(*words, input=SAMPLE).exit_code == 0
    (article,) = msgspec.json.decode(
        run("show", "--json", "--case", tmp_path / "case").stdout, type=list[Article]
    )
    assert (article.outlet, article.date, article.url) == (
        "The Pier Post",
        "2031-03-04",
        "https://pier.example/1",
    )


def test_read_without_a_path_brings_the_case_up_to_date(tmp_path):
    case = read_text(SAMPLE, tmp_path)
    shutil.rmtree(case / "stages" / "stories")
    shown = run("plan", "--case", case)
    assert "to do" in shown.stdout
    assert "`reportedly read --case" in shown.stderr
    assert run("read", "--case", case, "--workers", 0).exit_code == 0
    assert "to do" not in run("plan", "--case", case).stdout
    assert ended("read", "--case", tmp_path / "none")[0] == 3


def test_a_database_with_other_columns_is_made_anew(tmp_path):
    case = read_text(SAMPLE, tmp_path)
    before = run("show", "--json", "--case", case).stdout
    with closing(sqlite3.connect(case / "case.sqlite", isolation_level=None)) as database:
        database.execute("ALTER TABLE articles DROP COLUMN byline")
        database.execute("PRAGMA user_version = 1")
    assert run("show", "--json", "--case", case).stdout == before


def test_plan_prune_and_forget(tmp_path):
    case = read_text(SAMPLE, tmp_path)
    (case / "stages" / "stories" / "k_old").mkdir()
    (case / "stages" / "stories" / "k_old" / "stories.parquet").write_bytes(b"1234")
    assert "Freed 4 bytes." in run("plan", "--prune", "--case", case).stderr
    (article,) = msgspec.json.decode(run("show", "--json", "--case", case).stdout, type=list[Article])
    forgotten = run("forget", article.source[:12], "--why", "asked to", "--case", case)
    assert (forgotten.exit_code, forgotten.stdout.split()[:2]) == (0, ["Forgotten:", f"{article.source}."])
    assert "asked to" in (case / "forgotten.jsonl").read_text("utf-8")
    assert "Nothing here yet." in run("show", "--case", case).stderr


def test_doctor_finds_this_installation_in_order_and_a_missing_package_amiss(monkeypatch):
    assert run("doctor").exit_code == 0
    monkeypatch.setattr("reportedly.cli.minding.PACKAGES", ("no-such-package-here",))
    result = run("doctor")
    assert result.exit_code == 1
    assert "amiss" in result.stdout


def test_the_dossier_is_written_where_it_is_wanted(case, tmp_path):
    page = tmp_path / "new folder" / "it's [red]one[/].html"
    result = run("dossier", "--case", case, "-o", page, "--title", "Strait <clippings>")
    assert (result.exit_code, result.stdout) == (0, f"Dossier: {page}\n")
    assert "Strait &lt;clippings&gt;" in page.read_text("utf-8")


def test_the_demo_tells_that_all_is_invented_and_where_the_dossier_is(tmp_path):
    result = run("demo", "--into", tmp_path / "demo", "--workers", 0)
    assert result.exit_code == 0
    assert "is invented" in result.stdout
    page = re.search("^Dossier: (.*)$", result.stdout, re.M)[1]
    assert "is invented" in Path(page).read_text("utf-8")


def test_help_names_every_command_and_each_has_a_sentence():
    result = run("--help")
    assert result.exit_code == 0
    for name in [*LISTS, "read", "demo", "dossier", "forget"]:
        assert re.search(rf"\b{name}\b", result.stdout)
        assert run(name, "--help").stdout.count(".") >= 1


def test_the_version_is_told_and_every_command_stands_in_a_panel_of_the_help():
    assert run("--version").stdout == f"reportedly {reportedly.__version__}\n"
    assert all(one.rich_help_panel in PANELS for one in app.registered_commands)
    code, out, err = ended()
    assert (code, err) == (2, "") and "Look at what is there" in out


def test_ctrl_c_says_that_what_is_done_stays(monkeypatch, empty):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Case, "read", stop)
    code, _, err = ended("read", "--case", empty)
    assert code == 130
    assert "What is done stays" in err


def test_an_error_goes_when_its_cause_is_gone_and_comes_back_with_it(tmp_path):
    pile, case = tmp_path / "pile", tmp_path / "case"
    pile.mkdir()
    note, sidecar, link = pile / "note.txt", pile / "note.toml", pile / "gone.txt"

    def codes(*paths: Path) -> list[str]:
        result = run("read", *(paths or [pile]), "--case", case, "--workers", 0)
        found = msgspec.json.decode(run("errors", "--json", "--case", case).stdout, type=list[Problem])
        assert result.exit_code == (1 if found else 0)
        return sorted(row.code for row in found)

    note.write_text(SAMPLE, "utf-8")
    assert codes() == []
    sidecar.write_text("outlet = 1", "utf-8")
    link.symlink_to("nowhere")
    assert codes() == ["bad-sidecar", "not-a-file"]
    sidecar.write_text('outlet = "The Pier Post"', "utf-8")
    assert codes(note) == ["not-a-file"]
    link.unlink()
    assert codes(tmp_path / "pile" / "note.txt") == ["not-a-file"]
    assert codes() == []
    link.symlink_to("nowhere")
    assert codes() == ["not-a-file"]
    assert codes() == ["not-a-file"]


def test_a_mistyped_path_leaves_no_case_behind(tmp_path):
    code, _, said = ended("read", tmp_path / "no such file", "--case", tmp_path / "case")
    assert code == 2 and "There is no file or folder" in said
    assert not (tmp_path / "case").exists()
