"""The encoder and its heads, run by onnxruntime: chunks -> scores of words, and of words given a cue.

Chunks of like length go together, because what is padded is paid for.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reportedly.language.cues import Scores, distances, kinds
from reportedly.language.model import Tier, session
from reportedly.language.wordpieces import Pieces, pieces_by_word

# Pieces, or words of span rows, that go together: enough to keep a core busy, few enough to be of one length.
TOGETHER = 256


class WordScores(Struct, frozen=True):
    """What the word heads say of a chunk of W words, before any softmax.

    `cue` (W, 6): none, first, further word of a cue, then the same of a nested one; `syntax` (W, .): tags,
    relations, names, sentence openings, one after the other; `arcs` (W, W): child by parent; `span` (W, .)
    is what the span head reads.
    """

    cue: Scores
    syntax: Scores
    arcs: Scores
    span: Scores


class Query(Struct, frozen=True):
    """A question to the span head: who and what belongs to `cue`, given the `others` of that chunk."""

    chunk: int
    cue: list[int]
    others: list[list[int]]


def word_scores(tier: Tier, chunks: Sequence[Pieces]) -> list[WordScores]:
    """The scores of each chunk, in order."""
    found: dict[int, WordScores] = {}
    for group in _groups([len(chunk.ids) for chunk in chunks]):
        found.update(_encode(tier, group, [chunks[number] for number in group]))
    return [found[number] for number in range(len(chunks))]


def span_scores(tier: Tier, chunks: Sequence[WordScores], queries: Sequence[Query]) -> list[Scores]:
    """For each query the log-probabilities (W, 3) of nothing, source and content, in order."""
    found: dict[int, Scores] = {}
    for group in _groups([len(chunks[query.chunk].cue) for query in queries]):
        found.update(_ask(tier, group, [queries[number] for number in group], chunks))
    return [found[number] for number in range(len(queries))]


def _encode(tier: Tier, numbers: Sequence[int], chunks: Sequence[Pieces]) -> Iterator[tuple[int, WordScores]]:
    given = _words(chunks) if tier.reads_words else _pieces(chunks)
    cue, syntax, arcs, span = session(tier.encoder).run(["cue", "syntax", "arcs", "span"], given)
    for row, (number, chunk) in enumerate(zip(numbers, chunks, strict=True)):
        size = len(chunk.first)
        yield (
            number,
            WordScores(cue[row, :size], syntax[row, :size], arcs[row, :size, :size], span[row, :size]),
        )


def _pieces(chunks: Sequence[Pieces]) -> dict[str, NDArray[Any]]:
    return {
        "ids": _padded([c.ids for c in chunks]),
        "types": _padded([c.types for c in chunks]),
        "mask": _padded([np.ones(len(c.ids), np.int64) for c in chunks]),
        "first": _padded([c.first for c in chunks]),
    }


def _words(chunks: Sequence[Pieces]) -> dict[str, NDArray[Any]]:
    return {
        "pieces": _padded([pieces_by_word(c) for c in chunks]),
        "types": _padded([c.types[c.first] for c in chunks]),
        "mask": _padded([np.ones(len(c.first), np.int64) for c in chunks]),
    }


def _ask(
    tier: Tier, numbers: Sequence[int], queries: Sequence[Query], chunks: Sequence[WordScores]
) -> Iterator[tuple[int, Scores]]:
    own = [chunks[query.chunk].span for query in queries]
    given = {
        "span": _padded(own),
        "kind": _padded([kinds(len(s), q.cue, q.others) for s, q in zip(own, queries, strict=True)]),
        "distance": _padded([distances(len(s), q.cue) for s, q in zip(own, queries, strict=True)]),
        "mask": _padded([np.ones(len(s), np.int64) for s in own]),
    }
    (labels,) = session(tier.spans).run(["labels"], given)
    for row, (number, span) in enumerate(zip(numbers, own, strict=True)):
        yield number, log_softmax(labels[row, : len(span)])


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    made: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return made


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of items of like size, at most `TOGETHER` when padded."""
    group: list[int] = []
    for number in sorted(range(len(sizes)), key=lambda n: (sizes[n], n)):
        if group and (len(group) + 1) * sizes[number] > TOGETHER:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _padded(rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
    width = max(len(row) for row in rows)
    made = np.zeros((len(rows), width, *rows[0].shape[1:]), rows[0].dtype)
    for number, row in enumerate(rows):
        made[number, : len(row)] = row
    return made
