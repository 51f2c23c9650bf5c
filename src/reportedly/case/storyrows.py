"""Everything that lies between the articles of one story, asked for without reading the rest of the case."""

from collections.abc import Sequence

from msgspec import Struct

from reportedly.case.database import AMONG, Database, listed
from reportedly.case.paging import Page
from reportedly.pipeline.plan import STAGES, StageKind
from reportedly.records import (
    Arrival,
    Article,
    Derivation,
    Family,
    HiddenSource,
    Origin,
    Passage,
    Severity,
    Story,
    StoryCount,
    Variant,
)

SEVERAL = "json_array_length(articles) > 1"
LONGEST = 100
"""Passages of a story that are read: hundreds of copies share tens of thousands of them."""


class StoryRows(Struct, frozen=True):
    """A story, its articles in its order, and what its page shows of the rows between them.

    `variants` are the tellings in its articles that bent a quotation, each with its witness, `families` the
    quotation families of these. `passages` are the longest between two of its articles, and `more_passages`
    how many more there are. `count` is None for a story that was not counted.
    """

    story: Story
    articles: Sequence[Article]
    arrivals: Sequence[Arrival]
    families: Sequence[Family]
    variants: Sequence[Variant]
    passages: Sequence[Passage]
    more_passages: int
    derivations: Sequence[Derivation]
    hidden: Sequence[HiddenSource]
    origins: Sequence[Origin]
    count: StoryCount | None


class Told(Struct, frozen=True):
    """A story with its count, if it was counted."""

    story: Story
    count: StoryCount | None


def rows_of(database: Database, story: Story) -> StoryRows:
    """The rows of one story."""
    found = {row.id: row for row in database.among(Article, "articles", "id", story.articles)}
    articles = tuple(found[name] for name in story.articles if name in found)
    derivations = database.among(Derivation, "derivations", "child", story.articles, "child, second, parent")
    variants = _bent(database, story.articles)
    passages, many = _longest(database, story.articles)
    counts = database.among(StoryCount, "counts", "story", [story.id])
    order = "lone, json_array_length(tellings) DESC, name, id"
    return StoryRows(
        story=story,
        articles=articles,
        arrivals=database.among(Arrival, "arrivals", "id", [row.arrival for row in articles]),
        families=_families(database, [row.family for row in variants]),
        variants=variants,
        passages=passages,
        more_passages=many - len(passages),
        derivations=derivations,
        hidden=database.among(HiddenSource, "hidden", "id", sorted({row.parent for row in derivations})),
        origins=database.among(Origin, "origins", "story", [story.id], order),
        count=counts[0] if counts else None,
    )


def basis_of(database: Database, story: str) -> tuple[str, ...]:
    """The keys of the outputs that the rows of a story come from: those of the stages that see all articles,
    and of the shards that its articles lie in. A shard that is read meanwhile changes nothing."""
    rows = database.rows(
        f"SELECT key FROM applied WHERE {_in('stage')} OR number IN (SELECT made_by FROM articles "
        "WHERE id IN (SELECT article FROM story_articles WHERE story = ?)) ORDER BY number",
        (listed([stage.name for stage in STAGES if stage.kind != StageKind.SHARD]), story),
    )
    return tuple(key for (key,) in rows)


def told_by_several(database: Database, first: int, most: int) -> Page[Told]:
    """The stories that several articles tell, the most told first, from the `first`, at most `most`."""
    total = database.rows(f"SELECT count(*) FROM stories WHERE {SEVERAL}")[0][0]
    order = "json_array_length(articles) DESC, first_date, id LIMIT ? OFFSET ?"
    stories = database.records(Story, "stories", SEVERAL, (most, first), order)
    names = [row.id for row in stories]
    counts = {row.story: row for row in database.among(StoryCount, "counts", "story", names)}
    return Page(tuple(Told(row, counts.get(row.id)) for row in stories), total, first)


def passages_of(database: Database, article: str, most: int | None = None) -> list[Passage]:
    """What one article shares with others, the longest first, at most `most`."""
    order = "json_extract(a_span, '$.end') - json_extract(a_span, '$.start') DESC, id LIMIT ?"
    values = (article, article, -1 if most is None else most)
    return database.records(Passage, "passages", "a = ? OR b = ?", values, order)


def families_between(database: Database, articles: Sequence[str]) -> list[Family]:
    """The quotation families with a telling in more than one of the articles, most told first."""
    rows = database.rows(
        f"SELECT family FROM variants WHERE {_in('article')} "
        "GROUP BY family HAVING count(DISTINCT article) > 1",
        (listed(articles),),
    )
    return list(_families(database, [family for (family,) in rows]))


def _bent(database: Database, articles: Sequence[str]) -> list[Variant]:
    """The tellings in these articles whose meaning moved, and those that they are read against."""
    bent = f"{_in('article')} AND severity != '{Severity.HARMLESS.value}'"
    found = database.rows(f"SELECT id, witness FROM variants WHERE {bent}", (listed(articles),))
    names = {name for row in found for name in row if name}
    return database.among(Variant, "variants", "id", sorted(names), "family, rowid")


def _longest(database: Database, articles: Sequence[str]) -> tuple[list[Passage], int]:
    """The longest passages between two of the articles, and how many there are."""
    within = listed(articles)
    # The plus keeps SQLite from looking for each pair of articles, of which there are far more.
    between = f"FROM passages WHERE {_in('a')} AND {_in('+b')}"
    longest = f"SELECT rowid, count(*) OVER () {between} ORDER BY size DESC, rowid LIMIT {LONGEST}"
    rows = database.rows(longest, (within, within))
    shown = [rowid for rowid, _ in rows]
    many = rows[0][1] if rows else 0
    return database.among(Passage, "passages", "rowid", shown, "a, b, rowid"), many


def _families(database: Database, families: Sequence[str]) -> list[Family]:
    """These quotation families, those that most articles tell first."""
    order = "json_array_length(articles) DESC, first_date, id"
    return database.among(Family, "families", "id", families, order)


def _in(column: str) -> str:
    """That a column has one of the values that `listed` gives."""
    return f"{column} IN {AMONG}"
