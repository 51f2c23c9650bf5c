"""``imports/``: files of other projects as they came; ``imports.jsonl`` has a line for each coming and going.

What is in them becomes rows of tables of their own, beside what is read from articles and never mixed with
it. A line is never changed; taking a file back is another line, and its bytes go.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec
from msgspec import Struct

from reportedly import knowledge
from reportedly.case.database import Output
from reportedly.case.intake import STAGE
from reportedly.errors import CaseError, InputError
from reportedly.pipeline.tables import TABLES
from reportedly.records import Problem, content_id, problem
from reportedly.relations import Passed

NAME, FOLDER = "imports.jsonl", "imports"
LARGEST = 2_000_000_000
VERSION = 2
"""Raise it when a reader makes other rows of the same file."""

Reader = Callable[[bytes, str, Passed | None], Sequence[Any]]


class Kind(Struct, frozen=True):
    """A kind of file: its `reader` as ``module:name``, whose rows go each to the table of its record, what it
    is in words, and the knowledge files that the reader loads."""

    reader: str
    what: str
    knowledge: tuple[str, ...] = ("states", "state_codes")

    def read(self, data: bytes, name: str, passed: Passed | None = None) -> Sequence[Any]:
        """The rows of a file; `passed` takes in those that cannot be used. Raises InputError."""
        module, _, function = self.reader.partition(":")
        reader: Reader = getattr(import_module(module), function)
        return reader(data, name, passed)


OUTSIDE = ("states", "state_codes", "outside")
KINDS = {
    "gdelt": Kind("reportedly.relations.outside:read_gdelt", "GDELT events", OUTSIDE),
    "polecat": Kind("reportedly.relations.outside:read_polecat", "POLECAT events", OUTSIDE),
    "acled": Kind("reportedly.relations.outside:read_acled", "ACLED events", OUTSIDE),
    "votes": Kind("reportedly.relations:read_votes_and_calls", "votes in the UN General Assembly"),
    "calls": Kind("reportedly.relations:read_roll_calls", "roll calls with their dates"),
    "points": Kind("reportedly.relations:read_ideal_points", "ideal points"),
    "alliances": Kind("reportedly.relations:read_alliances", "alliances, as ATOP has them"),
    "igos": Kind("reportedly.relations:read_memberships", "memberships in bodies of states"),
}


class Import(Struct, frozen=True):
    """One file that came in: its `kind`, the `name` that it had, the SHA-256 of its bytes, and when.

    With `undoes`, the id of another line, it is the taking back of that one.
    """

    id: str
    kind: str
    name: str
    digest: str
    time: str
    undoes: str | None = None


class ImportFile:
    """The imports of one case folder."""

    def __init__(self, folder: Path) -> None:
        self._lines, self._bytes = folder / NAME, folder / FOLDER

    def standing(self) -> list[Import]:
        """The imports that hold, oldest first. Raises CaseError for a line that is none."""
        lines = self._read()
        gone = {line.undoes for line in lines}
        return [line for line in lines if line.undoes is None and line.id not in gone]

    def add(self, kind: str, path: Path, time: str) -> Import:
        """Keep a file; the same bytes of the same kind are kept once. Raises InputError for what cannot be
        read as such a file, and then keeps nothing."""
        if kind not in KINDS:
            raise InputError(f"There is no kind of file {kind!r}. There are {', '.join(KINDS)}.")
        name, data = path.name, _bytes_of(path)
        KINDS[kind].read(unpacked(data, name), name)
        digest = hashlib.sha256(data).hexdigest()
        line = Import(content_id("i", kind, digest, time), kind, name, digest, time)
        known = next((x for x in self.standing() if (x.kind, x.digest) == (kind, digest)), None)
        if known:
            return known
        self._bytes.mkdir(exist_ok=True)
        beside = self._bytes / f".{digest}.{os.getpid()}"
        beside.write_bytes(data)
        beside.replace(self._bytes / digest)
        self._append(line)
        return line

    def remove(self, name: str, time: str) -> Import:
        """Take an import back, by its id or the beginning of it. Raises InputError."""
        found = [line for line in self.standing() if name and line.id.startswith(name)]
        if len(found) != 1:
            many = "Several imports begin" if found else "No import begins"
            raise InputError(f"{many} with {name!r}. `reportedly import --list` lists them.")
        (line,) = found
        self._append(Import(content_id("i", line.id, time), line.kind, line.name, line.digest, time, line.id))
        if line.digest not in {x.digest for x in self.standing()}:
            (self._bytes / line.digest).unlink(missing_ok=True)
        return line

    def outputs(self) -> dict[Output, Callable[[], dict[str, Sequence[Struct]]]]:
        """What the imports give, a kind at a time; of two files with the same row the later one's counts."""
        found: dict[Output, Callable[[], dict[str, Sequence[Struct]]]] = {}
        lines = self.standing()
        for kind in dict.fromkeys(line.kind for line in lines if line.kind in KINDS):
            mine = [line for line in lines if line.kind == kind]
            marks = tuple((line.digest, line.name) for line in mine)
            key = content_id("k", VERSION, kind, marks, knowledge.digest(*KINDS[kind].knowledge))
            found[STAGE, f"import {kind}", key] = partial(self._rows, kind, mine)
        return found

    def _rows(self, kind: str, lines: Sequence[Import]) -> dict[str, Sequence[Struct]]:
        rows: dict[type[Any], dict[str, Struct]] = {}
        problems = []
        for line in lines:
            try:
                data = unpacked((self._bytes / line.digest).read_bytes(), line.name)
                passed = Passed()
                for row in KINDS[kind].read(data, line.name, passed):
                    rows.setdefault(type(row), {})[row.id] = row
                problems += [_lost(line, passed)] if passed.rows else []
            except (InputError, OSError) as error:
                todo = f"Take it back with `reportedly import --remove {line.id}`, or import it again."
                problems.append(problem("imports", line.name, "import-unreadable", str(error), todo))
        tables = {_table_of(record): list(found.values()) for record, found in rows.items()}
        return {**tables, "errors": problems}

    def _append(self, line: Import) -> None:
        with self._lines.open("ab") as file:
            file.truncate(len(self._whole()))
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self) -> list[Import]:
        found = []
        for number, line in enumerate(self._whole().splitlines(), start=1):
            try:
                found.append(msgspec.json.decode(line, type=Import))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise CaseError(
                    f"{NAME}, line {number}, is no import: {error}. Mend it, or take it out."
                ) from error
        return found

    def _whole(self) -> bytes:
        """All lines that were written to their end."""
        data = self._lines.read_bytes() if self._lines.exists() else b""
        return data[: data.rfind(b"\n") + 1]


