"""The stage that joins event mentions to events: what happened counts once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from msgspec import Struct

from reportedly import relations
from reportedly.pipeline import codec
from reportedly.pipeline.stages import by_article
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import Article, Derivation, EventMention, Origin, Passage, Story

Report = Callable[[str], None]
Record = TypeVar("Record", bound=Struct)


def events(task: Task, report: Report) -> dict[str, pa.Table]:
    """All mentions and the lineage -> events. Articles are read a shard at a time, so that no more than one
    shard's texts are held."""
    seen: list[relations.Sighting] = []
    for texts, told in zip(task.folders("articles"), task.folders("ruled"), strict=True):
        mentions = by_article(_read(EventMention, [told / "event_mentions.parquet"]))
        for article in _read(Article, [texts / "articles.parquet"]) if mentions else ():
            report(article.id)
            seen += relations.sightings(article, mentions.get(article.id, ()))
    way = relations.travel(
        _all(task, "stories", "stories", Story),
        _all(task, "passages", "passages", Passage),
        _all(task, "origins", "derivations", Derivation),
        _all(task, "origins", "origins", Origin),
    )
    return {"events": codec.to_table(TABLES["events"].record, relations.join(seen, way))}


def _all(task: Task, stage: str, table: str, record: type[Record]) -> list[Record]:
    return _read(record, [folder / f"{table}.parquet" for folder in task.folders(stage)])


def _read(record: type[Record], paths: list[Path]) -> list[Record]:
    return codec.to_records(record, codec.read(paths)) if paths else []
