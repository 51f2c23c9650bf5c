"""A ZIP without its directory, as a broken download leaves it: its files, one after the other.

Before each file's bytes stands a header of its own (APPNOTE 4.3.7); whoever wrote the archive in one go knew
the sizes only afterwards, and deflated bytes tell their end themselves.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import IO

from reportedly.sources.containers.box import Box, Fault, Inner
from reportedly.sources.containers.places import place

HEADER = struct.Struct("<4sHHHHHLLLHH")
SIGNATURE = b"PK\x03\x04"
DIRECTORY = b"PK\x01\x02"
STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW, UTF8 = 0x1, 0x8, 0x800
CHUNK = 65_536


def local_files(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The whole files before the cut. Always ends in a Fault: something is missing, if only the directory."""
    while True:
        head = stream.read(HEADER.size)
        if len(head) < HEADER.size or not head.startswith(SIGNATURE):
            whole = head.startswith(DIRECTORY)
            raise Fault("truncated", "its directory is missing" if whole else "it ends within a file")
        _, _, flags, method, _, _, _, size, _, name_length, extra_length = HEADER.unpack(head)
        name = stream.read(name_length).decode("utf-8" if flags & UTF8 else "cp437", "replace")
        stream.read(extra_length)
        data = _content(stream, box, flags, method, size)
        if flags & ENCRYPTED:
            box.refuse("encrypted", place(name))
        elif not name.endswith("/"):
            yield Inner(name, io.BytesIO(data))


def _content(stream: IO[bytes], box: Box, flags: int, method: int, size: int) -> bytes:
    """A file's bytes, at most one more than its limit; the stream is behind it."""
    if method == DEFLATED and not flags & ENCRYPTED:
        return _deflated(stream, box, bool(flags & SIZES_FOLLOW))
    if flags & SIZES_FOLLOW or method != STORED:
        raise Fault("truncated", "its directory is missing, and it cannot be read on without")
    limit = box.limits.max_bytes + 1
    data = stream.read(min(size, limit))
    if len(data) < min(size, limit):
        raise Fault("truncated", "it ends within a file")
    stream.seek(size - len(data), io.SEEK_CUR)
    return data


def _deflated(stream: IO[bytes], box: Box, sizes_follow: bool) -> bytes:
    unpacker = zlib.decompressobj(-15)
    parts: list[bytes] = []
    kept, limit = 0, box.limits.max_bytes + 1
    while not unpacker.eof:
        chunk = unpacker.unconsumed_tail or stream.read(CHUNK)
        if not chunk:
            raise Fault("truncated", "it ends within a file")
        try:
            part = unpacker.decompress(chunk, CHUNK)
        except zlib.error as error:
            raise Fault("damaged", str(error)) from error
        box.budget.unpack(len(part))
        if kept < limit:
            parts.append(part)
            kept += len(part)
    stream.seek(-len(unpacker.unused_data), io.SEEK_CUR)
    if sizes_follow:
        marked = stream.read(4) == b"PK\x07\x08"
        stream.seek(12 if marked else 8, io.SEEK_CUR)
    return b"".join(parts)
