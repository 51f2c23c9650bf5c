"""The rows of a table whose quotation marks may be left open: one such mark costs no other row.

RFC 4180 lets a cell between quotation marks hold line breaks, so that a mark that is never closed swallows
all rows up to the next one. A record that goes over several lines and does not end as the rule says is
therefore ended before the first line in it at which a whole row begins.
"""

import csv
from collections.abc import Iterable, Iterator

LONGEST = 2_000
"""Lines that one row may go over; a text of more paragraphs in one cell is taken for an open mark."""


class Records:
    """The rows of a table, each a list of cells, in their order; once.

    `width` is the number of columns of the head line. `unclosed` holds the numbers (from 1) of the lines
    with a mark that was found open so far. Time grows with the number of lines.
    """

    def __init__(self, lines: Iterable[str], mark: str, width: int) -> None:
        self._lines = iter(lines)
        self._mark, self._width = mark, width
        self._ahead: list[str] = []
        self._done = 0
        self.unclosed: list[int] = []

    def __iter__(self) -> Iterator[list[str]]:
        while self._line(0) is not None:
            row, used = self._parsed(0, strict=False)
            ends = used > 1 or self._line(used) is None
            if row is None or (ends and self._parsed(0, strict=True)[0] is None):
                self.unclosed.append(self._done + 1)
                used = next((at for at in range(1, used) if self._begins(at)), used)
                row = self._ended(self._ahead[:used])
            del self._ahead[:used]
            self._done += used
            yield row

    def _line(self, at: int) -> str | None:
        """The line that stands so many after the last one that was done, None beyond the end."""
        while len(self._ahead) <= at:
            line = next(self._lines, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[at]

    def _parsed(self, at: int, *, strict: bool) -> tuple[list[str] | None, int]:
        """The row that begins at a line, and how many lines it has; None where it is none."""
        used = 0

        def given() -> Iterator[str]:
            nonlocal used
            while used < LONGEST and (line := self._line(at + used)) is not None:
                used += 1
                yield line

        try:
            row = next(csv.reader(given(), delimiter=self._mark, strict=strict), None)
        except csv.Error:
            row = None
        return row, max(used, 1)

    def _begins(self, at: int) -> bool:
        """Whether a row with a cell for every column begins at a line; its own mark may be open too."""
        row, _ = self._parsed(at, strict=True)
        if row is None:
            row = self._ahead[at].split(self._mark)
            return len(row) == self._width > 1 and any(cell.startswith('"') for cell in row)
        return len(row) == self._width > 1

    def _ended(self, lines: list[str]) -> list[str]:
        """A row with an open mark: the mark is a letter where that gives each column a cell, else the cell
        that it opens goes on to the end."""
        whole = "".join(lines).rstrip("\r\n")
        cells = whole.split(self._mark)
        if len(cells) == self._width:
            return [cell.removeprefix('"') for cell in cells]
        try:
            return next(csv.reader([f'{whole}"'], delimiter=self._mark), cells)
        except csv.Error:
            return cells
