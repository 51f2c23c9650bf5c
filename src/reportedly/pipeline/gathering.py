"""The stages that put a table of all shards into one file, for the stages that read it once a bucket.

To open a file costs about as much as to read a shard's rows of it, and a large pile has thousands of shards.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from reportedly.pipeline import codec
from reportedly.pipeline.task import Task

AT_ONCE = 16  # shards in a row group: about a thousand articles, a few MiB of text

Report = Callable[[str], None]
Parts = Iterator[pa.Table]


def articles(task: Task, report: Report) -> dict[str, Parts]:
    """The articles and the arrivals of all shards, in their order."""
    return {name: _gathered(task, "articles", name) for name in ("articles", "arrivals")}


def statements(task: Task, report: Report) -> dict[str, Parts]:
    """The statements of all shards as they are ruled, in their order."""
    return {"statements": _gathered(task, "ruled", "statements")}


def _gathered(task: Task, stage: str, table: str) -> Parts:
    paths: list[Path] = [folder / f"{table}.parquet" for folder in task.folders(stage)]
    for first in range(0, len(paths), AT_ONCE):
        yield codec.read(paths[first : first + AT_ONCE])
