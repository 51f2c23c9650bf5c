"""The terminal: where tables go, where messages go, and how a list is shown."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, TypeVar

import typer
from msgspec import Struct
from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from reportedly.case import Case, Listing

Record = TypeVar("Record", bound=Struct)

output = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

CaseOption = Annotated[
    str, typer.Option("--case", "-C", envvar="REPORTEDLY_CASE", help="The folder of the case.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
DEFAULT_CASE = "case"
STAGE_NAMES = {
    "articles": "finding articles",
    "statements": "finding statements",
    "fingerprints": "fingerprinting",
    "shared": "comparing",
    "passages": "aligning passages",
    "stories": "gathering stories",
}


class Style(StrEnum):
    """The few colours of the terminal; each also differs in weight or place."""

    NAME = "bold"
    QUIET = "dim"
    WARN = "yellow"


def show(records: Listing[Record], table: Callable[[], RenderableType], as_json: bool, as_csv: bool) -> None:
    """Print a list as the user asked: JSON, CSV, or a table."""
    if as_json or as_csv:
        from reportedly.export import to_csv, to_json

        sys.stdout.write(to_json(records) if as_json else to_csv(records.record, records))
    else:
        output.print(table())


def table(*columns: str, title: str | None = None, right: Sequence[str] = ()) -> Table:
    """An empty table in the house style; the columns named in `right` hold numbers."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        expand=False,
    )
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def cell(value: object, style: str = "") -> str:
    """A value as table text: nothing in it is markup, and a missing one is a dash."""
    text = escape(" ".join(str(value).split())) if value not in (None, "") else "[dim]–[/]"
    return f"[{style}]{text}[/]" if style else text


def existing(case: str) -> Case:
    """The case that a question is put to. Raises CaseError when there is none."""
    return Case(case, create=False)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, a line a stage; nothing where that is no terminal."""
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )
    lines: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in lines:
            lines[stage] = bars.add_task(STAGE_NAMES.get(stage, stage), total=total)
        bars.update(lines[stage], completed=done, total=total)

    with bars:
        yield advance
