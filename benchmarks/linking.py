"""Measure what joining and linking make of perfect readings: nothing should be lost, and what a model that
reads one line at a time cannot see should be gained.

    python benchmarks/linking.py corpora/attribution/train [--errors]
    python benchmarks/linking.py DEV.jsonl [--errors]      # PolNeAR's keys: doc_id, text, attributions

Each annotated statement becomes the reading that a perfect model would give: its words in the line where its
cue stands. The statements that come out are held against the annotated ones, word by word.
"""

import argparse
import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from corpus import as_json, read
from reportedly.attribution.joining import gather
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Parse, Range, Reading, lay_out
from reportedly.text import text_of, to_article

KINDS = {"title": BlockClass.TITLE, "standfirst": BlockClass.STANDFIRST}
ROLES = ("cue", "source", "content")
Row = dict[str, Any]
Words = frozenset[int]


@dataclass(frozen=True)
class Roles:
    """One statement as word tokens of each role."""

    cue: Words
    source: Words
    content: Words


def article(row: Row) -> Article:
    """A row's text as an article: its blocks, or where it has none its lines, all of them body."""
    blocks = row.get("blocks") or _lines(row["text"])
    kinds = [KINDS.get(b["kind"], BlockClass.BODY) for b in blocks]
    places = [Range(b["start"], b["end"]) for b in blocks]
    kept = lay_out(list(zip(places, kinds, strict=True)))
    return Article(row["doc_id"], "", "", 0, kept, text_of(row["text"], kept), language="en")


def _lines(text: str) -> list[Row]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append({"kind": "body", "start": start, "end": start + len(line)})
        start += len(line) + 1
    return found


def tokens(piece: Article, parsed: Parse, places: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The numbers of the tokens in these places of the row's text."""
    ranges = [r for start, end in places for r in to_article(piece.kept, start, end)]
    columns = enumerate(zip(parsed.starts, parsed.ends, strict=True))
    return tuple(t for t, (s, e) in columns if any(r.start < e and s < r.end for r in ranges))


def perfect(piece: Article, parsed: Parse, rows: Iterable[Row]) -> Parse:
    """The parse with the readings that a perfect model of single lines would give."""
    tree = Tree(piece, parsed)
    line = _line_of(tree)
    found = []
    for row in rows:
        cue, source, content = (tokens(piece, parsed, row[role]) for role in ROLES)
        if cue:
            here = [t for t in content if line[t] == line[cue[0]] and t not in {*cue, *source}]
            near = tuple(t for t in source if line[t] == line[cue[0]] and t not in cue)
            found.append(Reading(cue, near, tuple(here), 1.0, bool(row.get("nested_in"))))
    ordered = sorted(found, key=lambda r: r.cue)
    return msgspec.structs.replace(parsed, attributions=tuple(ordered))


def _line_of(tree: Tree) -> list[int]:
    found, line = [], 0
    for token, start in enumerate(tree.starts):
        line += token > 0 and "\n" in tree.text[tree.ends[token - 1] : start]
        found.append(line)
    return found


def compare(row: Row, piece: Article, parsed: Parse) -> Iterator[tuple[Roles | None, Roles | None]]:
    """Pairs of annotated and found, one of them None where the other has no partner."""
    tree = Tree(piece, parsed)
    gold = [
        Roles(*(_words(tree, tokens(piece, parsed, one[r])) for r in ROLES)) for one in row["attributions"]
    ]
    made = gather(piece, tree, perfect(piece, parsed, row["attributions"]))
    ours = [Roles(*(_trimmed(tree, getattr(draft, r)) for r in ROLES)) for draft in made]
    ranked = sorted(
        ((_likeness(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if _touch(g, o)),
        key=lambda each: (-each[0], each[1:]),
    )
    free_gold, free_ours = dict(enumerate(gold)), dict(enumerate(ours))
    for _, i, j in ranked:
        if i in free_gold and j in free_ours:
            yield free_gold.pop(i), free_ours.pop(j)
    yield from ((g, None) for g in free_gold.values())
    yield from ((None, o) for o in free_ours.values())


def _words(tree: Tree, numbers: Iterable[int]) -> Words:
    return frozenset(t for t in numbers if tree.is_word(t))


def _trimmed(tree: Tree, numbers: Iterable[int]) -> Words:
    """The words of a role as a statement shows them."""
    shown = tree.ranges(numbers)
    inside = (range(bisect_right(tree.ends, r.start), bisect_left(tree.starts, r.end)) for r in shown)
    return _words(tree, (t for each in inside for t in each))


def _touch(a: Roles, b: Roles) -> bool:
    return bool(a.content & b.content)


def _likeness(a: Roles, b: Roles) -> float:
    return sum(len(x & y) / max(len(x | y), 1) for x, y in ((a.cue, b.cue), (a.content, b.content)))


def report(pairs: Sequence[tuple[Roles | None, Roles | None]]) -> Iterator[str]:
    """Counts and F1, one line each."""
    both = [(g, o) for g, o in pairs if g and o]
    gold, ours = sum(g is not None for g, _ in pairs), sum(o is not None for _, o in pairs)
    yield f"annotated {gold}, found {ours}"
    for name, right in (
        ("found at all", len(both)),
        ("all roles exact", sum(g == o for g, o in both)),
        ("content exact", sum(g.content == o.content for g, o in both)),
        ("source exact", sum(g.source == o.source for g, o in both)),
    ):
        precision, recall = right / max(ours, 1), right / max(gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield f"{name:16} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def differences(tree: Tree, pairs: Iterable[tuple[Roles | None, Roles | None]]) -> Iterator[str]:
    """What did not come out as it was annotated."""
    for gold, ours in pairs:
        if gold != ours:
            yield f"  - {_shown(tree, gold)}\n  + {_shown(tree, ours)}"


def _shown(tree: Tree, one: Roles | None) -> str:
    if one is None:
        return "nothing"
    parts = (" ".join(tree.words[t] for t in sorted(role)) for role in (one.source, one.cue, one.content))
    return " | ".join(parts)


def rows(given: Path) -> list[Row]:
    """The rows of a file, or of a folder of the corpus."""
    if given.is_dir():
        return [as_json(document) for document in read(given)]
    return [json.loads(line) for line in given.read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("given", type=Path, help="a part of corpora/attribution, or rows with PolNeAR's keys")
    parser.add_argument("--errors", action="store_true", help="print what differs (never of heldout)")
    options = parser.parse_args()
    given = rows(options.given)
    if options.errors and any(row.get("part") == "heldout" for row in given):
        sys.exit("The errors of the part that is kept apart are not to be read.")
    found, pieces = [], [article(row) for row in given]
    for row, piece, parsed in zip(given, pieces, parse(pieces), strict=True):
        pairs = list(compare(row, piece, parsed))
        found += pairs
        if options.errors:
            print("\n".join([row["doc_id"], *differences(Tree(piece, parsed), pairs)]))
    print("\n".join(report(found)))


if __name__ == "__main__":
    main()
