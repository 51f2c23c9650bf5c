"""From labels to blocks and articles: every stretch gets a block, the kept ones make an article's text."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata import Piece, chosen, describe
from reportedly.articles.metadata.credits import glued_credit
from reportedly.articles.metadata.titles import above_headline
from reportedly.records import (
    KEPT,
    Arrival,
    Article,
    Block,
    BlockClass,
    Range,
    Rendering,
    article_id,
    block_ids,
    lay_out,
)
from reportedly.text import text_of

# How many pieces before and after one are looked at for titles that are not its own.
NEAR = 10


def part_credits(labels: Iterable[Labelled], text: str) -> list[Labelled]:
    """The labels, with an agency's credit at the end of a paragraph cut off as a stretch of its own.

    Agencies sign at the foot, so the credit can share a line with the last sentence.
    """
    found = []
    for label in labels:
        at = glued_credit(text[label.start : label.end]) if label.kind is BlockClass.BODY else None
        if at is None:
            found.append(label)
            continue
        cut = label.start + at
        end = label.start + len(text[label.start : cut].rstrip())
        found.append(replace(label, end=end))
        found.append(replace(label, start=cut, kind=BlockClass.CREDIT, rule="glued-credit", confidence=0.9))
    return found


def blocks_of(labels: Iterable[Labelled], rendering: Rendering) -> tuple[Block, ...]:
    """A block for each label."""
    source, text = rendering.source.id, rendering.source.text
    named = block_ids(source)
    return tuple(
        Block(
            named(x.start, x.end),
            source,
            x.start,
            x.end,
            text[x.start : x.end],
            x.kind,
            x.piece,
            x.rule,
            round(x.confidence, 3),
            x.path,
        )
        for x in labels
    )


def articles_of(labels: Sequence[Labelled], rendering: Rendering, arrival: Arrival) -> tuple[Article, ...]:
    """The articles, in order of their beginnings. A number without a body is none."""
    pieces: list[Piece] = []
    regions = _regions(labels)
    for number, region in regions:
        first = next(x.start for x in region if x.piece == number and x.kind in KEPT)
        above = above_headline(pieces[0]) if pieces else ()
        pieces.append(Piece(rendering, arrival, number, len(regions), region, first, above))
    titles = [[piece.words(x) for x in piece.of(BlockClass.TITLE)] for piece in pieces]
    return tuple(_article(piece, _beside(titles, place)) for place, piece in enumerate(pieces))


def _regions(labels: Sequence[Labelled]) -> list[tuple[int, tuple[Labelled, ...]]]:
    """Each piece's number and region, in order of beginnings: its own labels, and those of no piece from
    its first label to the next piece's first; the source's first ones are the first piece's."""
    numbers = {x.piece for x in labels if x.piece is not None and x.kind is BlockClass.BODY}
    regions: dict[int, list[Labelled]] = {}
    ahead: list[Labelled] = []
    latest = ahead
    for x in labels:
        if x.piece is not None and x.piece in numbers:
            if x.piece not in regions:
                regions[x.piece] = [] if regions else ahead
                latest = regions[x.piece]
            regions[x.piece].append(x)
        else:
            latest.append(x)
    return [(number, tuple(sorted(held, key=lambda x: x.start))) for number, held in regions.items()]


def _beside(titles: Sequence[list[str]], place: int) -> list[str]:
    """The titles of the other pieces near one: an export of thousands is not compared all with all."""
    near = [*titles[max(0, place - NEAR) : place], *titles[place + 1 : place + 1 + NEAR]]
    return [title for held in near for title in held]


def _article(piece: Piece, other_titles: Sequence[str]) -> Article:
    ranges = [
        (Range(x.start, x.end), x.kind) for x in piece.region if x.piece == piece.number and x.kind in KEPT
    ]
    kept = lay_out(ranges)
    evidence = describe(piece, other_titles)
    source, arrival = piece.rendering.source, piece.arrival
    return Article(
        id=article_id(source.id, kept, arrival.id),
        source=source.id,
        arrival=arrival.id,
        piece=piece.number,
        kept=kept,
        text=text_of(source.text, kept),
        title=chosen(evidence, "title"),
        outlet=chosen(evidence, "outlet"),
        agency=chosen(evidence, "agency"),
        date=chosen(evidence, "date"),
        byline=chosen(evidence, "byline"),
        url=chosen(evidence, "url"),
        language=chosen(evidence, "language"),
        evidence=evidence,
    )
