"""How likely each line is body, title or neither, from its features; and the best sequence of the three.

Two learned models of the same table are averaged, because they err on different lines: a softmax over
scaled features, and boosted trees for body against the rest. Their numbers lie in ``blocks.npz``, which
``benchmarks/train_blocks.py`` writes. Nothing in them is text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.lines import Table
from reportedly.articles.surroundings import best_run, prose_of
from reportedly.errors import ModelError

Ints = NDArray[np.int64]
OUT, BODY, TITLE = 0, 1, 2

# The price of a change between two neighbouring lines: articles are runs. A title may stand anywhere.
CHANGE = 0.3
PRICES = np.array([[0.0, CHANGE, 0.0], [CHANGE, 0.0, CHANGE], [0.0, 0.0, 0.0]])
FLOOR = 1e-4
CHUNK = 128


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees of one depth d: a column each for the ``2**d - 1`` questions of a tree, level by level.

    A question asks whether a row's feature is above a threshold and leads to the right if it is; many trees
    ask the same one. `asked` has the number of each tree's questions, `feature` and `threshold` stand for
    each number. A tree that ends early asks on, and is never above. `value` holds the ``2**d`` leaves of each
    tree from left to right, which add to the log odds.
    """

    asked: Ints
    feature: Ints
    threshold: Table
    value: Table
    base: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned numbers: the softmax (three columns, for features as they are), the trees, and those of the
    splitter."""

    linear: Table
    intercept: Table
    trees: Trees
    gap_mean: Table
    gap_scale: Table
    gap_linear: Table
    gap_intercept: float
    gap_trees: Trees


@cache
def weights() -> Weights:
    """The weights that ship with the package. Raises ModelError where they are missing."""
    place = files(__package__).joinpath("blocks.npz")
    if not place.is_file():
        raise ModelError("articles/blocks.npz is missing; install again or run benchmarks/train_blocks.py.")
    with place.open("rb") as stream:
        return read_weights(stream)


def read_weights(stream: IO[bytes]) -> Weights:
    """The weights in an npz file, which may hold no pickled object."""
    with np.load(stream, allow_pickle=False) as held:
        a = {name: held[name] for name in held.files}
    mean, scale, linear, intercept = (
        a[name].astype(float) for name in ("mean", "scale", "linear", "intercept")
    )
    linear = linear / scale[:, None]  # learned from scaled features
    gap = {f"gap_{name}": a[f"gap_{name}"].astype(float) for name in ("mean", "scale", "linear")}
    return Weights(
        linear=linear,
        intercept=intercept - mean @ linear,
        **gap,
        trees=_trees(a, ""),
        gap_intercept=float(a["gap_intercept"]),
        gap_trees=_trees(a, "gap_"),
    )


def _trees(held: Mapping[str, Table], prefix: str) -> Trees:
    """The trees of a file, where nodes stand in one row: `roots` has the number of each tree's first one, and
    a leaf leads to itself."""
    roots, feature, left, right = (
        held[prefix + name].astype(np.int64) for name in ("roots", "feature", "left", "right")
    )
    threshold, value = (held[prefix + name].astype(float) for name in ("threshold", "value"))
    node, levels = roots[:, None], []
    for _ in range(int(held[prefix + "depth"])):
        levels.append(node)
        node = np.stack([left[node], right[node]], axis=2).reshape(len(roots), -1)
    asked = np.concatenate([np.zeros((len(roots), 0), dtype=np.int64), *levels], axis=1).T
    ends = left[asked] == asked
    above = np.where(ends, np.inf, threshold[asked])
    questions = np.stack([feature[asked].ravel(), above.ravel()], axis=1)
    different, number = np.unique(questions, axis=0, return_inverse=True)
    return Trees(
        number.reshape(asked.shape),
        different[:, 0].astype(np.int64),
        different[:, 1:],
        value[node].ravel(),
        float(held[prefix + "base"]),
    )


def line_scores(rows: Table, held: Weights) -> Table:
    """``(n, 3)`` probabilities of `OUT`, `BODY` and `TITLE` for the ``(n, f)`` rows of features."""
    # A product of more rows is given to several threads, which cost more time than they save.
    parts = [rows[at : at + CHUNK] @ held.linear for at in range(0, len(rows), CHUNK)]
    soft = softmax(np.concatenate(parts) + held.intercept)
    body = (soft[:, BODY] + odds(tree_scores(rows, held.trees))) / 2
    rest = soft[:, OUT] + soft[:, TITLE]
    share = (1 - body) / np.maximum(rest, FLOOR)
    return np.column_stack([soft[:, OUT] * share, body, soft[:, TITLE] * share])


def softmax(scores: Table) -> Table:
    """Each row's scores as probabilities."""
    power = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(power / power.sum(axis=1, keepdims=True))


