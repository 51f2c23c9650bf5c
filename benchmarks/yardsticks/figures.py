"""Figures with the peers that they stand beside and the floors that they are held to."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

FLOORS = Path(__file__).with_name("floors.toml")


class Peer(Struct, frozen=True):
    """What another tool reaches on the same input in the same run."""

    name: str
    value: float


class Figure(Struct, frozen=True):
    """One measured figure. `unit` is ``share`` (0 to 1) or what is counted; `interval` covers 95 %."""

    name: str
    ours: float
    peers: tuple[Peer, ...] = ()
    interval: tuple[float, float] | None = None
    unit: str = "share"


class Area(Struct, frozen=True):
    """All figures of one area: when they were measured, how long that took, and what to know of them."""

    name: str
    title: str
    made: str
    seconds: float
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


class Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """What a figure must hold now, and where it has to go; `lower` says that less is better."""

    floor: float | None = None
    goal: float | None = None
    lower: bool = False

    def missed(self, value: float) -> bool:
        """Whether a value breaks the floor."""
        return self.floor is not None and (value > self.floor if self.lower else value < self.floor)


@cache
def marks() -> dict[str, dict[str, Mark]]:
    """The marks by area and name of the figure."""
    content = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    content.pop("about")
    return msgspec.convert(content, dict[str, dict[str, Mark]])


def mark(area: str, figure: str) -> Mark:
    """The mark of one figure; an empty one where it has none."""
    return marks().get(area, {}).get(figure, Mark())


def missed(areas: Iterable[Area]) -> list[str]:
    """A line for each figure that does not hold its floor."""
    return [
        f"{area.title}: {figure.name} is {shown(figure.ours, figure.unit)}, "
        f"its floor {shown(mark(area.name, figure.name).floor, figure.unit)}"
        for area in areas
        for figure in area.figures
        if mark(area.name, figure.name).missed(figure.ours)
    ]


def shown(value: float | None, unit: str) -> str:
    """A value as a reader wants it."""
    if value is None:
        return ""
    if unit == "share":
        return f"{value:.3f}"
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{number} {unit}"


HEAD = ("figure", "ours", "beside", "floor", "goal")


def cells(area: Area, between: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of an area's table, in the columns of `HEAD`; `between` parts one peer from the next."""
    for figure in area.figures:
        held = mark(area.name, figure.name)
        ours = shown(figure.ours, figure.unit)
        if figure.interval:
            ours += " ({:.3f}-{:.3f})".format(*figure.interval)
        peers = between.join(f"{peer.name} {shown(peer.value, figure.unit)}" for peer in figure.peers)
        sign = "at most " if held.lower else ""
        bounds = (shown(bound, figure.unit) for bound in (held.floor, held.goal))
        floor, goal = (f"{sign}{bound}" if bound else "" for bound in bounds)
        yield figure.name, ours, peers, floor, goal


def print_area(area: Area, console: Console) -> None:
    """One table, its rows red where a floor is not held."""
    table = Table(*HEAD, title=f"{area.title} ({area.seconds:.0f} s)", title_justify="left")
    for figure, row in zip(area.figures, cells(area, "\n"), strict=True):
        table.add_row(*row, style="red" if mark(area.name, figure.name).missed(figure.ours) else None)
    console.print(table)
    for note in area.notes:
        console.print(f"  {note}", style="dim", highlight=False)


def markdown(areas: Iterable[Area]) -> str:
    """All tables as Markdown, for the documentation."""
    parts = []
    for area in areas:
        rows = [HEAD, ("---",) * len(HEAD), *cells(area, "; ")]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        notes = [f"- {note}" for note in area.notes]
        parts.append("\n".join([f"### {area.title}", "", f"Measured {area.made}.", "", *lines, "", *notes]))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"
