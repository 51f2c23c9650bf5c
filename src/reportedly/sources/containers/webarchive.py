"""Web archives (WARC 1.0 and 1.1, plain or gzip): the pages that a crawler or browser was given.

Read record by record; where one cannot be read, the next good one is looked for.
"""

import io
import zlib
from collections.abc import Generator, Iterator
from datetime import UTC
from functools import cache
from typing import IO

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from reportedly import knowledge
from reportedly.sources.containers.box import Box, Inner
from reportedly.sources.containers.places import of_url

PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
ABOUT_CRAWL = "web archive: records about the crawl"
UNCHANGED = "web archive: the same as at an earlier capture"
NO_PAGE = "web archive: answers that are no page"
NOT_READ = "web archive: pictures, scripts and other types"
OK = 200
MAX_FAULTS = 1_000
PACKED, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
WINDOW = 1_048_576
CHUNK = 65_536
WRAPPINGS = {"chunked": ChunkedReader, "gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader}

Stop = tuple[int, str]


def web_archive(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The pages, each with the address that it was fetched from and the time of capture."""
    mark = PACKED if stream.read(len(PACKED)) == PACKED else PLAIN
    start, why = 0, ""
    for _ in range(MAX_FAULTS):
        stream.seek(start)
        stopped = yield from _records(stream, box, start)
        if stopped is None:
            return
        position, why = stopped
        following = _next_start(stream, position + 1, mark)
        if following is None:
            break
        box.refuse("broken-record", detail=why)
        start = following
    box.refuse("truncated", detail=why)


def _records(stream: IO[bytes], box: Box, start: int) -> Generator[Inner, None, Stop | None]:
    """Records up to the end, or up to a fault: where the record with it began, and what it is."""
    at = start
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type):
            at = max(record.stream_pos, start)
            length = record.content_length
            why = _unread(record)
            body = b"" if why else record.reader.read(min(length, box.limits.max_bytes + 1))
            read = len(body) + record.reader.consume()
            box.budget.unpack(read)
            if read < length:
                return at, "it ends early"
            if why:
                box.leave_out(why)
            else:
                yield _page(record, _decoded(record, body, box.limits.max_bytes + 1))
    except OSError as error:
        return at, str(error)
    return None


def _unread(record: WarcRecord) -> str | None:
    """Why a record is not read, or None for a page."""
    if record.record_type == WarcRecordType.revisit:
        return UNCHANGED
    if record.record_type not in PAGES:
        return ABOUT_CRAWL
    kind = _said(record.headers, "Content-Type")
    if record.is_http:
        if record.http_headers is None or record.http_headers.status_code != OK:
            return NO_PAGE
        kind = _said(record.http_headers, "Content-Type")
    kind = kind.lower()
    return NOT_READ if kind and not kind.startswith(_readable()) else None


@cache
def _readable() -> tuple[str, ...]:
    return tuple(knowledge.load("containers")["web"]["readable"])


def _page(record: WarcRecord, body: bytes) -> Inner:
    url = _said(record.headers, "WARC-Target-URI").strip("<>") or None
    when = record.record_date
    time = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None
    name = of_url(url) if url else f"record at {record.stream_pos}"
    return Inner(name, io.BytesIO(body), url, time=time)


def _said(headers: HeaderMap, name: str) -> str:
    return (headers.get(name) or "").strip()


def _decoded(record: WarcRecord, body: bytes, limit: int) -> bytes:
    """The body without what HTTP wrapped it in.

    Some crawlers unwrap it and leave the headers as they were: what does not unwrap is taken as it stands.
    """
    headers = record.http_headers if record.is_http else None
    if headers is None:
        return body
    wrappings = _said(headers, "Content-Encoding").lower().replace(" ", "").split(",")
    if "chunked" in _said(headers, "Transfer-Encoding").lower():
        wrappings.append("chunked")
    for wrapping in reversed(wrappings):
        try:
            body = _unwrapped(body, wrapping, limit)
        except (OSError, zlib.error):
            continue
    return body


def _unwrapped(body: bytes, wrapping: str, limit: int) -> bytes:
    if wrapping == "deflate":
        # The standard means zlib's format; some servers send the bare one.
        bare = (body[0] & 15) != 8 if body else False
        return zlib.decompressobj(-15 if bare else 15).decompress(body, limit)
    reader = WRAPPINGS.get(wrapping)
    return _as_far_as_it_goes(reader(io.BytesIO(body)), limit) if reader else body


def _as_far_as_it_goes(reader: WarcReader, limit: int) -> bytes:
    """What can be unwrapped. Raises OSError where nothing can."""
    parts: list[bytes] = []
    while limit > 0:
        try:
            part = reader.read(min(limit, CHUNK))
        except OSError:
            if not parts:
                raise
            break
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


def _next_start(stream: IO[bytes], after: int, mark: bytes) -> int | None:
    """Where the next record seems to begin, or None."""
    at = after
    while True:
        stream.seek(at)
        window = stream.read(WINDOW)
        found = window.find(mark)
        while found >= 0:
            if mark == PLAIN or _begins_record(stream, at + found):
                return at + found
            found = window.find(mark, found + 1)
        if len(window) < WINDOW:
            return None
        at += WINDOW - len(mark)


def _begins_record(stream: IO[bytes], at: int) -> bool:
    stream.seek(at)
    try:
        return zlib.decompressobj(31).decompress(stream.read(512), 5) == b"WARC/"
    except zlib.error:
        return False
