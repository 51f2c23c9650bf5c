"""The walk over a page's tree: one line of text for each block-level run, and where it came from.

No recursion: a page may nest its boxes two thousand deep.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from reportedly.text import tidy

DROPPED = frozenset(
    "head title script style noscript template svg math iframe object canvas audio video datalist".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
SPACE = re.compile(r"[ \t\n\r\f]+")
WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]{2,}")
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
    children: Counter[str] = field(default_factory=Counter)


def walk(tree: HtmlElement) -> Iterator[Line]:
    """The runs of a page in document order."""
    return _Walk().lines(tree)


class _Walk:
    def __init__(self) -> None:
        self.open: list[_Node] = []
        self.parts: list[tuple[str, bool]] = []

    def lines(self, tree: HtmlElement) -> Iterator[Line]:
        steps = iterwalk(tree, events=("start", "end"))
        for event, element in steps:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in DROPPED or not tag:
                    steps.skip_subtree()
                else:
                    yield from self._enter(element, tag)
            else:
                if tag not in DROPPED and tag:
                    yield from self._leave(tag)
                if element is not tree:
                    yield from self._say(element.tail)
        yield from self._flush()

    def _enter(self, element: HtmlElement, tag: str) -> Iterator[Line]:
        node = self._node(element, tag)
        if node.block:
            yield from self._flush()
        self.open.append(node)
        yield from self._say(element.text)

    def _leave(self, tag: str) -> Iterator[Line]:
        if self.open[-1].block:
            yield from self._flush()
        self.open.pop()

    def _node(self, element: HtmlElement, tag: str) -> _Node:
        above = self.open[-1] if self.open else _Node("", "", True, False, False, ())
        above.children[tag] += 1
        nth = above.children[tag]
        return _Node(
            tag,
            tag if nth == 1 else f"{tag}[{nth}]",
            tag not in INLINE,
            above.pre or tag in {"pre", "textarea"},
            above.link or tag == "a",
            _hints(element, above.hints),
        )

    def _say(self, text: str | None) -> Iterator[Line]:
        if not text or not self.open:
            return
        node = self.open[-1]
        if not node.pre:
            self.parts.append((text, node.link))
            return
        first, *rest = tidy(text).split("\n")
        self.parts.append((first, node.link))
        for line in rest:
            yield from self._flush()
            self.parts.append((line, node.link))

    def _flush(self) -> Iterator[Line]:
        parts, self.parts = self.parts, []
        raw = "".join(text for text, _ in parts)
        node = self.open[-1] if self.open else None
        text = tidy(raw if node and node.pre else SPACE.sub(" ", raw)).strip()
        if not text:
            return
        linked = sum(len(SPACE.sub(" ", part).strip()) for part, link in parts if link)
        tag = next((node.tag for node in reversed(self.open) if node.block), "")
        hints = self.open[-1].hints if self.open else ()
        yield Line(text, self._path(), tag, min(linked, len(text)), hints)

    def _path(self) -> str:
        steps = [node.step for node in self.open]
        while len(steps) > 1 and not self.open[len(steps) - 1].block:
            steps.pop()
        if len(steps) > MAX_PATH:
            steps = [*steps[: MAX_PATH // 2], "...", *steps[-MAX_PATH // 2 :]]
        return "/".join(steps)


def _hints(element: HtmlElement, above: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the element's class, id, role and item property, the nearest first, no word twice."""
    given = [element.get(key) for key in ("class", "id", "role", "itemprop")]
    if not any(given):
        return above
    words = [word.lower() for value in given if value for word in WORD.findall(value)]
    return tuple(dict.fromkeys([*words, *above]))[:MAX_HINTS]
