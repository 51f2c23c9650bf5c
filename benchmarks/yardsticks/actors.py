"""Actors: the state behind a phrase, or none where the phrase does not tell."""

import json
import sys

from yardsticks.bench import Bench, call
from yardsticks.figures import Figure

TITLE = "Actors"
NOTES = (
    "Development half, 70 phrases, 13 of which call for no state. The scorer's code for organs of the United "
    "Nations is UNO.",
    "The registry was written by class (heads of state, ministers, chiefs of staff, opposition leaders, "
    "armed groups, parliaments), in part after these phrases had been read: the half kept apart is the test.",
)


def measure(bench: Bench) -> list[Figure]:
    """The share of phrases answered rightly, and of all phrases answered wrongly."""
    gold = bench.files / "events" / "actors_dev.jsonl"
    output = bench.predict("actors", gold, "ours.jsonl")
    said = call([sys.executable, str(bench.files / "events" / "score_actors.py"), str(gold), str(output)])
    row = json.loads(said)
    return [Figure("right", row["right"]), Figure("wrong", row["wrong"])]
