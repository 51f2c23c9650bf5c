"""Second parents: an article that is put together from two has words that its first parent does not have."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.lineage.derivation.branching import Scores
from reportedly.lineage.derivation.collation import Side
from reportedly.lineage.derivation.witnesses import Flags

LEAST = 12
"""Tokens that the first parent lacks and another partner has, before that one is looked at."""

SECOND = ("one", "gain", "gain_share", "loss", "both", "odds", "share", "places")
"""The signs of a second parent, in the order of `Candidate.signs`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be the second parent of `child`, beside `first`; all are numbers in the family."""

    child: int
    first: int
    second: int
    signs: tuple[float, ...]


def candidates(sides: Sequence[Side], parents: Sequence[int], scores: Scores) -> list[Candidate]:
    """Who else may have given words to the children of the forest `parents` (-1: no parent).

    A descendant is no candidate. `scores` are the log weights of the arcs, as `branching.shares` takes them.
    """
    below = _descendants(parents)
    found = []
    for child, first in enumerate(parents):
        if first < 0:
            continue
        side = sides[child]
        row = side.partners.index(first)
        rest = side.equal & ~side.inside[row]
        gains = rest.sum(axis=1)
        for place in np.flatnonzero(gains >= LEAST).tolist():
            second = side.partners[place]
            if second != first and second not in below[child]:
                loss = int((side.equal[row] & ~side.inside[place]).sum())
                signs = _signs(child, second, rest[place], loss, side, place, scores)
                found.append(Candidate(child, first, second, signs))
    return found


def _signs(
    child: int, second: int, rest: Flags, loss: int, side: Side, place: int, scores: Scores
) -> tuple[float, ...]:
    gain = int(rest.sum())
    forth, back = scores[second + 1, child + 1], scores[child + 1, second + 1]
    length = max(side.equal.shape[1], 1)
    return (
        1.0,
        float(np.log1p(gain)),
        gain / length,
        float(np.log1p(loss)),
        float(np.log1p(min(gain, loss))),
        float(np.clip(forth - back, -10, 10)),
        float(side.equal[place].sum()) / length,
        float(np.log1p(_runs(rest))),
    )


def _runs(flags: Flags) -> int:
    return int(flags[0]) + int((flags[1:] & ~flags[:-1]).sum())


def _descendants(parents: Sequence[int]) -> list[set[int]]:
    below: list[set[int]] = [set() for _ in parents]
    for child in range(len(parents)):
        above = parents[child]
        while above >= 0:
            below[above].add(child)
            above = parents[above]
    return below
