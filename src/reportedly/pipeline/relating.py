"""The stages that read what pairs of states do and say: dealings of events, remarks of statements."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from msgspec import Struct

from reportedly import relations
from reportedly.pipeline import codec
from reportedly.pipeline.stages import by_article
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import Article, Event, EventMention, Statement
from reportedly.records.relation import Remark

Report = Callable[[str], None]
Record = TypeVar("Record", bound=Struct)


def remarks(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's statements -> what they say of pairs of states."""
    said = by_article(_read(task, "ruled", "statements", Statement))
    rows: list[Remark] = []
    for article in _read(task, "articles", "articles", Article):
        report(article.id)
        rows += relations.remarks(article, said.get(article.id, ()))
    return {"said": codec.to_table(Remark, rows)}


def talk(task: Task, report: Report) -> dict[str, pa.Table]:
    """All remarks, each with the one that it repeats."""
    return {"remarks": codec.to_table(Remark, relations.once(_read(task, "remarks", "said", Remark)))}


def dealings(task: Task, report: Report) -> dict[str, pa.Table]:
    """All events -> a row for each pair of states in each. Texts are held a shard at a time."""
    events = _read(task, "events", "events", Event)
    involved = [one for one in events if relations.states_of(one) or relations.may_be_of_two(one)]
    wanted = {name for event in involved for name in event.mentions}
    spots = {spot.mention: spot for spot in _spots(task, wanted, report)}
    rows = relations.dealings(involved, spots)
    return {"dealings": codec.to_table(TABLES["dealings"].record, rows)}


def _spots(task: Task, wanted: set[str], report: Report) -> Iterator[relations.Spot]:
    for texts, told in zip(task.folders("articles"), task.folders("ruled"), strict=True):
        found = codec.to_records(EventMention, codec.read([told / "event_mentions.parquet"]))
        mentions = by_article([one for one in found if one.id in wanted])
        for article in _records(Article, [texts / "articles.parquet"]) if mentions else ():
            if article.id in mentions:
                report(article.id)
                yield from relations.spots(article, mentions[article.id])


def _read(task: Task, stage: str, table: str, record: type[Record]) -> list[Record]:
    return _records(record, [folder / f"{table}.parquet" for folder in task.folders(stage)])


def _records(record: type[Record], paths: list[Path]) -> list[Record]:
    return codec.to_records(record, codec.read(paths)) if paths else []
