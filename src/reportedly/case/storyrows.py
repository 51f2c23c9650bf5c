"""Everything that lies between the articles of one story, asked for without reading the rest of the case."""

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from reportedly.case.database import Database, Record
from reportedly.case.paging import Page
from reportedly.records import (
    Arrival,
    Article,
    Derivation,
    Family,
    HiddenSource,
    Origin,
    Passage,
    Statement,
    Story,
    StoryCount,
    Variant,
)

SEVERAL = "json_array_length(articles) > 1"


class StoryRows(Struct, frozen=True):
    """A story, its articles in its order, and the rows that are about them alone.

    `families` are the quotation families with a telling in one of the articles, `variants` all tellings of
    those, also by articles of other stories. `count` is None for a story that was not counted.
    """

    story: Story
    articles: tuple[Article, ...]
    arrivals: tuple[Arrival, ...]
    statements: tuple[Statement, ...]
    families: tuple[Family, ...]
    variants: tuple[Variant, ...]
    passages: tuple[Passage, ...]
    derivations: tuple[Derivation, ...]
    hidden: tuple[HiddenSource, ...]
    origins: tuple[Origin, ...]
    count: StoryCount | None


class Told(Struct, frozen=True):
    """A story with its count, if it was counted."""

    story: Story
    count: StoryCount | None


def rows_of(database: Database, story: Story) -> StoryRows:
    """The rows of one story."""
    ask = partial(_among, database)
    found = {row.id: row for row in ask(Article, "articles", "id", story.articles)}
    articles = tuple(found[name] for name in story.articles if name in found)
    derivations = ask(Derivation, "derivations", "child", story.articles, "child, second, parent")
    families = _families(database, story.articles)
    counts = ask(StoryCount, "counts", "story", [story.id])
    return StoryRows(
        story=story,
        articles=articles,
        arrivals=ask(Arrival, "arrivals", "id", [row.arrival for row in articles]),
        statements=ask(Statement, "statements", "article", story.articles, "article, rowid"),
        families=families,
        variants=ask(Variant, "variants", "family", [row.id for row in families], "family, rowid"),
        passages=tuple(
            row for row in ask(Passage, "passages", "a", story.articles, "a, b, rowid") if row.b in found
        ),
        derivations=derivations,
        hidden=ask(HiddenSource, "hidden", "id", sorted({row.parent for row in derivations})),
        origins=ask(
            Origin, "origins", "story", [story.id], "lone, json_array_length(tellings) DESC, name, id"
        ),
        count=counts[0] if counts else None,
    )


def told_by_several(database: Database, first: int, most: int) -> Page[Told]:
    """The stories that several articles tell, the most told first, from the `first`, at most `most`."""
    total = database.rows(f"SELECT count(*) FROM stories WHERE {SEVERAL}")[0][0]
    order = "json_array_length(articles) DESC, first_date, id LIMIT ? OFFSET ?"
    stories = database.records(Story, "stories", SEVERAL, (most, first), order)
    names = [row.id for row in stories]
    counts = {row.story: row for row in _among(database, StoryCount, "counts", "story", names)}
    return Page(tuple(Told(row, counts.get(row.id)) for row in stories), total, first)


def passages_of(database: Database, article: str) -> list[Passage]:
    """What one article shares with others, the longest first."""
    order = "json_extract(a_span, '$.end') - json_extract(a_span, '$.start') DESC, id"
    return database.records(Passage, "passages", "a = ? OR b = ?", (article, article), order)


def families_between(database: Database, articles: Sequence[str]) -> list[Family]:
    """The quotation families with a telling in more than one of the articles, most told first."""
    within = set(articles)
    return [row for row in _families(database, articles) if len(within & set(row.articles)) > 1]


def _families(database: Database, articles: Sequence[str]) -> tuple[Family, ...]:
    """The quotation families with a telling in one of the articles, those that most articles tell first."""
    where = f"id IN (SELECT family FROM variants WHERE {_in('article', articles)})"
    order = "json_array_length(articles) DESC, first_date, id"
    return tuple(database.records(Family, "families", where, articles, order))


def _among(
    database: Database,
    record: type[Record],
    table: str,
    column: str,
    values: Sequence[str],
    order: str = "id",
) -> tuple[Record, ...]:
    """The rows whose column has one of the values."""
    return tuple(database.records(record, table, _in(column, values), values, order))


def _in(column: str, values: Sequence[str]) -> str:
    """A condition with a mark for each value."""
    return f"{column} IN ({', '.join('?' for _ in values)})"
