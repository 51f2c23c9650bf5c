"""Fit what tells an event from a word that only looks like one: ``[chance]`` of ``statuses.toml``.

    python benchmarks/fit_support.py corpora/events --from 905

Of the documents of the train part with that number or a higher one, which no weights may have learned from,
every trigger that the model thinks of is taken, but for those that it takes for a wish or a view, and a
logistic is fitted to whether it is an event. Printed are its weights and its cross-validated mean log loss,
beside that of the model's probability alone. Nothing is written. With the documents below 905 in sight the
lexicon was mended, and single phrases were weighed by counts over all of the train part: to fit anew after
more of that, write new ones first. Needs scikit-learn (the extra `bench`). Exit codes: 0 done, 2 bad usage.
"""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

import events_corpus
from reportedly import language
from reportedly.events.readings import NONE, head_of, known_root
from reportedly.events.sureness import NEAREST
from reportedly.events.words import Words
from reportedly.records import EventReading, Status
from yardsticks.eventful import passage

Row = dict[str, Any]
# What the logistic sees of a trigger, in the order of `seen`.
WEIGHTS = ("odds", "odds_of_known_noun", "known", "verb")
FOLDS = 10


def rows(folder: Path, first: int) -> list[Row]:
    """The blocks of the train part's documents from a number on."""
    documents = (d for d in events_corpus.read(folder / "train") if _number(d.name) >= first)
    return [row for document in documents for row in events_corpus.rows(document)]


def _number(name: str) -> int:
    return int(name.rsplit("/", 1)[-1].split("-", 1)[0])


def examples(blocks: Sequence[Row]) -> Iterator[tuple[list[float], bool]]:
    """What is seen of each trigger, and whether it is an event."""
    for row in blocks:
        article = passage(row)
        parse = next(iter(language.parse([article], with_events=True, worth=lambda *_: True)))
        words = Words(article.text, parse)
        for reading in (one for one in parse.events if not is_view(words, one)):
            yield seen(words, reading), is_event(words, reading, row["events"])


def seen(words: Words, reading: EventReading) -> list[float]:
    """What the logistic sees of a trigger, as `reportedly.events.sureness.chance` does."""
    likely = min(max(reading.probability, NEAREST[0]), NEAREST[1])
    odds, known = math.log(likely / (1 - likely)), known_root(words, reading.trigger) is not None
    verb = words.is_verb(head_of(words, reading.trigger))
    return [odds, odds * (known and not verb), float(known), float(verb)]


def is_view(words: Words, reading: EventReading) -> bool:
    """Whether the model takes a trigger that the lexicon does not know for no act."""
    best = dict([*reading.roots[:1], *reading.statuses[:1]])
    return known_root(words, reading.trigger) is None and (NONE in best or Status.ATTITUDE in best)


def is_event(words: Words, reading: EventReading, gold: Sequence[Row]) -> bool:
    """Whether a trigger shares a character with that of an event that is no decoy."""
    start, end = words.starts[reading.trigger[0]], words.ends[reading.trigger[-1]]
    told = (piece for event in gold if event["root"] for piece in event["trigger"])
    return any(first < end and start < last for first, last in told)


def loss(features: Any, right: Any) -> float:
    """The mean log loss of a cross-validated logistic."""
    likely = cross_val_predict(_model(), features, right, cv=FOLDS, method="predict_proba")[:, 1]
    return float(-np.mean(np.log(np.where(right, likely, 1 - likely))))


def _model() -> LogisticRegression:
    return LogisticRegression(max_iter=2_000)


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="NUMBER")
    asked = parser.parse_args()
    found = list(examples(rows(asked.folder, asked.first)))
    features, right = np.array([one for one, _ in found]), np.array([event for _, event in found])
    fitted = _model().fit(features, right)
    shown = {"bias": float(fitted.intercept_[0])} | dict(zip(WEIGHTS, fitted.coef_[0].tolist(), strict=True))
    print(json.dumps({name: round(worth, 2) for name, worth in shown.items()}))
    print(f"triggers {len(found)}, events {int(right.sum())}")
    alone = loss(features[:, :1], right)
    print(f"log loss {loss(features, right):.3f}, of the probability alone {alone:.3f}")


if __name__ == "__main__":
    main()
