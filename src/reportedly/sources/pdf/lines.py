"""A column's fragments as lines of text, with raised footnote marks left out of the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.sources.pdf.fragments import Box, Fragment

RAISED = 0.1
SAME_ROW = 0.5
MARK = re.compile(r"(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡§¶]{1,3})[.)]?")
# What a mark hangs on: a word of three letters or more, or the end of a sentence; "km2" keeps its figure.
MARKED = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?”\"’')\]])$")
ASCENT, DESCENT = 0.75, 0.25
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column. `broken`: it ends in a hyphen that only the line's end may have put there."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    broken: bool
    page: int
    frame: int = 0

    @property
    def box(self) -> Box:
        """Left, bottom, right and top in points, as the column's text runs to the right."""
        return self.left, self.base - DESCENT * self.size, self.right, self.base + ASCENT * self.size


def lines_of(column: Sequence[Fragment], page: int) -> list[Line]:
    """The lines of a column from top to bottom; one that holds nothing but marks is left out."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(column, key=lambda f: (-f.base, f.left)):
        if rows and _same_row(rows[-1], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [line for row in rows if (line := _line(row, page)).text]


def _same_row(row: Sequence[Fragment], fragment: Fragment) -> bool:
    largest = max(row, key=lambda f: f.size)
    size = max(largest.size, fragment.size)
    alike = min(largest.size, fragment.size) > 0.8 * size
    return abs(largest.base - fragment.base) <= (0.3 if alike else SAME_ROW) * size


def _line(row: Sequence[Fragment], page: int) -> Line:
    leftward = sum(len(RIGHT_TO_LEFT.findall(f.text)) for f in row) * 2 > sum(len(f.text) for f in row)
    ordered = sorted(row, key=lambda f: f.left, reverse=leftward)
    main = max(row, key=lambda f: (len(f.text), f.size))
    text, before = "", None
    for fragment in ordered:
        if fragment is not main and _is_mark(fragment, main) and MARKED.search(text):
            continue
        text += (" " if before is not None and _apart(before, fragment) else "") + fragment.text
        before = fragment
    last = ordered[-1]
    broken = last.broken or text.endswith(("-", "\u00ad", "‐"))
    left, right = min(f.left for f in row), max(f.right for f in row)
    bold = sum(len(f.text) for f in row if f.bold) * 2 > sum(len(f.text) for f in row)
    return Line(text.strip(), left, right, main.base, main.size, bold, broken, page, main.frame)


def _is_mark(fragment: Fragment, main: Fragment) -> bool:
    raised = fragment.base > main.base + RAISED * main.size
    return raised and fragment.size <= 0.85 * main.size and MARK.fullmatch(fragment.text) is not None


def _apart(before: Fragment, fragment: Fragment) -> bool:
    gap = max(fragment.left - before.right, before.left - fragment.right)
    return gap > 0.12 * max(before.size, fragment.size)
