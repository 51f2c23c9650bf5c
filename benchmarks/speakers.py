"""Measure the speakers alone: given who, cue and content as annotated, is the right one named?

    python benchmarks/speakers.py corpora/attribution/train [--errors]
    python benchmarks/speakers.py corpora/attribution/heldout

The annotated source, cue and content of every statement are given as drafts, so that nothing but the
resolution is measured. A name that we give is looked up among all speakers that the document's header lists;
it counts when the annotated one is nearest to it by shared words, and no other is as near. `--errors` prints
what was missed, for the part that may be tuned on.
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
from reportedly.attribution.cast import Cast, Speaker
from reportedly.attribution.drafts import Draft
from reportedly.attribution.speakers import Speakers
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Kept, Parse

KINDS = {"title": BlockClass.TITLE, "standfirst": BlockClass.STANDFIRST, "byline": BlockClass.BYLINE}
EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "in",
        "at",
        "on",
        "and",
        "by",
        "from",
        "mr",
        "mrs",
        "ms",
        "dr",
        "s",
        "its",
    ]
)
STEM = 6
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Case:
    """One annotated statement, who we say speaks, and what of that is right (None: not asked)."""

    where: str
    gold: dict[str, Any]
    ours: Speaker
    name: bool | None
    kind: bool | None
    document: bool | None
    chain: bool


def article(document: Document) -> Article:
    """The document as an article whose text is the document's, so that no place has to be mapped."""
    kept = tuple(Kept(b.start, b.end, b.start, KINDS.get(b.kind, BlockClass.BODY)) for b in document.blocks)
    meta = document.meta
    return Article(
        document.name, "", "", 0, kept, document.text,
        outlet=meta.get("outlet"), agency=meta.get("agency"), date=meta.get("date"), language="en",
    )  # fmt: skip


def draft(gold: dict[str, Any], parsed: Parse) -> Draft:
    """The annotated pieces as tokens."""
    source, cue, content = (_tokens(gold[role], parsed) for role in ("source", "cue", "content"))
    return Draft(source, cue, content, gold["act"], "annotated", 1.0)


def _tokens(places: Sequence[Sequence[int]], parsed: Parse) -> tuple[int, ...]:
    """The tokens that lie in one of these places at least by half."""
    return tuple(
        token
        for token, (start, end) in enumerate(zip(parsed.starts, parsed.ends, strict=True))
        if any(min(end, e) - max(start, s) > (end - start) / 2 - 0.1 for s, e in places)
    )


def cases(document: Document, parsed: Parse) -> Iterator[Case]:
    """Every statement of a document, resolved."""
    piece = article(document)
    tree, golds = Tree(piece, parsed), statements(document)
    drafts = [draft(gold, parsed) for gold in golds]
    drafts = [d for d in drafts if d.cue or d.content]
    speakers = Speakers(tree, Cast(tree, parsed, piece), drafts)
    cast = Header(document)
    for gold in golds:
        ours = speakers.resolve(draft(gold, parsed))
        yield Case(
            f"{document.name} {gold['id']}", gold, ours,
            cast.is_nearest(ours.name, gold["speaker"], ours.kind) if gold["speaker"] else None,
            ours.kind == gold["speaker_kind"] if gold["speaker"] else None,
            cast.is_nearest(ours.document, gold["document"], "document") if gold["document"] else None,
            cast.same_chain(ours.via, gold["via"]),
        )  # fmt: skip


class Header:
    """The speakers that a document's header lists."""

    def __init__(self, document: Document) -> None:
        self.known = {s.name: (_words(s.name), s.kind) for s in document.speakers}
        self.owners = _owners(document)

    def nearest(self, name: str, kind: str | None = None) -> str | None:
        """The listed name that shares the largest part of its words with `name`; None where two do. What we
        do not hold for a document is not looked for among documents.
        """
        own = _words(name)

        def may_be(other: str) -> bool:
            return (other == "document") == (kind == "document") if kind else True

        near = sorted(
            ((len(own & w) / len(own | w), n) for n, (w, k) in self.known.items() if own & w and may_be(k)),
            reverse=True,
        )  # fmt: skip
        alone = len(near) == 1 or (near and near[0][0] > near[1][0])
        return near[0][1] if alone else None

    def is_nearest(self, ours: str | None, gold: str, kind: str | None = None) -> bool:
        """Whether a name means the annotated speaker; the only document of a header needs no name."""
        if ours is None:
            return False
        only = kind == "document" and sum(k == kind for _, k in self.known.values()) == 1
        return only or self.nearest(ours, kind) == gold

    def same_chain(self, ours: Sequence[str], gold: Sequence[str]) -> bool:
        """Whether the same tellers stand in the same order; a body and its paper are one teller."""
        mine = [self.nearest(name) for name in ours]
        return len(mine) == len(gold) and all(
            m is not None and (m == g or self.owners.get(m) == g or self.owners.get(g) == m)
            for m, g in zip(mine, gold, strict=True)
        )


def _owners(document: Document) -> dict[str, str]:
    """Each document of the header with the body that speaks in it, as the records pair them."""
    return {one["document"]: one["speaker"] for one in statements(document) if one["document"]}


def _words(name: str) -> frozenset[str]:
    """The first letters of a name's words, so that "Norrlandic" is near "Norrland"."""
    stems = frozenset(word[:STEM] for word in WORD.findall(name.lower()))
    return stems - EMPTY or stems


def shares(found: Sequence[Case]) -> Iterator[tuple[str, list[bool]]]:
    """Each figure by its name, with what it is the share of."""
    named = [c for c in found if c.name is not None]
    yield "speaker right", [bool(c.name) for c in named]
    yield "speaker and kind right", [bool(c.name and c.kind) for c in named]
    pronouns = [c for c in named if c.ours.rule and "pronoun" in c.ours.rule]
    yield "  ... of them pronouns", [bool(c.name) for c in pronouns]
    yield "document right", [bool(c.document) for c in found if c.document is not None]
    yield "chain right, relayed", [c.chain for c in found if c.gold["via"]]
    yield "chain right, not relayed", [c.chain for c in found if not c.gold["via"]]
    yield "chain right", [c.chain for c in found]


def report(found: Sequence[Case]) -> Iterator[str]:
    """The shares, one a line."""
    for name, right in shares(found):
        yield f"{name:28} {sum(right) / max(len(right), 1):.3f}  ({sum(right)} of {len(right)})"


def missed(found: Sequence[Case], text: dict[str, str]) -> Iterator[str]:
    """A line for each miss."""
    for c in found:
        words = " … ".join(text[c.where.split(" ")[0]][s:e] for s, e in c.gold["source"])
        if c.name is False or c.kind is False or c.document is False:
            yield (
                f"{c.where}: {words!r} is {c.gold['speaker']!r} {c.gold['speaker_kind']} "
                f"/ {c.gold['document']}; ours {c.ours.name!r} {c.ours.kind} / {c.ours.document} "
                f"[{c.ours.rule}]"
            )
        if not c.chain:
            yield f"{c.where}: {words!r} via {c.gold['via']}; ours {list(c.ours.via)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed (never of heldout)")
    given = parser.parse_args()
    if given.errors and any("heldout" in path.parts for path in paths(given.folder)):
        sys.exit("The errors of the part that is kept apart are not to be read.")
    documents = list(read(given.folder))
    parsed = parse(article(d) for d in documents)
    found = [c for d, p in zip(documents, parsed, strict=True) for c in cases(d, p)]
    if given.errors:
        print("\n".join(missed(found, {d.name: d.text for d in documents})))
    print("\n".join(report(found)))


if __name__ == "__main__":
    main()
