"""What kind of container a file is, told by how it begins; its name only hints."""

import re
import tarfile
import zlib
from enum import StrEnum

from reportedly.sources.containers.columns import table_header
from reportedly.sources.containers.places import suffix
from reportedly.sources.sniffing import foreign_format
from reportedly.text import decode

HEAD = 65_536
"""How many bytes of a file are looked at."""
TEXT_HEAD = 16_384

FEED = re.compile(
    r"(?><\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s)*+<(?:\w+:)?(?:rss|feed|RDF)\b", re.S
)
FIELD = re.compile(r"[!-9;-~]{1,60}:")
# The line that parts mails ends in a time, or else a note "From our correspondent" would be one.
MAILBOX = re.compile(r"From \S.*\d\d:\d\d.*\n[!-9;-~]{1,60}:")
MULTIPART = re.compile(r"^content-type:\s*multipart/(?!related|alternative)", re.I | re.M)
LINES = {"jsonl", "ndjson", "jsonlines"}
TABLES = {"csv", "tsv", "tab"}


class Kind(StrEnum):
    """The kinds of containers, by how they are read."""

    ZIP = "zip"
    PACKED = "packed"
    TAR = "tar"
    WARC = "warc"
    FEED = "feed"
    MAIL = "mail"
    MAILBOX = "mailbox"
    LINES = "lines"
    ARRAY = "array"
    OBJECT = "object"
    TABLE = "table"


def tell(head: bytes, name: str = "") -> Kind | None:
    """The kind that a file with these first bytes seems to be, or None for a document.

    A ZIP may still be an office document, and a JSON object one record: its reader finds out.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b\x08"):
        return Kind.WARC if _inflated(head).startswith(b"WARC/") else Kind.PACKED
    if head.startswith((b"BZh", b"\xfd7zXZ\x00")):
        return Kind.PACKED
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if is_tar(head):
        return Kind.TAR
    return _of_text(head, name)


def is_tar(head: bytes) -> bool:
    """Whether the first block is a member's header, with a checksum that holds."""
    if len(head) < tarfile.BLOCKSIZE or not head[:1].strip(b"\0"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _of_text(head: bytes, name: str) -> Kind | None:
    ending = suffix(name)
    head = head[:TEXT_HEAD]
    if foreign_format(head):
        return None
    text = decode(head).text
    start = text.lstrip()
    if start.startswith("<"):
        return Kind.FEED if FEED.match(start) else None
    if start.startswith("["):
        return Kind.ARRAY if start[1:].lstrip().startswith("{") else None
    if start.startswith("{"):
        return Kind.LINES if ending in LINES or _is_lines(start) else Kind.OBJECT
    if MAILBOX.match(start):
        return Kind.MAILBOX
    if FIELD.match(start) and MULTIPART.search(start.partition("\n\n")[0]):
        return Kind.MAIL
    if start and (ending in TABLES or table_header(text, complete=len(head) < TEXT_HEAD)):
        return Kind.TABLE
    return None


def _is_lines(text: str) -> bool:
    """Whether an object stands on each of the first two lines."""
    first, _, rest = text.partition("\n")
    return first.rstrip().endswith("}") and rest.lstrip().startswith("{")
