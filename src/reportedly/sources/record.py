"""One JSON object with a text: a row of a table, an item that was scraped, or ninjs of a news agency.

Which fields hold text, titles and summaries is data (``fields.toml``). Every other plain value becomes markup
under its own name, so that what the row says of itself can be found again.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from reportedly.knowledge import load
from reportedly.sources.layout import Document, Layout

MEDIA, RENDERER = "application/json", "record-1+html-1"
FEWEST_LETTERS = 20
MAX_DEPTH = 6
MAX_ITEMS = 200
MAX_VALUES = 2_000
START = re.compile(r"\ufeff?\s*\{\s*[\"}]")
SEPARATORS = re.compile(r"[\s_.-]+")


def looks_like_record(text: str, name: str = "") -> bool:
    """Whether a text opens as a JSON object does."""
    return START.match(text[:4_096]) is not None


def render_record(text: str, name: str = "") -> Document | None:
    """The rendering of one object that has a text field, else None: then it is read as plain text."""
    try:
        held = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict):
        return None
    root = "ninjs" if NINJS & held.keys() else "record"
    body = _found(held, "text")
    if body is None or sum(map(str.isalpha, body[1])) < FEWEST_LETTERS:
        return None
    layout = Layout()
    title, standfirst = _found(held, "title"), _found(held, "standfirst")
    if title:
        layout.add(title[1], f"{root}/{title[0]}", "h1")
    if standfirst and standfirst[1] not in body[1]:
        layout.add(standfirst[1], f"{root}/{standfirst[0]}", "p", main=False, hints=("standfirst",))
    layout.add_field(body[1], f"{root}/{body[0]}")
    for path, value in islice(_plain_values(held, "", MAX_DEPTH), MAX_VALUES):
        if value != body[1]:
            layout.state(f"{root}/{path}", value)
    return Document(MEDIA, RENDERER, "utf-8", layout.page())


# Keys of ninjs that no scraper invents (IPTC, ninjs 1.3 and 2.0).
NINJS = frozenset(["versioncreated", "pubstatus", "copyrightholder", "usageterms", "infosources", "bodies"])


def _found(held: dict[str, Any], kind: str) -> tuple[str, str] | None:
    """The path and the value of the first field of a kind that holds words, in the order of the data file."""
    by_name = {SEPARATORS.sub("", key.lower()): key for key in reversed(held)}
    for name in _names()[kind]:
        value = _words(held.get(by_name.get(name, "")))
        if value:
            return by_name[name], value
    return None


@cache
def _names() -> dict[str, list[str]]:
    return {
        kind: [SEPARATORS.sub("", name) for name in names]
        for kind, names in load("fields")["contents"].items()
    }


def _words(value: Any) -> str:
    """A text; of a list of bodies or headlines (ninjs 2) the fullest one, of a list of paragraphs all."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return next((v.strip() for v in map(value.get, ("value", "text")) if isinstance(v, str)), "")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value).strip()
    return max(map(_words, value), key=len, default="") if isinstance(value, list) else ""


def _plain_values(held: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """The path and text of each plain value; entries of a list share their path."""
    if isinstance(held, str | int | float) and not isinstance(held, bool):
        yield path, str(held)
    elif depth and isinstance(held, dict):
        for key, value in list(held.items())[:MAX_ITEMS]:
            yield from _plain_values(value, f"{path}/{key}" if path else str(key), depth - 1)
    elif depth and isinstance(held, list):
        for value in held[:MAX_ITEMS]:
            yield from _plain_values(value, path, depth - 1)
