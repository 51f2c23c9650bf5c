"""Footnotes: small type at the foot of a column that begins with a mark."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reportedly.sources.pdf.lines import Line

SMALL = 0.93
MARK = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§¶]{1,3}|[a-z]\))\s*\S")
GAP = 1.25


def part(lines: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """A column's text and its footnotes; `body` is the type size of the document's text in points.

    What stands above the first mark goes with the notes where a gap parts it from the text: a note that
    began on the page before.
    """
    foot = len(lines)
    while foot and lines[foot - 1].size <= SMALL * body:
        foot -= 1
    marks = [n for n in range(foot, len(lines)) if MARK.match(lines[n].text)]
    if not marks:
        return list(lines), []
    start = marks[0]
    if (
        start > foot
        and _evenly_set(lines[foot : start + 1])
        and foot
        and _gap(lines[foot - 1], lines[foot]) > GAP
    ):
        start = foot
    return list(lines[:start]), list(lines[start:])


def _evenly_set(lines: Sequence[Line]) -> bool:
    return all(_gap(a, b) <= GAP + 0.2 for a, b in pairwise(lines))


def _gap(above: Line, below: Line) -> float:
    """The distance of two baselines in lines of the larger type; a line is 1.2 times its size."""
    return (above.base - below.base) / (1.2 * max(above.size, below.size))
