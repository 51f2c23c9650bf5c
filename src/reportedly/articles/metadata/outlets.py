"""Which outlet published a piece: what the user, the markup or the address say, else what the page's
furniture lets slip. A publication that the body merely talks about is none."""

import re
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.credits import agency_forms
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.articles.metadata.titles import alike, tail_of
from reportedly.articles.metadata.urls import host_of, urls_of
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence

_MARKUP = {
    "meta[property=og:site_name]": 0.9,
    "meta[name=og:site_name]": 0.88,
    "meta[name=application-name]": 0.5,
}
_FURNITURE = frozenset({BlockClass.JUNK, BlockClass.FORM, BlockClass.COMMENT, BlockClass.BYLINE})
_FIRST_APPEARED = re.compile(
    r"\b(?:first|originally) (?:appeared|published|ran)(?: in| on| by| at)? (?:the )?"
    r"(?P<name>[^\n.,;(]{2,60})",
    re.I,
)
# "© 2031 The Example Post. All rights reserved."
_RIGHTS = re.compile(
    r"(?:©|\(c\)|Copyright)[\s©]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)\s*,?\s*(?:by\s)?(?P<name>[^\n.,|•·–—(]{3,50})",
    re.I,
)
_NO_NAME = re.compile(r"\b(?:all rights|rights reserved|copyright|privacy|terms)\b", re.I)
LONGEST = 400


def outlet_evidence(piece: Piece) -> list[Evidence]:
    """All outlets that the piece may have appeared in."""
    found = [stated("outlet", piece.arrival.outlet, "given", 1.0, "arrival")] if piece.arrival.outlet else []
    found += _from_markup(piece) + _from_address(piece) + _from_titles(piece)
    for at, label in enumerate(piece.region):
        if label.end - label.start <= LONGEST:
            if label.kind in _FURNITURE:
                found += _from_furniture(piece, label, foot=at > piece.body_places[1])
            found += _first_appeared(piece, label)
    return found


def _from_markup(piece: Piece) -> list[Evidence]:
    found = []
    for item in piece.markup:
        weight = 0.85 if item.path.endswith("/publisher") else _MARKUP.get(item.path, 0.0)
        if weight and "://" not in item.value:
            found.append(stated("outlet", _canonical(item.value), "markup", weight, item.path))
    return found


def _from_address(piece: Piece) -> list[Evidence]:
    found = []
    for path, url in urls_of(piece):
        known = _of_host(host_of(url) or "")
        if known:
            found.append(stated("outlet", known, "address", 0.92, path))
    return found


def _from_titles(piece: Piece) -> list[Evidence]:
    """A title's tail, where it is a known name or the title stands elsewhere without it."""
    found = []
    lines = piece.of(BlockClass.TITLE)
    for line in lines:
        words = piece.words(line)
        place = tail_of(words)
        if place is None:
            continue
        tail, head = words[place[0] : place[1]].strip(), words[: place[0]].rstrip(" -–—|•»:")
        repeated = any(x is not line and alike(head, piece.words(x)) for x in lines)
        if tail in _names() or repeated:
            where = (line.start + place[0], line.start + place[1])
            found.append(piece.seen("outlet", _canonical(tail), "title-tail", 0.8, where))
    return found


def _from_furniture(piece: Piece, label: Labelled, *, foot: bool) -> list[Evidence]:
    words = piece.words(label)
    found = []
    for match in _known().finditer(words):
        place = (label.start + match.start(1), label.start + match.end(1))
        found.append(piece.seen("outlet", _names()[match[1]], "furniture", 0.6, place))
    rights = _RIGHTS.search(words) if foot else None
    name = rights["name"].strip() if rights else ""
    if rights and name[:1].isupper() and not _NO_NAME.search(name) and name not in agency_forms():
        place = (label.start + rights.start("name"), label.start + rights.start("name") + len(name))
        found.append(piece.seen("outlet", _canonical(name), "rights-line", 0.65, place))
    return found


def _first_appeared(piece: Piece, label: Labelled) -> list[Evidence]:
    words = piece.words(label)
    match = _FIRST_APPEARED.search(words)
    if match is None or not re.search(
        r"\b(?:article|story|piece|post|version|report)\b", words[: match.start()], re.I
    ):
        return []
    name = match["name"].strip()
    if not name[:1].isupper():
        return []
    start = label.start + match.start("name")
    return [piece.seen("outlet", _canonical(name), "first-appeared", 0.75, (start, start + len(name)))]


@cache
def _names() -> dict[str, str]:
    return {form: e["name"] for e in load("outlets")["outlets"].values() for form in [e["name"], *e["forms"]]}


@cache
def _known() -> re.Pattern[str]:
    forms = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<![\w@.])(" + "|".join(map(re.escape, forms)) + r")(?![\w@]|-\w)")


def _canonical(name: str) -> str:
    return _names().get(name.strip(), " ".join(name.split()))


@cache
def _domains() -> dict[str, str]:
    return {domain: e["name"] for e in load("outlets")["outlets"].values() for domain in e["domains"]}


def _of_host(host: str) -> str | None:
    """The outlet of a host or of the domain above it: ``world.example.com`` is ``example.com``'s."""
    parts = host.split(".")
    tries = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_domains()[name] for name in tries if name in _domains()), None)
