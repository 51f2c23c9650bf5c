"""Which content a path of a pile held last, so that what lies under it now is known as a later version."""

import hashlib

from msgspec.structs import replace

from reportedly.case.intake import STDIN
from reportedly.records import Arrival


class Versions:
    """The latest arrival under each path, a number each: a web archive holds many."""

    def __init__(self) -> None:
        self._latest: dict[int, tuple[int, str]] = {}

    def note(self, row: Arrival) -> None:
        """Take an arrival for the latest under its path, unless a later one was noted. What is given on
        standard input has no name, and nothing of it is a version of another."""
        if row.path == STDIN or row.path.startswith(f"{STDIN}/"):
            return
        version, _ = self._latest.get(_place(row), (0, ""))
        if row.version >= version:
            self._latest[_place(row)] = (row.version, row.id)

    def is_latest(self, row: Arrival) -> bool:
        """Whether the path held this when it was last read."""
        found = self._latest.get(_place(row))
        return found is None or found[1] == row.id

    def numbered(self, row: Arrival) -> Arrival:
        """The arrival with its version, noted as the latest; a content that comes back is later again."""
        before = self._latest.get(_place(row))
        version = 0 if before is None else before[0] + (before[1] != row.id)
        row = replace(row, version=version)
        self.note(row)
        return row


def _place(row: Arrival) -> int:
    return int.from_bytes(hashlib.blake2b(row.path.encode(), digest_size=8).digest())
