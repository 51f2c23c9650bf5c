"""Commands that show what a case holds: `show`, `search`, `statements`, `stories`, `errors`."""

from typing import Annotated

import typer
from rich.table import Table

from reportedly.case import Case, Listing
from reportedly.cli import console
from reportedly.cli.console import DEFAULT_CASE, CaseOption, CsvOption, JsonOption, cell, table
from reportedly.records import Article, Modality, Statement

LONG = 220


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (show, search, statements, stories, errors):
        app.command()(command)


def show(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the articles, with outlet, agency and date where the text tells them."""
    with console.existing(case) as opened:
        console.show(opened.articles(), lambda: article_table(opened), as_json, as_csv)


def search(
    words: Annotated[list[str], typer.Argument(help='Words, or a "phrase" in double quotation marks.')],
    case: CaseOption = DEFAULT_CASE,
    limit: Annotated[int, typer.Option(help="Show at most so many.", min=1)] = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Find the articles that hold all the words."""
    with console.existing(case) as opened:
        hits = opened.search(" ".join(words), limit)

        def made() -> Table:
            rows = table("article", "outlet", "date", "title", "words")
            for hit in hits:
                found = cell(hit.snippet).replace("‹", "[bold]").replace("›", "[/bold]")
                rows.add_row(hit.article, cell(hit.outlet), cell(hit.date), cell(hit.title), found)
            return rows

        console.show(hits, made, as_json, as_csv)


def statements(
    case: CaseOption = DEFAULT_CASE,
    article: Annotated[str | None, typer.Option(help="Only this article (its id).")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only speakers whose name holds this.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="Only what is put so surely.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List who says what, through whom, and how surely."""
    with console.existing(case) as opened:
        chosen = [row for row in opened.statements(article) if _wanted(row, speaker, modality)]
        listing = Listing(Statement, chosen)
        console.show(listing, lambda: statement_table(opened, listing), as_json, as_csv)


def stories(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the stories, each with the articles that tell it."""
    with console.existing(case) as opened:
        console.show(opened.stories(), lambda: story_table(opened), as_json, as_csv)


def errors(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List what could not be read, why, and what to do about it."""
    with console.existing(case) as opened:
        problems = opened.problems()

        def made() -> Table:
            rows = table("where", "what", "why", "what to do")
            for row in problems:
                rows.add_row(cell(row.where, "bold"), row.code, cell(row.why), cell(row.todo))
            return rows

        console.show(problems, made, as_json, as_csv)


def article_table(case: Case) -> Table:
    """The articles of a case as a table."""
    paths = {row.id: row.path for row in case.arrivals()}
    counts = dict.fromkeys((row.id for row in case.articles()), 0)
    for statement in case.statements():
        counts[statement.article] += 1
    rows = table("article", "file", "outlet", "agency", "date", "title", "statements", right=["statements"])
    for row in case.articles():
        rows.add_row(
            f"[dim]{row.id}[/]",
            cell(paths[row.arrival]),
            cell(row.outlet),
            cell(row.agency),
            cell(row.date),
            cell(row.title, "bold"),
            str(counts[row.id]),
        )
    return rows


def story_table(case: Case) -> Table:
    """The stories of a case as a table, a line an article."""
    articles = {row.id: row for row in case.articles()}
    rows = table("story", "articles", "outlet or agency", "date", "title", right=["articles"])
    for story in case.stories():
        for place, name in enumerate(story.articles):
            article = articles[name]
            head = (f"[dim]{story.id}[/]", str(len(story.articles))) if place == 0 else ("", "")
            rows.add_row(*head, cell(_told_by(article)), cell(article.date), cell(article.title))
        rows.add_section()
    return rows


def statement_table(case: Case, statements: Listing[Statement]) -> Table:
    """Statements as a table: speaker with the way it came, cue, content and how surely."""
    articles = {row.id: row for row in case.articles()}
    rows = table("speaker", "cue", "content", "how surely", "in")
    for row in statements:
        via = f"\n[dim]via {cell(' ← '.join(row.via))}[/]" if row.via else ""
        rows.add_row(
            f"{cell(row.speaker, 'bold')}{via}",
            cell(_words(row.cue)),
            cell(_short(_words(row.content))),
            cell(_surely(row)),
            cell(_told_by(articles[row.article])),
        )
    return rows


def _wanted(row: Statement, speaker: str | None, modality: Modality | None) -> bool:
    if speaker and speaker.lower() not in (row.speaker or "").lower():
        return False
    return modality is None or row.modality == modality


def _told_by(article: Article) -> str | None:
    return " / ".join(name for name in (article.outlet, article.agency) if name) or article.title


def _words(spans: tuple[object, ...]) -> str:
    return " … ".join(getattr(span, "text", "") for span in spans)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …"


def _surely(row: Statement) -> str:
    hedges = ", ".join(dict.fromkeys(span.text.lower() for span in row.hedges))
    parts = [row.modality.value, "negated" if row.negated else "", f"({hedges})" if hedges else ""]
    return " ".join(part for part in parts if part)
