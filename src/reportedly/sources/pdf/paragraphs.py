"""Lines to paragraphs, and paragraphs that a column's or a page's end has cut to whole ones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportedly.sources.pdf.fragments import Box, turned
from reportedly.sources.pdf.lines import Line

INDENT = 0.6
WIDE_LEADING = 1.3
OTHER_SIZE = 0.08
VERY_SHORT = 0.35
ENDED = re.compile(r"[.!?:…。！？](?:[”\"’'»)\]]|\d)*$")
BULLET = re.compile(r"[•●▪■◦‣]")
CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `tag` is ``p``, ``h1``, ``h2``, ``caption``, ``note`` and the like."""

    lines: list[Line]
    tag: str = "p"
    full: bool = False

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def letters(self) -> int:
        """Characters in all lines."""
        return sum(len(line.text) for line in self.lines)

    def boxes(self) -> list[tuple[int, Box]]:
        """The page and the box of each part, points from the page's lower left corner."""
        found: list[tuple[int, Box]] = []
        for line in self.lines:
            box = line.box
            if found and found[-1][0] == line.page and box[3] <= found[-1][1][3] and _over(found[-1][1], box):
                a = found[-1][1]
                box = min(a[0], box[0]), min(a[1], box[1]), max(a[2], box[2]), max(a[3], box[3])
                found[-1] = line.page, box
            else:
                found.append((line.page, box))
        back = -self.first.frame % 4
        return [(page, turned(box, back)) for page, box in found]


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a column is set: its edges and the usual distance of its baselines, in points."""

    left: float
    right: float
    leading: float


def paragraphs_of(lines: Sequence[Line], tag: str = "p") -> list[Paragraph]:
    """The paragraphs of one column, told by indentation, leading, type, and lines that end early."""
    if not lines:
        return []
    setting = _setting(lines)
    found = [Paragraph([lines[0]], tag)]
    for line in lines[1:]:
        if _begins(found[-1].lines, line, setting):
            found.append(Paragraph([line], tag))
        else:
            found[-1].lines.append(line)
    for paragraph in found:
        paragraph.full = paragraph.last.right > setting.right - 2 * paragraph.last.size
    return found


def _setting(lines: Sequence[Line]) -> _Setting:
    lefts = Counter(round(line.left) for line in lines)
    most = max(lefts.values())
    left = min(x for x, n in lefts.items() if n * 2 >= most)
    gaps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
    return _Setting(left, max(line.right for line in lines), median(gaps) if gaps else 0.0)


def _begins(held: Sequence[Line], line: Line, setting: _Setting) -> bool:
    before = held[-1]
    size = max(before.size, line.size)
    gap = before.base - line.base
    if abs(before.size - line.size) > OTHER_SIZE * size or (before.bold != line.bold and len(held) == 1):
        return True
    if line.bold and size > 1.1 * setting.leading / 1.2:
        return gap > 1.6 * size
    if gap > max(WIDE_LEADING * setting.leading, 1.1 * size) or BULLET.match(line.text):
        return True
    return _indented(held, line, setting) or _ended_early(before, line, setting)


def _indented(held: Sequence[Line], line: Line, setting: _Setting) -> bool:
    deep = INDENT * line.size
    if line.left > held[-1].left + deep and line.left > setting.left + deep:
        return not BULLET.match(held[-1].text)
    # Back to the edge after two indented lines: a block quotation has ended.
    inside = len(held) > 1 and min(held[-1].left, held[-2].left) > setting.left + deep
    return inside and line.left < held[-1].left - deep and not BULLET.match(held[0].text)


def _ended_early(before: Line, line: Line, setting: _Setting) -> bool:
    """Whether the next word would have fitted on the line before, so that somebody ended it on purpose."""
    if before.broken:
        return False
    room = setting.right - before.right
    word = len(line.text.split(" ", 1)[0]) / max(len(line.text), 1) * (line.right - line.left)
    if room <= word + 0.5 * line.size:
        return False
    return ENDED.search(before.text) is not None or room > VERY_SHORT * (setting.right - setting.left)


def joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs in order, those that go on in the next column or page made one.

    A sentence is cut where no stop ends it and the next part begins in lower case, or the last line is full
    and no indentation begins the next. Captions may stand between the parts; a heading may not.
    """
    found: list[Paragraph] = []
    open_: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.tag == "p":
            if open_ is not None and _goes_on(open_, paragraph):
                open_.lines += paragraph.lines
                open_.full = paragraph.full
                continue
            open_ = paragraph
        elif paragraph.tag in ("h1", "h2"):
            open_ = None
        found.append(paragraph)
    return found


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    moved = before.last.page != after.first.page or after.first.base > before.last.base
    alike = abs(before.last.size - after.first.size) <= OTHER_SIZE * before.last.size
    if not (moved and alike) or ENDED.search(before.last.text) or BULLET.match(after.first.text):
        return False
    return after.first.text[:1].islower() or before.last.broken or before.full


def vocabulary(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The words that stand whole in some line, lower case; the ends of lines are left out."""
    words: set[str] = set()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            inner = line.text.rpartition(" ")[0] if line.broken else line.text
            words.update(WORDS.findall(inner.lower()))
    return frozenset(words)


def text_of(paragraph: Paragraph, known: frozenset[str]) -> str:
    """The paragraph as one line; hyphens at line ends go where the document does not write them elsewhere."""
    text, broken = "", False
    for line in paragraph.lines:
        text = _glued(text, line.text, known) if broken else _spaced(text, line.text)
        broken = line.broken
    return text.replace("\u00ad", "")


def _spaced(text: str, line: str) -> str:
    tight = not text or text.endswith("—") or (CJK.match(text[-1]) and CJK.match(line))
    return text + line if tight else f"{text} {line}"


def _glued(text: str, line: str, known: frozenset[str]) -> str:
    stem = text[:-1]
    if not stem or stem[-1:].isspace() or not stem[-1:].isalnum():
        return f"{text} {line}"
    if text.endswith("\u00ad"):
        return stem + line
    if not line[:1].islower():
        return text + line
    before, after = (WORDS.findall(stem.lower()) or [""])[-1], (WORDS.match(line.lower()) or [""])[0]
    if before + after in known:
        return stem + line
    compound = f"{before}-{after}" in known or (before in known and after in known and len(before) > 1)
    return text + line if compound else stem + line
