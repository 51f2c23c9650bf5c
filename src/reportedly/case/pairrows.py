"""All pairs of states counted in one go, and the rows that a number of a pair's page counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportedly import relations
from reportedly.case.database import AMONG, Database, listed
from reportedly.errors import InputError
from reportedly.records import HAPPENED, Root, Status
from reportedly.records.dyad import Column, Dealt, Line, PairRows, PairWanted, Teller
from reportedly.records.relation import Address, Bearing, Dealing, Remark

UTTERED = "repeats IS NULL"
"""Remarks that count as an utterance: what is said again counts once."""
ANY = "any"
"""A fate, whichever it is."""
_NONE = "none"
Where = tuple[list[str], list[Any]]


def dealt(database: Database, since: str | None, until: str | None) -> list[Dealt]:
    """Every pair with what is told of it within a span, counted as on the pair's own page; those with most
    deeds first, then those with most talk."""
    counts: dict[str, Counter[str]] = {}
    conditions, values = within(since, until)
    where = " AND ".join(["1", *conditions])
    for pair, root, status, number in database.rows(
        f"SELECT pair, root, status, count(*) FROM dealings WHERE {where} GROUP BY pair, root, status",
        values,
    ):
        counts.setdefault(pair, Counter())[_heap(Root(root), Status(status))] += number
    for pair, speaker, address, number in database.rows(
        f"SELECT pair, speaker, address, count(*) FROM remarks WHERE {UTTERED} AND {where}"
        " GROUP BY pair, speaker, address",
        values,
    ):
        counts.setdefault(pair, Counter())[_side(pair, speaker, address)] += number
    made = [_dealt(pair, found) for pair, found in counts.items()]
    return sorted(made, key=lambda one: (-_deeds(one), -_talk(one), one.a, one.b))


def rows(database: Database, pair: str, wanted: PairWanted, first: int, most: int) -> PairRows:
    """The rows of a pair (``CHN-RUS``) that are asked for, by day, from the `first`, at most `most`.

    Raises InputError for a column that is none.
    """
    found = sorted([*_dealings(database, pair, wanted), *_remarks(database, pair, wanted)])
    names = [name for _, name in found[first : first + most]]
    dealings = database.records(Dealing, "dealings", _in(names), names, "day, id")
    remarks = database.records(Remark, "remarks", _in(names), names, "day, id")
    articles = {row.article for row in dealings} | {row.article for row in remarks}
    return PairRows(tuple(dealings), tuple(remarks), tellers(database, articles), len(found), first)


def tellers(database: Database, articles: Iterable[str]) -> tuple[Teller, ...]:
    """How articles are named beside what they tell, by id; one without a title goes by its file."""
    rows = database.rows(
        "SELECT a.id, coalesce(a.title, r.path), a.outlet, a.date FROM articles a"
        f" JOIN arrivals r ON r.id = a.arrival WHERE a.id IN {AMONG} ORDER BY a.id",
        (listed(sorted(articles)),),
    )
    return tuple(Teller(*row) for row in rows)


def lines(database: Database, pair: str, wanted: PairWanted, repeated: bool) -> list[Line]:
    """All rows of a pair that are asked for, by day; with what is `repeated` also statements that a number
    does not count. Raises InputError for a column that is none."""
    found = *_dealings(database, pair, wanted), *_remarks(database, pair, wanted, repeated)
    names = [name for _, name in found]
    dealings = database.among(Dealing, "dealings", "id", names)
    remarks = database.among(Remark, "remarks", "id", names)
    rows = [*map(_deed_line, dealings), *map(_talk_line, remarks)]
    return sorted(rows, key=lambda line: (line.day or "", line.column, line.id))


def _deeds(one: Dealt) -> int:
    return one.material_cooperation + one.verbal_cooperation + one.verbal_conflict + one.material_conflict


def _talk(one: Dealt) -> int:
    return one.a_speaks + one.b_speaks + one.others_speak


def _side(pair: str, speaker: str | None, address: str) -> str:
    if address == Address.OUTSIDE:
        return "others_speak"
    return "a_speaks" if speaker == pair[:3] else "b_speaks"


def _heap(root: Root, status: Status) -> str:
    if status in HAPPENED:
        return relations.weight(root).replace(" ", "_")
    return "plans" if status is Status.PLANNED else "told"


def _dealt(pair: str, found: Mapping[str, int]) -> Dealt:
    return Dealt(pair[:3], pair[4:], *(found.get(name, 0) for name in Dealt.__struct_fields__[2:]))


def _dealings(database: Database, pair: str, wanted: PairWanted) -> Iterator[tuple[str, str]]:
    """Day and id of each dealing that is asked for."""
    column = _column(wanted)
    if column in (Column.TALK, Column.OUTSIDE) or wanted.speaker or wanted.act or wanted.tone:
        return
    where = _of_pair(pair, wanted)
    _among(where, "status", _statuses(column))
    if wanted.series:
        asked = [root.value for root in Root if relations.weight(root).endswith(wanted.series)]
        _among(where, "root", asked)
    _equal(where, root=wanted.root, direction=wanted.way, status=wanted.status, indicator=wanted.indicator)
    _equal(where, bearing=wanted.bearing)
    if wanted.placed:
        where[0].append("month IS NOT NULL")
    if wanted.fate:
        where[0].append("fate IS NOT NULL" if wanted.fate == ANY else "fate = ?")
        where[1].extend([] if wanted.fate == ANY else [wanted.fate])
    query = f"SELECT day, id FROM dealings WHERE {' AND '.join(where[0])}"
    yield from ((day or "", name) for day, name in database.rows(query, where[1]))


def _remarks(
    database: Database, pair: str, wanted: PairWanted, repeated: bool = False
) -> Iterator[tuple[str, str]]:
    """Day and id of each utterance that is asked for; of the ladder those that deny."""
    column = _column(wanted)
    of_deeds = wanted.series or wanted.root or wanted.way or wanted.status or wanted.fate
    if column in (Column.DEED, Column.PLAN, Column.TOLD) or of_deeds:
        return
    if wanted.bearing and wanted.bearing != Bearing.AGAINST:
        return
    where = _of_pair(pair, wanted)
    where[0].extend([] if repeated else [UTTERED])
    if column:
        where[0].append(f"address {'=' if column is Column.OUTSIDE else '!='} '{Address.OUTSIDE.value}'")
    if wanted.bearing:
        where[0].append("negated AND indicator IS NOT NULL")
    act = "" if wanted.act == _NONE else wanted.act
    _equal(where, speaker=wanted.speaker, tone=wanted.tone, indicator=wanted.indicator, act=act)
    query = f"SELECT day, id FROM remarks WHERE {' AND '.join(where[0])}"
    yield from ((day or "", name) for day, name in database.rows(query, where[1]))


def _column(wanted: PairWanted) -> Column | None:
    try:
        return Column(wanted.column) if wanted.column else None
    except ValueError:
        names = ", ".join(column.value for column in Column)
        raise InputError(f"{wanted.column!r} is no column of a pair: {names}.") from None


def _statuses(column: Column | None) -> list[str]:
    happened = [status.value for status in Status if status in HAPPENED]
    if column is Column.DEED:
        return happened
    if column is Column.TOLD:
        return [one.value for one in Status if one not in HAPPENED and one is not Status.PLANNED]
    return [Status.PLANNED.value] if column is Column.PLAN else list(Status)


def _of_pair(pair: str, wanted: PairWanted) -> Where:
    conditions, values = within(wanted.since, wanted.until)
    return ["pair = ?", *conditions], [pair, *values]


def within(since: str | None, until: str | None) -> Where:
    """SQL on `dealings` and `remarks` for a span, in which there is only what is dated. ``~`` follows every
    digit, so that a span to 2031-05 has all days of May."""
    where: Where = ([], [])
    if since:
        where[0].append("day >= ?")
        where[1].append(since)
    if until:
        where[0].append("day <= ?")
        where[1].append(f"{until}~")
    return where


def _equal(where: Where, **asked: str | None) -> None:
    for name, value in asked.items():
        if value is not None:
            where[0].append(f"{name} = ?")
            where[1].append(value)


def _among(where: Where, name: str, values: Sequence[str]) -> None:
    where[0].append(f"{name} IN ({', '.join('?' * len(values))})")
    where[1].extend(values)


def _in(names: Sequence[str]) -> str:
    return f"id IN ({', '.join('?' * len(names))})"


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