def _lost(line: Import, passed: Passed) -> Problem:
    """What says of an import that some of its rows could not be used."""
    rows = "1 row" if passed.rows == 1 else f"{passed.rows:,} rows"
    why = f"{rows} of {line.name} could not be used: {passed.told()}."
    return problem(
        "imports",
        line.name,
        "import-rows",
        why,
        "The rest is in. Mend these rows in the file and import it again.",
    )


def _table_of(record: type[Any]) -> str:
    return next(spec.name for spec in TABLES.values() if spec.record is record)


def _bytes_of(file: Path) -> bytes:
    """What is in a file. Raises InputError."""
    try:
        if file.stat().st_size > LARGEST:
            raise InputError(
                f"{str(file)!r} is larger than {LARGEST:,} bytes. Cut it by years and import those."
            )
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be read: {error.strerror}. Name another file.") from None


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of a file, or of the only one in a ZIP archive, as GDELT has them. Raises InputError."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with ZipFile(BytesIO(data)) as archive:
            inside = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(inside) != 1 or inside[0].file_size > LARGEST:
                raise InputError(
                    f"{name} holds {len(inside)} files. Unpack it and import the one that is meant."
                )
            return archive.read(inside[0])
    except (BadZipFile, RuntimeError, NotImplementedError) as error:
        raise InputError(
            f"{name} cannot be unpacked ({error}). Unpack it and import what is in it."
        ) from None
