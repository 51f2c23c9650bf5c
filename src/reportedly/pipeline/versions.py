"""The stage that finds the versions of a page or file, and what later stages ask of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from msgspec import Struct

from reportedly import lineage
from reportedly.pipeline import codec
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import Arrival, Evidence, Revision

Report = Callable[[str], None]
UNNAMED = "-"
"""The path of standard input, under which anything may come."""


class Addressed(Struct, frozen=True):
    """What tells where an article stood."""

    id: str
    arrival: str
    outlet: str | None
    date: str | None
    url: str | None


class Whole(Struct, frozen=True):
    """What tells its versions apart."""

    id: str
    text: str
    evidence: tuple[Evidence, ...]


def revisions(task: Task, report: Report) -> dict[str, pa.Table]:
    """All articles and arrivals -> which article takes the place of which. Only the texts of those that came
    in under one name or address are read."""
    files = _files(task, "articles")
    came = {row.id: row for row in codec.each(Arrival, _files(task, "arrivals"))}
    groups = lineage.siblings(_edition(row, came[row.arrival]) for row in codec.each(Addressed, files))
    names = sorted(one.id for group in groups for one in group)
    whole = {row.id: row for row in codec.load(Whole, files, ("id", pa.array(names)))} if names else {}
    made: list[Revision] = []
    for group in groups:
        report(group[0].id)
        dated = [replace(one, updated=_last(whole[one.id]) or one.updated) for one in group]
        made += lineage.revisions(dated, {one.id: whole[one.id].text for one in group})
    made.sort(key=lambda row: row.id)
    return {"revisions": codec.to_table(TABLES["revisions"].record, made)}


def read_revisions(task: Task) -> list[Revision]:
    """The revisions among a task's inputs."""
    return codec.load(Revision, [folder / "revisions.parquet" for folder in task.folders("revisions")])


def _edition(row: Addressed, came: Arrival) -> lineage.Edition:
    path = None if came.path == UNNAMED or came.path.startswith(f"{UNNAMED}/") else came.path
    return lineage.Edition(row.id, row.arrival, path, came.version, row.url, row.outlet, came.time, row.date)


def _last(article: Whole) -> str | None:
    """The last day or moment that a page says it was updated at."""
    said = [each.value for each in article.evidence if each.role == "updated"]
    return max(said, default=None)


def _files(task: Task, table: str) -> list[Path]:
    return [folder / f"{table}.parquet" for folder in task.folders("gathered")]
