"""Pieces whose lines are labelled by hand, so that metadata is tested without any classifier."""

from reportedly import sources
from reportedly.articles.assembly import articles_of, part_credits
from reportedly.articles.labelled import Labelled
from reportedly.records import Article, BlockClass, arrival

BODY = "The Harbour Board said in its bulletin that the two ports would share pilots from the coming autumn."
MORE = "Neither of them would raise its fees before the next tide tables are printed, the chairman said."
LETTERS = {kind.value[:2]: kind for kind in BlockClass} | {
    "st": BlockClass.STANDFIRST,
    "ca": BlockClass.CAPTION,
}
Line = tuple[str, int | None, str]


def read(
    *lines: Line, url: str | None = None, outlet: str | None = None, date: str | None = None
) -> list[Article]:
    """Articles of a dump whose lines are labelled by hand: (two letters of the class, piece, words)."""
    text = "\n".join(words for _, _, words in lines)
    rendering = sources.read_text(text)
    labels, at = [], 0
    for kind, piece, words in lines:
        labels.append(Labelled(at, at + len(words), LETTERS[kind], piece, "test", 1.0))
        at += len(words) + 1
    came = arrival(rendering.source.id, "one.txt", url=url, outlet=outlet, date=date)
    return list(articles_of(part_credits(labels, text), rendering, came))


def one(*lines: Line, **given: str) -> Article:
    (article,) = read(*lines, **given)
    return article


def found(article: Article, field: str) -> list[tuple[str, str | None]]:
    return [(e.value, e.role) for e in article.evidence if e.field == field]
