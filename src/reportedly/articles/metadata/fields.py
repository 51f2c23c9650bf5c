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

_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")
# "ada@desk.example (Ada Example)", as RSS 2.0 has authors.
_MAIL_OF = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)$")
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


def weight_of(path: str, meaning: str) -> float:
    """The trust in a field as a statement of a meaning; 0 where it is none."""
    return dict(_meanings(path)).get(meaning, 0.0)


def sender(value: str) -> str:
    """A name without the mail address beside it, or the address where that is all."""
    mail = _MAIL_OF.match(value)
    return mail["name"] if mail else _ADDRESS.sub("", value).strip("\"' ") or value


@cache
def _meanings(path: str) -> tuple[tuple[str, float], ...]:
    root, _, name = path.partition("/")
    tables = load("fields").get(root, {}) if name and root != "contents" else {}
    plain = _UNHEARD.sub("", name.lower())
    return tuple((meaning, names[plain]) for meaning, names in tables.items() if plain in names)
