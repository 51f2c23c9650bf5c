"""Word documents: paragraphs, headings, lists and tables in order, footnotes apart.

What a reader of the accepted document does not see is left out: deleted and moved-away text of tracked
changes, hidden text, field codes, and the fallback of a drawing. Source of the rules: ECMA-376, part 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.errors import UnreadableSource
from reportedly.sources.layout import Document, Layout
from reportedly.sources.package import parts
from reportedly.sources.xmltree import Element, child, children, name_of, words_of

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RENDERER = "docx-1"
BODY, STYLES, NOTES, CORE = "word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNSEEN = frozenset(["del", "movefrom", "instrtext", "deltext", "fallback", "rpr", "ppr", "footnotereference"])
BOXES = frozenset(["sdt", "sdtcontent", "customxml", "ins", "moveto", "smarttag"])
STATED = ("title", "creator", "subject", "created", "modified", "language", "lastmodifiedby")
HEADING = re.compile(r"heading ([1-6])")
TAGS = {
    "title": "h1",
    "subtitle": "p",
    "caption": "figcaption",
    "quote": "blockquote",
    "intense quote": "blockquote",
}
HINTS = {"subtitle": ("subtitle",), "caption": ("caption",)}
CELLS = " | "


def render_docx(data: bytes) -> Document:
    """The rendering of a DOCX. Raises UnreadableSource: ``damaged``, ``bomb`` or ``unparsable``."""
    held = parts(data, (BODY, STYLES, NOTES, CORE), "The Word document")
    body = child(held[BODY], "body") if BODY in held else None
    if body is None:
        raise UnreadableSource(
            "damaged", "The Word document has no body.", "Open it in a word processor and save it again."
        )
    layout = Layout()
    for element in held.get(CORE, ()):
        if name_of(element) in STATED:
            layout.state(f"docx/{name_of(element)}", words_of(element))
    styles = _styles(held.get(STYLES))
    _Writer(layout, styles).write(body, "docx/body")
    if NOTES in held:
        for number, note in enumerate(children(held[NOTES], "footnote"), 1):
            _Writer(layout, styles, aside=True).write(note, f"docx/footnotes/footnote[{number}]")
    return Document(MEDIA, RENDERER, "utf-8", layout.page())


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: its English name, the one that it is based on, and its level in the outline."""

    name: str
    base: str
    level: int | None


NO_STYLE = _Style("", "", None)
# A style may be based on itself in a broken file.
MAX_BASES = 10


def _styles(root: Element | None) -> dict[str, _Style]:
    found = {}
    for style in children(root, "style") if root is not None else ():
        outline = _value(child(style, "ppr"), "outlinelvl")
        level = int(outline) + 1 if outline.isdecimal() and len(outline) == 1 else None
        name = _value(style, "name").lower()
        found[style.get(f"{WORD}styleId", "")] = _Style(name, _value(style, "basedon"), level)
    return found


def _value(element: Element | None, name: str) -> str:
    """The ``w:val`` of a child, or nothing."""
    found = child(element, name) if element is not None else None
    return found.get(f"{WORD}val", "") if found is not None else ""


