"""Commands that mind the case and the installation: `plan`, `forget`, `doctor`."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer
from msgspec import Struct
from rich.table import Table

import reportedly
from reportedly import attribution, knowledge, language
from reportedly.case import Listing, StageState
from reportedly.cli import console
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    command,
    hint,
    table,
)
from reportedly.errors import ModelError

AMISS = 1
PACKAGES = (
    "trafilatura",
    "lxml",
    "resiliparse",
    "onnxruntime",
    "pyarrow",
    "scikit-learn",
    "msgspec",
    "typer",
)


class Check(Struct, frozen=True):
    """One line of `doctor`: a thing, what was found of it, and whether that is as it should be."""

    what: str
    found: str
    fine: bool


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (plan, forget, doctor):
        app.command()(function)


def plan(
    case: CaseOption = DEFAULT_CASE,
    prune: Annotated[bool, typer.Option("--prune", help="Delete stage outputs that no plan names.")] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print the stages and what of them is up to date."""
    with console.existing(case) as opened:
        if prune:
            freed = opened.prune()
            hint(f"Freed {freed:,} bytes.")
        states = Listing(StageState, opened.plan())

        def made() -> Table:
            rows = table("stage", "works by", "version", "done", "of", "", right=["version", "done", "of"])
            for row in states:
                word = cell("up to date") if row.done == row.total else cell("to do", Style.WARN)
                rows.add_row(row.stage, row.kind, str(row.version), str(row.done), str(row.total), word)
            return rows

        console.show(states, made, as_json, as_csv)
    if any(row.done < row.total for row in states):
        hint(f"`{command('read', case)}` does what is to do.")


def forget(
    source: Annotated[
        str,
        typer.Argument(help="The beginning of the source's SHA-256; `show --json` has it.", metavar="SOURCE"),
    ],
    case: CaseOption = DEFAULT_CASE,
    why: Annotated[str, typer.Option(help="The reason, for the tombstone.")] = "",
) -> None:
    """Delete a source, all that was made of it, and its words; a tombstone with its hash stays."""
    with console.existing(case) as opened:
        whole = opened.forget(source, why)
    console.output.print(f"Forgotten: {whole}. Its hash stays in forgotten.jsonl.", soft_wrap=True)


def doctor(as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """Say what is installed, which models, with which hashes, and whether it is as it should be."""
    checks = Listing(
        Check, [*_machine(), *_packages(), *map(_model, language.TIERS), _languages(), _knowledge()]
    )

    def made() -> Table:
        rows = table("", "what", "found")
        for row in checks:
            rows.add_row(
                cell("ok", Style.FINE) if row.fine else cell("amiss", Style.WRONG),
                cell(row.what),
                cell(row.found),
            )
        return rows

    console.show(checks, made, as_json, as_csv)
    if not all(check.fine for check in checks):
        raise typer.Exit(AMISS)


def _machine() -> list[Check]:
    search = sqlite3.connect(":memory:").execute("PRAGMA compile_options").fetchall()
    return [
        Check("reportedly", reportedly.__version__, True),
        Check("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", True),
        Check("cores", str(os.cpu_count() or 1), True),
        Check("SQLite", f"{sqlite3.sqlite_version}, full-text search", ("ENABLE_FTS5",) in search),
    ]


def _packages() -> list[Check]:
    return [_package(name) for name in PACKAGES]


def _package(name: str) -> Check:
    try:
        return Check(name, version(name), True)
    except PackageNotFoundError:
        return Check(name, "not installed; run `pip install reportedly` again", False)


def _model(tier: str) -> Check:
    try:
        return Check("model", f"{language.model_name(tier)}, SHA-256 {language.model_digest(tier)}", True)
    except ModelError as error:
        return Check("model", str(error), False)


def _languages() -> Check:
    """The languages that statements are read in; articles in others have none."""
    read = [f"{row.name} ({row.by})" for row in attribution.covered()]
    return Check("statements in", ", ".join(read), True)


def _knowledge() -> Check:
    names = knowledge.names()
    return Check("knowledge", f"{len(names)} files, {knowledge.digest(*names)}: {', '.join(names)}", True)
