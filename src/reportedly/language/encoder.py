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
# What starting a pass costs, in pieces (1.5 ms beside 0.2 ms a piece, measured with AVX2): padding more than
# that is dearer than another pass.
SLACK = 8
# The axes of an output that has a row for each word: queries, words, scores.
PER_WORD = 3


class WordScores(Struct, frozen=True):
    """What the word heads say of a chunk of W words, before any softmax.

    `cue` (W, 6): none, first, further word of a cue, then the same of a nested one; `syntax` (W, .): tags,
    relations, names, sentence openings, one after the other; `arcs` (W, W): child by parent; `span` (W, .)
    is what the span head reads. In a tier that reads events `trigger` (W, 3): none, first, further word of an
    event's trigger, and `event` (W, .), what the event head reads.
    """

    cue: Scores
    syntax: Scores
    arcs: Scores
    span: Scores
    trigger: Scores | None = None
    event: Scores | None = None


class Query(Struct, frozen=True):
    """A question to the span or the event head: what belongs to the `words` of a cue or trigger of a chunk,
    given the `others` of that chunk. The head sees the chunk's words from `first` to before `stop`, and words
    are counted from `first`.
    """

    chunk: int
    words: list[int]
    others: list[list[int]]
    first: int = 0
    stop: int | None = None


def word_scores(tier: Tier, chunks: Sequence[Pieces]) -> list[WordScores]:
    """The scores of each chunk, in order."""
    found: dict[int, WordScores] = {}
    for group in _groups([len(chunk.ids) for chunk in chunks]):
        found.update(_encode(tier, group, [chunks[number] for number in group]))
    return [found[number] for number in range(len(chunks))]


def span_scores(tier: Tier, chunks: Sequence[WordScores], queries: Sequence[Query]) -> list[Scores]:
    """For each query the log-probabilities (W, 3) of nothing, source and content, in order."""
    answers = _asked(tier.spans, ["labels"], [chunks[query.chunk].span for query in queries], queries)
    return [log_softmax(labels) for (labels,) in answers]


def event_scores(
    tier: Tier, chunks: Sequence[WordScores], queries: Sequence[Query]
) -> list[tuple[Scores, Scores]]:
    """For each query the log-probabilities (W, 5) of roles of the W words that the head sees, and the scores
    (31,) of what the event is. Of a tier that reads events.
    """
    own = [_seen(chunks[query.chunk], query) for query in queries]
    return [
        (log_softmax(roles), what)
        for roles, what in _asked(tier.events or "", ["roles", "what"], own, queries)
    ]


def _seen(chunk: WordScores, query: Query) -> Scores:
    return (chunk.event if chunk.event is not None else chunk.span)[query.first : query.stop]


def _encode(tier: Tier, numbers: Sequence[int], chunks: Sequence[Pieces]) -> Iterator[tuple[int, WordScores]]:
    given = _words(chunks) if tier.reads_words else _pieces(chunks)
    names = ["cue", "syntax", "arcs", "span", *(("trigger", "event") if tier.events else ())]
    cue, syntax, arcs, *others = session(tier.encoder).run(names, given)
    for row, (number, chunk) in enumerate(zip(numbers, chunks, strict=True)):
        size = len(chunk.first)
        rest = (other[row, :size] for other in others)
        yield number, WordScores(cue[row, :size], syntax[row, :size], arcs[row, :size, :size], *rest)


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


def _asked(
    name: str, outputs: list[str], inputs: Sequence[Scores], queries: Sequence[Query]
) -> list[list[Scores]]:
    """For each query and its input (W, .), in order, the outputs of the head `name`, those of words (W, .)
    without padding.
    """
    found: dict[int, list[Scores]] = {}
    for group in _groups([len(own) for own in inputs]):
        own, asked = [inputs[number] for number in group], [queries[number] for number in group]
        found.update(_ask(name, outputs, group, asked, own))
    return [found[number] for number in range(len(queries))]


def _ask(
    name: str, outputs: list[str], numbers: Sequence[int], queries: Sequence[Query], own: Sequence[Scores]
) -> Iterator[tuple[int, list[Scores]]]:
    given = {
        "span": _padded(own),
        "kind": _padded([kinds(len(s), q.words, q.others) for s, q in zip(own, queries, strict=True)]),
        "distance": _padded([distances(len(s), q.words) for s, q in zip(own, queries, strict=True)]),
        "mask": _padded([np.ones(len(s), np.int64) for s in own]),
    }
    answers = session(name).run(outputs, given)
    for row, (number, words) in enumerate(zip(numbers, own, strict=True)):
        yield number, [said[row, : len(words)] if said.ndim == PER_WORD else said[row] for said in answers]


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    made: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return made


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of items of like size, at most `TOGETHER` when padded, of which `SLACK` for one more item."""
    group: list[int] = []
    for number in sorted(range(len(sizes)), key=lambda n: (sizes[n], n)):
        size = sizes[number]
        if group and ((len(group) + 1) * size > TOGETHER or len(group) * (size - sizes[group[-1]]) > SLACK):
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
