"""Commands that show what a case holds: `show`, `search`, `statements`, `stories`, `errors`."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Hit, Listing
from reportedly.cli import console
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
from reportedly.records import Article, Modality, Problem, Span, Statement, Story

LONG = 220


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (show, search, statements, stories, errors):
        app.command()(function)


def show(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the articles, with outlet, agency and date where the text tells them."""
    with console.existing(case) as opened:
        articles = opened.articles()
        console.show(articles, lambda: article_table(opened), as_json, as_csv)
        _if_none(articles, opened, "No article was found. `{errors}` says why.")


def search(
    words: Annotated[
        list[str], typer.Argument(help='Words, or a "phrase" in double quotation marks.', metavar="WORD...")
    ],
    case: CaseOption = DEFAULT_CASE,
    limit: Annotated[int, typer.Option(help="Show at most so many.", min=1)] = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Find the articles that hold all the words."""
    with console.existing(case) as opened:
        hits = opened.search(" ".join(words), limit)
        console.show(hits, lambda: hit_table(hits), as_json, as_csv)
        _if_none(hits, opened, "No article holds all of that. Try fewer words, or no quotation marks.")


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
        _if_none(listing, opened, "No statement fits. `{show}` counts the statements of each article.")


def stories(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the stories, each with the articles that tell it."""
    with console.existing(case) as opened:
        found = opened.stories()
        console.show(found, lambda: story_tables(opened), as_json, as_csv)
        _if_none(found, opened, "No article was found, and so no story. `{errors}` says why.")


def errors(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List what could not be read, why, and what to do about it."""
    with console.existing(case) as opened:
        problems = opened.problems()
        console.show(problems, lambda: problem_table(problems), as_json, as_csv)
        _if_none(problems, opened, "No errors: whatever came in was read.")


def article_table(case: Case) -> Table:
    """The articles of a case as a table; below each title, where it came from and its id."""
    paths = {row.id: row.path for row in case.arrivals()}
    articles, statements = case.articles(), case.statements()
    counts = Counter(statement.article for statement in statements)
    rows = table("article", "told by, date", "statements", right=["statements"])
    for row in articles:
        whence = cell(f"{paths[row.arrival]} {row.id}", Style.QUIET)
        told = [cell(part) for part in (_told_by(row), row.date) if part] or [cell(None)]
        rows.add_row(stack(_name(row), whence), stack(*told), str(counts[row.id]))
    files = len({row.arrival for row in articles})
    return _sum(rows, count(len(articles), "article"), f"from {count(files, 'file')}", str(len(statements)))


def hit_table(hits: Sequence[Hit]) -> Table:
    """Articles that a search found, with the words found among their neighbours."""
    rows = table("article", "words")
    for hit in hits:
        told = " · ".join(part for part in (hit.outlet, hit.date) if part)
        whence = [cell(part, Style.QUIET) for part in (told, f"{hit.path} {hit.article}") if part]
        rows.add_row(stack(cell(hit.title, Style.NAME), *whence), _found(hit.snippet))
    return rows


def problem_table(problems: Sequence[Problem]) -> Table:
    """What could not be read: where and what, and beside it why and what to do."""
    rows = table("where", "why, and what to do")
    for row in problems:
        what = stack(cell(row.where, Style.NAME), cell(row.code, Style.WARN))
        rows.add_row(what, stack(cell(row.why), cell(row.todo, Style.QUIET)))
    return rows


def story_tables(case: Case) -> Group:
    """The stories of a case: a table for each that several articles tell, and one for all others."""
    articles = {row.id: row for row in case.articles()}
    stories = case.stories()
    parts = [_story_table(_headline(row), row.articles, articles) for row in stories if len(row.articles) > 1]
    alone = [row.articles[0] for row in stories if len(row.articles) == 1]
    if alone:
        title = cell("Told by one article each" if parts else "No story is told by two articles", Style.NAME)
        parts.append(_story_table(title, alone, articles))
    return Group(*parts)


def statement_tables(case: Case, statements: Listing[Statement]) -> Group:
    """Statements as one table an article: speaker with the way it came, cue and content, how surely."""
    articles = {row.id: row for row in case.articles()}
    groups: dict[str, list[Statement]] = {}
    for row in statements:
        groups.setdefault(row.article, []).append(row)
    in_order = [name for name in articles if name in groups]
    total = f"{count(len(statements), 'statement')} in {count(len(groups), 'article')}"
    return Group(*(_statement_table(articles[name], groups[name]) for name in in_order), cell(total))


def _story_table(title: Text, members: Sequence[str], articles: dict[str, Article]) -> Table:
    rows = table("date", "told by", "article", title=title)
    rows.columns[0].min_width, rows.columns[1].min_width, rows.columns[1].max_width = 10, 24, 28
    for name in members:
        article = articles[name]
        rows.add_row(cell(article.date), cell(_told_by(article)), _name(article, Style.PLAIN))
    return rows


def _headline(story: Story) -> Text:
    days = " to ".join(dict.fromkeys(day for day in (story.first_date, story.last_date) if day))
    told = " · ".join(part for part in (count(len(story.articles), "article"), days, story.id) if part)
    return stack(cell(story.title, Style.NAME), cell(told, Style.QUIET))


def _statement_table(article: Article, statements: list[Statement]) -> Table:
    told = " · ".join(part for part in (_told_by(article), article.date, article.id) if part)
    title = stack(_name(article), cell(told, Style.QUIET))
    rows = table("speaker", "what is said", "how surely", title=title)
    rows.columns[0].min_width, rows.columns[0].max_width, rows.columns[2].max_width = 22, 28, 20
    for row in statements:
        speaker = [cell(row.speaker, Style.NAME) if row.speaker else cell("not named", Style.QUIET)]
        if row.via:
            speaker.append(cell(f"via {' ← '.join(row.via)}", Style.QUIET))
        rows.add_row(stack(*speaker), _said(row), cell(_surely(row)))
    return rows


def _said(row: Statement) -> Text:
    content = cell(_short(_words(row.content), LONG))
    cue = _words(row.cue)
    # A headline's cue is a colon itself.
    gap = ": " if cue[-1:].isalnum() else " "
    return Text.assemble(cell(cue, Style.QUIET), (gap, Style.QUIET), content) if cue else content


def _found(snippet: str) -> Text:
    """A snippet with the words found in bold; where nothing can be bold, they keep their ``‹ ›``."""
    found = cell(snippet)
    if not console.output.is_terminal:
        return found
    plain = Text()
    for part in re.split("(‹[^‹›]*›)", found.plain):
        marked = part.startswith("‹") and part.endswith("›")
        plain.append(part[1:-1] if marked else part, Style.NAME if marked else None)
    return plain


def _if_none(found: Sequence[object], case: Case, message: str) -> None:
    """Say why a list is empty; an empty case is named first, since then no question makes sense."""
    if found:
        return
    if not case.arrivals() and not case.problems():
        message = "Nothing here yet. `{read}` reads files and folders into this case."
    where = str(case.path)
    named = {name: command(name, where) for name in ("show", "errors")}
    hint(message.format(read=command("read PATH", where), **named))


def _sum(rows: Table, *total: str) -> Table:
    """The table with a last line that sums it up."""
    rows.show_footer = True
    for column, words in zip(rows.columns, total, strict=True):
        column.footer = cell(words, Style.NAME)
    return rows


def _name(article: Article, style: Style = Style.NAME) -> Text:
    """The title, or the first words in quiet type where there is none."""
    if article.title:
        return cell(article.title, style)
    return cell(_short(article.text, 60), Style.QUIET)


def _wanted(row: Statement, article: str | None, speaker: str | None, modality: Modality | None) -> bool:
    if article and not row.article.startswith(article):
        return False
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
    put = f"{row.modality.value}, negated" if row.negated else row.modality.value
    return f"{put} ({hedges})" if hedges else put
