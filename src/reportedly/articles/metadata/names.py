"""Bylines: who signs a piece."""

import re

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.piece import Piece, property_of, stated
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence

LONGEST = 120
_BY = re.compile(
    r"^\W*(?:written\s+by|story\s+by|by|von|par|por|di|door|oleh|text|autor(?:in)?|author)\b[:\s]+", re.I
)
_TAIL = re.compile(
    r"\s*(?:[|•·]|\bin\b\s+[A-Z]|,\s*(?:\w+ )?(?:correspondent|reporter|editor|associated press)\b"
    r"|,?\s*(?:staff writer|staff reporter|updated|published|am)\b|,?\s*\d{1,2}[.:/\s]|\S+@\S+).*$",
    re.I | re.S,
)
_NO_NAME = re.compile(
    r"(?:written by|by|von|par|por|di|door|author|autor|artikel von|über .*|about .*|more .*|weitere .*)$",
    re.I,
)
# "Posted on 4 March 2031 by Ada Example", "4. März 2031 von Ada Example"
_SIGNED = re.compile(
    r"\b(?:by|von|par|por)\s+(?P<name>(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_a-z][\w.'’-]*){0,3})"
    r"(?=\s*(?:$|[|•·,(/–—-]|(?:am|on|in|um|at|le)\b|\d))",
    re.I,
)
_LOOKS_LIKE_NAME = re.compile(r"^[^\W\d_][\w.'’\-]*(?:[ \u00a0&,]+[\w.'’\-]+){0,9}$")
_ARTICLE_AUTHOR = re.compile(r"ld\+json/\w*(?:Article|Posting|Report|Page|Recipe)/author$")


def byline_evidence(piece: Piece) -> list[Evidence]:
    """The names that the markup states, joined where an article has several, then those on byline lines."""
    found = _stated(piece)
    for label in piece.of(BlockClass.BYLINE):
        found += _from_line(piece, label)
    for label in piece.around_body:
        if label.kind in (BlockClass.DATELINE, BlockClass.JUNK) and label.end - label.start <= LONGEST:
            found += _from_signature(piece, label)
    return found


def _from_signature(piece: Piece, label: Labelled) -> list[Evidence]:
    """A name in a line that also carries a date: ``Posted on 4 March 2031 by Ada Example``."""
    words = piece.words(label)
    match = _SIGNED.search(words) if days(words) else None
    name = clean_name(match["name"]) if match else None
    if match is None or name is None:
        return []
    start = label.start + match.start("name")
    return [piece.seen("byline", name, "signed-date", 0.6, (start, start + len(match["name"])))]


def clean_name(words: str) -> str | None:
    """A byline without ``By``, place, time and address; None where no name is left."""
    words = " ".join(words.split())
    named = days(words)
    until = words[: named[0].start] if named else words
    name = _TAIL.sub("", _BY.sub("", until)).strip(" ,;:|-–—.·/")
    if not _LOOKS_LIKE_NAME.match(name) or len(name) > LONGEST or _NO_NAME.match(name):
        return None
    return name


def _stated(piece: Piece) -> list[Evidence]:
    by_path: dict[str, list[str]] = {}
    for item in piece.markup:
        name = clean_name(item.value) if _weight(item.path) and "://" not in item.value else None
        if name and name not in by_path.setdefault(item.path, []):
            by_path[item.path].append(name)
    return [
        stated("byline", ", ".join(names), "markup", _weight(path), path)
        for path, names in by_path.items()
        if names
    ]


def _weight(path: str) -> float:
    if path.startswith("ld+json"):
        return 0.9 if _ARTICLE_AUTHOR.match(path) else 0.0
    weight: float = load("markup")["author"].get(property_of(path), 0.0)
    return weight


def _from_line(piece: Piece, label: Labelled) -> list[Evidence]:
    words = piece.words(label)
    name = clean_name(words)
    if name is None:
        return []
    return [piece.seen("byline", name, "byline", 0.7, (label.start, label.end))]
