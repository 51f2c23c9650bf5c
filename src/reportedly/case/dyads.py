"""A pair of states, asked of the database: what is counted comes as bare columns, what is shown as rows."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from msgspec import Struct

from reportedly import relations
from reportedly.case import pairrows
from reportedly.case.database import Database
from reportedly.case.listing import Listing
from reportedly.errors import InputError
from reportedly.records import HAPPENED, Status
from reportedly.records.dyad import (
    Column,
    Dealt,
    Doing,
    Dyad,
    Heard,
    Line,
    PairRows,
    PairWanted,
    Relation,
    Saying,
    Teller,
    Ties,
    Told,
)
from reportedly.records.relation import (
    Address,
    Alliance,
    Ballots,
    Dealing,
    IdealPoint,
    Membership,
    Remark,
    RollCall,
    Tone,
    pair_of,
)

Row = TypeVar("Row", bound=Struct)
Record = TypeVar("Record", bound=Struct)
Span = tuple[str | None, str | None]

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
AT_ONCE = 500
"""So many ids a query: SQLite takes a bounded number of values."""

FEW = 5_000
"""So many utterances are all looked at."""

EVIDENCE = 12
"""So many rows of a rung's evidence are shown, the latest."""


class Dyads(ABC):
    """The questions about pairs of states; whoever answers them has a database."""

    @abstractmethod
    def _db(self) -> Database: ...

    def relation(self, a: str, b: str, start: str | None = None, end: str | None = None) -> Relation:
        """What two states did, said and planned, with the ladder of their military cooperation and their
        formal ties. `a` and `b` are codes or names, `start` and `end` days, months or years (ISO 8601), the
        last one included. Raises InputError for a name of no state or of two."""
        return relation(self._db(), relations.asked(a), relations.asked(b), start, end)

    def pairs(self, most: int | None = None) -> Listing[Told]:
        """The pairs of states of which anything is told, those with most dealings and statements first."""
        return Listing(Told, pairs(self._db(), most))

    def dealt(self, start: str | None = None, end: str | None = None) -> Listing[Dealt]:
        """Every pair of states with what is told of it, counted: those with most deeds first."""
        _check_span(start, end)
        return Listing(Dealt, pairrows.dealt(self._db(), start, end))

    def pair_rows(self, a: str, b: str, wanted: PairWanted, first: int, most: int) -> PairRows:
        """The rows of a pair that a number of its page counts, from the `first`, at most `most`."""
        states, _ = _asked(relations.asked(a), relations.asked(b), wanted.since, wanted.until)
        return pairrows.rows(self._db(), pair_of(*states), wanted, first, most)

    def relation_lines(
        self, a: str, b: str, start: str | None = None, end: str | None = None
    ) -> Listing[Line]:
        """Every deed, plan and statement that `relation` counts, a row each, by day."""
        found = lines(self._db(), relations.asked(a), relations.asked(b), start, end)
        return Listing(Line, found)


def relation(database: Database, a: str, b: str, start: str | None, end: str | None) -> Relation:
    """The pair with the rows that its figures open into. `a` and `b` are codes, `start` and `end` days.

    Raises InputError for a state with itself and for days that are none.
    """
    states, span = _asked(a, b, start, end)
    doings = _doings(database, states, span)
    sayings, heard = _talk(database, states, span)
    made = relations.dyad(states, span, doings, sayings, heard, _today(doings, heard))
    shown = _shown(made)
    dealings = _records(database, Dealing, "dealings", shown)
    remarks = _records(database, Remark, "remarks", shown)
    articles = {one.article for one in dealings} | {one.article for one in remarks}
    tellers = tuple(Teller(*row) for row in _rows(database, "articles", "id, title, outlet, date", articles))
    return Relation(made, ties(database, states, span), tuple(dealings), tuple(remarks), tellers)


