"""A pair of states over time: what was done, said and planned between them, each in its own column.

Deeds are events, counted once each; talk is utterances, counted once each however many articles carry the
same words. The two are never added up, and no figure sums a pair up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportedly.records import HAPPENED, Root, Status
from reportedly.records.dyad import (
    Counted,
    Deeds,
    Dyad,
    Gathered,
    Heard,
    Leading,
    Mark,
    Quarter,
    Saying,
    Series,
    Talk,
)
from reportedly.records.relation import Address, Direction, Tone
from reportedly.relations.ladder import ladder
from reportedly.relations.signs import weight

FEWEST = 10
"""A ratio of less is noise."""

SHOWN, LEAST, ALTOGETHER = 12, 3, 300
"""So many rows of a mark are named at most, and at least if it has them, those that most articles tell first;
and about so many altogether."""


def shown_of(marks: int) -> int:
    """How many rows each of so many marks names: a page stays short, however long the span."""
    return max(min(SHOWN, ALTOGETHER // max(marks, 1)), LEAST)


def dyad(
    states: tuple[str, str], span: tuple[str | None, str | None], found: Gathered, few: int = SHOWN
) -> Dyad:
    """The pair's columns, of all that was gathered of it within the span; a mark names at most `few` rows."""
    a, b = sorted(states)
    done = [one for one in found.counted if one.status in HAPPENED]
    between = [one for one in found.sayings if one.address is not Address.OUTSIDE]
    marks = [*_deed_marks(found.counted, found.leading, few), *_talk_marks(between, found.heard, a, few)]
    return Dyad(
        a,
        b,
        *span,
        _deeds(done),
        _talk(found.sayings),
        _told(found.counted),
        sum(one.events for one in done if one.month is None),
        _quarters(done, between),
        tuple(sorted(found.plans, key=lambda plan: (plan.day or "9999", plan.id))),
        ladder(found.showings),
        tuple(sorted(marks, key=lambda mark: (mark.month, list(Series).index(mark.series)))),
    )


def _deeds(done: Iterable[Counted]) -> tuple[Deeds, ...]:
    counted: Counter[tuple[Root, Direction]] = Counter()
    for one in done:
        counted[one.root, one.direction] += one.events
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


def _told(counted: Iterable[Counted]) -> tuple[tuple[Status, int], ...]:
    found: Counter[Status] = Counter()
    for one in counted:
        found[one.status] += one.events
    return tuple((status, found[status]) for status in Status if found[status] and status not in HAPPENED)


def _quarters(done: Iterable[Counted], said: Iterable[Saying]) -> tuple[Quarter, ...]:
    deeds: Counter[str] = Counter()
    talk: Counter[str] = Counter()
    for one in done:
        if one.month:
            deeds[_quarter(one.month)] += one.events
    for other in said:
        if other.month:
            talk[_quarter(other.month)] += other.utterances
    return tuple(
        Quarter(name, deeds[name], talk[name], _ratio(talk[name], deeds[name]))
        for name in sorted(deeds | talk)
    )


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _ratio(talk: int, deeds: int) -> float | None:
    return round(talk / deeds, 2) if min(talk, deeds) >= FEWEST else None


def _deed_marks(counted: Iterable[Counted], leading: Iterable[Leading], few: int) -> Iterator[Mark]:
    rows: dict[tuple[str, Series], list[tuple[int, str, str]]] = {}
    for one in leading:
        series = _series(one.status, one.root)
        if series:
            rows.setdefault((one.month, series), []).append((-one.tellings, one.day or "", one.id))
    numbers: Counter[tuple[str, Series]] = Counter()
    for group in counted:
        series = _series(group.status, group.root)
        if series and group.month:
            numbers[group.month, series] += group.events
    for key, count in numbers.items():
        yield Mark(*key, count, tuple(name for *_, name in sorted(rows.get(key, ()))[:few]))


def _talk_marks(said: Iterable[Saying], heard: Sequence[Heard], first: str, few: int) -> Iterator[Mark]:
    def side(speaker: str | None) -> Series:
        return Series.FIRST if speaker == first else Series.SECOND

    shown: dict[tuple[str, Series], list[str]] = {}
    for one in sorted(heard, key=lambda one: (one.day or "", one.id)):
        if one.day and one.address is not Address.OUTSIDE:
            shown.setdefault((one.day[:7], side(one.speaker)), []).append(one.id)
    counted: Counter[tuple[str, Series]] = Counter()
    for other in said:
        if other.month:
            counted[other.month, side(other.speaker)] += other.utterances
    for key, count in counted.items():
        yield Mark(*key, count, tuple(shown.get(key, ())[:few]))


def _series(status: Status, root: Root) -> Series | None:
    """The lane of a dealing in the plot, where it has one."""
    if status is Status.PLANNED:
        return Series.PLANS
    return Series(weight(root)) if status in HAPPENED else None
