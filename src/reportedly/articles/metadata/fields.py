"""What fields of records, feeds, mails, news items and office files state, by the names in ``fields.toml``.

A markup path such as ``item/pubDate`` has a root (``item``) and a name below it; the paths of pages have
other roots and other rules.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.records import Markup

_UNHEARD = re.compile(r"[\s_.-]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its meaning (``title``, ``published`` ...), the trust that its name has, and its path."""

    meaning: str
    value: str
    weight: float
    path: str


def fields_of(markup: Iterable[Markup]) -> Iterator[Field]:
    """The fields among the markup whose names mean something, in order."""
    for item in markup:
        for meaning, weight in _meanings(item.path):
            yield Field(meaning, item.value, weight, item.path)


def is_field(path: str) -> bool:
    """Whether a path is a field's: its root has a table of names."""
    root, below, _ = path.partition("/")
    return bool(below) and root in load("fields")


@cache
def _meanings(path: str) -> tuple[tuple[str, float], ...]:
    root, _, name = path.partition("/")
    tables = load("fields").get(root, {}) if name and root != "contents" else {}
    plain = _UNHEARD.sub("", name.lower())
    return tuple((meaning, names[plain]) for meaning, names in tables.items() if plain in names)
