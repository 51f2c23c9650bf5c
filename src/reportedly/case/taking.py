"""Taking in whatever was found: raw bytes kept, arrivals noted, sealed in batches as they come.

A container (archive, web archive, feed, mail, table) comes in as its members, each with its own bytes; its
own are not kept. When it comes again unchanged, its hash alone says so.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from reportedly.case.intake import STAGE, Found, Passed, Said, contents, covers, find, opened
from reportedly.case.journal import Emptied, Entry, Journal
from reportedly.case.versions import Versions
from reportedly.pipeline.raw import keep
from reportedly.records import Arrival, Problem, Settings, arrival, content_id, problem, source_id
from reportedly.sources import LeftOut, Limits, Member, Refused, members

READERS = 1
"""Raised whenever containers are read otherwise than before, so that all are looked into again."""


class Taken(Struct, frozen=True):
    """What the walk found: files that are new to the case, files that it had, names left out.

    Each member of a container counts as a file.
    """

    new: int
    known: int
    left_out: dict[str, int]


def take_in(
    paths: Sequence[str | Path], said: Said, journal: Journal, sources: Path, settings: Settings
) -> Taken:
    """Keep the raw bytes of whatever is new and seal it in batches.

    Raises InputError for a path that is not there.
    """
    taking = _Taking(journal, sources, settings)
    for item in find(paths, said):
        taking.take(item)
    return taking.done(paths)


class _Taking:
    """One reading of what the user named, against what the case has."""

    def __init__(self, journal: Journal, sources: Path, settings: Settings) -> None:
        self._journal, self._sources, self._settings = journal, sources, settings
        self._gone = {stone.source: stone.time for stone in journal.tombstones()}
        self._standing = {row.id: row for row in journal.problems()}
        self._seen: set[int] = set()
        self._refused: set[str] = set()
        self._emptied: dict[str, Emptied] = {}
        self._versions = Versions()
        for line in journal.lines():
            if line.arrival:
                self._seen.add(_mark(line.arrival))
                self._versions.note(line.arrival)
            if line.container:
                self._emptied[line.container.where] = line.container
        self._counts: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._batch: list[Entry] = []
        self._size = 0

    def take(self, item: Found | Passed | Problem) -> None:
        if isinstance(item, Passed):
            self._left_out[item.why] += 1
        elif isinstance(item, Problem):
            self._refuse(item)
        else:
            with opened(item, self._settings.max_unpacked) as stream:
                self._open(item, stream)

    def done(self, paths: Sequence[str | Path]) -> Taken:
        """Seal what is left, and what this reading came by and found in order."""
        for entry in _settled(self._standing.values(), paths):
            self._note(entry)
        self._seal()
        return Taken(self._counts["new"], self._counts["known"], dict(self._left_out))

    def _open(self, item: Found, stream: IO[bytes] | Problem) -> None:
        if isinstance(stream, Problem):
            self._refuse(stream)
            return
        try:
            inside = members(stream, item.where, _limits(self._settings))
        except OSError:
            inside = None
        if inside is None:
            data = contents(stream, item.where, self._settings.max_bytes)
            if isinstance(data, Problem):
                self._refuse(data)
            else:
                self._keep(data, item.where, item.said)
            return
        self._empty(item, stream, inside)

    def _empty(self, item: Found, stream: IO[bytes], inside: Iterator[Member | Refused | LeftOut]) -> None:
        """Take in a container's members, unless it is the very one that was read before."""
        name = _container_id(item, stream, self._settings, self._gone)
        before = self._emptied.get(item.where)
        if before and before.id == name:
            self._counts["known"] += before.members
            self._left_out.update(dict(before.left_out))
            self._stand_below(item.where)
            return
        came, left_out, whole = 0, Counter[str](), True
        for found in inside:
            whole &= isinstance(found, Member) and not found.name
            if isinstance(found, Member):
                came += self._keep(found.data, _inside(item.where, found.name), item.said, found)
            elif isinstance(found, Refused):
                where = _inside(item.where, found.name)
                self._refuse(problem(STAGE, where, found.code, found.why, found.todo))
            else:
                left_out[found.why] += found.count
        self._left_out.update(left_out)
        if not whole:  # A mail without attachments and a single record were documents all along.
            emptied = Emptied(name, item.where, came, tuple(sorted(left_out.items())))
            self._note(Entry(_now(), container=emptied))

    def _keep(self, data: bytes, where: str, said: Said, member: Member | None = None) -> bool:
        """Keep a document's bytes and note its arrival; whether it may be kept."""
        source = source_id(data)
        if source in self._gone:
            self._refuse(_forgotten(where, self._gone[source]))
            return False
        keep(self._sources, source, data)
        row = _arrival(source, where, said, member)
        mark = _mark(row)
        # What lies in a container may stand in it twice under one name; a file has one content at a time.
        if mark in self._seen and (member is not None or self._versions.is_latest(row)):
            self._counts["known"] += 1
        else:
            row = self._versions.numbered(row)
            self._seen.add(mark)
            self._counts["new"] += 1
            self._note(Entry(_now(), row), len(data))
        return True

    def _refuse(self, row: Problem) -> None:
        if self._standing.pop(row.id, None) != row and row.id not in self._refused:
            self._note(Entry(_now(), problem=row))
        self._refused.add(row.id)

    def _stand_below(self, where: str) -> None:
        """Problems of a container that is not looked into again are as they were."""
        for row in list(self._standing.values()):
            if row.where == where or row.where.startswith(f"{where}/"):
                del self._standing[row.id]

    def _note(self, entry: Entry, size: int = 0) -> None:
        self._batch.append(entry)
        self._size += size
        if len(self._batch) >= self._settings.shard_files or self._size >= self._settings.shard_bytes:
            self._seal()

    def _seal(self) -> None:
        if self._batch:
            self._journal.seal(self._batch)
        self._batch, self._size = [], 0


