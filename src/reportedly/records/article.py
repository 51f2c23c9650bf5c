"""Blocks of a source and the articles that are cut from them."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id, ids_below
from reportedly.records.source import Problem
from reportedly.records.span import Range, Span


class BlockClass(StrEnum):
    """What a run of source text is. The first, second, fifth and sixth make up an article's text."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    TEASER = "teaser"
    FORM = "form"
    COMMENT = "comment"
    JUNK = "junk"


KEPT = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST, BlockClass.BODY, BlockClass.CAPTION})


class Block(Struct, frozen=True):
    """A run ``[start, end)`` of a source's text with its class.

    `piece` counts the articles of the source from 0; None where the block belongs to no article.
    `rule` says what decided, `markup` is the node's path for a source that has markup.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    kind: BlockClass
    piece: int | None
    rule: str
    confidence: float
    markup: str | None = None


def block(
    source: str,
    words: Span,
    kind: BlockClass,
    piece: int | None,
    rule: str,
    confidence: float,
    markup: str | None = None,
) -> Block:
    """A block with its id. `words` is a span of the source's text; the confidence is rounded."""
    name = content_id("b", source, words.start, words.end)
    return Block(
        name, source, words.start, words.end, words.text, kind, piece, rule, round(confidence, 3), markup
    )


def block_ids(source: str) -> Callable[[int, int], str]:
    """The ids of a source's blocks by their places: those that `block` gives, for many in less time."""
    return ids_below("b", source)


class Kept(Struct, frozen=True, order=True):
    """A kept range: ``source.text[start:end]`` stands at ``article.text[at:at + end - start]``."""

    start: int
    end: int
    at: int
    kind: BlockClass


class Evidence(Struct, frozen=True):
    """One candidate value for one field of an article's metadata, and where it was found.

    `field` is ``title``, ``outlet``, ``agency``, ``date``, ``byline``, ``url`` or ``language``; `value` is
    normalised (a date is ISO 8601). Either `span` (in the **source's** text) or `markup` (a path such as
    ``meta[property=article:published_time]``, ``url``, ``arrival``) says where. `role` tells candidates of
    a field apart: an agency is ``origin``, ``photo`` or ``cited``; a date is ``published``, ``updated``,
    ``captured``, ``event`` (a weekday in the text), ``open`` (without a year) or ``later`` (than the page);
    each who signs a byline is a ``person``. The field ``time`` holds a date's moment with its offset.
    """

    field: str
    value: str
    rule: str
    confidence: float
    span: Span | None = None
    markup: str | None = None
    role: str | None = None


class Article(Struct, frozen=True):
    """One published piece found in an arrival: a list of kept ranges over the source's text.

    `text` is title, standfirst, body and captions in source order, one newline between them. The fields
    from `title` to `language` are the chosen values, None where there is no evidence; `evidence` holds all
    candidates, the best of each field first.
    """

    id: str
    source: str
    arrival: str
    piece: int
    kept: tuple[Kept, ...]
    text: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    date: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def body(self) -> str:
        """The body blocks alone, one newline between them."""
        return "\n".join(
            self.text[k.at : k.at + k.end - k.start] for k in self.kept if k.kind == BlockClass.BODY
        )


class Cut(Struct, frozen=True):
    """What one arrival was cut into: its articles, every block of its source, and what went wrong."""

    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


def lay_out(ranges: list[tuple[Range, BlockClass]]) -> tuple[Kept, ...]:
    """Kept ranges in source order, each with its place in the article's text, one newline apart.

    Raises ValueError when two ranges overlap: a character of the source stands in an article once.
    """
    kept, at, last = [], 0, -1
    for place, kind in sorted(ranges, key=lambda pair: pair[0]):
        if place.start < last:
            raise ValueError(f"kept ranges overlap at {place.start}")
        kept.append(Kept(place.start, place.end, at, kind))
        at, last = at + place.end - place.start + 1, place.end
    return tuple(kept)


def article_id(source: str, kept: tuple[Kept, ...], arrival: str) -> str:
    """The id of an article: its source, its kept ranges and its arrival, so that copies stay many."""
    return content_id("a", source, tuple((k.start, k.end) for k in kept), arrival)
