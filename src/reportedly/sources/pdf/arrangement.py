"""All pages of a document as paragraphs in the order of reading, each with what it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.sources.pdf import furniture, notes
from reportedly.sources.pdf.columns import in_reading_order, strips
from reportedly.sources.pdf.fragments import Fragment
from reportedly.sources.pdf.lines import Line, lines_of
from reportedly.sources.pdf.paragraphs import ENDED, Paragraph, joined, paragraphs_of

LARGER = 1.12
LONGEST_HEADING = 200
LONGEST_CAPTION = 600
LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}")
SENTENCE = 100


@dataclass(frozen=True, slots=True)
class _Page:
    body: list[Paragraph]
    heads: list[Paragraph]
    feet: list[Paragraph]


def arranged(pages: Sequence[Sequence[Fragment]]) -> list[Paragraph]:
    """The paragraphs: of each page its running heads, its text, its footnotes, its running feet.

    A paragraph that goes on over a page's end stands where it begins.
    """
    upright = [[f for f in page if f.turn == 0] for page in pages]
    parted = furniture.part(upright)
    known = strips([text for text, _, _ in parted])
    columns = [
        [lines_of(column, number) for column in in_reading_order(text, known)]
        for number, (text, _, _) in enumerate(parted, 1)
    ]
    size = _body_size([line for page in columns for column in page for line in column])
    laid = [
        _page(
            found,
            [*_edge(heads, number, "head")],
            [*_edge(feet, number, "foot"), *_aside(page, number)],
            size,
        )
        for number, (found, (_, heads, feet), page) in enumerate(zip(columns, parted, pages, strict=True), 1)
    ]
    _name_title(laid)
    return _in_order(laid)


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _edge(rows: Sequence[furniture.Row], number: int, tag: str) -> list[Paragraph]:
    return [Paragraph([line], tag) for row in rows for line in lines_of(row, number)]


def _aside(page: Sequence[Fragment], number: int) -> list[Paragraph]:
    """What is written in another direction than the page: a stamp at its margin."""
    lines = [
        Line(f.text, f.left, f.right, f.base, f.size, f.bold, False, number, f.frame)
        for f in page
        if f.turn != 0
    ]
    return [Paragraph(lines, "aside")] if lines else []


def _page(columns: Sequence[list[Line]], heads: list[Paragraph], feet: list[Paragraph], size: float) -> _Page:
    body: list[Paragraph] = []
    below: list[Paragraph] = []
    for lines in columns:
        text, small = notes.part(lines, size)
        body += paragraphs_of(text)
        below += _notes(small)
    for paragraph in body:
        paragraph.tag = _tag(paragraph, size)
    return _Page(body, heads, [*below, *feet])


def _notes(lines: Sequence[Line]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for line in lines:
        if not found or notes.MARK.match(line.text):
            found.append(Paragraph([line], "note"))
        else:
            found[-1].lines.append(line)
    return found


def _tag(paragraph: Paragraph, size: float) -> str:
    words = " ".join(line.text for line in paragraph.lines)
    if len(words) <= LONGEST_CAPTION and _captions().match(words):
        return "caption"
    if LEADERS.search(words):
        return "contents"
    if not any(c.isalpha() for c in words):
        return "figures"
    larger = paragraph.first.size >= LARGER * size
    bold = all(line.bold for line in paragraph.lines) and len(paragraph.lines) <= 3
    ended = words.endswith((".", ",", ";"))
    if len(words) <= LONGEST_HEADING and ((larger and len(words) > 1) or (bold and not ended)):
        return "h2"
    return "p"


@cache
def _captions() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("printed")["caption"]["words"]))
    return re.compile(rf"(?:{words})\s*(?:(?:\d+|[IVX]+)\b|[:：])", re.I)


def _name_title(pages: Sequence[_Page]) -> None:
    """The largest heading of the first page with text is the title; short lines before the text are the
    front matter."""
    page = next((p for p in pages if p.body), None)
    if page is None:
        return
    start = next((n for n, p in enumerate(page.body) if _is_prose(p)), len(page.body))
    headings = [p for p in page.body[: start + 1] if p.tag == "h2"] or [p for p in page.body if p.tag == "h2"]
    title = max(headings, key=lambda p: p.first.size, default=None)
    if title is not None:
        title.tag = "h1"
    for paragraph in page.body[:start]:
        if paragraph.tag == "p":
            paragraph.tag = "front"


def _is_prose(paragraph: Paragraph) -> bool:
    ended = ENDED.search(paragraph.last.text) is not None
    return paragraph.tag == "p" and paragraph.letters >= SENTENCE and (ended or len(paragraph.lines) > 2)


def _in_order(pages: Sequence[_Page]) -> list[Paragraph]:
    body = [p for page in pages for p in page.body]
    _name_sources(body)
    kept = {id(p) for p in joined(body)}
    return [p for page in pages for p in (*page.heads, *(p for p in page.body if id(p) in kept), *page.feet)]


def _name_sources(body: Sequence[Paragraph]) -> None:
    """What stands under a heading such as "Notes" or "References", up to the next heading, is notes."""
    under = False
    for paragraph in body:
        if paragraph.tag in ("h1", "h2"):
            words = " ".join(line.text for line in paragraph.lines).strip(" .:0123456789").casefold()
            under = words in load("printed")["notes"]["headings"]
            if under:
                paragraph.tag = "note"
        elif under and paragraph.tag == "p":
            paragraph.tag = "note"
