"""Formal ties from files: obligations of alliances (ATOP), and memberships in bodies (Correlates of War)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from reportedly.records.relation import Alliance, Membership, tie_id
from reportedly.records.ties import Shared
from reportedly.relations.columns import Field, Passed, Sheet, number, sheet, unread
from reportedly.relations.states import by_number

DUTIES = ("defense", "offense", "neutral", "nonagg", "consul")
MOST_TREATIES = 15
Duties = tuple[bool, bool, bool, bool, bool]
NONE: Duties = (False, False, False, False, False)
ALLIANCES = {
    "year": Field(("year",)),
    "a": Field(("mem1", "statea", "ccode1")),
    "b": Field(("mem2", "stateb", "ccode2")),
    **{duty: Field((duty,)) for duty in DUTIES},
    **{f"treaty{n}": Field((f"atopid{n}",), needed=False) for n in range(1, MOST_TREATIES + 1)},
}
BY_STATE = {"year": Field(("year",)), "a": Field(("ccode",))}
BY_PAIR = {"year": Field(("year",)), "a": Field(("ccode1",)), "b": Field(("ccode2",))}
BESIDE = frozenset(
    {"ccode", "ccode1", "ccode2", "country1", "country2", "state", "year", "dyadid", "version"}
)
"""Columns of these files that are no body."""

FULL = frozenset({"1", "1.0"})


def read_alliances(data: bytes, name: str, passed: Passed | None = None) -> list[Alliance]:
    """An ATOP file of pairs and years (``atop5_1dy``, ``atop5_1ddyr``) -> a row a pair and run of years with
    the same obligations, in order. A directed file's two rows are one. Raises InputError."""
    rows = sheet(data, name, passed)
    at = rows.places(ALLIANCES, "alliances")
    years: dict[tuple[str, str], dict[int, tuple[Duties, tuple[str, ...]]]] = {}
    for row in rows.rows():
        year = number(row[at["year"]])
        pair = _pair(row[at["a"]], row[at["b"]], year)
        if year is None or pair is None:
            rows.passed.add("of no two known states", f"{row[at['a']]} {row[at['b']]}")
            continue
        before, _ = years.setdefault(pair, {}).get(year, (NONE, ()))
        years[pair][year] = (_duties(row, at, before), _treaties(row, at))
    if not years:
        raise unread(name, "an alliance of two states in a year", _first(rows))
    return [made for pair in sorted(years) for made in _alliances(pair, years[pair], name)]


def read_memberships(data: bytes, name: str, passed: Passed | None = None) -> list[Membership]:
    """A Correlates of War file of bodies, by state (``state_year_format``) or by pair (``dyadic_format``) ->
    a row a state, body and run of years, in order. Only full members count. Raises InputError."""
    rows = sheet(data, name, passed)
    paired = {"ccode1", "ccode2"} <= {column.strip().lower() for column in rows.header}
    at = rows.places(BY_PAIR if paired else BY_STATE, "memberships")
    bodies = [(i, column) for i, column in enumerate(rows.header) if column.strip().lower() not in BESIDE]
    found: dict[tuple[str, str], set[int]] = {}
    for state, year, row in _states(rows, at):
        for place, body in bodies:
            if row[place] in FULL:
                found.setdefault((state, body), set()).add(year)
    if not found:
        raise unread(name, "a full membership of a state in a body", _first(rows))
    steps = _steps(found.values())
    return [
        Membership(tie_id("member", *key, first), *key, first, last, name)
        for key, years in sorted(found.items())
        for first, last in _runs(years, steps)
    ]


def allied(rows: Iterable[Alliance], a: str, b: str) -> list[Alliance]:
    """The rows of one pair, earliest first."""
    pair = tuple(sorted((a, b)))
    return sorted((row for row in rows if (row.a, row.b) == pair), key=lambda row: (row.first, row.id))


def shared(a: Sequence[Membership], b: Sequence[Membership]) -> list[Shared]:
    """The bodies of which both are full members, with the years, by name."""
    there: dict[str, list[Membership]] = {}
    for row in b:
        there.setdefault(row.body, []).append(row)
    found = [
        Shared(
            one.body,
            max(one.first, other.first),
            min(one.last, other.last),
            one.first,
            one.last,
            other.first,
            other.last,
            tuple(dict.fromkeys((one.file, other.file))),
        )
        for one in a
        for other in there.get(one.body, ())
    ]
    return sorted((row for row in found if row.first <= row.last), key=lambda row: (row.body, row.first))


def _pair(a: str, b: str, year: int | None) -> tuple[str, str] | None:
    one, other = by_number(a.strip(), year), by_number(b.strip(), year)
    if one is None or other is None or one == other:
        return None
    return (one, other) if one < other else (other, one)


def _duties(row: Sequence[str], at: Mapping[str, int], before: Duties) -> Duties:
    a, b, c, d, e = (had or number(row[at[duty]]) == 1 for had, duty in zip(before, DUTIES, strict=True))
    return a, b, c, d, e


def _treaties(row: Sequence[str], at: Mapping[str, int]) -> tuple[str, ...]:
    cells = (row[at[f"treaty{n}"]].strip() for n in range(1, MOST_TREATIES + 1) if f"treaty{n}" in at)
    return tuple(cell.removesuffix(".0") for cell in cells if number(cell))


def _alliances(
    pair: tuple[str, str], years: Mapping[int, tuple[Duties, tuple[str, ...]]], name: str
) -> Iterator[Alliance]:
    """Runs of neighbouring years with the same obligations; a year with none makes no row."""
    owed = [year for year in sorted(years) if any(years[year][0])]
    for _, run in groupby(enumerate(owed), key=lambda item: (item[1] - item[0], years[item[1]])):
        lasting = [year for _, year in run]
        (a, b), first = pair, lasting[0]
        duties, treaties = years[first]
        name_of_run = tie_id("alliance", a, b, first)
        yield Alliance(name_of_run, a, b, first, lasting[-1], *duties, treaties, name)


def _states(rows: Sheet, at: Mapping[str, int]) -> Iterator[tuple[str, int, list[str]]]:
    """Each row under each of its states: who shares a body with somebody is a member of it."""
    for row in rows.rows():
        year = number(row[at["year"]])
        for key in ("a", "b") if "b" in at else ("a",):
            state = by_number(row[at[key]].strip(), year)
            if state and year is not None:
                yield state, year, row
            else:
                rows.passed.add("of no known state or year", row[at[key]])


def _steps(all_years: Iterable[set[int]]) -> dict[int, int]:
    """Each year of the file -> the one before it."""
    known = sorted(set().union(*all_years))
    return dict(zip(known[1:], known[:-1], strict=True))


def _runs(years: Iterable[int], before: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Runs of years that follow each other in the file."""
    first = last = None
    for year in sorted(years):
        if first is None or before.get(year) != last:
            if first is not None and last is not None:
                yield first, last
            first = year
        last = year
    if first is not None and last is not None:
        yield first, last


def _first(rows: Sheet) -> Sequence[str]:
    return next(rows.rows(), list(rows.header))
