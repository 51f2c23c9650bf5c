"""Read, check and convert the project's own corpus of attributions.

    python benchmarks/corpus.py corpora/attribution                      # counts
    python benchmarks/corpus.py corpora/attribution --polnear OUT.jsonl  # one JSON object a document
    python benchmarks/corpus.py corpora/attribution --format             # rewrite the files in canonical form

``corpora/attribution/README.md`` defines the markup, `corpus_markup` reads and writes it. Every place is
``[start, end)`` in code points of the document's text.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus_markup import Block, CorpusError, Document, Record, innermost, inside, parse, write
from reportedly.text import quoted

WORD = re.compile(r"\w+")


def statements(document: Document) -> list[dict[str, Any]]:
    """The document's attributions: roles as lists of places, and what the records say of them."""
    found: dict[str, dict[str, Any]] = {}
    for index, block in enumerate(document.blocks):
        for record in block.records:
            found[_id(index, record.id)] = _empty(document, index, record)
    for index, block in enumerate(document.blocks):
        for order, piece in enumerate(block.pieces):
            for number in piece.ids or innermost(block, order):
                role = found[_id(index, number)][piece.role]
                role.append([piece.start, piece.end])
        for record in block.records:
            one = found[_id(index, record.id)]
            parent = record.nested_in or _parent(block, record.id)
            one["nested_in"] = _id(index, parent) if parent else None
    marks = _quoted_words(document.text)
    for one in found.values():
        one["kind"] = _kind(document.text, one["content"], marks)
        one["via"] = _chain(found, one)
    return list(found.values())


def _id(block: int, number: str) -> str:
    return number if number.isalpha() else f"{block + 1}.{number}"


def _empty(document: Document, index: int, record: Record) -> dict[str, Any]:
    names = {s.key: s for s in document.speakers}
    speaker = names.get(record.speaker)
    roles: dict[str, list[list[int]]] = {r: [] for r in ("source", "cue", "content", "relayer", "hedges")}
    return {
        "id": _id(index, record.id),
        **roles,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "document": names[record.document].name if record.document else None,
        "act": record.act,
        "modality": record.modality,
        "negated": record.negated,
        "via": [names[key].name for key in record.via],
    }


def _parent(block: Block, number: str) -> str:
    """The statement in whose content this one's cue (else its content) stands, innermost; "" for none."""
    for role in ("cue", "content"):
        own = [i for i, p in enumerate(block.pieces) if p.role == role and number in p.ids]
        if own:
            here, first = block.pieces[own[0]], own[0]
            around = [p for p in block.pieces[:first] if p.role == "content" and inside(here, p)]
            around = [p for p in around if number not in p.ids]
            return around[-1].ids[0] if around else ""
    return ""


def _chain(found: dict[str, dict[str, Any]], one: dict[str, Any]) -> list[str]:
    """Who relayed a statement, outermost first: those whose content it stands in, then those it names."""
    above = found.get(one["nested_in"] or "")
    if not above:
        return list(one["via"])
    teller = above["document"] or above["speaker"]
    chain = [*_chain(found, above), *([teller] if teller else []), *one["via"]]
    return list(dict.fromkeys(name for name in chain if name != one["speaker"]))


def _quoted_words(text: str) -> set[int]:
    return {m.start() for r in quoted(text) for m in WORD.finditer(text, r.start, r.end)}


def _kind(text: str, content: Sequence[Sequence[int]], marks: set[int]) -> str:
    """direct from 90 % of the words in marks, indirect below 10 %, else mixed: PolNeAR's types."""
    words = [m.start() for start, end in content for m in WORD.finditer(text, start, end)]
    share = sum(w in marks for w in words) / max(len(words), 1)
    return "direct" if share >= 0.9 else "indirect" if share < 0.1 else "mixed"


def read(folder: Path) -> Iterator[Document]:
    """The documents below a folder, by path; a name is the last folder, which is the part, and the file."""
    for path in paths(folder):
        yield parse(path.read_text(encoding="utf-8"), f"{path.absolute().parent.name}/{path.name}")


def paths(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


def as_json(document: Document) -> dict[str, Any]:
    """PolNeAR's keys, and beside them the blocks, speakers and what is known of each statement."""
    meta, text = document.meta, document.text
    names = {speaker.key: speaker.name for speaker in document.speakers}
    titles = [text[b.start : b.end] for b in document.blocks if b.kind == "title"]
    return {
        "doc_id": document.name.removesuffix(".txt"),
        "publisher": meta.get("outlet", ""),
        "date": meta.get("date", ""),
        "title": titles[0] if titles else "",
        "wire": meta.get("agency"),
        "style": meta["style"],
        "part": document.name.partition("/")[0],
        "text": text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in document.blocks],
        "datelines": [[p.start, p.end] for b in document.blocks for p in b.pieces if p.role == "dateline"],
        "speakers": [
            {"name": s.name, "kind": s.kind, "note": _spelt(s.note, names)} for s in document.speakers
        ],
        "attributions": statements(document),
    }


def _spelt(note: str, names: dict[str, str]) -> str:
    return re.sub(r"@([\w-]+)", lambda key: names.get(key[1], key[0]), note)


def summary(documents: Sequence[Document]) -> Iterator[str]:
    """Counts, one line each."""
    rows = [(d, one) for d in documents for one in statements(d)]
    body = [(d, b) for d in documents for b in d.blocks if b.kind == "body"]
    cues = {" ".join(d.text[s:e] for s, e in one["cue"]).lower() for d, one in rows} - {""}
    silent = sum(not any(p.ids for p in b.pieces) for _, b in body)
    apart = sum(d.name.startswith("heldout/") for d in documents)
    words = sum(len(WORD.findall(d.text)) for d in documents)
    yield f"documents {len(documents)}, of them kept apart {apart}; words {words}"
    yield f"paragraphs {len(body)}, without statements {silent}"
    yield f"statements {len(rows)}; distinct cues {len(cues)}"
    for what, share in (
        ("nested", sum(bool(o["nested_in"]) for _, o in rows)),
        ("relayed", sum(bool(o["via"]) for _, o in rows)),
        ("through two or more", sum(len(o["via"]) > 1 for _, o in rows)),
        ("with hedges", sum(bool(o["hedges"]) for _, o in rows)),
        ("without source words", sum(not o["source"] for _, o in rows)),
        ("negated", sum(o["negated"] for _, o in rows)),
        ("in pieces", sum(len(o["content"]) > 1 for _, o in rows)),
    ):
        yield f"{what} {share} ({100 * share / max(len(rows), 1):.1f} %)"
    for key in ("kind", "act", "modality", "speaker_kind"):
        counts = Counter(str(one[key]) for _, one in rows).most_common()
        yield f"{key}: " + ", ".join(f"{value} {n}" for value, n in counts)
    styles = Counter(d.meta["style"] for d, _ in rows)
    yield "statements by style: " + ", ".join(f"{style} {n}" for style, n in styles.most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="corpora/attribution, or one of its parts")
    parser.add_argument("--polnear", type=Path, metavar="OUT", help="write one JSON object a document")
    parser.add_argument("--format", action="store_true", help="rewrite the files in canonical form")
    given = parser.parse_args()
    try:
        documents = list(read(given.folder))
    except CorpusError as error:
        sys.exit(str(error))
    if given.format:
        for path, document in zip(paths(given.folder), documents, strict=True):
            path.write_text(write(document), encoding="utf-8")
    if given.polnear:
        rows = (json.dumps(as_json(d), ensure_ascii=False) for d in documents)
        given.polnear.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    print("\n".join(summary(documents)))


if __name__ == "__main__":
    main()
