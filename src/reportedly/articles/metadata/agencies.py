"""Which wire agency a piece comes from, as opposed to those that took its pictures or that it cites."""

import re
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.credits import agency_forms, named_agencies
from reportedly.articles.metadata.outlets import outlet_names
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.articles.metadata.urls import host_of, urls_of
from reportedly.articles.metadata.wire import wire_dateline
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence

MAX_CITED = 10
_BARE_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)\s*([A-Z][^\d\n.,]{2,30})\.?$", re.I)
SHORT = 60


def agency_evidence(piece: Piece) -> list[Evidence]:
    """Every agency that the piece names, with role ``origin``, ``photo`` or ``cited``."""
    found = _from_dateline(piece) + _from_byline(piece) + _from_markup(piece)
    first, last = piece.body_places
    for at, label in enumerate(piece.region):
        if label.kind in (BlockClass.CAPTION, BlockClass.CREDIT, BlockClass.JUNK):
            found += _from_credit(
                piece, label, foot=last <= at <= last + 3, far=at > last + 3 or at < first - 8
            )
    return found + _cited(piece)


def _from_dateline(piece: Piece) -> list[Evidence]:
    for label in [*piece.of(BlockClass.DATELINE)[:1], *piece.body[:3]]:
        wire = wire_dateline(piece.words(label))
        if wire:
            place = (label.start + wire.sign[0], label.start + wire.sign[1])
            weight = 0.95 if wire.agency.name in agency_forms().values() else 0.6
            return [piece.seen("agency", wire.agency.name, "dateline", weight, place, "origin")]
    return []


def _from_byline(piece: Piece) -> list[Evidence]:
    found = []
    for label in piece.of(BlockClass.BYLINE):
        words = piece.words(label)
        if len(words) <= 2 * SHORT and not _photo_words().search(words):
            for named in named_agencies(words):
                place = (label.start + named.start, label.start + named.end)
                found.append(piece.seen("agency", named.name, "byline", 0.8, place, "origin"))
    return found


def _from_markup(piece: Piece) -> list[Evidence]:
    found = []
    for item in piece.markup:
        if item.path.endswith(("/author", "=author]", "/sourceOrganization")) and len(item.value) <= SHORT:
            names = [n for n in named_agencies(item.value) if _is_all_of(item.value, n.start, n.end)]
            found += [stated("agency", n.name, "markup", 0.85, item.path, "origin") for n in names]
    for path, url in urls_of(piece):
        own = _by_domain().get(host_of(url) or "")
        if own:
            found.append(stated("agency", own, "own-site", 0.7, path, "origin"))
    return found


def _from_credit(piece: Piece, label: Labelled, *, foot: bool, far: bool) -> list[Evidence]:
    words = piece.words(label)
    found = []
    for named in named_agencies(words):
        place = (label.start + named.start, label.start + named.end)
        picture = label.kind is BlockClass.CAPTION or bool(_photo_words().search(words))
        if picture:
            found.append(piece.seen("agency", named.name, "picture", 0.9, place, "photo"))
        elif not far and _is_all_of(words, named.start, named.end):
            weight = 0.9 if foot else 0.5
            found.append(piece.seen("agency", named.name, "credit", weight, place, "origin"))
    return found or _unlisted_credit(piece, label, words, foot=foot)


def _unlisted_credit(piece: Piece, label: Labelled, words: str, *, foot: bool) -> list[Evidence]:
    """``© SAMPLE`` without a year behind the last sentence: the agency's, unless an outlet has that name."""
    match = _BARE_RIGHTS.match(words) if foot and label.kind is BlockClass.CREDIT else None
    if match is None or match[1] in outlet_names():
        return []
    name = match[1].title() if match[1].isupper() and len(match[1]) > 4 else match[1]
    place = (label.start + match.start(1), label.start + match.end(1))
    return [piece.seen("agency", name, "credit", 0.6, place, "origin")]


def _is_all_of(words: str, start: int, end: int) -> bool:
    """Whether the name is the whole line but for marks, a year and words such as ``Source:``."""
    rest = re.sub(
        r"©|\(c\)|copyright|source|by|with|agency|agencies|news|\d{4}|\W",
        "",
        words[:start] + words[end:],
        flags=re.I,
    )
    return len(rest) <= 3


def _cited(piece: Piece) -> list[Evidence]:
    found: list[Evidence] = []
    signed = {label.start for label in piece.body[:3] if wire_dateline(piece.words(label))}
    for label in piece.body:
        words = piece.words(label)
        for named in named_agencies(words):
            in_dateline = label.start in signed and named.end < 140
            if not in_dateline and _cites(words, named.start, named.end) and len(found) < MAX_CITED:
                place = (label.start + named.start, label.start + named.end)
                found.append(piece.seen("agency", named.name, "cited", 0.8, place, "cited"))
    return found


def _cites(words: str, start: int, end: int) -> bool:
    before, after = _citing()
    return bool(before.search(words[max(0, start - 40) : start]) or after.match(words[end : end + 40]))


@cache
def _citing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = load("agencies")["cited"]
    before = "|".join(map(re.escape, lists["before"]))
    after = "|".join(map(re.escape, lists["after"]))
    return re.compile(rf"\b(?:{before}) (?:the |news agency )*$", re.I), re.compile(
        rf",? (?:{after})\b", re.I
    )


@cache
def _photo_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("agencies")["photo"]["words"]))
    return re.compile(rf"\b(?:{words})\b", re.I)


@cache
def _by_domain() -> dict[str, str]:
    return {d: entry["name"] for entry in load("agencies")["agencies"].values() for d in entry["domains"]}
