"""The command `pins`: what was pinned while reading, as a list or written to be printed."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Listing
from reportedly.cli import console
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    command,
    count,
    hint,
    stack,
    table,
)
from reportedly.errors import InputError
from reportedly.records import Pin, PinState

STATES = {PinState.NOT_FOUND: Style.WRONG, PinState.OTHERWISE: Style.WARN, PinState.SAME: Style.FINE}


class Form(StrEnum):
    """The forms that pins can be written in."""

    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(pins)


def pins(
    case: CaseOption = DEFAULT_CASE,
    tag: Annotated[str | None, typer.Option(help="Only pins with this tag.", metavar="TAG")] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Write them with footnotes: html, markdown or docx.")
    ] = None,
    into: Annotated[Path | None, typer.Option(help="The file to write.", metavar="FILE")] = None,
    site: Annotated[
        str | None, typer.Option(help="Where the site of the case answers; footnotes lead there.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List what was pinned in the site, each found again by its words, or write it with footnotes."""
    with console.existing(case) as opened:
        found = opened.pins(tag)
        if form is not None:
            _write(opened, found, form, into, site)
            return
        if into is not None or site is not None:
            raise InputError("Say how to write them: --format html, markdown or docx.")
        console.show(found, lambda: pin_table(found), as_json, as_csv)
        if not found:
            which = f"Nothing is pinned with the tag {tag!r}." if tag else "Nothing is pinned yet."
            hint(f"{which} `{command('serve', case)}` opens the pages in which lines are pinned.")


def pin_table(found: Sequence[Pin]) -> Table:
    """Pins: their words and whose they are, the note, where they stand, and what has become of them."""
    from reportedly.case.pinlines import cited, lines

    rows = table("pinned", "where", "state")
    for line in lines(found):
        below = ", ".join(part for part in (line.speaker, *line.whence) if part)
        said = [cell(line.quoted or line.line, Style.NAME), *([cell(below)] if below else [])]
        said += [cell(line.pin.note, Style.QUIET)] if line.pin.note else []
        said += [cell(", ".join(line.pin.tags), Style.QUIET)] if line.pin.tags else []
        where = stack(cell(cited(line.footnotes[0])), cell(line.pin.id, Style.QUIET))
        state = stack(
            cell(line.pin.state.value, STATES[line.pin.state]),
            *(cell(change, Style.QUIET) for change in line.pin.changes),
        )
        rows.add_row(stack(*said), where, state)
    return rows


def _write(opened: Case, found: Listing[Pin], form: Form, into: Path | None, site: str | None) -> None:
    """The pins in a form, into a file or, where that is text, on standard output. Raises InputError."""
    if into is None and form is Form.DOCX:
        raise InputError("A Word document is no text for a terminal. Name a file with --into.")
    data = _made(found, form, f"Pins of {opened.path.resolve().name}", site)
    if into is None:
        console.write(data.decode("utf-8"))
        return
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_bytes(data)
    except OSError as error:
        raise InputError(f"{str(into)!r} cannot be written: {error.strerror}. Name another file.") from None
    told = Text.assemble(count(len(found), "pin"), " → ", cell(into, Style.NAME))
    console.output.print(told, soft_wrap=True)


def _made(found: Sequence[Pin], form: Form, title: str, site: str | None) -> bytes:
    from reportedly.case.pinlines import SITE
    from reportedly.export.pins_docx import docx
    from reportedly.export.pins_markdown import markdown
    from reportedly.export.pins_page import page

    site = SITE if site is None else site
    if form is Form.DOCX:
        return docx(found, title, site)
    text = (page if form is Form.HTML else markdown)(found, title, site)
    return text.encode("utf-8", "replace")
