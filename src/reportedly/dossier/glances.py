"""Who moves towards whom, at a glance: what each side does and says towards the other, counted by direction.

Cooperation and conflict stand in rows of their own and are not set off against each other; deeds and talk are
not added up. So the table answers by what was counted, and there is no number that sums it up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.records.dyad import Column, Deeds, Dyad, PairWanted, Talk
from reportedly.records.relation import Address, Direction, Fate, Tone

WAYS = (Direction.FORTH, Direction.BACK, Direction.MUTUAL, Direction.TOGETHER)
KINDS = {"cooperation": "Cooperates", "conflict": "Acts against"}
LEANS = {None: "Speaks to or of the other", Tone.FOR: "… for it", Tone.AGAINST: "… against it"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and what leads to its rows."""

    number: int
    asked: PairWanted


@dataclass(frozen=True, slots=True)
class Row:
    """What is done or said: first to second, back, each other, both together; None where that cannot be."""

    label: str
    counts: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True)
class Fated:
    """How many plans met a fate."""

    fate: Fate
    plans: Count


def glance(made: Dyad) -> tuple[Row, ...]:
    """The rows of a pair of which anything is told between the two; none where nothing is."""
    deeds = [_did(label, kind, made.deeds) for kind, label in KINDS.items()]
    talk = [_said(label, tone, made) for tone, label in LEANS.items()]
    rows = [*deeds, *talk] if any(row.address is not Address.OUTSIDE for row in made.talk) else deeds
    return tuple(rows) if any(count and count.number for row in rows for count in row.counts) else ()


def fates(made: Dyad) -> tuple[Fated, ...]:
    """What became of the plans, counted."""
    counts = [(fate, sum(plan.fate is fate for plan in made.plans)) for fate in Fate]
    return tuple(Fated(fate, Count(n, PairWanted(fate=fate.value))) for fate, n in counts if n)


def _did(label: str, kind: str, deeds: Iterable[Deeds]) -> Row:
    rows = [row for row in deeds if row.weight.endswith(kind)]
    return Row(
        label,
        tuple(
            Count(
                sum(row.events for row in rows if row.direction is way),
                PairWanted(column=Column.DEED, series=kind, way=way.value),
            )
            for way in WAYS
        ),
    )


def _said(label: str, tone: Tone | None, made: Dyad) -> Row:
    between = [row for row in made.talk if row.address is not Address.OUTSIDE]
    sides = (Count(_utterances(between, code, tone), _talk_of(code, tone)) for code in (made.a, made.b))
    return Row(label, (*sides, None, None))


def _utterances(between: Sequence[Talk], code: str, tone: Tone | None) -> int:
    return sum(row.utterances for row in between if row.speaker == code and tone in (None, row.tone))


def _talk_of(code: str, tone: Tone | None) -> PairWanted:
    return PairWanted(column=Column.TALK, speaker=code, tone=tone.value if tone else None)
