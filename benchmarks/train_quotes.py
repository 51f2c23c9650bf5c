"""Learn the weights by which the signs of a change of meaning are judged, from pairs of tellings.

    python benchmarks/train_quotes.py OUT.toml [--bench PAIRS.jsonl...] [--folds 8]

Learned from are ``corpora/quotes/fitted``, and with half the weight ``corpora/quotes/read``, the tables of
the tests and the PAIRS: the rules were mended after what went wrong there, so that they look surer on them
than they are. Printed is how pairs are told by weights that were learned without them and without any other
relay of their witness, by rules alone beside it, and so for ``corpora/quotes/framed``, from which nothing
is learned; then the weights that were learned from all are written. Takes a minute.
"""

import argparse
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import quotes_corpus
from predict import relay
from reportedly.lineage.mutations.comparison import RULES, paired
from reportedly.lineage.mutations.departures import departures
from reportedly.lineage.mutations.judging import FIRM, Option, framed_anew, options
from reportedly.lineage.mutations.occasion import verdict
from reportedly.records import Effect, Utterance

Array = NDArray[np.float64]
Name = tuple[str, str]

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "quotes"
FRAMED = "framed"
PARTS = ("fitted", "read", FRAMED)
TABLES = ("bent_quotations.toml", "apart_tellings.toml", "faithful_tellings.toml")
MENDED = 0.5
"""The weight of a pair after which the rules were mended."""
ELSEWHERE = 0.5
"""The same, once more, of a changed pair whose effect nothing told of: only that it changed is learned."""
RIDGE = 0.5
STEEPER = 4.0
"""How much less what all options have is held to zero than what single findings have."""
LEAST = 0.005
ABOUT = '''\
[about]
what = "Weights of the signs that a relay changed what its witness means, in log odds for one unit of each"
source = """
Learned by benchmarks/train_quotes.py from corpora/quotes, the tables of the tests and 234 pairs that are no
part of the project. [none] has the signs that nothing changed, [firm] those of any effect that a rule found;
"near: ..." is for one unit of nearness above .6"""
date = "2026-11-22"
'''


@dataclass(frozen=True, slots=True)
class Case:
    """One pair with its options, the first that nothing changed, and with the truth.

    `ruled` is what the rules say by themselves; `alone` says that nothing else is asked.
    """

    part: str
    family: str
    effect: Effect
    same: bool
    ruled: Effect
    alone: bool
    options: Sequence[Option]

    @property
    def targets(self) -> list[float]:
        """Which options are right; any change, where the right one was not found."""
        right = [float(one.effect is self.effect) for one in self.options]
        return right if any(right) else [0.0, *[1.0] * (len(self.options) - 1)]

    @property
    def weight(self) -> float:
        found = any(one.effect is self.effect for one in self.options)
        return (1.0 if self.part == "fitted" else MENDED) * (1.0 if found else ELSEWHERE)


def cases(part: str, rows: Iterator[dict[str, Any]]) -> Iterator[Case]:
    for row in rows:
        pair = paired(relay(row, "a"), relay(row, "b"))
        other = verdict(pair).utterance is Utterance.OTHER
        firm = [] if other else [one for rule in RULES for one in rule(pair)]
        loose = [] if other else list(departures(pair))
        family = hashlib.sha256(row["a"]["text"].encode()).hexdigest()
        same = row["same_utterance"] != Utterance.OTHER
        ruled = next((e for e in Effect if e in {one.effect for one in firm}), Effect.NONE)
        found = options(pair, firm, loose)
        yield Case(part, family, Effect(row["effect"]), same, ruled, framed_anew(pair), found)


def tables() -> Iterator[dict[str, Any]]:
    """The pairs of the tests."""
    for name in TABLES:
        table = tomllib.loads((CORPUS.parents[1] / "tests" / name).read_text(encoding="utf-8"))
        relays = [(w["a"], *relay) for w in table.get("witness", ()) for relay in w["relays"]]
        for a, b, effect, _ in relays + [(a, b, "none", "harmless") for a, b in table.get("pairs", ())]:
            same = Utterance.OTHER if effect == "other" else Utterance.SAME
            sides = {side: {"text": text} for side, text in (("a", a), ("b", b))}
            row = {"id": f"{name} {b}", "effect": Effect.NONE if effect == "other" else effect}
            yield {**row, **sides, "same_utterance": same}


def _unit(name: Name) -> float:
    """In what unit a sign is held to zero: a large one for what many options have."""
    shared = name[0] in (Effect.NONE, FIRM) or name[1] == FIRM
    return np.sqrt(STEEPER) if shared else 1.0


def _matrix(rows: Sequence[Option], at: dict[Name, int]) -> csr_matrix:
    """A row for each option, a column for each sign."""
    cells = [
        (n, at[table, name], value * _unit((table, name)))
        for n, option in enumerate(rows)
        for table, name, value in option.signs
    ]
    row, column, value = zip(*cells, strict=True)
    return csr_matrix((value, (row, column)), shape=(len(rows), len(at)))


