"""The formal ties of a pair of states, from what was imported."""

from collections.abc import Iterable, Sequence

from reportedly import relations
from reportedly.case.database import Database
from reportedly.case.pairfacts import Span
from reportedly.records.dyad import Ties
from reportedly.records.relation import Alliance, Ballots, IdealPoint, Membership, RollCall


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


def _calls(database: Database, votes: Iterable[Ballots]) -> list[RollCall]:
    """The dated roll calls, where a file of votes needs them."""
    return database.records(RollCall, "roll_calls") if any(row.year is None for row in votes) else []


def _within(first: int, last: int, span: Span) -> bool:
    start, end = span
    return not (start and last < int(start[:4])) and not (end and first > int(end[:4]))
