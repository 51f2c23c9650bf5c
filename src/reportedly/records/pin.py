"""Lines that a reader pinned while reading: what each holds, and how it stands today."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import Part, content_id
from reportedly.records.ruling import Roles
from reportedly.records.span import Range, Span
from reportedly.records.statement import Certainty, Kind, Modality, Statement


class PinKind(StrEnum):
    """What was pinned: a statement, words of an article, a telling of a quotation, the count of a story."""

    STATEMENT = "statement"
    WORDS = "words"
    TELLING = "telling"
    COUNT = "count"


class PinState(StrEnum):
    """How a pin stands: as it was pinned; its words are there and are read otherwise; its words are gone."""

    SAME = "as pinned"
    OTHERWISE = "read otherwise"
    NOT_FOUND = "not found"


class Footnote(Struct, frozen=True):
    """Where pinned words stand. `words` are spans of the **source's** text, `source` its SHA-256.

    `arrival` is the id of the arrival that they were read in. `outlet` is who published it: the outlet, else
    the agency, else the file's path. `article` and `at`, a place in that article's text, lead to them in the
    site; None where they are in no article today.
    """

    source: str
    arrival: str
    words: tuple[Span, ...]
    outlet: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    article: str | None = None
    at: Range | None = None


class Read(Struct, frozen=True):
    """How a pinned row is read: who speaks, through whom (outermost first), how surely; all empty for mere
    words. `line` is what a count says, or what a telling does to its words."""

    speaker: str | None = None
    via: tuple[str, ...] = ()
    kind: Kind | None = None
    modality: Modality | None = None
    certainty: Certainty | None = None
    negated: bool = False
    line: str = ""


def read_of(row: Statement) -> Read:
    """How a statement is read."""
    return Read(row.speaker, row.via, row.kind, row.modality, row.certainty, row.negated)


class Pinned(Struct, frozen=True, tag_field="step", tag="pin"):
    """A line of ``pins.jsonl``: something was pinned. `row` is the id that it had then.

    `places` are where its words stand, first those that were pinned; for a telling then its witness, for a
    count each article that was counted. `roles` say of a statement which of the words are whose.
    """

    id: str
    kind: PinKind
    row: str
    places: tuple[Footnote, ...]
    read: Read
    author: str
    time: str
    note: str = ""
    tags: tuple[str, ...] = ()
    roles: Roles | None = None


class Noted(Struct, frozen=True, tag_field="step", tag="note"):
    """A line of ``pins.jsonl``: note and tags of a pin as they are from now on."""

    id: str
    pin: str
    note: str
    tags: tuple[str, ...]
    author: str
    time: str


class Moved(Struct, frozen=True, tag_field="step", tag="move"):
    """A line of ``pins.jsonl``: a pin was put before another one; None: at the end."""

    id: str
    pin: str
    before: str | None
    author: str
    time: str


class Undone(Struct, frozen=True, tag_field="step", tag="undo"):
    """A line of ``pins.jsonl`` that takes another one back, be it of any kind, an undo too."""

    id: str
    undoes: str
    author: str
    time: str


PinLine = Pinned | Noted | Moved | Undone


class Pin(Struct, frozen=True):
    """A pin as it stands today, with its latest note and tags.

    `words` are those that were pinned, exactly, several stretches apart. `read` is today's reading, or the
    one of then where there is none today, and `changes` say in words what is otherwise than it was then.
    """

    id: str
    kind: PinKind
    state: PinState
    words: tuple[str, ...]
    read: Read
    places: tuple[Footnote, ...]
    changes: tuple[str, ...]
    note: str
    tags: tuple[str, ...]
    author: str
    time: str
    row: str | None = None


def pin_id(*parts: Part) -> str:
    """The id of a line of ``pins.jsonl``, which depends on what it says and when."""
    return content_id("n", *parts)
