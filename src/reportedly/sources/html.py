"""A page's text, rendered by our own walk over its tree, so that every character has a node.

The page is parsed once; the main-text extractor runs on the same tree and only says which runs it would
keep. Its text is never used.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from reportedly.errors import UnreadableSource
from reportedly.records import Markup, Run
from reportedly.sources.mainness import main_lines, matched
from reportedly.sources.markup import collect
from reportedly.sources.walk import Line, walk

MOSTLY_LINKS = 0.8
# What XML 1.0 forbids, lxml refuses or silently stops at.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Boxes that may nest without end in a broken page; the parser gives up 2,048 levels down.
BOXES = re.compile(
    r"</?(?:div|span|section|article|main|font|center|table|tbody|tr|td|ul|ol|li|blockquote|b|i|em"
    r"|strong|u|a|p)\b[^<>]*>",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its text, its runs in order, what the markup states, and remarks."""

    text: str
    runs: tuple[Run, ...]
    markup: tuple[Markup, ...]
    notes: tuple[str, ...] = ()


def render(html: str) -> Page:
    """Render a page; block-level runs stand on lines of their own. Raises UnreadableSource (unparsable)."""
    tree, notes = _parse(html)
    lines = walk(tree)
    markup = collect(tree)
    main = matched([line.text for line in lines], main_lines(tree))
    return _page(lines, main, markup, notes)


def render_fragment(html: str) -> Page:
    """Render the HTML of a field, such as a feed item's content, where all but lists of links is main text.

    Main-text extractors look for an article on a page, and find none in a few paragraphs. Raises the same.
    """
    tree, notes = _parse(f"<html><body>{html}</body></html>")
    lines = walk(tree)
    return _page(lines, [line.linked < MOSTLY_LINKS * len(line.text) for line in lines], (), notes)


def _page(lines: list[Line], main: list[bool], markup: tuple[Markup, ...], notes: tuple[str, ...]) -> Page:
    text, runs, at = [], [], 0
    for line, kept in zip(lines, main, strict=True):
        runs.append(_run(line, at, kept))
        text.append(line.text)
        at += len(line.text) + 1
    return Page("\n".join(text), tuple(runs), markup, notes)


def _run(line: Line, at: int, main: bool) -> Run:
    share = round(line.linked / len(line.text), 3)
    return Run(at, at + len(line.text), line.path, line.tag, share, line.hints, main)


def _parse(html: str) -> tuple[HtmlElement, tuple[str, ...]]:
    tree, cut_short = _tree(html)
    if not cut_short and tree is not None:
        return tree, ()
    # Nested beyond what the parser bears: the boxes go, the words stay.
    tree, _ = _tree("<html><body>" + BOXES.sub("<br>", html) + "</body></html>")
    if tree is None:
        raise UnreadableSource(
            "unparsable",
            "The page cannot be parsed as HTML.",
            "Save it again, or paste its text into a file.",
        )
    return tree, ("nested too deeply",)


def _tree(html: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser gave up half-way."""
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        tree = document_fromstring(FORBIDDEN.sub("", html).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
