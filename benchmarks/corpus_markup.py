"""The markup of the corpus of attributions: documents out of text, and text out of documents.

``corpora/attribution/README.md`` defines it. Every place is ``[start, end)`` in code points of the document's
text, blocks joined by one blank line as in PolNeAR. ``write(parse(markup)) == markup`` for a file in
canonical form.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BLOCKS = {"=": "title", "+": "standfirst", "~": "byline"}
SIGNS = {kind: sign for sign, kind in BLOCKS.items()}
ROLES = {"s": "source", "c": "cue", "t": "content", "v": "relayer", "h": "hedges", "d": "dateline"}
KINDS = ("person", "body", "document", "outlet", "group", "anonymous")
STYLES = (
    "wire", "broadsheet", "tabloid", "state-agency", "south-asian", "east-asian", "european", "think-tank",
    "white-paper", "narrative", "briefing", "editorial", "interview", "live-blog", "court", "communique",
    "market",
)  # fmt: skip
ACTS = (
    "say", "write", "report", "show", "claim", "announce", "confirm", "deny", "warn", "demand", "recommend",
    "promise", "predict", "believe", "want", "fear", "ask", "answer", "praise", "criticize", "not-say",
)  # fmt: skip
MODALITIES = ("asserted", "possible", "probable", "conditional", "recommended", "predicted")
NUMBER = r"(?:\d+|[A-Z])"
OPEN = re.compile(rf"\{{([sctvhd])({NUMBER}(?:,{NUMBER})*)?:")
RECORD = re.compile(rf"({NUMBER}) (\S+)((?: \S+)*)")
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
        words, found = pieces(markup, offset)
    except ValueError as error:
        raise CorpusError(f"{name}:{number}: {error}") from None
    return Block(kind, offset, offset + len(words), number, found, ()), words


def pieces(
    markup: str, offset: int, opening: re.Pattern[str] = OPEN, roles: Mapping[str, str] = ROLES
) -> tuple[str, tuple[Piece, ...]]:
    """The words of one line and its pieces, outer before inner. Raises ValueError for marks that do not pair.

    `opening` matches a mark's beginning, with the letter of its role and its numbers as groups.
    """
    words, place = "", 0
    found: list[Piece] = []
    open_: list[tuple[int, int]] = []
    while place < len(markup):
        if mark := opening.match(markup, place):
            open_.append((len(found), offset + len(words)))
            ids = tuple(mark[2].split(",")) if mark[2] else ()
            found.append(Piece(roles[mark[1]], ids, 0, 0))
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
    letters = Counter(r.id for block in document.blocks for r in block.records if r.id.isalpha())
    for block in document.blocks:
        where = f"{document.name}:{block.line}"
        for message in (*_faults(block, keys), *_misplaced(document, block), *_unpaired(block, letters)):
            raise CorpusError(f"{where}: {message}")
    _check_contents(document)


def _check_contents(document: Document) -> None:
    told = {
        _key(block, number)
        for block in document.blocks
        for piece in block.pieces
        for number in piece.ids
        if piece.role == "content"
    }
    for block in document.blocks:
        for record in block.records:
            if _key(block, record.id) not in told:
                raise CorpusError(f"{document.name}:{block.line}: statement {record.id} has no content")


def _key(block: Block, number: str) -> tuple[int, str]:
    """Digits count anew in each paragraph, letters do not."""
    return (block.line if number.isdigit() else 0, number)


def _unpaired(block: Block, letters: Counter[str]) -> Iterator[str]:
    local = {r.id for r in block.records}
    used = {i for piece in block.pieces for i in piece.ids}
    if local - used:
        yield f"records without marks: {sorted(local - used)}"
    if used - local - set(letters):
        yield f"marks without a record: {sorted(used - local - set(letters))}"
    if twice := sorted(i for i in local if letters[i] > 1):
        yield f"a second record for {twice}"


def _faults(block: Block, keys: set[str]) -> Iterator[str]:
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


def _misplaced(document: Document, block: Block) -> Iterator[str]:
    for order, piece in enumerate(block.pieces):
        if piece.role in ("source", "cue") and set(piece.ids) & set(_around(block, order)):
            yield f"a {piece.role} stands in its own content: end the content before it and begin it anew"
        words = document.text[piece.start : piece.end]
        if piece.role == "hedges" and not piece.ids and not innermost(block, order):
            yield f"a hedge stands in no content: {words!r}"
        if not words or words != words.strip():
            yield f"a {piece.role} begins or ends with a blank, or is empty: {words!r}"
        if not piece.ids and piece.role not in ("hedges", "dateline"):
            yield f"a {piece.role} without a number: {words!r}"


def inside(piece: Piece, other: Piece) -> bool:
    return other.start <= piece.start and piece.end <= other.end


def innermost(block: Block, order: int) -> tuple[str, ...]:
    """The statements of the content that a hedge without a number stands in; none for a dateline."""
    piece = block.pieces[order]
    if piece.role != "hedges":
        return ()
    around = [p for p in block.pieces[:order] if p.role == "content" and inside(piece, p)]
    return around[-1].ids if around else ()


def _around(block: Block, order: int) -> Iterator[str]:
    """The statements of all contents that a piece stands in."""
    for other in block.pieces[:order]:
        if other.role == "content" and inside(block.pieces[order], other):
            yield from other.ids


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
