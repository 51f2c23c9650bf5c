"""Why this parent and not the next: the weights of the signs, summed up under names that a reader knows."""

import numpy as np

from reportedly.lineage.derivation.branching import Scores
from reportedly.lineage.derivation.evidence import ARC, Signs
from reportedly.records import Ground, Sign

LEAST = 0.1
MOST = 5

_NAMED = {
    "shared": Sign.SHARED_WORDS,
    "share": Sign.SHARED_WORDS,
    "cover": Sign.SHARED_WORDS,
    "behind": Sign.SHARED_WORDS,
    "between": Sign.BETWEEN,
    "singular": Sign.SHARED_READINGS,
    "attested": Sign.SHARED_READINGS,
    "contested": Sign.SHARED_READINGS,
    "head": Sign.CUT,
    "tail": Sign.CUT,
    "middle": Sign.ADDED,
    "breaks": Sign.ADDED,
    "quoted": Sign.QUOTED,
    "taken": Sign.TAKEN,
    "credit": Sign.CREDIT,
    "later": Sign.DATE,
    "earlier": Sign.DATE,
    "undated": Sign.DATE,
    "same": Sign.DATE,
    "child": Sign.NAMED,
    "parent": Sign.NAMED,
}
_SIGNS = tuple(_NAMED.get(name.partition("_")[0], Sign.OTHER) for name in ARC)


def grounds(found: Signs, weights: Scores, shares: Scores, child: int, parent: int) -> tuple[Ground, ...]:
    """The signs that weigh most for `parent` against the next likeliest one, in natural log odds.

    Where there is no other in the pile, against the same pair the other way round.
    """
    others = [row for row in np.flatnonzero(found.there[:, child]).tolist() if row != parent]
    if others:
        other = max(others, key=lambda row: (shares[row + 1, child], -row))
        against = found.arcs[other, child]
    else:
        against = found.arcs[child, parent]
    weighed = weights * (found.arcs[parent, child] - against)
    total: dict[Sign, float] = {}
    for sign, weight in zip(_SIGNS, weighed.tolist(), strict=True):
        total[sign] = total.get(sign, 0.0) + weight
    ranked = sorted(total.items(), key=lambda item: (-abs(item[1]), item[0].value))
    return tuple(Ground(sign, round(weight, 2)) for sign, weight in ranked[:MOST] if abs(weight) >= LEAST)
