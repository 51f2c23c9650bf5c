"""Quotation marks, paired paragraph by paragraph by a small state machine that never gives up.

What newspapers do, and what goes wrong on the way to us: a quotation that runs over paragraphs opens each
of them and closes the last alone; straight marks open and close alike, and only the white space beside them
tells; the single mark is also the apostrophe; marks of one kind stand in each other; a mark is lost, left
over, or turned the wrong way.

Marks are paired as brackets are. One that stays open holds to the end of its paragraph, or to where the
next quotation opens. A closing mark with nothing to close counts only when a paragraph before was left open.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.records import Range
from reportedly.text.marks import CLOSED_BY, MARK, OPENING, SINGLE, STRAIGHT, TURNED, Mark, marks

OPENED_BY = {
    closing: tuple(opening for opening, by in CLOSED_BY.items() if closing in by)
    for closing in {mark for by in CLOSED_BY.values() for mark in by}
}
# Words that begin with an apostrophe are no quotations: 'em, 'til, '90s.
ELISION = re.compile(r"[‘’'](?:\d\ds?|em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)
# A single mark in the place of a double one that is never closed: behind a sentence it is no apostrophe.
HALF = re.compile(r"[.,!?…][’'](?!\S)")
HALF_OPENS = re.compile(r"‘|(?<!\S)'(?=\w)")
WORD = re.compile(r"\w")
BLANKS = re.compile(r"\s*")
# A quotation may run on through so many paragraphs that bear no mark at all.
UNMARKED = 3


def quoted(text: str) -> tuple[Range, ...]:
    """The outermost quotations of `text` in order, marks included, none across a line end. Linear time."""
    found: list[Range] = []
    unmarked: list[Range] = []
    start, left_open = 0, ""
    for line in text.split("\n"):
        low, high = start, start + len(line.rstrip())
        start += len(line) + 1
        if low == high:
            continue
        paragraph = _Paragraph(text, low, high, left_open) if MARK.search(text, low, high) else None
        places = paragraph.read() if paragraph else []
        silent = paragraph is None or paragraph.silent
        if left_open and silent and not places and len(unmarked) < UNMARKED:
            unmarked.append(_trimmed(text, low, high))
            continue
        found += unmarked if paragraph and paragraph.carried else []
        found += places
        left_open, unmarked = paragraph.left_open if paragraph else "", []
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Range:
    words = text[start:end]
    return Range(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


@dataclass(slots=True)
class _Paragraph:
    """The state of one paragraph: the marks that are `open`, from the outermost in, and those that were
    given up.

    `before` is the mark that the paragraph before left open. Of the result, `left_open` is the one that this
    paragraph leaves open, `carried` whether a mark here closes `before`, `silent` whether none stands here
    but apostrophes.
    """

    text: str
    start: int
    end: int
    before: str
    left_open: str = ""
    carried: bool = False
    silent: bool = True
    open: list[Mark] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    lost: list[Mark] = field(default_factory=list)
    pairs: list[Range] = field(default_factory=list)

    def read(self) -> list[Range]:
        """The outermost quotations of the paragraph, in order."""
        found = list(marks(self.text, self.start, self.end))
        self.silent = all(mark.glyph in SINGLE for mark in found)
        closers = [m.start for m in found if m.glyph in SINGLE and m.closes]
        single_until = self.start
        for mark in found:
            if mark.start < single_until:
                continue
            if mark.glyph in SINGLE:
                single_until = self._single(mark, closers)
            else:
                self._double(mark)
        self.lost += self.open
        return list(self._outermost())

    def _double(self, mark: Mark) -> None:
        glyph = mark.glyph
        if self._may_close(mark) and any(self.counts[opening] for opening in OPENED_BY[glyph]):
            self._close(mark)
        elif glyph in OPENING or (glyph in STRAIGHT and not mark.closes) or (glyph in TURNED and mark.opens):
            self.open.append(mark)
            self.counts[glyph] += 1
        elif glyph in CLOSED_BY.get(self.before, ()) and not (self.pairs or self.open or self.lost):
            self.carried = True
            self.pairs.append(_trimmed(self.text, self.start, mark.end))

    def _may_close(self, mark: Mark) -> bool:
        """A straight mark may unless it stands as an opening one, an opening one only if it stands as a
        closing one, any other always.
        """
        if mark.glyph in STRAIGHT:
            return not mark.opens
        return mark.glyph in OPENED_BY and (mark.closes or mark.glyph not in OPENING)

    def _close(self, mark: Mark) -> None:
        """Close the innermost open quotation that the mark fits; what was opened in it since is lost."""
        while True:
            last = self.open.pop()
            self.counts[last.glyph] -= 1
            if last.glyph in OPENED_BY[mark.glyph]:
                self.pairs.append(Range(last.start, mark.end))
                return
            self.lost.append(last)

    def _outermost(self) -> Iterator[Range]:
        """Pairs that lie in no other, and marks left open, which hold to where the next quotation opens."""
        pairs = list(_outer(self.pairs))
        lost = list(_outside(sorted(self.lost, key=lambda m: m.start), pairs))
        if lost and self._runs_on(lost[0], pairs):
            self.left_open = lost[0].glyph
            yield _trimmed(self.text, self.start, self.end)
            return
        ends = {pair.start: pair.end for pair in pairs}
        starts = sorted([*ends, *(mark.start for mark in lost)])
        for start, stop in pairwise([*starts, self.end]):
            if start in ends:
                yield Range(start, ends[start])
            elif WORD.search(self.text, start, stop):
                yield _trimmed(self.text, start, self._half(start, stop) or stop)
        if lost and lost[-1].start == starts[-1] and not self._half(starts[-1], self.end):
            self.left_open = lost[-1].glyph

    def _half(self, start: int, stop: int) -> int | None:
        """The end of a quotation that a single mark closes in the place of a double one, if one does."""
        match = HALF.search(self.text, start + 1, stop)
        if match is None or HALF_OPENS.search(self.text, start + 1, match.start()):
            return None
        return match.end()

    def _runs_on(self, first: Mark, pairs: list[Range]) -> bool:
        """Whether all of the paragraph is one quotation although others stand in it: it opens with the mark,
        so does the next one, and words come behind the last of those others.
        """
        if self.text[self.start : first.start].strip() or not pairs:
            return False
        return bool(self.text[pairs[-1].end : self.end].strip()) and self._next_opens(first.glyph)

    def _next_opens(self, glyph: str) -> bool:
        """Whether the next paragraph begins with this mark."""
        blanks = BLANKS.match(self.text, self.end)
        return blanks is not None and self.text.startswith(glyph, blanks.end())

    def _single(self, mark: Mark, closers: list[int]) -> int:
        """Take the single quotation that opens at `mark`, if one does; where to read on."""
        if self.open or mark.glyph == "’" or not mark.opens or ELISION.match(self.text, mark.start):
            return mark.end
        place = bisect_left(closers, mark.start + 2)
        if place == len(closers):
            return self._single_left_open(mark)
        if self._plural(closers[place]) and place + 1 < len(closers):
            place += 1
        self.pairs.append(Range(mark.start, closers[place] + 1))
        return closers[place] + 1

    def _single_left_open(self, mark: Mark) -> int:
        """A single mark that is not closed is a quotation only where the next paragraph goes on with it."""
        if self.text[self.start : mark.start].strip() or not self._next_opens(mark.glyph):
            return mark.end
        self.left_open = mark.glyph
        self.pairs.append(_trimmed(self.text, mark.start, self.end))
        return self.end

    def _plural(self, at: int) -> bool:
        """Whether the mark may be a plural's apostrophe: "the allies’ plan"."""
        before = self.text[at - 1 : at] if at > self.start else ""
        return before == "s" and self.text[at + 1 : at + 3].strip()[:1].isalpha()


def _outer(pairs: list[Range]) -> Iterator[Range]:
    """The pairs that lie in no other, in order."""
    end = -1
    for pair in sorted(pairs, key=lambda r: (r.start, -r.end)):
        if pair.start >= end:
            yield pair
            end = pair.end


def _outside(lost: list[Mark], pairs: list[Range]) -> Iterator[Mark]:
    """The marks that stand in none of the pairs."""
    starts = [pair.start for pair in pairs]
    for mark in lost:
        place = bisect_left(starts, mark.start)
        if place == 0 or pairs[place - 1].end <= mark.start:
            yield mark
