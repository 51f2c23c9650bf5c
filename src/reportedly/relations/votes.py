"""Votes in the UN General Assembly, from the files of the R package `unvotes` and of Erik Voeten.

`unvotes` has a row a vote (rcid, country, country_code, vote) and dates its roll calls in a second file;
Voeten's has the same with Correlates of War numbers, votes as 1 yes, 2 abstain, 3 no, 8 absent, 9 no member,
and a date or a session in the row. The year of a roll call is that of its date, else that of its session.
"""

from collections.abc import Iterator, Mapping, Sequence

from reportedly.records.relation import Ballots, IdealPoint, RollCall, tie_id
from reportedly.relations.columns import Field, Passed, Sheet, iso_day, number, sheet, unread
from reportedly.relations.states import by_letters, by_name, by_number

FIRST_SESSION = 1945
"""Session 1 met in 1946."""

VOTES = {
    **dict.fromkeys(("1", "1.0", "yes", "y"), "y"),
    **dict.fromkeys(("2", "2.0", "abstain", "abstention", "a"), "a"),
    **dict.fromkeys(("3", "3.0", "no", "n"), "n"),
}
TITLE = 200
"""So many characters of what a roll call was about are kept."""
ABSENT = frozenset({"8", "8.0", "9", "9.0", "", "na", "absent", "not a member", "nonmember"})
"""Who did not vote, or was no member: no vote, and nothing that is lost."""

UNKNOWN = "of no known state"
CALL = Field(("rcid", "resid", "roll_call", "rollcall"))
DATED = {
    "year": Field(("year",), needed=False),
    "date": Field(("date",), needed=False),
    "session": Field(("session",), needed=False),
}
STATE = {
    "number": Field(("ccode", "cowcode", "cow"), needed=False),
    "letters": Field(("country_code", "iso", "iso3c", "iso3", "iso2c", "iso_a3"), needed=False),
    "name": Field(("country", "countryname", "state"), needed=False),
}
WHO = Field(("country_code", "ccode", "iso", "country", "countryname", "iso3c", "state"))
ABOUT = {
    "resolution": Field(("unres", "resolution"), needed=False),
    "title": Field(("descr", "short", "title"), needed=False),
}
BALLOTS = {"call": CALL, "vote": Field(("vote",)), "who": WHO, **STATE, **DATED, **ABOUT}
CALLS = {"call": CALL, **DATED, **ABOUT}
POINTS = {
    "session": Field(("session",)),
    "point": Field(("idealpoint", "idealpointall", "idealpointfp")),
    "who": WHO,
    **STATE,
}


def read_votes(data: bytes, name: str, passed: Passed | None = None) -> list[Ballots]:
    """A file of votes -> a row a state and a year, in order. Raises InputError."""
    return _read_votes(data, name, passed)[0]


def read_votes_and_calls(data: bytes, name: str, passed: Passed | None = None) -> list[Ballots | RollCall]:
    """What `read_votes` gives, then a row for each roll call of which the file itself tells the day or what
    it was about. Raises InputError."""
    votes, calls = _read_votes(data, name, passed)
    return [*votes, *calls]


def _read_votes(data: bytes, name: str, passed: Passed | None = None) -> tuple[list[Ballots], list[RollCall]]:
    rows = sheet(data, name, passed)
    at = rows.places(BALLOTS, "votes")
    years, states, told = _Years(at), _States(at), _Calls(at, "votes", name)
    found: dict[tuple[str, int | None], dict[str, str]] = {}
    for row in rows.rows():
        said = row[at["vote"]].strip().lower()
        vote = VOTES.get(said)
        if vote is None:
            if said not in ABSENT:
                rows.passed.add("with a vote that is none", said)
            continue
        year = years.of(row)
        state = states.of(row, year)
        if state:
            # A roll call stands once for a state; files with doubled rows say the same twice.
            found.setdefault((state, year), {})[_call(row[at["call"]])] = vote
            told.add(row, year)
        else:
            rows.passed.add(UNKNOWN, row[at["who"]])
    if not found:
        raise unread(name, "a vote of a state", _first(rows))
    ballots = [_ballots(*key, votes, name) for key, votes in sorted(found.items(), key=_in_order)]
    return ballots, [one for one in told.found() if one.date or one.resolution or one.title]


def read_roll_calls(data: bytes, name: str, passed: Passed | None = None) -> list[RollCall]:
    """A file that dates roll calls, such as ``un_roll_calls`` of `unvotes`, in order. Raises InputError."""
    rows = sheet(data, name, passed)
    at = rows.places(CALLS, "roll calls")
    years, told = _Years(at), _Calls(at, "", name)
    for row in rows.rows():
        year = years.of(row)
        told.add(row, year)
        if year is None:
            rows.passed.add("without a date or a session", row[at["call"]])
    if not told.found():
        raise unread(name, "a roll call with its date or session", _first(rows))
    return told.found()


