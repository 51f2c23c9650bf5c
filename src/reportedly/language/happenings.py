"""Scores of words -> the events of each chunk: their triggers, who takes part, and what they are."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from reportedly.language.cues import Numbers, Scores, best_labels, cues
from reportedly.language.encoder import Query, WordScores, event_scores, log_softmax
from reportedly.language.labels import ROLES, ROOT_NAMES, STATUS_NAMES
from reportedly.language.model import Tier
from reportedly.records import EventReading

THRESHOLD = 0.4
# Where the scores of what an event is are cut: roots, statuses, the flag of equals, that of not happening.
CUTS = tuple(accumulate((len(ROOT_NAMES), len(STATUS_NAMES), 1)))
UNLIKELY = 0.05
# Parties, places and times are short: changing a label costs little, and nothing is leant towards.
LEANING = np.zeros(len(ROLES), np.float32)
PRICE = 0.3 * (1 - np.eye(len(ROLES), dtype=np.float32))


def events(tier: Tier, scores: Sequence[WordScores]) -> list[list[EventReading]]:
    """The events of each chunk, in the order of their triggers, in numbers of the chunk's words.

    None in a tier that reads no events.
    """
    found: list[list[EventReading]] = [[] for _ in scores]
    if not tier.events:
        return found
    queries, certain = _triggers(scores)
    answers = event_scores(tier, scores, queries)
    labelled = best_labels([roles for roles, _ in answers], LEANING, PRICE)
    for query, probability, labels, (_, what) in zip(queries, certain, labelled, answers, strict=True):
        labels[query.words] = 0
        found[query.chunk].append(_reading(query.words, labels, probability, what))
    return found


def _triggers(scores: Sequence[WordScores]) -> tuple[list[Query], list[float]]:
    queries, certain = [], []
    for number, own in enumerate(scores):
        if own.trigger is not None:
            likely = np.exp(log_softmax(own.trigger))
            runs = cues(likely, THRESHOLD)
            queries += [Query(number, run, runs) for run in runs]
            certain += [round(float(1 - likely[run[0], 0]), 3) for run in runs]
    return queries, certain


def _reading(trigger: Sequence[int], labels: Numbers, probability: float, what: Scores) -> EventReading:
    sources, targets, places, times = (
        tuple(np.flatnonzero(labels == role).tolist()) for role in range(1, len(ROLES))
    )
    roots, statuses, equals, not_so = np.split(what, CUTS)
    return EventReading(
        tuple(trigger),
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