@dataclass(slots=True)
class _Writer:
    """Writes block after block; a paragraph is named by its number among its siblings."""

    layout: Layout
    styles: dict[str, _Style]
    aside: bool = False
    counted: dict[str, int] = field(default_factory=dict)

    def write(self, box: Element, path: str) -> None:
        for element in box:
            name = name_of(element)
            if name == "p":
                self._paragraph(element, self._step(path, "p"))
            elif name == "tbl":
                self._table(element, self._step(path, "tbl"))
            elif name in BOXES:
                self.write(element, path)

    def _step(self, path: str, name: str) -> str:
        """Boxes have no steps of their own: a paragraph's number counts through them."""
        key = f"{path}/{name}"
        self.counted[key] = self.counted.get(key, 0) + 1
        return f"{key}[{self.counted[key]}]"

    def _paragraph(self, paragraph: Element, path: str) -> None:
        tag, hints = ("aside", ("footnote",)) if self.aside else self._kind(paragraph)
        for text, links in _lines(paragraph):
            self.layout.add(text, path, tag, main=not self.aside, links=links, hints=hints)
        for box in _text_boxes(paragraph):
            self.write(box, f"{path}/textbox")

    def _kind(self, paragraph: Element) -> tuple[str, tuple[str, ...]]:
        properties = child(paragraph, "ppr")
        style = _value(properties, "pstyle")
        for _ in range(MAX_BASES):
            known = self.styles.get(style, NO_STYLE)
            heading = HEADING.fullmatch(known.name)
            if heading or (known.level and known.level <= 6):
                return f"h{heading[1] if heading else known.level}", ()
            if known.name in TAGS:
                return TAGS[known.name], HINTS.get(known.name, ())
            style = known.base
        outline = _value(properties, "outlinelvl")
        if outline in {"0", "1", "2", "3", "4", "5"}:
            return f"h{int(outline) + 1}", ()
        return ("li" if properties is not None and child(properties, "numpr") is not None else "p"), ()

    def _table(self, table: Element, path: str) -> None:
        """Row by row: a row of short cells is a line; where a cell holds paragraphs, each is one."""
        for number, row in enumerate(_through_boxes(table, "tr"), 1):
            cells, place = list(_through_boxes(row, "tc")), f"{path}/tr[{number}]"
            blocks = [list(_through_boxes(cell, "p", "tbl")) for cell in cells]
            if len(cells) > 1 and all(len(b) == 1 and name_of(b[0]) == "p" for b in blocks):
                words = [" ".join(text for text, _ in _lines(b[0])).strip() for b in blocks]
                text = CELLS.join(word for word in words if word)
                self.layout.add(text, place, "aside" if self.aside else "tr", main=not self.aside)
            else:
                for column, cell in enumerate(cells, 1):
                    self.write(cell, f"{place}/tc[{column}]")


def _through_boxes(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, seen through content controls and accepted changes."""
    for each in element:
        name = name_of(each)
        if name in names:
            yield each
        elif name in BOXES:
            yield from _through_boxes(each, *names)


def _lines(paragraph: Element) -> list[tuple[str, float]]:
    """The paragraph's lines (a line break ends one), each with the share of it that stands in links."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, linked in _pieces(paragraph):
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append((text, linked))
    found = []
    for line in lines:
        size = sum(len(text) for text, _ in line)
        links = sum(len(text) for text, linked in line if linked)
        found.append(("".join(text for text, _ in line), links / size if size else 0.0))
    return found


def _pieces(paragraph: Element) -> Iterator[tuple[str, bool]]:
    """Each bit of visible text with whether it stands in a link; ``\\n`` for a line break. No recursion."""
    waiting = [(each, False) for each in reversed(paragraph)]
    while waiting:
        element, linked = waiting.pop()
        name = name_of(element)
        if name in UNSEEN or name == "txbxcontent" or (name == "r" and _hidden(element)):
            continue
        if name == "t":
            yield element.text or "", linked
        elif name in ("br", "cr"):
            yield ("\n" if element.get(f"{WORD}type") in (None, "textWrapping") else " "), linked
        elif name in ("tab", "nobreakhyphen"):
            yield (" " if name == "tab" else "-"), linked
        else:
            waiting += [(each, linked or name == "hyperlink") for each in reversed(element)]


def _hidden(run: Element) -> bool:
    vanish = child(run, "rpr")
    vanish = child(vanish, "vanish") if vanish is not None else None
    return vanish is not None and vanish.get(f"{WORD}val", "1") not in ("0", "false")


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes that stand in a paragraph, each once: its fallback for old programs is passed over."""
    for box in paragraph.iter("{*}txbxContent"):
        above = [name_of(each) for each in box.iterancestors()]
        depth = next((i for i, each in enumerate(box.iterancestors()) if each is paragraph), len(above))
        if not {"fallback", "del", "txbxcontent"} & set(above[:depth]):
            yield box
