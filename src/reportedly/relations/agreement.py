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
from collections.abc import Iterable, Mapping, Sequence

from reportedly.records.dyad import Agreement
from reportedly.records.relation import Ballots, IdealPoint, RollCall

PLACE = {"y": 2, "a": 1, "n": 0}
DECIMALS = 4


def agreements(
    a: Sequence[Ballots],
    b: Sequence[Ballots],
    calls: Iterable[RollCall] = (),
    points: tuple[Sequence[IdealPoint], Sequence[IdealPoint]] = ((), ()),
) -> list[Agreement]:
    """A row for each year of which votes or ideal points of both states are there, earliest first.

    `calls` date the votes of a file that does not. A roll call that nothing dates is left out.
    """
    dated = {row.call: row.year for row in calls}
    one, other = _by_year(a, dated), _by_year(b, dated)
    apart = _distances(*points)
    voted = {year for year in one.keys() & other.keys() if one[year].keys() & other[year].keys()}
    years = sorted(voted | apart.keys())
    return [_agreement(year, one.get(year, {}), other.get(year, {}), apart.get(year)) for year in years]


def undated(rows: Iterable[Ballots], calls: Iterable[RollCall]) -> int:
    """How many votes no year is known of: their roll calls are to be imported as well."""
    dated = {row.call for row in calls}
    return sum(call not in dated for row in rows if row.year is None for call in row.calls)


def _by_year(rows: Iterable[Ballots], dated: Mapping[str, int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        for call, vote in zip(row.calls, row.votes, strict=True):
            year = row.year if row.year is not None else dated.get(call)
            if year is not None:
                found.setdefault(year, {})[call] = PLACE[vote]
    return found


def _shared(a: Mapping[str, int], b: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(a[call], b[call]) for call in a if call in b]


def _agreement(year: int, a: Mapping[str, int], b: Mapping[str, int], apart: float | None) -> Agreement:
    pairs = _shared(a, b)
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
