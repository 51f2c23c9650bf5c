"""Text dumps again, each page scored by weights that never saw it: what to expect of a new page."""

import sys

from yardsticks.bench import HERE, Bench, call
from yardsticks.figures import Figure
from yardsticks.textdump import ROWS

TITLE = "Text dumps, pages never seen"
NOTES = ("Six folds of the training script; dumps that share a page stand in one fold.",)


def measure(bench: Bench) -> list[Figure]:
    """Our figures from cross-validation."""
    folder = bench.folder("unseen")
    output, weights = folder / "ours.jsonl", folder / "weights.npz"
    script = str(HERE / "train_blocks.py")
    call([sys.executable, script, str(bench.files), "--check", str(output), "-o", str(weights)])
    scored = bench.score("textdump", output)
    return [Figure(name, scored[key]) for name, key in ROWS.items()]
