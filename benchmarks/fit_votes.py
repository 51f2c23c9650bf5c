"""Fit what each rule's word on a status is worth beside the encoder's: ``[votes]`` of ``statuses.toml``.

    python benchmarks/fit_votes.py GOLD.jsonl... --scorer ../shared/bench/status/score.py [--rounds 1]

GOLD is in the format of the status yardstick, and of passages that the encoder did not learn from: of
``status/dev.jsonl`` every third (by the names that ``training/documents.py`` keeps apart) is taken, of any
other file all. Each vote in turn is set to the worth that gives the best sum of the deeds' F1 and the
statuses' macro F1; the table is printed, and nothing is written. Exit codes: 0 done, 2 bad usage.
"""

import argparse
import importlib.util
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly import attribution, events, language
from reportedly.knowledge import load
from reportedly.records import Article, Parse, Statement
from yardsticks.eventful import passage, status_row

Row = dict[str, Any]
Read = tuple[Article, Parse, list[Statement]]
WORTHS = (0.2, 0.5, 0.8, 1.1, 1.4, 2.0)
# A gain below this is chance.
GAIN = 0.002
LEARNED = "dev"


def rows(path: Path) -> list[Row]:
    """The passages of a file that may be fitted to."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in found if path.stem != LEARNED or zlib.crc32(row["id"].encode()) % 3 == 0]


def read(passages: Sequence[Row]) -> list[Read]:
    """Articles with their parses and statements, which no vote changes."""
    articles = [passage(row) for row in passages]
    parses = list(language.parse(articles, with_events=True))
    return [(a, p, list(attribution.extract(a, p))) for a, p in zip(articles, parses, strict=True)]


def scored(scorer: ModuleType, gold: Sequence[Row], given: Sequence[Read]) -> float:
    """The sum of the deeds' F1 and the statuses' macro F1."""
    told = (events.extract(*one, read=True) for one in given)
    found = {
        row["id"]: {"events": [status_row(m) for m in mentions]}
        for row, mentions in zip(gold, told, strict=True)
    }
    figures, _, _ = scorer.score({row["id"]: row for row in gold}, found, boot=0)
    return float(figures["deed F1"] + figures["status macro-F1 (matched)"])


def fit(scorer: ModuleType, gold: Sequence[Row], given: Sequence[Read], rounds: int) -> dict[str, float]:
    """The votes after so many rounds, each set in turn."""
    votes: dict[str, float] = load("statuses")["votes"]
    best = scored(scorer, gold, given)
    print(f"# before: {best:.3f}")
    for _ in range(rounds):
        for rule in votes:
            kept = votes[rule]
            for worth in WORTHS:
                votes[rule] = worth
                now = scored(scorer, gold, given)
                if now > best + GAIN:
                    best, kept = now, worth
            votes[rule] = kept
    print(f"# after: {best:.3f}")
    return votes


def module(path: Path) -> ModuleType:
    """The scorer, which is a script of the yardstick's."""
    spec = importlib.util.spec_from_file_location("status_score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer at {path}.")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--scorer", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    gold = [row for path in asked.gold for row in rows(path)]
    for rule, worth in fit(module(asked.scorer), gold, read(gold), asked.rounds).items():
        print(f"{rule} = {worth}")


if __name__ == "__main__":
    main()
