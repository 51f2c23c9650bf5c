"""Markdown to the text that its reader sees: markers, addresses and code taken off, a run a block.

Parsed by CommonMark's rules with tables; each block is a line, whose path keeps the list, quotation or table
that it stands in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.sources.frontmatter import front_matter
from reportedly.sources.html import render_fragment
from reportedly.sources.layout import Document, Layout

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MEDIA, RENDERER = "text/markdown", "markdown-1"
MAX_CHARACTERS = 3_000_000
# A paragraph of more brackets or stars than this is no prose, and its nesting could cost a parser dearly.
MAX_MARKS = 4_000
MAX_COLUMNS = 100
LEAST_SHARE = 4
ADDRESS = re.compile(r"https?://[^\s)>\]]+")
SUFFIXES = (".md", ".markdown", ".mdown")
HEAD = 20_000
HEADING = re.compile(r"^#{1,6} +\S.*$", re.M)
LINK = re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\((?:https?://|<)[^)\s]{3,}\)")
MARKS = re.compile(r"[\[\]*_`<!&]")
STATES_SOMETHING = frozenset(
    ["title", "date", "author", "authors", "url", "link", "source", "tags", "published"]
)
BREAK = "\n"
CELLS = " | "


def looks_like_markdown(text: str, name: str = "") -> bool:
    """Whether a text is Markdown: by its name, by what it states above its text, or by headings and links."""
    if len(text) > MAX_CHARACTERS or looks_marked_up_outright(text):
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    if {key for key, _ in front_matter(text)[0]} & STATES_SOMETHING:
        return True
    head = text[:HEAD]
    if "](" not in head:
        return False
    headings, links = len(HEADING.findall(head)), len(LINK.findall(head))
    return headings >= 1 and links >= 1 and headings + links >= 3


def looks_marked_up_outright(text: str) -> bool:
    """Whether a text opens as a page does; HTML inside Markdown opens otherwise."""
    return text[:200].lstrip("\ufeff \n").lower().startswith(("<!doctype", "<html"))


def render_markdown(text: str, name: str = "") -> Document | None:
    """The rendering of a Markdown text; None where the parser gives up on most of it, as it does on boxes
    nested without end: then it is read as plain text."""
    layout = Layout()
    pairs, start = front_matter(text)
    for key, value in pairs:
        layout.state(f"front/{key}", value)
    writer = _Writer(layout)
    for token in _parser().parse(_bounded(text[start:])):
        writer.take(token)
    if _letters(layout.page().text) * LEAST_SHARE < _letters(ADDRESS.sub("", text[start:])):
        return None
    return Document(MEDIA, RENDERER, "utf-8", layout.page())


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # not worth its loading where nothing is Markdown

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _bounded(text: str) -> str:
    """The text without the marks of monstrous paragraphs and the bars of monstrous rows."""
    parts = re.split(r"(\n[ \t]*\n)", text)
    calm = [MARKS.sub(" ", part) if len(MARKS.findall(part)) > MAX_MARKS else part for part in parts]
    lines = "".join(calm).split("\n")
    return "\n".join(line.replace("|", " ") if line.count("|") > MAX_COLUMNS else line for line in lines)


@dataclass(slots=True)
class _Writer:
    """Takes the parser's tokens in order and writes a line for each block of words."""

    layout: Layout
    open: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    row: list[str] = field(default_factory=list)

    def take(self, token: "Token") -> None:
        if token.nesting > 0:
            self._enter(token.tag)
        elif token.nesting < 0:
            self._leave()
        elif token.type == "inline":
            self._words(token)
        elif token.type in ("fence", "code_block"):
            self._code(token.content)
        elif token.type == "html_block" and token.content.strip():
            page = render_fragment(token.content)
            self.layout.add_page(page, self._place("html"))

    def _enter(self, tag: str) -> None:
        self.open.append(self._step(tag))

    def _leave(self) -> None:
        path = "/".join(["markdown", *self.open])
        if self.open.pop().partition("[")[0] == "tr":
            self.layout.add(CELLS.join(self.row), path, "tr")
            self.row.clear()

    def _step(self, tag: str) -> str:
        key = "/".join([*self.open, tag])
        self.counted[key] = self.counted.get(key, 0) + 1
        return f"{tag}[{self.counted[key]}]" if self.counted[key] > 1 else tag

    def _place(self, tag: str) -> str:
        return "/".join(["markdown", *self.open, self._step(tag)])

    def _words(self, token: "Token") -> None:
        tag = self._tag()
        if tag in ("td", "th"):
            self.row.append(" ".join(line for line, _ in _lines(token)).strip())
            return
        path = "/".join(["markdown", *self.open])
        for line, linked in _lines(token):
            share = min(linked / len(line), 1.0) if line else 0.0
            self.layout.add(line, path, tag, links=share)

    def _tag(self) -> str:
        """The block that a run is named after: a paragraph in a list is an entry of it."""
        tags = [step.partition("[")[0] for step in self.open]
        if not tags or tags[-1] != "p":
            return tags[-1] if tags else "p"
        return next((tag for tag in reversed(tags) if tag in ("li", "blockquote")), "p")

    def _code(self, content: str) -> None:
        place = self._place("pre")
        for line in content.split("\n"):
            self.layout.add(line, place, "pre", main=False)


def _lines(token: "Token") -> Iterator[tuple[str, int]]:
    """The lines that an inline token shows, each with how many of its characters stand in links."""
    words, linked, depth = list[str](), 0, 0
    for each in token.children or ():
        depth += each.nesting if each.type.startswith("link_") else 0
        shown = _shown(each)
        if shown == BREAK:
            yield "".join(words), linked
            words, linked = [], 0
            continue
        words.append(shown)
        linked += len(shown) if depth else 0
    yield "".join(words), linked


def _shown(token: "Token") -> str:
    """What a reader sees of it: of a picture its description, of an HTML tag nothing but its line break."""
    if token.type in ("text", "code_inline", "image", "text_special"):
        return token.content
    if token.type == "softbreak":
        return " "
    return BREAK if token.type == "hardbreak" or token.content.lower().startswith("<br") else ""
