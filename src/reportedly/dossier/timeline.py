"""What happened over time: a mark for each event in the lane of its root, and each opens into its sentences.

What happened, what one side says and what is planned are drawn, told apart by the shape of their marks. What
is only talked of stands in a list below and in no drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from reportedly.dossier.pieces import Piece
from reportedly.records import Event, EventMention, Involved, Root, Status
from reportedly.text import sentence_around

LEFT, RIGHT, TOP, LANE, AXIS, WIDE = 128, 24, 16, 48, 30, 960
NEAR = 13.0
"""Marks that would stand nearer than this are one, with a number."""
MOST = 300
"""More events than this are not listed: the command lists them all."""
SHAPES = {
    Status.DEED: "deed",
    Status.ONGOING: "deed",
    Status.BACKGROUND: "deed",
    Status.ALLEGED: "disputed",
    Status.DENIED: "disputed",
    Status.PLANNED: "planned",
    Status.HEADLINE_MODAL: "planned",
}
ASIDE = {"planned": -15.0, "disputed": 15.0}
"""Marks of two shapes on one day stand beside each other."""
TITLES = {
    "deed": "What happened",
    "disputed": "What is alleged or denied",
    "planned": "What is planned",
    "talk": "What is only talked of: forecasts, conditions, advice",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention in its sentence: the runs of it, each with whether it is the trigger. `notes` say what is
    special of it: that it denies, looks ahead, or repeats another's words."""

    mention: EventMention
    piece: Piece
    runs: tuple[tuple[str, bool], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its tellings, the one to be shown first."""

    event: Event
    who: str
    behind: int
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the drawing: of `count` events, the first of which it leads to."""

    x: float
    y: float
    shape: str
    count: int
    anchor: str
    says: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane of a root, on which its marks stand."""

    root: Root
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lanes, marks, and the time axis as places with their labels."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing (None: no event has a day) and the events by kind, each with its title; `unshown` are left
    out of the page."""

    drawing: Drawing | None
    shelves: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    unshown: int


def timeline(
    events: Sequence[Event], mentions: Iterable[EventMention], pieces: Mapping[str, Piece]
) -> Timeline | None:
    """The view of a case's events; None where there is none. `pieces` by article id."""
    told = {row.id: row for row in mentions if row.article in pieces}
    known = [event for event in events if event.witness in told]
    # Where there are too many, those go first in which nobody takes part whom the registry knows.
    known.sort(key=lambda event: not any(who.actor for who in (*event.sources, *event.targets)))
    shown = sorted(known[:MOST], key=lambda event: (event.day or "9999", event.id))
    if not shown:
        return None
    entries = [(kind_of(event), _entry(event, told, pieces)) for event in shown]
    shelves = [(kind, TITLES[kind], tuple(x for k, x in entries if k == kind)) for kind in TITLES]
    return Timeline(drawing(shown), tuple(one for one in shelves if one[2]), len(known) - len(shown))


def kind_of(event: Event) -> str:
    """On which shelf an event stands."""
    return SHAPES.get(event.status, "talk")


def drawing(events: Iterable[Event]) -> Drawing | None:
    """The geometry of the events that have a day, but for mere talk. History that reaches back behind what
    else is told is listed only: it would squeeze the rest."""
    placed = [(day, event) for event in events if event.status in SHAPES and (day := _day(event))]
    fresh = [day for day, event in placed if event.status is not Status.BACKGROUND] or [d for d, _ in placed]
    placed = [(day, event) for day, event in placed if day >= min(fresh)]
    if not placed:
        return None
    first, last = min(day for day, _ in placed), max(day for day, _ in placed)
    roots = [root for root in Root if any(event.root is root for _, event in placed)]
    lanes = tuple(Lane(root, TOP + LANE * (n + 0.5)) for n, root in enumerate(roots))
    height = TOP + LANE * len(lanes)
    marks = tuple(mark for lane in lanes for mark in _marks(lane, placed, first, last))
    ticks = tuple((_x(day, first, last), label) for day, label in _ticks(first, last))
    return Drawing(WIDE, height + AXIS, lanes, marks, ticks)


def _marks(lane: Lane, placed: Sequence[tuple[date, Event]], first: date, last: date) -> Iterable[Mark]:
    """The marks of a lane, those of one shape that touch put together."""
    own = [(SHAPES[e.status], _x(day, first, last), e) for day, e in placed if e.root is lane.root]
    for shape, rows in groupby(
        sorted(own, key=lambda row: (row[0], row[1], row[2].id)), key=lambda row: row[0]
    ):
        group: list[tuple[float, Event]] = []
        for _, x, event in rows:
            if group and x - group[0][0] > NEAR:
                yield _mark(lane, shape, group)
                group = []
            group.append((x, event))
        yield _mark(lane, shape, group)


def _mark(lane: Lane, shape: str, group: Sequence[tuple[float, Event]]) -> Mark:
    x = round(sum(place for place, _ in group) / len(group), 1)
    event = group[0][1]
    # The number that is seen is said first: who speaks to the page says what stands on it.
    many = f"{len(group)} events, the first " if len(group) > 1 else ""
    says = f"{many}{event.day}: {event.root.value.lower()} {event.status.value}, {_who(event)}"
    return Mark(x, lane.y + ASIDE.get(shape, 0), shape, len(group), event.id, says)


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / (last - first).days if last > first else 0.5
    return round(LEFT + 12 + share * (WIDE - LEFT - RIGHT - 24), 1)


def _ticks(first: date, last: date) -> Iterable[tuple[date, str]]:
    """Days of the axis with their labels: weeks, months or years, whichever gives a handful."""
    span = (last - first).days
    if span <= 70:
        step = max(1, -(-span // 8))
        yield from ((day, day.isoformat()) for n in range(0, span + 1, step) if (day := first + timedelta(n)))
        return
    months = -(-span // 30 // 10)
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if n >= months), -(-months // 120) * 120)
    at = first.year * 12 + first.month - 1
    for number in range(at - at % step + step, last.year * 12 + last.month, step):
        day = date(number // 12, number % 12 + 1, 1)
        yield day, f"{day.year}" if step >= 12 else f"{day.year}-{day.month:02d}"


def _day(event: Event) -> date | None:
    try:
        return date.fromisoformat(event.day or "")
    except ValueError:
        return None


def _entry(event: Event, told: Mapping[str, EventMention], pieces: Mapping[str, Piece]) -> Entry:
    rows = [told[name] for name in event.mentions if name in told]
    rows.sort(key=lambda row: row.id != event.witness)
    tellings = tuple(_telling(event, row, pieces[row.article]) for row in rows)
    return Entry(event, _who(event), len(event.origins) + len(event.unclear), tellings)


def _telling(event: Event, row: EventMention, piece: Piece) -> Telling:
    said = row.attributed.name if row.attributed else None
    notes = [f"says {said}"] if said else []
    notes += ["says that it is not so"] if row.id in event.against else []
    notes += ["looks ahead"] if row.id in event.ahead else []
    notes += ["repeats another one's words"] if row.id in event.copies else []
    return Telling(row, piece, tuple(_runs(row, piece.article.text)), tuple(notes))


def _runs(row: EventMention, text: str) -> Iterable[tuple[str, bool]]:
    low, high = sentence_around(text, row.trigger[0].start, row.trigger[-1].end)
    for piece in row.trigger:
        yield text[low : piece.start], False
        yield piece.text, True
        low = piece.end
    yield text[low:high], False


def _who(event: Event) -> str:
    sources, targets = _names(event.sources), _names(event.targets)
    return f"{sources or 'somebody'} → {targets}" if targets else sources or "somebody"


def _names(side: Iterable[Involved]) -> str:
    return ", ".join(who.name for who in side)
