"""The families of a pile: witnesses that share passages, with where each agrees with each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.lineage.derivation.collation import Agreement, Side, agreement, sides
from reportedly.lineage.derivation.copies import between_leaders, copies
from reportedly.lineage.derivation.grouping import grouped
from reportedly.lineage.derivation.witnesses import Reading, Witness, read
from reportedly.records import Passage

Pairs = Mapping[tuple[str, str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Family:
    """Witnesses in order of ids, each among its partners; `pairs` holds the passages by pairs of ids."""

    readings: list[Reading]
    sides: list[Side]
    pairs: Pairs


def families(witnesses: Sequence[Witness], passages: Sequence[Passage]) -> Iterator[Family]:
    """The families of a pile, one text once: the first of several copies stands for all."""
    known = {one.id: one for one in witnesses}
    groups = copies(known[name] for name in sorted(known))
    leader = {name: group.members[0] for group in groups for name in group.members}
    pairs = between_leaders(passages, leader)
    for members in grouped([one for shared in pairs.values() for one in shared]):
        yield _family([known[name] for name in members], pairs)


def _family(members: Sequence[Witness], pairs: Pairs) -> Family:
    readings = read(members)
    found: dict[tuple[int, int], Agreement] = {}
    for i, one in enumerate(members):
        for j in range(i + 1, len(members)):
            if shared := pairs.get((one.id, members[j].id)):
                found[i, j] = agreement(readings[i], readings[j], shared)
    return Family(readings, sides(readings, found), pairs)
