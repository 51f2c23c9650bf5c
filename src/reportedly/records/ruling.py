"""What an analyst corrects: an input that survives every re-run, never an edit of a derived row."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from reportedly.records.identity import Part, content_id
from reportedly.records.source import Arrival, Problem, problem
from reportedly.records.span import Span

SHOWN = 60


class Action(StrEnum):
    """What a ruling does at its place.

    On a file: `CLASS` gives the block there another class (`value`: one of BlockClass; a kept class restores
    it, any other drops it); `SPLIT` begins a new article there, `JOIN` undoes a split there; `SET` sets a
    field of the article that holds the place (`value`: ``date=2031-05-09``, ``outlet=The Example Post``).

    On a statement: `AMEND` sets a field of it (``speaker=Example Institute``, ``act=deny``), `SPAN` says
    which words a role of it has (`value`: ``source``, ``cue`` or ``content``), `ADD` that there is one,
    `REJECT` that there is none.
    """

    CLASS = "class"
    SPLIT = "split"
    JOIN = "join"
    SET = "set"
    AMEND = "amend"
    SPAN = "span"
    ADD = "add"
    REJECT = "reject"


ON_FILES = frozenset({Action.CLASS, Action.SPLIT, Action.JOIN, Action.SET})
ON_STATEMENTS = frozenset(Action) - ON_FILES


class Roles(Struct, frozen=True):
    """The words of one statement, as spans of the **source's** text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Ruling(Struct, frozen=True):
    """One line of ``rulings.jsonl``: a correction pinned to a source and to exact words of its text.

    `words` is a span of the **source's** text. When the text or the blocks have moved, the place is found
    again by its words; a ruling that cannot be found is listed in `errors` and never dropped. `undoes` names
    an earlier ruling that this one takes back.

    A ruling on a statement says in `about` which one: its words as they stood when it was ruled on, of which
    `words` are the first of the cue, else of the content. `pieces` are the words that `SPAN` gives the role.
    """

    id: str
    source: str
    words: Span
    action: Action
    value: str
    author: str
    time: str
    why: str = ""
    undoes: str | None = None
    about: Roles | None = None
    pieces: tuple[Span, ...] = ()


def ruling(
    source: str,
    words: Span,
    action: Action,
    value: str,
    *,
    author: str,
    time: str,
    why: str = "",
    undoes: str | None = None,
    about: Roles | None = None,
    pieces: tuple[Span, ...] = (),
) -> Ruling:
    """A ruling with its id, which depends on what it says and when, so that the same can be ruled again."""
    parts: list[Part] = [source, words.start, words.end, action.value, value, time, undoes]
    if about:
        parts += [_places(role) for role in (about.source, about.cue, about.content, pieces)]
    name = content_id("u", *parts)
    return Ruling(name, source, words, action, value, author, time, why, undoes, about, pieces)


def not_found(line: Ruling, arrival: Arrival) -> Problem:
    """The row in `errors` for a ruling that has no place in an arrival of its source."""
    words = " ".join(line.words.text.split())
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0] or words[:SHOWN]} …"
    what = f"{line.action.value} {line.value}".strip()
    on_file = line.action in ON_FILES
    row = problem(
        "articles" if on_file else "statements",
        arrival.path,
        "ruling-not-found",
        f"The ruling {line.id} ({what}) has no place in it any more: “{shown}”.",
        f"Rule on what `reportedly {'blocks' if on_file else 'statements'}` shows now, then "
        f"`reportedly rulings --undo {line.id}`.",
        arrival.source,
    )
    # Several rulings on one file may be lost, and each is a row of its own.
    return replace(row, id=content_id("e", row.id, line.id))


def _places(role: tuple[Span, ...]) -> tuple[Part, ...]:
    return tuple((piece.start, piece.end) for piece in role)