def _arrival(source: str, where: str, said: Said, member: Member | None) -> Arrival:
    """What the user says holds for all members; an address that a member has of its own is nearer to it."""
    if member is None:
        return arrival(source, where, url=said.url, outlet=said.outlet, date=said.day)
    url = member.url or said.url
    return arrival(
        source, where, url=url, outlet=said.outlet, date=said.day, feed=member.feed, time=member.time
    )


def _mark(row: Arrival) -> int:
    """Two arrivals with the same mark say the same: 64 bits, for a web archive holds many."""
    said = msgspec.json.encode(msgspec.structs.replace(row, version=0))
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())


def _container_id(item: Found, stream: IO[bytes], settings: Settings, gone: Iterable[str]) -> str:
    """A hash over a container's bytes and whatever else decides what comes out of it."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(1_048_576):
        digest.update(chunk)
    limits = tuple(msgspec.structs.astuple(_limits(settings)))
    said = (item.said.url, item.said.outlet, item.said.day)
    return content_id("u", READERS, digest.hexdigest(), item.where, said, limits, tuple(sorted(gone)))


def _limits(settings: Settings) -> Limits:
    return Limits(
        settings.max_bytes,
        settings.max_depth,
        settings.max_members,
        settings.max_unpacked,
        settings.max_ratio,
    )


def _inside(where: str, name: str) -> str:
    return f"{where}/{name}" if name else where


def _settled(gone: Iterable[Problem], paths: Sequence[str | Path]) -> list[Entry]:
    """Notes of problems that this reading came by and did not find again."""
    return [Entry(_now(), settled=row.id) for row in gone if any(covers(path, row.where) for path in paths)]


def _forgotten(where: str, when: str) -> Problem:
    why = f"The case was told on {when[:10]} to forget this very file."
    return problem(STAGE, where, "forgotten", why, "Read it into another case if you need it.", None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
