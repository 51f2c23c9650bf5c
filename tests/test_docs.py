"""The documentation cannot drift: the pages explain what the code has, and the code does what they show.

The code is asked (commands, options, settings, tables, codes, calls) and the pages are searched, both ways
wherever a page has a table of its own.
"""

import ast
import re
import shlex
import sqlite3
import tomllib
from pathlib import Path

import msgspec
import pytest
import typer

import reportedly
from reportedly.case import Case, Facet, Hit, Report, Ruled, StageState, schema
from reportedly.case.imports import Import
from reportedly.cli import app as command_line
from reportedly.cli.minding import Check
from reportedly.errors import ReportedlyError
from reportedly.pipeline.executors.local import GIVEN_UP
from reportedly.pipeline.plan import STAGES
from reportedly.pipeline.tables import TABLES
from reportedly.records import Clause, Conflict, Finding, Pin, Settings, Telling
from reportedly.records.bend import Bend, Tally
from reportedly.records.dyad import Dealt, Line, Relation, Told

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "examples" / "strait" / "README.md"])
COMMANDS = typer.main.get_command(command_line.app).commands
SPECIAL = ("story_articles", "event_parties", "articles_fts", "applied")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its rank or a higher one."""
    found = re.search(rf"^(#+) `?{re.escape(heading)}`?$\n", text, re.M)
    assert found, f"no heading {heading!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


def first_column(text: str) -> list[str]:
    """The codes in the first column of a section's tables."""
    return [
        name for row in re.findall(r"^\| (`[^|]*) \|", text, re.M) for name in re.findall(r"`([^`]+)`", row)
    ]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def examples(language: str, text: str) -> list[str]:
    return [code for kind, code in FENCE.findall(text) if kind == language]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_section_with_all_its_options_and_an_example(name):
    text = section(page("commands.md"), name)
    options = [word for given in first_column(text) for word in given.split() if word.startswith("-")]
    wanted = [word for option in COMMANDS[name].params for word in option.opts if word.startswith("-")]
    assert sorted(options) == sorted(wanted)
    assert any(
        line.startswith(f"reportedly {name}") or f"| reportedly {name}" in line
        for code in examples("sh", text)
        for line in code.splitlines()
    )
    for argument in COMMANDS[name].params:
        if argument.param_type_name == "argument":
            assert f"reportedly {name} {argument.metavar}" in text


def test_no_section_is_about_a_command_that_is_none():
    heads = re.findall(r"^## ([a-z]+)$", page("commands.md"), re.M)
    assert sorted(heads) == sorted(COMMANDS)


def test_environment_variables_are_told():
    variables = {v for command in COMMANDS.values() for option in command.params if (v := option.envvar)}
    assert variables == {"REPORTEDLY_CASE", "REPORTEDLY_AUTHOR"}
    assert all(f"`{name}`" in page("commands.md") for name in variables)


def test_exit_codes_are_told():
    codes = re.findall(r"^\| (\d+) \|", page("commands.md"), re.M)
    known = [0, 1, command_line.USAGE, command_line.CASE, command_line.FAILED, command_line.STOPPED]
    assert codes == [str(code) for code in known]


def shown_commands() -> list[tuple[str, str]]:
    lines = []
    for path in PAGES:
        for _, code in FENCE.findall(path.read_text("utf-8")):
            for line in re.split(r"\n|\||&&", code):
                if line.strip().startswith("reportedly "):
                    lines.append((path.name, line.split(" # ")[0].split(" > ")[0].strip()))
    return lines


@pytest.mark.parametrize(("where", "line"), shown_commands())
def test_every_command_line_on_a_page_is_understood(where, line):
    name, *words = shlex.split(line)[1:]
    if name.startswith("-") or "..." in words:
        return
    COMMANDS[name].make_context(name, words)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table_is_explained(table):
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", section(page("tables.md"), table), re.M)
    assert rows == list(schema.columns(table).items())


def test_the_tables_that_only_the_database_has_are_explained():
    database = sqlite3.connect(":memory:")
    database.executescript(schema.script())
    names = {
        row[0]
        for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not re.match(r"articles_fts_|sqlite_", row[0])
    }
    assert names == {*TABLES, *SPECIAL}
    for name in SPECIAL:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        assert first_column(section(page("tables.md"), name)) == columns


