"""One item of an RSS or Atom feed, wrapped with its channel's title: what a feed is unpacked into.

RSS 0.9x, 1.0 and 2.0 with the content, Dublin Core and media modules, and Atom (RFC 4287), by local names.
A document type that old feeds declare is passed over; none of its entities is expanded.
"""

import re

from reportedly.errors import UnreadableSource
from reportedly.sources.html import Page, render_fragment
from reportedly.sources.layout import Document, Layout, looks_marked_up
from reportedly.sources.sniffing import PROLOG
from reportedly.sources.xmltree import Element, child, children, inner_markup, name_of, parse, words_of

MEDIA, RENDERER = "application/feed+xml", "feed-1+html-1"
OPENING = re.compile(PROLOG + r"<(?:rss|rdf:RDF|feed|item|entry)\b", re.I | re.S)
HEAD = 8_192
ITEMS = ("item", "entry")
STATED = (
    "pubdate", "published", "updated", "modified", "issued", "date", "creator", "author", "link", "guid",
    "id", "language",
)  # fmt: skip
# The longest text first in trust: an excerpt is not the piece.
TEXTS = ("encoded", "content", "fulltext", "description", "summary")
EXCERPT = 60


def looks_like_feed(text: str, name: str = "") -> bool:
    """Whether a text opens as a feed or as an item of one."""
    return OPENING.match(text[:HEAD]) is not None


def render_feed_item(text: str, name: str = "") -> Document:
    """The rendering of one item. Raises UnreadableSource: ``unparsable``, ``empty``, or ``several`` items."""
    root = parse(text.encode(), "The feed")
    items = [each for each in root.iter() if name_of(each) in ITEMS]
    if len(items) != 1:
        raise _not_one(len(items))
    layout = Layout()
    _state_channel(layout, root, items[0])
    _state_item(layout, items[0])
    layout.add(_plain(words_of(child(items[0], "title"))), "item/title", "h1")
    _write(layout, items[0])
    return Document(MEDIA, RENDERER, "utf-8", layout.page())


def _not_one(count: int) -> UnreadableSource:
    if not count:
        return UnreadableSource("empty", "The feed holds no item.", "Fetch it again when it has some.")
    return UnreadableSource(
        "several",
        f"It is a feed of {count:,} items, and one document was asked for.",
        "Read it into a case, where each item is a source of its own.",
    )


def _state_channel(layout: Layout, root: Element, item: Element) -> None:
    """What the channel says of itself: the first title and language that stand outside the item."""
    for channel in (*children(root, "channel"), root):
        if channel is not item and name_of(channel) in ("channel", "feed"):
            layout.state("channel/title", _plain(words_of(child(channel, "title"))))
            layout.state("channel/language", words_of(child(channel, "language")))
    for each in {id(e): e for e in (root, item)}.values():
        layout.state("item/language", each.get("{http://www.w3.org/XML/1998/namespace}lang"))


def _state_item(layout: Layout, item: Element) -> None:
    layout.state("item/title", _plain(words_of(child(item, "title"))))
    for each in item:
        name = name_of(each)
        if name == "source":
            layout.state("item/source", words_of(child(each, "title")) or words_of(each))
        elif name in STATED:
            path = f"item/{name}"
            if name == "link" and each.get("rel", "alternate") == "alternate":
                layout.state(path, each.get("href") or words_of(each))
            elif name != "link":
                layout.state(path, words_of(child(each, "name")) or words_of(each))


def _write(layout: Layout, item: Element) -> None:
    """The fullest text as the body; a summary that is not its beginning stands above it."""
    pages = [(name, _page(each)) for name in TEXTS for each in children(item, name)]
    held = [(name, page) for name, page in pages if page.text.strip()]
    if not held:
        return
    name, body = max(held, key=lambda pair: len(pair[1].text)) if len(held) > 1 else held[0]
    for other, page in held:
        if page is not body and not _squeezed(body.text).startswith(_squeezed(page.text)[:EXCERPT]):
            layout.add(page.text, f"item/{other}", "p", main=False, hints=("standfirst",))
    layout.add_page(body, f"item/{name}")


def _page(element: Element) -> Page:
    """A text element's page: HTML, escaped or not, goes the way of HTML; plain text line by line."""
    source = inner_markup(element)
    if len(element) or looks_marked_up(source):
        return render_fragment(source)
    layout = Layout()
    layout.add_field(source, "text")
    return layout.page()


def _plain(title: str) -> str:
    """A title without tags and entities, which many feeds escape twice."""
    return render_fragment(title).text if looks_marked_up(title) else title


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
