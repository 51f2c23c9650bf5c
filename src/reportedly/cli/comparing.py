"""The command that holds articles side by side: `compare`."""

from typing import Annotated

import typer
from rich import box
from rich.console import Group
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
    stack,
    visible,
)
from reportedly.cli.looking import name_of, told_by
from reportedly.dossier.sides import Column, Place, Share, Sides, sides
from reportedly.records import Article, Clause

COLOURS = ("cyan", "green", "magenta", "yellow", "blue")
OUTSIDE = "bold"
NARROW = 34
"""Characters of a column, below which articles stand one under the other."""
_HEADS = {"title": "bold", "standfirst": "italic", "caption": "dim italic"}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(compare)


def compare(
    articles: Annotated[
        list[str],
        typer.Argument(help="Two to five articles: their ids, or the files of one each.", metavar="ARTICLE"),
    ],
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show articles side by side, each clause marked with the article in which its words first stood."""
    with console.existing(case) as opened:
        found = opened.compare(*articles)
        console.show(found, lambda: _view(opened, found), as_json, as_csv)


def _view(case: Case, found: Listing[Clause]) -> Group:
    """The columns, beside each other if the terminal is wide enough, and what the marks mean."""
    told = [case.article(name) for name in dict.fromkeys(one.article for one in found)]
    shown = sides(told, found, _names(case, told), tellings=case.variants())
    if console.output.width < NARROW * len(told):
        return Group(*(_alone(column) for column in shown.columns), _key(shown))
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
    for column in shown.columns:
        rows.add_column(_head(column), footer=_foot(column), ratio=1, overflow="fold")
    rows.add_row(*(_text(column) for column in shown.columns))
    return Group(rows, _key(shown))


def _names(case: Case, told: list[Article]) -> dict[str, str]:
    others = {row.id: told_by(row) or row.title or row.id for row in case.articles()}
    sources = {row.id: row.name or "a source outside the pile" for row in case.hidden()}
    return sources | others | {row.id: told_by(row) or row.title or row.id for row in told}


def _alone(column: Column) -> Group:
    return Group(_head(column), Text(), _text(column), Text(), _foot(column), Text())


def _head(column: Column) -> Text:
    colour = COLOURS[column.place.slot or 0]
    first = Text.assemble((f"[{column.place.label}] ", f"bold {colour}"), name_of(column.article))
    about = " · ".join(x for x in (told_by(column.article), column.article.date or "no date") if x)
    return stack(first, cell(about, Style.QUIET))


def _text(column: Column) -> Text:
    lines = []
    for line in column.lines:
        made = Text(style=_HEADS.get(line.kind, ""))
        for one in line.stretches:
            if one.label:
                made.append_text(_mark(one.place, one.open, one.rivals))
            made.append(visible(one.text), _style(one.place))
        for bend in line.bends:
            made.append_text(Text(f"\n! {visible(bend)}", Style.WRONG))
        lines.append(made)
    return Text("\n\n").join(lines)


def _mark(place: Place | None, open_: bool, rivals: tuple[Place, ...]) -> Text:
    """ "[2]", or "[2/3?]" where the text does not tell."""
    if place is None:
        return Text()
    said = "/".join([place.label, *(one.label for one in rivals)]) + ("?" if open_ else "")
    return Text(f"[{said}]", f"bold {_style(place)}")


def _style(place: Place | None) -> str:
    if place is None:
        return ""
    return OUTSIDE if place.slot is None else COLOURS[place.slot]


def _foot(column: Column) -> Text:
    return stack(*(_share(one, column.place) for one in column.shares))


def _share(one: Share, own: Place) -> Text:
    if one.place is None:
        return cell(f"{one.percent}% only here", Style.QUIET)
    where = "first here" if one.place == own else f"first in [{one.place.label}]"
    left = f", {one.open}% open" if one.open else ""
    return Text(f"{one.percent}% {where}{left}", _style(one.place))


def _key(shown: Sides) -> Text:
    marks = "[1] marks words that first stood in article 1; unmarked words stand in none of the others here."
    lines = [cell(marks, Style.QUIET)]
    lines += [
        cell(f"[{one.label}] is {one.name}, which is not shown here.", Style.QUIET) for one in shown.outside
    ]
    return stack(*lines)
