"""The terminal: where tables go, where messages go, and how a list is shown.

What comes from outside (titles, file names, an argument) is shown as text: it is never read as markup, and
no control character of it reaches the terminal, where it could move the cursor or rewrite what stands there.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from shlex import quote
from typing import Annotated, TypeVar

import typer
from msgspec import Struct
from rich import box
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Listing
from reportedly.errors import InputError

Record = TypeVar("Record", bound=Struct)


class Terminal(Console):
    """A stream for people. `reportedly show | head` ends quietly: the reader has what it wanted."""

    def on_broken_pipe(self) -> None:
        """Write nothing more, and end as a command that did its work."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0)


output = Terminal(highlight=False, emoji=False)
errors = Terminal(stderr=True, highlight=False, emoji=False)

CaseOption = Annotated[
    str, typer.Option("--case", "-C", envvar="REPORTEDLY_CASE", help="The folder of the case.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
DEFAULT_CASE = "case"
STAGE_NAMES = {
    "articles": "finding articles",
    "statements": "finding statements",
    "ruled": "applying rulings",
    "fingerprints": "fingerprinting",
    "shared": "comparing",
    "pairs": "choosing pairs",
    "passages": "aligning passages",
    "stories": "gathering stories",
    "kin": "finding kin",
    "descent": "tracing descent",
    "origins": "counting origins",
    "remarks": "finding talk between states",
    "talk": "counting talk between states",
    "dealings": "finding deeds between states",
    "events": "joining events",
    "quotations": "finding quotations",
    "families": "gathering tellings",
    "variants": "comparing tellings",
}
# Control characters but for tabs and line ends, lone surrogates, and marks that turn a whole line around.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


class Style(StrEnum):
    """The few colours of the terminal; each also differs in weight or place."""

    NAME = "bold"
    QUIET = "dim"
    WARN = "yellow"
    WRONG = "bold red"
    FINE = "green"
    PLAIN = ""


def show(records: Listing[Record], table: Callable[[], RenderableType], as_json: bool, as_csv: bool) -> None:
    """Print a list as the user asked: JSON, CSV, or a table, of which an empty list makes none.

    Raises InputError when asked for JSON and CSV at once.
    """
    if as_json and as_csv:
        raise InputError("--json and --csv exclude each other. Name one.")
    if as_json or as_csv:
        from reportedly.export import to_csv, to_json

        text = to_json(records) if as_json else to_csv(records.record, records)
        write(text)
    elif records:
        output.print(table())


def write(text: str) -> None:
    """A file or another program gets every character as it is, in UTF-8; a terminal must not obey any."""
    if sys.stdout.isatty():
        text = visible(text)
    elif isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        output.on_broken_pipe()


def hint(message: str) -> None:
    """Say on standard error what an empty answer means and what to do next."""
    errors.print(Text(visible(message)), soft_wrap=True)


def table(*columns: str, title: Text | None = None, right: Sequence[str] = ()) -> Table:
    """An empty table in the house style; the columns named in `right` hold numbers."""
    made = Table(title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def cell(value: object, style: Style = Style.PLAIN) -> Text:
    """A value as one line of text; a missing one is a dash."""
    line = visible(" ".join(str(value).split())) if value is not None else ""
    return Text(line, style) if line else Text("–", Style.QUIET)


def stack(*lines: Text) -> Text:
    """Lines of one cell, below each other."""
    return Text("\n").join(lines)


def visible(text: str) -> str:
    """The text with whatever a terminal would obey written out, such as ``\\x1b`` for an escape."""
    return UNSEEN.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def count(number: int, noun: str) -> str:
    """A number with its noun, such as ``1 story`` or ``12 stories``."""
    if number != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun}"


def command(words: str, case: str) -> str:
    """A command on a case as one can paste it into a shell."""
    return f"reportedly {words}" if case == DEFAULT_CASE else f"reportedly {words} --case {quote(case)}"


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
        disable=not errors.is_terminal,
    )
    lines: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in lines:
            lines[stage] = bars.add_task(STAGE_NAMES.get(stage, stage), total=total)
        bars.update(lines[stage], completed=done, total=total)

    with bars:
        yield advance
