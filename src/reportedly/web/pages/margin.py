"""What stands beside an article's text: statements, events, passages and pins, in the order of the text.

Each is a layer that the address shows or hides (``?show=events,pins``), a mark in the text, and a note in
the margin. Statements have the numbers from 1, all else the numbers below 0; 0 is what the address marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from reportedly.dossier.pieces import Row
from reportedly.dossier.segments import Label
from reportedly.records import COUNTS_FROM, HAPPENED, Article, EventMention, Pin, Pinned, Span, Status

LAYERS = ("statements", "events", "pins", "passages")
USUAL = ("statements", "events", "pins")
NONE = "none"
# What the words of a note are in the text, beside the roles of a statement's words.
ROLES = {"pin": "held", "passage": "also"}
DOUBTED = frozenset({Status.DENIED, Status.ALLEGED})


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of marks: how many there are, whether they are shown, and the address where they are not."""

    name: str
    rows: int
    shown: bool
    link: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that an article shares: where they stand in it, and in which others, where."""

    here: Span
    there: tuple[tuple[Article, Span], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the article tells; `status` is in words, `tone` is ``happened``, ``ahead`` (not yet, or
    only perhaps), ``doubted``, or ``unsure``: read less surely than what counts as an event must be."""

    event: EventMention
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A pin on words of the article; `moved` says that they stood elsewhere in the file, None if not."""

    pin: Pin
    moved: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin under its number; `id` is that of its row, `start` where its first mark begins."""

    kind: str
    id: str
    number: int
    start: int
    row: Row | Told | Kept | Shared


def shown(asked: str | None) -> frozenset[str]:
    """The layers that an address shows; what is none of them is passed over."""
    return frozenset(USUAL if asked is None else asked.split(",")) & frozenset(LAYERS)


def layers(path: str, now: frozenset[str], sizes: dict[str, int], place: str | None) -> list[Layer]:
    """The layers of an article that has any of them, each with the address that turns it over."""
    return [
        Layer(name, sizes[name], name in now, _address(path, now ^ {name}, place))
        for name in LAYERS
        if sizes[name]
    ]


def to_tools(path: str, now: frozenset[str], place: str | None) -> str:
    """The address of the same page with the tools of a statement, whose id is to follow."""
    address = _address(path, now, place)
    return f"{address}{'&' if '?' in address else '?'}open="


def told(events: Sequence[EventMention]) -> list[Note]:
    """The events as notes; those that are none (an attitude) are left out."""
    rows = [row for row in events if row.root and row.trigger]
    return [
        Note("event", row.id, -number, row.trigger[0].start, Told(row, _status(row), _tone(row)))
        for number, row in enumerate(rows, 1)
    ]


def shared(rows: Sequence[Shared], after: int) -> list[Note]:
    """Passages as notes, numbered on `after` so many other notes."""
    return [
        Note("passage", f"p-{row.here.start}-{row.here.end}", -number, row.here.start, row)
        for number, row in enumerate(rows, after + 1)
    ]


def kept(pins: Sequence[Kept], article: str, after: int) -> list[Note]:
    """Pins on words that stand in an article as notes, numbered on `after` so many other notes."""
    here = [row for row in pins if row.pin.places[0].article == article and row.pin.places[0].at]
    return [
        Note("pin", row.pin.id, -number, row.pin.places[0].at.start, row)
        for number, row in enumerate(here, after + 1)
        if row.pin.places[0].at
    ]


def merged(rows: Sequence[Row], notes: Sequence[Note]) -> list[Note]:
    """The notes with those of the statements, in the order of the text."""
    said = [Note("statement", row.statement.id, row.number, row.start, row) for row in rows]
    return sorted([*said, *notes], key=lambda note: (note.start, abs(note.number)))


def lost(pins: Sequence[Kept]) -> list[Kept]:
    """The pins on a file whose words stand in no article of it any more."""
    return [row for row in pins if row.pin.places[0].article is None]


def keep(pin: Pin, then: Pinned) -> Kept:
    """A pin with whether its words have moved since it was pinned."""
    was, now = then.places[0].words, pin.places[0].words
    same = not was or not now or was[0].start == now[0].start
    moved = None if same else f"They stood at {was[0].start}–{was[-1].end} of the file when they were pinned."
    return Kept(pin, moved)


def labels(notes: Sequence[Note], place: tuple[int, int] | None) -> list[Label]:
    """The marks of all notes but those of statements, and of the place that the address marks."""
    found = [Label(*place, 0, "asked")] if place else []
    return found + [Label(x.start, x.end, note.number, _role(note)) for note in notes for x in _words(note)]


def _words(note: Note) -> Iterator[Span]:
    match note.row:
        case Told(event=event):
            yield from event.trigger
        case Shared(here=here):
            yield here
        case Kept(pin=pin):
            at = pin.places[0].at
            if at:
                yield Span(at.start, at.end, "")


def _role(note: Note) -> str:
    return f"event {note.row.tone}" if isinstance(note.row, Told) else ROLES[note.kind]


def _status(event: EventMention) -> str:
    """Such as ``deed``, ``planned``, ``in a headline``; of what does not happen ``not done``, ``planned not
    to``. What is denied does not happen, and is called so once. What is too unsure to count has a "?"."""
    if event.confidence < COUNTS_FROM:
        return f"{_put(event)}?"
    return _put(event)


def _put(event: EventMention) -> str:
    plain = "in a headline" if event.status is Status.HEADLINE_MODAL else event.status.value
    if not event.negated or event.status is Status.DENIED:
        return plain
    return "not done" if event.status in HAPPENED else f"{plain} not to"


def _tone(event: EventMention) -> str:
    if event.confidence < COUNTS_FROM:
        return "unsure"
    if event.status in DOUBTED or event.negated:
        return "doubted"
    return "happened" if event.status in HAPPENED else "ahead"


def _address(path: str, layers: frozenset[str], place: str | None) -> str:
    asked = (
        [] if layers == frozenset(USUAL) else [("show", ",".join(x for x in LAYERS if x in layers) or NONE)]
    )
    query = urlencode(asked + ([("at", place)] if place else []), safe=",")
    return f"{path}?{query}" if query else path
