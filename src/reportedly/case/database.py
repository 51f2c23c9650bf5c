"""``case.sqlite``: what pages and questions are answered from; filled from the stages, rebuilt at will.

Each stage output is applied in one transaction and noted in ``applied``, so that whoever has the case open
sees a whole state and never half of one. When an output is replaced by another, old rows go and new ones
come in the same transaction.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from enum import EnumType
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from reportedly.case import schema
from reportedly.errors import CaseError
from reportedly.pipeline.tables import TABLES

Record = TypeVar("Record", bound=Struct)
Change = Callable[[Any], Any]
Output = tuple[str, str, str]
"""A stage, a slot and a key: which output of what."""


AMONG = "(SELECT value FROM json_each(?))"
"""SQL for any number of values in the place of one mark, given as `listed`."""


class Database:
    """One connection to a case's database; rows in, records out."""

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self._connection = _open(path, writing)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def applied(self) -> set[Output]:
        """The outputs whose rows are in the database."""
        return set(self._connection.execute("SELECT stage, slot, key FROM applied"))

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: all of it is seen, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def remove(self, outputs: Iterable[Output]) -> None:
        """Take out the rows of outputs, within a `change`; references are checked when it ends."""
        for stage, slot, _ in outputs:
            found = self._connection.execute(
                "SELECT number FROM applied WHERE stage = ? AND slot = ?", (stage, slot)
            ).fetchone()
            for table in reversed(TABLES):
                self._connection.execute(f"DELETE FROM {table} WHERE made_by = ?", found)
            self._connection.execute("DELETE FROM applied WHERE number = ?", found)

    def add(self, output: Output, tables: dict[str, Sequence[Struct]]) -> None:
        """Put in the rows of an output, within a `change`.

        A row that another output brought already stays.
        """
        number = self._connection.execute(
            "INSERT INTO applied (stage, slot, key) VALUES (?, ?, ?)", output
        ).lastrowid
        for table, rows in tables.items():
            names = ", ".join(f'"{name}"' for name in schema.columns(table))
            marks = ", ".join("?" * (len(schema.columns(table)) + 1))
            self._connection.executemany(
                f"INSERT OR IGNORE INTO {table} ({names}, made_by) VALUES ({marks})",
                ((*_values(table, row), number) for row in rows),
            )

    def records(
        self, record: type[Record], table: str, where: str = "", values: Sequence[Any] = (), order: str = "id"
    ) -> list[Record]:
        """Rows of a table as records. `where` is SQL of this package's own, with ``?`` for `values`."""
        condition = f"WHERE {where}" if where else ""
        names = ", ".join(f'{table}."{name}"' for name in schema.columns(table))
        query = f"SELECT {names} FROM {table} {condition} ORDER BY {order}"
        changes = _changes(record, table)
        return [_record(record, changes, row) for row in self._connection.execute(query, values)]

    def among(
        self, record: type[Record], table: str, column: str, values: Sequence[Any], order: str = "id"
    ) -> list[Record]:
        """The rows of a table whose column has one of the values, of which there may be very many."""
        return self.records(record, table, f"{column} IN {AMONG}", (listed(values),), order)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state for all that is asked within, whatever is written meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    def parts(self, query: str, values: Sequence[Any], size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query of this package's own, at most so many at once."""
        asked = self._connection.execute(query, values)
        while rows := asked.fetchmany(size):
            yield rows

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query of this package's own."""
        return list(self._connection.execute(query, values))

    def compact(self) -> None:
        """Write the file anew without what was deleted, so that no page of it holds forgotten words."""
        self._connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def listed(values: Sequence[Any]) -> str:
    """Texts or numbers as the one value that stands for them in `AMONG`."""
    return msgspec.json.encode(values).decode()


def _open(path: Path, writing: bool) -> sqlite3.Connection:
    if writing:
        connection = _connect(path)
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            connection.executescript(f"BEGIN;\n{schema.script()}\nCOMMIT;")
    else:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def is_current(path: Path) -> bool:
    """Whether the file is a database of this version. One that is not is made anew from the stages."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] == schema.version())
    except sqlite3.DatabaseError as error:
        if path.exists() and path.stat().st_size:
            raise CaseError(
                f"{path.name} cannot be read ({error}). Delete it; the next `reportedly read` makes it anew."
            ) from error
        return False


def _values(table: str, row: Struct) -> list[Any]:
    plain = msgspec.to_builtins(row)
    return [
        msgspec.json.encode(plain[name]).decode()
        if kind == schema.JSON and plain[name] is not None
        else plain[name]
        for name, kind in schema.columns(table).items()
    ]


def _record(record: type[Record], changes: Sequence[tuple[int, Change]], row: Sequence[Any]) -> Record:
    values = list(row)
    for place, change in changes:
        if values[place] is not None:
            values[place] = change(values[place])
    return record(*values)


@cache
def _changes(record: type[Struct], table: str) -> tuple[tuple[int, Change], ...]:
    """The columns whose values are other things in a record, each with what makes them that: nested values,
    enumerations, and what is true or false. All others stand in the record as they stand in the table."""
    hints = get_type_hints(record)
    made = [_change(hints[name], kind) for name, kind in schema.columns(table).items()]
    return tuple((place, change) for place, change in enumerate(made) if change)


def _change(hint: Any, kind: str) -> Change | None:
    if kind == schema.JSON:
        return msgspec.json.Decoder(hint).decode
    for one in get_args(hint) or (hint,):
        if one is bool:
            return bool
        if isinstance(one, EnumType):
            members: list[Any] = list(one)
            return {member.value: member for member in members}.__getitem__
    return None
