"""``pins.jsonl``: what a reader pinned, noted, moved and took back, a line each.

Its lock is its own, so that pins can be set while a long `read` holds the case's.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec.structs import replace

from reportedly.case.linefile import LineFile
from reportedly.errors import CaseLocked, InputError
from reportedly.records import Moved, Noted, PinLine, Pinned, Undone, pin_id

NAME, LOCK = "pins.jsonl", "pins.lock"
SECONDS = 5.0
"""So long a line waits for another process to write its own."""
LONGEST_NOTE, LONGEST_TAG, MOST_TAGS = 10_000, 60, 20


class PinFile:
    """The pins of one case folder."""

    def __init__(self, folder: Path) -> None:
        self._file: LineFile[PinLine] = LineFile(folder / NAME, PinLine, "pin")
        self._lock = folder / LOCK

    def lines(self) -> list[PinLine]:
        """All lines, oldest first. Raises CaseError for a line that is none."""
        return self._file.read()

    def add(self, make: Callable[[list[PinLine]], Sequence[PinLine]]) -> list[PinLine]:
        """Append what `make` makes of the lines so far. Raises CaseLocked where another process does not
        let go of the file."""
        lock = self._held()
        try:
            made = list(make(self._file.read()))
            self._file.append(made)
        finally:
            lock.release()
        return made

    def strike(self, gone: set[str]) -> None:
        """Take out the pins that hold words of forgotten sources, with their notes; safe to do again."""
        if not gone or not self._file.read():
            return
        lock = self._held()
        try:
            lines = self._file.read()
            out = {
                x.id for x in lines if isinstance(x, Pinned) and any(one.source in gone for one in x.places)
            }
            left = [x for x in lines if _about(x) not in out]
            if len(left) < len(lines):
                self._file.rewrite(left)
        finally:
            lock.release()

    def _held(self) -> FileLock:
        lock = FileLock(self._lock)
        try:
            lock.acquire(timeout=SECONDS)
        except Timeout:
            raise CaseLocked(
                f"Another process holds {str(self._lock)!r}. Try again when it is done."
            ) from None
        return lock


def standing(lines: Sequence[PinLine]) -> tuple[Pinned, ...]:
    """The pins that hold, in the reader's order, each with its latest note and tags."""
    pins: dict[str, Pinned] = {}
    order: list[str] = []
    for line in _not_undone(lines):
        if isinstance(line, Pinned):
            pins[line.id] = line
            order.append(line.id)
        elif isinstance(line, Noted) and line.pin in pins:
            pins[line.pin] = replace(pins[line.pin], note=line.note, tags=line.tags)
        elif isinstance(line, Moved) and line.pin in pins:
            order.remove(line.pin)
            at = order.index(line.before) if line.before in order else len(order)
            order.insert(at, line.pin)
    return tuple(pins[name] for name in order)


def noted(
    lines: Sequence[PinLine], pin: str, note: str, tags: Iterable[str], author: str, time: str
) -> Noted:
    """The line that gives a pin this note and these tags. Raises InputError."""
    row = one(lines, pin)
    words, names = note_of(note), tags_of(tags)
    return Noted(pin_id("note", row.id, words, names, time), row.id, words, names, author, time)


def moved(lines: Sequence[PinLine], pin: str, before: str | None, author: str, time: str) -> Moved:
    """The line that puts a pin before another one, or at the end. Raises InputError."""
    row = one(lines, pin)
    where = one(lines, before).id if before else None
    return Moved(pin_id("move", row.id, where, time), row.id, where, author, time)


def undone(lines: Sequence[PinLine], name: str, author: str, time: str) -> Undone:
    """The line that takes back the line with this id, or the pin whose id begins so. Raises InputError."""
    known = {line.id for line in _not_undone(lines)}
    whole = name if name in known else one(lines, name).id
    return Undone(pin_id("undo", whole, time), whole, author, time)


def one(lines: Sequence[PinLine], name: str) -> Pinned:
    """The pin whose id begins so. Raises InputError where none or several do."""
    found = [pin for pin in standing(lines) if name and pin.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    many = "Several pins begin" if found else "No pin begins"
    raise InputError(f"{many} with {name!r}. `reportedly pins` lists them.")


def note_of(said: str) -> str:
    """A note with its lines kept and the blanks around them gone. Raises InputError for too long a one."""
    note = "\n".join(" ".join(line.split()) for line in said.splitlines()).strip("\n")
    if len(note) > LONGEST_NOTE:
        raise InputError(f"A note has {LONGEST_NOTE:,} characters at most, and this one {len(note):,}.")
    return note


def tags_of(said: Iterable[str]) -> tuple[str, ...]:
    """Tags without blanks around them and without a ``#`` before them, each once. Raises InputError."""
    names = (" ".join(name.replace(",", " ").split()).lstrip("# ") for name in said)
    tags = tuple(dict.fromkeys(name for name in names if name))
    if len(tags) > MOST_TAGS or any(len(name) > LONGEST_TAG for name in tags):
        raise InputError(f"A pin has {MOST_TAGS} tags at most, of {LONGEST_TAG} characters at most.")
    return tags


def _not_undone(lines: Sequence[PinLine]) -> list[PinLine]:
    """The lines that hold: the latest are settled first, so that an undo can itself be undone."""
    gone: set[str] = set()
    held: list[PinLine] = []
    for line in reversed(lines):
        if line.id in gone:
            continue
        if isinstance(line, Undone):
            gone.add(line.undoes)
        held.append(line)
    return held[::-1]


def _about(line: PinLine) -> str:
    """The id of the pin that a line is about; of an undo the id of the line that it takes back."""
    if isinstance(line, Pinned):
        return line.id
    return line.undoes if isinstance(line, Undone) else line.pin
