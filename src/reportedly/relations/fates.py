"""What became of plans between two states: carried out, called off, open, or never heard of again."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from reportedly.records import HAPPENED, Root, Status
from reportedly.records.relation import Dealing, Fate, Indicator
from reportedly.relations.days import Days, days

NEAR = 31
"""So many days from the planned ones a deed of the same root and kind may be the plan's."""

LATE = 31
"""A plan of which nobody has told so many days after its own is overdue."""

Kind = tuple[str, Root, str | None, Indicator | None]
Settled = tuple[Fate, str | None]


def settled(rows: Sequence[Dealing]) -> list[Dealing]:
    """The dealings, all that there are, in their order: each plan with its fate. What is overdue is known by
    the last day on which anything that its pair does was reported."""
    deeds, today = _Deeds(rows), _last_reports(rows)
    made = []
    for one in rows:
        if _was_planned(one):
            fate, outcome = _settled(one, deeds, today.get(one.pair))
            made.append(replace(one, fate=fate, outcome=outcome))
        else:
            made.append(one)
    return made


def _last_reports(rows: Iterable[Dealing]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in rows:
        if one.reported:
            found[one.pair] = max(one.reported, found.get(one.pair, ""))
    return found


class _Deeds:
    """The deeds of each pair by their kind and their day, which is counted as in `days`."""

    def __init__(self, rows: Iterable[Dealing]) -> None:
        self._by_kind: dict[Kind, list[tuple[int, str, str]]] = {}
        for one in rows:
            if one.status in HAPPENED and (run := days(one.day)):
                self._by_kind.setdefault(_kind(one), []).append((run[0], one.reported or "", one.id))
        for found in self._by_kind.values():
            found.sort()

    def nearest(self, plan: Dealing, planned: Days) -> str | None:
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
        plan: Dealing, rows: Sequence[tuple[int, str, str]], places: range
    ) -> tuple[int, str] | None:
        """The first of these deeds that is told after the plan."""
        told = plan.reported or ""
        return next(((rows[i][0], rows[i][2]) for i in places if rows[i][1] > told), None)


def _kind(one: Dealing) -> Kind:
    return one.pair, one.root, one.mode, one.indicator


def _was_planned(one: Dealing) -> bool:
    known = one.status in HAPPENED or one.status is Status.DENIED
    return one.status is Status.PLANNED or (known and one.ahead > 0)


def _settled(one: Dealing, deeds: _Deeds, today: str | None) -> Settled:
    if one.status in HAPPENED:
        return Fate.CARRIED_OUT, None
    if one.status is Status.DENIED or one.against:
        return Fate.CALLED_OFF, None
    planned = days(one.date)
    if planned is None:
        return Fate.OPEN, None
    deed = deeds.nearest(one, planned)
    if deed:
        return Fate.LIKELY, deed
    known = days(today)
    late = known is not None and planned[1] + LATE < known[0]
    return (Fate.OVERDUE if late else Fate.OPEN), None
