"""The command `export`: events in the forms of other projects."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli import console
from reportedly.cli.console import DEFAULT_CASE, CaseOption, Style, cell, count
from reportedly.errors import InputError


class Form(StrEnum):
    """The forms that events can be written in."""

    POLECAT = "polecat"
    PLOVER = "plover"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(export)


def export(
    case: CaseOption = DEFAULT_CASE,
    form: Annotated[
        Form, typer.Option("--format", help="polecat: CSV with its columns; plover: JSON with its fields.")
    ] = Form.POLECAT,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only what this state or body takes part in.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Only from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only up to this day, month or year.")] = None,
) -> None:
    """Write events as other projects code them; plans become AGREE or THREATEN here, and only here."""
    from reportedly.export.events import plover_json, polecat_csv

    with console.existing(case) as opened:
        events = opened.events(actor=actor, since=since, until=until)
        text = (plover_json if form is Form.PLOVER else polecat_csv)(opened, events)
    if out is None:
        console.write(text)
        return
    try:
        out.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise InputError(f"{str(out)!r} cannot be written: {error.strerror}. Name another file.") from None
    told = Text.assemble(
        cell(out, Style.NAME), f": of {count(len(events), 'event')}, those that {form.value} codes"
    )
    console.output.print(told, soft_wrap=True)
