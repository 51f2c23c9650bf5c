"""What lies in a container, one by one: members to be read, refusals, and counts of what was left out.

A container in a container is opened too, to a depth. Nothing is written to disk but, for a moment and
without a name, a container that lies in another and is too large to hold.
"""

import os
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from reportedly.sources.containers import archives, feeds, kinds, mails, rows, webarchive
from reportedly.sources.containers.box import (
    CHUNK,
    Box,
    Budget,
    Exhausted,
    Fault,
    Inner,
    LeftOut,
    Limits,
    Member,
    Refused,
    Spoiled,
    Stream,
)
from reportedly.sources.containers.kinds import HEAD, Kind
from reportedly.sources.containers.places import left_out, place
from reportedly.sources.sniffing import foreign_format

READERS: dict[Kind, Callable[[IO[bytes], Box], Iterator[Inner]]] = {
    Kind.ZIP: archives.zipped,
    Kind.TAR: archives.tarred,
    Kind.PACKED: archives.packed,
    Kind.WARC: webarchive.web_archive,
    Kind.FEED: feeds.feed,
    Kind.MAIL: mails.mail,
    Kind.MAILBOX: mails.mailbox,
    Kind.LINES: rows.lines,
    Kind.ARRAY: rows.array,
    Kind.OBJECT: rows.thing,
    Kind.TABLE: rows.table,
}
# What can be read as a document where it lies too deep to be opened.
DOCUMENTS = {Kind.MAIL, Kind.OBJECT}
# Documents though a text editor shows none: PDF, and whatever office ZIP was found to be none of ours.
TAKEN_AS_THEY_ARE = (b"%PDF-", b"PK")
HELD = 16_000_000

Found = Member | Refused | LeftOut


def members(stream: IO[bytes], name: str = "", limits: Limits | None = None) -> Iterator[Found] | None:
    """What lies in a file, or None for a document; `stream` can seek, `name` only hints.

    Never raises over what the file holds: a fault of it is a Refused, and what came before is read. Reads
    on only as far as it is asked, so that memory does not grow with the file.
    """
    kind = _kind(stream, name)
    if kind is None:
        return None
    limits = limits or Limits()
    size = stream.seek(0, os.SEEK_END)
    return _opened(stream, kind, Box("", name, limits, Budget(size, limits), None), 1)


def _kind(stream: IO[bytes], name: str) -> Kind | None:
    """What kind of container a whole file is; an office document is none."""
    stream.seek(0)
    kind = kinds.tell(stream.read(HEAD), name)
    return None if kind == Kind.ZIP and archives.is_office(stream) else kind


def _opened(stream: IO[bytes], kind: Kind, box: Box, depth: int) -> Iterator[Found]:
    """All that one container holds, then what it refused and left out."""
    stream.seek(0)
    try:
        for inner in READERS[kind](stream, box):
            yield from _inner(inner, box, depth)
    except Exhausted as fault:
        if depth > 1:
            yield from box.told()
            raise
        box.refuse(fault.code, detail=fault.detail)
    except Fault as fault:
        box.refuse(fault.code, detail=fault.detail)
    except Exception as error:  # Formats this old fail in more ways than their libraries list.
        cut = isinstance(error, EOFError) or "unexpected end" in str(error)
        box.refuse("truncated" if cut else "damaged", detail=str(error) or type(error).__name__)
    yield from box.told()


def _inner(inner: Inner, box: Box, depth: int) -> Iterator[Found]:
    """One thing in a container: a member, or a container of its own."""
    name = place(inner.name) or ("" if inner.leaf else "content")
    # The name of what was fetched from an address promises nothing: story?picture=a.png is a page.
    why = None if inner.leaf or inner.url else left_out(name)
    if why:
        box.leave_out(why)
        return
    box.budget.member()
    try:
        if inner.leaf:
            yield from _member(inner, name, _rest(inner.stream, box.limits.max_bytes + 1), box)
            return
        head = inner.stream.read(HEAD)
        kind = kinds.tell(head, name)
        if kind is None or (depth >= box.limits.max_depth and kind in DOCUMENTS):
            data = head + _rest(inner.stream, box.limits.max_bytes + 1 - len(head))
            yield from _member(inner, name, data, box)
        else:
            yield from _container(inner, name, head, box, depth)
    except Spoiled as fault:
        box.refuse("damaged", name, str(fault))


def _container(inner: Inner, name: str, head: bytes, box: Box, depth: int) -> Iterator[Found]:
    """What seems to be a container in a container, set aside so that it can be read back and forth."""
    with SpooledTemporaryFile(max_size=HELD) as aside:
        aside.write(head)
        fault = _set_aside(inner.stream, aside)
        kind = _kind(aside, name)
        if kind is None:
            aside.seek(0)
            yield from _member(inner, name, _rest(aside, box.limits.max_bytes + 1), box)
        elif depth >= box.limits.max_depth:
            box.refuse("too-deep", name, str(box.limits.max_depth))
        else:
            inside = Box(box.inside(name), name, box.limits, box.budget, _of(inner, box))
            yield from _opened(aside, kind, inside, depth + 1)
    if fault:
        raise fault


def _set_aside(stream: Stream, aside: IO[bytes]) -> Exception | None:
    """Copy a stream; where it fails half-way, what came is kept to be read, and the failure is given."""
    try:
        while chunk := stream.read(CHUNK):
            aside.write(chunk)
    except Exhausted:
        raise
    except Exception as error:
        return error
    return None


def _rest(stream: Stream, size: int) -> bytes:
    parts = []
    while size > 0 and (part := stream.read(min(size, CHUNK))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _member(inner: Inner, name: str, data: bytes, box: Box) -> Iterator[Found]:
    """A document with what its containers say of it, if it is one and not too large."""
    if len(data) > box.limits.max_bytes:
        box.refuse("too-large", name, f"{box.limits.max_bytes:,} bytes")
        return
    foreign = None if data.startswith(TAKEN_AS_THEY_ARE) or not name else foreign_format(data)
    if foreign:
        box.refuse("binary", name, foreign)
        return
    said = _of(inner, box)
    yield Member(box.inside(name), data, said.url, said.feed, said.time)


def _of(inner: Inner, box: Box) -> Inner:
    """The same with what the container says where the member itself says nothing; an address is its own."""
    return Inner(inner.name, inner.stream, inner.url, inner.feed or box.feed, inner.time or box.time)