def learned(told: Sequence[Case]) -> dict[Name, float]:
    """The weights under which the right options are likeliest, held to zero by `RIDGE`."""
    told = [case for case in told if len(case.options) > 1 and not case.alone]
    all_options = [option for case in told for option in case.options]
    names = sorted({(table, name) for option in all_options for table, name, _ in option.signs})
    at = {name: n for n, name in enumerate(names)}
    matrix = _matrix(all_options, at)
    sizes = np.array([len(case.options) for case in told])
    starts = np.cumsum(sizes) - sizes
    right = np.array([target for case in told for target in case.targets])
    weight = np.array([case.weight for case in told])

    def loss(theta: Array) -> tuple[float, Array]:
        scores = matrix @ theta
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        shares = np.exp(scores)
        total, good = (np.add.reduceat(x, starts) for x in (shares, shares * right))
        good = np.maximum(good, 1e-12)
        slope = np.repeat(weight / total, sizes) * shares - np.repeat(weight / good, sizes) * shares * right
        value = -(weight * np.log(good / total)).sum() + RIDGE / 2 * theta @ theta
        return float(value), matrix.T @ slope + RIDGE * theta

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: float(weight) * _unit(name) for name, weight in zip(names, found, strict=True)}


def told(case: Case, weights: dict[Name, float]) -> Effect:
    """The effect by these weights, as `judging` tells it."""
    if case.alone or len(case.options) == 1:
        return case.ruled
    scores = [sum(weights.get((table, name), 0.0) * v for table, name, v in o.signs) for o in case.options]
    return case.options[max(range(len(scores)), key=scores.__getitem__)].effect


def unseen(all_cases: Sequence[Case], folds: int) -> list[Effect]:
    """The effect of each case by weights that were learned without its family."""
    fold = [int(case.family[:8], 16) % folds for case in all_cases]
    found = [Effect.NONE] * len(all_cases)
    for n in range(folds):
        weights = learned([c for c, f in zip(all_cases, fold, strict=True) if f != n and c.part != FRAMED])
        for at, case in enumerate(all_cases):
            if fold[at] == n:
                found[at] = told(case, weights)
    return found


def figures(part: Sequence[Case], found: Sequence[Effect]) -> str:
    """Balanced accuracy and F1 of "changed", false alarms on harmless pairs, macro F1 of the effect."""
    none = Effect.NONE
    changed = [(case.effect is not none, one is not none) for case, one in zip(part, found, strict=True)]
    hits = sum(a and b for a, b in changed)
    true, said = sum(a for a, _ in changed), sum(b for _, b in changed)
    quiet = sum(not a and not b for a, b in changed)
    harmless = [one is not none for c, one in zip(part, found, strict=True) if c.same and c.effect is none]
    gold, given = Counter(case.effect for case in part), Counter(found)
    right = Counter(one for case, one in zip(part, found, strict=True) if case.effect is one)
    macro = np.mean([2 * right[e] / (gold[e] + given[e]) for e in gold])
    balanced = (hits / true + quiet / (len(part) - true)) / 2
    shown = {
        "balanced": balanced,
        "F1": 2 * hits / (true + said),
        "alarms": np.mean(harmless),
        "effect": macro,
    }
    return "  ".join(f"{name} {value:.3f}" for name, value in shown.items())


def written(weights: dict[Name, float]) -> str:
    """The weights as TOML, a table for each effect."""
    lines = [ABOUT]
    for table in (Effect.NONE.value, FIRM, *(effect.value for effect in Effect if effect is not Effect.NONE)):
        lines.append(f"[{table}]")
        mine = sorted((n, w) for (t, n), w in weights.items() if t == table and abs(w) >= LEAST)
        lines += [*(f"{json.dumps(name)} = {weight:.3f}" for name, weight in mine), ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--bench", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=8)
    asked = parser.parse_args()
    every = list(cases("tables", tables()))
    for part in PARTS:
        every += cases(part, (pair.row() for pair in quotes_corpus.read(CORPUS / part)))
    for path in asked.bench:
        every += cases(path.stem, map(json.loads, path.read_text(encoding="utf-8").splitlines()))
    found = unseen(every, asked.folds)
    for part in sorted({case.part for case in every}):
        mine = [(case, one) for case, one in zip(every, found, strict=True) if case.part == part]
        print(f"{part:8} {len(mine):4} pairs  {figures(*zip(*mine, strict=True))}")
        print(f"{'':12} by rules alone {figures([c for c, _ in mine], [c.ruled for c, _ in mine])}")
    asked.out.write_text(written(learned([c for c in every if c.part != FRAMED])), encoding="utf-8")


if __name__ == "__main__":
    main()
