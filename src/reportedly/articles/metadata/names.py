"""Bylines: who signs a piece."""

import re

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import BlockClass, Evidence

LONGEST = 120
_BY = re.compile(
    r"^\W*(?:written\s+by|story\s+by|by|von|par|por|di|door|oleh|text|autor(?:in)?|author)\b[:\s]+", re.I
)
_TAIL = re.compile(
    r"\s*(?:[|•·]|\bon\b\s+\w+\s+\d|\bin\b\s+[A-Z]|,?\s*(?:staff writer|staff reporter|correspondent|senior \w+"
    r"|reporter|editor|associated press|updated|published|am)\b|,?\s*\d{1,2}[.:/\s]|\S+@\S+).*$",
    re.I | re.S,
)
_LOOKS_LIKE_NAME = re.compile(r"^[^\W\d_][\w.'’\-]*(?:[ \u00a0&,]+[\w.'’\-]+){0,9}$")
_MARKUP = {
    "/author": 0.9,
    "=author]": 0.8,
    "=article:author]": 0.75,
    "=parsely-author]": 0.82,
    "=sailthru.author]": 0.8,
    "=byl]": 0.8,
    "=dc.creator]": 0.8,
    "=DC.creator]": 0.8,
    "=DC.Creator]": 0.8,
    "=dcterms.creator]": 0.8,
    "=cXenseParse:author]": 0.8,
}


def byline_evidence(piece: Piece) -> list[Evidence]:
    """The names that the markup states, joined where an article has several, then those on byline lines."""
    found = _stated(piece)
    for label in piece.of(BlockClass.BYLINE):
        found += _from_line(piece, label)
    return found


def clean_name(words: str) -> str | None:
    """A byline without ``By``, place, time and address; None where no name is left."""
    name = _TAIL.sub("", _BY.sub("", " ".join(words.split()))).strip(" ,;:|-–—.·")
    return name if name and _LOOKS_LIKE_NAME.match(name) and len(name) <= LONGEST else None


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
    if path.startswith("ld+json/") and not re.match(
        r"ld\+json/\w*(?:Article|Posting|Report|Page|Recipe)/", path
    ):
        return 0.0
    return next((weight for end, weight in _MARKUP.items() if path.endswith(end)), 0.0)


def _from_line(piece: Piece, label: Labelled) -> list[Evidence]:
    words = piece.words(label)
    name = clean_name(words)
    if name is None:
        return []
    return [piece.seen("byline", name, "byline", 0.7, (label.start, label.end))]
