"""The Python doors: clean one text, find its statements and events, open a case.

Imports are made inside the functions, so that ``import reportedly`` costs nothing and loads no model.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.case import Case
    from reportedly.records import Article, EventMention, Statement

INLINE = "inline"


def clean(
    data: bytes | str, *, url: str | None = None, outlet: str | None = None, date: str | None = None
) -> "list[Article]":
    """The articles in one file's bytes or in one text, HTML or plain; an empty list where there is none.

    `url`, `outlet` and `date` (ISO 8601) are what you know of it. Raises UnreadableSource for an empty,
    binary or too large input, whose message says what to do.
    """
    from reportedly import articles, sources
    from reportedly.records import arrival

    rendering = sources.read_text(data) if isinstance(data, str) else sources.read(data)
    said = arrival(rendering.source.id, INLINE, url=url, outlet=outlet, date=date)
    return list(articles.find(rendering, said).articles)


def statements(article: "Article", *, tier: str = "encoder") -> "list[Statement]":
    """Who says what in an article, in the order of its text; every span counts in ``article.text``.

    `tier` is the model that reads it: ``encoder``, or ``fast``, which is quicker and less exact.
    """
    from reportedly import attribution, language

    return attribution.extract(article, next(iter(language.parse([article], tier))))


def happenings(article: "Article", *, tier: str = "encoder") -> "list[EventMention]":
    """What happens in an article, or does not: each mention with its status, in the order of its text.

    Every span counts in ``article.text``. `tier` is as for `statements`; ``fast`` goes by the lexicon.
    """
    from reportedly import attribution, events, language

    parse = next(iter(language.parse([article], tier, with_events=True, worth=events.worth)))
    said = attribution.extract(article, parse)
    return events.extract(article, parse, said, read=language.TIERS[tier].events is not None)


def open_case(path: str | Path, *, create: bool = True) -> "Case":
    """Open the case in a folder, and make it if it is not there and `create` is set. Raises CaseError."""
    from reportedly.case import Case

    return Case(path, create=create)
