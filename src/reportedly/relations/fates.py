"""What became of plans between two states: carried out, called off, open, or never heard of again."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reportedly.records import HAPPENED, Root, Status
from reportedly.records.dyad import Doing, Fate, Plan
from reportedly.records.relation import Indicator

NEAR = timedelta(days=31)
"""So far from the planned day a deed of the same root and kind may be the plan's."""

LATE = timedelta(days=31)
"""A plan of which nobody has told so long after its day is overdue."""

DAY = timedelta(days=1)

Kind = tuple[Root, str | None, Indicator | None]


def plans(doings: Sequence[Doing], today: str | None) -> tuple[Plan, ...]:
    """Every plan of a pair with what became of it, earliest first. `today` is the last day that is known."""
    deeds = _Deeds(doings)
    found = [_plan(one, deeds, today) for one in doings if _was_planned(one)]
    return tuple(sorted(found, key=lambda plan: (plan.day or "9999", plan.id)))


class _Deeds:
    """The deeds of a pair by their kind and their day."""

    def __init__(self, doings: Iterable[Doing]) -> None:
        self._by_kind: dict[Kind, list[tuple[date, str, str]]] = {}
        for one in doings:
            if one.status in HAPPENED and one.day:
                row = (date.fromisoformat(one.day), one.reported or "", one.id)
                self._by_kind.setdefault(_kind(one), []).append(row)
        for rows in self._by_kind.values():
            rows.sort()

    def nearest(self, plan: Doing, begins: date, ends: date) -> str | None:
        """The deed of the plan's kind nearest to its days, the later of two, that is told after the plan."""
        rows = self._by_kind.get(_kind(plan), [])
        low, at, high = (bisect_left(rows, (day,)) for day in (begins - NEAR, begins, ends + NEAR + DAY))
        later = self._told_after(plan, rows, range(at, high))
        if later and later[0] <= ends:
            return later[1]
        sooner = self._told_after(plan, rows, range(at - 1, low - 1, -1))
        near = [(later[0] - ends, later[1])] if later else []
        near += [(begins - sooner[0], sooner[1])] if sooner else []
        return min(near, key=lambda one: one[0])[1] if near else None

    @staticmethod
    def _told_after(
        plan: Doing, rows: Sequence[tuple[date, str, str]], places: range
    ) -> tuple[date, str] | None:
        """The first of these deeds that is told after the plan."""
        told = plan.reported or ""
        return next(((rows[i][0], rows[i][2]) for i in places if rows[i][1] > told), None)


def _kind(one: Doing) -> Kind:
    return one.root, one.mode, one.indicator


def _was_planned(one: Doing) -> bool:
    known = one.status in HAPPENED or one.status is Status.DENIED
    return one.status is Status.PLANNED or (known and one.ahead > 0)


def _plan(one: Doing, deeds: _Deeds, today: str | None) -> Plan:
    if one.status in HAPPENED:
        return Plan(one.id, one.root, one.day, Fate.CARRIED_OUT, None)
    if one.status is Status.DENIED or one.against:
        return Plan(one.id, one.root, one.day, Fate.CALLED_OFF, None)
    if one.date is None or one.day is None:
        return Plan(one.id, one.root, None, Fate.OPEN, None)
    ends = _last(one.date)
    deed = deeds.nearest(one, date.fromisoformat(one.day), ends)
    if deed:
        return Plan(one.id, one.root, one.day, Fate.LIKELY, deed)
    late = today is not None and ends + LATE < date.fromisoformat(today)
    return Plan(one.id, one.root, one.day, Fate.OVERDUE if late else Fate.OPEN, None)


def _last(told: str) -> date:
    """The last day that a plan's date allows; of "since" and "until" the day that is named."""
    text = told.rpartition("/")[2] or told.rstrip("/")
    year, month, day = int(text[:4]), text[5:7], text[8:10]
    if day:
        return date(year, int(month), int(day))
    following = date(year + (month in ("", "12")), int(month or 12) % 12 + 1, 1)
    return following - DAY
