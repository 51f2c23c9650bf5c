"""Places in a text, always in Unicode code points, end exclusive."""

from msgspec import Struct


class Range(Struct, frozen=True, order=True):
    """A place in a text: ``text[start:end]``."""

    start: int
    end: int


class Span(Struct, frozen=True, order=True):
    """A place in a text together with its words: ``document[start:end] == text``, always.

    A record says which document it means: an article's text, unless its docstring names the source's.
    """

    start: int
    end: int
    text: str


def span(document: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of `document` with its words. Raises ValueError outside the text."""
    if not 0 <= start <= end <= len(document):
        raise ValueError(f"span {start}:{end} lies outside a text of {len(document)} characters")
    return Span(start, end, document[start:end])
