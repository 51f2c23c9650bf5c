"""Which outlet published a piece: what the user, the markup or the address say, else what the page's
furniture lets slip. A publication that the body merely talks about is none."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.credits import RIGHTS, agency_forms
from reportedly.articles.metadata.joined import join
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.articles.metadata.profiles import profiles
from reportedly.articles.metadata.titles import alike, is_masthead
from reportedly.articles.metadata.urls import host_of, urls_of
from reportedly.records import BlockClass, Evidence
from reportedly.text.phrases import any_of

_MARKUP = {
    "meta[property=og:site_name]": 0.9,
    "meta[name=og:site_name]": 0.88,
    "meta[name=application-name]": 0.5,
}
_FURNITURE = frozenset({BlockClass.JUNK, BlockClass.FORM, BlockClass.TEASER, BlockClass.BYLINE})
_SPEAKING = _FURNITURE | {BlockClass.CREDIT}
# What a page says of itself: "Why you can trust ...", "emails from ...", "More from ...".
_OF_ITSELF = re.compile(
    r"\b(?:trust|subscri\w+|newsletters?|e-?mails?|follow|sign up|register|app|members?|membership|more from"
    r"|support|rights reserved|download|our journalism|visit|exclusive to)\b|©",
    re.I,
)
NAME_ALONE = 12
_FIRST_APPEARED = re.compile(
    any_of(["first", "originally"], fold=True)
    + r"(?i: (?:appeared|published|ran)(?: in| on| by| at)? )(?:the )?"
    r"(?P<name>[^\n.,;(]{2,60})"
)
# One of these stands in every text that says so; they are sooner told than the expression.
_APPEARED = tuple(
    form for verb in (" appeared", " published", " ran") for form in (verb, verb.title(), verb.upper())
)
# "© 2031 The Example Post. All rights reserved."
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|c(?i:opyright)|C(?i:opyright))[\s©]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?"
    r"\s*,?\s*(?i:by\s)?(?P<name>[^\W\d_][^\n.,|•·–—(]{2,50})"
)
# "By submitting, you agree to receive messages from The Example Post."
_SENDER = re.compile(
    any_of(["submitting", "registering", "signing up", "subscribing", "agree", "consent"]) + r"\b.*?\bfrom "
    r"(?P<name>The(?: [A-Z][\w’'-]+){1,4})"
)
_FROM = re.compile("from The")
_NO_NAME = re.compile(r"\b(?:all rights|rights reserved|copyright|privacy|terms)\b", re.I)
LONGEST = 400
SURE = 0.8


def outlet_evidence(piece: Piece) -> list[Evidence]:
    """All outlets that the piece may have appeared in."""
    found = [stated("outlet", piece.arrival.outlet, "given", 1.0, "arrival")] if piece.arrival.outlet else []
    found += _from_markup(piece) + _from_address(piece) + _from_titles(piece) + _from_masthead(piece)
    last, short = piece.body_places[1], [x.end - x.start <= LONGEST for x in piece.region]
    lines = [at for at, x in enumerate(piece.region) if short[at] and x.kind in _SPEAKING]
    signs = join(piece.words(piece.region[at]) for at in lines).holding(*_signs())
    signing, appeared = {lines[n] for n in signs}, {at for at in _appearing(piece) if short[at]}
    for at in sorted(signing | appeared):
        label = piece.region[at]
        if at in signing:
            if label.kind in _FURNITURE:
                found += _from_furniture(piece, label, foot=at > last)
            found += _its_own(piece, label)
        if at in appeared:
            found += _first_appeared(piece, label)
    return found


def _appearing(piece: Piece) -> Iterator[int]:
    """The numbers of the stretches that may say where something appeared."""
    start, end = piece.region[0].start, piece.region[-1].end
    begins = [label.start for label in piece.region]
    for words in _APPEARED:
        at = piece.text.find(words, start, end)
        while at >= 0:
            yield bisect_right(begins, at) - 1
            at = piece.text.find(words, at + 1, end)


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
    above = [x for x in piece.region[: piece.body_places[0]] if x.end - x.start <= LONGEST]
    for at, place in piece.tails:
        line = piece.region[at]
        words = piece.words(line)
        if len(words) > LONGEST:
            continue
        tail, head = words[place[0] : place[1]].strip(), words[: place[0]].rstrip(" -–—|•»:")
        known = tail in outlet_names() and line.kind is BlockClass.TITLE
        if known or any(x is not line and alike(head, piece.words(x)) for x in above):
            where = (line.start + place[0], line.start + place[1])
            found.append(piece.seen("outlet", _canonical(tail), "title-tail", 0.8, where))
    return found


def _from_masthead(piece: Piece) -> list[Evidence]:
    """A paper's name on the very first line: in capitals, where the furniture calls it by its last word; or
    as a title, where the section and the piece's own title follow."""
    head = piece.region[0]
    words = piece.words(head)
    if piece.number or head.kind in (BlockClass.BODY, BlockClass.TEASER) or not 2 <= len(words.split()) <= 5:
        return []
    if not (_is_called(piece, words) if words.isupper() else is_masthead(piece, head)):
        return []
    return [piece.seen("outlet", _canonical(words), "masthead", 0.55, (head.start, head.end))]


