"""The command that shows what became of an article from one version to the next: `revisions`."""

from typing import Annotated

import typer
from rich.console import Group
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
from reportedly.cli.looking import begins, if_none, name_of, told_by
from reportedly.dossier.revisions import ORDERS, Stretch, changed
from reportedly.records import Article, Revision

STYLES = {"same": "", "out": "red strike", "in": "green bold"}
# Without colour or strokes, as in a file, the words stand in brackets.
BRACKETS = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(revisions)


def revisions(
    article: Annotated[
        str | None, typer.Option("--article", help="Only the versions of the article whose id begins so.")
    ] = None,
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show which article took the place of which, and what changed between the two."""
    with console.existing(case) as opened:
        begins(article, opened.articles(), "article", "show")
        found = opened.revisions()
        found[:] = [row for row in found if _is_about(row, article or "")]
        console.show(found, lambda: _view(opened, found), as_json, as_csv)
        if_none(found, opened, "No article took the place of another.")


def _is_about(row: Revision, article: str) -> bool:
    return row.older.startswith(article) or row.newer.startswith(article)


def _view(case: Case, found: Listing[Revision]) -> Group:
    names = {name for row in found for name in (row.older, row.newer)}
    articles = {row.id: row for row in case.these_articles(names)}
    paths = {row.id: row.path for row in case.these_arrivals({row.arrival for row in articles.values()})}
    return Group(*(_one(row, articles[row.older], articles[row.newer], paths) for row in found))


def _one(row: Revision, older: Article, newer: Article, paths: dict[str, str]) -> Text:
    about = " · ".join(part for part in (told_by(newer), newer.date) if part)
    head = [
        name_of(newer),
        *([cell(about)] if about else []),
        cell(f"{paths[newer.arrival]} {newer.id}, {ORDERS[row.order]}", Style.QUIET),
        cell(f"took the place of {paths[older.arrival]} {older.id}", Style.QUIET),
    ]
    told = [_words(paragraph) for paragraph in changed(older.text, newer.text)]
    return stack(*head, *(told or [cell("The words are the same.", Style.QUIET)]), Text())


def _words(paragraph: list[Stretch]) -> Text:
    made = Text("  ")
    for one in paragraph:
        bare = one.text.strip()
        opens, closes = ("", "") if console.output.is_terminal else BRACKETS[one.kind]
        lead = one.text[: len(one.text) - len(one.text.lstrip())]
        tail = one.text[len(one.text.rstrip()) :]
        made.append(visible(lead.replace("\n", " ")))
        made.append(f"{opens}{visible(bare)}{closes}", STYLES[one.kind])
        made.append(visible(tail.replace("\n", " ")))
    return made
