"""Round trip: ``text[start:end]`` is the stored text of every row, and article -> source -> article holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

import reportedly
from reportedly import articles, sources
from reportedly.errors import UnreadableSource
from reportedly.records import Article, Block, Rendering, Span, Statement, arrival
from reportedly.text import text_of, to_article, to_source
from yardsticks.bench import EXAMPLES, Bench, read_rows
from yardsticks.figures import Figure

TITLE = "Span round trip"
NOTES = ("Over the seeds, the text dumps and the example pile; anything below 1 is a fault.",)
KINDS = ("articles", "blocks", "statements")
DUMPS = ("dumps.jsonl", "seed_dumps.jsonl")


def measure(bench: Bench) -> list[Figure]:
    """The share of rows that hold, and how many there are."""
    held: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for rendering in _renderings(bench):
        for kind, fine in _checks(rendering):
            count[kind] += 1
            held[kind] += fine
    shares = [Figure(kind, held[kind] / count[kind] if count[kind] else 0.0) for kind in KINDS]
    return shares + [Figure(f"{kind} looked at", count[kind], unit="rows") for kind in KINDS]


def _renderings(bench: Bench) -> Iterator[Rendering]:
    dumps = (row["text"] for name in DUMPS for row in read_rows(bench.files / "textdump" / name))
    for data in (*dumps, *(path.read_bytes() for path in sorted(EXAMPLES.iterdir()))):
        with suppress(UnreadableSource):
            yield sources.read_text(data) if isinstance(data, str) else sources.read(data)


def _checks(rendering: Rendering) -> Iterator[tuple[str, bool]]:
    """The kind of each row that is made of a source, and whether it holds."""
    source = rendering.source.text
    cut = articles.find(rendering, arrival(rendering.source.id, "bench"))
    for block in cut.blocks:
        yield "blocks", block_holds(block, source)
    for article in cut.articles:
        yield "articles", article_holds(article, source)
        for one in reportedly.statements(article):
            yield "statements", statement_holds(one, article, source)


def block_holds(block: Block, source: str) -> bool:
    """Whether a block's text stands at its place in the source's text."""
    return source[block.start : block.end] == block.text


def article_holds(article: Article, source: str) -> bool:
    """Whether an article is its kept ranges, there and back, and its evidence stands where it says."""
    ranges = (Span(k.at, k.at + k.end - k.start, source[k.start : k.end]) for k in article.kept)
    return (
        article.text == text_of(source, article.kept)
        and all(span_holds(one, article, source) for one in ranges)
        and all(_stands(e.span, source) for e in article.evidence if e.span)
    )


def statement_holds(one: Statement, article: Article, source: str) -> bool:
    """Whether all of a statement's spans hold."""
    spans: Iterable[Span] = (*one.source, *one.cue, *one.content, *one.hedges)
    return all(span_holds(place, article, source) for place in spans)


def span_holds(one: Span, article: Article, source: str) -> bool:
    """Whether a span shows its words, and its places in the source lead back to all of it, word for word."""
    if not _stands(one, article.text):
        return False
    places = to_source(article.kept, one.start, one.end)
    back = [to_article(article.kept, place.start, place.end) for place in places]
    if not back or any(len(found) != 1 for found in back):
        return False
    ends = [(found.start, found.end) for (found,) in back]
    words = "\n".join(article.text[start:end] for start, end in ends)
    there = "\n".join(source[place.start : place.end] for place in places)
    return ends[0][0] == one.start and ends[-1][1] == one.end and words == there == one.text


def _stands(one: Span, text: str) -> bool:
    return text[one.start : one.end] == one.text
