"""Scores of arcs -> one tree a sentence."""

from collections.abc import Iterator

import numpy as np

from reportedly.language.cues import Numbers, Scores


def heads(arcs: Scores, sentences: list[int]) -> Numbers:
    """The head of each word by `arcs` (W, W), child by parent; a root's head is itself.

    `sentences` holds the first word of each sentence. Each word takes the parent in its sentence that scores
    best; every sentence gets one root, to which what would hang in a ring is attached instead. (Rings are
    rare, and a maximum spanning tree would decide them no better than noise.)
    """
    found = np.arange(len(arcs))
    for start, stop in zip(sentences, [*sentences[1:], len(arcs)], strict=True):
        found[start:stop] = start + _tree(arcs[start:stop, start:stop])
    return found


def _tree(arcs: Scores) -> Numbers:
    words = np.arange(len(arcs))
    best: Numbers = arcs.argmax(1)
    own = arcs[words, words] - np.where(np.eye(len(arcs), dtype=bool), -np.inf, arcs).max(1, initial=-1e9)
    root = int(own.argmax())
    best[best == words] = root
    best[root] = root
    for ring in _rings(best, root):
        loose = min(ring, key=lambda word: arcs[word, best[word]] - arcs[word, root])
        best[loose] = root
    return best


def _rings(parents: Numbers, root: int) -> Iterator[list[int]]:
    """The rings of a graph where each word has one parent. Linear: each word is walked over once."""
    walk = np.zeros(len(parents), np.int64)
    walk[root] = -1
    for number, start in enumerate(range(len(parents)), 1):
        word = start
        while walk[word] == 0:
            walk[word] = number
            word = int(parents[word])
        if walk[word] == number:
            ring = [word]
            while parents[ring[-1]] != word:
                ring.append(int(parents[ring[-1]]))
            yield ring
