"""Events: who did what to whom in PLOVER's own coding, on sentences of its codebook."""

import json
import sys
import time
from collections.abc import Sequence

from reportedly import attribution, events, language
from reportedly.records import Article, Parse, Statement
from yardsticks.bench import Bench, call, read_rows
from yardsticks.eventful import passage
from yardsticks.figures import Figure, Peer

TITLE = "Events"
NOTES = (
    "Development half of the PLOVER gold sentences, 181, one event each; future acts fold into AGREE, any "
    "body is IGO. The lexicon was written with these sentences in sight: the half kept apart is the test.",
    "PETRARCH2 and TF-IDF with a linear classifier were scored on the kept-apart half.",
    "The speed is that of the event stage alone, parse and statements excluded.",
)
ROWS = {
    "root F1": "root_f1",
    "source country": "source",
    "target country": "target",
    "triple recall": "triple",
    "triple precision": "triple_precision",
}
PEERS = {
    "root F1": (Peer("PETRARCH2", 0.41), Peer("TF-IDF + SVC", 0.59)),
    "triple recall": (Peer("PETRARCH2", 0.25),),
    "triple precision": (Peer("PETRARCH2", 0.30),),
}


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside the peers', and how fast events are read from a parse."""
    gold = bench.files / "events" / "plover_gsr_dev.jsonl"
    output = bench.predict("events", gold, "ours.jsonl")
    scorer = bench.files / "events" / "score.py"
    row = json.loads(call([sys.executable, str(scorer), str(gold), str(output), "--json"]))
    found = [
        Figure(name, row[key], PEERS.get(name, ()), tuple(row["root_f1_95"]) if key == "root_f1" else None)
        for name, key in ROWS.items()
    ]
    return [*found, Figure("words a CPU second", _speed([passage(r) for r in read_rows(gold)]), unit="words")]


def _speed(articles: Sequence[Article]) -> float:
    """Words a CPU second of the event stage, the best of three rounds."""
    parses = list(language.parse(articles, with_events=True))
    statements = [attribution.extract(a, p) for a, p in zip(articles, parses, strict=True)]
    words = sum(len(article.text.split()) for article in articles)
    return max(words / _seconds(articles, parses, statements) for _ in range(3))


def _seconds(
    articles: Sequence[Article], parses: Sequence[Parse], statements: Sequence[Sequence[Statement]]
) -> float:
    start = time.process_time()
    for article, parse, told in zip(articles, parses, statements, strict=True):
        events.extract(article, parse, told, read=True)
    return time.process_time() - start
