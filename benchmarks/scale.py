"""How time and memory of lineage grow with the pile: passages, stories, derivations, origins.

    python benchmarks/scale.py [PILE ...] [--workers N] [--at-once] [--keep DIR]

PILE is a number of documents to invent, or a file of them, one ``{id, outlet, published, title, text}`` a
line (default: 1000 10000 100000). Each pile is laid out as the stage `articles` would, below DIR or in a
temporary folder, and the stages from `gathered` to `origins` are run on it by the executor that
`reportedly read` uses. Statements are read by a model and are no part of this: their tables are there and
empty, so that `origins` counts articles and newsrooms and finds no voices.

Printed, a line a stage: seconds on the clock; CPU seconds of all processes, and of the busiest, which are
the seconds on a clock with nothing else on the machine; the peak of the memory of all processes together.
With --at-once there is one line: stages that do not rest on each other share the workers, as in a read.
The last line says how CPU time a document grows from the first pile to the last. Needs Linux.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from reportedly.pipeline import codec, plan, run
from reportedly.pipeline.executors import executor
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Batch, Task
from reportedly.records import Arrival, Article, Settings, arrival
from yardsticks.invented_press import documents
from yardsticks.processes import Used, Watch
from yardsticks.reuse_lines import given

STAGES = (
    *("gathered", "said", "revisions", "fingerprints", "shared", "pairs", "passages", "stories", "kin"),
    *("descent", "origins"),
)
SEED = 7
ARRIVALS = "batches.json"
MEBIBYTE = 2**20


def lay_out(rows: Iterator[dict[str, Any]], folder: Path) -> None:
    """Write what the stages before `STAGES` would have made of documents, in batches as a read seals them."""
    many = Settings().shard_files
    batches: list[Batch] = []
    parts: list[list[Article]] = []
    while part := [given(row).article for row in islice(rows, many)]:
        arrivals = tuple(arrival(article.source, article.id) for article in part)
        batches.append(Batch(f"b_{len(batches):06d}", arrivals))
        parts.append(part)
        if len(part) < many:
            break
    (folder / ARRIVALS).write_bytes(msgspec.json.encode(batches))
    slots = {batch.id: part for batch, part in zip(batches, parts, strict=True)}
    for task in _tasks(folder):
        if task.stage not in STAGES:
            _given(task, slots[task.slot])


def _given(task: Task, articles: Sequence[Article]) -> None:
    """An output of a stage that is not measured: the articles, what they came in as, and tables without
    rows."""
    output = Path(task.output)
    output.mkdir(parents=True)
    came = {one.arrival: Arrival(one.arrival, one.source, one.id) for one in articles}
    known: dict[str, Sequence[Struct]] = {"articles": articles, "arrivals": list(came.values())}
    for name in {*plan.BY_NAME[task.stage].tables, "statements", "arrivals"}:
        rows = known.get(name, ())
        codec.write(codec.to_table(TABLES[name].record, rows), output / f"{name}.parquet")


def _tasks(folder: Path) -> list[Task]:
    batches = msgspec.json.decode((folder / ARRIVALS).read_bytes(), type=list[Batch])
    wanted = plan.needed(STAGES[-1])
    tasks = plan.plan(batches, folder / "stages", folder / "sources", Settings())
    return [task for task in tasks if task.stage in wanted]


def measure(folder: Path, workers: int, at_once: bool) -> dict[str, Used]:
    """Run the stages, each timed by itself, or all at once."""
    tasks, used = _tasks(folder), {}
    with executor(workers) as hands:
        for stages in [STAGES] if at_once else [(stage,) for stage in STAGES]:
            with Watch() as watch:
                run.run([task for task in tasks if task.stage in stages], hands)
            used[", ".join(stages)] = watch.used
    return used


def total(used: Iterable[Used]) -> Used:
    """Of stages that ran one after the other."""
    rows = list(used)
    clock, cpu, busiest = (sum(getattr(row, name) for row in rows) for name in ("clock", "cpu", "busiest"))
    return Used(clock, cpu, busiest, max(row.peak for row in rows))


def show(console: Console, name: str, count: int, used: dict[str, Used]) -> None:
    """One pile, a line a stage."""
    table = Table("stage", "clock s", "CPU s", "busiest s", "peak MiB", "CPU ms a document", title=name)
    for stage, row in {**used, "all": total(used.values())}.items():
        seconds = (f"{value:.1f}" for value in (row.clock, row.cpu, row.busiest))
        table.add_row(stage, *seconds, f"{row.peak / MEBIBYTE:.0f}", f"{1000 * row.cpu / count:.2f}")
    console.print(table)


def one(pile: str, folder: Path, workers: int, at_once: bool, console: Console) -> float:
    """Lay out, run and show one pile; the CPU seconds a document."""
    # In a process of its own, because what it held would count as memory of the stages.
    subprocess.run([sys.executable, __file__, "--lay-out", str(folder), pile], check=True)
    used = measure(folder, workers, at_once)
    batches = msgspec.json.decode((folder / ARRIVALS).read_bytes(), type=list[Batch])
    count = sum(len(batch.arrivals) for batch in batches)
    show(console, f"{count} documents, {workers} workers", count, used)
    return total(used.values()).cpu / count


def _rows(pile: str) -> Iterator[dict[str, Any]]:
    if pile.isdigit():
        return documents(int(pile), SEED)
    return (json.loads(line) for line in Path(pile).open(encoding="utf-8") if line.strip())


def main(arguments: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("piles", nargs="*", default=["1000", "10000", "100000"], metavar="PILE")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--at-once", action="store_true", help="not stage by stage: as a read does it")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="where piles and outputs stay; what is there goes"
    )
    parser.add_argument("--lay-out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.lay_out:
        lay_out(_rows(asked.piles[0]), asked.lay_out)
        return 0
    console, rates = Console(), []
    with tempfile.TemporaryDirectory() as spare:
        for pile in asked.piles:
            folder = (asked.keep or Path(spare)) / Path(pile).stem
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            rates.append(one(pile, folder, asked.workers, asked.at_once, console))
    console.print(f"CPU time a document, last pile by first: {rates[-1] / rates[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
