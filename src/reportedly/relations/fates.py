"""What became of plans between two states: carried out, called off, open, or never heard of again."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reportedly.records import HAPPENED, Root, Status
from reportedly.records.dyad import Doing, Fate, Plan
from reportedly.records.relation import Indicator
from reportedly.relations.days import Days, days

NEAR = 31
"""So many days from the planned ones a deed of the same root and kind may be the plan's."""

LATE = 31
"""A plan of which nobody has told so many days after its own is overdue."""

Kind = tuple[Root, str | None, Indicator | None]


def plans(doings: Sequence[Doing], today: str | None) -> tuple[Plan, ...]:
    """Every plan of a pair with what became of it, earliest first. `today` is the last day that is known."""
    deeds = _Deeds(doings)
    found = [_plan(one, deeds, today) for one in doings if _was_planned(one)]
    return tuple(sorted(found, key=lambda plan: (plan.day or "9999", plan.id)))


class _Deeds:
    """The deeds of a pair by their kind and their day, which is counted as in `days`."""

    def __init__(self, doings: Iterable[Doing]) -> None:
        self._by_kind: dict[Kind, list[tuple[int, str, str]]] = {}
        for one in doings:
            if one.status in HAPPENED and (run := days(one.day)):
                self._by_kind.setdefault(_kind(one), []).append((run[0], one.reported or "", one.id))
        for rows in self._by_kind.values():
            rows.sort()

    def nearest(self, plan: Doing, planned: Days) -> str | None:
        """The deed of the plan's kind nearest to its days, the later of two, that is told after the plan."""
        begins, ends = planned
        rows = self._by_kind.get(_kind(plan), [])
        at, high = (bisect_left(rows, (day,)) for day in (begins, ends + NEAR + 1))
        later = self._told_after(plan, rows, range(at, high))
        # Only one that is nearer than that is of interest among those before.
        apart = min(max(later[0] - ends, 0) if later else NEAR + 1, NEAR + 1)
        low = bisect_left(rows, (begins - apart + 1,))
        sooner = self._told_after(plan, rows, range(at - 1, low - 1, -1))
        found = sooner or later
        return found[1] if found else None

    @staticmethod
    def _told_after(
        plan: Doing, rows: Sequence[tuple[int, str, str]], places: range
    ) -> tuple[int, str] | None:
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
    planned = days(one.date)
    if planned is None:
        return Plan(one.id, one.root, None, Fate.OPEN, None)
    deed = deeds.nearest(one, planned)
    if deed:
        return Plan(one.id, one.root, one.day, Fate.LIKELY, deed)
    known = days(today)
    late = known is not None and planned[1] + LATE < known[0]
    return Plan(one.id, one.root, one.day, Fate.OVERDUE if late else Fate.OPEN, None)
