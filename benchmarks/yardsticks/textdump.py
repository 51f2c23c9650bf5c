"""Text dumps: is the body kept, are pasted pages told apart?"""

import shutil
import sys
from pathlib import Path
from typing import Any

from yardsticks.bench import Bench, call
from yardsticks.figures import Figure, Peer

TITLE = "Text dumps"
NOTES = (
    "The block model learned from these very dumps, and so did the boosted trees beside it: "
    "the area unseen scores each page by weights that never saw it.",
    "The rule shown is the best one: by word F1 for words, by boundary F1 for splits.",
)
ROWS = {
    "word F1": "wF1",
    "body exact": "body_exact",
    "boundary F1": "bF1",
    "true splits found": "bR",
    "false splits": "false_split",
}
SPLITS = {"boundary F1", "true splits found", "false splits"}
SEEDS = ("--truth", "seed_truth.jsonl", "--dumps", "seed_dumps.jsonl", "--split", "seed")
LEARNED = ("logreg", "gbdt")


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside the rules and the boosted trees of the benchmark's own baselines."""
    files = bench.files / "textdump"
    ours = bench.score("textdump", bench.predict("textdump", files / "dumps.jsonl", "ours.jsonl"))
    peers = _peers(bench)
    figures = [
        Figure(name, ours[key], tuple(Peer(who, row[key]) for who, row in peers[name in SPLITS].items()))
        for name, key in ROWS.items()
    ]
    seeds = bench.predict("textdump", files / "seed_dumps.jsonl", "seeds.jsonl")
    options = [str(files / word) if word.endswith(".jsonl") else word for word in SEEDS]
    scored = bench.score("textdump", seeds, *options)
    more = {"word F1, seeds": "wF1", "body exact, seeds": "body_exact", "boundary F1, seeds": "bF1"}
    return figures + [Figure(name, scored[key]) for name, key in more.items()]


def _peers(bench: Bench) -> tuple[dict[str, Any], dict[str, Any]]:
    """The scores of the peers for words, and for splits, by their names."""
    folder = bench.folder("textdump") / "baselines"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bench.files / "textdump", folder, copy_function=shutil.copyfile)
    call([sys.executable, str(folder / "baselines.py")], folder)
    scores = {_name(path): bench.score("textdump", path) for path in sorted(folder.glob("pred.*.jsonl"))}
    rules = {name: row for name, row in scores.items() if not name.startswith(LEARNED)}
    words, splits = (_best(rules, key) for key in ("wF1", "bF1"))
    return words | {"boosted trees": scores["gbdt"]}, splits | {"boosted trees": scores["gbdt_gapsplit"]}


def _best(rules: dict[str, Any], key: str) -> dict[str, Any]:
    name = max(rules, key=lambda name: float(rules[name][key]))
    return {f"rule {name}": rules[name]}


def _name(path: Path) -> str:
    return path.name.removeprefix("pred.").removesuffix(".jsonl")