def odds(score: Table) -> Table:
    """Log odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def tree_scores(rows: Table, trees: Trees) -> Table:
    """The log odds that the trees give to each row."""
    parts = [_tree_scores(rows[at : at + CHUNK], trees) for at in range(0, len(rows), CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _tree_scores(rows: Table, trees: Trees) -> Table:
    # All questions are asked of all rows, column by column: that is quicker than to follow each row's path.
    questions, number = trees.asked.shape
    answers = np.ascontiguousarray(rows.T).take(trees.feature, axis=0) > trees.threshold
    above = answers.view(np.uint8).take(trees.asked.ravel(), axis=0).reshape(questions, -1)
    path: list[NDArray[np.uint8]] = []  # whether each tree goes right for each row, level by level
    while (first := (1 << len(path)) - 1) < questions:
        level = above[first : 2 * first + 1]
        for right in path:  # it leaves the half of the level that the tree goes to
            half = len(level) // 2
            level = level[:half] ^ ((level[:half] ^ level[half:]) & right)
        path.append(level[0])
    leaf: NDArray[Any] = path[0]  # a byte is enough for trees of up to eight levels
    for right in path[1:]:
        leaf = leaf << 1 | right
    place = leaf.reshape(number, -1).T + np.arange(0, number * (questions + 1), questions + 1)
    return np.asarray(trees.base + trees.value.take(place).sum(axis=1))


def best_sequence(likely: Table) -> list[int]:
    """The likeliest sequence of classes under `PRICES` (Viterbi), one a row; of equal ones the first."""
    gains = np.log(np.maximum(likely, FLOOR)).tolist()
    (oo, bo, to), (ob, bb, tb), (ot, bt, tt) = PRICES.T.tolist()
    (o, b, t), back = gains[0], []
    for out, body, title in gains[1:]:  # no calls: there are as many steps as lines
        a, c, d = o - oo, b - bo, t - to
        into_out, from_out = (a, 0) if a >= c and a >= d else (c, 1) if c >= d else (d, 2)
        a, c, d = o - ob, b - bb, t - tb
        into_body, from_body = (a, 0) if a >= c and a >= d else (c, 1) if c >= d else (d, 2)
        a, c, d = o - ot, b - bt, t - tt
        into_title, from_title = (a, 0) if a >= c and a >= d else (c, 1) if c >= d else (d, 2)
        back.append((from_out, from_body, from_title))
        o, b, t = into_out + out, into_body + body, into_title + title
    path = [(o, b, t).index(max(o, b, t))]
    for froms in reversed(back):
        path.append(froms[path[-1]])
    return path[::-1]


def settle(own: Table, classes: list[int]) -> list[int]:
    """The classes with two things put right that a sequence of neighbours cannot see.

    A headline between two body lines is a crosshead, which is body. A text without any body has its best run
    of prose for body: three sentences from the clipboard are an article to whoever pasted them.
    """
    if not len(own):
        return classes
    if BODY not in classes:
        prose = prose_of(own)
        start, end = best_run(prose)
        return [BODY if start <= i < end and prose[i] > 0 else kind for i, kind in enumerate(classes)]
    settled = list(classes)
    for i in range(1, len(classes) - 1):
        if classes[i] == TITLE and classes[i - 1] == classes[i + 1] == BODY:
            settled[i] = BODY
    return settled
