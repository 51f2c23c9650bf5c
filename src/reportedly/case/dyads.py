"""A pair of states, asked of the database: what is counted comes as bare columns, what is shown as rows."""

import re
from abc import ABC, abstractmethod
from typing import Any, TypeVar

from msgspec import Struct

from reportedly import relations
from reportedly.case import pairrows, ties
from reportedly.case.database import Database
from reportedly.case.listing import Listing
from reportedly.case.pairfacts import Span, made_of
from reportedly.errors import InputError
from reportedly.records.dyad import (
    Dealt,
    Dyad,
    Line,
    PairRows,
    PairWanted,
    Relation,
    Told,
)
from reportedly.records.relation import Dealing, Remark, pair_of
from reportedly.relations.days import days

Record = TypeVar("Record", bound=Struct)

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
EVIDENCE = 12
"""So many rows of a rung's evidence are shown, the latest."""


class Dyads(ABC):
    """The questions about pairs of states; whoever answers them has a database."""

    @abstractmethod
    def _db(self) -> Database: ...

    def relation(
        self,
        a: str,
        b: str,
        start: str | None = None,
        end: str | None = None,
        few: int | None = None,
    ) -> Relation:
        """What two states did, said and planned, with the ladder of their military cooperation and their
        formal ties. `a` and `b` are codes or names, `start` and `end` days, months or years (ISO 8601), the
        last one included. At most `few` rows are fetched for each bar of the plot, without it as many as keep
        a page short. Raises InputError for a name of no state or of two."""
        return relation(self._db(), relations.asked(a), relations.asked(b), start, end, few)

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

    def tie_rows(
        self,
        a: str,
        b: str,
        kind: str,
        start: str | None = None,
        end: str | None = None,
        *,
        apart: str | None = None,
        undated: bool = False,
    ) -> Listing[Any]:
        """The rows that a number of a pair's formal ties counts, of the years of a span: `kind` is ``votes``
        (`Voted`), ``points`` (`IdealPoint`), ``alliances`` (`Alliance`) or ``bodies`` (`Shared`). Of votes
        those `apart` by so many steps (``0``, ``1``, ``2``), and the `undated` ones only by themselves.
        Raises InputError as `relation` does, and for a kind that is none."""
        states, span = _asked(relations.asked(a), relations.asked(b), start, end)
        return ties.rows(ties.ties(self._db(), states, span), kind, apart, undated)

    def relation_lines(
        self,
        a: str,
        b: str,
        start: str | None = None,
        end: str | None = None,
        wanted: PairWanted | None = None,
    ) -> Listing[Line]:
        """Every deed, plan and statement on two states, a row each, by day, also what is said again; with
        `wanted` those that one number counts."""
        asked = wanted or PairWanted(since=start, until=end)
        states, _ = _asked(relations.asked(a), relations.asked(b), asked.since, asked.until)
        return Listing(Line, pairrows.lines(self._db(), pair_of(*states), asked, wanted is None))


def relation(
    database: Database, a: str, b: str, start: str | None, end: str | None, few: int | None = None
) -> Relation:
    """The pair with the rows that its figures open into, at most `few` of a mark (None: by their number). `a`
    and `b` are codes, `start` and `end` days.

    Raises InputError for a state with itself and for days that are none.
    """
    states, span = _asked(a, b, start, end)
    made = made_of(database, states, span, few)
    shown = _shown(made)
    dealings = _records(database, Dealing, "dealings", shown)
    remarks = _records(database, Remark, "remarks", shown)
    articles = {one.article for one in dealings} | {one.article for one in remarks}
    tellers = pairrows.tellers(database, articles)
    return Relation(made, ties.ties(database, states, span), dealings, remarks, tellers)


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


def _asked(a: str, b: str, start: str | None, end: str | None) -> tuple[tuple[str, str], Span]:
    if a == b:
        raise InputError(f"{a} and {b} are one state. Name two.")
    _check_span(start, end)
    one, other = pair_of(a, b).split("-")
    return (one, other), (start, end)


def _check_span(start: str | None, end: str | None) -> None:
    for day in (start, end):
        if day is not None and not (DAY.fullmatch(day) and days(day)):
            raise InputError(f"{day!r} is no day. Write it as 2031-05-09, 2031-05 or 2031.")
    if start and end and start > f"{end}~":  # to 2031 has all of its months
        raise InputError(f"The span ends ({end}) before it begins ({start}).")


def _shown(made: Dyad) -> set[str]:
    """The ids of all rows that the pair's marks, rungs and plans open into."""
    rungs = [
        side[-EVIDENCE:]
        for rung in made.ladder.rungs
        for side in (rung.done, rung.ahead, rung.against, rung.unsure)
    ]
    plans = [name for plan in made.plans[-EVIDENCE:] for name in (plan.id, plan.deed) if name]
    return {name for names in (*(mark.shown for mark in made.marks), *rungs, plans) for name in names}


def _records(database: Database, record: type[Record], table: str, ids: set[str]) -> tuple[Record, ...]:
    return tuple(database.among(record, table, "id", sorted(ids), "coalesce(day, ''), id"))
