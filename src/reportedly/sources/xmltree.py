"""XML without its dangers: no entity is expanded, no other file opened, and what is broken is bounded."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from reportedly.errors import UnreadableSource

__all__ = ["Element", "child", "children", "inner_markup", "name_of", "parse", "words_of"]


def parse(data: bytes, what: str, *, forgiving: bool = True) -> Element:
    """The root of an XML document in UTF-8. Raises UnreadableSource (``unparsable``) naming `what` it is.

    `forgiving`: what is broken or undeclared is passed over, as browsers do with sloppy feeds.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=forgiving,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _unparsable(what) from error
    if root is None:
        raise _unparsable(what)
    return root


def _unparsable(what: str) -> UnreadableSource:
    return UnreadableSource(
        "unparsable", f"{what} is broken: it is no well-formed XML.", "Save or export it again."
    )


def name_of(element: Element) -> str:
    """An element's name without its namespace, lower case; empty for an entity that was not expanded."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with one of these names (lower case, without namespace), in order."""
    return (child for child in element if name_of(child) in names)


def child(element: Element, *names: str) -> Element | None:
    """The first such child, or None."""
    return next(children(element, *names), None)


def words_of(element: Element | None) -> str:
    """All text below an element, white space at its ends stripped."""
    return "".join(element.itertext()).strip() if element is not None else ""


def inner_markup(element: Element) -> str:
    """The element's content as HTML source: escaped HTML is taken at its word, and namespaces are off."""
    parts = [element.text or ""]
    parts += [etree.tostring(_bare(part), encoding="unicode", method="html") for part in element]
    return "".join(parts)


def _bare(element: Element) -> Element:
    """The element with namespaces taken off, for an HTML parser that knows none."""
    if not isinstance(element.tag, str):
        return element
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
    etree.cleanup_namespaces(element)
    return element
