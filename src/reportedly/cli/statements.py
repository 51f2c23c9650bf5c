"""Commands that show who says what: `statements`, `conflicts`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.case import By, Case, Facet, Listing, counted
from reportedly.cli import console
from reportedly.cli.changes import joined
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
from reportedly.cli.looking import bare, begins, if_none, name_of, nearest, short, told_by
from reportedly.records import Article, Certainty, Conflict, Kind, Modality, Statement

LONG, SHORT_ID = 220, 10


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (statements, conflicts):
        app.command()(function)


def statements(
    case: CaseOption = DEFAULT_CASE,
    article: Annotated[
        str | None, typer.Option(help="Only the article with this id, or a beginning of it.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Only speakers whose name holds this.")] = None,
    act: Annotated[
        str | None, typer.Option(help="Only what does this: say, warn, deny, predict, ...", metavar="ACT")
    ] = None,
    modality: Annotated[
        Modality | None, typer.Option(help="Only what is put so surely.", metavar="WORD")
    ] = None,
    certainty: Annotated[
        Certainty | None, typer.Option(help="Only what the speaker is so sure of.", metavar="WORD")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="Only direct, mixed or indirect speech.", metavar="KIND")
    ] = None,
    negated: Annotated[bool, typer.Option("--negated", help="Only what is put as not so.")] = False,
    by: Annotated[
        By | None, typer.Option(help="Count them by this field instead of listing them.", metavar="FIELD")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List who says what, through whom, and how surely; or count it by speaker, act or certainty."""
    exact = {"act": act, "modality": modality, "certainty": certainty, "kind": kind}
    wanted: dict[str, object] = {field: value for field, value in exact.items() if value is not None}
    wanted |= {"negated": True} if negated else {}
    with console.existing(case) as opened:
        begins(article, opened.articles(), "article", "show")
        every = opened.statements()
        rows = [row for row in every if _fits(row, article, speaker)]
        rows = [row for row in rows if all(getattr(row, x) == value for x, value in wanted.items())]
        if by is not None:
            facets = Listing(Facet, counted(rows, by))
            console.show(facets, lambda: facet_table(facets, by), as_json, as_csv)
        else:
            listing = Listing(Statement, rows)
            console.show(listing, lambda: statement_tables(opened, listing), as_json, as_csv)
        if_none(rows, opened, _none(every, speaker, act))


def _none(every: Sequence[Statement], speaker: str | None, act: str | None) -> str:
    """Why no statement fits: a speaker or an act that the case does not have, or all of it together."""
    names = {row.speaker for row in every if row.speaker}
    if speaker and every and not any(speaker.lower() in name.lower() for name in names):
        return (
            bare(f"No speaker's name holds {speaker!r}.{nearest(speaker, names)}")
            + " `{statements}` counts all."
        )
    acts = Counter(row.act for row in every)
    if act and act not in acts:
        return bare(f"No statement does {act!r}. There are {', '.join(x for x, _ in acts.most_common())}.")
    return "No statement fits all of that. `{show}` counts the statements of each article."


def conflicts(
    case: CaseOption = DEFAULT_CASE,
    speaker: Annotated[str | None, typer.Option(help="Only speakers whose name holds this.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List where one speaker is told to have said a thing and its opposite, side by side."""
    with console.existing(case) as opened:
        rows = [row for row in opened.conflicts() if (speaker or "").lower() in row.speaker.lower()]
        found = Listing(Conflict, rows)
        console.show(found, lambda: conflict_tables(opened, found), as_json, as_csv)
        if_none(found, opened, "No speaker of this case is told to have said a thing and its opposite.")


def facet_table(facets: Sequence[Facet], by: By) -> Table:
    """Values of a field with the number of statements, and of the articles that they stand in."""
    numbers = ("statements", "articles", "negated", "hedged")
    rows = table(by.value, *numbers, right=numbers)
    for row in facets:
        value = cell(row.value, Style.NAME) if row.value else cell("none", Style.QUIET)
        if row.also:
            value = stack(value, cell(f"also spelt {', '.join(row.also)}", Style.QUIET))
        few = (cell(x or "–", Style.PLAIN if x else Style.QUIET) for x in (row.negated, row.hedged))
        rows.add_row(value, cell(row.statements), cell(row.articles), *few)
    return rows


def statement_tables(case: Case, statements: Listing[Statement]) -> Group:
    """Statements as one table an article: speaker with the way it came, cue and content, how surely."""
    articles = {row.id: row for row in case.articles()}
    groups: dict[str, list[Statement]] = {}
    for row in statements:
        groups.setdefault(row.article, []).append(row)
    in_order = [name for name in articles if name in groups]
    total = f"{count(len(statements), 'statement')} in {count(len(groups), 'article')}"
    return Group(*(_statement_table(articles[name], groups[name]) for name in in_order), cell(total))


def conflict_tables(case: Case, found: Sequence[Conflict]) -> Group:
    """Each conflict as a table: what is said on the left, what is denied on the right."""
    articles = {row.id: row for row in case.articles()}
    statements = {row.id: row for row in case.statements()}
    parts = []
    for row in found:
        about = cell(f"on {', '.join(row.shared)} · {row.id}", Style.QUIET)
        rows = table("says", "denies", title=stack(cell(row.speaker, Style.NAME), about))
        for column in rows.columns:
            column.ratio = 1
        rows.expand = True
        sides = ([statements[name] for name in side] for side in (row.affirmed, row.denied))
        rows.add_row(*(_side(side, articles) for side in sides))
        parts.append(rows)
    return Group(*parts, cell(count(len(found), "conflict")))


def _side(rows: Iterable[Statement], articles: dict[str, Article]) -> Text:
    lines = []
    for row in rows:
        article = articles[row.article]
        told = " · ".join(x for x in (told_by(article), article.date, row.id[:SHORT_ID]) if x)
        lines += [_said(row), cell(f"{_surely(row)} · {told}", Style.QUIET), Text()]
    return stack(*lines[:-1])


def _statement_table(article: Article, statements: list[Statement]) -> Table:
    told = " · ".join(part for part in (told_by(article), article.date, article.id) if part)
    title = stack(name_of(article), cell(told, Style.QUIET))
    rows = table("speaker", "what is said", "how surely", title=title)
    rows.columns[0].min_width, rows.columns[0].max_width, rows.columns[2].max_width = 22, 28, 20
    for row in statements:
        speaker = [cell(row.speaker, Style.NAME) if row.speaker else cell("not named", Style.QUIET)]
        if row.via:
            speaker.append(cell(f"via {' ← '.join(row.via)}", Style.QUIET))
        how = stack(cell(_surely(row)), cell(f"{row.act}, {row.kind}", Style.QUIET))
        rows.add_row(stack(*speaker, cell(row.id[:SHORT_ID], Style.QUIET)), _said(row), how)
    return rows


def _said(row: Statement) -> Text:
    content = cell(short(joined(row.content), LONG))
    cue = joined(row.cue)
    # A headline's cue is a colon itself.
    gap = ": " if cue[-1:].isalnum() else " "
    return Text.assemble(cell(cue, Style.QUIET), (gap, Style.QUIET), content) if cue else content


def _fits(row: Statement, article: str | None, speaker: str | None) -> bool:
    if article and not row.article.startswith(article):
        return False
    return not speaker or speaker.lower() in (row.speaker or "").lower()


def _surely(row: Statement) -> str:
    hedges = ", ".join(dict.fromkeys(span.text.lower() for span in row.hedges))
    put = f"{row.modality.value}, negated" if row.negated else row.modality.value
    return f"{put} ({hedges})" if hedges else put
