"""Derivations: which article has its words from which, how surely, and who else it may have them from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.lineage.derivation.branching import Scores
from reportedly.lineage.derivation.copies import Copies, copies
from reportedly.lineage.derivation.families import Family, families
from reportedly.lineage.derivation.grounding import grounds
from reportedly.lineage.derivation.weighing import Descent, descent
from reportedly.lineage.derivation.witnesses import Witness
from reportedly.records import Derivation, Passage, Rival, derivation_id

SURE = 0.7
"""An edge that fewer of the likely descents hold is shown with its rivals and not as a fact."""

LEAST_RIVAL = 0.05
MOST_RIVALS = 5
OWN_WORDS = 8
"""Common tokens outside quotation marks that an edge needs: what both quote, a third may have said."""


def derivations(witnesses: Sequence[Witness], passages: Sequence[Passage]) -> list[Derivation]:
    """The edges of all stemmata of a pile, in order of child, then parent.

    Each article has at most one parent, and a second one where it is put together from two. An article
    that has its words from nobody here has no edge. Passages of articles that are not among the witnesses
    are passed over. The order of the input changes nothing; ids must be unique. Time grows with the number
    of passages and with the third power of a family's size, which is held to 160.
    """
    known = {one.id: one for one in witnesses}
    found: list[Derivation] = []
    for group in copies(known[name] for name in sorted(known)):
        found.extend(_copied(group, known))
    for family in families(witnesses, passages):
        found.extend(_Judged(family, descent(family.readings, family.sides)).edges())
    best = {(edge.child, edge.second): edge for edge in sorted(found, key=lambda edge: edge.confidence)}
    return sorted(best.values(), key=lambda edge: (edge.child, edge.parent))


def _copied(group: Copies, known: Mapping[str, Witness]) -> Iterator[Derivation]:
    """Copies under the first of them. Letters cannot tell who copied whom: all earlier ones are rivals."""
    first = group.members[0]
    for place, name in enumerate(group.members[1:], start=1):
        others = group.members[1:place] if group.dated_apart else [x for x in group.members[1:] if x != name]
        likely = 1 / (1 + len(others)) if group.dated_apart else 1 / (2 + len(others))
        rivals = [Rival(other, round(likely, 3)) for other in others[:MOST_RIVALS]]
        yield Derivation(
            derivation_id(name, first), name, first, round(likely, 3), group.dated_apart and likely > SURE,
            second=False, revision=False, grounds=(), rivals=tuple(rivals), passages=(),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    """A family with its descent, as edges."""

    family: Family
    made: Descent

    def edges(self) -> Iterator[Derivation]:
        for child, (first, second) in enumerate(zip(self.made.parents, self.made.seconds, strict=True)):
            if first >= 0:
                yield self._edge(child, first, second)
            if second >= 0:
                yield self._edge(child, second, first, second=True)

    def _edge(self, child: int, parent: int, other: int, *, second: bool = False) -> Derivation:
        """The edge to one parent; `other` is the second one beside it, -1 where there is none."""
        ours, theirs = self.family.readings[child].witness, self.family.readings[parent].witness
        shared = self._passages(ours.id, theirs.id)
        longest = max(shared, key=lambda one: (len(one.a_span.text), one.id))
        words = (longest.a_span, longest.b_span) if longest.a == ours.id else (longest.b_span, longest.a_span)
        confidence = min(float(self.made.shares[parent + 1, child]), 1.0)
        leaning = self.made.look.leaning(self.made.signs.arcs[parent, child])
        return Derivation(
            derivation_id(ours.id, theirs.id), ours.id, theirs.id, round(confidence, 3),
            confidence >= SURE and self._own_words(child, parent, other if second else -1), second,
            revision=False, grounds=grounds(self.made.signs, leaning, self.made.shares, child, parent),
            rivals=self._rivals(child, (parent, other)),
            passages=tuple(sorted(one.id for one in shared)), child_words=words[0], parent_words=words[1],
        )  # fmt: skip

    def _passages(self, one: str, other: str) -> Sequence[Passage]:
        return self.family.pairs[min(one, other), max(one, other)]

    def _rivals(self, child: int, parents: tuple[int, int]) -> tuple[Rival, ...]:
        column: Scores = self.made.shares[:, child]
        order = sorted(range(len(column)), key=lambda row: (-column[row], row))
        likely = [row for row in order if column[row] >= LEAST_RIVAL]
        chosen = [row for row in likely if row == 0 or row - 1 not in parents][:MOST_RIVALS]
        return tuple(
            Rival(self.family.readings[row - 1].witness.id if row else None, round(float(column[row]), 3))
            for row in chosen
        )

    def _own_words(self, child: int, parent: int, first: int) -> bool:
        """Whether the two share words outside quotation marks, which they cannot both have from a speaker.

        A second parent must have some that the `first` one lacks.
        """
        side = self.family.sides[child]
        equal = side.equal[side.partners.index(parent)] & ~self.family.readings[child].quoted
        if first >= 0:
            equal = equal & ~side.equal[side.partners.index(first)]
        return int(np.count_nonzero(equal)) >= OWN_WORDS
