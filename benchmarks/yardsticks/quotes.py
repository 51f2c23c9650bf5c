"""Quotations: is it the same utterance, and does it still mean the same?"""

import sys
from pathlib import Path
from typing import Any

import quotes_corpus
from yardsticks.bench import HERE, Bench, call, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "Quotations that bend"
DRAWS = "200"
NOTES = (
    "Invented pairs of passages; half of them are kept apart and not measured here.",
    "Beside: do the quoted words stand in the witness (string match); crying change each time (always).",
    "Own: the kept-apart part of corpora/quotes, invented too and put in other words more boldly.",
    f"The interval comes from {DRAWS} draws of witnesses, each with all its relays.",
)
ROWS = {
    "meaning changed, balanced accuracy": "changed.balanced_acc",
    "meaning changed, F1": "changed.f1",
    "false alarms on harmless relays": "false_alarm.harmless",
    "false alarms on other utterances": "false_alarm.not_same",
    "main effect, macro F1": "effect.macro_f1",
    "same utterance": "same_utterance.acc",
    "severity": "severity.acc",
    "operations, micro F1": "operations.micro_f1",
    "all four right": "all_four",
}
OWN = ("changed.balanced_acc", "changed.f1", "false_alarm.harmless", "effect.macro_f1", "same_utterance.acc")
PEERS = {"string match": "verbatim", "always": "always"}


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside those of two trivial rules."""
    gold = bench.files / "quotes" / "dev.jsonl"
    ours = bench.score("quotes", gold, bench.predict("quotes", gold, "ours.jsonl"), "--json", "--boot", DRAWS)
    peers = {name: _trivial(bench, gold, rule) for name, rule in PEERS.items()}
    figures = [
        Figure(
            name,
            ours["metrics"][key],
            tuple(Peer(peer, scores[key]) for peer, scores in peers.items()),
            tuple(ours["ci95"][key]),
        )
        for name, key in ROWS.items()
    ]
    return figures + _own(bench)


def _own(bench: Bench) -> list[Figure]:
    """The same on ``corpora/quotes/heldout``."""
    pairs = quotes_corpus.read(HERE.parent / "corpora" / "quotes" / "heldout")
    gold = write_rows(bench.folder("quotes") / "own_gold.jsonl", (pair.row() for pair in pairs))
    made = bench.predict("quotes", gold, "own.jsonl")
    scores = bench.score("quotes", gold, made, "--json", "--boot", DRAWS)
    keys = {key: name for name, key in ROWS.items()}
    return [
        Figure(f"own: {keys[key]}", scores["metrics"][key], (), tuple(scores["ci95"][key])) for key in OWN
    ]


def _trivial(bench: Bench, gold: Path, rule: str) -> dict[str, Any]:
    """The scores of one of the scorer's own rules."""
    made = call([sys.executable, str(bench.files / "quotes" / "score.py"), str(gold), "--baseline", rule])
    output = bench.folder("quotes") / f"{rule}.jsonl"
    output.write_text(made, encoding="utf-8")
    scores: dict[str, Any] = bench.score("quotes", gold, output, "--json", "--boot", "0")["metrics"]
    return scores
