"""The plain text of a mail: paragraphs whose lines were wrapped on the way, quoted replies, signatures.

A reply's quotation is the reply's past and no body. A forwarded text is what the mail was sent for: it is
body, and only the head that the mail program set above it is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.sources.layout import Layout

QUOTE = re.compile(r"(?:>[ \t]?)+")
SIGNATURE = re.compile(r"-- ?")
FORWARDED = re.compile(
    r"[-_ ]*(?:begin )?(?:forwarded message|original message|weitergeleitete nachricht"
    r"|ursprüngliche nachricht|message transféré|message d'origine)[-_: ]*",
    re.I,
)
HEAD_FIELD = re.compile(
    r"[*_]?(?:from|sent|to|cc|bcc|subject|date|reply-to|von|gesendet|an|betreff|datum|de|envoyé|à|objet)[*_]?\s?:"
    r"[*_]?(?:\s|$)",
    re.I,
)
# "On Fri, 9 May 2031 at 10:15, Ada Example <ada@desk.example> wrote:"
WROTE = re.compile(
    r"(?:on|am|le|el|il)\b.{5,200}(?:wrote|schrieb.{0,60}|a écrit|escribió|ha scritto)\s?:", re.I
)
WIDTH, NARROWEST = 80, 45
ENOUGH_WORDS = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's words, how deep it is quoted, and what it is: ``body``, ``head`` or ``signature``."""

    text: str
    depth: int
    kind: str


def write_plain(
    layout: Layout, text: str, *, flowed: bool = False, delete_space: bool = False, forwarded: bool = False
) -> None:
    """Writes a plain mail's paragraphs as runs; what is quoted, signed or a head is not main text.

    Where the sender adds next to nothing, what is quoted was sent to be read, and is main text.
    """
    found = list(paragraphs(text, flowed=flowed, delete_space=delete_space))
    own = sum(len(p.text.split()) for p in found if p.kind == "body" and not p.depth)
    passed_on = forwarded or own < ENOUGH_WORDS
    numbers: dict[str, int] = {}
    for paragraph in found:
        tag = "blockquote" if paragraph.depth else {"body": "p"}.get(paragraph.kind, paragraph.kind)
        numbers[tag] = numbers.get(tag, 0) + 1
        main = paragraph.kind == "body" and (passed_on or not paragraph.depth)
        hints = () if main else ("reply", paragraph.kind)
        layout.add(paragraph.text, f"mail/text/{tag}[{numbers[tag]}]", tag, main=main, hints=hints)


def paragraphs(text: str, *, flowed: bool = False, delete_space: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a plain mail in order, wrapped lines joined, quotation marks taken off."""
    lines = [_unquoted(line) for line in text.split("\n")]
    if flowed:
        lines = _flowed(lines, delete_space)
    signed = False
    for depth, block in _blocks(lines):
        signed = (signed and not depth) or SIGNATURE.fullmatch(block[0]) is not None
        for kind, part in _parts(block):
            kind = "signature" if signed else kind
            joined = [" ".join(line.strip() for line in part)] if not flowed and _wrapped(part) else part
            for line in joined:
                yield Paragraph(line.strip(), depth, kind)


def _unquoted(line: str) -> tuple[int, str]:
    marks = QUOTE.match(line)
    return (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


def _flowed(lines: Sequence[tuple[int, str]], delete_space: bool) -> list[tuple[int, str]]:
    """RFC 3676: a line that ends with a space goes on in the next of the same depth."""
    found: list[tuple[int, str]] = []
    open_ended = False
    for depth, raw in lines:
        line = raw[1:] if raw.startswith(" ") else raw
        soft = line.endswith(" ") and not SIGNATURE.fullmatch(line)
        words = line[:-1] if soft and delete_space else line
        if open_ended and found[-1][0] == depth:
            found[-1] = (depth, found[-1][1] + words)
        else:
            found.append((depth, words))
        open_ended = soft
    return found


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines without a blank one between them, of one depth; a signature's mark opens a new one."""
    held, level = list[str](), 0
    for depth, line in lines:
        fresh = depth != level or not line.strip() or SIGNATURE.fullmatch(line)
        if fresh and held:
            yield level, held
            held = []
        level = depth
        if line.strip():
            held.append(line)
    if held:
        yield level, held


def _parts(block: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The block cut at heads: the line that says so, and the fields below it."""
    joined = " ".join(line.strip() for line in block[:3])
    if len(block) <= 3 and WROTE.fullmatch(joined):
        yield "head", [joined]
        return
    held, kind = list[str](), "body"
    heads = sum(HEAD_FIELD.match(line) is not None for line in block)
    for line in block:
        field = heads >= 2 and HEAD_FIELD.match(line)
        now = "head" if field or FORWARDED.fullmatch(line.strip()) else "body"
        if held and (now != kind or now == "head"):
            yield kind, held
            held = []
        held.append(line)
        kind = now
    if held:
        yield kind, held


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether a block is one paragraph that was wrapped at a width: all lines but the last nearly fill it."""
    sizes = [len(line) for line in lines]
    return len(sizes) > 1 and max(sizes) <= WIDTH and min(sizes[:-1]) >= NARROWEST
