"""Doing one task: the same function for every executor, so that all give the same tables."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pyarrow as pa

from reportedly.pipeline import codec
from reportedly.pipeline.task import Task

Report = Callable[[str], None]
StageFunction = Callable[[Task, Report], dict[str, pa.Table | Iterator[pa.Table]]]
"""Its tables by their names; one that comes in parts is written part by part, a row group each."""


def run_shard(task: Task, report: Report) -> None:
    """Run a task's stage and put its tables, a Parquet file each, into the task's output folder.

    `report` is called with the id of each item before it is worked on, so that an executor knows what a
    worker died of. The folder is written beside and renamed: it is there when, and only when, it is
    complete.
    """
    output = Path(task.output)
    if output.is_dir():
        return
    tables = _function(task.function)(task, report)
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, rows in tables.items():
        codec.write(rows, beside / f"{name}.parquet")
    _settle(beside, output)
    del tables
    # Arrow keeps what it was given. A worker that read a whole pile would hold it through all later tasks.
    pa.default_memory_pool().release_unused()


def _function(path: str) -> StageFunction:
    module, _, name = path.partition(":")
    function: StageFunction = getattr(import_module(module), name)
    return function


def _settle(beside: Path, output: Path) -> None:
    try:
        beside.rename(output)
    except OSError:
        # A worker that outlived a killed run may have finished the same output; the two are equal.
        if not output.is_dir():
            raise
        shutil.rmtree(beside, ignore_errors=True)
