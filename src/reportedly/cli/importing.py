"""Commands for what other projects coded: `import` takes in their files, `outside` lists their events."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.case import Listing
from reportedly.case.imports import KINDS, Import
from reportedly.cli import console
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    command,
    stack,
    table,
)
from reportedly.errors import InputError
from reportedly.records import Involved, OutsideEvent

Words = Annotated[
    list[str] | None,
    typer.Argument(
        help=f"What the files are ({', '.join(KINDS)}), and the files.",
        metavar="KIND FILE",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(take_in)
    app.command()(outside)


def take_in(
    words: Words = None,
    case: CaseOption = DEFAULT_CASE,
    listed: Annotated[bool, typer.Option("--list", help="List what was imported.")] = False,
    remove: Annotated[
        str | None, typer.Option(help="Take back the import whose id begins so, with its rows.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Import votes, treaties and events that other projects coded; they stand beside what is read here."""
    kind, *files = words or [""]
    with console.existing(case) as opened:
        if remove:
            gone = opened.drop_import(remove)
            console.output.print(Text.assemble("Taken back: ", cell(gone.name, Style.NAME)), soft_wrap=True)
        elif files:
            for file in files:
                made = opened.import_file(kind, file)
                console.output.print(_line(made, case), soft_wrap=True)
                for row in opened.problems():
                    if row.stage == "imports" and row.where == made.name:
                        console.errors.print(cell(f"{row.why} {row.todo}", Style.WARN), soft_wrap=True)
        elif kind or not (listed or as_json or as_csv):
            kinds = ", ".join(f"{name} ({known.what})" for name, known in KINDS.items())
            raise InputError(f"Say what to import: `reportedly import KIND FILE`. There are {kinds}.")
        else:
            rows = opened.imports()
            console.show(rows, lambda: _imports(rows), as_json, as_csv)
            if not rows:
                console.hint(f"Nothing was imported yet. `{command('import KIND FILE', case)}` does it.")


def outside(
    case: CaseOption = DEFAULT_CASE,
    collection: Annotated[str | None, typer.Option(help="Only those of gdelt, polecat or acled.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List the events that other collections coded, as they were imported; none of them was read here."""
    with console.existing(case) as opened:
        rows = opened.outside_events(collection)
        console.show(rows, lambda: outside_table(rows), as_json, as_csv)
        if not rows:
            console.hint(f"No outside events. `{command('import gdelt FILE', case)}` brings some.")


def outside_table(rows: Listing[OutsideEvent]) -> Table:
    """Outside events by day: what the collection calls them, and what that is in PLOVER."""
    made = table("day", "what", "who", "where")
    made.columns[0].min_width = 10
    for row in rows:
        what = stack(cell(row.root.value if row.root else None, Style.NAME), cell(row.code, Style.QUIET))
        source = cell(f"{row.collection} {row.number}", Style.QUIET)
        made.add_row(cell(row.day), what, stack(cell(_who(row)), source), cell(row.place or row.country))
    return made


def _who(row: OutsideEvent) -> str:
    sources, targets = _names(row.sources), _names(row.targets)
    return f"{sources or 'nobody named'} → {targets}" if targets else sources or "nobody named"


def _names(side: Sequence[Involved]) -> str:
    return ", ".join(part.name for part in side)


def _line(made: Import, case: str) -> Text:
    after = command("import --list", case)
    return Text.assemble(
        cell(made.name, Style.NAME), f": {KINDS[made.kind].what}. ", cell(after, Style.QUIET)
    )


def _imports(rows: Sequence[Import]) -> Table:
    made = table("file", "what", "when")
    for row in rows:
        named = stack(cell(row.name, Style.NAME), cell(row.id, Style.QUIET))
        made.add_row(
            named, cell(KINDS[row.kind].what if row.kind in KINDS else row.kind), cell(row.time[:10])
        )
    return made
