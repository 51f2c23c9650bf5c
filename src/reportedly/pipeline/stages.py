"""The stages that work article by article. One bad item is one row in `errors`, and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from msgspec import Struct

from reportedly import articles as cutting
from reportedly import attribution, events, language, sources
from reportedly.errors import UnreadableSource
from reportedly.pipeline import codec
from reportedly.pipeline.raw import raw_path
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import (
    Arrival,
    Article,
    Cut,
    EventMention,
    Mention,
    Parse,
    Problem,
    Ruling,
    Source,
    Statement,
    not_found,
    problem,
)

Report = Callable[[str], None]
Item = TypeVar("Item", Arrival, Article)
Row = TypeVar("Row", Statement, EventMention)
READ_EVENTS = frozenset(tier.maker for tier in language.TIERS.values() if tier.events)
UNREADABLE = "application/octet-stream"


def articles(task: Task, report: Report) -> dict[str, pa.Table]:
    """Raw bytes of the shard's arrivals -> sources, blocks, articles, errors."""
    given_up = {skip.item for skip in task.skip}
    found = [(_unread(task, x), Cut((), (), ())) for x in task.arrivals if x.id in given_up]
    problems: list[Problem] = []
    for arrival in _survivors(task, task.arrivals, report, problems):
        try:
            found.append(_read_one(task, arrival))
        except UnreadableSource as error:
            found.append((_unread(task, arrival), Cut((), (), ())))
            problems.append(
                problem("articles", arrival.path, error.code, error.why, error.todo, arrival.source)
            )
            problems += [not_found(row, arrival) for row in _rulings(task, arrival)]
        except Exception as error:
            found.append((_unread(task, arrival), Cut((), (), ())))
            problems.append(_failed("articles", arrival.path, error, arrival.source))
    rows: dict[str, Sequence[Struct]] = {
        "sources": list({source.id: source for source, _ in found}.values()),
        "blocks": list({block.id: block for _, cut in found for block in cut.blocks}.values()),
        "articles": [article for _, cut in found for article in cut.articles],
        "errors": [*problems, *(row for _, cut in found for row in cut.problems)],
        # For what is told by where an article came in; the case has its own from the journal.
        "arrivals": task.arrivals,
    }
    return _tables(rows)


def statements(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's articles -> mentions, statements, event mentions, errors; the parses between them are not
    kept."""
    mentions: list[Mention] = []
    made: list[Statement] = []
    happened: list[EventMention] = []
    problems: list[Problem] = []
    for article in _survivors(task, read_articles(task), report, problems):
        try:
            beat = partial(report, article.id)
            parse = _parse(task, article, beat)
            mentions.extend(parse.mentions)
            beat()
            said = attribution.extract(article, parse)
            made.extend(said)
            beat()
            happened.extend(_happenings(task, article, parse, said))
        except Exception as error:
            problems.append(_failed("statements", _called(article), error, article.source))
    return _tables({"mentions": mentions, "statements": made, "event_mentions": happened, "errors": problems})


def ruled(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's statements and event mentions -> the same and errors, with what an analyst ruled.

    Whose words an event mention stands in decides its status, so the events of an article whose statements
    a ruling changed are read again.
    """
    (folder,) = task.folders("statements")
    found = {name: codec.read([folder / f"{name}.parquet"]) for name in ("statements", "event_mentions")}
    if not task.rulings:
        return {**found, **_tables({"errors": []})}
    said = by_article(codec.to_records(Statement, found["statements"]))
    happened = by_article(codec.to_records(EventMention, found["event_mentions"]))
    problems: list[Problem] = []
    placed: set[tuple[str, str]] = set()
    texts = _texts(task)
    about = [article for article in read_articles(task) if _rulings(task, article)]
    for article in _survivors(task, about, report, problems):
        parse = cache(partial(_parse, task, article, partial(report, article.id)))
        before, rulings = said.get(article.id, []), _rulings(task, article)
        try:
            rows, here = attribution.apply(article, texts[article.source], before, rulings, parse)
            placed |= {(article.arrival, name) for name in here}
            said[article.id] = rows
            if rows != before:
                happened.pop(article.id, None)
                happened[article.id] = _happenings(task, article, parse(), rows)
        except Exception as error:
            problems.append(_failed(task.stage, _called(article), error, article.source))
    lost = ((x, row) for x in task.arrivals for row in _rulings(task, x) if (x.id, row.id) not in placed)
    problems += [not_found(row, arrival) for arrival, row in lost]
    return _tables({"statements": _all(said), "event_mentions": _all(happened), "errors": problems})


def by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows in the order in which they come, dealt by their articles."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.article, []).append(row)
    return found


def read_articles(task: Task) -> list[Article]:
    """The articles of a task's inputs, in the order of the inputs."""
    paths = [folder / "articles.parquet" for folder in task.folders("articles")]
    return codec.to_records(Article, codec.read(paths)) if paths else []


def _read_one(task: Task, arrival: Arrival) -> tuple[Source, Cut]:
    data = raw_path(Path(task.sources), arrival.source).read_bytes()
    rendering = sources.read(data, name=arrival.path, max_bytes=task.settings.max_bytes)
    return rendering.source, cutting.find(rendering, arrival, _rulings(task, arrival))


def _rulings(task: Task, item: Arrival | Article) -> list[Ruling]:
    return [row for row in task.rulings if row.source == item.source]


def _texts(task: Task) -> dict[str, str]:
    """The texts of the task's sources."""
    paths = [folder / "sources.parquet" for folder in task.folders("articles")]
    table = codec.read(paths, ["id", "text"])
    return dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))


