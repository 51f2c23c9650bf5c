"""One news item: NewsML-G2 of the IPTC with its text as XHTML, NITF or plain; NewsML 1 and bare NITF too.

Elements are found by local names, because agencies mix the namespaces.
"""

import re
from collections.abc import Iterator

from reportedly.errors import UnreadableSource
from reportedly.sources.html import render_fragment
from reportedly.sources.layout import Document, Layout
from reportedly.sources.sniffing import PROLOG
from reportedly.sources.xmltree import Element, inner_markup, name_of, parse, words_of

MEDIA, RENDERER = "application/vnd.iptc.g2.newsitem+xml", "newsitem-1+html-1"
OPENING = re.compile(PROLOG + r"<(?:\w+:)?(?:newsItem|newsMessage|NewsML|nitf)\b", re.I | re.S)
HEAD = 8_192
ITEMS = ("newsitem",)
TITLES = ("headline", "hl1")
# Where the text stands, the surest first.
TEXTS = ("body.content", "inlinexml", "inlinedata", "datacontent")
STATED = (
    "headline", "byline", "dateline", "slugline", "contentcreated", "contentmodified", "versioncreated",
    "firstcreated", "thisrevisioncreated", "date.issue", "infosource", "provider", "copyrightholder",
    "language", "located", "copyrightline", "newsline", "byttl",
)  # fmt: skip
# Values that stand in attributes: <language tag="en"/>, <provider literal="Sample Press"/>.
ATTRIBUTES = ("tag", "literal", "norm", "uri", "qcode")
XHTML = ("html", "body", "div", "p", "nitf", "section")


def looks_like_news_item(text: str, name: str = "") -> bool:
    """Whether a text opens as a NewsML or NITF document."""
    return OPENING.match(text[:HEAD]) is not None


def render_news_item(text: str, name: str = "") -> Document:
    """The rendering of one item. Raises UnreadableSource: ``unparsable``, ``empty``, or ``several`` items."""
    root = parse(text.encode(), "The news item")
    items = [each for each in root.iter() if name_of(each) in ITEMS]
    if len(items) > 1:
        raise UnreadableSource(
            "several",
            f"It is a message of {len(items):,} news items, and one was expected.",
            "Ask the agency's export for one file an item.",
        )
    item = items[0] if items else root
    layout = Layout()
    for path, value in _values(item):
        layout.state(f"newsitem/{path}", value)
    title = next((words_of(each) for name in TITLES for each in _named(item, name) if words_of(each)), "")
    layout.add(title, "newsitem/headline", "h1")
    _write(layout, item)
    if not layout.lines:
        raise UnreadableSource("empty", "The news item holds no text.", "Ask for the item with its content.")
    return Document(MEDIA, RENDERER, "utf-8", layout.page())


def _named(item: Element, name: str) -> Iterator[Element]:
    return (each for each in item.iter() if name_of(each) == name)


def _values(item: Element) -> Iterator[tuple[str, str]]:
    for each in item.iter():
        name = name_of(each)
        if name in STATED:
            names = [words_of(below) for below in each.iter() if name_of(below) == "name"]
            stated = next((each.get(key, "") for key in ATTRIBUTES if each.get(key)), "")
            yield name, (names[0] if names else "") or words_of(each) or stated
    yield "uri", item.get("guid", "")
    yield "language", item.get("{http://www.w3.org/XML/1998/namespace}lang", "")


def _write(layout: Layout, item: Element) -> None:
    for name in TEXTS:
        held = [each for each in _named(item, name) if words_of(each)]
        if not held:
            continue
        fullest = max(held, key=lambda each: len(words_of(each)))
        if len(fullest) or name == "inlinexml":
            layout.add_page(render_fragment(inner_markup(fullest)), f"newsitem/{name}")
        else:
            layout.add_field(words_of(fullest), f"newsitem/{name}")
        return