def pairs(database: Database, most: int | None = None) -> list[Told]:
    """The pairs with how many rows each has, the most first."""
    rows = database.rows(
        "SELECT pair, sum(dealt), sum(said) FROM ("
        " SELECT pair, count(*) AS dealt, 0 AS said FROM dealings GROUP BY pair"
        " UNION ALL SELECT pair, 0, count(*) FROM remarks GROUP BY pair"
        ") GROUP BY pair ORDER BY sum(dealt) * 2 + sum(said) DESC, pair LIMIT ?",
        (-1 if most is None else most,),
    )
    return [Told(pair[:3], pair[4:], dealt, said) for pair, dealt, said in rows]


def lines(database: Database, a: str, b: str, start: str | None, end: str | None) -> list[Line]:
    """Every row of the pair, by day. Raises InputError as `relation` does."""
    states, span = _asked(a, b, start, end)
    where, values = _where(states, span)
    dealings = database.records(Dealing, "dealings", where, values)
    remarks = database.records(Remark, "remarks", where, values)
    found = [*map(_deed_line, dealings), *map(_talk_line, remarks)]
    return sorted(found, key=lambda line: (line.day or "", line.column, line.id))


def ties(database: Database, states: Sequence[str], span: Span) -> Ties:
    """The formal ties of a pair of states in the years of a span, from what was imported."""
    a, b = states
    votes = [database.records(Ballots, "ballots", "state = ?", (state,)) for state in states]
    calls = _calls(database, [row for rows in votes for row in rows])
    points = [database.records(IdealPoint, "ideal_points", "state = ?", (state,)) for state in states]
    found = relations.agreements(votes[0], votes[1], calls, (points[0], points[1]))
    treaties = relations.allied(
        database.records(Alliance, "alliances", "a = ? AND b = ?", sorted(states)), a, b
    )
    members = [database.records(Membership, "memberships", "state = ?", (state,)) for state in states]
    return Ties(
        tuple(row for row in found if _within(row.year, row.year, span)),
        tuple(row for row in treaties if _within(row.first, row.last, span)),
        tuple(row for row in relations.shared(*members) if _within(row.first, row.last, span)),
        relations.undated([row for rows in votes for row in rows], calls),
    )


def _asked(a: str, b: str, start: str | None, end: str | None) -> tuple[tuple[str, str], Span]:
    if a == b:
        raise InputError(f"{a} and {b} are one state. Name two.")
    _check_span(start, end)
    one, other = pair_of(a, b).split("-")
    return (one, other), (start, end)


def _check_span(start: str | None, end: str | None) -> None:
    for day in (start, end):
        if day is not None and not DAY.fullmatch(day):
            raise InputError(f"{day!r} is no day. Write it as 2031-05-09, 2031-05 or 2031.")
    if start and end and start > end:
        raise InputError(f"The span ends ({end}) before it begins ({start}).")


def _where(states: Sequence[str], span: Span) -> tuple[str, list[str]]:
    """SQL on `dealings` and `remarks`. Within a span there is only what is dated; ``~`` follows every digit,
    so that a span to 2031-05 has all days of May."""
    where, values = "pair = ?", [pair_of(*states)]
    start, end = span
    if start:
        where, values = f"{where} AND day >= ?", [*values, start]
    if end:
        where, values = f"{where} AND day <= ?", [*values, f"{end}~"]
    return where, values


def _doings(database: Database, states: Sequence[str], span: Span) -> list[Doing]:
    where, values = _where(states, span)
    names = ", ".join(Doing.__struct_fields__)
    return _made(Doing, database.rows(f"SELECT {names} FROM dealings WHERE {where}", values))


def _talk(database: Database, states: Sequence[str], span: Span) -> tuple[list[Saying], list[Heard]]:
    """The utterances of a pair counted by month, and the remarks that may be shown of them.

    They are grouped in the order of their index, which takes no sorting. Where there are very many, one of
    each group may be shown, and those that deny an indicator.
    """
    where, values = _where(states, span)
    keys = "speaker, address, act, tone, day"
    asked = f"SELECT {keys}, count(*), min(id) FROM remarks WHERE {where} AND repeats IS NULL GROUP BY {keys}"
    counted: Counter[tuple[str | None, str | None, Address, str, Tone]] = Counter()
    heard = []
    for speaker, address, act, tone, day, number, name in database.rows(asked, values):
        # A date that is known to the year alone stands in no month.
        month = day[:7] if day and len(day) >= len("2031-05") else None
        counted[month, speaker, Address(address), act, Tone(tone)] += number
        heard.append(Heard(name, day, speaker, Address(address), False, None))
    if counted.total() <= FEW:
        heard = _heard(database, f"remarks WHERE {where} AND repeats IS NULL", values)
    else:
        # SQLite would take the larger index, and look at every row.
        denied = "repeats IS NULL AND negated AND indicator IS NOT NULL"
        heard += _heard(database, f"remarks INDEXED BY remarks_denied WHERE {where} AND {denied}", values)
    return [Saying(*key, number) for key, number in counted.items()], heard


