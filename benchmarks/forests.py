"""Weights for arcs of forests whose true arcs are known: thousands of small families at once.

An arc weighs ``context @ u + log(sum over manners of exp(text @ v_manner))``: what speaks from outside the
text weighs the same however the text was taken over, what the text says does not. Learned is the
log-likelihood of the true forests among all forests (the matrix-tree theorem, as in
`lineage.derivation.branching`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

RIDGE = 1.0
SPREAD = 0.3
_TINY = 1e-12
_SIZES = (2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 160)
_BATCH = 256


@dataclass(frozen=True)
class Truth:
    """One family: ``features[parent, child, sign]`` (row 0: no parent); which arcs exist, which are true."""

    features: Array
    there: Flags
    true: Flags


@dataclass(frozen=True)
class Batch:
    """Families of nearly one size: the family, parent and child of each arc, and whether it is true."""

    size: int
    place: tuple[NDArray[np.intp], ...]
    true: Flags
    filler: Flags

    def shares(self, weight: Array, among: Flags | None = None) -> tuple[float, Array]:
        """The log of the sum over all forests (of arcs `among` all), and the share of each arc."""
        scores = np.full((len(self.filler), self.size + 1, self.size + 1), -np.inf)
        scores[self.place] = weight if among is None else np.where(among, weight, -np.inf)
        scores[:, 0, 1:][self.filler] = 0.0
        high = scores[:, :, 1:].max(axis=1)
        odds = np.exp(scores[:, :, 1:] - high[:, None, :])
        own, arcs, every = odds[:, 0], odds[:, 1:], np.arange(self.size)
        arcs[:, every, every] = 0.0
        laplacian = -arcs
        laplacian[:, every, every] = own + arcs.sum(axis=1) + _TINY
        inverse = np.linalg.inv(laplacian)
        straight = inverse[:, every, every]
        held = np.zeros_like(scores)
        held[:, 0, 1:] = own * straight
        held[:, 1:, 1:] = arcs * (straight[:, None, :] - inverse.transpose(0, 2, 1))
        total = float(np.linalg.slogdet(laplacian)[1].sum() + high.sum())
        return total, np.clip(held[self.place], 0.0, 1.0)


def batches(families: Iterable[Truth]) -> tuple[list[Batch], Array]:
    """The families in batches, those left out whose true arcs make no forest; the signs of all their arcs."""
    by_size: dict[int, list[Truth]] = {}
    for one in families:
        if _reachable(one.true):
            size = next(most for most in _SIZES if most >= len(one.there) - 1)
            by_size.setdefault(size, []).append(one)
    parts = [
        (size, told[at : at + _BATCH])
        for size, told in sorted(by_size.items())
        for at in range(0, len(told), _BATCH)
    ]
    made = [_batch(size, told) for size, told in parts]
    signs = [one.features[one.there] for _, told in parts for one in told]
    return made, np.concatenate(signs).astype(np.float64)


def _batch(size: int, told: Sequence[Truth]) -> Batch:
    ends = [np.nonzero(one.there) for one in told]
    family = np.repeat(np.arange(len(told)), [len(parents) for parents, _ in ends])
    place = (family, *(np.concatenate(column) for column in zip(*ends, strict=True)))
    filler = np.arange(1, size + 1)[None, :] >= np.array([[len(one.there)] for one in told])
    return Batch(size, place, np.concatenate([one.true[one.there] for one in told]), filler)


def _reachable(true: Flags) -> bool:
    """Whether a forest of true arcs alone exists: bad luck can close a circle of documents that are equal."""
    seen, todo = {0}, [0]
    while todo:
        fresh = [child for child in np.flatnonzero(true[todo.pop()]).tolist() if child not in seen]
        seen.update(fresh)
        todo += fresh
    return len(seen) == len(true)


def learned(
    told: Sequence[Batch],
    signs: Array,
    by_hand: dict[int, float],
    text: Flags,
    manners: int,
    *,
    rounds: int,
    report: Callable[[str], None] = print,
) -> Array:
    """The weights of all signs, a row for each manner; the signs that are not `text` weigh the same in all.

    `by_hand` holds the columns that are set beforehand. L-BFGS on signs scaled to unit mean square, from
    small random weights (of a fixed seed), since manners that begin alike stay alike.
    """
    free = np.array([column not in by_hand for column in range(signs.shape[1])])
    fixed = signs[:, list(by_hand)] @ np.array(list(by_hand.values()))
    scale = np.maximum(np.sqrt(np.mean(signs**2, axis=0)), 1e-3)
    within, beside = signs[:, text & free] / scale[text & free], signs[:, ~text & free] / scale[~text & free]
    cuts = np.cumsum([0, *(len(one.true) for one in told)])

    def cost(weights: Array) -> tuple[float, Array]:
        shared, own = weights[: beside.shape[1]], weights[beside.shape[1] :].reshape(manners, -1)
        each = within @ own.T
        every = np.logaddexp.reduce(each, axis=1)
        weighed = every + beside @ shared + fixed
        total, slope = RIDGE * float(weights @ weights), np.zeros(len(weighed))
        for one, low, high in zip(told, cuts[:-1], cuts[1:], strict=True):
            all_, held = one.shares(weighed[low:high])
            right, kept = one.shares(weighed[low:high], one.true)
            total, slope[low:high] = total + all_ - right, held - kept
        grown = (np.exp(each - every[:, None]) * slope[:, None]).T @ within
        return total, np.concatenate([slope @ beside, grown.ravel()]) + 2 * RIDGE * weights

    start = np.zeros(beside.shape[1] + manners * within.shape[1])
    if manners > 1:
        start[beside.shape[1] :] = np.random.default_rng(0).normal(0, SPREAD, manners * within.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    report(f"{manners} manners: {found.fun:.1f} nats after {found.nit} rounds")
    made = np.zeros((manners, signs.shape[1]))
    made[:, ~text & free] = found.x[: beside.shape[1]] / scale[~text & free]
    made[:, text & free] = found.x[beside.shape[1] :].reshape(manners, -1) / scale[text & free]
    made[:, list(by_hand)] = list(by_hand.values())
    return made
