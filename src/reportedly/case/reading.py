"""Putting what the stages made of a case's files into the database, and what a `read` reports."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from reportedly.case.database import Database, Output
from reportedly.case.intake import STAGE
from reportedly.case.journal import Journal
from reportedly.pipeline.executors.local import GIVEN_UP
from reportedly.pipeline.plan import BY_NAME, STAGES, StageKind, is_done
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task
from reportedly.records import Problem, Ruling, content_id


class Report(Struct, frozen=True):
    """What one `read` did. `left_out` counts by reason; `errors` are all rows that the case has now."""

    new: int
    known: int
    left_out: dict[str, int]
    articles: int
    statements: int
    stories: int
    errors: tuple[Problem, ...]


class Given(NamedTuple):
    """What the user gave a case: the journal, all lines of rulings, of which those on sources that the case
    has become rows, and the imports, whose rows are made when they are wanted."""

    journal: Journal
    rulings: Sequence[Ruling]
    imports: Mapping[Output, Callable[[], dict[str, Sequence[Struct]]]]


def apply(database: Database, tasks: Sequence[Task], user: Given) -> None:
    """Bring the database to the state of the plan; what is there already is left alone."""
    wanted = {_output(task): task for task in tasks if is_done(task)}
    intake = _intake(user.journal, user.rulings)
    present = database.applied()
    stale = present - wanted.keys() - intake.keys() - user.imports.keys()
    intake |= {output: rows() for output, rows in user.imports.items() if output not in present}
    missing = [output for output in wanted if output not in present]
    if stale:
        # Old rows go and new ones come at once: no reader sees the gap between them.
        with database.change():
            database.remove(_last_first(stale))
            _add_intake(database, intake, present - stale)
            for output in missing:
                database.add(output, _rows(wanted[output]))
        return
    for change in dict.fromkeys(_change(output) for output in [*intake, *missing]):
        with database.change():
            _add_intake(
                database, {key: rows for key, rows in intake.items() if _change(key) == change}, present
            )
            for output in missing:
                if _change(output) == change:
                    database.add(output, _rows(wanted[output]))


def drop_given_up(tasks: Sequence[Task]) -> None:
    """Delete the outputs in which an item was given up, so that they are made again."""
    from reportedly.pipeline import codec  # loads pyarrow, which questions do without

    for task in tasks:
        path = Path(task.output) / "errors.parquet"
        if path.exists() and set(codec.read([path], ["code"])["code"].to_pylist()) & GIVEN_UP:
            shutil.rmtree(task.output)


def _change(output: Output) -> str:
    """What goes in at once: a shard; or all that rests on all shards, whose parts rest on each other."""
    stage = BY_NAME.get(output[0])
    return output[1] if stage is None or stage.kind == StageKind.SHARD else ""


def _output(task: Task) -> Output:
    return (task.stage, task.slot, task.key)


def _intake(journal: Journal, rulings: Sequence[Ruling]) -> dict[Output, dict[str, Sequence[Struct]]]:
    """The rows that come from the user: arrivals, a slot a batch, files that were refused, and rulings, which
    come last because they rest on sources."""
    found: dict[Output, dict[str, Sequence[Struct]]] = {}
    batches = journal.batches()
    for batch in batches:
        key = content_id("k", *(_encoded(row) for row in batch.arrivals))
        found[STAGE, batch.id, key] = {"arrivals": batch.arrivals}
    problems = journal.problems()
    if problems:
        found[STAGE, "errors", content_id("k", *(row.id for row in problems))] = {"errors": problems}
    here = {row.source for batch in batches for row in batch.arrivals}
    ruled = [row for row in rulings if row.source in here]
    if ruled:
        found[STAGE, "rulings", content_id("k", *(row.id for row in ruled))] = {"rulings": ruled}
    return found


def _encoded(row: Struct) -> str:
    return msgspec.json.encode(row).decode()


def _add_intake(
    database: Database, intake: dict[Output, dict[str, Sequence[Struct]]], present: set[Output]
) -> None:
    for output, rows in intake.items():
        if output not in present:
            database.add(output, rows)


def _rows(task: Task) -> dict[str, Sequence[Struct]]:
    from reportedly.pipeline import codec

    folder = Path(task.output)
    return {
        name: codec.to_records(TABLES[name].record, codec.read([folder / f"{name}.parquet"]))
        for name in BY_NAME[task.stage].tables
    }


def _last_first(outputs: set[Output]) -> list[Output]:
    order = [STAGE, *(stage.name for stage in STAGES)]
    return sorted(outputs, key=lambda output: (-order.index(output[0]), output[1]))
