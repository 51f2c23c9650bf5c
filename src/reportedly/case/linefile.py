"""A file that only grows: a JSON line for each thing that was said, of one type.

A line that was not written to its end (the power went) was never promised to anybody, and is passed over.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from reportedly.errors import CaseError

Line = TypeVar("Line")


class LineFile(Generic[Line]):
    """The lines of the file at `path`, each of which is a `kind`; `what` is what a message calls one."""

    def __init__(self, path: Path, kind: Any, what: str) -> None:
        self._path, self._what = path, what
        self._decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(kind)

    def read(self) -> list[Line]:
        """All lines, oldest first. Raises CaseError for a line that is none."""
        found = []
        for number, line in enumerate(self._whole().splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(self._decoder.decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise CaseError(
                    f"{self._path.name}, line {number}, is no {self._what}: {error}. "
                    "Mend the line, or take it out."
                ) from error
        return found

    def append(self, lines: Iterable[Line]) -> None:
        """Write lines to the disk."""
        data = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        if not data:
            return
        whole = len(self._whole())
        with self._path.open("ab") as file:
            file.truncate(whole)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def rewrite(self, lines: Iterable[Line]) -> None:
        """Put these lines in the place of all: for what the user wants forgotten."""
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        beside.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        beside.replace(self._path)

    def _whole(self) -> bytes:
        data = self._path.read_bytes() if self._path.exists() else b""
        return data[: data.rfind(b"\n") + 1]
