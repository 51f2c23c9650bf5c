"""What articles share: passages and stories."""

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Passage(Struct, frozen=True):
    """Aligned text that two articles share; `a` is the smaller article id.

    `likeness` is the share of words that agree in the alignment, 1.0 for a word-for-word copy.
    """

    id: str
    a: str
    b: str
    a_span: Span
    b_span: Span
    likeness: float


def passage(a: str, a_span: Span, b: str, b_span: Span, likeness: float) -> Passage:
    """A passage with its id, its two sides put in order of their article ids."""
    if b < a:
        a, a_span, b, b_span = b, b_span, a, a_span
    name = content_id("p", a, a_span.start, a_span.end, b, b_span.start, b_span.end)
    return Passage(name, a, b, a_span, b_span, round(likeness, 3))


class Story(Struct, frozen=True):
    """Coverage of one happening or one publication: the articles that tell it, in order of date, then id.

    `title` is the title of the article nearest the middle of the story. A story of one article is a story.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    first_date: str | None
    last_date: str | None


def story(title: str, articles: tuple[str, ...], first_date: str | None, last_date: str | None) -> Story:
    """A story with its id, which depends on its members alone."""
    return Story(content_id("t", *sorted(articles)), title, articles, first_date, last_date)
