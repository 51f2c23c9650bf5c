"""Read, check and convert the project's own corpus of attributions.

    python benchmarks/corpus.py corpora/attribution                      # counts
    python benchmarks/corpus.py corpora/attribution --polnear OUT.jsonl  # one JSON object a document
    python benchmarks/corpus.py corpora/attribution --format             # rewrite the files in canonical form

``corpora/attribution/README.md`` defines the markup. Every place is ``[start, end)`` in code points of the
document's text, blocks joined by one blank line as in PolNeAR. ``write(parse(markup)) == markup`` for a file in
canonical form.
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

from reportedly.text import quoted

BLOCKS = {"=": "title", "+": "standfirst", "~": "byline"}
SIGNS = {kind: sign for sign, kind in BLOCKS.items()}
ROLES = {"s": "source", "c": "cue", "t": "content", "v": "relayer", "h": "hedges", "d": "dateline"}
KINDS = ("person", "body", "document", "outlet", "group", "anonymous")
STYLES = (
    "wire", "broadsheet", "tabloid", "state-agency", "south-asian", "east-asian", "european", "think-tank",
    "white-paper", "narrative", "briefing", "editorial", "interview", "live-blog", "court", "communique", "market",
)  # fmt: skip
ACTS = (
    "say", "write", "report", "show", "claim", "announce", "confirm", "deny", "warn", "demand", "recommend",
    "promise", "predict", "believe", "want", "fear", "ask", "answer", "praise", "criticize", "not-say",
)  # fmt: skip
MODALITIES = ("asserted", "possible", "probable", "conditional", "recommended", "predicted")
NUMBER = r"(?:\d+|[A-Z])"
OPEN = re.compile(rf"\{{([sctvhd])({NUMBER}(?:,{NUMBER})*)?:")
RECORD = re.compile(rf"({NUMBER}) (\S+)((?: \S+)*)")
WORD = re.compile(r"\w+")
JOIN = "\n\n"


class CorpusError(Exception):
    """A file that does not follow the markup; the message names file and line."""


@dataclass(frozen=True)
class Speaker:
    """A line of the header: who is meant by a key; `note` says who that is, `@key` refers to another."""

    key: str
    name: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Piece:
    """One marked stretch of the text; `ids` are the statements that it belongs to, () for the innermost."""

    role: str
    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Record:
    """What an annotator says of a statement beside its words. `speaker` is a key or "-" (nobody is named)."""

    id: str
    speaker: str
    document: str = ""
    act: str = "say"
    modality: str = "asserted"
    negated: bool = False
    nested_in: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph, or a title, standfirst or byline; statement numbers are local to it, letters are not."""

    kind: str
    start: int
    end: int
    line: int
    pieces: tuple[Piece, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Document:
    """One file of the corpus."""

    name: str
    header: tuple[tuple[str, str], ...]
    speakers: tuple[Speaker, ...]
    text: str
    blocks: tuple[Block, ...]

    @property
    def meta(self) -> dict[str, str]:
        return dict(self.header)


def parse(markup: str, name: str = "<text>") -> Document:
    """A document; raises `CorpusError` with file and line where the markup is wrong."""
    lines = markup.split("\n")
    body = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    header, speakers = _header(lines[:body], name)
    blocks: list[Block] = []
    text = ""
    for number, line in enumerate(lines[body:], body + 1):
        if line.startswith("| "):
            if not blocks or blocks[-1].records:
                raise CorpusError(f"{name}:{number}: a line of records stands below its paragraph")
            blocks[-1] = _with_records(blocks[-1], line[2:], f"{name}:{number}")
        elif line.strip():
            text += JOIN if blocks else ""
            block, words = _block(line, len(text), number, name)
            blocks.append(block)
            text += words
    document = Document(name, header, speakers, text, tuple(blocks))
    _check(document)
    return document


def _header(lines: Sequence[str], name: str) -> tuple[tuple[tuple[str, str], ...], tuple[Speaker, ...]]:
    pairs, speakers = [], []
    for number, line in enumerate(lines, 1):
        if entry := re.fullmatch(r"@([\w-]+) ([^|]+) \| ([\w-]+)(?: \| (.+))?", line):
            speakers.append(Speaker(entry[1], entry[2], entry[3], entry[4] or ""))
            if entry[3] not in KINDS:
                raise CorpusError(
                    f"{name}:{number}: {entry[3]!r} is no kind of speaker; use {', '.join(KINDS)}"
                )
        elif pair := re.fullmatch(r"([a-z]+): (.+)", line):
            pairs.append((pair[1], pair[2]))
        else:
            raise CorpusError(
                f"{name}:{number}: neither 'key: value' nor '@key Name | kind | note': {line!r}"
            )
    return tuple(pairs), tuple(speakers)


def _block(line: str, offset: int, number: int, name: str) -> tuple[Block, str]:
    kind = BLOCKS.get(line[0], "body") if line[1:2] == " " else "body"
    markup = line[2:] if kind != "body" else line
    try:
        words, pieces = _pieces(markup, offset)
    except ValueError as error:
        raise CorpusError(f"{name}:{number}: {error}") from None
    return Block(kind, offset, offset + len(words), number, pieces, ()), words


def _pieces(markup: str, offset: int) -> tuple[str, tuple[Piece, ...]]:
    """The words of one line and its pieces, outer before inner."""
    words, place = "", 0
    found: list[Piece] = []
    open_: list[tuple[int, int]] = []
    while place < len(markup):
        if mark := OPEN.match(markup, place):
            open_.append((len(found), offset + len(words)))
            ids = tuple(mark[2].split(",")) if mark[2] else ()
            found.append(Piece(ROLES[mark[1]], ids, 0, 0))
            place = mark.end()
            continue
        if markup[place] == "}":
            if not open_:
                raise ValueError(f"'}}' closes nothing near {markup[max(0, place - 20) : place + 1]!r}")
            index, start = open_.pop()
            found[index] = Piece(found[index].role, found[index].ids, start, offset + len(words))
        elif markup[place] == "{":
            raise ValueError(f"not a mark: {markup[place : place + 20]!r}")
        else:
            words += markup[place]
        place += 1
    if open_:
        raise ValueError(f"a mark is never closed: {words[open_[-1][1] - offset :][:30]!r}")
    return words, tuple(found)


def _with_records(block: Block, line: str, where: str) -> Block:
    records = tuple(_record(entry.strip(), where) for entry in line.split(";"))
    return Block(block.kind, block.start, block.end, block.line, block.pieces, records)


def _record(entry: str, where: str) -> Record:
    found = RECORD.fullmatch(entry)
    if not found:
        raise CorpusError(f"{where}: not 'number speaker ...': {entry!r}")
    speaker, _, document = found[2].partition("/")
    values: dict[str, Any] = {}
    for token in found[3].split():
        key, value = _attribute(token)
        if not key or key in values:
            raise CorpusError(
                f"{where}: {token!r} in {entry!r} is no act, modality, neg, in= or via=, or a second one"
            )
        values[key] = value
    return Record(found[1], speaker, document, **values)


def _attribute(token: str) -> tuple[str, Any]:
    if token in ACTS:
        return "act", token
    if token in MODALITIES:
        return "modality", token
    if token == "neg":
        return "negated", True
    key, _, value = token.partition("=")
    if key == "in":
        return "nested_in", value
    return ("via", tuple(value.split(">"))) if key == "via" and value else ("", None)


def _check(document: Document) -> None:
    """What holds between marks, records and header."""
    keys = {s.key for s in document.speakers} | {"-"}
    if document.meta.get("style") not in STYLES:
        raise CorpusError(f"{document.name}:1: 'style:' is one of {', '.join(STYLES)}")
    seen: set[str] = set()
    known = {r.id for block in document.blocks for r in block.records if r.id.isalpha()}
    for block in document.blocks:
        where = f"{document.name}:{block.line}"
        local = {r.id for r in block.records}
        used = {i for piece in block.pieces for i in piece.ids}
        for message in (*_faults(document, block, keys), *_unpaired(local, used, known)):
            raise CorpusError(f"{where}: {message}")
        if twice := seen & {i for i in local if i.isalpha()}:
            raise CorpusError(f"{where}: a second record for {twice}")
        seen |= local
    for statement in statements(document):
        if not statement["content"]:
            raise CorpusError(f"{document.name}: statement {statement['id']} has no content")


def _unpaired(local: set[str], used: set[str], known: set[str]) -> Iterator[str]:
    if local - used:
        yield f"records without marks: {sorted(local - used)}"
    if used - local - known:
        yield f"marks without a record: {sorted(used - local - known)}"


def _faults(document: Document, block: Block, keys: set[str]) -> Iterator[str]:
    for record in block.records:
        missing = {record.speaker, record.document or "-", *record.via} - keys
        if missing:
            yield f"not in the header: {sorted(missing)}"
        if record.nested_in and record.nested_in not in {r.id for r in block.records}:
            yield f"in={record.nested_in} names no statement of this paragraph"
        relayed = any(p.role == "relayer" and record.id in p.ids for p in block.pieces)
        if relayed and not record.via:
            yield f"statement {record.id} has a relayer's words and no via="
    if len({r.id for r in block.records}) < len(block.records):
        yield "two records with one number"
    for piece in block.pieces:
        words = document.text[piece.start : piece.end]
        if not words or words != words.strip():
            yield f"a {piece.role} begins or ends with a blank, or is empty: {words!r}"
        if not piece.ids and piece.role not in ("hedges", "dateline"):
            yield f"a {piece.role} without a number: {words!r}"


def statements(document: Document) -> list[dict[str, Any]]:
    """The document's attributions: roles as lists of places, and what the records say of them."""
    found: dict[str, dict[str, Any]] = {}
    for index, block in enumerate(document.blocks):
        for record in block.records:
            found[_id(index, record.id)] = _empty(document, index, record)
    for index, block in enumerate(document.blocks):
        for order, piece in enumerate(block.pieces):
            for number in piece.ids or _innermost(block, order):
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


def _innermost(block: Block, order: int) -> tuple[str, ...]:
    """The statements of the content that a hedge without a number stands in; none for a dateline."""
    piece = block.pieces[order]
    if piece.role != "hedges":
        return ()
    around = [p for p in block.pieces[:order] if p.role == "content" and _inside(piece, p)]
    return around[-1].ids if around else ()


def _inside(piece: Piece, other: Piece) -> bool:
    return other.start <= piece.start and piece.end <= other.end


def _parent(block: Block, number: str) -> str:
    """The statement in whose content this one's cue (else its content) stands, innermost; "" for none."""
    for role in ("cue", "content"):
        own = [i for i, p in enumerate(block.pieces) if p.role == role and number in p.ids]
        if own:
            here, first = block.pieces[own[0]], own[0]
            around = [p for p in block.pieces[:first] if p.role == "content" and _inside(here, p)]
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


def write(document: Document) -> str:
    """The markup of a document, in canonical form."""
    lines = [f"{key}: {value}" for key, value in document.header]
    for s in document.speakers:
        lines.append(" | ".join([f"@{s.key} {s.name}", s.kind, *([s.note] if s.note else [])]))
    for block in document.blocks:
        sign = f"{SIGNS[block.kind]} " if block.kind in SIGNS else ""
        lines += ["", sign + _marked(document.text, block)]
        if block.records:
            lines.append("| " + "; ".join(map(_entry, block.records)))
    return "\n".join(lines) + "\n"


def _marked(text: str, block: Block) -> str:
    letters = {role: letter for letter, role in ROLES.items()}
    opening: dict[int, str] = {}
    closing: Counter[int] = Counter()
    for piece in block.pieces:
        mark = f"{{{letters[piece.role]}{','.join(piece.ids)}:"
        opening[piece.start] = opening.get(piece.start, "") + mark
        closing[piece.end] += 1
    places = range(block.start, block.end + 1)
    return "".join(
        "}" * closing[i] + opening.get(i, "") + text[i : i + 1 if i < block.end else i] for i in places
    )


def _entry(record: Record) -> str:
    parts = [record.id, record.speaker + (f"/{record.document}" if record.document else "")]
    parts += [record.act] if record.act != "say" else []
    parts += [record.modality] if record.modality != "asserted" else []
    parts += ["neg"] if record.negated else []
    parts += [f"in={record.nested_in}"] if record.nested_in else []
    parts += [f"via={'>'.join(record.via)}"] if record.via else []
    return " ".join(parts)


def read(folder: Path) -> Iterator[Document]:
    """The documents below a folder, by name; a name is the path without its ending."""
    for path in sorted(folder.rglob("*.txt")):
        yield parse(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())


def as_json(document: Document) -> dict[str, Any]:
    """PolNeAR's keys, and beside them the blocks, speakers and what is known of each statement."""
    meta, text = document.meta, document.text
    titles = [text[b.start : b.end] for b in document.blocks if b.kind == "title"]
    return {
        "doc_id": document.name.removesuffix(".txt"),
        "publisher": meta.get("outlet", ""),
        "date": meta.get("date", ""),
        "title": titles[0] if titles else "",
        "wire": meta.get("agency"),
        "style": meta["style"],
        "part": "heldout" if document.name.startswith("heldout/") else "train",
        "text": text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in document.blocks],
        "datelines": [[p.start, p.end] for b in document.blocks for p in b.pieces if p.role == "dateline"],
        "speakers": [{"name": s.name, "kind": s.kind, "note": s.note} for s in document.speakers],
        "attributions": statements(document),
    }


def summary(documents: Sequence[Document]) -> Iterator[str]:
    """Counts, one line each."""
    rows = [(d, one) for d in documents for one in statements(d)]
    body = [(d, b) for d in documents for b in d.blocks if b.kind == "body"]
    cues = {" ".join(d.text[s:e] for s, e in one["cue"]).lower() for d, one in rows} - {""}
    silent = sum(not b.pieces or {p.role for p in b.pieces} == {"dateline"} for _, b in body)
    heldout = [d for d in documents if d.name.startswith("heldout/")]
    yield f"documents {len(documents)}, of them kept apart {len(heldout)}; paragraphs {len(body)}, without statements {silent}"
    yield f"words {sum(len(WORD.findall(d.text)) for d in documents)}; statements {len(rows)}; distinct cues {len(cues)}"
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
        sys.exit(f"{given.folder}/{error}")
    if given.format:
        for document in documents:
            (given.folder / document.name).write_text(write(document), encoding="utf-8")
    if given.polnear:
        rows = (json.dumps(as_json(d), ensure_ascii=False) for d in documents)
        given.polnear.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    print("\n".join(summary(documents)))


if __name__ == "__main__":
    main()
