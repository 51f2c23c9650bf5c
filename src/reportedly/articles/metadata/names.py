"""Bylines: who signs a piece.

A byline candidate is the people of one place, joined by ", "; each of them is evidence of its own as well,
with role ``person``. A desk may sign where no person does. An outlet or an agency is nobody: those are
fields of their own.
"""

import re
from collections.abc import Sequence
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.credits import agency_forms
from reportedly.articles.metadata.fields import is_field, sender, weight_of
from reportedly.articles.metadata.outlets import outlet_names
from reportedly.articles.metadata.people import (
    Signer,
    begins_with_by,
    describes,
    signed,
    signers,
    writes_when,
)
from reportedly.articles.metadata.piece import Piece, property_of, stated
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence

LONGEST = 120
SIGNED_LENGTH = 160
# "Written by ... on ..." may stand below share buttons and boxes.
FAR_BELOW = 25
MANY_HEADLINES = 3
FOOT_NOTE = 400
DESK = 0.45
_ARTICLE_AUTHOR = re.compile(r"ld\+json/\w*(?:Article|Posting|Report|Page|Recipe)/author$")
_SITE = frozenset({"meta[property=og:site_name]", "meta[name=application-name]", "meta[name=publisher]"})
_DOMAIN = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z]{2,7})+|\S+\.(?:com|org|net|de)", re.A)
_SIGNING = frozenset({BlockClass.DATELINE, BlockClass.JUNK, BlockClass.BODY, BlockClass.TEASER})
_NOTES = frozenset({BlockClass.BODY, BlockClass.JUNK, BlockClass.BYLINE})


def byline_evidence(piece: Piece) -> list[Evidence]:
    """The signatures that the markup states, those on byline lines, beside a date, and at the foot."""
    nobody = _institutions(piece)
    found = _stated(piece, nobody)
    for label in piece.of(BlockClass.BYLINE):
        words = piece.words(label)
        if len(words) <= LONGEST:
            weight = 0.78 if begins_with_by(words) else 0.6
            found += _seen(piece, label, signers(words) or signed(words), "byline", weight, nobody)
    first, _ = piece.body_places
    top = {x.start for x in piece.region[: first + 3]}
    for label in _signing_lines(piece):
        words = piece.words(label)
        dated = label.start in top and writes_when(words)
        weight = 0.81 if dated else 0.7  # surer than the author of a whole site in the head of its pages
        signs = (begins_with_by(words) and signers(words)) or signed(words)
        found += _seen(piece, label, signs, "signed-line", weight, nobody)
    return found + _from_foot(piece, nobody)


def clean_name(words: str) -> str | None:
    """Who signs a byline, joined by ", ", without ``By``, place, time and address; None for nobody."""
    return ", ".join(signer.name for signer in signers(" ".join(words.split()))) or None


def _institutions(piece: Piece) -> frozenset[str]:
    """Names that sign as outlet or agency: the page's own, and all that are known, folded."""
    own = [m.value for m in piece.markup if m.path in _SITE or m.path.endswith("/publisher")]
    return frozenset(map(_fold, own)) | _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(map(_fold, [*agency_forms(), *outlet_names(), *load("bylines")["desks"]["nobody"]]))


def _fold(name: str) -> str:
    return re.sub(r"\W+", "", name.lower().removeprefix("the "))


def _real(found: Sequence[Signer], nobody: frozenset[str]) -> list[Signer]:
    return [x for x in found if _fold(x.name) not in nobody and not _DOMAIN.fullmatch(x.name)]


