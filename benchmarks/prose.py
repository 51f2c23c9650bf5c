"""Read the annotated prose as a user would, and hold what is found against the annotators' statements.

    python benchmarks/prose.py corpora/attribution/heldout
    python benchmarks/prose.py corpora/attribution/train --from 74 --errors

A statement found and an annotated one are a pair when their contents share half of their words, the likest
first. The encoder has learned from ``train``, so its figures flatter there but for documents that were
written since (``--from``). ``--errors`` prints what differs; it is refused for a folder named ``heldout``,
which nobody reads.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import paths, read, statements
from corpus_markup import Document
from reportedly.attribution import extract
from reportedly.language import parse
from reportedly.records import Span, Statement
from speakers import Header, article

LEAST = 0.5
WORD = re.compile(r"\w+")
Gold = dict[str, Any]
Words = frozenset[int]


@dataclass(frozen=True)
class Held:
    """One document: its annotated statements, those found, and the pairs of both."""

    document: Document
    wanted: Sequence[Gold]
    found: Sequence[Statement]
    pairs: Sequence[tuple[Gold, Statement]]

    @property
    def missed(self) -> list[Gold]:
        taken = {gold["id"] for gold, _ in self.pairs}
        return [gold for gold in self.wanted if gold["id"] not in taken]

    @property
    def extra(self) -> list[Statement]:
        taken = {row.id for _, row in self.pairs}
        return [row for row in self.found if row.id not in taken]


def hold(document: Document, found: Sequence[Statement]) -> Held:
    """Pair what was found with what was annotated, one to one, the likest contents first."""
    wanted = statements(document)
    text = document.text
    gold = [_words(text, one["content"]) for one in wanted]
    ours = [_words(text, _places(row.content)) for row in found]
    scores = [
        (-len(a & b) / max(len(a | b), 1), i, j) for i, a in enumerate(gold) for j, b in enumerate(ours)
    ]
    left, right, pairs = set(range(len(gold))), set(range(len(ours))), []
    for score, i, j in sorted(scores):
        if -score >= LEAST and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((wanted[i], found[j]))
    return Held(document, wanted, found, pairs)


def _places(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(x.start, x.end) for x in spans]


def _words(text: str, places: Sequence[Sequence[int]]) -> Words:
    """Where the words of these places begin."""
    return frozenset(m.start() for start, end in places for m in WORD.finditer(text, start, end))


def figures(every: Sequence[Held]) -> Iterator[tuple[str, float]]:
    """Each figure by its name: what is found, and which share of the pairs is right."""
    pairs = [(h, *pair) for h in every for pair in h.pairs]
    wanted, found = sum(len(h.wanted) for h in every), sum(len(h.found) for h in every)
    yield "statements F1", 2 * len(pairs) / max(wanted + found, 1)
    yield "statements precision", len(pairs) / max(found, 1)
    yield "statements recall", len(pairs) / max(wanted, 1)
    for role in ("source", "cue", "content"):
        right = (_same_words(h.document.text, gold[role], getattr(row, role)) for h, gold, row in pairs)
        yield f"{role} word for word", sum(right) / max(len(pairs), 1)
    headers = {h.document.name: Header(h.document) for h in every}
    named = [_is_named(headers[h.document.name], gold, row) for h, gold, row in pairs if gold["speaker"]]
    yield "speaker", sum(named) / max(len(named), 1)


def _same_words(text: str, gold: Sequence[Sequence[int]], ours: Sequence[Span]) -> bool:
    return _words(text, gold) == _words(text, _places(ours))


def _is_named(header: Header, gold: Gold, row: Statement) -> bool:
    return header.is_nearest(row.speaker, gold["speaker"], row.speaker_kind)


def errors(held: Held) -> Iterator[str]:
    """A line for each statement that is too many, one too few, or another speaker's."""
    name, header, text = held.document.name, Header(held.document), held.document.text
    for row in held.extra:
        yield f"{name}: EXTRA {row.confidence} {_said(row)}"
    for gold in held.missed:
        words = [" … ".join(text[a:b] for a, b in gold[role]) for role in ("source", "cue", "content")]
        yield f"{name}: MISSED {words}"
    for gold, row in held.pairs:
        source = " … ".join(text[a:b] for a, b in gold["source"])
        if " … ".join(x.text for x in row.source) != source:
            yield f"{name}: SOURCE {source!r} read {_said(row)}"
        if gold["speaker"] and not _is_named(header, gold, row):
            yield f"{name}: SPEAKER {gold['speaker']!r} named {row.speaker!r} {_said(row)}"


def _said(row: Statement) -> list[str]:
    return [" … ".join(x.text for x in role) for role in (row.source, row.cue, row.content)]


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", type=int, default=0, dest="first", help="documents from this number on")
    parser.add_argument("--errors", action="store_true", help="print what differs (never of heldout)")
    given = parser.parse_args()
    if given.errors and any("heldout" in path.parts for path in paths(given.folder)):
        sys.exit("The errors of the part that is kept apart are not to be read.")
    documents = [d for d in read(given.folder) if int(Path(d.name).name.split("-")[0]) >= given.first]
    pieces = [article(d) for d in documents]
    every = [hold(d, extract(a, p)) for d, a, p in zip(documents, pieces, parse(pieces), strict=True)]
    if given.errors:
        print("\n".join(line for held in every for line in errors(held)))
    print("\n".join(f"{name:22} {value:.3f}" for name, value in figures(every)))


if __name__ == "__main__":
    main()
