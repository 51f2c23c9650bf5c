"""Quotation marks, paired paragraph by paragraph by a small state machine that never gives up.

What newspapers do, and what goes wrong on the way to us: a quotation that runs over paragraphs opens each
of them and closes the last alone; straight marks open and close alike, and only the white space beside them
tells; the single mark is also the apostrophe; a mark is lost or left over. A mark that stays open holds to
the end of its paragraph, or to the next mark that can only be an opening one. A closing mark with nothing to
close counts only when the paragraph before was left open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.records import Range

# Each opening mark with the marks that may close it; a straight mark closes any double one (mixed keyboards).
DOUBLE = {
    "“": "”\"''",
    "„": "“”\"''",
    "«": "»",
    "「": "」",
    "『": "』",
    "``": "''\"",
    '"': "\"”''",
    "''": "''\"”",
}
STRAIGHT = ('"', "''")
CLOSING = ("”", "»", "」", "』")
MARK = re.compile(r"''|``|[\"“”„«»「」『』‘’']")
# Words that begin with an apostrophe are no quotations: 'em, 'til, '90s.
ELISION = re.compile(r"[‘’'](?:\d\ds?|em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)


def quoted(text: str) -> tuple[Range, ...]:
    """The outermost quotations of `text` in order, marks included, none across a line end. Linear time."""
    found: list[Range] = []
    start, left_open = 0, False
    for line in text.split("\n"):
        reader = _Line(text, start, start + len(line), left_open)
        found += reader.read()
        left_open = reader.left_open or (left_open and not line.strip())
        start += len(line) + 1
    return tuple(found)


@dataclass(slots=True)
class _Line:
    """The state of one paragraph: the mark that is open, and where."""

    text: str
    start: int
    end: int
    continued: bool
    left_open: bool = False
    mark: str | None = None
    at: int = 0
    found: list[Range] = field(default_factory=list)

    def read(self) -> list[Range]:
        text, single_until = self.text, self.start
        closers = list(self._single_closers())
        for match in MARK.finditer(text, self.start, self.end):
            if match.start() < single_until:
                continue
            if match.group() in "‘’'":
                single_until = self._single(match.start(), closers)
            else:
                self._double(match.group(), match.start(), match.end())
        self._finish()
        return self.found

    def _double(self, mark: str, start: int, end: int) -> None:
        if self.mark is not None:
            if mark in DOUBLE[self.mark] and not (mark in STRAIGHT and self._opens(start, end)):
                self._close(end)
            elif (mark == self.mark or mark in STRAIGHT) and self._opens(start, end):
                self._close(start)
                self.mark, self.at = mark, start
        elif mark in DOUBLE and not (mark in STRAIGHT and self._closes(start, end)):
            self.mark, self.at = mark, start
        elif self.continued and not self.found and mark in (*CLOSING, *STRAIGHT):
            self.at = self.start
            self._close(end)

    def _close(self, end: int) -> None:
        while end > self.at and self.text[end - 1].isspace():
            end -= 1
        self.found.append(Range(self.at, end))
        self.mark = None

    def _finish(self) -> None:
        """A mark left open holds to the end of the paragraph."""
        if self.mark is not None:
            self.left_open = True
            self._close(self.end)

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at] if at < self.end else " "

    def _opens(self, start: int, end: int) -> bool:
        """White space or an opening bracket or dash before, and none after."""
        before = self._before(start)
        return (before.isspace() or before in "([{—–-/‘'") and not self._after(end).isspace()

    def _closes(self, start: int, end: int) -> bool:
        after = self._after(end)
        return not self._before(start).isspace() and (after.isspace() or after in ".,;:!?)]}—–")

    def _single(self, at: int, closers: list[int]) -> int:
        """Take the single quotation that opens at `at`, if one does; where to read on."""
        if self.mark is not None or self.text[at] == "’" or ELISION.match(self.text, at):
            return at + 1
        if not self._opens(at, at + 1):
            return at + 1
        place = bisect_left(closers, at + 2)
        if place == len(closers):
            return at + 1
        if self._plural(closers[place]) and place + 1 < len(closers):
            place += 1
        self.found.append(Range(at, closers[place] + 1))
        return closers[place] + 1

    def _plural(self, at: int) -> bool:
        """Whether the mark may be a plural's apostrophe: "the allies’ plan"."""
        return self._before(at) == "s" and self.text[at + 1 : at + 3].strip()[:1].isalpha()

    def _single_closers(self) -> Iterator[int]:
        for match in MARK.finditer(self.text, self.start, self.end):
            at = match.start()
            if match.group() in "’'" and not self._before(at).isspace() and not self._after(at + 1).isalnum():
                yield at
