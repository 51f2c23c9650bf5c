"""What reaches the terminal: any text as text, colours only where wanted, no word lost at any width."""

import io
import re
import subprocess
import sys

import msgspec
import pytest
from rich.console import Console

from cli_runs import (
    CONTROL,
    SAMPLE,
    command,
    example_case,  # noqa: F401
    on_a_terminal,
    read_text,
    run,
)
from reportedly.case import Hit
from reportedly.cli import console, looking
from reportedly.records import Article


@pytest.mark.parametrize(
    "name", ["ship 'n' \"shore\".txt", "[bold red]x[\\].txt", "a\x1b[31mb.txt", "häfen.txt"]
)
def test_odd_file_names_are_read_and_shown_as_text(tmp_path, name):
    case = read_text(SAMPLE, tmp_path, name)
    shown = run("show", "--case", case)
    assert "".join(shown.stdout.split()).count("".join(console.visible(name).split())) == 1
    assert not CONTROL.search(shown.stdout)


ODD = [
    ("[bold red]Harbour[/] office", "[bold red]Harbour[/] office"),
    ("Harbour [/] office", "Harbour [/] office"),
    ("Harbour office \\\\\\", "Harbour office \\\\\\"),
    (":warning: Harbour", ":warning: Harbour"),
    ("Har\x1b[31mbour", "Har\\x1b[31mbour"),
    ("\x1b]0;owned\x07bell", "\\x1b]0;owned\\x07bell"),
    ("one-byte \x9b31m CSI", "one-byte \\x9b31m CSI"),
    ("turned \u202e around", "turned \\u202e around"),
    ("a lone \udcff byte", "a lone \\udcff byte"),
    ("back\rspace\b\b", "back space\\x08\\x08"),
    ("two\nlines\tand  blanks", "two lines and blanks"),
    ("", "–"),
    (None, "–"),
]


@pytest.mark.parametrize(("value", "expected"), ODD)
def test_a_cell_shows_any_value_as_text(value, expected):
    lines = io.StringIO()
    table = console.table("value")
    table.add_row(console.cell(value, console.Style.NAME))
    Console(file=lines, width=80, emoji=False).print(table)
    assert lines.getvalue().splitlines()[3].strip() == expected


@pytest.mark.parametrize("marks", ["‹ ›", "›", "‹", "› ‹", "‹‹ ››", "[/bold] ›"])
def test_words_found_beside_angle_quotation_marks_are_shown(marks, monkeypatch):
    hit = Hit("a_1", "Pier", None, None, "in/note.txt", f"the {marks} ‹pier› could close")
    lines = io.StringIO()
    Console(file=lines, width=80).print(looking.hit_table([hit]))
    assert f"the {marks} ‹pier› could" in " ".join(lines.getvalue().split())
    monkeypatch.setattr(console, "output", Console(force_terminal=True))
    found = looking._found(hit.snippet)
    assert "pier could" in found.plain
    assert any(found.plain[part.start : part.end] == "pier" for part in found.spans)


def test_titles_and_quotations_reach_no_terminal_raw(tmp_path):
    title = "Harbour [bold red]office[/] \x1b[31mwarns\x1b[0m of \x9b5m wind"
    case = read_text(SAMPLE.replace("Harbour office warns of wind", title), tmp_path)
    for name in ("show", "search", "statements", "stories"):
        words = [name, "pier", "--case", case] if name == "search" else [name, "--case", case]
        result = run(*words)
        assert "[bold red]office[/]" in " ".join(result.stdout.split())
        assert not CONTROL.search(result.stdout)
    as_json = run("show", "--json", "--case", case).stdout
    assert not CONTROL.search(as_json)
    assert "\x9b5m wind" in msgspec.json.decode(as_json, type=list[Article])[0].text
    shown = on_a_terminal("show", "--csv", "--case", case)
    assert "\\x1b[31mwarns" in shown
    assert not CONTROL.search(re.sub("\r+\n", "\n", shown))


def test_colours_are_for_terminals_and_only_where_wanted(case):
    plain = command("show", "--case", case).stdout
    assert "\x1b" not in plain
    assert "\x1b[1m" in on_a_terminal("show", "--case", case)
    colour = re.compile("\x1b\\[[0-9;]*3[0-9]m")
    assert colour.search(on_a_terminal("errors", "--case", case))
    assert not colour.search(on_a_terminal("errors", "--case", case, env={"NO_COLOR": "1"}))


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_word_is_lost_at_any_width(case, columns):
    shown = command("show", "--case", case, env={"COLUMNS": str(columns)}).stdout
    assert max(map(len, shown.splitlines())) <= columns
    letters = re.sub(r"\s", "", shown)
    for article in msgspec.json.decode(run("show", "--json", "--case", case).stdout, type=list[Article]):
        assert article.id in letters
        for word in (article.title or "").split():
            assert word in letters


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_a_reader_that_leaves_early_ends_the_command_quietly(case, form):
    writer = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "statements", "--case", str(case), *form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writer.stdout.readline()
    writer.stdout.close()
    complaints = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(60), complaints) == (0, b"")


def test_a_terminal_without_unicode_still_shows_everything(case):
    plain = {"PYTHONIOENCODING": "ascii"}
    shown = command("statements", "--case", case, env=plain)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "\\u201c" in shown.stdout
    for form in ("--json", "--csv"):
        expected = command("show", form, "--case", case, env={"PYTHONIOENCODING": "utf-8"}, encoding="utf-8")
        assert command("show", form, "--case", case, env=plain, encoding="utf-8").stdout == expected.stdout
