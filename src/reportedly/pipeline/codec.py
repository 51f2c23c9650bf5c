"""Records to Arrow tables and back: every schema is derived from a record's annotations, here only.

``str``, ``int``, ``float`` and ``bool`` are columns; an enumeration is a string column; ``X | None`` is
nullable; ``tuple[X, ...]`` is a list column and a record inside a record is a struct column.
"""

import types
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

Record = TypeVar("Record", bound=msgspec.Struct)
SCALARS: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def schema(record: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a record type. Raises TypeError for an annotation that has no column."""
    return pa.schema(_fields(record))


def to_table(record: type[Record], rows: Iterable[Record]) -> pa.Table:
    """Records as an Arrow table, in their order."""
    return pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=schema(record))


def to_records(record: type[Record], table: pa.Table) -> list[Record]:
    """The records of an Arrow table that `to_table` made, in their order."""
    return msgspec.convert(table.to_pylist(), list[record])  # type: ignore[valid-type]


def write(table: pa.Table, path: Path) -> None:
    """Write one Parquet file; the same rows give the same bytes."""
    pq.write_table(table, path, compression="zstd", store_schema=False)


def read(paths: Sequence[Path], columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of several Parquet files of one schema, one file after the other.

    Needs at least one path.
    """
    return pa.concat_tables([pq.read_table(path, columns=columns) for path in paths])


def _fields(record: type[msgspec.Struct]) -> list[pa.Field]:
    hints = get_type_hints(record)
    return [_field(name, hints[name]) for name in record.__struct_fields__]


def _field(name: str, hint: Any) -> pa.Field:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = [arg for arg in get_args(hint) if arg is not type(None)]
        return pa.field(name, _type(inner), nullable=True)
    return pa.field(name, _type(hint), nullable=False)


def _type(hint: Any) -> pa.DataType:
    if get_origin(hint) is tuple:
        return pa.list_(_field("item", get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return pa.string()
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct(_fields(hint))
    if hint in SCALARS:
        return SCALARS[hint]
    raise TypeError(f"no column type for {hint!r}")
