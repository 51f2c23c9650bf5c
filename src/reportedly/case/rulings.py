"""``rulings.jsonl``: what an analyst corrected or took back, a line each, never changed but by `forget`."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from reportedly.case.linefile import LineFile
from reportedly.errors import InputError
from reportedly.records import Action, Arrival, Range, Roles, Ruling, Span, not_found, ruling

NAME = "rulings.jsonl"


class RulingState(StrEnum):
    """What has become of a ruling; `WAITING` until the tables are brought up to date, or its source read."""

    APPLIED = "applied"
    NOT_FOUND = "not found"
    UNDONE = "undone"
    WAITING = "waiting"


class Ruled(Struct, frozen=True):
    """A ruling with its state and the path that its source came in by (empty where it has not come in)."""

    id: str
    state: RulingState
    source: str
    path: str
    action: Action
    value: str
    words: Span
    author: str
    time: str
    why: str
    about: Roles | None = None
    pieces: tuple[Span, ...] = ()


class RulingFile:
    """The rulings of one case folder."""

    def __init__(self, folder: Path) -> None:
        self._file: LineFile[Ruling] = LineFile(folder / NAME, Ruling, "ruling")

    def lines(self) -> list[Ruling]:
        """All lines, undone ones and undos too, oldest first. Raises CaseError for a line that is none."""
        return self._file.read()

    def append(self, line: Ruling) -> None:
        """Write a line to the disk."""
        self._file.append([line])

    def strike(self, gone: set[str]) -> None:
        """Take the lines of forgotten sources out; safe to do again."""
        lines = self.lines()
        left = [line for line in lines if line.source not in gone]
        if len(left) < len(lines):
            self._file.rewrite(left)


def standing(lines: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that hold: neither undone nor an undo, oldest first."""
    lines = list(lines)
    undone = {line.undoes for line in lines if line.undoes}
    return tuple(line for line in lines if not line.undoes and line.id not in undone)


def pinned(
    source: str,
    text: str,
    at: Range,
    action: Action,
    value: str,
    *,
    author: str,
    why: str,
    time: str,
) -> Ruling:
    """A ruling on the words at a place of a source's text. Raises InputError where it makes no sense."""
    from reportedly.articles import fault

    words = text[max(at.start, 0) : max(at.end, 0)]
    if not 0 <= at.start < at.end <= len(text) or not words.strip():
        raise InputError(
            f"There are no words at {at.start}-{at.end} of that source. `blocks` shows its text."
        )
    value = " ".join(value.split())
    wrong = fault(action, value)
    if wrong:
        raise InputError(wrong)
    start = at.start + len(words) - len(words.lstrip())
    words = words.strip()
    return ruling(
        source,
        Span(start, start + len(words), words),
        action,
        value,
        author=named(author),
        time=time,
        why=why,
    )


def undo(lines: Sequence[Ruling], name: str, *, author: str, why: str, time: str) -> Ruling:
    """The line that takes a ruling back; `name` is its id or a beginning of it. Raises InputError."""
    found = [line for line in lines if not line.undoes and name and line.id.startswith(name)]
    if len(found) != 1:
        many = f"{len(found)} rulings begin" if found else "No ruling begins"
        raise InputError(f"{many} with {name!r}. `reportedly rulings` lists them.")
    (line,) = found
    if line not in standing(lines):
        raise InputError(f"{line.id} is undone already. To have it again, rule again.")
    return ruling(
        line.source,
        line.words,
        line.action,
        line.value,
        author=named(author),
        time=time,
        why=why,
        undoes=line.id,
    )


def states(
    lines: Sequence[Ruling], arrivals: Iterable[Arrival], taken_up: set[str], problems: set[str]
) -> list[Ruled]:
    """Each ruling with its state. `taken_up` are the ids of the rulings that the tables know, `problems`
    those of the rows in `errors`."""
    came: dict[str, list[Arrival]] = {}
    for row in arrivals:
        came.setdefault(row.source, []).append(row)
    holds = {line.id for line in standing(lines)}
    return [
        _ruled(line, _state(line, came.get(line.source, []), line.id in holds, taken_up, problems), came)
        for line in lines
        if not line.undoes
    ]


def _state(
    line: Ruling, came: Sequence[Arrival], holds: bool, taken_up: set[str], problems: set[str]
) -> RulingState:
    if not holds:
        return RulingState.UNDONE
    if line.id not in taken_up:
        return RulingState.WAITING
    lost = any(not_found(line, arrival).id in problems for arrival in came)
    return RulingState.NOT_FOUND if lost else RulingState.APPLIED


def _ruled(line: Ruling, state: RulingState, came: dict[str, list[Arrival]]) -> Ruled:
    path = min((arrival.path for arrival in came.get(line.source, [])), default="")
    return Ruled(
        line.id,
        state,
        line.source,
        path,
        line.action,
        line.value,
        line.words,
        line.author,
        line.time,
        line.why,
        line.about,
        line.pieces,
    )


def named(author: str) -> str:
    """Whose ruling it is. Raises InputError where that is nobody."""
    if not author.strip():
        raise InputError("A ruling bears a name. Give yours with --author or in REPORTEDLY_AUTHOR.")
    return " ".join(author.split())
