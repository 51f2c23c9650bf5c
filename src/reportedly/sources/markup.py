"""What a page's markup states rather than shows: its head, its JSON-LD and its time elements."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from reportedly.records import Markup
from reportedly.text import tidy

MAX_VALUES = 400
MAX_LENGTH = 2_000
MAX_JSON = 2_000_000
LD_KEYS = ("headline", "datePublished", "dateModified", "dateCreated", "inLanguage")
LD_NAMED = ("author", "publisher", "sourceOrganization")


def collect(tree: HtmlElement) -> tuple[Markup, ...]:
    """The stated values in document order, the head's first; at most 400, each cut at 2,000 characters."""
    found: list[Markup] = []
    for path, value in _stated(tree):
        words = " ".join(tidy(value).split())[:MAX_LENGTH]
        if words:
            found.append(Markup(path, words))
        if len(found) >= MAX_VALUES:
            break
    return tuple(dict.fromkeys(found))


def _stated(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    if tree.get("lang"):
        yield "html[lang]", tree.get("lang")
    title = tree.find(".//head/title")
    if title is not None:
        yield "title", title.text_content()
    yield from _metas(tree)
    for link in tree.iterfind(".//link[@rel]"):
        if "canonical" in link.get("rel", "").lower().split():
            yield "link[rel=canonical]", link.get("href", "")
    for link in tree.iterfind(".//a[@rel]"):
        if "author" in link.get("rel", "").lower().split():
            yield "a[rel=author]", link.text_content()
    yield from _json_ld(tree)
    for number, time in enumerate(tree.iterfind(".//time[@datetime]"), 1):
        yield f"time[{number}][datetime]", time.get("datetime", "")
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.tag not in {"meta", "time"} and element.get("content"):
            yield f"{element.tag}[itemprop={element.get('itemprop')}]", element.get("content")


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iterfind(".//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            if meta.get(key):
                yield f"meta[{key}={meta.get(key)}]", meta.get("content", "")


def _json_ld(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" in script.get("type", "") and script.text and len(script.text) <= MAX_JSON:
            try:
                data = json.loads(script.text.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            for thing in _things(data):
                yield from _of_thing(thing)


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a graph that states something of a page, the outermost first; no recursion."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item[:MAX_VALUES]
        elif isinstance(item, dict):
            if any(key in item for key in (*LD_KEYS, *LD_NAMED)):
                yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _of_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = thing.get("@type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    root = f"ld+json/{kind}" if isinstance(kind, str) else "ld+json"
    for key in LD_KEYS:
        if isinstance(thing.get(key), str):
            yield f"{root}/{key}", thing[key]
    for key in LD_NAMED:
        given = thing.get(key)
        for one in given if isinstance(given, list) else [given]:
            name = one.get("name") if isinstance(one, dict) else one
            for single in name if isinstance(name, list) else [name]:
                if isinstance(single, str):
                    yield f"{root}/{key}", single
