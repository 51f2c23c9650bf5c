"""The command `rulings`: what was ruled and what has become of it, taken back, or as training data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Ruled, RulingState
from reportedly.cli import changes, console
from reportedly.cli.authors import Author, Later, Why, ruler
from reportedly.cli.changes import deed, short
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

STATES = {RulingState.NOT_FOUND: Style.WARN, RulingState.APPLIED: Style.FINE}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(rulings)


def rulings(
    case: CaseOption = DEFAULT_CASE,
    undo: Annotated[
        str | None,
        typer.Option(help="Take back the ruling with this id, or a beginning of it.", metavar="ID"),
    ] = None,
    training: Annotated[
        Path | None,
        typer.Option(help="Write what was ruled on statements as training data.", metavar="FILE"),
    ] = None,
    why: Why = "",
    author: Author = None,
    later: Later = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List the rulings, each with what has become of it, take one back, or write them as training data."""
    with console.existing(case) as opened:
        if undo is not None:
            _undo(opened, undo, why, author, later)
            return
        if training is not None:
            _write(opened, training)
            return
        found = opened.rulings()
        console.show(found, lambda: ruling_table(found), as_json, as_csv)
        if not found:
            hint(f"No rulings yet. `{command('blocks SOURCE', case)}` shows what can be ruled on.")


def ruling_table(found: Sequence[Ruled]) -> Table:
    """Rulings: what was ruled, on which words, by whom, and what has become of it."""
    rows = table("ruling", "on", "by", "state")
    for row in found:
        name = stack(cell(deed(row.action, row.value), Style.NAME), cell(row.id, Style.QUIET))
        whence = cell(row.path or row.source[:12], Style.QUIET)
        why = [cell(row.why, Style.QUIET)] if row.why else []
        by = stack(cell(row.author), cell(row.time[:16].replace("T", " "), Style.QUIET))
        state = cell(row.state.value, STATES.get(row.state, Style.QUIET))
        rows.add_row(name, stack(cell(short(row.words.text)), whence, *why), by, state)
    return rows


def _undo(opened: Case, name: str, why: str, author: str | None, later: bool) -> None:
    sources = {row.source for row in opened.rulings() if row.id.startswith(name)}
    before = {source: changes.found(opened, source) for source in sources}
    with console.progress() as advance:
        line = opened.unrule(name, author=ruler(author), why=why, now=not later, progress=advance)
    changes.say(Text.assemble("undone – ", changes.told_of(line)))
    changes.tell(opened, line, before[line.source], later)


def _write(opened: Case, out: Path) -> None:
    """Write the training data to a file. Raises InputError where it cannot be written."""
    from reportedly.export.training import training_lines

    lines = list(training_lines(opened))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise InputError(f"{str(out)!r} cannot be written: {error.strerror}. Name another file.") from None
    changes.say(Text.assemble(count(len(lines), "document"), " → ", cell(out, Style.NAME)))
    if not lines:
        hint(f"No ruling on a statement holds. `{command('attribute', str(opened.path))}` makes one.")
