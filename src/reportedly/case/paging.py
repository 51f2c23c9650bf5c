"""Statements and articles a page at a time, narrowed by what a reader ticks, and counted by it.

A case has more rows than a page or the memory of a browser; the database leaves out what is not shown.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from reportedly.case import search
from reportedly.case.database import Database
from reportedly.pipeline.tables import TABLES
from reportedly.records import Arrival, Article, Statement

Row = TypeVar("Row", bound=Struct)

# The columns that statements are narrowed and counted by.
OF_STATEMENT = ("speaker", "act", "kind", "modality", "certainty")
OF_ARTICLE = ("outlet", "agency", "language")
# As many values of a field as a list in a margin can hold.
VALUES = 12


class Wanted(Struct, frozen=True):
    """What a reader asks for; a field that is None asks for nothing.

    `speaker`, `act`, `kind`, `modality` and `certainty` are values of a statement, `outlet`, `agency` and
    `language` of its article, which `story` tells; `since` and `until` are dates (ISO 8601), both included.
    `words` are to stand in the article, as `search` takes them.
    """

    speaker: str | None = None
    act: str | None = None
    kind: str | None = None
    modality: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    story: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None


class Page(Struct, Generic[Row], frozen=True):
    """Some rows of a list: `total` of them, of which these begin at `first`, counted from 0."""

    rows: tuple[Row, ...]
    total: int
    first: int


class Count(Struct, frozen=True):
    """How many rows have a value of a field."""

    value: str
    rows: int


def statements(database: Database, wanted: Wanted, first: int, most: int) -> Page[Statement]:
    """The statements that are asked for, from the `first`, at most `most`, article by article."""
    return _page(database, Statement, "statements", _of_statements(wanted), first, most)


def articles(database: Database, wanted: Wanted, first: int, most: int) -> Page[Article]:
    """The articles that are asked for, those with a date first, the latest first."""
    return _page(database, Article, "articles", _of_articles(wanted), first, most, "date DESC, id")


def arrivals(database: Database, first: int, most: int) -> Page[Arrival]:
    """Arrivals by path, from the `first`, at most `most`."""
    return _page(database, Arrival, "arrivals", ("", []), first, most, "path, id")


def sizes(database: Database) -> dict[str, int]:
    """The number of rows of each table, in the order of `TABLES`."""
    return {name: database.rows(f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}


def statement_counts(database: Database, wanted: Wanted, field: str) -> list[Count]:
    """How many of the wanted statements, or of their articles, have each value of a field, most first."""
    where, values = _of_statements(wanted)
    if field in OF_STATEMENT:
        return _counts(database, "statements", field, (where, values))
    # First by article, which an index gives, and then by what the article has.
    rows = database.rows(
        f"SELECT {field}, sum(n) AS all_of_it FROM articles JOIN ("
        f"SELECT article, count(*) AS n FROM statements {_where(where)} GROUP BY article) ON article = id "
        f"WHERE {_known(field)} GROUP BY {field} ORDER BY all_of_it DESC, {field} LIMIT {VALUES}",
        values,
    )
    return [Count(value, n) for value, n in rows]


def article_counts(database: Database, wanted: Wanted, field: str) -> list[Count]:
    """How many of the wanted articles have each value of a field of `OF_ARTICLE`, most first."""
    return _counts(database, "articles", field, _of_articles(wanted))


Condition = tuple[str, list[object]]


def _page(
    database: Database,
    record: type[Row],
    table: str,
    condition: Condition,
    first: int,
    most: int,
    order: str = "rowid",
) -> Page[Row]:
    where, values = condition
    total = database.rows(f"SELECT count(*) FROM {table} {_where(where)}", values)[0][0]
    rows = database.records(record, table, where, [*values, most, first], f"{order} LIMIT ? OFFSET ?")
    return Page(tuple(rows), total, first)


def _counts(database: Database, table: str, field: str, condition: Condition) -> list[Count]:
    where, values = condition
    known = _known(field)
    rows = database.rows(
        f"SELECT {field}, count(*) AS n FROM {table} {_where(f'{where} AND {known}' if where else known)} "
        f"GROUP BY {field} ORDER BY n DESC, {field} LIMIT {VALUES}",
        values,
    )
    return [Count(value, n) for value, n in rows]


def _known(field: str) -> str:
    return f"{field} IS NOT NULL AND {field} != ''"


def _of_statements(wanted: Wanted) -> Condition:
    parts, values = _equal(wanted, OF_STATEMENT)
    where, own = _of_articles(wanted)
    if where:
        parts.append(f"article IN (SELECT id FROM articles WHERE {where})")
    return " AND ".join(parts), values + own


def _of_articles(wanted: Wanted) -> Condition:
    parts, values = _equal(wanted, OF_ARTICLE)
    more = (
        (wanted.story, "id IN (SELECT article FROM story_articles WHERE story = ?)"),
        (wanted.since, "date >= ?"),
        # A day is told whole: "2024-05-03T09:00" is not behind "2024-05-03".
        (wanted.until, "substr(date, 1, 10) <= ?"),
    )
    for value, sql in more:
        if value:
            parts.append(sql)
            values.append(value)
    if wanted.words:
        sql, value = search.within(wanted.words)
        parts.append(sql if value else "0")
        values += [value] if value else []
    return " AND ".join(parts), values


def _equal(wanted: Wanted, fields: Sequence[str]) -> tuple[list[str], list[object]]:
    asked = [(field, getattr(wanted, field)) for field in fields if getattr(wanted, field)]
    return [f"{field} = ?" for field, _ in asked], [value for _, value in asked]


def _where(condition: str) -> str:
    return f"WHERE {condition}" if condition else ""
