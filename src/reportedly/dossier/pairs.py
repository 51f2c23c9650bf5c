"""A pair of states as the page shows it: the plot, what its bars open, the ladder, plans and formal ties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from reportedly.dossier.glances import Fated, Row, fates, glance
from reportedly.dossier.pairitems import Item, Items
from reportedly.dossier.plots import Plot, plot
from reportedly.records import Root
from reportedly.records.dyad import (
    Column,
    Deeds,
    Level,
    PairRows,
    PairWanted,
    Quarter,
    Relation,
    Rung,
    Series,
    Talk,
)
from reportedly.records.relation import Direction, Fate
from reportedly.records.ties import Agreement, Ties
from reportedly.relations import name_of

EVIDENCE = 6
"""So many rows a side of a rung are shown, the latest."""

FEWEST = 10
"""A year of fewer roll calls stands in the table alone."""

YEARS = 12
"""So many years of votes are shown, the latest."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """What a bar opens: some of its rows; `more` are left to the case, which is `asked` for them all."""

    anchor: str
    title: str
    items: tuple[Item, ...]
    more: int
    asked: PairWanted


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder with what is shown for it and against it, and how many rows each side has."""

    rung: Rung
    proof: tuple[Item, ...]
    against: tuple[Item, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with its fate, and the deed that is likely the planned one."""

    item: Item | None
    fate: Fate
    day: str | None
    deed: Item | None


@dataclass(frozen=True, slots=True)
class RootRow:
    """How often a root happened each way: first to second, back, each other, together."""

    root: Root
    weight: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """What one side says, counted by act and by tone; `code` and `name` are None for others on both."""

    code: str | None
    name: str | None
    utterances: int
    acts: tuple[tuple[str, int], ...]
    tones: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter with its first and last month, no further than the span that is shown."""

    quarter: Quarter
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Pair:
    """All that the page shows of a pair, in its order."""

    id: str
    first: str
    second: str
    span: str
    start: str | None
    end: str | None
    deeds: int
    utterances: int
    glance: tuple[Row, ...]
    plot: Plot | None
    drawers: tuple[Drawer, ...]
    quarters: tuple[Period, ...]
    roots: tuple[RootRow, ...]
    told: tuple[tuple[str, int], ...]
    undated: int
    speakers: tuple[Speaker, ...]
    plans: tuple[Planned, ...]
    plans_more: int
    fates: tuple[Fated, ...]
    stages: tuple[tuple[str, tuple[Step, ...]], ...]
    stage: str | None
    reading: str
    ties: Ties
    votes: int
    latest: Agreement | None


def pair(relation: Relation, few: int | None = None) -> Pair:
    """The view of a relation, with at most `few` rows behind a bar (all that were fetched, without). The same
    relation gives the same view."""
    made = relation.dyad
    first, second = name_of(made.a), name_of(made.b)
    items = Items(relation, first, second)
    drawn = plot(made.marks, first, second, f"{made.a}-{made.b}")
    shown = [one for one in made.plans if one.id in items][-12:]
    ties = relation.ties
    return Pair(
        id=f"{made.a}-{made.b}",
        first=first,
        second=second,
        span=_span(made.start, made.end),
        start=made.start,
        end=made.end,
        deeds=sum(row.events for row in made.deeds),
        utterances=sum(row.utterances for row in made.talk if row.address != "outside"),
        glance=glance(made),
        plot=drawn,
        drawers=tuple(_drawers(drawn, items, few, made.a, made.b)) if drawn else (),
        quarters=tuple(_period(row, made.start, made.end) for row in made.quarters),
        roots=tuple(_roots(made.deeds)),
        told=tuple((status.value, n) for status, n in made.told),
        undated=made.undated,
        speakers=tuple(_speakers(made.talk, made.a, made.b)),
        plans=tuple(Planned(items.get(x.id), x.fate, x.day, items.get(x.deed or "")) for x in shown),
        plans_more=len(made.plans) - len(shown),
        fates=fates(made),
        stages=tuple(_stages(made.ladder.rungs, items)),
        stage=made.ladder.stage,
        reading=made.ladder.reading,
        ties=replace(ties, agreements=ties.agreements[-YEARS:]),
        votes=len(ties.agreements),
        latest=next((row for row in reversed(ties.agreements) if row.calls >= FEWEST), None),
    )


def _span(start: str | None, end: str | None) -> str:
    if start and end:
        return f"from {start} to {end}"
    return f"from {start}" if start else f"to {end}" if end else "all that the case has"


def listed(found: PairRows, a: str, b: str) -> tuple[Item, ...]:
    """The rows that were asked for of the pair of two codes, by day."""
    items = Items(found, name_of(a), name_of(b)).values()
    return tuple(sorted(items, key=lambda item: (item.day or "", item.id)))


def _period(one: Quarter, start: str | None, end: str | None) -> Period:
    since, until = _months(one.quarter)
    # A day of a quarter's last month comes before the end of that month.
    return Period(one, max(since, start or ""), min(until, end or until, key=lambda day: f"{day}~"))


def _months(period: str) -> tuple[str, str]:
    """The first and the last month of a month, a quarter (``2031-Q1``) or a year."""
    year, _, part = period.partition("-")
    if not part:
        return f"{year}-01", f"{year}-12"
    if part[0] != "Q":
        return period, period
    last = int(part[1:]) * 3
    return f"{year}-{last - 2:02d}", f"{year}-{last:02d}"


def _drawers(drawn: Plot, items: Mapping[str, Item], few: int | None, a: str, b: str) -> Iterable[Drawer]:
    names = {lane.series: lane.label for lane in drawn.lanes}
    for bar in sorted(drawn.bars, key=lambda bar: bar.period):
        found = tuple(items[name] for name in [name for name in bar.shown if name in items][:few])
        title = f"{bar.period}: {names[bar.series]}, {bar.count:,}"
        yield Drawer(bar.anchor, title, found, bar.count - len(found), _asked(bar.series, bar.period, a, b))


def _asked(series: Series, period: str, a: str, b: str) -> PairWanted:
    """What leads to all rows of a bar."""
    since, until = _months(period)
    if series in (Series.FIRST, Series.SECOND):
        speaker = a if series is Series.FIRST else b
        return PairWanted(column=Column.TALK, speaker=speaker, since=since, until=until)
    if series is Series.PLANS:
        return PairWanted(column=Column.PLAN, placed="1", since=since, until=until)
    return PairWanted(column=Column.DEED, series=series, placed="1", since=since, until=until)


def _roots(deeds: Sequence[Deeds]) -> Iterable[RootRow]:
    order = list(Direction)
    for root in dict.fromkeys(row.root for row in deeds):
        rows = [row for row in deeds if row.root is root]
        counts = tuple(sum(row.events for row in rows if row.direction is way) for way in order)
        yield RootRow(root, rows[0].weight, counts, sum(counts))


def _speakers(talk: Sequence[Talk], a: str, b: str) -> Iterable[Speaker]:
    for code in (a, b, None):
        rows = [row for row in talk if row.speaker == code]
        if rows:
            acts, tones = (_tally(rows, field) for field in ("act", "tone"))
            yield Speaker(code, name_of(code) if code else None, sum(r.utterances for r in rows), acts, tones)


def _tally(rows: Sequence[Talk], field: str) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for row in rows:
        value = str(getattr(row, field)) or "none"
        found[value] = found.get(value, 0) + row.utterances
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _stages(rungs: Sequence[Rung], items: Mapping[str, Item]) -> Iterable[tuple[str, tuple[Step, ...]]]:
    """The rungs by stage, the highest first, as a ladder stands."""
    for name in dict.fromkeys(rung.stage for rung in reversed(rungs)):
        yield name, tuple(_step(rung, items) for rung in reversed(rungs) if rung.stage == name)


def _step(rung: Rung, items: Mapping[str, Item]) -> Step:
    done = rung.done if rung.level in (Level.ONCE, Level.RECURRENT) else rung.ahead
    sides = (("done", rung.done), ("ahead", rung.ahead), ("against", rung.against), ("unsure", rung.unsure))
    return Step(
        rung,
        _latest(done, items),
        _latest(rung.against, items),
        tuple((name, len(ids)) for name, ids in sides if ids),
    )


def _latest(ids: Sequence[str], items: Mapping[str, Item]) -> tuple[Item, ...]:
    return tuple(items[name] for name in [name for name in reversed(ids) if name in items][:EVIDENCE])
