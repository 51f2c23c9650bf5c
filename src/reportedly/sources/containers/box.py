"""What a container's reader hands on, what it may use up, and how it says what it did not read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct

from reportedly.sources.containers.refusals import words

CHUNK = 1_048_576


class Limits(Struct, frozen=True):
    """How much of a container is read.

    `max_bytes` of one member; `max_depth` containers in one another; `max_members`, `max_unpacked` bytes and
    `max_ratio` (unpacked bytes a packed one, checked beyond `max_bytes`) of a file with all that lies in it.
    """

    max_bytes: int = 50_000_000
    max_depth: int = 3
    max_members: int = 1_000_000
    max_unpacked: int = 50_000_000_000
    max_ratio: int = 200


class Member(Struct, frozen=True):
    """One document in a container: its bytes, and what the container says of it.

    `name` is its place inside, parts joined by ``/`` and never leading out; empty for the file itself, which
    a mail is beside its attachments. `url`, `feed` and `time` are as in an `Arrival`.
    """

    name: str
    data: bytes
    url: str | None = None
    feed: str | None = None
    time: str | None = None


class Refused(Struct, frozen=True):
    """What could not be read, once for each kind of refusal; the fields are a `Problem`'s.

    `name` is the member's, or the container's where several of its members were refused or it is itself at
    fault; empty for the outermost.
    """

    name: str
    code: str
    why: str
    todo: str


class LeftOut(Struct, frozen=True):
    """How many members were left out on purpose; `why` is one of few phrases."""

    why: str
    count: int


class Stream(Protocol):
    """Bytes that come one after the other."""

    def read(self, size: int = ..., /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Inner:
    """One thing that a reader found. `stream` is good until the next one is asked for.

    `name` is as the container writes it, in need of cleaning; a `leaf` is not looked into.
    """

    name: str
    stream: Stream
    url: str | None = None
    feed: str | None = None
    time: str | None = None
    leaf: bool = False


class Fault(Exception):
    """A container cannot be read on; `code` is a refusal's, `detail` goes into its sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Exhausted(Fault):
    """A limit on the whole file is reached: nothing more is read of it, at whatever depth."""


class Spoiled(Exception):
    """One member cannot be read; those beside it can."""


class Budget:
    """What one file with all that lies in it may use up; `packed` is its size in bytes."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._ratio = max(packed * limits.max_ratio, limits.max_bytes)
        self._limits = limits
        self._unpacked = 0
        self._members = 0

    def unpack(self, size: int) -> None:
        """Count unpacked bytes. Raises Exhausted."""
        self._unpacked += size
        if self._unpacked > self._ratio:
            raise Exhausted("bomb", f"{self._limits.max_ratio:,} times its own size")
        if self._unpacked > self._limits.max_unpacked:
            raise Exhausted("bomb", f"{self._limits.max_unpacked:,} bytes")

    def member(self) -> None:
        """Count a member. Raises Exhausted."""
        self._members += 1
        if self._members > self._limits.max_members:
            raise Exhausted("too-many", f"{self._limits.max_members:,}")


class Unpacking:
    """A stream of unpacked bytes, each counted, whose beginning can be looked at before it is read."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._ahead = b""

    def peek(self, size: int) -> bytes:
        """The first `size` bytes, or fewer where there are no more; they stay to be read."""
        while len(self._ahead) < size:
            more = self._more(size - len(self._ahead))
            if not more:
                break
            self._ahead += more
        return self._ahead

    def read(self, size: int = CHUNK, /) -> bytes:
        """At most `size` bytes: nobody reads all of what may have no end."""
        if self._ahead:
            found, self._ahead = self._ahead[:size], self._ahead[size:]
            return found
        return self._more(size)

    def _more(self, size: int) -> bytes:
        found = self._stream.read(size)
        self._budget.unpack(len(found))
        return found


class Box:
    """One container while it is read: its place, what it says of its members, and what was refused.

    `where` is its name in the file that was read, empty for that file; `name` its last part.
    """

    def __init__(self, where: str, name: str, limits: Limits, budget: Budget, source: Inner | None) -> None:
        self.where = where
        self.name = name
        self.limits = limits
        self.budget = budget
        self.url = source.url if source else None
        self.feed = source.feed if source else None
        self.time = source.time if source else None
        self._refused: dict[str, tuple[str, str]] = {}
        self._counts: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def inside(self, name: str) -> str:
        """The place of a member."""
        return "/".join(part for part in (self.where, name) if part)

    def refuse(self, code: str, name: str = "", detail: str = "") -> None:
        """Note a member (its cleaned name) or, without a name, the container as not read."""
        self._refused.setdefault(code, (name, detail))
        self._counts[code] += 1

    def leave_out(self, why: str) -> None:
        """Count a member that is left out on purpose."""
        self._left_out[why] += 1

    def told(self) -> Iterator[Refused | LeftOut]:
        """All that was noted: one refusal a code, one line a reason."""
        for code, (name, detail) in self._refused.items():
            many = self._counts[code]
            why, todo = words(code, detail, many, name)
            yield Refused(self.inside(name) if many == 1 else self.where, code, why, todo)
        for why, count in self._left_out.items():
            yield LeftOut(why, count)
