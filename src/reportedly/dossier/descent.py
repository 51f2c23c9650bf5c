"""How a story travelled, as the page shows it: who stands behind it, and the stemma as a drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.dossier.pieces import Piece
from reportedly.records import Derivation, HiddenSource, Origin, StoryCount

COLUMN, LEAST, ROW, MARGIN = 190, 90, 46, 24
WIDTH = 1170
"""Pixels for a drawing on a wide screen; where it needs more, its columns are narrower, down to `LEAST`."""
MOST = 60
"""Articles in a drawing: one with more says nothing to the eye."""

RADIUS = 11
_LABEL = 36
_LETTER = 7.5
_BEND = 9


@dataclass(frozen=True, slots=True)
class Spot:
    """An article (with its number on the page) or a hidden source (number 0), and where it stands.
    Nothing is drawn to the right of it, so that no line runs through its name and `day`."""

    x: int
    y: int
    number: int
    name: str
    day: str
    note: str
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge between two places; `width` follows the confidence, `open`: the text does not decide it.
    `says` is the edge in words, for who cannot see the drawing."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: float
    open: bool
    note: str
    says: str

    @property
    def path(self) -> str:
        """Down from the parent and then along the child's own row, where no other name stands."""
        turn = 1 if self.y2 > self.y1 else -1
        down = f"M{self.x1} {self.y1 + turn * RADIUS} V{self.y2 - turn * _BEND}"
        return f"{down} Q{self.x1} {self.y2} {self.x1 + _BEND} {self.y2} H{self.x2 - RADIUS}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stemma, time from left to right; hidden sources stand at the left end."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    undrawn: int


@dataclass(frozen=True, slots=True)
class Root:
    """An origin with the articles on this page that have from it."""

    origin: Origin
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a story: the counts, what each opens into, and the drawing, if there are edges."""

    count: StoryCount
    shared: tuple[Root, ...]
    voices: tuple[Root, ...]
    unclear: tuple[Piece, ...]
    superseded: tuple[Piece, ...]
    drawing: Drawing | None


def behind(
    count: StoryCount | None,
    pieces: Mapping[str, Piece],
    origins: Sequence[Origin],
    edges: Sequence[Derivation],
    hidden: Mapping[str, HiddenSource],
) -> Behind | None:
    """The view of one story's descent; None for a story that was not counted or that one article tells."""
    if count is None or len(count.tellings) + len(count.revisions) < 2:
        return None
    roots = [Root(one, _known(one.tellings, pieces)) for one in origins if one.story == count.story]
    names = [name for name in (*count.tellings, *count.revisions) if name in pieces]
    return Behind(
        count,
        tuple(one for one in roots if not one.origin.lone),
        tuple(one for one in roots if one.origin.lone),
        _known(count.unclear, pieces),
        _known(count.revisions, pieces),
        _drawing(names, pieces, edges, hidden),
    )


def _known(names: Sequence[str], pieces: Mapping[str, Piece]) -> tuple[Piece, ...]:
    return tuple(pieces[name] for name in names if name in pieces)


def _drawing(
    names: Sequence[str],
    pieces: Mapping[str, Piece],
    edges: Sequence[Derivation],
    hidden: Mapping[str, HiddenSource],
) -> Drawing | None:
    """The stemma of these articles; those without any edge stand in it too."""
    shown = set(names[:MOST])
    drawn = [one for one in edges if one.child in shown and (one.parent in shown or one.parent in hidden)]
    if not drawn:
        return None
    roots = sorted({one.parent for one in drawn if one.parent in hidden})
    columns = _columns([*roots, *names[:MOST]], pieces, drawn)
    order = _order([*roots, *names[:MOST]], columns, drawn)
    longest = max(len(_spot(name, (0, 0), pieces, hidden).name) for name in order)
    step = _step(max(columns.values()), longest)
    at = {name: (MARGIN + columns[name] * step, MARGIN + row * ROW) for row, name in enumerate(order)}
    spots = tuple(_spot(name, at[name], pieces, hidden) for name in order)
    names_of = {name: _called(spot) for name, spot in zip(order, spots, strict=True)}
    return Drawing(
        round(max(one.x + _LETTER * max(len(one.name), len(one.day)) for one in spots)) + MARGIN,
        MARGIN + ROW * len(order),
        spots,
        tuple(_line(one, at, pieces, names_of) for one in drawn),
        len(names) - len(shown),
    )


def _step(columns: int, longest: int) -> int:
    """The width of so many columns, so that a name with so many letters fits behind the last of them."""
    room = WIDTH - 2 * MARGIN - RADIUS - round(_LETTER * longest)
    return min(COLUMN, max(LEAST, room // max(columns, 1)))


def _columns(
    names: Sequence[str], pieces: Mapping[str, Piece], edges: Sequence[Derivation]
) -> dict[str, int]:
    """The column of each: the rank of its day, and to the right of whatever it comes from."""
    days = sorted({day for name in names if name in pieces and (day := pieces[name].article.date)})
    first = 1 if any(name not in pieces for name in names) else 0
    columns = dict.fromkeys(names, 0)
    for name in names:
        if name in pieces:
            day = pieces[name].article.date
            columns[name] = first + (days.index(day) if day else 0)
    for _ in names:
        late = [one for one in edges if columns[one.child] <= columns[one.parent]]
        for one in late:
            columns[one.child] = columns[one.parent] + 1
        if not late:
            break
    return columns


def _order(names: Sequence[str], columns: Mapping[str, int], edges: Sequence[Derivation]) -> list[str]:
    """From top to bottom: each under what it comes from, so that few lines cross."""
    below: dict[str, list[str]] = {}
    for one in edges:
        if not one.second:
            below.setdefault(one.parent, []).append(one.child)
    children = {one.child for one in edges if not one.second}
    todo = [name for name in reversed(names) if name not in children]
    order: dict[str, None] = {}
    while todo:
        name = todo.pop()
        if name not in order:
            order[name] = None
            todo += sorted(below.get(name, []), key=lambda child: (columns[child], child), reverse=True)
    return [*order, *(name for name in names if name not in order)]


def _spot(
    name: str, at: tuple[int, int], pieces: Mapping[str, Piece], hidden: Mapping[str, HiddenSource]
) -> Spot:
    if name in hidden:
        source = hidden[name]
        label = source.name or "a source not in the pile"
        return Spot(
            *at, 0, _short(label), "not in the pile", f"{label} ({source.kind.value}), not in the pile", ""
        )
    piece = pieces[name]
    room = piece.article.agency or piece.article.outlet or piece.article.title or piece.name
    note = " · ".join(
        part for part in (piece.article.title or piece.opening, room, piece.article.date) if part
    )
    return Spot(*at, piece.number, _short(room), piece.article.date or "no date", note, name)


def _called(spot: Spot) -> str:
    return f"{spot.number} {spot.name}, {spot.day}" if spot.number else f"{spot.name}, {spot.day}"


def _line(
    edge: Derivation,
    at: Mapping[str, tuple[int, int]],
    pieces: Mapping[str, Piece],
    names: Mapping[str, str],
) -> Line:
    sure = f"{edge.confidence:.2f}"
    rivals = [f"no. {piece.number}" for one in edge.rivals if (piece := pieces.get(one.source or ""))]
    note = f"likely, {sure}" if edge.decided else f"open, {sure}"
    if rivals:
        note += f"; or from {', '.join(rivals)}"
    says = f"{names[edge.child]} from {names[edge.parent]}: {note}."
    width = round(1 + 3 * edge.confidence, 1)
    return Line(*at[edge.parent], *at[edge.child], width, not edge.decided, note, says)


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1].rstrip()}…"