def _parse(task: Task, article: Article, beat: Callable[[], None]) -> Parse:
    """A parse; each part of a long article is reported, so that a worker has its time for each of them."""
    tier, wanted = task.settings.tier, task.settings.events
    return next(iter(language.parse([article], tier, wanted, events.worth, beat)))


def _happenings(task: Task, article: Article, parse: Parse, said: Sequence[Statement]) -> list[EventMention]:
    """What an article tells of, if that is wanted; a tier that reads no events leaves them to the lexicon."""
    if not task.settings.events:
        return []
    return events.extract(article, parse, said, read=parse.maker in READ_EVENTS)


def _all(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    return [row for part in rows.values() for row in part]


def _unread(task: Task, arrival: Arrival) -> Source:
    """The row of a source that has bytes but no text."""
    size = raw_path(Path(task.sources), arrival.source).stat().st_size
    return Source(arrival.source, UNREADABLE, "", size, "", "")


def _survivors(task: Task, items: Sequence[Item], report: Report, problems: list[Problem]) -> Iterator[Item]:
    """The items to work on, each reported first; those that killed a worker become problems instead."""
    skipped = {skip.item: skip for skip in task.skip}
    for item in items:
        if item.id in skipped:
            problems.append(_fatal(task, item, skipped[item.id].code, skipped[item.id].why))
            continue
        report(item.id)
        yield item


def _fatal(task: Task, item: Arrival | Article, code: str, why: str) -> Problem:
    where = item.path if isinstance(item, Arrival) else _called(item)
    todo = "Cut the file into smaller ones or save it as plain text, then read it again."
    return problem(task.stage, where, code, why, todo, item.source)


def _called(article: Article) -> str:
    """An article as a person knows it: by its title, with the id behind it."""
    return f"{article.title} ({article.id})" if article.title else article.id


def _failed(stage: str, where: str, error: Exception, source: str) -> Problem:
    why = f"An unforeseen fault while reading it: {type(error).__name__}: {error}".rstrip(": ") + "."
    return problem(stage, where, "failed", why, "Please report it with the file; the rest was read.", source)


def _tables(rows: dict[str, Sequence[Struct]]) -> dict[str, pa.Table]:
    return {name: codec.to_table(TABLES[name].record, part) for name, part in rows.items()}