def _is_called(piece: Piece, words: str) -> bool:
    short = re.compile(rf"\b[Tt]he {re.escape(words.split()[-1].title())}\b")
    dropped = (x for x in piece.region[1:] if x.kind in _FURNITURE and x.end - x.start <= LONGEST)
    return any(short.search(piece.words(x)) for x in dropped)


def _from_furniture(piece: Piece, label: Labelled, *, foot: bool) -> list[Evidence]:
    words = piece.words(label)
    found = []
    for known in _known().finditer(words):
        alone = len(words) <= len(known[1]) + NAME_ALONE and label.kind is not BlockClass.TEASER
        if alone or _OF_ITSELF.search(words):
            place = (label.start + known.start(1), label.start + known.end(1))
            found.append(piece.seen("outlet", outlet_names()[known[1]], "furniture", 0.6, place))
    for pattern, rule, fits in ((_RIGHTS, "rights-line", foot), (_SENDER, "sender", True)):
        match = pattern.search(words) if fits else None
        name = match["name"].strip() if match else ""
        if match and name[:1].isupper() and not _NO_NAME.search(name) and name not in agency_forms():
            start = label.start + match.start("name")
            found.append(piece.seen("outlet", _canonical(name), rule, 0.65, (start, start + len(name))))
    return found


def _its_own(piece: Piece, label: Labelled) -> list[Evidence]:
    """Words that only one outlet's pages carry."""
    return [
        piece.seen(
            "outlet",
            _its_furniture()[own[0]],
            "furniture",
            0.65,
            (label.start + own.start(), label.start + own.end()),
        )
        for own in _furniture().finditer(piece.words(label))
    ]


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


def time_zone(found: Sequence[Evidence]) -> str | None:
    """The IANA time zone of the likeliest outlet, where it is told from more than its furniture."""
    best = max(found, key=lambda e: e.confidence, default=None)
    return _zones().get(best.value) if best and best.confidence >= SURE else None


@cache
def _zones() -> dict[str, str]:
    return {outlet.name: outlet.zone for outlet in profiles()}


@cache
def outlet_names() -> dict[str, str]:
    """The outlet's name for each form that pages use for it."""
    return {form: outlet.name for outlet in profiles() for form in (outlet.name, *outlet.forms)}


@cache
def _its_furniture() -> dict[str, str]:
    return {words: outlet.name for outlet in profiles() for words in outlet.furniture}


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_its_furniture(), key=len, reverse=True))))


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    """What a line of furniture must hold to say anything."""
    return _known(), _furniture(), RIGHTS, _FROM


@cache
def _known() -> re.Pattern[str]:
    forms = any_of(outlet_names(), after=r"[\w@.]")
    return re.compile(rf"({forms})(?![\w@]|-\w)")


def _canonical(name: str) -> str:
    """The masthead's own form; an unlisted name in capitals is set as a name."""
    name = re.sub(r"[\s,]+(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?$", "", " ".join(name.split()))
    return outlet_names().get(name) or (name.title() if name.isupper() and " " in name else name)


@cache
def _domains() -> dict[str, str]:
    return {domain: outlet.name for outlet in profiles() for domain in outlet.domains}


def _of_host(host: str) -> str | None:
    """The outlet of a host or of the domain above it: ``world.example.com`` is ``example.com``'s."""
    parts = host.split(".")
    tries = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_domains()[name] for name in tries if name in _domains()), None)
