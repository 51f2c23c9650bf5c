"""A text cut at every boundary of its labels, so that overlapping and nested spans can all be shown.

HTML elements nest and statements do not: a content may hold the source phrase of another statement, or
cross it. Between two neighbouring boundaries the set of labels is constant; that stretch is a segment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Label:
    """`role` (``source``, ``cue``, ``content``, ``hedge``) of statement `number` on ``text[start:end]``."""

    start: int
    end: int
    number: int
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one set of labels.

    `roles` are its roles in order of the alphabet; `numbers` the statements that it belongs to, rising;
    `opens` those of them that begin here. `depth` counts the contents that lie over each other.
    """

    text: str
    roles: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    depth: int = 0


def segments(text: str, labels: Sequence[Label], start: int = 0, end: int | None = None) -> list[Segment]:
    """``text[start:end]`` as segments that join to exactly that text.

    Labels count code points of the whole text; what lies outside of the stretch is cut off, and empty
    labels mark nothing. A statement opens where its first label does, be it in this stretch or not.
    """
    end = len(text) if end is None else min(end, len(text))
    near = [x for x in labels if x.start < x.end and x.start < end and x.end > start]
    opens = first_places(labels)
    cuts = sorted({start, end, *(max(x.start, start) for x in near), *(min(x.end, end) for x in near)})
    return [_segment(text, low, high, near, opens) for low, high in pairwise(cuts)]


def first_places(labels: Iterable[Label]) -> dict[int, int]:
    """Where each statement begins: its number -> the start of its first label that has words."""
    places: dict[int, int] = {}
    for x in labels:
        if x.start < x.end:
            places[x.number] = min(x.start, places.get(x.number, x.start))
    return places


def _segment(text: str, low: int, high: int, labels: list[Label], opens: dict[int, int]) -> Segment:
    here = [x for x in labels if x.start <= low and high <= x.end]
    numbers = tuple(sorted({x.number for x in here}))
    return Segment(
        text[low:high],
        tuple(sorted({x.role for x in here})),
        numbers,
        tuple(n for n in numbers if opens[n] == low),
        len({x.number for x in here if x.role == "content"}),
    )
