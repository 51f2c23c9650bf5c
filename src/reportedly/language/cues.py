"""Scores of words -> cues and triggers, and for each what its head is told and what it answers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
NOTHING, SOURCE, CONTENT = 0, 1, 2
# Below one half, because a missed statement costs an analyst more than one to be rejected.
THRESHOLD = 0.45
# Labels come in runs: a change of label costs this much of its log-probability, a source's less, since one
# word is often the whole of it.
SWITCH_CONTENT, SWITCH_SOURCE = 2.0, 0.3
PRICE = np.array(
    [
        [0, SWITCH_SOURCE, SWITCH_CONTENT],
        [0, 0, SWITCH_CONTENT],
        [0, SWITCH_SOURCE, 0],
    ],
    np.float32,
)
# What is added to the log-probabilities: false cues in training taught the span head to say "nothing" too
# readily.
LEANING = np.array([-1.2, 0, 0], np.float32)
# Buckets of the distance to the cue: each of the first five words, then wider and wider.
NEAR, BUCKETS = 5, 16


def cues(probabilities: Scores, threshold: float = THRESHOLD) -> list[list[int]]:
    """The runs of words that are likely enough a cue, or a trigger: `probabilities` (W, 3) of none, first,
    further word.
    """
    found: list[list[int]] = []
    last = -2
    for word in np.flatnonzero(probabilities[:, 1] + probabilities[:, 2] > threshold).tolist():
        if last == word - 1 and probabilities[word, 2] >= probabilities[word, 1]:
            found[-1].append(word)
        else:
            found.append([word])
        last = word
    return found


def kinds(size: int, cue: Sequence[int], others: Sequence[Sequence[int]]) -> Numbers:
    """Of each of `size` words: 1 in this cue, 2 in another one, 0 in none."""
    made = np.zeros(size, np.int64)
    for other in others:
        made[other] = 2
    made[cue] = 1
    return made


def distances(size: int, cue: Sequence[int]) -> Numbers:
    """Of each of `size` words, the bucket (0..31) of how far it stands before or behind the cue."""
    places = np.arange(size)
    before, behind = np.maximum(cue[0] - places, 0), np.maximum(places - cue[-1], 0)
    return np.where(before > 0, BUCKETS + _bucket(before), _bucket(behind))


def _bucket(far: Numbers) -> Numbers:
    wide = NEAR + np.floor(np.log2(np.maximum(far, NEAR) / NEAR) * 3).astype(np.int64)
    return np.where(far < NEAR, far, np.minimum(BUCKETS - 1, wide))


def best_labels(rows: Sequence[Scores], leaning: Scores = LEANING, price: Scores = PRICE) -> list[Numbers]:
    """For each row of log-probabilities (W, L) its best labels (W,): Viterbi with a `leaning` (L,) towards
    labels, and the `price` (L, L) of a change from one to another.

    All rows go through together, padded with zeros, which change nothing: staying is free.
    """
    if not rows:
        return []
    width = max(len(row) for row in rows)
    padded = np.zeros((width, len(rows), len(leaning)), np.float32)
    for number, row in enumerate(rows):
        padded[: len(row), number] = row + leaning
    back = np.zeros(padded.shape, np.int8)
    total = padded[0]
    for word in range(1, width):
        ways = total[:, :, None] - price
        back[word] = ways.argmax(1)
        total = ways.max(1) + padded[word]
    labels = _walked(back, total.argmax(1))
    return [labels[: len(row), number] for number, row in enumerate(rows)]


def _walked(back: NDArray[np.int8], last: Numbers) -> Numbers:
    """The labels (W, R) that end in `last` (R,)."""
    labels = np.empty(back.shape[:2], np.int64)
    labels[-1] = last
    everyone = np.arange(back.shape[1])
    for word in range(len(back) - 1, 0, -1):
        labels[word - 1] = back[word, everyone, labels[word]]
    return labels
