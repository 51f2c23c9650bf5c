"""Running heads, running feet and page numbers: what stands at the edge of page after page.

A row counts when it stands among the outermost three of its page and another page has the same words there,
but for their digits; a bare page number counts on any page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from reportedly.sources.pdf.fragments import Fragment

OUTERMOST = 3
SAME_HEIGHT = 12.0
LONGEST = 160
DIGITS = re.compile(r"\d+")
FOLIO = re.compile(
    r"\W*(?:(?:page|p\.?|seite|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|\|)\s*\d{1,4})?"
    r"(?:\s*\|?\s*page)?\W*",
    re.I,
)

Row = list[Fragment]
Key = tuple[str, int]


def part(pages: Sequence[Sequence[Fragment]]) -> list[tuple[list[Fragment], list[Row], list[Row]]]:
    """For each page: its text, its running heads and its running feet, each row a list of fragments."""
    edges = [_edges(fragments) for fragments in pages]
    seen: Counter[Key] = Counter()
    for rows in edges:
        seen.update({key for row, top, _ in rows for key in _keys(row, top)[:2]})
    return [_parted(fragments, rows, seen) for fragments, rows in zip(pages, edges, strict=True)]


def rows_of(fragments: Sequence[Fragment]) -> list[Row]:
    """The fragments of one baseline together, from top to bottom, each row from left to right."""
    rows: dict[int, Row] = defaultdict(list)
    for fragment in fragments:
        rows[round(fragment.base / 2)].append(fragment)
    return [sorted(rows[at], key=lambda f: f.left) for at in sorted(rows, reverse=True)]


def _edges(fragments: Sequence[Fragment]) -> list[tuple[Row, bool, bool]]:
    """The outermost rows: (row, at the top, the very outermost and apart from the next)."""
    rows = rows_of(fragments)
    half = (len(rows) + 1) // 2
    heads = [(row, True, n == 0 and _apart(rows[:2])) for n, row in enumerate(rows[:half][:OUTERMOST])]
    below = list(reversed(rows[half:][-OUTERMOST:]))
    feet = [(row, False, n == 0 and _apart(rows[-2:])) for n, row in enumerate(below)]
    return heads + feet


def _apart(rows: Sequence[Row]) -> bool:
    """Whether two rows are further apart than a raised mark is from its line."""
    size = max(fragment.size for row in rows for fragment in row)
    return len(rows) < 2 or rows[0][0].base - rows[1][0].base > size


def words_of(row: Row) -> str:
    """A row's text."""
    return " ".join(fragment.text for fragment in row)


def _keys(row: Row, top: bool) -> list[Key]:
    """The row's words without digits at its height, and at the heights just above and below."""
    words = DIGITS.sub("#", words_of(row)).casefold()
    if len(words) > LONGEST or sum(c.isalpha() for c in words) < 3:
        return []
    height = round(row[0].base / SAME_HEIGHT)
    side = "head " if top else "foot "
    return [(side + words, height + shift) for shift in (0, 1, -1)]


def _parted(
    fragments: Sequence[Fragment], rows: Sequence[tuple[Row, bool, bool]], seen: Counter[Key]
) -> tuple[list[Fragment], list[Row], list[Row]]:
    heads: list[Row] = []
    feet: list[Row] = []
    for row, top, outermost in rows:
        repeated = any(seen[key] > 1 for key in _keys(row, top))
        if repeated or (outermost and FOLIO.fullmatch(words_of(row))):
            (heads if top else feet).append(row)
    gone = {id(fragment) for row in (*heads, *feet) for fragment in row}
    return [f for f in fragments if id(f) not in gone], heads, list(reversed(feet))
