"""A pair of states over time: what was done, said and planned between them, each in its own column.

Deeds are events, counted once each; talk is utterances, counted once each however many articles carry the
same words. The two are never added up, and no figure sums a pair up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from reportedly.records import HAPPENED, Root, Status
from reportedly.records.dyad import Deeds, Doing, Dyad, Heard, Mark, Quarter, Saying, Series, Talk
from reportedly.records.relation import Address, Bearing, Tone
from reportedly.relations.days import days, length
from reportedly.relations.fates import plans
from reportedly.relations.ladder import Showing, ladder
from reportedly.relations.signs import weight

FEWEST = 10
"""A ratio of less is noise."""

LONGEST = 92
"""The days of a quarter."""

SHOWN = 12
"""So many rows of a mark are named, those that most articles tell first."""


def dyad(
    states: tuple[str, str],
    span: tuple[str | None, str | None],
    doings: Sequence[Doing],
    sayings: Sequence[Saying],
    heard: Sequence[Heard] = (),
    today: str | None = None,
) -> Dyad:
    """The pair's columns. `doings` and `sayings` are all of the pair within the span, `heard` those remarks
    that may be shown, in any order; `today` is the last day that is known of, by which plans are overdue."""
    a, b = sorted(states)
    done = [one for one in doings if one.status in HAPPENED]
    between = [one for one in sayings if one.address is not Address.OUTSIDE]
    marks = [*_deed_marks(doings), *_talk_marks(between, heard, a)]
    return Dyad(
        a,
        b,
        *span,
        _deeds(done),
        _talk(sayings),
        _told(doings),
        sum(placed(one) is None for one in done),
        _quarters(done, between),
        plans(doings, today),
        ladder(_showings(doings, heard)),
        tuple(sorted(marks, key=lambda mark: (mark.month, list(Series).index(mark.series)))),
    )


def placed(one: Doing) -> str | None:
    """The day at which an event stands in the plot and in its quarter; None where it is known to no more than
    the year, or to a stretch longer than a quarter. One without a date stands where it was reported."""
    return one.day if is_near(one.date) else None


@lru_cache(maxsize=10_000)
def is_near(told: str | None) -> bool:
    """Whether a date is known so far; of "since" and "until" the day that is named counts."""
    first, _, last = (told or "").partition("/")
    if first and last:
        run = days(told)
        return run is not None and length(run) <= LONGEST
    return len(first or last) != len("2031")


def _deeds(done: Iterable[Doing]) -> tuple[Deeds, ...]:
    counted = Counter((one.root, one.direction) for one in done)
    rows = (Deeds(root, weight(root), way, n) for (root, way), n in counted.items())
    order = list(Root)
    return tuple(sorted(rows, key=lambda row: (order.index(row.root), row.direction)))


def _talk(said: Iterable[Saying]) -> tuple[Talk, ...]:
    counted: Counter[tuple[str | None, Address, str, Tone]] = Counter()
    for one in said:
        speaker = None if one.address is Address.OUTSIDE else one.speaker
        counted[speaker, one.address, one.act, one.tone] += one.utterances
    rows = (Talk(*key, n) for key, n in counted.items())
    return tuple(
        sorted(rows, key=lambda row: (row.speaker or "~", row.address, -row.utterances, row.act, row.tone))
    )


def _told(doings: Iterable[Doing]) -> tuple[tuple[Status, int], ...]:
    counted = Counter(one.status for one in doings if one.status not in HAPPENED)
    return tuple((status, counted[status]) for status in Status if counted[status])


def _quarters(done: Iterable[Doing], said: Iterable[Saying]) -> tuple[Quarter, ...]:
    deeds = Counter(_quarter(day) for one in done if (day := placed(one)))
    talk: Counter[str] = Counter()
    for one in said:
        if one.month:
            talk[_quarter(one.month)] += one.utterances
    return tuple(
        Quarter(name, deeds[name], talk[name], _ratio(talk[name], deeds[name]))
        for name in sorted(deeds | talk)
    )


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _ratio(talk: int, deeds: int) -> float | None:
    return round(talk / deeds, 2) if min(talk, deeds) >= FEWEST else None


def _showings(doings: Iterable[Doing], heard: Iterable[Heard]) -> Iterator[Showing]:
    """What bears on the ladder: dealings with a sign, and statements that deny or doubt one."""
    for one in doings:
        if one.indicator and one.bearing:
            yield Showing(one.id, one.indicator, one.bearing, one.day)
    for other in heard:
        if other.indicator and other.negated:
            yield Showing(other.id, other.indicator, Bearing.AGAINST, other.day)


def _deed_marks(doings: Iterable[Doing]) -> Iterator[Mark]:
    rows: dict[tuple[str, Series], list[tuple[int, str, str]]] = {}
    for one in doings:
        series, day = _series(one), placed(one)
        if day and series:
            rows.setdefault((day[:7], series), []).append((-one.tellings, day, one.id))
    for (month, series), found in rows.items():
        yield Mark(month, series, len(found), tuple(name for *_, name in sorted(found)[:SHOWN]))


def _talk_marks(said: Iterable[Saying], heard: Iterable[Heard], first: str) -> Iterator[Mark]:
    def side(speaker: str | None) -> Series:
        return Series.FIRST if speaker == first else Series.SECOND

    shown: dict[tuple[str, Series], list[str]] = {}
    for one in sorted(heard, key=lambda one: (one.day or "", one.id)):
        if one.day and one.address is not Address.OUTSIDE:
            names = shown.setdefault((one.day[:7], side(one.speaker)), [])
            names += [one.id] if one.id not in names[-1:] else []
    counted: Counter[tuple[str, Series]] = Counter()
    for other in said:
        if other.month:
            counted[other.month, side(other.speaker)] += other.utterances
    for key, count in counted.items():
        yield Mark(*key, count, tuple(shown.get(key, ())[:SHOWN]))


def _series(one: Doing) -> Series | None:
    if one.status is Status.PLANNED:
        return Series.PLANS
    return _lane(one.root) if one.status in HAPPENED else None


@cache
def _lane(root: Root) -> Series:
    return Series(weight(root))
