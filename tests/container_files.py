"""Containers made for the tests, in memory."""

import gzip
import io
import tarfile
import zipfile

from reportedly.sources import LeftOut, Limits, Member, Refused, members

DAY = "2031-05-09T10:00:00Z"


def taken(data: bytes, name: str = "", **limits: int) -> tuple[list[Member], list[Refused], dict[str, int]]:
    """What comes out of a container: members, refusals, and counts of what was left out."""
    found = members(io.BytesIO(data), name, Limits(**limits))
    assert found is not None, "it was taken for a document"
    things = list(found)
    inside = [thing for thing in things if isinstance(thing, Member)]
    refused = [thing for thing in things if isinstance(thing, Refused)]
    return inside, refused, {thing.why: thing.count for thing in things if isinstance(thing, LeftOut)}


def names(data: bytes, name: str = "", **limits: int) -> list[str]:
    return [member.name for member in taken(data, name, **limits)[0]]


def codes(data: bytes, name: str = "", **limits: int) -> list[tuple[str, str]]:
    return [(row.name, row.code) for row in taken(data, name, **limits)[1]]


def is_document(data: bytes, name: str = "") -> bool:
    return members(io.BytesIO(data), name) is None


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return into.getvalue()


def streamed_zip(files: dict[str, bytes | str]) -> bytes:
    """As a program writes it that cannot go back: sizes stand behind each file."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.content += bytes(data)
            return len(data)

    into = OneWay()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.content


def tarred(files: dict[str, bytes], mode: str = "w", links: dict[str, str] | None = None) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return into.getvalue()


def record(
    url: str = "https://ledger.example/1",
    body: bytes = b"<p>The light is lit.</p>",
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html\r\n",
    date: str = DAY,
    length: int | None = None,
) -> bytes:
    """One WARC record; of a kind other than ``response`` its `headers` are the record's own."""
    inner = body
    outer = "Content-Type: application/http; msgtype=response\r\n"
    if kind == "response":
        inner = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    else:
        outer = headers
    said = len(inner) if length is None else length
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"{outer}Content-Length: {said}\r\n\r\n"
    )
    return head.encode() + inner + b"\r\n\r\n"


def packed_records(*records: bytes) -> bytes:
    """A WARC.gz, a gzip member a record."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