@pytest.mark.parametrize(
    "record",
    [
        Hit,
        StageState,
        Check,
        Report,
        Ruled,
        Facet,
        Conflict,
        Finding,
        Telling,
        Clause,
        Bend,
        Tally,
        Import,
        Pin,
        Line,
        Dealt,
        Relation,
        Told,
    ],
)
def test_every_field_of_a_record_without_a_table_is_explained(record):
    row = re.search(rf"^\| {record.__name__}, .*$", page("tables.md"), re.M)[0]
    for field in record.__struct_fields__:
        assert f"`{field}`" in row


def test_every_stage_is_where_tables_md_says(tmp_path):
    folders = re.findall(r"`(\w+)/\*/`", page("tables.md"))
    assert set(folders) == {stage.name for stage in STAGES}


def test_the_sql_on_the_page_runs_and_finds_rows(example):
    database = sqlite3.connect(f"file:{example / 'case.sqlite'}?mode=ro", uri=True)
    (code,) = examples("sql", page("tables.md"))
    queries = [query for query in code.split(";") if query.strip()]
    assert len(queries) == 6
    for query in queries:
        assert database.execute(query).fetchall(), query


def test_every_setting_is_explained_with_its_default():
    rows = re.findall(r"^\| `(\w+)` \| `?([^|`]+)`? \|", section(page("cases.md"), "Settings"), re.M)
    told = tomllib.loads("\n".join(f"{name} = {value}" for name, value in rows))
    assert told == msgspec.structs.asdict(Settings())


def test_every_file_of_a_case_is_explained(example_copy):
    told = first_column(section(page("cases.md"), "What each file is"))
    for path in example_copy.iterdir():
        assert path.name + ("/" if path.is_dir() else "") in told


def codes_in_the_source() -> set[str]:
    """Every code that is written out where a problem is made, and those that executors and remarks give."""
    from reportedly.articles import _NOTES

    found = {code for code, *_ in _NOTES.values()} | set(GIVEN_UP)
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"problem": 2, "UnreadableSource": 0}.get(node.func.id)
                if place is not None and isinstance(node.args[place], ast.Constant):
                    found.add(node.args[place].value)
    return found


def test_every_error_code_is_explained_and_no_other():
    told = first_column(section(page("reading.md"), "Errors"))
    assert len(told) == len(set(told))
    assert set(told) == codes_in_the_source()
    assert len(told) >= 12


def test_every_reason_for_leaving_out_is_explained():
    source = (ROOT / "src" / "reportedly" / "case" / "intake.py").read_text("utf-8")
    names = ("_left_out", "_is_case")
    reasons = {
        node.value
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef) and function.name in names
        for statement in ast.walk(function)
        if isinstance(statement, ast.Return) and statement.value
        for node in (
            [statement.value]
            if isinstance(statement.value, ast.Constant)
            else [statement.value.body]
            if isinstance(statement.value, ast.IfExp)
            else []
        )
        if node.value
    }
    rows = re.findall(r"^\| ([^|]+) \|", section(page("reading.md"), "What is left out, and counted"), re.M)
    assert set(rows) - {"reason", "---"} == reasons


def test_every_call_of_a_case_is_explained():
    told = set(re.findall(r"`(\w+)[(`]", section(page("python.md"), "A case")))
    public = {name for name in dir(Case) if not name.startswith("_")} | {"settings", "path"}
    assert public <= told


def test_every_door_and_every_exception_is_explained():
    text = page("python.md")
    doors = set(reportedly.__all__) - {"__version__"}
    assert all(f"`reportedly.{name}`" in text for name in doors)
    exceptions, waiting = set(), [ReportedlyError]
    while waiting:
        below = waiting.pop().__subclasses__()
        exceptions |= {kind.__name__ for kind in below if kind.__module__ == "reportedly.errors"}
        waiting += below
    assert set(first_column(section(text, "Errors"))) == exceptions


def test_the_python_examples_run(tmp_path, monkeypatch, capsys):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = examples("python", page("python.md"))
    assert len(blocks) >= 9
    for number, code in enumerate(blocks, start=1):
        exec(compile(code, f"docs/python.md, example {number}", "exec"), names)
    assert "There is no file or folder 'no such folder'." in capsys.readouterr().out


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for link in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
        if re.match(r"https?://|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_the_index_names_every_page():
    linked = {link for link in LINK.findall(page("index.md")) if "/" not in link}
    assert linked == {path.name for path in DOCS.glob("*.md")} - {"index.md"}
