"""JSON with every field as it is; CSV with one flat row a record.

In the JSON, characters that a terminal would obey are written as ``\\u009b``, which means the same.

The CSV is that of RFC 4180. In it a span is its words, and a second column ``…_at`` says where (``12-40``);
several are parted by ``" … "`` and a blank. Other lists are parted by ``"; "``, and what is nested deeper
stands as JSON in its cell.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any

import msgspec
from msgspec import Struct

from reportedly.records import Span

GAP = " … "
# DEL, the second set of control characters and the marks that turn a line around; JSON escapes the rest.
OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def to_json(records: Sequence[Struct]) -> str:
    """A JSON array, one object a record, indented, with a final newline."""
    encoded = msgspec.json.encode(list(records))
    text = msgspec.json.format(encoded, indent=2).decode() + "\n"
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_csv(record: type[Struct], records: Iterable[Struct]) -> str:
    """CSV with a head line, also where there are no records. `record` gives the columns."""
    out = io.StringIO()
    rows = [dict(_cells(row)) for row in records]
    writer = csv.DictWriter(out, fieldnames=_columns(record), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _columns(record: type[Struct]) -> list[str]:
    names = []
    for field in msgspec.structs.fields(record):
        names.append(field.name)
        if _is_span(field.type):
            names.append(f"{field.name}_at")
    return names


def _is_span(hint: Any) -> bool:
    return hint is Span or Span in getattr(hint, "__args__", ())


def _cells(row: Struct) -> Iterator[tuple[str, str]]:
    for field in msgspec.structs.fields(row):
        value = getattr(row, field.name)
        if _is_span(field.type):
            spans = [value] if isinstance(value, Span) else list(value or ())
            yield field.name, GAP.join(span.text for span in spans)
            yield f"{field.name}_at", " ".join(f"{span.start}-{span.end}" for span in spans)
        else:
            yield field.name, _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, Struct | tuple):
        return msgspec.json.encode(value).decode()
    return str(value)
