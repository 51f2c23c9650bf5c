"""Status: did it happen, is it planned, feared, denied? And is the trigger an event at all?"""

from pathlib import Path
from typing import Any

import events_corpus
from yardsticks.bench import HERE, Bench, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "Status of events"
DRAWS = "300"
NOTES = (
    "Invented passages, development half (197). The encoder learned from them and the rules were written "
    "with them in sight, so they flatter: the half kept apart is the test, and the own rows come nearer.",
    "Own: the kept-apart part of corpora/events, invented, which nothing was fitted to, up to number 110. "
    "Later: from number 420 on, written after most of the lexicon and scored without a look at its errors: "
    "in the style of the press, and from 605 on passages whose triggers the training part lacks. How sure a "
    "deed must be was chosen with all these scores in sight.",
    "Lenient accepts labels that an equally careful annotator could defend.",
    "Cue words on gold triggers come with the yardstick.",
    f"The interval comes from {DRAWS} draws of passages.",
)
ROWS = {
    "trigger F1": "detection F1",
    "root, of matched events": "root acc (matched)",
    "status macro F1, of matched events": "status macro-F1 (matched)",
    "deed precision": "deed P",
    "deed recall": "deed R",
    "actors F1": "actor F1",
    "whom the passage gives": "attribution acc",
    "dates": "date acc (dated gold)",
    "hedges F1": "hedge F1",
}
LENIENT = {name: key for name, key in ROWS.items() if name.startswith(("root", "status", "deed"))}
# The first number of the documents that were written later.
LATER = 400
OWN = {name: key for name, key in ROWS.items() if name != "actors F1"}
CUE_WORDS = {
    "deed precision": Peer("cue words", 0.65),
    "status macro F1, of matched events": Peer("cue words", 0.58),
}


def measure(bench: Bench) -> list[Figure]:
    """Strict figures, lenient ones, and those on our own kept-apart corpus."""
    gold = bench.files / "status" / "dev.jsonl"
    output = bench.predict("status", gold, "ours.jsonl")
    strict = bench.score("status", gold, output, "--json", "--boot", DRAWS)
    lenient = bench.score("status", gold, output, "--json", "--boot", "0", "--lenient")["metrics"]
    own, later = _own(bench, "own", range(LATER)), _own(bench, "later", range(LATER, 10**6))
    return [
        *(
            Figure(name, strict["metrics"][key], _peers(name), tuple(strict["ci95"][key]))
            for name, key in ROWS.items()
        ),
        *(Figure(f"lenient: {name}", lenient[key]) for name, key in LENIENT.items()),
        *(Figure(f"own: {name}", own[key]) for name, key in OWN.items()),
        *(Figure(f"later: {name}", later[key]) for name, key in OWN.items()),
    ]


def _peers(name: str) -> tuple[Peer, ...]:
    return (CUE_WORDS[name],) if name in CUE_WORDS else ()


def _own(bench: Bench, name: str, numbers: range) -> dict[str, Any]:
    """The scores on those documents of ``corpora/events/heldout`` that have these numbers."""
    documents = events_corpus.read(HERE.parent / "corpora" / "events" / "heldout")
    chosen = [d for d in documents if int(d.name.split("/")[-1].split("-")[0]) in numbers]
    rows = [_gold(row) for document in chosen for row in events_corpus.rows(document)]
    gold = write_rows(Path(bench.folder("status")) / f"{name}.jsonl", rows)
    output = bench.predict("status", gold, f"{name}-ours.jsonl")
    scores: dict[str, Any] = bench.score("status", gold, output, "--json", "--boot", "0")["metrics"]
    return scores


def _gold(row: dict[str, Any]) -> dict[str, Any]:
    """A block of the corpus as the scorer wants it: one place a trigger, no codes of invented states."""
    return row | {"events": [_event(row["text"], event) for event in row["events"]]}


def _event(text: str, event: dict[str, Any]) -> dict[str, Any]:
    trigger = [min(start for start, _ in event["trigger"]), max(end for _, end in event["trigger"])]
    told = [text[start:end] for start, end in event["attributed"]]
    hedges = [{"span": place, "word": text[slice(*place)], "icd203": None} for place in event["hedges"]]
    given = {"trigger": trigger, "sources": [], "targets": [], "hedges": hedges}
    return event | given | {"attributed_to": told[0] if told else None}
