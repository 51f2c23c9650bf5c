"""Commands that show what a case holds: `show`, `search`, `stories`, `errors`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from difflib import get_close_matches
from typing import Annotated, Protocol

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.attribution import BY_SCRIPT, covers
from reportedly.case import Case, Hit
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
from reportedly.errors import InputError
from reportedly.records import Article, Problem, Story

LONG = 220
EARLIER = "an earlier version, superseded"
# How alike a misspelt name is to the one that is meant, by difflib's ratio.
ALIKE = 0.75


class Identified(Protocol):
    """A record with an id, which a user may begin."""

    @property
    def id(self) -> str:
        """A letter and a hash."""
        ...


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (show, search, stories, errors):
        app.command()(function)


def show(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the articles, with outlet, agency and date where the text tells them."""
    with console.existing(case) as opened:
        articles = opened.articles()
        console.show(articles, lambda: article_table(opened), as_json, as_csv)
        if_none(articles, opened, "No article was found. `{errors}` says why.")


def search(
    words: Annotated[
        list[str], typer.Argument(help='Words, or a "phrase" in double quotation marks.', metavar="WORD")
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
        if_none(hits, opened, "No article holds all of that. Try fewer words, or no quotation marks.")


def stories(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List the stories, each with the articles that tell it."""
    with console.existing(case) as opened:
        found = opened.stories()
        console.show(found, lambda: story_tables(opened), as_json, as_csv)
        if_none(found, opened, "No article was found, and so no story. `{errors}` says why.")


def errors(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """List what could not be read, why, and what to do about it."""
    with console.existing(case) as opened:
        problems = opened.problems()
        console.show(problems, lambda: problem_table(problems), as_json, as_csv)
        if_none(problems, opened, "No errors: whatever came in was read.")


def article_table(case: Case) -> Table:
    """The articles of a case as a table; below each title, where it came from and its id."""
    paths = {row.id: row.path for row in case.arrivals()}
    articles, statements = case.articles(), case.statements()
    counts = Counter(statement.article for statement in statements)
    earlier = {row.older for row in case.revisions()}
    rows = table("article", "told by, date", "statements", right=["statements"])
    for row in articles:
        whence = cell(f"{paths[row.arrival]} {row.id}", Style.QUIET)
        told = [cell(part) for part in (told_by(row), row.date) if part] or [cell(None)]
        made = str(counts[row.id]) if counts[row.id] or covers(row) else f"not read: {row.language}"
        again = [cell(EARLIER, Style.WARN)] if row.id in earlier else []
        rows.add_row(stack(name_of(row), *again, whence), stack(*told), made)
    files = len({row.arrival for row in articles})
    less_sure = sum(row.maker == BY_SCRIPT for row in statements)
    total = f"{len(statements)}, {less_sure} less surely" if less_sure else str(len(statements))
    return _sum(rows, count(len(articles), "article"), f"from {count(files, 'file')}", total)


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
    stories, earlier = case.stories(), {row.older for row in case.revisions()}
    parts = [
        _story_table(_headline(row), row.articles, articles, earlier)
        for row in stories
        if len(row.articles) > 1
    ]
    alone = [row.articles[0] for row in stories if len(row.articles) == 1]
    if alone:
        title = cell("Told by one article each" if parts else "No story is told by two articles", Style.NAME)
        parts.append(_story_table(title, alone, articles, earlier))
    return Group(*parts)


def _story_table(
    title: Text, members: Sequence[str], articles: dict[str, Article], earlier: Set[str]
) -> Table:
    rows = table("date", "told by", "article", title=title)
    rows.columns[0].min_width, rows.columns[1].min_width, rows.columns[1].max_width = 10, 24, 28
    for name in members:
        article = articles[name]
        again = [cell(EARLIER, Style.WARN)] if name in earlier else []
        named = stack(name_of(article, Style.PLAIN), *again)
        rows.add_row(cell(article.date), cell(told_by(article)), named)
    return rows


def _headline(story: Story) -> Text:
    days = " to ".join(dict.fromkeys(day for day in (story.first_date, story.last_date) if day))
    told = " · ".join(part for part in (count(len(story.articles), "article"), days, story.id) if part)
    return stack(cell(story.title, Style.NAME), cell(told, Style.QUIET))


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


def if_none(found: Sequence[object], case: Case, message: str) -> None:
    """Say why a list is empty; an empty case is named first, since then no question makes sense."""
    if found:
        return
    if not case.arrivals() and not case.problems():
        message = "Nothing here yet. `{read}` reads files and folders into this case."
    where = str(case.path)
    named = {name: command(name, where) for name in ("show", "errors")}
    named["statements"] = command("statements --by speaker", where)
    hint(message.format(read=command("read PATH", where), **named))


def bare(words: str) -> str:
    """Words that a user or a text gave, so that `if_none` fills no place in them."""
    return words.replace("{", "{{").replace("}", "}}")


def begins(asked: str | None, rows: Iterable[Identified], noun: str, lists: str) -> None:
    """Nothing where an id of the rows begins with what was asked for. Raises InputError where none does."""
    if asked and not any(row.id.startswith(asked) for row in rows):
        raise InputError(f"No {noun} begins with {asked!r}. `reportedly {lists}` lists their ids.")


def nearest(asked: str, names: Iterable[str]) -> str:
    """ "Near to it: X, Y." for names of which a word is nearly what was asked for; empty where none is."""
    known = {word.casefold(): name for name in names for word in (name, *name.split())}
    near = get_close_matches(asked.casefold(), known, 3, ALIKE)
    found = list(dict.fromkeys(known[word] for word in near))
    return f" Near to it: {', '.join(found)}." if found else ""


def _sum(rows: Table, *total: str) -> Table:
    """The table with a last line that sums it up."""
    rows.show_footer = True
    for column, words in zip(rows.columns, total, strict=True):
        column.footer = cell(words, Style.NAME)
    return rows


def name_of(article: Article, style: Style = Style.NAME) -> Text:
    """The title, or the first words in quiet type where there is none."""
    if article.title:
        return cell(article.title, style)
    return cell(short(article.text, 60), Style.QUIET)


def told_by(article: Article) -> str:
    """Outlet and agency, as far as the text tells."""
    return " / ".join(name for name in (article.outlet, article.agency) if name)


def short(text: str, limit: int) -> str:
    """The words on one line, cut after a word where they are many."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
