"""The walk over a page's tree: one line of text for each block-level run, and where it came from.

No recursion: a page may nest its boxes two thousand deep.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from reportedly.text import tidy

DROPPED = frozenset(
    [
        "title",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "datalist",
    ]
)
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
])  # fmt: skip
SPACE = re.compile(r"[ \t\n\r\f]+")
WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]{2,}")
# Words for screen readers only ("opens in a new tab"), which no reader of the page sees.
UNSEEN_CLASS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-(?:text|only))?)\b", re.I)
UNSEEN_STYLE = re.compile(r"\bclip\s*:\s*rect|\bclip-path\s*:\s*inset", re.I)
MAX_HINTS = 40
MAX_PATH = 64


@dataclass(frozen=True, slots=True)
class Line:
    """The text of one run, stripped and never empty; `linked` counts its characters that stand in links."""

    text: str
    path: str
    tag: str
    linked: int
    hints: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """An open element, with what its children need to know of it."""

    tag: str
    step: str
    block: bool
    pre: bool
    link: bool
    hints: tuple[str, ...]
    children: dict[str, int] = field(default_factory=dict)


def walk(tree: HtmlElement) -> list[Line]:
    """The runs of a page in document order.

    A page whose broken markup puts all of it into a `noscript` is read with that.
    """
    return _Walk(DROPPED).lines(tree) or _Walk(DROPPED - {"noscript"}).lines(tree)


class _Walk:
    def __init__(self, dropped: frozenset[str]) -> None:
        self.dropped = dropped
        self.open: list[_Node] = [_Node("", "", True, False, False, ())]
        self.parts: list[tuple[str, bool]] = []
        self.found: list[Line] = []
        self.named: dict[tuple[str | None, ...], tuple[str, ...]] = {}

    def lines(self, tree: HtmlElement) -> list[Line]:
        steps = iterwalk(tree, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in steps:
            if event == "start":
                if self._unseen(element):
                    steps.skip_subtree()
                    skipped = element
                    self._count(element.tag)
                else:
                    self._enter(element)
                continue
            if element is skipped:
                skipped = None
            else:
                self._leave()
            if element.tail and element is not tree:
                self._say(element.tail)
        self._flush()
        return self.found

    def _unseen(self, element: HtmlElement) -> bool:
        if element.tag in self.dropped or not isinstance(element.tag, str):
            return True
        name, style = element.get("class"), element.get("style")
        return bool((name and UNSEEN_CLASS.search(name)) or (style and UNSEEN_STYLE.search(style)))

    def _enter(self, element: HtmlElement) -> None:
        tag, above = element.tag, self.open[-1]
        nth = self._count(tag)
        block = tag not in INLINE
        if block:
            self._flush()
        step = tag if nth == 1 else f"{tag}[{nth}]"
        pre, link = above.pre or tag in ("pre", "textarea"), above.link or tag == "a"
        self.open.append(_Node(tag, step, block, pre, link, self._hints(element, above.hints)))
        if element.text:
            self._say(element.text)

    def _count(self, tag: str) -> int:
        """Which child of its name the next child is."""
        children = self.open[-1].children
        children[tag] = children.get(tag, 0) + 1
        return children[tag]

    def _leave(self) -> None:
        if self.open[-1].block:
            self._flush()
        self.open.pop()

    def _say(self, text: str) -> None:
        node = self.open[-1]
        if not node.pre:
            self.parts.append((SPACE.sub(" ", text), node.link))
            return
        first, *rest = tidy(text).split("\n")
        self.parts.append((first, node.link))
        for line in rest:
            self._flush()
            self.parts.append((line, node.link))

    def _flush(self) -> None:
        if not self.parts:
            return
        parts, self.parts = self.parts, []
        raw = "".join(text for text, _ in parts)
        node = self.open[-1]
        text = tidy(raw if node.pre else SPACE.sub(" ", raw)).strip() if raw.strip() else ""
        if not text:
            return
        linked = min(sum(len(part.strip()) for part, link in parts if link), len(text))
        boxes = len(self.open)
        while boxes > 1 and not self.open[boxes - 1].block:
            boxes -= 1
        tag = self.open[boxes - 1].tag
        self.found.append(Line(text, _path(self.open[1:boxes]), tag, linked, node.hints))

    def _hints(self, element: HtmlElement, above: tuple[str, ...]) -> tuple[str, ...]:
        """Words of the element's class, id, role and item property, the nearest first, no word twice."""
        key = (element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))
        if not any(key):
            return above
        own = self.named.get(key)
        if own is None:
            own = tuple(word.lower() for value in key if value for word in WORD.findall(value))
            self.named[key] = own
        return tuple(dict.fromkeys([*own, *above]))[:MAX_HINTS]


def _path(nodes: list[_Node]) -> str:
    steps = [node.step for node in nodes]
    if len(steps) > MAX_PATH:
        steps = [*steps[: MAX_PATH // 2], "...", *steps[-MAX_PATH // 2 :]]
    return "/".join(steps)
