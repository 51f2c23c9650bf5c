"""How surely an event is read: the chance that a trigger is one, and what is left of it for its status."""

from collections.abc import Mapping
from math import exp, log

from reportedly.events.drafts import Draft
from reportedly.knowledge import load
from reportedly.records import HAPPENED, Status

# Probabilities nearer to 0 and 1 tell no more.
NEAREST = (0.02, 0.999)


def chance(probability: float, known: bool, verb: bool) -> float:
    """How likely a trigger is an event: a logistic of the model's probability, of whether the lexicon knows
    the trigger and of whether it is a verb (``[chance]`` of ``statuses.toml``, fitted by
    ``benchmarks/fit_support.py``).
    """
    worth: Mapping[str, float] = load("statuses")["chance"]
    likely = min(max(probability, NEAREST[0]), NEAREST[1])
    odds = worth["odds"] + worth["odds_of_known_noun"] * (known and not verb)
    score = worth["bias"] + odds * log(likely / (1 - likely))
    return _logistic(score + worth["known"] * known + worth["verb"] * verb)


def sureness(draft: Draft, status: Status, share: float) -> float:
    """How surely a draft is read that has a `share` of the votes for its status. Of what happened the root
    has to be right too, of a deed all, and a false one costs more than a missed one; else it tells most that
    it is an event.
    """
    if draft.reading is None or draft.root is None:
        return draft.confidence * share
    worth: Mapping[str, float] = load("statuses")["chance"]
    likely = draft.confidence * (draft.support ** worth["root"] if status in HAPPENED else 1.0)
    if status is not Status.DEED:
        return float(likely * share ** worth["share"])
    right = min(max(likely * share, 1 - NEAREST[1]), NEAREST[1])
    return _logistic(log(right / (1 - right)) - worth["deed"])


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-score))
