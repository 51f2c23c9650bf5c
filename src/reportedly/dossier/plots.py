"""Deeds and talk over time, as bars in lanes: the geometry of the drawing, without any markup.

Deeds and talk have a scale each, which is said beside them: a bar of talk is never as long as one of deeds
because the numbers are the same. Every bar has its number, so that nothing has to be guessed from a height.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.records.dyad import Mark, Series

LEFT, RIGHT, TOP, LANE, GAP, AXIS = 168, 16, 30, 46, 36, 34
WIDE, NARROWEST = 960, 15
TALLEST = 26
DID = (
    Series.MATERIAL_COOPERATION,
    Series.VERBAL_COOPERATION,
    Series.VERBAL_CONFLICT,
    Series.MATERIAL_CONFLICT,
    Series.PLANS,
)
SAID = (Series.FIRST, Series.SECOND)
HEADS = {
    DID: "What they did: events, each counted once",
    SAID: "What they said to or of each other: utterances",
}
MOST = 36
"""More bars than this in a lane are drawn by the quarter, and more quarters by the year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its number, and the anchor of what it opens; `shown` are the ids of its rows."""

    x: float
    y: float
    width: float
    height: float
    count: int
    series: Series
    period: str
    anchor: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of bars that stand on `base`; `label` names it."""

    series: Series
    label: str
    base: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time axis; `label` is empty where there is no room for one."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing. `heads` are the headings with their places, `unit` what a bar stands for, `empty` the
    labels of lanes that have no bar and are not drawn."""

    width: int
    height: float
    heads: tuple[tuple[str, float], ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    unit: str
    empty: tuple[str, ...]


def plot(marks: Sequence[Mark], first: str, second: str, prefix: str) -> Plot | None:
    """The drawing of a pair's marks; `first` and `second` name the states, anchors begin with `prefix`. None
    where there is nothing to draw."""
    if not marks:
        return None
    unit, parts = _parted(marks)
    periods = _between(min(parts, key=lambda x: x[0])[0], max(parts, key=lambda x: x[0])[0], unit)
    step = (WIDE - LEFT - RIGHT) / max(len(periods), 8)
    talk = {Series.FIRST: f"{first} speaks", Series.SECOND: f"{second} speaks"}
    labels = {series: series.value for series in DID} | talk
    drawn = {series for _, series, _, _ in parts}
    lanes, heads, bottom = _lanes({series: label for series, label in labels.items() if series in drawn})
    base = {lane.series: lane.base for lane in lanes}
    most = {group: max((n for _, s, n, _ in parts if s in group), default=1) for group in (DID, SAID)}
    bars = tuple(
        _bar(part, periods.index(part[0]), step, base, most[DID if part[1] in DID else SAID], prefix)
        for part in parts
    )
    ticks = tuple(_ticks(periods, step, unit))
    empty = tuple(label for series, label in labels.items() if series not in drawn)
    return Plot(WIDE, bottom + AXIS, heads, lanes, bars, ticks, unit, empty)


Part = tuple[str, Series, int, tuple[str, ...]]


def _parted(marks: Sequence[Mark]) -> tuple[str, list[Part]]:
    """The marks by the finest unit that leaves room for each bar."""
    months = [mark.month for mark in marks]
    for unit in ("month", "quarter"):
        if len(_between(_period(min(months), unit), _period(max(months), unit), unit)) <= MOST:
            return unit, _parts(marks, unit)
    return "year", _parts(marks, "year")


def _parts(marks: Iterable[Mark], unit: str) -> list[Part]:
    def key(mark: Mark) -> tuple[str, int]:
        return _period(mark.month, unit), list(Series).index(mark.series)

    found: list[Part] = []
    for (period, _), group in groupby(sorted(marks, key=key), key=key):
        rows = list(group)
        # A few of each month, so that no month of a quarter is left out.
        fewer = max(len(rows[0].shown) // len(rows), 1)
        shown = tuple(name for row in rows for name in (row.shown if len(rows) == 1 else row.shown[:fewer]))
        found.append((period, rows[0].series, sum(row.count for row in rows), shown))
    return found


def _period(month: str, unit: str) -> str:
    year, number = month[:4], int(month[5:7])
    return month if unit == "month" else year if unit == "year" else f"{year}-Q{(number + 2) // 3}"


def _between(first: str, last: str, unit: str) -> list[str]:
    """All periods of a unit from the first to the last."""
    if unit == "year":
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    many, join = (12, "-") if unit == "month" else (4, "-Q")
    start, stop = (int(x[:4]) * many + int(x[5:].lstrip("Q")) - 1 for x in (first, last))
    width = 2 if unit == "month" else 1
    return [f"{n // many:04d}{join}{n % many + 1:0{width}d}" for n in range(start, stop + 1)]


def _lanes(labels: Mapping[Series, str]) -> tuple[tuple[Lane, ...], tuple[tuple[str, float], ...], float]:
    """The lanes from top to bottom with the heading of each group, and where the last one ends."""
    lanes: list[Lane] = []
    heads: list[tuple[str, float]] = []
    at = float(TOP)
    for group, head in HEADS.items():
        own = [series for series in group if series in labels]
        if own:
            at += GAP if lanes else 0
            heads.append((head, at - (6 if lanes else 10)))
        for series in own:
            at += LANE
            lanes.append(Lane(series, labels[series], at))
    return tuple(lanes), tuple(heads), at


def _bar(part: Part, place: int, step: float, base: dict[Series, float], most: int, prefix: str) -> Bar:
    period, series, count, shown = part
    width = max(min(step * 0.72, 44), min(NARROWEST, step))
    height = round(max(TALLEST * count / most, 3), 1)
    x = round(LEFT + step * (place + 0.5) - width / 2, 1)
    anchor = f"{prefix}-{period}-{series.value.replace(' ', '-')}"
    return Bar(
        x, round(base[series] - height, 1), round(width, 1), height, count, series, period, anchor, shown
    )


def _ticks(periods: Sequence[str], step: float, unit: str) -> Iterable[Tick]:
    """A line where a year begins, and at the start; labels where they do not run into each other."""
    last = -1000.0
    for number, period in enumerate(periods):
        x = round(LEFT + step * number, 1)
        begins = unit == "year" or period.endswith(("-01", "Q1")) or number == 0
        roomy = step >= 52
        if begins or roomy:
            label = period if x - last >= 56 else ""
            last = x if label else last
            yield Tick(x, label)
