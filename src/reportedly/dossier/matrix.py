"""Pairs of states as a matrix to enter by: deeds of cooperation and of conflict apart, and talk, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import structs

from reportedly.records.dyad import Dealt
from reportedly.relations import name_of

MOST = 12
"""States in a matrix; a thirteenth column leaves no room for numbers."""

FEWEST = 5
"""Deeds of a pair for which bars are drawn: fewer say nothing beside each other."""

TALLEST = 24
_FIELDS = {
    "material": ("material_cooperation", "material_conflict"),
    "verbal": ("verbal_cooperation", "verbal_conflict"),
    "talk": ("a_speaks", "b_speaks", "others_speak"),
}
KINDS = tuple(_FIELDS)
"""What the reader may tick: deeds by how heavy they are, and talk."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair as seen from the state of its row: deeds counted once each, and what that state says to or
    about the other. `up` and `down` are the heights of the bars, 0 where there are too few deeds."""

    pair: str
    first: str
    second: str
    cooperation: int
    conflict: int
    says: int
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Row:
    """A state and its pairs with the states of the columns; None with itself and where nothing is told."""

    code: str
    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A pair as a row of the list; of `one` only what was asked for is counted."""

    pair: str
    first: str
    second: str
    one: Dealt

    @property
    def cooperation(self) -> int:
        """Deeds of cooperation."""
        return self.one.material_cooperation + self.one.verbal_cooperation

    @property
    def conflict(self) -> int:
        """Deeds of conflict."""
        return self.one.material_conflict + self.one.verbal_conflict

    @property
    def talk(self) -> int:
        """What each says to or about the other, and what others say on both."""
        return self.one.a_speaks + self.one.b_speaks + self.one.others_speak

    @property
    def told(self) -> int:
        """All that is told of the pair: what the list is ordered by, and nothing else."""
        return self.cooperation + self.conflict + self.one.plans + self.one.told + self.talk


@dataclass(frozen=True, slots=True)
class Matrix:
    """The states with most dealings, and all pairs as a list; `rows` is empty for fewer than three states.
    `left_out` states stand in the list alone, `most` is the deeds that the tallest bar stands for."""

    rows: tuple[Row, ...]
    pairs: tuple[Counted, ...]
    left_out: int
    most: int


def matrix(dealt: Sequence[Dealt], kinds: Sequence[str] = KINDS) -> Matrix:
    """The view of these pairs, of the `kinds` that are ticked. The same pairs give the same view."""
    unasked = [name for kind in KINDS if kind not in kinds for name in _FIELDS[kind]]
    unasked += () if {"material", "verbal"} & set(kinds) else ("plans", "told")
    pairs = [_counted(structs.replace(one, **dict.fromkeys(unasked, 0))) for one in dealt]
    pairs = sorted((one for one in pairs if one.told), key=lambda one: (-one.told, one.pair))
    states = _states(pairs)
    shown = states[:MOST] if len(states) > 2 else []
    by_pair = {one.pair: one for one in pairs}
    most = max((max(one.cooperation, one.conflict) for one in pairs if not _few(one)), default=0)
    rows = tuple(Row(code, name_of(code), tuple(_cells(code, shown, by_pair, most))) for code in shown)
    return Matrix(rows, tuple(pairs), len(states) - len(shown), most)


def _counted(one: Dealt) -> Counted:
    return Counted(f"{one.a}-{one.b}", name_of(one.a), name_of(one.b), one)


def _states(pairs: Iterable[Counted]) -> list[str]:
    """The states that do or say something, those with most deeds first, then those with most talk."""
    deeds: Counter[str] = Counter()
    talk: Counter[str] = Counter()
    for one in pairs:
        for code in (one.one.a, one.one.b):
            deeds[code] += one.cooperation + one.conflict
            talk[code] += one.one.a_speaks + one.one.b_speaks
    return sorted(deeds + talk, key=lambda code: (-deeds[code], -talk[code], code))


def _few(one: Counted) -> bool:
    return one.cooperation + one.conflict < FEWEST


def _cells(code: str, shown: Sequence[str], by_pair: dict[str, Counted], most: int) -> Iterable[Cell | None]:
    for other in shown:
        found = by_pair.get("-".join(sorted((code, other))))
        yield _cell(code, other, found, most) if found else None


def _cell(code: str, other: str, found: Counted, most: int) -> Cell:
    counts = found.cooperation, found.conflict
    up, down = (0.0 if _few(found) else round(TALLEST * n / most, 1) for n in counts)
    says = found.one.a_speaks if code == found.one.a else found.one.b_speaks
    return Cell(found.pair, name_of(code), name_of(other), *counts, says, up, down)
