"""How alike two states vote, by four measures that are never mixed.

With votes as yes 1, abstain 1/2, no 0 over the roll calls on which both voted:

- agreement: one less the mean distance (Lijphart 1963: an abstention is half a disagreement);
- S: one less twice the mean distance (Signorino and Ritter 1999, equal weights);
- kappa: how much less the mean squared distance is than by chance, from each state's own share of yes,
  abstain and no (Cohen 1968 with squared weights, as Häge 2011 proposes for votes). Where both vote yes all
  the time, chance explains all and there is no kappa;
- ideal-point distance: between the points that a model of all votes gives the two in a session (Bailey,
  Strezhnev and Voeten 2017).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.records.relation import Ballots, IdealPoint, RollCall
from reportedly.records.ties import Agreement, Voted

PLACE = {"yes": 2, "abstain": 1, "no": 0}
WORDS = {"y": "yes", "a": "abstain", "n": "no"}
DECIMALS = 4
Told = Mapping[str, RollCall]


def voted(a: Sequence[Ballots], b: Sequence[Ballots], calls: Iterable[RollCall] = ()) -> list[Voted]:
    """A row for each roll call on which both states voted, by year and number; those that nothing dates
    last. `calls` tell of them what the votes do not: of two that tell of one, the fuller is taken."""
    told = {row.call: row for row in sorted(calls, key=lambda row: (_fullness(row), row.id))}
    one, other = dict(_ballots(a, told)), dict(_ballots(b, told))
    found = [_voted(key, one[key], other[key], told) for key in one if key in other]
    return sorted(found, key=lambda row: (row.year or 9999, row.call.zfill(9)))


def _fullness(row: RollCall) -> int:
    return sum(value is not None for value in (row.date, row.resolution, row.title))


def agreements(
    votes: Iterable[Voted], points: tuple[Sequence[IdealPoint], Sequence[IdealPoint]] = ((), ())
) -> list[Agreement]:
    """A row for each year of which there are votes of both states, or ideal points, earliest first. A roll
    call that nothing dates is left out."""
    by_year: dict[int, list[tuple[int, int]]] = {}
    for row in votes:
        if row.year is not None:
            by_year.setdefault(row.year, []).append((PLACE[row.a], PLACE[row.b]))
    apart = _distances(*points)
    return [
        _agreement(year, by_year.get(year, []), apart.get(year)) for year in sorted(by_year.keys() | apart)
    ]


def _ballots(rows: Iterable[Ballots], told: Told) -> Iterator[tuple[tuple[int | None, str], tuple[str, str]]]:
    """The year and number of each roll call with the vote and the file that has it."""
    for row in rows:
        for call, vote in zip(row.calls, row.votes, strict=True):
            year = row.year
            if year is None and call in told:
                year = told[call].year
            yield (year, call), (WORDS[vote], row.file)


def _voted(key: tuple[int | None, str], a: tuple[str, str], b: tuple[str, str], told: Told) -> Voted:
    year, call = key
    known = told.get(call)
    return Voted(
        call,
        year,
        known.date if known else None,
        known.resolution if known else None,
        known.title if known else None,
        a[0],
        b[0],
        abs(PLACE[a[0]] - PLACE[b[0]]),
        tuple(dict.fromkeys((a[1], b[1]))),
    )


def _agreement(year: int, pairs: Sequence[tuple[int, int]], apart: float | None) -> Agreement:
    if not pairs:
        return Agreement(year, 0, None, None, None, apart)
    distance = sum(abs(x - y) for x, y in pairs) / 2 / len(pairs)
    return Agreement(
        year, len(pairs), _rounded(1 - distance), _kappa(pairs), _rounded(1 - 2 * distance), apart
    )


def _kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    seen = sum((x - y) ** 2 for x, y in pairs) / len(pairs)
    rows, columns = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(n * m * (x - y) ** 2 for x, n in rows.items() for y, m in columns.items()) / len(pairs) ** 2
    return _rounded(1 - seen / chance) if chance else None


def _distances(a: Sequence[IdealPoint], b: Sequence[IdealPoint]) -> dict[int, float]:
    there = {row.year: row.point for row in b}
    return {row.year: _rounded(abs(row.point - there[row.year])) for row in a if row.year in there}


def _rounded(value: float) -> float:
    return round(value, DECIMALS) + 0.0
