"""How surely statements are put: act, modality, polarity and hedges against the annotated corpus.

    python benchmarks/certainty.py corpora/attribution/heldout
    python benchmarks/certainty.py corpora/attribution/train --errors

Cue and content are the annotators', so that finding statements and weighing them are measured apart. Tags
and dependencies are the product's own. --errors shows every statement that came out otherwise; it is refused
for a folder named ``heldout``, which nobody reads.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import read, statements
from corpus_markup import CorpusError, Document
from reportedly.attribution.manner import Manner, inner, manner
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Range, lay_out

COLUMNS = ("act", "modality", "negated")
CLASS = {"title": BlockClass.TITLE, "standfirst": BlockClass.STANDFIRST}


@dataclass
class Counts:
    """What agrees, over any number of statements; places of hedges are counted by their words."""

    total: int = 0
    right: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: {c: Counter() for c in COLUMNS}
    )
    hedges: Counter[str] = field(default_factory=Counter)

    def add(self, gold: dict[str, Any], found: Manner) -> list[str]:
        """Count one statement; the names of the columns that differ."""
        self.total += 1
        wrong = []
        for column in COLUMNS:
            wanted, given = str(gold[column]), str(getattr(found, column))
            self.pairs[column][wanted, given] += 1
            self.right[column] += wanted == given
            wrong += [] if wanted == given else [column]
        wanted_places = {(s, e) for s, e in gold["hedges"]}
        places = {(h.start, h.end) for h in found.hedges}
        self.hedges.update(gold=len(wanted_places), found=len(places), exact=len(wanted_places & places))
        self.hedges["gold hit"] += sum(_touches(place, places) for place in wanted_places)
        self.hedges["found hit"] += sum(_touches(place, wanted_places) for place in places)
        return wrong + (["hedges"] if wanted_places != places else [])


def _touches(place: tuple[int, int], others: set[tuple[int, int]]) -> bool:
    return any(s < place[1] and place[0] < e for s, e in others)


def weighed(document: Document) -> Iterator[tuple[dict[str, Any], Manner]]:
    """Each annotated statement of a document, and how the product weighs it."""
    kept = lay_out([(Range(b.start, b.end), CLASS.get(b.kind, BlockClass.BODY)) for b in document.blocks])
    article = Article("a", "s", "r", 0, kept, document.text)
    tree = Tree(article, next(parse([article])))
    gold = statements(document)
    readings = [[_tokens(tree, one[role]) for role in ("source", "cue", "content")] for one in gold]
    inside = inner([(cue, content) for _, cue, content in readings])
    for one, (source, cue, content), within in zip(gold, readings, inside, strict=True):
        yield one, manner(tree, cue, content, within, source)


def _tokens(tree: Tree, places: Sequence[Sequence[int]]) -> list[int]:
    edges = list(zip(tree.starts, tree.ends, strict=True))
    return [t for t, (a, b) in enumerate(edges) if any(a < end and start < b for start, end in places)]


def report(counts: Counts) -> Iterator[str]:
    """The figures, one line each."""
    yield f"statements {counts.total}"
    for column in COLUMNS:
        figures = (
            f"{counts.right[column] / counts.total:.3f} right, macro-F1 {_macro(counts.pairs[column]):.3f}"
        )
        yield f"{column}: {figures}"
    h, (touching, exact) = counts.hedges, overlap(counts.hedges)
    figures = f"F1 {touching:.3f} by overlap, {exact:.3f} exact"
    yield f"hedges: {figures} ({h['gold']} annotated, {h['found']} found)"


def overlap(h: Counter[str]) -> tuple[float, float]:
    """F1 of the hedges, by overlap and exact."""
    touching = _f1(h["gold hit"], h["gold"], h["found hit"], h["found"])
    return touching, _f1(h["exact"], h["gold"], h["exact"], h["found"])


def _f1(hit: int, gold: int, true: int, found: int) -> float:
    recall, precision = hit / max(gold, 1), true / max(found, 1)
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def _macro(pairs: Counter[tuple[str, str]]) -> float:
    """The mean F1 of the classes that the annotators use."""
    classes = {wanted for wanted, _ in pairs}
    scores = []
    for name in classes:
        hit = pairs[name, name]
        gold = sum(n for (wanted, _), n in pairs.items() if wanted == name)
        scores.append(_f1(hit, gold, hit, sum(n for (_, given), n in pairs.items() if given == name)))
    return sum(scores) / max(len(scores), 1)


def shown(document: Document, gold: dict[str, Any], found: Manner, wrong: Sequence[str]) -> str:
    """One statement that came out otherwise."""
    words = {
        r: " … ".join(document.text[s:e] for s, e in gold[r]) for r in ("source", "cue", "content", "hedges")
    }
    lines = [f"{document.name} {gold['id']}: {words['source']} [{words['cue']}] {words['content']}"]
    for column in wrong:
        wanted = words["hedges"] if column == "hedges" else gold[column]
        given = " … ".join(h.text for h in found.hedges) if column == "hedges" else getattr(found, column)
        lines.append(f"    {column}: {wanted!s} <> {given!s}")
    return "\n".join(lines)


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path, help="corpora/attribution, or one of its parts")
    parser.add_argument("--errors", action="store_true", help="show what differs; never for heldout")
    given = parser.parse_args()
    try:
        documents = list(read(given.folder))
    except CorpusError as error:
        sys.exit(str(error))
    if given.errors and any(d.name.startswith("heldout/") for d in documents):
        parser.error("heldout is scored and never read: name the train part.")
    counts = Counts()
    for document in documents:
        for gold, found in weighed(document):
            wrong = counts.add(gold, found)
            if wrong and given.errors:
                print(shown(document, gold, found, wrong))
    print("\n".join(report(counts)))


if __name__ == "__main__":
    main()
