"""Scores of words -> the events of each chunk: their triggers, who takes part, and what they are."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

import numpy as np

from reportedly.language.cues import Numbers, Scores, best_labels, cues
from reportedly.language.encoder import Query, WordScores, event_scores, log_softmax
from reportedly.language.labels import ROLES, ROOT_NAMES, STATUS_NAMES, TAG_NAMES
from reportedly.language.model import Tier
from reportedly.language.tokens import Chunk
from reportedly.records import EventReading

# Of the words of a trigger, their tags and how likely it is one: whether the event head is asked about it.
Worth = Callable[[Sequence[str], Sequence[str], float], bool]
THRESHOLD = 0.4
# What the event head sees of a paragraph: so many words before and behind a trigger. It learned from blocks
# of less than 60 words, and its answers on longer ones are better and cheaper when it is shown no more.
REACH = 32
# Where the scores of what an event is are cut: roots, statuses, the flag of equals, that of not happening.
CUTS = tuple(accumulate((len(ROOT_NAMES), len(STATUS_NAMES), 1)))
UNLIKELY = 0.05
# Parties, places and times are short: changing a label costs little, and nothing is leant towards.
LEANING = np.zeros(len(ROLES), np.float32)
PRICE = 0.3 * (1 - np.eye(len(ROLES), dtype=np.float32))


def events(
    tier: Tier, text: str, chunks: Sequence[Chunk], scores: Sequence[WordScores], worth: Worth | None = None
) -> list[list[EventReading]]:
    """The events of each chunk of `text`, in the order of their triggers, in numbers of the chunk's words; of
    those triggers alone that are `worth` it, where that is given.

    None in a tier that reads no events.
    """
    found: list[list[EventReading]] = [[] for _ in scores]
    if not tier.events:
        return found
    asked = [
        (query, probability)
        for number, own in enumerate(scores)
        for query, probability in _triggers(number, own)
        if worth is None or worth(*_spelled(text, chunks[number], own, query), probability)
    ]
    answers = event_scores(tier, scores, [query for query, _ in asked])
    labelled = best_labels([roles for roles, _ in answers], LEANING, PRICE)
    for (query, probability), labels, (_, what) in zip(asked, labelled, answers, strict=True):
        labels[query.words] = 0
        found[query.chunk].append(_reading(query, labels, probability, what))
    return found


def _triggers(number: int, own: WordScores) -> Iterator[tuple[Query, float]]:
    """A question for each trigger of a chunk, and how likely it is one."""
    if own.trigger is None:
        return
    likely = np.exp(log_softmax(own.trigger))
    every = cues(likely, THRESHOLD)
    for run in every:
        first, stop = max(0, run[0] - REACH), run[-1] + 1 + REACH
        beside = [[word - first for word in other if first <= word < stop] for other in every]
        words = [word - first for word in run]
        yield Query(number, words, beside, first, stop), round(float(1 - likely[run[0], 0]), 3)


def _spelled(text: str, chunk: Chunk, own: WordScores, query: Query) -> tuple[list[str], list[str]]:
    """The words of a trigger and their tags."""
    words = [query.first + word for word in query.words]
    tags = own.syntax[words, : len(TAG_NAMES)].argmax(1).tolist()
    return [text[chunk.starts[w] : chunk.ends[w]] for w in words], [TAG_NAMES[tag] for tag in tags]


def _reading(query: Query, labels: Numbers, probability: float, what: Scores) -> EventReading:
    first = query.first
    sources, targets, places, times = (
        tuple((first + np.flatnonzero(labels == role)).tolist()) for role in range(1, len(ROLES))
    )
    roots, statuses, equals, not_so = np.split(what, CUTS)
    return EventReading(
        tuple(first + word for word in query.words),
        sources,
        targets,
        places,
        times,
        probability,
        _ranked(roots, ROOT_NAMES),
        _ranked(statuses, STATUS_NAMES),
        _share(equals),
        _share(not_so),
    )


def _share(score: Scores) -> float:
    return round(float(1 / (1 + np.exp(-score[0]))), 3)


def _ranked(scores: Scores, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    likely = np.exp(log_softmax(scores)).tolist()
    pairs = sorted(zip(names, likely, strict=True), key=lambda pair: -pair[1])
    return tuple((name, round(share, 3)) for name, share in pairs if share >= UNLIKELY)