def read_ideal_points(data: bytes, name: str, passed: Passed | None = None) -> list[IdealPoint]:
    """A file of ideal points, a row a state and a session, in order. Raises InputError."""
    rows = sheet(data, name, passed)
    at = rows.places(POINTS, "ideal points")
    states = _States(at)
    found: dict[tuple[str, int], IdealPoint] = {}
    for row in rows.rows():
        session, point = number(row[at["session"]]), _point(row[at["point"]])
        if session is None or point is None:
            rows.passed.add("without a session or a point")
            continue
        year = FIRST_SESSION + session
        state = states.of(row, year)
        if state:
            made = IdealPoint(tie_id("point", state, session), state, session, year, point, name)
            found[state, session] = made
        else:
            rows.passed.add(UNKNOWN, row[at["who"]])
    if not found:
        raise unread(name, "the ideal point of a state in a session", _first(rows))
    return [found[key] for key in sorted(found)]


class _Years:
    """The year of a row: its date's, else what its column `year` says, else its session's."""

    def __init__(self, at: Mapping[str, int]) -> None:
        self._date, self._year, self._session = (at.get(key) for key in ("date", "year", "session"))

    def of(self, row: Sequence[str]) -> int | None:
        if self._date is not None and (year := number(row[self._date].strip()[:4])):
            return year
        if self._year is not None and (year := number(row[self._year])):
            return year
        session = number(row[self._session]) if self._session is not None else None
        return FIRST_SESSION + session if session else None


class _Calls:
    """The roll calls of a file by their numbers; `kind` parts those of a file of votes from those of a file
    of roll calls, which may tell of the same ones."""

    def __init__(self, at: Mapping[str, int], kind: str, name: str) -> None:
        self._at, self._kind, self._name = at, kind, name
        self._found: dict[str, RollCall] = {}

    def add(self, row: Sequence[str], year: int | None) -> None:
        """Take in what a row tells of its roll call; of several rows of one the first with a year counts."""
        call = _call(row[self._at["call"]])
        if year is not None and call not in self._found:
            parts = ("call", call, self._kind) if self._kind else ("call", call)
            date, resolution = iso_day(self._cell(row, "date")), self._cell(row, "resolution")
            title = " ".join(self._cell(row, "title").split())[:TITLE]
            self._found[call] = RollCall(
                tie_id(*parts), call, year, date, resolution or None, title or None, self._name
            )

    def found(self) -> list[RollCall]:
        """The roll calls, in order."""
        return [self._found[call] for call in sorted(self._found)]

    def _cell(self, row: Sequence[str], key: str) -> str:
        cell = row[self._at[key]].strip() if key in self._at else ""
        return "" if cell == "NA" else cell


class _States:
    """The state of a row, by its number, its letters or its name; each is looked up once."""

    def __init__(self, at: Mapping[str, int]) -> None:
        self._columns = [(key, at[key]) for key in ("number", "letters", "name") if key in at]
        self._known: dict[tuple[str, str, int | None], str | None] = {}

    def of(self, row: Sequence[str], year: int | None) -> str | None:
        for key, place in self._columns:
            asked = (key, row[place], year if key == "number" else None)
            if asked not in self._known:
                self._known[asked] = _state(*asked)
            if self._known[asked]:
                return self._known[asked]
        return None


def _state(key: str, cell: str, year: int | None) -> str | None:
    if key == "number":
        return by_number(cell.strip(), year)
    return by_letters(cell) if key == "letters" else by_name(cell.strip()) or by_letters(cell)


def _ballots(state: str, year: int | None, votes: Mapping[str, str], name: str) -> Ballots:
    calls = tuple(sorted(votes))
    marks = "".join(votes[call] for call in calls)
    return Ballots(tie_id("ballots", state, year), state, year, calls, marks, name)


def _in_order(item: tuple[tuple[str, int | None], Mapping[str, str]]) -> tuple[str, int]:
    (state, year), _ = item
    return state, year or 0


def _call(cell: str) -> str:
    """The number of a roll call: one file writes 5546, another 5546.0."""
    return cell.strip().removesuffix(".0")


def _point(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return round(value, 7) if abs(value) < 100 else None


def _first(rows: Sheet) -> Sequence[str]:
    below: Iterator[list[str]] = rows.rows()
    return next(below, list(rows.header))
