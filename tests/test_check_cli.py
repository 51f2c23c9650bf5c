"""`reportedly check` and `reportedly quote`: files, standard input, exit codes, what is printed."""

import csv
import io
import json

import pytest

from cli_runs import empty_case, ended, example_case, on_a_terminal, run  # noqa: F401
from docx_maker import docx, p
from reportedly.cli.app import USAGE
from reportedly.cli.console import Style
from reportedly.cli.marking import marked
from reportedly.records import span

CLEAN = "“The ships keep company, not a pact,” Sela Korrin said."
BENT = "The yearbook warned of one that “will give the two capitals a veto in practice over tanker traffic”."


@pytest.fixture(name="draft")
def draft_file(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(f"{CLEAN}\n\n{BENT}\n", "utf-8")
    return path


def test_a_clean_draft_ends_with_0_and_says_what_it_rests_on(case, tmp_path):
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, "utf-8")
    done = run("check", path, "--case", case)
    assert done.exit_code == 0
    assert "✓ verbatim" in done.output
    assert "Varrick, 2031-03-17" in done.output
    assert "No findings in 1 checked: 1 verbatim" in done.output


def test_a_finding_ends_with_1_and_marks_the_deciding_words_on_both_sides(case, draft):
    done = run("check", draft, "--case", case)
    assert done.exit_code == 1
    assert "‹will› give" in " ".join(done.output.split())
    assert "‹may› give" in " ".join(done.output.split())
    assert "1 finding in 2 checked: 1 verbatim, 1 altered" in done.output


def test_an_article_without_an_outlet_is_called_by_its_title(case):
    done = run(
        "check", "-", "--case", case, input="Ada Brill called the patrols “mostly seamanship and lunch”."
    )
    assert done.exit_code == 1
    assert "The alliance that everybody needs" in " ".join(done.output.split())


def test_only_findings_are_shown_when_asked(case, draft):
    done = run("check", draft, "--case", case, "--faults", "--json")
    assert done.exit_code == 1
    assert [row["verdict"] for row in json.loads(done.stdout)] == ["altered"]


def test_json_and_csv_hold_every_field(case, draft):
    rows = json.loads(run("check", draft, "--case", case, "--json").stdout)
    assert [(row["verdict"], row["effect"], row["fault"], row["line"]) for row in rows] == [
        ("verbatim", "none", False, 1),
        ("altered", "hedge_dropped", True, 3),
    ]
    flat = list(csv.DictReader(io.StringIO(run("check", draft, "--case", case, "--csv").stdout)))
    assert [row["words"] for row in flat] == ["", "will"]
    assert flat[1]["found_words"] == "may"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.md", f"# Note\n\n- **Said:** {CLEAN}\n- {BENT}\n".encode()),
        ("note.docx", docx(p("Note", "T1") + p(CLEAN) + p(BENT))),
        ("note.html", f"<html><body><p>{CLEAN}</p><p>{BENT}</p></body></html>".encode()),
    ],
)
def test_drafts_of_every_format_are_read(case, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    rows = json.loads(run("check", path, "--case", case, "--json").stdout)
    assert [row["verdict"] for row in rows] == ["verbatim", "altered"]


def test_a_draft_comes_on_standard_input(case):
    done = run("check", "-", "--case", case, "--json", input=f"* {BENT}\n")
    assert done.exit_code == 1
    assert [row["line"] for row in json.loads(done.stdout)] == [1]


@pytest.mark.parametrize("text", ["", "  \n", "No one is quoted here.\n"])
def test_a_draft_with_nothing_to_check_is_clean_and_says_so(case, text):
    done = run("check", "-", "--case", case, input=text)
    assert done.exit_code == 0
    assert "Nothing to check" in done.stderr
    assert json.loads(run("check", "-", "--case", case, "--json", input=text).stdout) == []


def test_a_draft_that_cannot_be_read_is_misuse(case, tmp_path):
    code, _, message = ended("check", tmp_path / "none.txt", "--case", case)
    assert (code, "cannot be read" in message) == (USAGE, True)
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04word/document.xml")
    assert ended("check", tmp_path / "bad.docx", "--case", case)[0] == USAGE
    assert ended("check", tmp_path, "--case", case)[0] == USAGE


def test_an_empty_case_bears_nothing_out_and_says_why(empty, draft):
    done = run("check", draft, "--case", empty)
    assert done.exit_code == 1
    assert "The case has no articles" in done.stderr


def test_a_terminal_gets_colour_and_no_brackets(case, draft):
    shown = on_a_terminal("check", draft, "--case", case)
    assert "\x1b[" in shown
    assert "‹" not in shown


def test_a_quotation_has_its_history(case):
    done = run("quote", "habit", "does", "what", "paper", "cannot", "--case", case)
    assert done.exit_code == 0
    dates = [word for word in done.output.split() if word.startswith("2031-")]
    assert dates == sorted(dates)
    assert "the first known telling" in done.output
    assert "Not known: who took them from whom" in done.output


def test_words_of_nobody_have_no_history(case):
    done = run("quote", "quiet heroism of cable crews", "--case", case)
    assert done.exit_code == 0
    assert "No article carries these words" in done.stderr
    assert json.loads(run("quote", "quiet heroism", "--case", case, "--json").stdout) == []


def test_marked_words_stand_among_their_neighbours_and_obey_nobody():
    text = "x" * 200 + " the pier \x1b[31mmay close " + "y" * 200
    at = text.index("may")
    line = marked(span(text, 0, len(text)), span(text, at, at + 9), (span(text, at, at + 3),), Style.WRONG)
    assert "‹may› close" in line.plain
    assert "\x1b" not in line.plain
    assert len(line.plain) < 250
