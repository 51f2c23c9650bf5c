"""Which wire agency a piece comes from, as opposed to those that took its pictures or that it cites.

An agency is the origin where it signs: in a dateline, a byline, a credit of its own at the foot, a tail, the
markup, or on its own site. Beside a picture its name is a photo credit, wherever that stands.
"""

import re
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.citing import cited_evidence
from reportedly.articles.metadata.credits import (
    Named,
    agency_forms,
    agency_pattern,
    named_agencies,
    short_forms,
)
from reportedly.articles.metadata.joined import join
from reportedly.articles.metadata.outlets import outlet_names
from reportedly.articles.metadata.people import is_desk
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.articles.metadata.urls import host_of, urls_of
from reportedly.articles.metadata.wire import wire_dateline
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence
from reportedly.text.phrases import any_of

_BARE_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)\s*([A-Z][^\d\n.,]{2,30})\.?$", re.I)
SHORT = 60
TAIL_LENGTH = 300
# How far around a piece its neighbours are asked which of two newsrooms has the letters.
NEAR = 1_500
_SIGNING = frozenset({BlockClass.CAPTION, BlockClass.CREDIT, BlockClass.JUNK})
_TAILS = frozenset({BlockClass.BODY, BlockClass.CREDIT, BlockClass.JUNK, BlockClass.BYLINE})
_AUTHORS = (
    "/author",
    "=author]",
    "/sourceOrganization",
    "=article:author]",
    "=dc.creator]",
    "=byl]",
    "=source]",
)


def agency_evidence(piece: Piece) -> list[Evidence]:
    """Every agency that the piece names, with role ``origin``, ``photo`` or ``cited``."""
    found = _from_dateline(piece) + _from_byline(piece) + _from_markup(piece)
    first, last = piece.body_places
    signing = [at for at, label in enumerate(piece.region) if label.kind in _SIGNING]
    named = join(piece.words(piece.region[at]) for at in signing).holding(agency_pattern())
    for at in sorted({*(signing[n] for n in named), *range(last, min(last + 4, len(piece.region)))}):
        if piece.region[at].kind in _SIGNING:
            found += _from_credit(piece, at, foot=last <= at <= last + 3, far=at > last + 3 or at < first - 8)
    found += _from_tail(piece)
    return _settled(piece, found) + cited_evidence(piece)


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
                if not _is_initials(words, named):
                    place = (label.start + named.start, label.start + named.end)
                    found.append(piece.seen("agency", named.name, "byline", 0.8, place, "origin"))
    return found


def _is_initials(words: str, named: Named) -> bool:
    """``AP Example`` is a person; ``AP Sports Writer`` is not."""
    form, after = words[named.start : named.end], words[named.end :]
    return (
        form.isupper() and len(form) <= 4 and bool(re.match(r"\s+[A-Z][a-z]", after)) and not is_desk(after)
    )


def _from_markup(piece: Piece) -> list[Evidence]:
    found = []
    for item in piece.markup:
        if item.path.endswith(_AUTHORS) and len(item.value) <= SHORT:
            names = [n for n in named_agencies(item.value) if _is_all_of(item.value, n.start, n.end)]
            found += [stated("agency", n.name, "markup", 0.85, item.path, "origin") for n in names]
    for path, url in urls_of(piece):
        own = _by_domain().get(host_of(url) or "")
        if own:
            found.append(stated("agency", own, "own-site", 0.7, path, "origin"))
    return found


def _from_credit(piece: Piece, at: int, *, foot: bool, far: bool) -> list[Evidence]:
    label = piece.region[at]
    words = piece.words(label)
    names = named_agencies(words)
    if not names:
        return _unlisted_credit(piece, label, words, foot=foot)
    picture = label.kind is BlockClass.CAPTION or bool(_photo_words().search(words)) or _by_picture(piece, at)
    inside = not foot and _is_glued(piece, at)  # it signs a paragraph amid the text: a picture's
    found = []
    for named in names:
        place = (label.start + named.start, label.start + named.end)
        if picture or inside:
            weight = 0.5 if inside else 0.9
            found.append(piece.seen("agency", named.name, "picture", weight, place, "photo"))
        elif not far and _is_all_of(words, named.start, named.end):
            weight = 0.9 if foot else 0.5
            found.append(piece.seen("agency", named.name, "credit", weight, place, "origin"))
    return found or _unlisted_credit(piece, label, words, foot=foot)


def _is_glued(piece: Piece, at: int) -> bool:
    """Whether a credit shares its line with the sentence before it."""
    before = piece.region[at - 1] if at else None
    return before is not None and "\n" not in piece.text[before.end : piece.region[at].start]


def _by_picture(piece: Piece, at: int) -> bool:
    """Whether a credit stands right beside a caption."""
    beside = piece.region[max(0, at - 1) : at + 2]
    return piece.region[at].kind is not BlockClass.CAPTION and any(
        x.kind is BlockClass.CAPTION for x in beside
    )


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
        r"©|\(c\)|copyright|source|by|with|agency|agencies|news|the|text|quelle|fuente|fonte|\d{4}|\W",
        "",
        words[:start] + words[end:],
        flags=re.I,
    )
    return len(rest) <= 3


def _from_tail(piece: Piece) -> list[Evidence]:
    """What an agency's desk leaves below its stories: reporters and editors, codes, the trust principles."""
    last = piece.body_places[1]
    for label in piece.region[max(0, last - 1) : last + 5]:
        words = piece.words(label)
        if label.kind in _TAILS and len(words) <= TAIL_LENGTH and not _photo_words().search(words[:SHORT]):
            for pattern, name in _tails():
                match = pattern.search(words)
                if match:
                    place = (label.start + match.start(), label.start + match.end())
                    return [piece.seen("agency", name, "tail", 0.85, place, "origin")]
    return []


def _settled(piece: Piece, found: list[Evidence]) -> list[Evidence]:
    """Without those whose letters another newsroom has as well, unless the piece's words bear them out."""
    doubtful = [e for e in found if e.value in _neighbours() and e.role == "origin"]
    if not doubtful:
        return found
    start, end = piece.region[0].start, piece.region[-1].end
    near = piece.text[start : min(end, piece.first + NEAR)] + piece.text[max(start, end - NEAR) : end]
    near += " ".join(url for _, url in urls_of(piece))

    def fits(e: Evidence) -> bool:
        beside, unless = _neighbours().get(e.value, ((), ()))
        if e not in doubtful or (e.span and e.span.text not in short_forms()):
            return True
        return any(word in near for word in beside) and not any(word in near for word in unless)

    return [e for e in found if fits(e)]


@cache
def _neighbours() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    listed = load("agencies")["agencies"].values()
    return {e["name"]: (tuple(e["beside"]), tuple(e["unless"])) for e in listed if "beside" in e}


@cache
def _tails() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = load("agencies")["agencies"].values()
    return tuple((re.compile(tail), e["name"]) for e in listed for tail in e.get("tails", []))


@cache
def _photo_words() -> re.Pattern[str]:
    return re.compile(any_of(load("agencies")["photo"]["words"], fold=True) + r"\b")


@cache
def _by_domain() -> dict[str, str]:
    return {d: entry["name"] for entry in load("agencies")["agencies"].values() for d in entry["domains"]}
