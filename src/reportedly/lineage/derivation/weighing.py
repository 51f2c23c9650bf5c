"""The weights of the signs, and how the likeliest descent of one family is found with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.knowledge import load
from reportedly.lineage.derivation.branching import Scores, branching, shares
from reportedly.lineage.derivation.collation import Side
from reportedly.lineage.derivation.evidence import ARC, ROOT, Signs, second_look, signs
from reportedly.lineage.derivation.pairs import PAIR, Pairs, descendants, pairs
from reportedly.lineage.derivation.witnesses import Reading

_LEAST_SHARE = 1e-12
_TRADITION = 5
_WHOLE = 0.8
_ONE_ROOT = 100.0
_STEEPEST = 50.0
LIKELY = 0.25
"""How likely two parents must be, before a second one is named; it is undecided below, like any edge."""


@dataclass(frozen=True, slots=True)
class Look:
    """Natural log odds for one unit of each sign, in the orders of `ARC` and `ROOT`: a row for each manner.

    A text is taken over whole, in part, or for a quotation, and the same sign weighs differently in each.
    Which manner it was nobody says: an arc weighs the sum of what it weighs in each.
    """

    arc: Scores
    root: Scores

    def leaning(self, signs_of_arc: Scores) -> Scores:
        """The weights by which one arc is judged: those of the manners, by how likely each is there."""
        weighed = self.arc @ signs_of_arc
        likely = np.exp(weighed - np.logaddexp.reduce(weighed))
        mixed: Scores = likely @ self.arc
        return mixed


@dataclass(frozen=True, slots=True)
class Weights:
    """A first look at each pair, a second one at the family when the first is known, and pairs of parents (in
    the order of `PAIR`).
    """

    first: Look
    second: Look
    pair: Scores


@cache
def weights() -> Weights:
    """The weights that ship, from ``derivation.toml``; a sign that the file does not name weighs nothing."""
    told = load("derivation")
    return Weights(_look([told["first"]]), _look(told["manner"]), _row(told["pair"], PAIR))


def _look(manners: Sequence[dict[str, dict[str, float]]]) -> Look:
    rows = ([_row(one[table], order) for one in manners] for table, order in (("arc", ARC), ("root", ROOT)))
    return Look(*(np.stack(row) for row in rows))


def _row(told: dict[str, float], order: Sequence[str]) -> Scores:
    return np.array([told.get(name, 0.0) for name in order], np.float64)


@dataclass(frozen=True, slots=True)
class Descent:
    """The descent of a family: for each member its parent (-1: none) and its second parent (-1: none).

    ``shares[p + 1, c]`` is the share of the descents in which `c` has words from `p`, row 0 those in which it
    has them from nobody here; a column sums to 1, and to more where `c` may have two parents.
    """

    parents: list[int]
    seconds: list[int]
    shares: Scores
    signs: Signs
    look: Look


def descent(readings: Sequence[Reading], sides: Sequence[Side]) -> Descent:
    """The likeliest descent of one family."""
    found, look = signs(readings, sides), weights().first
    scores = arc_scores(found, look)
    tradition = _is_tradition(found, readings)
    if tradition:
        scores += _variants(found)
    _, held = shares(scores)
    if not tradition:
        found, look = second_look(found, held), weights().second
        scores = arc_scores(found, look)
        _, held = shares(scores)
    with np.errstate(divide="ignore"):
        chosen = branching(np.where(np.isfinite(scores), np.log(held + _LEAST_SHARE), -np.inf))
    parents = [parent - 1 for parent in chosen[1:]]
    told = Descent(parents, [-1] * len(parents), held[:, 1:].copy(), found, look)
    for each in pairs(readings, sides, found, held, parents):
        _with_two(told, each)
    return told


def arc_scores(found: Signs, look: Look) -> Scores:
    """The log weight of each arc, as `branching.shares` takes them; row 0 is "no parent in the pile"."""
    count = len(found.roots)
    scores = np.full((count + 1, count + 1), -np.inf)
    arcs = np.logaddexp.reduce(found.arcs @ look.arc.T, axis=-1)
    scores[1:, 1:] = np.where(found.there, arcs, -np.inf)
    scores[0, 1:] = np.logaddexp.reduce(found.roots @ look.root.T, axis=-1)
    return scores


def _is_tradition(found: Signs, readings: Sequence[Reading]) -> bool:
    """Whether all hand down the whole of one text and hardly any is dated, as manuscripts do."""
    count = len(readings)
    if count < _TRADITION or 2 * sum(one.period is not None for one in readings) > count:
        return False
    whole = found.arcs[..., ARC.index("share_child")] * found.arcs[..., ARC.index("share_parent")]
    return bool(np.median(whole[~np.eye(count, dtype=bool)]) >= _WHOLE)


def _variants(found: Signs) -> Scores:
    """What the variants alone say of a tradition: each place where one of two reads with others and against
    the other costs an arc one unit; readings that nobody shares are their copyist's own and cost nothing. All
    but one have their text from another one.
    """
    against = sum(
        np.expm1(found.arcs[..., ARC.index(name)]) for name in ("attested_child", "attested_parent")
    )
    extra = np.zeros((len(found.roots) + 1, len(found.roots) + 1))
    extra[1:, 1:] = np.where(found.there, -against, 0.0)
    extra[0] = -_ONE_ROOT
    return extra


def _with_two(told: Descent, each: Pairs) -> None:
    """Gives an article its two likeliest parents where it is likely to have two.

    Each pair is weighed against the forest as it stands, in which the article has one parent or none.
    """
    odds = np.exp(np.minimum(each.signs @ weights().pair, _STEEPEST))
    every = 1 + float(odds.sum())
    if odds.sum() < LIKELY * every:
        return
    mass = np.zeros(len(told.shares))
    np.add.at(mass, each.one + 1, odds)
    np.add.at(mass, each.other + 1, odds)
    below = descendants(told.parents, told.seconds)[each.child]
    order = sorted(range(1, len(mass)), key=lambda row: (-mass[row], row))
    chosen = [row - 1 for row in order if mass[row] and row - 1 not in below][:2]
    if len(chosen) == 2:
        told.parents[each.child], told.seconds[each.child] = chosen
        told.shares[:, each.child] = (told.shares[:, each.child] + mass) / every