def _heard(database: Database, source: str, values: Sequence[str]) -> list[Heard]:
    names = ", ".join(Heard.__struct_fields__)
    return _made(Heard, database.rows(f"SELECT {names} FROM {source}", values))


def _made(record: type[Row], rows: Sequence[tuple[Any, ...]]) -> list[Row]:
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
    kinds = [one for one in (hint, *getattr(hint, "__args__", ())) if isinstance(one, type)]
    for kind in kinds:
        if issubclass(kind, Enum):
            return {None: None, **{one.value: one for one in kind}}.__getitem__
    return bool if bool in kinds else None


def _today(doings: Iterable[Doing], heard: Iterable[Heard]) -> str | None:
    """The last day on which an article told of the pair; each day of talk has a remark that was heard."""
    days = [*(one.reported for one in doings), *(one.day for one in heard)]
    return max((day for day in days if day), default=None)


def _shown(made: Dyad) -> set[str]:
    """The ids of all rows that the pair's marks, rungs and plans open into."""
    rungs = [
        side[-EVIDENCE:]
        for rung in made.ladder.rungs
        for side in (rung.done, rung.ahead, rung.against, rung.unsure)
    ]
    plans = [name for plan in made.plans[-EVIDENCE:] for name in (plan.id, plan.deed) if name]
    return {name for names in (*(mark.shown for mark in made.marks), *rungs, plans) for name in names}


def _records(database: Database, record: type[Record], table: str, ids: Iterable[str]) -> list[Record]:
    found: list[Record] = []
    for part in _parts(ids):
        found += database.records(record, table, f"id IN ({', '.join('?' * len(part))})", part)
    return sorted(found, key=lambda row: (getattr(row, "day", None) or "", getattr(row, "id", "")))


def _rows(database: Database, table: str, names: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
    return [
        row
        for part in _parts(ids)
        for row in database.rows(
            f"SELECT {names} FROM {table} WHERE id IN ({', '.join('?' * len(part))}) ORDER BY id", part
        )
    ]


def _parts(ids: Iterable[str]) -> list[list[str]]:
    whole = sorted(ids)
    return [whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE)]


def _calls(database: Database, votes: Iterable[Ballots]) -> list[RollCall]:
    """The dated roll calls, where a file of votes needs them."""
    return database.records(RollCall, "roll_calls") if any(row.year is None for row in votes) else []


def _within(first: int, last: int, span: Span) -> bool:
    start, end = span
    return not (start and last < int(start[:4])) and not (end and first > int(end[:4]))


def _deed_line(one: Dealing) -> Line:
    planned = Column.PLAN if one.status is Status.PLANNED else Column.TOLD
    return Line(
        id=one.id,
        day=one.day,
        column=Column.DEED if one.status in HAPPENED else planned,
        what=one.root.value,
        how=one.status.value,
        who=one.direction.value,
        tellings=one.tellings,
        origins=one.origins,
        indicator=one.indicator,
        bearing=one.bearing,
        article=one.article,
        words=one.sentence,
    )


def _talk_line(one: Remark) -> Line:
    return Line(
        id=one.id,
        day=one.day,
        column=Column.OUTSIDE if one.address is Address.OUTSIDE else Column.TALK,
        what=one.act,
        how=one.tone.value,
        who=one.speaker,
        tellings=1,
        origins=0,
        indicator=one.indicator,
        bearing=None,
        article=one.article,
        words=one.words,
    )
