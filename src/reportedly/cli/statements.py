"""Commands that show who says what: `statements`, `conflicts`."""

from typing import Annotated

import typer
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
    count,
    stack,
    table,
)
from reportedly.cli.looking import if_none, name_of, short, told_by
from reportedly.records import Article, Modality, Span, Statement

LONG = 220


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (statements,):
        app.command()(function)


def statements(
    case: CaseOption = DEFAULT_CASE,
    article: Annotated[
        str | None, typer.Option(help="Only the article with this id, or a beginning of it.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Only speakers whose name holds this.")] = None,
    modality: Annotated[
        Modality | None, typer.Option(help="Only what is put so surely.", metavar="WORD")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List who says what, through whom, and how surely."""
    with console.existing(case) as opened:
        chosen = [row for row in opened.statements() if _wanted(row, article, speaker, modality)]
        listing = Listing(Statement, chosen)
        console.show(listing, lambda: statement_tables(opened, listing), as_json, as_csv)
        if_none(listing, opened, "No statement fits. `{show}` counts the statements of each article.")


def statement_tables(case: Case, statements: Listing[Statement]) -> Group:
    """Statements as one table an article: speaker with the way it came, cue and content, how surely."""
    articles = {row.id: row for row in case.articles()}
    groups: dict[str, list[Statement]] = {}
    for row in statements:
        groups.setdefault(row.article, []).append(row)
    in_order = [name for name in articles if name in groups]
    total = f"{count(len(statements), 'statement')} in {count(len(groups), 'article')}"
    return Group(*(_statement_table(articles[name], groups[name]) for name in in_order), cell(total))


def _statement_table(article: Article, statements: list[Statement]) -> Table:
    told = " · ".join(part for part in (told_by(article), article.date, article.id) if part)
    title = stack(name_of(article), cell(told, Style.QUIET))
    rows = table("speaker", "what is said", "how surely", title=title)
    rows.columns[0].min_width, rows.columns[0].max_width, rows.columns[2].max_width = 22, 28, 20
    for row in statements:
        speaker = [cell(row.speaker, Style.NAME) if row.speaker else cell("not named", Style.QUIET)]
        if row.via:
            speaker.append(cell(f"via {' ← '.join(row.via)}", Style.QUIET))
        rows.add_row(stack(*speaker), _said(row), cell(_surely(row)))
    return rows


def _said(row: Statement) -> Text:
    content = cell(short(_words(row.content), LONG))
    cue = _words(row.cue)
    # A headline's cue is a colon itself.
    gap = ": " if cue[-1:].isalnum() else " "
    return Text.assemble(cell(cue, Style.QUIET), (gap, Style.QUIET), content) if cue else content


def _wanted(row: Statement, article: str | None, speaker: str | None, modality: Modality | None) -> bool:
    if article and not row.article.startswith(article):
        return False
    if speaker and speaker.lower() not in (row.speaker or "").lower():
        return False
    return modality is None or row.modality == modality


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


def _surely(row: Statement) -> str:
    hedges = ", ".join(dict.fromkeys(span.text.lower() for span in row.hedges))
    put = f"{row.modality.value}, negated" if row.negated else row.modality.value
    return f"{put} ({hedges})" if hedges else put
