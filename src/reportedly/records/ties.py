"""Formal ties of a pair of states: votes in one body, alliances, memberships; none is read from articles."""

from msgspec import Struct

from reportedly.records.relation import Alliance, IdealPoint


class Voted(Struct, frozen=True, gc=False):
    """A roll call on which both states voted, `a` and `b` with how: ``yes``, ``abstain`` or ``no``.

    `apart` is 0 where they voted alike, 1 where one abstained, 2 where they voted against each other. `year`
    is None where no file dates it; `date`, `resolution` and `title` are None where no file tells. `files` are
    the names of the files of votes.
    """

    call: str
    year: int | None
    date: str | None
    resolution: str | None
    title: str | None
    a: str
    b: str
    apart: int
    files: tuple[str, ...]


class Agreement(Struct, frozen=True):
    """How alike two states voted in one year. `calls` is the number of roll calls on which both voted.

    All figures have no unit and are rounded to four decimals; None where the files do not tell.
    """

    year: int
    calls: int
    agreement: float | None
    kappa: float | None
    s: float | None
    distance: float | None


class Shared(Struct, frozen=True):
    """A body of which both states are full members in a run of years, with the years of each and the names of
    the files that say so."""

    body: str
    first: int
    last: int
    a_first: int
    a_last: int
    b_first: int
    b_last: int
    files: tuple[str, ...]


class Ties(Struct, frozen=True):
    """The formal ties of a pair, from imported files: each column by itself, with the rows that it counts.

    `agreements` are counted from `votes` and the distances of `points`, which are those of both states.
    `undated` counts those of `votes` without a year: their roll calls are to be imported as well.
    """

    agreements: tuple[Agreement, ...] = ()
    alliances: tuple[Alliance, ...] = ()
    bodies: tuple[Shared, ...] = ()
    undated: int = 0
    votes: tuple[Voted, ...] = ()
    points: tuple[IdealPoint, ...] = ()
