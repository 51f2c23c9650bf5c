"""Can learned trees tell the body of a web page better than the rules do? Nothing of it ships.

    python benchmarks/learn_pages.py BENCH [--pages N] [--out DIR]

BENCH holds ``extraction/``. Trees are learned on the runs of its pages, the extractor's verdict and the names
of their boxes among the features, without the rules' votes and with them, in folds by page; the scorer says
what the unseen pages come to, beside the rules and the verdict alone. `--pages` takes the first N of each
file. About three minutes of CPU time.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from page_features import Numbers, features, votes
from predict import page, rows
from reportedly import sources
from reportedly.articles.pages import classify_page
from reportedly.errors import UnreadableSource
from reportedly.records import BlockClass, Rendering
from reportedly.sources.mainness import matched
from yardsticks.bench import Bench, read_rows, write_rows

FOLDS = 4
SILVER = 0.3  # what a run weighs on which extractor and rules agree, beside one with gold
UNKNOWN = -1


@dataclass(frozen=True)
class Sample:
    """A page: its runs' texts and features, the rules' votes, what each run is, and what that weighs."""

    name: str
    texts: list[str]
    rows: Numbers
    votes: Numbers
    rules: Numbers
    main: Numbers
    truth: Numbers
    weight: float


def sample(name: str, rendering: Rendering, gold: dict[str, Any] | None) -> Sample:
    """A page with gold, or one whose silver is where the extractor's verdict and the rules agree."""
    text, runs = rendering.source.text, rendering.runs
    texts = [text[run.start : run.end] for run in runs]
    kinds = [label.kind for label in classify_page(rendering)]
    title = next((n for n, kind in enumerate(kinds) if kind is BlockClass.TITLE), None)
    rules = np.array([kind is BlockClass.BODY for kind in kinds])
    main = np.array([run.main for run in runs])
    truth = np.where(rules == main, rules, UNKNOWN)
    if gold:
        truth = np.array(matched(texts, gold["text"].split("\n")), dtype=int)
        truth[np.array(matched(texts, gold["optional"] or []))] = UNKNOWN
    weight = (1.0 if gold else SILVER) / len(runs) ** 0.5
    return Sample(name, texts, features(rendering, title), votes(kinds), rules, main, truth, weight)


def samples(bench: Bench, most: int | None) -> list[Sample]:
    """All pages on which the extractor finds main text."""
    folder, found = bench.files / "extraction", []
    gold = {row["id"]: row for row in read_rows(folder / "gold.jsonl")}
    for name in ("gold.jsonl", "segments.jsonl"):
        for row in list(rows(folder / name, "id"))[:most]:
            try:
                rendering = sources.read(page(folder / name, row["id"]))
            except UnreadableSource:
                continue
            if any(run.main for run in rendering.runs):
                found.append(sample(row["id"], rendering, gold.get(row["id"])))
    return found


def unseen(pages: Sequence[Sample], rows_of: Callable[[Sample], Numbers]) -> dict[str, Numbers]:
    """How likely each run is body, by trees that never saw its page."""
    fold = np.random.default_rng(1).permutation(len(pages)) % FOLDS
    found = {}
    for number in range(FOLDS):
        held = [p for p, n in zip(pages, fold, strict=True) if n != number]
        known = np.concatenate([p.truth for p in held]) != UNKNOWN
        model = HistGradientBoostingClassifier(
            max_iter=100, learning_rate=0.1, max_depth=5, l2_regularization=1.0, max_bins=63,
            early_stopping=False, random_state=0,
        ).fit(
            np.concatenate([rows_of(p) for p in held])[known],
            np.concatenate([p.truth for p in held])[known] == 1,
            sample_weight=np.concatenate([np.full(len(p.truth), p.weight) for p in held])[known],
        )  # fmt: skip
        for p, n in zip(pages, fold, strict=True):
            if n == number:
                found[p.name] = model.predict_proba(rows_of(p))[:, 1]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("--pages", type=int, help="only the first of each file")
    parser.add_argument("--out", type=Path, help="where predictions are written (default: a new folder)")
    given = parser.parse_args()
    bench = Bench(given.bench.resolve(), (given.out or Path(mkdtemp())).resolve())
    pages = samples(bench, given.pages)
    alone = unseen(pages, lambda p: p.rows)
    with_rules = unseen(pages, lambda p: np.column_stack([p.rows, p.votes]))
    kept: dict[str, Callable[[Sample], Numbers]] = {
        "verdict": lambda p: p.main,
        "rules": lambda p: p.rules,
        "trees": lambda p: alone[p.name] >= 0.5,
        "trees with the rules' votes": lambda p: with_rules[p.name] >= 0.5,
        "the best choice of runs": lambda p: p.truth == 1 if p.weight * len(p.texts) ** 0.5 == 1 else p.rules,
    }
    for number, (name, choose) in enumerate(kept.items()):
        told = ({"id": p.name, "text": _kept(p, choose(p))} for p in pages)
        scored = bench.score("extraction", write_rows(bench.folder("pages") / f"{number}.jsonl", told))
        print(json.dumps({name: {k: (v["F1"], v.get("perfect")) for k, v in scored.items()}}))
        sys.stdout.flush()


def _kept(one: Sample, chosen: Numbers) -> str:
    return "\n".join(text for text, keep in zip(one.texts, chosen.tolist(), strict=True) if keep)


if __name__ == "__main__":
    main()
