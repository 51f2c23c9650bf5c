"""Commands that show what a case holds: `show`, `search`, `statements`, `stories`, `errors`."""

from collections import Counter
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table

from reportedly.case import Case, Listing
from reportedly.cli import console
from reportedly.cli.console import DEFAULT_CASE, CaseOption, CsvOption, JsonOption, cell, table
from reportedly.records import Article, Modality, Span, Statement

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
            rows = table("article", "words")
            for hit in hits:
                told = " · ".join(part for part in (hit.outlet, hit.date, hit.path) if part)
                found = cell(hit.snippet).replace("‹", "[bold]").replace("›", "[/bold]")
                rows.add_row(f"{cell(hit.title, 'bold')}\n[dim]{cell(told)}  {hit.article}[/]", found)
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
        console.show(listing, lambda: statement_tables(opened, listing), as_json, as_csv)


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
    """The articles of a case as a table; below each title, where it came from and its id."""
    paths = {row.id: row.path for row in case.arrivals()}
    counts = Counter(statement.article for statement in case.statements())
    rows = table("article", "told by", "date", "statements", right=["statements"])
    for row in case.articles():
        rows.add_row(
            f"{_name(row)}\n[dim]{cell(paths[row.arrival])}  {row.id}[/]",
            cell(_told_by(row)),
            cell(row.date),
            str(counts[row.id]),
        )
    return rows


def story_table(case: Case) -> Table:
    """The stories of a case as a table, a line an article."""
    articles = {row.id: row for row in case.articles()}
    rows = table("story", "told by", "date", "article")
    for story in case.stories():
        count = f"{len(story.articles)} articles" if len(story.articles) > 1 else "1 article"
        for place, name in enumerate(story.articles):
            article = articles[name]
            rows.add_row(
                f"[bold]{count}[/]\n[dim]{story.id}[/]" if place == 0 else "",
                cell(_told_by(article)),
                cell(article.date),
                _name(article),
            )
        rows.add_section()
    return rows


def statement_tables(case: Case, statements: Listing[Statement]) -> Group:
    """Statements as one table an article: speaker with the way it came, cue and content, how surely."""
    articles = {row.id: row for row in case.articles()}
    groups: dict[str, list[Statement]] = {}
    for row in statements:
        groups.setdefault(row.article, []).append(row)
    return Group(*(_statement_table(articles[name], rows) for name, rows in groups.items()))


def _statement_table(article: Article, statements: list[Statement]) -> Table:
    told = " · ".join(part for part in (_told_by(article), article.date) if part)
    rows = table(
        "speaker", "what is said", "how surely", title=f"{_name(article)}\n[dim]{cell(told)}  {article.id}[/]"
    )
    rows.columns[0].max_width, rows.columns[2].max_width = 28, 20
    for row in statements:
        via = f"\n[dim]via {cell(' ← '.join(row.via))}[/]" if row.via else ""
        rows.add_row(
            f"{cell(row.speaker or 'not named', 'bold' if row.speaker else 'dim')}{via}",
            f"[dim]{cell(_words(row.cue))}[/] {cell(_short(_words(row.content), LONG))}",
            cell(_surely(row)),
        )
    return rows


def _name(article: Article) -> str:
    """The title, or the first words in quiet type where there is none."""
    return cell(article.title, "bold") if article.title else cell(_short(article.text, 60), "dim")


def _wanted(row: Statement, speaker: str | None, modality: Modality | None) -> bool:
    if speaker and speaker.lower() not in (row.speaker or "").lower():
        return False
    return modality is None or row.modality == modality


def _told_by(article: Article) -> str:
    return " / ".join(name for name in (article.outlet, article.agency) if name)


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


def _short(text: str, limit: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"


def _surely(row: Statement) -> str:
    hedges = ", ".join(dict.fromkeys(span.text.lower() for span in row.hedges))
    parts = [row.modality.value, "negated" if row.negated else "", f"({hedges})" if hedges else ""]
    return " ".join(part for part in parts if part)
