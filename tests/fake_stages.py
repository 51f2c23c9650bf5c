"""Stages for the executors' contract: each item's path says what is to become of its worker."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from reportedly.pipeline.task import Task


def measure(task: Task, report: Callable[[str], None]) -> dict[str, pa.Table]:
    """The length of each path; ``kill`` ends the process, ``kill once FILE`` only while FILE is not there."""
    skipped = {skip.item: skip.code for skip in task.skip}
    rows = []
    for item in task.arrivals:
        if item.id in skipped:
            rows.append({"path": item.path, "length": -1, "code": skipped[item.id]})
            continue
        report(item.id)
        _act(item.path, lambda item=item: report(item.id))
        rows.append({"path": item.path, "length": len(item.path), "code": ""})
    return {"lengths": pa.Table.from_pylist(rows)}


def broken(task: Task, report: Callable[[str], None]) -> dict[str, pa.Table]:
    """A stage with a fault of its own."""
    raise ZeroDivisionError("no item is to blame")


def total(task: Task, report: Callable[[str], None]) -> dict[str, pa.Table]:
    """The sum over the first stage's tables."""
    import pyarrow.parquet as pq

    parts = [pq.read_table(folder / "lengths.parquet") for folder in task.folders("measure")]
    return {"total": pa.table({"sum": [sum(sum(part["length"].to_pylist()) for part in parts)]})}


def _act(path: str, report: Callable[[], None]) -> None:
    if path == "kill":
        os._exit(9)
    if path.startswith("once "):
        mark = Path(path.removeprefix("once "))
        if not mark.exists():
            mark.touch()
            os._exit(9)
    if path == "hang":
        time.sleep(60)
    if path.startswith("spin "):
        with Path(path.removeprefix("spin ")).open("a") as runs:
            runs.write("x")
        _work(60)
    if path == "parts":
        for _ in range(3):
            report()
            _work(0.6)
    print("a library that prints must not disturb the messages")


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
