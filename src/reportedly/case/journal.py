"""What was read into a case: sealed batches of arrivals, and tombstones of what was forgotten.

``arrivals/000001-b_….jsonl`` holds one batch: a line for each arrival, for each problem and for each problem
that is gone, written beside and renamed, then never changed but by `forget`. A later line about the same
arrival (the same page read again with an outlet) corrects the earlier one.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from reportedly.pipeline.task import Batch
from reportedly.records import Arrival, Problem, content_id


class Emptied(Struct, frozen=True):
    """A container that was read to its end: where, how many members came in, and what was left out.

    `id` comes from its bytes and from all that decides what is made of them: with the same id nothing in it
    can be new.
    """

    id: str
    where: str
    members: int
    left_out: tuple[tuple[str, int], ...] = ()


class Entry(Struct, frozen=True, omit_defaults=True):
    """One line of a batch file, and when it was written (UTC, ISO 8601).

    It holds an arrival that was kept, or a problem, or in `settled` the id of a problem whose cause is gone,
    or a container that was read to its end.
    """

    time: str
    arrival: Arrival | None = None
    problem: Problem | None = None
    settled: str | None = None
    container: "Emptied | None" = None


class Tombstone(Struct, frozen=True):
    """One line of ``forgotten.jsonl``: what is left of a source that the user made the case forget."""

    source: str
    time: str
    why: str


Line = TypeVar("Line", Entry, Tombstone)


class Journal:
    """The batches and tombstones of one case folder."""

    def __init__(self, folder: Path) -> None:
        self._batches = folder / "arrivals"
        self._tombstones = folder / "forgotten.jsonl"

    def entries(self) -> dict[str, list[Entry]]:
        """Batch id -> its lines, in the order of sealing."""
        return {_batch_id(path): _read(path, Entry) for path in self._files()}

    def tombstones(self) -> list[Tombstone]:
        """What was forgotten, oldest first."""
        return _read(self._tombstones, Tombstone) if self._tombstones.exists() else []

    def batches(self) -> list[Batch]:
        """The batches as the stages get them: corrected, without what is forgotten, in order of sealing."""
        entries = self.entries()
        gone = {stone.source for stone in self.tombstones()}
        latest = {
            line.arrival.id: line.arrival
            for lines in entries.values()
            for line in lines
            if line.arrival and line.arrival.source not in gone
        }
        return [batch for batch in (_batch(name, lines, latest) for name, lines in entries.items()) if batch]

    def problems(self) -> list[Problem]:
        """The files that could not be taken in when they were last looked for, in order, each once."""
        found: dict[str, Problem] = {}
        for line in self.lines():
            if line.problem:
                found[line.problem.id] = line.problem
            elif line.settled:
                found.pop(line.settled, None)
        return list(found.values())

    def lines(self) -> Iterator[Entry]:
        """All lines in the order of sealing, a batch in memory at a time."""
        for path in self._files():
            yield from _read(path, Entry)

    def seal(self, lines: list[Entry]) -> str:
        """Write one batch; its id."""
        self._batches.mkdir(parents=True, exist_ok=True)
        name = content_id("b", *(_name(line) for line in lines))
        path = self._batches / f"{len(self._files()) + 1:06d}-{name}.jsonl"
        _write(path, lines)
        return name

    def bury(self, stone: Tombstone) -> None:
        """Note a source as forgotten, then take its lines out of the batches."""
        with self._tombstones.open("ab") as file:
            file.write(msgspec.json.encode(stone) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.strike()

    def strike(self) -> None:
        """Take the lines of forgotten sources out of the batch files; safe to do again."""
        gone = {stone.source for stone in self.tombstones()}
        for path in self._files():
            lines = _read(path, Entry)
            left = [line for line in lines if _source(line) not in gone]
            if len(left) < len(lines):
                _write(path, left)

    def _files(self) -> list[Path]:
        return sorted(self._batches.glob("*.jsonl"))


def _batch(name: str, lines: list[Entry], latest: dict[str, Arrival]) -> Batch | None:
    """A batch with each arrival where it came in first; None where nothing is left."""
    arrivals = []
    for line in lines:
        if line.arrival and line.arrival.id in latest:
            arrivals.append(latest.pop(line.arrival.id))
    return Batch(name, tuple(arrivals)) if arrivals else None


def _name(line: Entry) -> str:
    row = line.arrival or line.problem or line.container
    return row.id if row else f"settled {line.settled}"


def _source(line: Entry) -> str | None:
    row = line.arrival or line.problem
    return row.source if row else None


def _batch_id(path: Path) -> str:
    return path.stem.partition("-")[2]


def _read(path: Path, kind: type[Line]) -> list[Line]:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines() if line]


def _write(path: Path, lines: Iterable[Struct]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    beside.replace(path)
