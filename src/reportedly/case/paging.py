"""Statements and articles a page at a time, narrowed by what a reader ticks, and counted by it.

A case has more rows than a page or the memory of a browser: which rows are asked for a census tells, and the
database gives those that are shown.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from reportedly.case.database import AMONG, Database, listed
from reportedly.case.wanted import Wanted
from reportedly.records import KEPT, Arrival, Article, Statement

if TYPE_CHECKING:
    from reportedly.case.census import Census

Row = TypeVar("Row", bound=Struct)

# As many values of a field as a list in a margin can hold.
VALUES = 12


class Page(Struct, Generic[Row], frozen=True):
    """Some rows of a list: `total` of them, of which these begin at `first`, counted from 0."""

    rows: tuple[Row, ...]
    total: int
    first: int


class Count(Struct, frozen=True):
    """How many rows have a value of a field."""

    value: str
    rows: int


class Came(Struct, frozen=True):
    """A file that came in, the articles found in it, and how many blocks of it are in none of them."""

    arrival: Arrival
    articles: tuple[Article, ...]
    dropped: int


def statements(
    database: Database, census: "Census", wanted: Wanted, first: int, most: int
) -> Page[Statement]:
    """The statements that are asked for, from the `first`, at most `most`, article by article."""
    with database.reading():
        state = census.state(database)
        found = state.some_statements(database, wanted)
        shown: list[int] = state.statements.rowid[found[first : first + most]].tolist()
        rows = database.among(Statement, "statements", "rowid", shown, "rowid")
    return Page(tuple(rows), len(found), first)


def articles(database: Database, census: "Census", wanted: Wanted, first: int, most: int) -> Page[Article]:
    """The articles that are asked for, those with a date first, the latest first."""
    with database.reading():
        state = census.state(database)
        found = state.some_articles(database, wanted)
        shown: list[int] = state.articles.rowid[found[first : first + most]].tolist()
        rows = database.among(Article, "articles", "rowid", shown, "date DESC, id")
    return Page(tuple(rows), len(found), first)


def statement_counts(database: Database, census: "Census", wanted: Wanted, field: str) -> list[Count]:
    """How many of the wanted statements, or of their articles, have each value of a field, most first."""
    with database.reading():
        state = census.state(database)
        found = state.some_statements(database, wanted)
    return [Count(value, n) for value, n in state.by_field(found, field, VALUES)]


def article_counts(database: Database, census: "Census", wanted: Wanted, field: str) -> list[Count]:
    """How many of the wanted articles have each value of a field of `OF_ARTICLE`, most first."""
    with database.reading():
        state = census.state(database)
        found = state.some_articles(database, wanted)
    return [Count(value, n) for value, n in state.articles_by_field(found, field, VALUES)]


def arrivals(database: Database, first: int, most: int) -> Page[Arrival]:
    """Arrivals by path, from the `first`, at most `most`."""
    rows = database.records(Arrival, "arrivals", "", (most, first), "path, id LIMIT ? OFFSET ?")
    return Page(tuple(rows), sizes(database, ["arrivals"])["arrivals"], first)


def came(database: Database, first: int, most: int) -> Page[Came]:
    """Arrivals by path with what became of each, from the `first`, at most `most`."""
    page = arrivals(database, first, most)
    of: dict[str, list[Article]] = {}
    for row in database.among(Article, "articles", "arrival", [row.id for row in page.rows], "piece, id"):
        of.setdefault(row.arrival, []).append(row)
    dropped = _dropped(database, [row.source for row in page.rows])
    rows = tuple(Came(row, tuple(of.get(row.id, ())), dropped.get(row.source, 0)) for row in page.rows)
    return Page(rows, page.total, first)


def sizes(database: Database, tables: Sequence[str]) -> dict[str, int]:
    """The number of rows of each of the tables."""
    return {name: database.rows(f"SELECT count(*) FROM {name}")[0][0] for name in tables}


def _dropped(database: Database, sources: Sequence[str]) -> dict[str, int]:
    """How many blocks of each source are in no article."""
    kept = ", ".join(f"'{kind.value}'" for kind in KEPT)
    rows = database.rows(
        f"SELECT source, count(*) FROM blocks WHERE source IN {AMONG} "
        f"AND kind NOT IN ({kept}) GROUP BY source",
        (listed(sources),),
    )
    return dict(rows)
