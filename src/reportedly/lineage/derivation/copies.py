"""Copies of one text, letter for letter: one of them stands for all while descent is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from reportedly.lineage.derivation.witnesses import Witness, period
from reportedly.records import Passage


@dataclass(frozen=True, slots=True)
class Copies:
    """Witnesses with one text, those of unknown date last; the first stands for all."""

    members: tuple[str, ...]
    dated_apart: bool
    """Whether the first is known to have come out before all others."""


def copies(witnesses: Iterable[Witness]) -> list[Copies]:
    """Every text that stands in the pile, with those that have it: most are alone."""
    groups: dict[str, list[Witness]] = {}
    for one in witnesses:
        groups.setdefault(one.text, []).append(one)
    return [_group(found) for found in groups.values()]


def _group(found: list[Witness]) -> Copies:
    if len(found) == 1:
        return Copies((found[0].id,), dated_apart=False)
    times = {one.id: period(one.published) for one in found}
    last = float("inf")
    order = sorted(times, key=lambda name: (told.start if (told := times[name]) else last, name))
    first = times[order[0]]
    apart = first is not None and all(
        (other := times[name]) is not None and first.end <= other.start for name in order[1:]
    )
    return Copies(tuple(order), apart)


def between_leaders(
    passages: Iterable[Passage], leader: Mapping[str, str]
) -> dict[tuple[str, str], list[Passage]]:
    """The passages of each pair of leaders; one found between copies of them is theirs as well."""
    found: dict[tuple[str, str], dict[tuple[int, ...], Passage]] = {}
    for one in passages:
        a, b = leader.get(one.a), leader.get(one.b)
        if a is None or b is None or a == b:
            continue
        if b < a:
            one = replace(one, a=b, b=a, a_span=one.b_span, b_span=one.a_span)
        elif (a, b) != (one.a, one.b):
            one = replace(one, a=a, b=b)
        place = (one.a_span.start, one.a_span.end, one.b_span.start, one.b_span.end)
        found.setdefault((one.a, one.b), {}).setdefault(place, one)
    return {pair: list(places.values()) for pair, places in found.items()}
