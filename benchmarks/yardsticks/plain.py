"""Plain texts as the records that the product works on, and places in them counted in the text as given.

The product decodes a text once and tidies it (newlines, byte-order mark, NUL); a yardstick counts in the text
that it handed over. `origins` is the way back.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from reportedly.records import (
    Article,
    BlockClass,
    Kept,
    Range,
    Rendering,
    Source,
    Span,
    arrival,
    article_id,
    lay_out,
    source_id,
)
from reportedly.text import text_of, tidy, to_source

PARAGRAPH = re.compile(r"[^\n]*\S")
CHARACTER = re.compile(r"\r\n|[^\x00]", re.DOTALL)
NEWLINE = re.compile(r"\n")


def rendering(text: str) -> Rendering:
    """A plain text as a source, whatever it looks like: the task says that it is no page."""
    data = text.encode("utf-8", "surrogatepass")
    return Rendering(Source(source_id(data), "text/plain", "utf-8", len(data), "given", tidy(text)))


def whole_article(
    text: str, name: str, *, title: str = "", date: str | None = None, outlet: str | None = None
) -> Article:
    """An article whose body is every line of `text`, with `title` as a line above it where there is one.

    Nothing is classed or dropped. `name` tells articles of the same text apart.
    """
    source = rendering(f"{title}\n{text}" if title else text).source
    kept = _lines(source.text, titled=bool(title.strip()))
    came = arrival(source.id, name)
    return Article(
        article_id(source.id, kept, came.id), source.id, came.id, 0, kept, text_of(source.text, kept),
        title=title or None, date=date or None, outlet=outlet or None,
    )  # fmt: skip


def _lines(text: str, titled: bool) -> tuple[Kept, ...]:
    found = [Range(m.start() + _indent(m[0]), m.end()) for m in PARAGRAPH.finditer(text)]
    kinds = [BlockClass.TITLE if titled and not i else BlockClass.BODY for i in range(len(found))]
    return lay_out(list(zip(found, kinds, strict=True)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def origins(text: str) -> Sequence[int]:
    """For each character of ``tidy(text)`` its place in `text`."""
    if tidy(text) == text:
        return range(len(text))
    first = 1 if text.startswith("\ufeff") else 0
    return [match.start() for match in CHARACTER.finditer(text, first)]


def given_places(article: Article, spans: Sequence[Span], origin: Sequence[int]) -> list[list[int]]:
    """Spans of an article's text as ``[start, end)`` pairs in the text that was handed over."""
    found = [place for one in spans for place in to_source(article.kept, one.start, one.end)]
    return [[origin[place.start], origin[place.end - 1] + 1] for place in found]


def given_lines(kept: Sequence[Kept], text: str) -> list[int]:
    """The numbers, from 0, of the lines of ``text.split("\\n")`` that hold body."""
    origin = origins(text)
    ends = [match.start() for match in NEWLINE.finditer(text)]
    lines: set[int] = set()
    for place in kept:
        if place.kind is BlockClass.BODY:
            first, last = (bisect_left(ends, origin[at]) for at in (place.start, place.end - 1))
            lines.update(range(first, last + 1))
    return sorted(lines)
