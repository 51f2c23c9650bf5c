"""The map between places in an article's text and places in its source's text.

An article's text is its kept ranges with one newline between them. A place inside a range maps to one
place in the source; the newlines between ranges come from nowhere.
"""

from collections.abc import Sequence

from reportedly.records import Kept, Range


def text_of(source: str, kept: Sequence[Kept]) -> str:
    """The article's text: the kept ranges of the source's text, one newline between them."""
    return "\n".join(source[k.start : k.end] for k in kept)


def to_source(kept: Sequence[Kept], start: int, end: int) -> tuple[Range, ...]:
    """The places in the source behind ``[start, end)`` of the article's text, one a kept range touched.

    A place that holds nothing but joining newlines has none.
    """
    found = []
    for k in kept:
        size = k.end - k.start
        low, high = max(start - k.at, 0), min(end - k.at, size)
        if low < high:
            found.append(Range(k.start + low, k.start + high))
    return tuple(found)


def to_article(kept: Sequence[Kept], start: int, end: int) -> tuple[Range, ...]:
    """The places in the article's text for ``[start, end)`` of the source's; dropped text has none."""
    found = []
    for k in kept:
        low, high = max(start, k.start), min(end, k.end)
        if low < high:
            found.append(Range(k.at + low - k.start, k.at + high - k.start))
    return tuple(found)
