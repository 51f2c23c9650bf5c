"""PDF files written from scratch, as a printing program would: for tests and for the speed benchmark.

Only the core fonts, so that every character is where the metrics below put it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

# Advance widths of Helvetica in thousandths of its size, from space to tilde (Adobe's font metrics).
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *([556] * 10), 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667,
    778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
    334, 260, 334, 584,
)  # fmt: skip
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


def width(words: str, size: float) -> float:
    return sum(WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in words) * size / 1000


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the left end of their baseline at (x, y), in points from the lower left corner."""

    x: float
    y: float
    words: str
    size: float = 10
    font: str = "plain"
    gap: float = 0
    turn: tuple[int, int, int, int] = (1, 0, 0, 1)

    def operators(self) -> str:
        shown = self.words.encode("cp1252", "replace").decode("latin-1")
        for mark in "\\()":
            shown = shown.replace(mark, "\\" + mark)
        turn = " ".join(map(str, self.turn))
        set_ = f"/{self.font} {self.size} Tf {self.gap:.3f} Tw {turn} {self.x:.2f} {self.y:.2f} Tm"
        return f"BT {set_} ({shown}) Tj ET"


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from (x, y) to the right."""

    x: float
    y: float
    length: float

    def operators(self) -> str:
        return f"0.5 w {self.x} {self.y} m {self.x + self.length} {self.y} l S"


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey square that covers the page, as a scanner makes it."""

    side: int = 500

    def operators(self) -> str:
        return f"q {self.side} 0 0 {self.side} 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


Mark = Text | Rule | Picture


@dataclass(slots=True)
class Page:
    marks: list[Mark] = field(default_factory=list)
    size: tuple[float, float] = (595, 842)
    rotate: int = 0


def pdf(pages: Sequence[Page], info: dict[str, str] | None = None, extra: str = "") -> bytes:
    """The bytes of a PDF of these pages; `extra` goes into the trailer."""
    fonts = [f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
             for name in FONTS.values()]  # fmt: skip
    named = " ".join(f"/{name} {3 + n} 0 R" for n, name in enumerate(FONTS))
    first = 3 + len(fonts)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    bodies += fonts
    for n, page in enumerate(pages):
        box = f"/MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.rotate}"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << {named} >> >>"
            f" /Contents {first + 2 * n + 1} 0 R >>"
        )
        drawn = "\n".join(mark.operators() for mark in page.marks)
        bodies.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    values = " ".join(f"/{name} ({value})" for name, value in (info or {}).items())
    bodies.append(f"<< {values} >>")
    return _file(bodies, extra)


