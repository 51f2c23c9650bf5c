"""The stages that tell how a story travelled: who took it from whom, and who stands at the root."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pyarrow as pa
from msgspec import Struct

from reportedly import lineage
from reportedly.pipeline import codec
from reportedly.pipeline.stages import read_articles
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import Derivation, Passage, Statement, Story

Report = Callable[[str], None]
Record = TypeVar("Record", bound=Struct)


def descent(task: Task, report: Report) -> dict[str, pa.Table]:
    """All articles and passages -> the edges between articles, which the next stage reads."""
    witnesses = [lineage.witness(article) for article in read_articles(task)]
    made = lineage.derivations(witnesses, _records(task, "passages", "passages", Passage))
    return {"edges": codec.to_table(Derivation, made)}


def origins(task: Task, report: Report) -> dict[str, pa.Table]:
    """Stories, edges, passages and statements -> stemmas with hidden sources, origins and counts."""
    made = lineage.stemmas(
        _records(task, "stories", "stories", Story),
        read_articles(task),
        _records(task, "ruled", "statements", Statement),
        _records(task, "descent", "edges", Derivation),
        _records(task, "passages", "passages", Passage),
    )
    rows: dict[str, Sequence[Struct]] = {
        "derivations": [row for one in made for row in one.derivations],
        "hidden": [row for one in made for row in one.hidden],
        "origins": [row for one in made for row in one.origins],
        "counts": [one.count for one in made],
    }
    return {name: codec.to_table(TABLES[name].record, part) for name, part in rows.items()}


def _records(task: Task, stage: str, table: str, record: type[Record]) -> list[Record]:
    paths = [folder / f"{table}.parquet" for folder in task.folders(stage)]
    return codec.to_records(record, codec.read(paths)) if paths else []
