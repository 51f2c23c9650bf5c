"""Records to Arrow tables and back: every schema is derived from a record's annotations, here only.

``str``, ``int``, ``float`` and ``bool`` are columns; an enumeration is a string column; ``X | None`` is
nullable; ``tuple[X, ...]`` is a list column and a record inside a record is a struct column. Both ways go
column by column: a million rows are a handful of long lists, and not millions of small dictionaries.
"""

import types
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Record = TypeVar("Record", bound=msgspec.Struct)
SCALARS: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
Values = list[Any]


@cache
def schema(record: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a record type. Raises TypeError for an annotation that has no column."""
    return pa.schema(_fields(record))


def to_table(record: type[Record], rows: Iterable[Record]) -> pa.Table:
    """Records as an Arrow table, in their order."""
    wanted = schema(record)
    return pa.Table.from_arrays(_columns(record, list(rows)), schema=wanted)


def to_records(record: type[Record], table: pa.Table) -> list[Record]:
    """The records of an Arrow table that `to_table` made, in their order.

    Columns that the record does not have are passed over.
    """
    hints = _hints(record)
    found: list[Record] = []
    for batch in table.to_batches():
        found += map(record, *(_values(hints[name], batch[name]) for name in record.__struct_fields__))
    return found


def write(rows: pa.Table | Iterable[pa.Table], path: Path) -> None:
    """Write one Parquet file; the same rows give the same bytes.

    Of several tables, one at least, each is a row group of its own, and one is held at a time.
    """
    if isinstance(rows, pa.Table):
        pq.write_table(rows, path, compression="zstd", store_schema=False)
        return
    parts = iter(rows)
    first = next(parts)
    with pq.ParquetWriter(path, first.schema, compression="zstd", store_schema=False) as file:
        for part in chain([first], parts):
            file.write_table(part, row_group_size=max(len(part), 1))


def read(
    paths: Sequence[Path],
    columns: Sequence[str] | None = None,
    group: int | None = None,
    names: Sequence[str] = (),
) -> pa.Table:
    """The rows of several Parquet files of one schema, one file after the other; of a row `group`, or all.

    Columns of `names`, strings that come again and again, are read as dictionaries. Needs at least one path.
    """
    parts = []
    for path in paths:
        file = _open(path, names)
        wanted = range(file.num_row_groups) if group is None else [group]
        parts.append(file.read_row_groups(wanted, columns, use_threads=False))
    return pa.concat_tables(parts)


def groups(path: Path) -> range:
    """The numbers of the row groups of a Parquet file."""
    return range(_open(path).num_row_groups)


def load(
    record: type[Record], paths: Sequence[Path], among: tuple[str, pa.Array] | None = None
) -> list[Record]:
    """The rows of several Parquet files as records; only the record's own columns are read.

    With `among`, a column and values, only the rows that have one of them there. One row group is held at a
    time.
    """
    return list(each(record, paths, among))


def each(
    record: type[Record], paths: Sequence[Path], among: tuple[str, pa.Array] | None = None
) -> Iterator[Record]:
    """The records that `load` gives, one after the other."""
    for path in paths:
        file = _open(path)
        for group in range(file.num_row_groups):
            kept = _kept(file, group, *among) if among else None
            if kept is None or pc.any(kept).as_py():
                rows = file.read_row_group(group, record.__struct_fields__, use_threads=False)
                yield from to_records(record, rows if kept is None else rows.filter(kept))


def _kept(file: pq.ParquetFile, group: int, column: str, values: pa.Array) -> pa.ChunkedArray:
    """Which rows of a row group have one of some values in a column; where none has, no other is read."""
    return pc.is_in(file.read_row_group(group, [column], use_threads=False)[column], value_set=values)


def _open(path: Path, names: Sequence[str] = ()) -> pq.ParquetFile:
    # Not `pq.read_table`: what that asks of a file before it reads costs more than a shard's rows.
    return pq.ParquetFile(path, pre_buffer=False, read_dictionary=list(names))


@cache
def _hints(record: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(record)


def _fields(record: type[msgspec.Struct]) -> list[pa.Field]:
    return [_field(name, _hints(record)[name]) for name in record.__struct_fields__]


def _field(name: str, hint: Any) -> pa.Field:
    inner = _inner(hint)
    return pa.field(name, _type(inner), nullable=inner is not hint)


def _inner(hint: Any) -> Any:
    """``X`` of ``X | None``; any other annotation itself."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = [arg for arg in get_args(hint) if arg is not type(None)]
        return inner
    return hint


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


def _columns(record: type[msgspec.Struct], rows: Values) -> list[pa.Array]:
    hints = _hints(record)
    return [_array(hints[name], [getattr(row, name) for row in rows]) for name in record.__struct_fields__]


def _array(hint: Any, values: Values) -> pa.Array:
    """One column; None stands where the annotation allows it."""
    kind = _inner(hint)
    none = [value is None for value in values] if kind is not hint else []
    if get_origin(kind) is tuple:
        lists = [value or () for value in values]
        (item,) = get_args(kind)[:1]
        flat = _array(item, list(chain.from_iterable(lists)))
        ends = pa.array([0, *accumulate(map(len, lists))], pa.int32())
        return pa.ListArray.from_arrays(ends, flat, type=_type(kind), mask=_mask(none))
    if issubclass(kind, Enum):
        return pa.array([value and value.value for value in values], pa.string())
    if issubclass(kind, msgspec.Struct):
        return _structs(kind, values, none)
    return pa.array(values, SCALARS[kind])


def _structs(record: type[msgspec.Struct], values: Values, none: Values) -> pa.Array:
    """A struct column. Below a row that is None, children that may not be null need some value."""
    if any(none):
        return pa.array(
            [None if value is None else msgspec.to_builtins(value) for value in values], _type(record)
        )
    return pa.StructArray.from_arrays(_columns(record, values), fields=_fields(record))


def _mask(none: Values) -> pa.Array | None:
    return pa.array(none, pa.bool_()) if any(none) else None


def _values(hint: Any, column: pa.Array) -> Values:
    """The values of one column, as a record holds them."""
    kind = _inner(hint)
    if column.null_count:
        return _with_none(kind, column)
    if get_origin(kind) is tuple:
        flat = _values(get_args(kind)[0], column.flatten())
        first = column.offsets[0].as_py() if len(column) else 0
        ends = [end - first for end in column.offsets.to_numpy().tolist()]
        return [tuple(flat[low:high]) for low, high in pairwise(ends)]
    if issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return [members[value] for value in _plain(column)]
    if issubclass(kind, msgspec.Struct):
        hints = _hints(kind)
        children = zip(kind.__struct_fields__, column.flatten(), strict=True)
        return list(map(kind, *(_values(hints[name], child) for name, child in children)))
    return _plain(column)


def _with_none(kind: Any, column: pa.Array) -> Values:
    """The values of a column with nulls: what is there, and None in between."""
    there = iter(_values(kind, column.drop_null()))
    return [next(there) if valid else None for valid in column.is_valid().to_pylist()]


def _plain(column: pa.Array) -> Values:
    values: Values = column.to_numpy(zero_copy_only=False).tolist()
    return values
