"""The formal ties of a pair of states, from what was imported: numbers, and the rows that they count."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from reportedly import relations
from reportedly.case.database import Database
from reportedly.case.listing import Listing
from reportedly.case.pairfacts import Span
from reportedly.errors import InputError
from reportedly.records.relation import Alliance, Ballots, IdealPoint, Membership, RollCall
from reportedly.records.ties import Shared, Ties, Voted


def ties(database: Database, states: Sequence[str], span: Span) -> Ties:
    """The formal ties of two states in the years of a span; of votes also those that no file dates."""
    a, b = states
    ballots = [database.records(Ballots, "ballots", "state = ?", (state,)) for state in states]
    points = [database.records(IdealPoint, "ideal_points", "state = ?", (state,)) for state in states]
    voted = relations.voted(ballots[0], ballots[1], _calls(database) if all(ballots) else ())
    agreements = relations.agreements(voted, (points[0], points[1]))
    treaties = database.records(Alliance, "alliances", "a = ? AND b = ?", sorted(states))
    members = [database.records(Membership, "memberships", "state = ?", (state,)) for state in states]
    return Ties(
        tuple(row for row in agreements if _within(row.year, row.year, span)),
        tuple(row for row in relations.allied(treaties, a, b) if _within(row.first, row.last, span)),
        tuple(row for row in relations.shared(*members) if _within(row.first, row.last, span)),
        sum(row.year is None for row in voted),
        tuple(row for row in voted if row.year is None or _within(row.year, row.year, span)),
        tuple(row for side in points for row in side if _within(row.year, row.year, span)),
    )


KINDS: dict[str, type[Struct]] = {
    "votes": Voted,
    "points": IdealPoint,
    "alliances": Alliance,
    "bodies": Shared,
}
"""What there are rows of, and their record."""


def rows(found: Ties, kind: str, apart: str | None = None, undated: bool = False) -> Listing[Any]:
    """The rows of a kind that numbers of the ties count; of votes the dated ones, or those that are
    `undated`, and of them those that lie so many steps `apart`. Raises InputError for a kind that is none."""
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of formal ties. There are {', '.join(KINDS)}.")
    if apart not in (None, "0", "1", "2"):
        raise InputError(f"Votes lie 0, 1 or 2 steps apart, and not {apart!r}.")
    made: Listing[Any] = Listing(KINDS[kind], list(getattr(found, kind)))
    if kind == "votes":
        made[:] = [row for row in made if (row.year is None) == undated]
        made[:] = [row for row in made if apart is None or row.apart == int(apart)]
    return made


def _calls(database: Database) -> list[RollCall]:
    names = ", ".join(RollCall.__struct_fields__)
    return [RollCall(*row) for row in database.rows(f"SELECT {names} FROM roll_calls ORDER BY id")]


def _within(first: int, last: int, span: Span) -> bool:
    start, end = span
    return not (start and last < int(start[:4])) and not (end and first > int(end[:4]))
