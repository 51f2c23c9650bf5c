"""Two parents: what speaks for an article being put together from two others, and from which.

A compiler takes paragraphs from both, in an order of his own, among words of his own. Where the two differ
he has readings of each; where they do not, the words alone cannot tell which of several like ones was second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.derivation.branching import Scores
from reportedly.lineage.derivation.collation import Side
from reportedly.lineage.derivation.evidence import ARC, Signs, Table, places
from reportedly.lineage.derivation.witnesses import Reading

LEAST = 12
"""Words that others have and no one partner has: from here on, or where the order is another one, pairs are
looked at."""

MOST = 12
"""Partners that are looked at: so many of the likeliest, and so many of those that share most."""

_GRAM = 8
_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_LEAST_SHARE = 1e-9

_OWN = (
    *("one", "odds", "odds_best", "odds_least", "unexplained", "gain_least", "gain_most"),
    *("turns", "own", "own_gain", "repeats", "head", "family", "from_marks"),
    *("related", "roots", "root_best", "soonest", "soonest_squared"),
)
PAIR = (*_OWN, *(f"arc_{name}" for name in ARC))
"""The signs of a pair of parents, in the order of the columns of `Pairs.signs`: its own, then the sums of the
signs of its two arcs."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs ``one[i], other[i]`` (numbers in the family) that may be the parents of `child`."""

    child: int
    one: NDArray[np.intp]
    other: NDArray[np.intp]
    signs: Table


def pairs(
    readings: Sequence[Reading], sides: Sequence[Side], found: Signs, held: Scores, parents: Sequence[int]
) -> Iterator[Pairs]:
    """The pairs of parents of each article that has signs of two.

    `held` are the shares of the arcs as `branching.shares` gives them, and `parents` is the likeliest forest
    (-1: no parent): who descends from an article is no parent of it.
    """
    odds = np.log(held + _LEAST_SHARE)
    below = descendants(parents)
    for child, side in enumerate(sides):
        if not _looks_like_two(side):
            continue
        rows = _candidates(side, odds[:, child + 1], below[child])
        if len(rows) > 1:
            yield _pairs(child, readings[child], side, rows, found, held, odds)


def descendants(parents: Sequence[int], seconds: Sequence[int] = ()) -> list[set[int]]:
    """All that come down from each member by first and by second parents."""
    children: list[list[int]] = [[] for _ in parents]
    for above in (parents, seconds):
        for child, parent in enumerate(above):
            if parent >= 0:
                children[parent].append(child)
    return [_below(children, one) for one in range(len(parents))]


def _below(children: Sequence[Sequence[int]], one: int) -> set[int]:
    found: set[int] = set()
    todo = list(children[one])
    while todo:
        if (child := todo.pop()) not in found:
            found.add(child)
            todo += children[child]
    return found


def _looks_like_two(side: Side) -> bool:
    """Whether the order is not that of any one partner, or none of them has all that several have."""
    if len(side.partners) < 2:
        return False
    shared = side.equal.sum(axis=1)
    return bool(side.turns.max() or np.count_nonzero(side.equal.any(axis=0)) - shared.max() >= LEAST)


def _candidates(side: Side, odds: Table, below: set[int]) -> list[int]:
    """The rows of the partners that come into question, in order."""
    rows = [row for row, partner in enumerate(side.partners) if partner not in below]
    shared = side.equal.sum(axis=1).tolist()
    likely = sorted(rows, key=lambda row: (-odds[side.partners[row] + 1], row))[:MOST]
    most = sorted(rows, key=lambda row: (-shared[row], row))[:MOST]
    return sorted({*likely, *most})


def _pairs(
    child: int, reading: Reading, side: Side, rows: list[int], found: Signs, held: Scores, odds: Scores
) -> Pairs:
    a, b = np.triu_indices(len(rows), 1)
    names = np.array([side.partners[row] for row in rows])
    one, other = names[a], names[b]
    each, root = odds[names + 1, child + 1], held[0, names + 1]
    related = np.maximum(held[one + 1, other + 1], held[other + 1, one + 1])
    words = _words(side, rows, a, b)
    lag = found.arcs[names, child, ARC.index("later_by")]
    soonest = np.minimum(lag[a], lag[b])
    columns = [
        np.ones(len(a)), each[a] + each[b], np.maximum(each[a], each[b]), np.minimum(each[a], each[b]),
        *words,
        *_of_the_child(reading, side, rows, words[1]),
        related, root[a] + root[b], np.maximum(root[a], root[b]), soonest, soonest**2,
    ]  # fmt: skip
    arcs = found.arcs[one, child] + found.arcs[other, child]
    return Pairs(child, one, other, np.concatenate([np.stack(columns, axis=-1), arcs], axis=-1))


def _words(side: Side, rows: list[int], a: NDArray[np.intp], b: NDArray[np.intp]) -> tuple[Table, ...]:
    """What neither of two has and others have (in runs), and what the one has that the other lacks."""
    every = np.concatenate([side.equal[rows], side.equal.any(axis=0, keepdims=True)])
    new = np.append(True, (every[:, 1:] != every[:, :-1]).any(axis=0))
    sizes = np.diff(np.append(np.flatnonzero(new), every.shape[1])).astype(np.float64)
    equal, anywhere = every[:-1][:, new], every[-1:][:, new]
    gain = (equal * sizes) @ (~equal).T.astype(np.float64)
    left = anywhere & ~equal[a] & ~equal[b]
    least, most = np.minimum(gain[a, b], gain[b, a]), np.maximum(gain[a, b], gain[b, a])
    return np.log1p(places(left)), np.log1p(least), np.log1p(most)


def _of_the_child(reading: Reading, side: Side, rows: list[int], gain: Table) -> Iterator[Table]:
    """How the child is put together, which is the same for all pairs; `gain` is the lesser gain of each."""
    anywhere = side.equal.any(axis=0)
    own = 1 - float(anywhere.mean())
    quoted = float((anywhere & reading.quoted).sum()) / max(int(anywhere.sum()), 1)
    plain = np.ones(len(gain))
    yield np.log1p(float(side.turns[rows].max())) * plain
    yield own * plain
    yield own * gain
    yield np.log1p(_repeats(reading)) * plain
    yield np.log1p(float(anywhere.argmax())) * plain
    yield np.log(len(rows) + 1.0) * plain
    yield quoted * plain


def _repeats(reading: Reading) -> float:
    """How many runs of eight tokens stand in a text again: who pastes from two pastes some things twice."""
    grams, size = reading.tokens.view(np.uint64), 1
    while size < _GRAM and len(grams) > size:
        grams, size = grams[:-size] * _FACTOR**size + grams[size:], 2 * size
    if size < _GRAM:
        return 0.0
    return float(np.count_nonzero(np.diff(np.sort(grams)) == 0))