def _stated(piece: Piece, nobody: frozenset[str]) -> list[Evidence]:
    by_path: dict[str, list[Signer]] = {}
    many = len({m.value for m in piece.markup if m.path.endswith("/headline")}) >= MANY_HEADLINES
    for path, value in _authors(piece):
        held = by_path.setdefault(path, [])
        own = many and held and path.startswith("ld+json")  # a list of stories: the others are not by these
        for signer in [] if own or _fold(value) in nobody else _real(signers(value, loose=True), nobody):
            if signer.name.lower() not in (other.name.lower() for other in held):
                held.append(signer)
    found: list[Evidence] = []
    for path, people in by_path.items():
        kept = [x for x in people if x.person] or people[:1]
        if kept:
            weight = _weight(path) if kept[0].person else DESK
            found.append(stated("byline", ", ".join(x.name for x in kept), "markup", weight, path))
            found += [stated("byline", x.name, "markup", weight, path, "person") for x in kept if x.person]
    return found


def _authors(piece: Piece) -> list[tuple[str, str]]:
    """Path and value of all that the markup gives as author; a labelled value counts by its label."""
    found, label = [], {m.path: m.value for m in piece.markup}
    linked = {m.value for m in piece.markup if m.path == _LINKED}
    for item in piece.markup:
        if "://" in item.value or (item.path == _LINKED and len(linked) > 1):
            continue  # an address is no name; many links to authors are those of many stories
        if item.path in _LABELLED:
            named = label.get(_LABELLED[item.path], "").strip().lower()
            if named in load("bylines")["words"]["labels"]:
                found.append((item.path, item.value))
        elif _weight(item.path):
            found.append((item.path, sender(item.value)))
    return found


_LINKED = "a[rel=author]"
_LABELLED = {
    f"meta[{key}=twitter:data{n}]": f"meta[{key}=twitter:label{n}]"
    for key in ("name", "property")
    for n in (1, 2)
}


def _weight(path: str) -> float:
    if path.startswith("ld+json"):
        return 0.9 if _ARTICLE_AUTHOR.match(path) else 0.0
    if path in _LABELLED:
        return 0.77
    if path == _LINKED:
        return 0.72
    if is_field(path):
        return weight_of(path, "author")
    weight: float = load("markup")["author"].get(property_of(path), 0.0)
    return weight


def _seen(
    piece: Piece, label: Labelled, found: list[Signer], rule: str, weight: float, nobody: frozenset[str]
) -> list[Evidence]:
    real = _real(found, nobody)
    if not real:
        return []
    sure = weight if real[0].person else DESK
    place = (label.start + real[0].start, label.start + real[-1].end)
    whole = piece.seen("byline", ", ".join(x.name for x in real), rule, sure, place)
    people = [
        piece.seen("byline", x.name, rule, sure, (label.start + x.start, label.start + x.end), "person")
        for x in real
        if x.person
    ]
    return [whole, *people]


def _signing_lines(piece: Piece) -> list[Labelled]:
    """Short lines around title and text that may carry a signature beside a date."""
    first, last = piece.body_places
    titles = [i for i, x in enumerate(piece.region) if x.kind is BlockClass.TITLE]
    top = titles[0] if titles and titles[0] <= first else first
    head, foot = range(max(0, min(top - 3, first - 8)), first + 3), range(last, last + 7)
    near = [piece.region[i] for i in dict.fromkeys([*head, *foot]) if i < len(piece.region)]
    below = [x for x in piece.region[last + 7 : last + FAR_BELOW] if _writes(piece, x)]
    short = (x for x in [*near, *below] if x.end - x.start <= SIGNED_LENGTH)
    return [x for x in short if x.kind in _SIGNING]


def _writes(piece: Piece, label: Labelled) -> bool:
    return piece.words(label).lower().startswith(_phrases())


def _from_foot(piece: Piece, nobody: frozenset[str]) -> list[Evidence]:
    """``Ada Example is a pilot`` below the text, where a paper presents its writer."""
    last = piece.body_places[1]
    for label in piece.region[last : last + 9]:
        if label.kind in _NOTES and label.end - label.start <= FOOT_NOTE:
            signer = describes(piece.words(label))
            if signer:
                return _seen(piece, label, [signer], "foot-note", 0.4, nobody)
    return []


@cache
def _phrases() -> tuple[str, ...]:
    """``written by``: what surely says who wrote, wherever it stands."""
    return tuple(words for words in load("bylines")["words"]["by"] if " " in words)
