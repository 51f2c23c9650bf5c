"""A page's words with their places, joined to fragments: stretches of one baseline, one size, no wide gap.

Places are points from the page's lower left corner, turned so that the page's main direction of writing runs
to the right. Asking for a character's place is the dearest step, so only the ends of words are asked for,
and every character of the words whose ends disagree.
"""

import ctypes
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

# pdfium puts U+FFFE for a hyphen at a line's end, and then no line break.
LINE_HYPHEN = "\ufffe"
WORD = re.compile(rf"[^\s{LINE_HYPHEN}]+{LINE_HYPHEN}?|{LINE_HYPHEN}")
MARKED = re.compile(r"[^\W\d][\d*†‡]|[.,;:”\"')][\d*†‡]|\d[^\W\d]")
WIDE_GAP = 0.8
OVERPRINT, MOST_DRAWN = 0.15, 50
MAX_LETTERS = 60_000
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", LINE_HYPHEN: "-"}
    | {"\u00a0": " ", "\u200b": None, "\ufeff": None, "\x00": None, "\x02": "-"}
)
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufff0-\uffff]")

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Fragment:
    """`text` between `left` and `right` (points) on the baseline `base`, in type of `size` points.

    `broken` says that a hyphen ends a line here. `turn` is the direction of writing beside the page's own, in
    quarter turns; `frame` is the page's own, by which the places are turned.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int = 0
    broken: bool = False
    frame: int = 0


@dataclass(slots=True)
class _Word:
    text: str
    first: int
    box: Box
    turn: int


class _Letters:
    """What pdfium says of single characters; the buffers are made once."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.text_page = page.get_textpage()
        self.raw = self.text_page.raw
        self.count = min(self.text_page.count_chars(), MAX_LETTERS)
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._boxed, self._turned = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def text(self) -> str:
        """One UTF-16 unit a character where the two agree, else asked for one by one."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self.raw, 0, self.count, buffer)
        text = "".join(map(chr, buffer[: self.count]))
        if written == self.count + 1:
            return text
        return "".join(_letter(pdfium.FPDFText_GetUnicode(self.raw, i)) for i in range(self.count))

    def box(self, at: int) -> Box:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self.raw, at, self._boxed)
        return box.left, box.bottom, box.right, box.top

    def turn(self, at: int) -> int:
        """The direction of writing in quarter turns to the left: 0 to the right, 1 upwards."""
        pdfium.FPDFText_GetMatrix(self.raw, at, self._turned)
        a, b = self._matrix.a, self._matrix.b
        return (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)

    def origin(self, at: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.raw, at, ctypes.byref(self._x), ctypes.byref(self._y))
        return self._x.value, self._y.value

    def size(self, at: int) -> float:
        """The size in points, after the text matrix has scaled it."""
        pdfium.FPDFText_GetMatrix(self.raw, at, self._turned)
        scale: float = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        size: float = pdfium.FPDFText_GetFontSize(self.raw, at)
        return abs(size * scale)

    def bold(self, at: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self.raw, at) >= 600:
            return True
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self.raw, at, name, 128, None)
        return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))

    def close(self) -> None:
        self.text_page.close()


def _letter(code: int) -> str:
    return chr(code) if code <= sys.maxunicode else "\ufffd"


def fragments(page: pypdfium2.PdfPage) -> list[Fragment]:
    """The fragments of a page in the order in which it draws them."""
    letters = _Letters(page)
    try:
        words = [word for word in _words(letters) if word.box[2] > word.box[0]]
        main = _main_turn(words)
        found: list[Fragment] = []
        for _, group in groupby(_grouped(words, main), key=lambda pair: pair[0]):
            joined = _fragment([word for _, word in group], letters, main)
            if joined.text:
                found.append(joined)
        return _once(found)
    finally:
        letters.close()


def _once(found: list[Fragment]) -> list[Fragment]:
    """Without what is drawn a second time, a hair beside the first, to look bold or to cast a shadow."""
    drawn: dict[str, list[Fragment]] = {}
    kept = []
    for fragment in found:
        before = drawn.setdefault(fragment.text, [])
        near = OVERPRINT * fragment.size
        if not any(
            abs(f.left - fragment.left) < near > abs(f.base - fragment.base) for f in before[-MOST_DRAWN:]
        ):
            before.append(fragment)
            kept.append(fragment)
    return kept


def _words(letters: _Letters) -> Iterator[_Word]:
    text = letters.text()
    turn, style = 0, (0.0, 0.0)
    for match in WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        head = letters.box(first)
        if (head[1], head[3]) != style:
            turn, style = letters.turn(first), (head[1], head[3])
        tail = letters.box(last) if last > first else head
        if (turn or abs(tail[1] - head[1]) > 0.1 or abs(tail[3] - head[3]) > 0.1) or MARKED.search(match[0]):
            yield from _by_letter(match[0], first, letters)
        else:
            yield _Word(
                match[0], first, (min(head[0], tail[0]), head[1], max(head[2], tail[2]), head[3]), turn
            )


def _by_letter(text: str, first: int, letters: _Letters) -> Iterator[_Word]:
    """A word parted where its letters leave their line: a raised mark, or a line break that nobody marked."""
    held: _Word | None = None
    for at, letter in enumerate(text, first):
        box, turn = letters.box(at), letters.turn(at)
        if held is not None and turn == held.turn and _goes_on(held.box, box, turn):
            held.text += letter
            held.box = _around(held.box, box)
            continue
        if held is not None:
            yield held
        held = _Word(letter, at, box, turn)
    if held is not None:
        yield held


def _goes_on(before: Box, box: Box, turn: int) -> bool:
    low, high = (1, 3) if turn % 2 == 0 else (0, 2)
    height = max(before[high] - before[low], 0.1)
    level = abs(before[low] - box[low]) < 0.02 * height and abs(before[high] - box[high]) < 0.02 * height
    a, b = (0, 2) if turn % 2 == 0 else (1, 3)
    gap = max(box[a] - before[b], before[a] - box[b])
    return level and gap < 0.5 * height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _main_turn(words: list[_Word]) -> int:
    weight = [0, 0, 0, 0]
    for word in words:
        weight[word.turn] += len(word.text)
    return weight.index(max(weight))


def turned(box: Box, turn: int) -> Box:
    """A box as it stands when text that runs in direction `turn` is laid to run to the right."""
    left, bottom, right, top = box
    if turn == 1:
        return bottom, -right, top, -left
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 3:
        return -top, left, -bottom, right
    return box


def _grouped(words: list[_Word], main: int) -> Iterator[tuple[int, _Word]]:
    """Each word with the number of its fragment: a new one where size, line or direction change or a wide
    gap lies between."""
    number, before = 0, None
    for word in words:
        word.box = turned(word.box, main)
        if before is not None and not _follows(before, word):
            number += 1
        before = word
        yield number, word


def _follows(before: _Word, word: _Word) -> bool:
    if before.turn != word.turn or before.text.endswith(LINE_HYPHEN):
        return False
    one, other = before.box, word.box
    height = max(one[3] - one[1], 0.1)
    if abs(one[1] - other[1]) > 0.02 * height or abs(one[3] - other[3]) > 0.02 * height:
        return False
    gap = max(other[0] - one[2], one[0] - other[2])
    return -0.3 * height < gap < WIDE_GAP * height


def _fragment(words: list[_Word], letters: _Letters, main: int) -> Fragment:
    first = words[0]
    x, y = letters.origin(first.first)
    base = turned((x, y, x, y), main)[1]
    text = CONTROL.sub("", " ".join(word.text for word in words).translate(LIGATURES))
    left, right = min(word.box[0] for word in words), max(word.box[2] for word in words)
    turn = (first.turn - main) % 4
    broken = words[-1].text.endswith((LINE_HYPHEN, "\u00ad"))
    size = round(letters.size(first.first), 1) or round(first.box[3] - first.box[1], 1)
    return Fragment(text.strip(), left, right, base, size, letters.bold(first.first), turn, broken, main)
