"""Learn the weights by which descent is judged, from corpora whose descent is known.

    python benchmarks/train_derivation.py [--first CORPUS...] [--second CORPUS...] [--pairs CORPUS...]

Each CORPUS is a folder with ``docs.jsonl`` and ``truth.jsonl`` as the maker of the reuse corpus writes them
(docs/benchmarks.md). Learned is the log-likelihood of the true forests among all forests: a parent that the
texts cannot tell from the true one counts as true. Each corpus is read three times: with its dates to the
minute, to the day, and without any. The parts are learned in this order, each with those before it; what no
corpus is named for stays as it ships. Some signs are set by hand, since the corpora have none of them or have
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

from forests import RIDGE, Truth, batches, learned
from predict import rows
from reportedly import lineage
from reportedly.lineage.derivation.branching import branching, shares
from reportedly.lineage.derivation.evidence import ARC, ROOT, second_look, signs
from reportedly.lineage.derivation.families import Family, families
from reportedly.lineage.derivation.pairs import PAIR, Pairs, pairs
from reportedly.lineage.derivation.weighing import Look, arc_scores
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
KIN = -6.0
"""What the corpora do not have, or have otherwise than newsrooms do: there no copy loses its credit."""
SECOND_BY_HAND = {"later": 0.0}
"""Between two days lie no hours: as near as can be. In the corpora hardly a copy is as quick as that."""
BESIDE_THE_TEXT = ("credit_", "child_names", "parent_names", "later", "earlier", "undated", "same_", "taken_")
MANNERS = 3
ROUNDS = 120
MORE_ROUNDS = 300
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
    """A family with its true parents."""

    family: Family
    names: list[str]
    fair: list[list[set[str]]]
    """For each member the sets of documents, one for each of its true parents, that count as that parent."""

    parents: list[list[str]]
    """For each member its true parents."""


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
            seen = replace(family, readings=readings)
            yield Case(seen, names, [fair[name] for name in names], [parents[name] for name in names])


def look(told: Iterable[Case], first: Look | None) -> Look:
    """A look learned: the first one, or, given that, the second."""
    made, every = batches(_truth(one, first) for one in told)
    by_hand = {ARC.index(name): weight for name, weight in BY_HAND.items()}
    by_hand[len(ARC) + ROOT.index("kin")] = 0.0
    if first is None:
        by_hand |= {at: 0.0 for at, name in enumerate(ARC) if _is_late(name)}
    else:
        by_hand |= {ARC.index(name): weight for name, weight in SECOND_BY_HAND.items()}
    text = np.array([not name.startswith(BESIDE_THE_TEXT) for name in ARC] + [False] * len(ROOT))
    manners, rounds = (1, ROUNDS) if first is None else (MANNERS, MORE_ROUNDS)
    found = learned(made, every, by_hand, text, manners, rounds=rounds)
    found[:, len(ARC) + ROOT.index("kin")] = KIN
    return Look(found[:, : len(ARC)], found[:, len(ARC) :])


def _is_late(name: str) -> bool:
    """Whether only the second look asks for a sign."""
    return name.endswith("_places") or name in ("later_by_squared", "contested", "taken_root", "taken_others")


def _truth(one: Case, first: Look | None) -> Truth:
    found = signs(one.family.readings, one.family.sides)
    if first:
        found = second_look(found, shares(arc_scores(found, first))[1])
    count, wide = len(one.names), len(ARC) + len(ROOT)
    features, there = np.zeros((count + 1, count + 1, wide)), np.zeros((count + 1, count + 1), bool)
    features[1:, 1:, : len(ARC)], features[0, 1:, len(ARC) :] = found.arcs, found.roots
    there[1:, 1:], there[0, 1:] = found.there, True
    true = np.zeros_like(there)
    for child, sets in enumerate(one.fair):
        right = [row for row, name in enumerate(one.names) if any(name in held for held in sets)]
        rows_ = [row + 1 for row in right if there[row + 1, child + 1]] or [0]
        true[rows_, child + 1] = True
    return Truth(features, there, true)


def learned_pairs(told: Iterable[Case], first: Look, second: Look) -> Array:
    """The weights of `PAIR`: which pair are the parents, if any is, against the forest without pairs."""
    found = [(each.signs, _true_pairs(one, each)) for one in told for each in _case_pairs(one, first, second)]
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


def _case_pairs(one: Case, first: Look, second: Look) -> Iterator[Pairs]:
    family = one.family
    found = signs(family.readings, family.sides)
    found = second_look(found, shares(arc_scores(found, first))[1])
    _, held = shares(arc_scores(found, second))
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


def written(first: Look, second: Look, pair: Array) -> str:
    """The weights as TOML, four digits each."""
    tables = [("[first.arc]", ARC, first.arc[0]), ("[first.root]", ROOT, first.root[0])]
    for arc, root in zip(second.arc, second.root, strict=True):
        tables += [("[[manner]]", (), np.zeros(0)), ("[manner.arc]", ARC, arc), ("[manner.root]", ROOT, root)]
    tables.append(("[pair]", PAIR, pair))
    lines = [ABOUT]
    for head, names, weights in tables:
        told = [f"{name} = {weight:.4f}" for name, weight in zip(names, weights.tolist(), strict=True)]
        lines += [head, *told, ""]
    return "\n".join(lines)


def main() -> None:
    """Read the corpora, learn, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for part in ("--first", "--second", "--pairs"):
        parser.add_argument(part, nargs="*", type=Path, default=[], metavar="CORPUS")
    parser.add_argument(
        "-o", dest="output", type=Path, default=Path("src/reportedly/knowledge/data/derivation.toml")
    )
    given = parser.parse_args()
    first, second, pair = shipped().first, shipped().second, shipped().pair
    if given.first:
        first = look(_all(given.first), None)
    if given.second:
        second = look(_all(given.second), first)
    if given.pairs:
        pair = learned_pairs(_all(given.pairs), first, second)
    given.output.write_text(written(first, second, pair), "utf-8")


def _all(folders: Sequence[Path]) -> Iterator[Case]:
    return (case for folder in folders for case in cases(folder))


if __name__ == "__main__":
    main()
