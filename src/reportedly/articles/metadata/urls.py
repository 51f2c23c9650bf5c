"""The page's own address."""

from urllib.parse import urlsplit

from reportedly.articles.metadata.fields import Field, fields_of
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import Evidence

_PATHS = {"link[rel=canonical]": 0.9, "meta[property=og:url]": 0.85, "meta[name=og:url]": 0.8}


def url_evidence(piece: Piece) -> list[Evidence]:
    """What the user gave, then what the page names as its canonical address, then what fields state."""
    weights = _PATHS | {field.path: field.weight for field in _fields(piece)}
    return [
        stated("url", url, "given" if path == "arrival" else "markup", weights.get(path, 1.0), path)
        for path, url in urls_of(piece)
    ]


def urls_of(piece: Piece) -> list[tuple[str, str]]:
    """Where each address was found, and the address; the user's first. Relative ones are left out."""
    found = [("arrival", piece.arrival.url)] if piece.arrival.url else []
    found += [(m.path, m.value) for m in piece.markup if m.path in _PATHS]
    found += [(field.path, field.value) for field in _fields(piece)]
    return [(path, url) for path, url in found if url and host_of(url)]


def _fields(piece: Piece) -> list[Field]:
    return [field for field in fields_of(piece.markup) if field.meaning == "url"]


def host_of(url: str) -> str | None:
    """The host of a web address without ``www.``, or None."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.hostname.removeprefix("www.")
