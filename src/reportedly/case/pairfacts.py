"""What a pair of states is counted from, asked of the database: it counts, and few rows are ever made.

Each question has an index in its own order (`case/schema.py`), so that nothing is sorted and no row of the
table is looked at, however much is told of the pair.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from msgspec import Struct

from reportedly import relations
from reportedly.case.database import Database
from reportedly.case.pairrows import UTTERED, within
from reportedly.records import HAPPENED, Status
from reportedly.records.dyad import Counted, Dyad, Gathered, Heard, Leading, Plan, Saying, Series, Showing
from reportedly.records.relation import Address, Bearing, Tone, pair_of

Row = TypeVar("Row", bound=Struct)
Span = tuple[str | None, str | None]

FEW = 5_000
"""So many utterances are all looked at."""

DRAWN = HAPPENED | {Status.PLANNED}
"""What has a lane in the plot."""


def made_of(database: Database, states: tuple[str, str], span: Span, few: int | None) -> Dyad:
    """The columns of two states. A mark of the plot names `few` rows, without it by how many marks there
    are."""
    conditions, values = within(*span)
    where = " AND ".join(["pair = ?", *conditions])
    of_pair = _OfPair(database, where, [pair_of(*states), *values])
    counted, (sayings, heard) = of_pair.counted(), of_pair.talk()
    few = few or relations.shown_of(_marks(counted, sayings))
    leading = of_pair.leading(counted, few)
    found = Gathered(counted, leading, sayings, heard, of_pair.plans(), of_pair.showings())
    return relations.dyad(states, span, found, few)


def _marks(counted: Sequence[Counted], sayings: Sequence[Saying]) -> int:
    """How many marks there are at most: one for each month and lane."""
    months = {one.month for one in counted} | {one.month for one in sayings}
    return len(months - {None}) * len(Series)


class _OfPair:
    """The questions about one pair and span: `where` is SQL on `dealings` and `remarks` with its values."""

    def __init__(self, database: Database, where: str, values: Sequence[str]) -> None:
        self._database, self._where, self._values = database, where, values

    def counted(self) -> list[Counted]:
        keys = "month, status, root, direction"
        return self._made(
            Counted,
            f"SELECT {keys}, count(*) FROM dealings INDEXED BY dealings_counted WHERE {self._where}"
            " GROUP BY status, root, direction, month",
        )

    def leading(self, counted: Sequence[Counted], few: int) -> list[Leading]:
        """Of each month, status and root the dealings that most articles tell."""
        groups = {(one.month, one.status, one.root) for one in counted if one.month and one.status in DRAWN}
        query = (
            "SELECT month, status, root, tellings, day, id FROM dealings INDEXED BY dealings_leading"
            f" WHERE {self._where} AND month = ? AND status = ? AND root = ?"
            f" ORDER BY tellings DESC, day, id LIMIT {few}"
        )
        rows = [
            row for group in sorted(groups) for row in self._database.rows(query, [*self._values, *group])
        ]
        return _records(Leading, rows)

    def plans(self) -> list[Plan]:
        return self._made(
            Plan,
            "SELECT id, root, day, fate, outcome FROM dealings INDEXED BY dealings_plans"
            f" WHERE {self._where} AND fate IS NOT NULL",
        )

    def showings(self) -> list[Showing]:
        """What bears on the ladder: dealings with a sign, and remarks that deny or doubt one."""
        done = self._made(
            Showing,
            "SELECT id, indicator, bearing, day FROM dealings INDEXED BY dealings_signs"
            f" WHERE {self._where} AND indicator IS NOT NULL",
        )
        return done + self._made(
            Showing,
            f"SELECT id, indicator, '{Bearing.AGAINST.value}', day FROM remarks INDEXED BY remarks_denied"
            f" WHERE {self._where} AND {UTTERED} AND negated AND indicator IS NOT NULL",
        )

    def talk(self) -> tuple[list[Saying], list[Heard]]:
        """The utterances counted by month, and the remarks that may be shown of them: where there are very
        many, the first of each kind a day."""
        keys = "speaker, address, act, tone, day"
        asked = (
            f"SELECT {keys}, count(*), min(id) FROM remarks WHERE {self._where} AND {UTTERED} GROUP BY {keys}"
        )
        counted: Counter[tuple[str | None, str | None, Address, str, Tone]] = Counter()
        heard = []
        for speaker, address, act, tone, day, number, name in self._database.rows(asked, self._values):
            # A date that is known to the year alone stands in no month.
            month = day[:7] if day and len(day) >= len("2031-05") else None
            counted[month, speaker, Address(address), act, Tone(tone)] += number
            heard.append(Heard(name, day, speaker, Address(address)))
        if counted.total() <= FEW:
            names = ", ".join(Heard.__struct_fields__)
            heard = self._made(Heard, f"SELECT {names} FROM remarks WHERE {self._where} AND {UTTERED}")
        return [Saying(*key, number) for key, number in counted.items()], heard

    def _made(self, record: type[Row], query: str) -> list[Row]:
        return _records(record, self._database.rows(query, self._values))


def _records(record: type[Row], rows: Sequence[tuple[Any, ...]]) -> list[Row]:
    """Records of rows that have their fields in their order."""
    if not rows:
        return []
    columns = zip(_readers(record), zip(*rows, strict=True), strict=True)
    return list(map(record, *(map(reader, column) if reader else column for reader, column in columns)))


@cache
def _readers(record: type[Struct]) -> tuple[Callable[[Any], Any] | None, ...]:
    """What makes a field of a value: a look-up for an enumeration, None for what is right as it is."""
    hints = get_type_hints(record)
    return tuple(_reader(hints[name]) for name in record.__struct_fields__)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    for kind in (hint, *getattr(hint, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {None: None, **{one.value: one for one in kind}}.__getitem__
    return None
