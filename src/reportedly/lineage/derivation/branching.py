"""The likeliest descent of a family, and how likely each step is.

A descent is a forest: each article has one parent among its partners, or none. Its weight is the product of
its arcs' weights, so the sum over all forests is a determinant (the matrix-tree theorem of Tutte; for parsing
Koo et al. 2007), and the share of the forests that hold an arc comes from one inverse. The heaviest forest is
Chu and Liu's and Edmonds' maximum branching.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

_TINY = 1e-12


def shares(scores: Scores) -> tuple[float, Scores]:
    """The log of the sum over all forests, and the share of each arc, from the log weights of the arcs.

    ``scores[p, c]`` is the log weight of ``p -> c``, ``-inf`` where there is no such arc; row 0 is "no parent
    in the pile" and column 0 is not read. The shares of a column sum to 1.
    """
    high = scores[:, 1:].max(axis=0)
    weights = np.exp(scores[:, 1:] - high)
    own, arcs = weights[0], weights[1:].copy()
    np.fill_diagonal(arcs, 0.0)
    laplacian = np.diag(own + arcs.sum(axis=0) + _TINY) - arcs
    _, log = np.linalg.slogdet(laplacian)
    inverse = np.linalg.inv(laplacian)
    found = np.zeros_like(scores)
    found[0, 1:] = own * np.diag(inverse)
    found[1:, 1:] = arcs * (np.diag(inverse)[None, :] - inverse.T)
    return float(log + high.sum()), np.clip(found, 0.0, 1.0)


def branching(scores: Scores) -> list[int]:
    """The parent of each node in the heaviest forest; node 0 is the root, and its own parent is -1.

    Where weights are equal the lower number wins, so that the result does not hang on anything else.
    """
    weights = scores.copy()
    np.fill_diagonal(weights, -np.inf)
    parents = [-1, *weights[:, 1:].argmax(axis=0).tolist()]
    ring = _ring(parents)
    return parents if ring is None else _opened(weights, parents, ring)


def _ring(parents: list[int]) -> list[int] | None:
    """A circle of nodes that are each other's ancestors, or None."""
    seen = [0] * len(parents)
    for start in range(1, len(parents)):
        node = start
        while node > 0 and not seen[node]:
            seen[node] = start
            node = parents[node]
        if node > 0 and seen[node] == start:
            ring = [node]
            while parents[ring[-1]] != node:
                ring.append(parents[ring[-1]])
            return ring
    return None


def _opened(weights: Scores, parents: list[int], ring: list[int]) -> list[int]:
    """The heaviest forest, found with the ring drawn together to one node."""
    rest = [node for node in range(len(parents)) if node not in set(ring)]
    last = len(rest)
    kept = [parents[node] for node in ring]
    into = weights[np.ix_(rest, ring)] - weights[kept, ring]
    out = weights[np.ix_(ring, rest)]
    small = np.full((last + 1, last + 1), -np.inf)
    small[:last, :last] = weights[np.ix_(rest, rest)]
    small[:last, last], small[last, :last] = into.max(axis=1), out.max(axis=0)
    solved = branching(small)
    made = list(parents)
    for place, node in enumerate(rest[1:], start=1):
        above = solved[place]
        made[node] = ring[int(out[:, place].argmax())] if above == last else rest[above]
    entry = solved[last]
    made[ring[int(into[entry].argmax())]] = rest[entry]
    return made
