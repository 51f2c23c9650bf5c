"""Where the words of an article first stood: itself, another article, or a source outside the pile."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.span import Span


class Standing(StrEnum):
    """What tells where words first stood: nobody else has them, who has them from whom, the days on which
    they were printed, or nothing that decides it.
    """

    OWN = "own"
    DESCENT = "descent"
    DATE = "date"
    OPEN = "open"


class Clause(Struct, frozen=True):
    """A stretch of an article's text whose words first stood in one place; `first` is an article's id or a
    hidden source's. The clauses of an article, in order, are exactly its text.

    `first_words` are the same words there; None where they are the article's own, or stood in a source that
    is not at hand. `rivals` are the articles and hidden sources of which the text cannot tell that they were
    not first; `carried` the other articles that have the words.
    """

    article: str
    span: Span
    first: str
    standing: Standing
    first_words: Span | None = None
    rivals: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