def _file(bodies: Sequence[str], extra: str) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    parts += [f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1") for number, body in enumerate(bodies, 1)]
    *places, start = accumulate(map(len, parts))
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    trailer = f"<< /Size {size} /Root 1 0 R /Info {len(bodies)} 0 R {extra} >>"
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n"
    return b"".join(parts) + end.encode("latin-1")


SYLLABLES = (
    *("bacedifoguhaleminopurasetivolukanerisotumadelipo"[n : n + 2] for n in range(0, 48, 2)),
    *("ver", "sten", "mar", "lund", "hol"),
)


def prose(words: int, seed: int = 0) -> list[str]:
    """Paragraphs of made-up words, about `words` words in all, 40 to 90 a paragraph."""
    dice = random.Random(seed)
    stock = sorted({"".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(500)})
    paragraphs: list[str] = []
    while words > 0:
        size = min(max(words, 12), dice.randint(40, 90))
        paragraphs.append(" ".join(_sentences(dice, stock, size)))
        words -= size
    return paragraphs


def _sentences(dice: random.Random, stock: Sequence[str], size: int) -> Iterator[str]:
    while size > 0:
        words = dice.choices(stock, k=min(max(size, 6), dice.randint(6, 20)))
        size -= len(words)
        yield " ".join(words).capitalize() + "."


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    indent: float
    gap: float
    above: float = 0


def flow(
    paragraph: str, measure: float, size: float, *, justify: bool, hyphens: bool, indent: float
) -> list[Line]:
    """A paragraph broken into lines of at most `measure` points."""
    lines: list[Line] = []
    rest, line, room = paragraph.split(), "", measure - indent
    while rest:
        tried = f"{line} {rest[0]}".strip()
        if width(tried, size) <= room:
            line = tried
            rest.pop(0)
            continue
        word = rest[0]
        head = f"{line} {word[:4]}-".strip()
        if hyphens and len(word) >= 8 and word.isalpha() and width(head, size) <= room:
            line, rest[0] = head, word[4:]
        lines.append(_line(line, room, size, indent if not lines else 0, justify))
        line, room = "", measure
    return [*lines, Line(line, indent if not lines else 0, 0)]


def _line(words: str, room: float, size: float, indent: float, justify: bool) -> Line:
    gaps = words.count(" ")
    return Line(words, indent, (room - width(words, size)) / gaps if justify and gaps else 0)


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is set. `order`: ``columns`` draws column by column, ``lines`` across them."""

    columns: int = 2
    order: str = "columns"
    size: float = 10
    leading: float = 12
    gutter: float = 18
    justify: bool = True
    hyphens: bool = True
    indent: float = 12
    spaced: float = 0
    title: str = "Harbours of the north and who keeps them"
    head: str = "Marlund Institute Papers"
    foot: str = ""
    numbers: bool = True
    notes: bool = True
    heading_every: int = 0


def report(paragraphs: Sequence[str], style: Style, info: dict[str, str] | None = None) -> bytes:
    """The paragraphs set as a report of as many pages as they need."""
    measure = (595 - 140 - style.gutter * (style.columns - 1)) / style.columns
    lines: list[Line] = []
    for paragraph in paragraphs:
        set_ = flow(
            paragraph, measure, style.size, justify=style.justify, hyphens=style.hyphens, indent=style.indent
        )
        lines += [Line(set_[0].words, set_[0].indent, set_[0].gap, style.spaced), *set_[1:]]
    pages: list[Page] = []
    while lines:
        pages.append(_page(lines, len(pages) + 1, measure, style))
    return pdf(pages, info)


def _page(lines: list[Line], number: int, measure: float, style: Style) -> Page:
    page = Page()
    if style.head:
        page.marks.append(Text(70, 800, style.head, 8))
    top = 770.0
    if number == 1 and style.title:
        page.marks.append(Text(70, 745, style.title, 20, "bold"))
        top = 710.0
    floor = 120 if style.notes else 70
    columns = [
        _column(lines, 70 + n * (measure + style.gutter), top, floor, style) for n in range(style.columns)
    ]
    if style.order == "lines":
        page.marks += sorted((t for column in columns for t in column), key=lambda t: (-t.y, t.x))
    else:
        page.marks += [t for column in columns for t in column]
    if style.notes:
        page.marks += [
            Rule(70, 105, 120),
            Text(
                70,
                92,
                f"{number} {note(number)}, which nobody reads, but for those who pay for the quay.",
                style.size - 2,
            ),
            Text(70, 82, f"It goes on about {note(number)[::-1]} in a second line.", style.size - 2),
        ]
    if style.foot:
        page.marks.append(Text(70, 48, style.foot, 8))
    if style.numbers:
        page.marks.append(Text(500, 48, str(number), 8))
    return page


def note(number: int) -> str:
    """The words that only this page's footnote has."""
    return " ".join(random.Random(f"note {number}").choices(SYLLABLES, k=5))


def _column(lines: list[Line], x: float, top: float, floor: float, style: Style) -> list[Text]:
    marks: list[Text] = []
    y = top
    while lines and y > floor:
        line = lines[0]
        if marks:
            y -= line.above
        if y <= floor:
            break
        lines.pop(0)
        marks.append(Text(x + line.indent, y, line.words, style.size, gap=line.gap))
        y -= style.leading
    return marks
