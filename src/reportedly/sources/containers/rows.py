"""Tables and JSON with a text in each row: every row becomes one JSON object, its columns as keys.

The object is written in one way (sorted, compact, UTF-8), so that the same row is the same source. It goes by
its words and not by its number, which a row put in above would change. A file whose rows hold no text is a
document, or a fault where its name promises a table.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from typing import IO, Any, cast

from reportedly import knowledge
from reportedly.records import content_id
from reportedly.sources.containers.box import Box, Fault, Inner
from reportedly.sources.containers.columns import cells, column, delimiter, filled
from reportedly.sources.containers.kinds import HEAD, LINES
from reportedly.sources.containers.places import suffix
from reportedly.sources.containers.records import Records
from reportedly.text import decode
from reportedly.text.decoding import BOMS, STRAY

Row = dict[str, Any]
WITHOUT_TEXT = "rows without text"
SAMPLED = 20
NAMED = 10
CHUNK = 65_536
MORE = "(more)"
BETWEEN = re.compile(r"[\s,]*")
NO_VALUE = (ValueError, RecursionError)
# The codecs that take a byte-order mark off.
WITH_MARK = {
    "utf-8": "utf-8-sig",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "utf-32-le": "utf-32",
    "utf-32-be": "utf-32",
}


def table(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The rows of a CSV, TSV or semicolon table with a header. Raises Fault where none of it is text."""
    head = decode(stream.read(HEAD)).text.lstrip("\n")
    mark = delimiter(head)
    names = _distinct(cells(head.partition("\n")[0], mark))
    if not column(names, "text"):
        raise Fault("no-text-column", ", ".join(name for name in names if name))
    # The library's own limit is less than a long article; it is one for the whole process.
    csv.field_size_limit(box.limits.max_bytes)
    return _members(_table_rows(Records(_lines(_text(stream), box), mark, len(names)), names, box), box)


