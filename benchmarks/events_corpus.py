"""Read, check and convert the project's own corpus of events.

    python benchmarks/events_corpus.py corpora/events                     # counts
    python benchmarks/events_corpus.py corpora/events --jsonl OUT.jsonl   # one JSON object a block

``corpora/events/README.md`` defines the markup. Every place is ``[start, end)`` in code points of its block's
text.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus_markup import BLOCKS, CorpusError, Piece, pieces

ROOTS = (
    "AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = (
    "deed", "ongoing", "planned", "forecast", "conditional", "recommended", "denied", "alleged",
    "hypothetical", "background", "headline_modal", "attitude",
)  # fmt: skip
ROLES = {
    "e": "trigger", "a": "sources", "b": "targets", "p": "places", "w": "times", "h": "hedges",
    "r": "attributed", "d": "dateline",
}  # fmt: skip
STYLE = re.compile(r"[a-z]+(?:[ -][a-z]+)*")
OPEN = re.compile(r"\{([eabpwhrd])(\d+(?:,\d+)*)?:")
RECORD = re.compile(rf"(\d+) ({'|'.join(ROOTS)}|-) ({'|'.join(STATUSES)})( neg)?( rec)?(?: date=(\S+))?")
DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
DATE = re.compile(rf"{DAY}(?:/(?:{DAY})?)?")


@dataclass(frozen=True)
class Record:
    """What an annotator says of an event beside its words; `root` is "" for a decoy."""

    id: str
    root: str
    status: str
    negated: bool
    reciprocal: bool
    date: str


@dataclass(frozen=True)
class Block:
    """A paragraph, title or standfirst with its events; places count from its own beginning."""

    kind: str
    line: int
    text: str
    pieces: tuple[Piece, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Document:
    """One file of the corpus; `name` is part and file, ``train/01-slug``."""

    name: str
    style: str
    date: str
    blocks: tuple[Block, ...]


def parse(markup: str, name: str = "<text>") -> Document:
    """A document; raises `CorpusError` with file and line where the markup is wrong."""
    lines = markup.split("\n")
    meta = dict(line.partition(": ")[::2] for line in lines[:2])
    whole = set(meta) == {"style", "date"}
    if not (whole and STYLE.fullmatch(meta["style"]) and re.fullmatch(r"\d{4}-\d\d-\d\d", meta["date"])):
        raise CorpusError(f"{name}:1: 'style: wire' and 'date: 2033-02-11', or the like, begin a file")
    blocks: list[Block] = []
    for number, line in enumerate(lines[2:], 3):
        where = f"{name}:{number}"
        if line.startswith("| "):
            if not blocks or blocks[-1].records or blocks[-1].line != number - 1:
                raise CorpusError(f"{where}: a line of records stands right below its paragraph")
            blocks[-1] = _recorded(blocks[-1], line[2:], where)
        elif line.strip():
            blocks.append(_block(line, number, where))
    for block in blocks:
        for fault in _faults(block):
            raise CorpusError(f"{name}:{block.line}: {fault}")
    return Document(name, meta["style"], meta["date"], tuple(blocks))


def _block(line: str, number: int, where: str) -> Block:
    kind = BLOCKS.get(line[0], "body") if line[1:2] == " " else "body"
    try:
        words, found = pieces(line[2:] if kind != "body" else line, 0, OPEN, ROLES)
    except ValueError as error:
        raise CorpusError(f"{where}: {error}") from None
    return Block(kind, number, words, found, ())


def _recorded(block: Block, line: str, where: str) -> Block:
    return Block(block.kind, block.line, block.text, block.pieces, tuple(_records(line, where)))


def _records(line: str, where: str) -> Iterator[Record]:
    for entry in line.split(";"):
        found = RECORD.fullmatch(entry.strip())
        if not found:
            raise CorpusError(f"{where}: not 'number ROOT status [neg] [rec] [date=...]': {entry.strip()!r}")
        number, root, status, negated, reciprocal, date = found.groups()
        if date and not DATE.fullmatch(date):
            raise CorpusError(f"{where}: no date: {date!r}")
        yield Record(number, root.strip("-"), status, bool(negated), bool(reciprocal), date or "")


def _faults(block: Block) -> Iterator[str]:
    ids = [record.id for record in block.records]
    used = {number for piece in block.pieces for number in piece.ids}
    if len(set(ids)) < len(ids) or set(ids) != used:
        yield f"marks are of {sorted(used)}, records of {ids}"
    for piece in block.pieces:
        words = block.text[piece.start : piece.end]
        if not words or words != words.strip():
            yield f"a piece of {piece.role} begins or ends with a blank, or is empty: {words!r}"
        if bool(piece.ids) == (piece.role == "dateline"):
            yield f"a number is missing, or a dateline has one: {words!r}"
    for record in block.records:
        yield from (f"event {record.id} {fault}" for fault in _faults_of(block, record))


def _faults_of(block: Block, record: Record) -> Iterator[str]:
    if not places(block, record.id, "trigger"):
        yield "has no trigger"
    if (record.status == "attitude") == bool(record.root):
        yield "is an attitude if and only if it has no root"
    if record.status == "headline_modal" and block.kind != "title":
        yield "is headline_modal below the headline"
    if record.reciprocal and places(block, record.id, "targets"):
        yield "is reciprocal and has a target"


def places(block: Block, number: str, role: str) -> list[list[int]]:
    """Where the pieces of one role of one event stand in the block."""
    return [[p.start, p.end] for p in block.pieces if p.role == role and number in p.ids]


def read(folder: Path) -> Iterator[Document]:
    """The documents below a folder, by path."""
    for path in sorted(folder.rglob("*.txt")):
        yield parse(path.read_text(encoding="utf-8"), f"{path.absolute().parent.name}/{path.stem}")


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """One JSON object a block, without events too."""
    for number, block in enumerate(document.blocks, 1):
        yield {
            "id": f"{document.name}#{number}",
            "kind": "headline" if block.kind == "title" else "body",
            "style": document.style,
            "article_date": document.date,
            "text": block.text,
            "dateline": [[p.start, p.end] for p in block.pieces if p.role == "dateline"],
            "events": [_event(block, record) for record in block.records],
        }


def _event(block: Block, record: Record) -> dict[str, Any]:
    roles = {role: places(block, record.id, role) for role in ROLES.values() if role != "dateline"}
    return {
        **roles,
        "root": record.root or None,
        "status": record.status,
        "reciprocal": record.reciprocal,
        "polarity": "neg" if record.negated or record.status == "denied" else "pos",
        "date": record.date or None,
    }


def summary(documents: Sequence[Document]) -> Iterator[str]:
    """Counts, one line each."""
    found = [row for document in documents for row in rows(document)]
    events = [event for row in found for event in row["events"]]
    apart = sum(document.name.startswith("heldout/") for document in documents)
    bare = sum(not row["events"] for row in found)
    yield f"documents {len(documents)}, of them kept apart {apart}"
    headlines = sum(row["kind"] == "headline" for row in found)
    yield f"blocks {len(found)}, headlines {headlines}, without events {bare}"
    yield f"words {sum(len(row['text'].split()) for row in found)}; events {len(events)}"
    for what in ("sources", "targets", "places", "times", "hedges", "attributed"):
        yield f"with {what} {sum(bool(event[what]) for event in events)}"
    negated = sum(event["polarity"] == "neg" for event in events)
    yield f"reciprocal {sum(event['reciprocal'] for event in events)}, negated {negated}"
    for key in ("root", "status"):
        counts = Counter(str(event[key]) for event in events).most_common()
        yield f"{key}: " + ", ".join(f"{value} {count}" for value, count in counts)
    styles = Counter(row["style"] for row in found).most_common()
    yield "blocks by style: " + ", ".join(f"{style} {count}" for style, count in styles)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="corpora/events, or one of its parts")
    parser.add_argument("--jsonl", type=Path, metavar="OUT", help="write one JSON object a block")
    given = parser.parse_args()
    try:
        documents = list(read(given.folder))
    except CorpusError as error:
        sys.exit(str(error))
    if given.jsonl:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for d in documents for row in rows(d))
        given.jsonl.write_text("".join(lines), encoding="utf-8")
    print("\n".join(summary(documents)))


if __name__ == "__main__":
    main()
