"""RSS (0.9 to 2.0, and 1.0 as RDF) and Atom files: each item a small document of its own.

An item keeps the feed's own element around it and what the feed says of itself as a whole (title, link,
language), so that it can be read alone; its own ``<source>`` stays in it. No entity is expanded, no document
type is read and nothing is fetched.
"""

import copy
import io
import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from reportedly.errors import UnreadableSource
from reportedly.sources.containers.box import Box, Fault, Inner
from reportedly.sources.containers.places import of_url, place
from reportedly.sources.sniffing import declared_charset
from reportedly.sources.xmltree import Element, child, children, parse, words_of
from reportedly.text import decode

DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S)
ENTITY = "<!ENTITY"
# What differs from one fetching to the next (dates, counters) would make every item a new source.
OF_FEED = ("title", "link", "language", "id")
WEB = ("http://", "https://")
MAX_TITLE = 300


def feed(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The items of a feed, in its order. Raises Fault where it is no XML or too large."""
    data = stream.read(box.limits.max_bytes + 1)
    if len(data) > box.limits.max_bytes:
        raise Fault("too-large", f"{box.limits.max_bytes:,} bytes")
    text = decode(data, declared_charset(data)).text
    if ENTITY in text:
        box.refuse("entities")
    root = _parsed(DOCTYPE.sub("", text, count=1))
    channel = child(root, "channel")
    channel = root if channel is None else channel
    title = _line(words_of(child(channel, "title")))[:MAX_TITLE] or None
    # RSS 1.0 puts its items beside the channel, all others within.
    items = list(children(channel, "item", "entry")) or list(children(root, "item", "entry"))
    for number, item in enumerate(items, 1):
        url = _address(item)
        own = _line(words_of(child(item, "title"))).replace("/", " ")
        name = (of_url(url) if url else place(own)) or f"item {number}"
        yield Inner(name, io.BytesIO(_alone(root, channel, item)), url, title, leaf=True)


def _parsed(text: str) -> Element:
    try:
        return parse(text.encode(), "The feed")
    except UnreadableSource as error:
        raise Fault("damaged", "it is no well-formed XML") from error


def _alone(root: Element, channel: Element, item: Element) -> bytes:
    """The bytes of a feed that has this item only."""
    outer = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
    inner = outer if channel is root else etree.SubElement(outer, channel.tag)
    inner.extend(_copied(each) for each in children(channel, *OF_FEED))
    (inner if item.getparent() is channel else outer).append(_copied(item))
    return bytes(etree.tostring(outer, encoding="utf-8"))


def _copied(element: Element) -> Element:
    copied = copy.deepcopy(element)
    copied.tail = None
    return copied


def _address(item: Element) -> str | None:
    """Where the item leads: RSS's link or permanent guid, Atom's alternate link."""
    for each in children(item, "link"):
        if each.get("rel", "alternate") == "alternate":
            found = (each.get("href") or words_of(each)).strip()
            if found.startswith(WEB):
                return found
    found = words_of(next(children(item, "guid", "id"), None))
    return found if found.startswith(WEB) else None


def _line(words: str) -> str:
    return " ".join(words.split())