def lines(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The objects of a file that holds one a line."""
    return _rows_or_whole(_line_objects(_text(stream), box), stream, box, suffix(box.name) in LINES)


def array(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The objects of a JSON array, read one by one."""
    return _rows_or_whole(_array_objects(_text(stream), box), stream, box, suffix(box.name) == "json")


def thing(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The records that a JSON object wraps (``{"articles": [...]}``); without any it is a document."""
    data = stream.read(box.limits.max_bytes + 1)
    stream.seek(0)
    if len(data) > box.limits.max_bytes:
        return lines(stream, box)
    found: list[Any] = []
    try:
        found = _wrapped(json.loads(decode(data).text))
    except NO_VALUE as error:
        # Lines of which the first is longer than what was looked at.
        if str(error).startswith("Extra data"):
            return lines(stream, box)
    rows = [row for row in found if isinstance(row, dict)]
    if any(filled(row, "text") for row in rows[:SAMPLED]):
        return _members(iter(rows), box)
    return iter([_whole(stream, box)])


def _wrapped(value: Any) -> list[Any]:
    """The list of records in an object that is none itself."""
    for _ in range(2):
        if not isinstance(value, dict) or filled(value, "text"):
            return []
        key = next((key for key in _wrappers() if isinstance(value.get(key), list | dict)), None)
        value = value.get(key) if key else None
        if isinstance(value, list):
            return value
    return []


@cache
def _wrappers() -> tuple[str, ...]:
    return tuple(knowledge.load("containers")["wrappers"]["keys"])


def _rows_or_whole(rows: Iterator[Row], stream: IO[bytes], box: Box, named: bool) -> Iterator[Inner]:
    sample = list(islice(rows, SAMPLED))
    if any(filled(row, "text") for row in sample):
        return _members(chain(sample, rows), box)
    if not named or not sample:
        stream.seek(0)
        return iter([_whole(stream, box)])
    raise Fault("no-text-column", ", ".join(dict.fromkeys(key for row in sample for key in row)))


def _members(rows: Iterator[Row], box: Box) -> Iterator[Inner]:
    told: Counter[str] = Counter()
    for row in rows:
        if not filled(row, "text"):
            box.leave_out(WITHOUT_TEXT)
            continue
        data = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        address = filled(row, "url")
        url = str(row[address]).strip() if address else ""
        content = io.BytesIO(data.encode("utf-8", "replace"))
        name = _named(row)
        told[name] += 1
        name += f"-{told[name]}" if told[name] > 1 else ""
        yield Inner(name, content, url if url.startswith(("http://", "https://")) else None, leaf=True)


def _named(row: Row) -> str:
    """What a row goes by: a hash of its words and its outlet, since a date or a count may change.

    One agency's words stand in a table once for each outlet that took them.
    """
    keys = (filled(row, "text"), filled(row, "title"), filled(row, "outlet"))
    words = (json.dumps(row[key], sort_keys=True) if key else None for key in keys)
    return content_id("row", *words)


def _whole(stream: IO[bytes], box: Box) -> Inner:
    return Inner("", stream, box.url, leaf=True)


def _table_rows(records: Records, names: list[str], box: Box) -> Iterator[Row]:
    """Rows by column; empty cells go, and what stands beyond the header is kept under a name of its own."""
    try:
        for row in filter(None, islice(records, 1, None)):
            beyond = [cell for cell in row[len(names) :] if cell]
            found: Row = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
            yield found | ({MORE: beyond} if beyond else {})
    finally:
        if records.unclosed:
            box.refuse("open-quote", detail=_numbered(records.unclosed))


def _numbered(lines: list[int]) -> str:
    """ "line 7", or "12 lines: 7, 9, 31 and others" with the first of them."""
    shown = ", ".join(f"{number:,}" for number in lines[:NAMED])
    if len(lines) == 1:
        return f"line {shown}"
    return f"{len(lines):,} lines: {shown}{' and others' if len(lines) > NAMED else ''}"


def _line_objects(text: io.TextIOWrapper, box: Box) -> Iterator[Row]:
    for line in _lines(text, box):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except NO_VALUE as error:
            box.refuse("bad-row", detail=str(error))
            continue
        if isinstance(value, dict):
            yield value
        else:
            box.refuse("bad-row", detail="no JSON object")


def _array_objects(text: io.TextIOWrapper, box: Box) -> Iterator[Row]:
    """The objects between the outermost brackets; never more than one of them, and a chunk, in memory."""
    decoder = json.JSONDecoder()
    ahead, at = text.read(CHUNK).lstrip().removeprefix("["), 0
    while True:
        at = _past_gap(ahead, at)
        if ahead[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(ahead, at)
        except NO_VALUE as error:
            more = text.read(max(CHUNK, len(ahead) - at))
            if not more or len(ahead) - at > box.limits.max_bytes or isinstance(error, RecursionError):
                box.refuse("truncated" if not more else "damaged", detail=str(error))
                return
            ahead, at = ahead[at:] + more, 0
            continue
        at = end
        if isinstance(value, dict):
            yield value
        else:
            box.refuse("bad-row", detail="no JSON object")


def _past_gap(text: str, at: int) -> int:
    found = BETWEEN.match(text, at)
    return found.end() if found else at


def _lines(text: io.TextIOWrapper, box: Box) -> Iterator[str]:
    limit = box.limits.max_bytes + 1
    while line := text.readline(limit):
        if len(line) >= limit:
            raise Fault("too-large", f"{box.limits.max_bytes:,} bytes a line")
        yield line.replace("\x00", "")


def _text(stream: IO[bytes]) -> io.TextIOWrapper:
    """The file as text from its beginning: its encoding is told by its first part, as a document's is."""
    stream.seek(0)
    sample = stream.read(HEAD * 4)
    stream.seek(0)
    # A character that the end of the sample cuts in two would look like another encoding.
    whole = sample if len(sample) < HEAD * 4 else sample[: sample.rfind(b"\n") + 1] or sample
    encoding = decode(whole).encoding
    marked = next((WITH_MARK[name] for mark, name in BOMS if whole.startswith(mark)), encoding)
    return io.TextIOWrapper(cast("IO[bytes]", _Shared(stream)), encoding=marked, errors=STRAY, newline="")


class _Shared(io.BufferedIOBase):
    """A stream that the text reader around it may not close."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int | None = -1) -> bytes:
        return self._stream.read(-1 if size is None else size)

    read1 = read

    def readable(self) -> bool:
        return True


def _distinct(names: list[str]) -> list[str]:
    """Column names, the later ones of a name numbered."""
    clean = [name.strip().lstrip("\ufeff") for name in names]
    return [f"{name} {clean[: at + 1].count(name)}" if name in clean[:at] else name
            for at, name in enumerate(clean)]  # fmt: skip
