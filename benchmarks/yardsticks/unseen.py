"""Text dumps again, each page scored by weights that never saw it: what to expect of a new page."""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yardsticks.bench import HERE, Bench, call
from yardsticks.figures import Figure
from yardsticks.textdump import ROWS

TITLE = "Text dumps, pages never seen"
NOTES = (
    "Six folds of the training script; dumps that share a page stand in one fold.",
    "The script then trains on all dumps; the last row is the share of the shipped numbers that it gives.",
)


def measure(bench: Bench) -> list[Figure]:
    """Our figures from cross-validation, and whether training gives the shipped weights again."""
    folder = bench.folder("unseen")
    output, weights = folder / "ours.jsonl", folder / "weights.npz"
    script = str(HERE / "train_blocks.py")
    call([sys.executable, script, str(bench.files), "--check", str(output), "-o", str(weights)])
    scored = bench.score("textdump", output)
    return [
        *(Figure(name, scored[key]) for name, key in ROWS.items()),
        Figure("weights given again", _share_of_shipped(weights)),
    ]


def _share_of_shipped(path: Path) -> float:
    """The share of the shipped numbers that the file at `path` has too, in the same place and bit by bit."""
    with files("reportedly.articles").joinpath("blocks.npz").open("rb") as stream:
        shipped = dict(np.load(stream))
    made = dict(np.load(path))
    same = sum(_same(numbers, made[name]) for name, numbers in shipped.items() if name in made)
    return float(same / sum(numbers.size for numbers in shipped.values()))


def _same(one: NDArray[Any], other: NDArray[Any]) -> int:
    return int((one == other).sum()) if one.shape == other.shape and one.dtype == other.dtype else 0
