"""Learn the weights by which descent is judged, from corpora whose descent is known.

    python benchmarks/train_derivation.py [--arcs CORPUS...] --pairs CORPUS... [-o FILE]

Each CORPUS is a folder with ``docs.jsonl`` and ``truth.jsonl`` as the maker of the reuse corpus writes them
(docs/benchmarks.md). Learned is the log-likelihood of the true forests among all forests: a parent that the
texts cannot tell from the true one counts as true. Each corpus is read three times: with its dates to the
minute, to the day, and without any. Some signs are set by hand, since the corpora have none of them or have
them otherwise than newsrooms do.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from predict import rows
from reportedly import lineage
from reportedly.lineage.derivation.branching import branching, shares
from reportedly.lineage.derivation.evidence import ARC, ROOT, signs
from reportedly.lineage.derivation.families import Family, families
from reportedly.lineage.derivation.pairs import PAIR, Pairs, pairs
from reportedly.lineage.derivation.weighing import Weights, arc_scores
from reportedly.lineage.derivation.weighing import weights as shipped
from reportedly.lineage.derivation.witnesses import Witness, period
from yardsticks.plain import whole_article

Array = NDArray[np.float64]

BY_HAND = {
    "child_names": 2.0,
    "parent_names": -2.0,
    "credit_child": 0.5,
    "credit_parent": -1.0,
    "earlier": -3.5,
}
ROOT_BY_HAND = {"kin": -6.0}
"""What the corpora do not have, or have otherwise than newsrooms do: there no copy loses its credit."""
RIDGE = 1.0
ROUNDS = 120
STEEPEST = 50.0
ABOUT = '''\
[about]
what = "Weights of the signs by which descent is judged, in natural log odds for one unit of each"
source = """
Learned by benchmarks/train_derivation.py from generated corpora whose descent is known;
the signs of naming and credits, earlier, and kin are set by hand"""
date = "2026-11-22"
'''


@dataclass(frozen=True)
class Case:
    """A family with the true parents of each member, row 0 where it has none."""

    family: Family
    names: list[str]
    fair: list[list[set[str]]]
    """For each member the sets of documents, one for each of its true parents, that count as that parent."""

    parents: list[list[str]]
    """For each member its true parents."""

    features: Array
    there: NDArray[np.bool_]
    true: NDArray[np.bool_]


def cases(folder: Path) -> Iterator[Case]:
    """The families of a corpus, with dates to the minute, to the day, and without."""
    given = {row["id"]: row for row in rows(folder / "docs.jsonl", "id", "text")}
    pile = {
        name: whole_article(row["text"], name, title=row.get("title") or "") for name, row in given.items()
    }
    known = {article.id: name for name, article in pile.items()}
    witnesses = [
        Witness(article.id, article.text, given[name].get("outlet"), None, given[name].get("published"))
        for name, article in pile.items()
    ]
    fair: dict[str, list[set[str]]] = defaultdict(list)
    parents: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "edge":
            fair[row["child"]].append({row["parent"], *row["rivals"]})
            parents[row["child"]].append(row["parent"])
    for family in families(witnesses, lineage.passages(list(pile.values()))):
        names = [known[one.witness.id] for one in family.readings]
        for digits in (None, 10, 0):
            readings = [
                replace(one, period=period((one.witness.published or "")[:digits])) for one in family.readings
            ]
            given_ = [fair[name] for name in names], [parents[name] for name in names]
            yield _case(replace(family, readings=readings), names, *given_)


def _case(family: Family, names: list[str], fair: list[list[set[str]]], parents: list[list[str]]) -> Case:
    found = signs(family.readings, family.sides)
    count, wide = len(names), len(ARC) + len(ROOT)
    features, there = np.zeros((count + 1, count + 1, wide)), np.zeros((count + 1, count + 1), bool)
    features[1:, 1:, : len(ARC)], features[0, 1:, len(ARC) :] = found.arcs, found.roots
    there[1:, 1:], there[0, 1:] = found.there, True
    features[0, :, [len(ARC) + ROOT.index(name) for name in ROOT_BY_HAND]] = 0.0
    true = np.zeros_like(there)
    for child, sets in enumerate(fair):
        right = [row for row, name in enumerate(names) if any(name in one for one in sets)]
        rows_ = [row + 1 for row in right if there[row + 1, child + 1]] or [0]
        true[rows_, child + 1] = True
    return Case(family, names, fair, parents, features, there, true)


def learned(told: Sequence[Case]) -> Array:
    """The weights of `ARC` and `ROOT`, by L-BFGS on signs scaled to unit mean square."""
    used = [one for one in told if _reachable(one.true)]
    scale = np.sqrt(np.mean(np.concatenate([one.features[one.there] for one in used]) ** 2, axis=0)) + 1e-6
    scaled = [(one.features / scale, one.there, one.true) for one in used]

    def cost(weights: Array) -> tuple[float, Array]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for features, there, true in scaled:
            scores = features @ weights
            every, held = shares(np.where(there, scores, -np.inf))
            right, kept = shares(np.where(true, scores, -np.inf))
            total += every - right
            slope = slope + np.tensordot(held - kept, features, ((0, 1), (0, 1)))
        return total, slope

    found = minimize(cost, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return np.asarray(found.x / scale)


def _reachable(true: NDArray[np.bool_]) -> bool:
    """Whether a forest of true arcs alone exists: bad luck can close a circle of documents that are equal."""
    seen, todo = {0}, [0]
    while todo:
        fresh = [child for child in np.flatnonzero(true[todo.pop()]).tolist() if child not in seen]
        seen.update(fresh)
        todo += fresh
    return len(seen) == len(true)


def learned_pairs(told: Iterable[Case], weights: Array) -> Array:
    """The weights of `PAIR`: which pair are the parents, if any is, against the forest without pairs."""
    weigh = Weights(weights[: len(ARC)], weights[len(ARC) :], np.zeros(len(PAIR)))
    found = [(each.signs, _true_pairs(one, each)) for one in told for each in _case_pairs(one, weigh)]
    every = np.concatenate([signs_ for signs_, _ in found])
    true = np.flatnonzero(np.concatenate([right for _, right in found]))
    sizes = np.array([len(right) for _, right in found])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    scale = np.sqrt(np.mean(every**2, axis=0)) + 1e-6
    every /= scale

    def cost(weights_: Array) -> tuple[float, Array]:
        odds = np.exp(np.minimum(every @ weights_, STEEPEST))
        total = 1 + np.bincount(owner, odds, len(sizes))
        right = np.bincount(owner[true], odds[true], len(sizes))
        kept = right > 0
        cost_ = np.log(total).sum() - np.log(right[kept]).sum() + RIDGE * float(weights_ @ weights_)
        slope = every.T @ (odds / total[owner]) - every[true].T @ (odds[true] / right[owner[true]])
        return float(cost_), slope + 2 * RIDGE * weights_

    made = minimize(cost, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return np.asarray(made.x / scale)


def _case_pairs(one: Case, weigh: Weights) -> Iterator[Pairs]:
    family = one.family
    found = signs(family.readings, family.sides)
    _, held = shares(arc_scores(found, weigh))
    with np.errstate(divide="ignore"):
        parents = [parent - 1 for parent in branching(np.log(held + 1e-12))[1:]]
    return pairs(family.readings, family.sides, found, held, parents)


def _true_pairs(one: Case, each: Pairs) -> NDArray[np.bool_]:
    """Which pairs are the true parents; where they are not among them, which cannot be told from these."""
    fair = one.fair[each.child]
    named = [(one.names[a], one.names[b]) for a, b in zip(each.one, each.other, strict=True)]
    if len(fair) != 2:
        return np.zeros(len(named), bool)
    exact = np.array([set(both) == set(one.parents[each.child]) for both in named])
    (left, right) = fair
    like = np.array([(a in left and b in right) or (b in left and a in right) for a, b in named])
    return exact if exact.any() else like


def written(arc_and_root: Array, pair: Array) -> str:
    """The weights as TOML, four digits each."""
    arc = dict(zip(ARC, arc_and_root[: len(ARC)], strict=True)) | BY_HAND
    root = dict(zip(ROOT, arc_and_root[len(ARC) :], strict=True)) | ROOT_BY_HAND
    parts = {"arc": arc, "root": root, "pair": dict(zip(PAIR, pair, strict=True))}
    lines = [ABOUT]
    for name, table in parts.items():
        lines += [f"[{name}]", *(f"{sign} = {float(weight):.4f}" for sign, weight in table.items()), ""]
    return "\n".join(lines)


def main() -> None:
    """Read the corpora, learn, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--arcs", nargs="*", type=Path, default=[], metavar="CORPUS")
    parser.add_argument("--pairs", nargs="+", type=Path, required=True, metavar="CORPUS")
    parser.add_argument(
        "-o", dest="output", type=Path, default=Path("src/reportedly/knowledge/data/derivation.toml")
    )
    given = parser.parse_args()
    told = [case for folder in given.arcs for case in cases(folder)]
    weights = learned(told) if told else np.concatenate([shipped().arc, shipped().root])
    pairs_ = learned_pairs((case for folder in given.pairs for case in cases(folder)), weights)
    given.output.write_text(written(weights, pairs_), "utf-8")


if __name__ == "__main__":
    main()
