"""When a piece was published, and when it was updated or saved.

In order of trust: the user, the page's markup, its URL, the dateline, a date line near the top. A weekday
is no date, and neither is one under a teaser.
"""

import re
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import Day, days, iso_day, iso_of, nearest_year
from reportedly.articles.metadata.piece import Piece, property_of, stated
from reportedly.articles.metadata.wire import wire_dateline
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence, Markup

# A page's objects that are not its article: a video beside it, the next concert.
OTHER_THING = re.compile(
    r"^ld\+json/(?:Video|Image|Event|Product|Person|Organization|Podcast|Review|Comment)"
)
URL_DAY = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=[/_.-]|$)")
LINE_KINDS = frozenset({BlockClass.DATELINE, BlockClass.BYLINE, BlockClass.JUNK})
# A date inside the text is the piece's only where no teaser stands above it.
ITS_OWN = frozenset({BlockClass.BODY, BlockClass.STANDFIRST, BlockClass.BYLINE})
LONGEST_LINE = 160
LINES_ABOVE, LINES_BELOW = 8, 6
# "Published 4 March 2031 by ..." may stand below share buttons and boxes.
LABELLED_BELOW = 25


def date_evidence(piece: Piece) -> list[Evidence]:
    """All dates that may be the piece's own, with role ``published``, ``updated`` or ``captured``."""
    found = _from_user(piece) + _from_markup(piece) + _from_url(piece)
    lines = [(label, piece.words(label)) for label in _date_lines(piece)]
    full = [day.iso() for _, words in lines for day in days(words) if day.year]
    neighbour = next((value for value in [*(e.value for e in found), *full] if value), None)
    found += _from_dateline(piece, neighbour)
    for label, words in lines:
        found += _from_line(piece, label, words, neighbour)
    return found


def _from_user(piece: Piece) -> list[Evidence]:
    given = iso_day(piece.arrival.date) if piece.arrival.date else None
    return [stated("date", given, "given", 1.0, "arrival", "published")] if given else []


def _from_markup(piece: Piece) -> list[Evidence]:
    found = []
    for item in piece.markup:
        weight, role = _weight(item)
        value = iso_day(item.value) if weight else None
        if value:
            found.append(stated("date", value, "markup", weight, item.path, role))
    return found


def _weight(item: Markup) -> tuple[float, str]:
    if item.path == "time[1][datetime]":
        return 0.55, "published"
    if OTHER_THING.match(item.path):
        return 0.0, ""
    name, lists = property_of(item.path), load("markup")
    if name in lists["updated"]:
        return lists["updated"][name], "updated"
    weight = lists["published"].get(name, 0.0)
    # Item properties stand in the text as well, and then on comments and teasers too.
    return (min(weight, 0.9) if "[itemprop=" in item.path else weight), "published"


def _from_url(piece: Piece) -> list[Evidence]:
    given = [("arrival", piece.arrival.url)] if piece.arrival.url and piece.number == 0 else []
    given += [(m.path, m.value) for m in piece.markup if m.path in _URL_PATHS]
    found = []
    for path, url in given:
        match = URL_DAY.search(url or "")
        value = iso_of(*map(int, match.groups())) if match else None
        if value:
            found.append(stated("date", value, "url", 0.8, path, "published"))
    return found


_URL_PATHS = frozenset({"link[rel=canonical]", "meta[property=og:url]"})


def _from_dateline(piece: Piece, neighbour: str | None) -> list[Evidence]:
    for label in piece.body[:2]:
        wire = wire_dateline(piece.words(label))
        for day in days(wire.head) if wire else []:
            value = _iso(day, neighbour)
            if value:
                place = (label.start + day.start, label.start + day.end)
                return [piece.seen("date", value, "dateline", 0.75, place, "published")]
    return []


def _date_lines(piece: Piece) -> list[Labelled]:
    """The lines that may carry the piece's date: just above its body, and labelled ones just around it."""
    first, last = piece.body_places
    above = piece.region[max(0, first - LINES_ABOVE) : first]
    below = [
        x
        for n, x in enumerate(piece.region[last + 1 : last + 1 + LABELLED_BELOW])
        if _speaks_of_itself(piece, x, n < LINES_BELOW)
    ]
    inside = [
        x
        for before, x in zip(piece.region[first:last], piece.region[first + 1 : last], strict=False)
        if x.kind is BlockClass.DATELINE and before.kind in ITS_OWN
    ][:1]
    top = piece.region[: max(0, first - LINES_ABOVE)]
    opening = [x for x in top if x.kind is BlockClass.DATELINE] if piece.is_page else list(top[:2])
    lines = dict.fromkeys([*above, *_beside_title(piece), *inside, *opening, *below])
    return [x for x in lines if x.kind in LINE_KINDS and x.end - x.start <= LONGEST_LINE]


def _beside_title(piece: Piece) -> list[Labelled]:
    """Date lines three stretches around the title, which on a page may stand below what passes for text."""
    title = next((i for i, x in enumerate(piece.region) if x.kind is BlockClass.TITLE), None)
    if title is None:
        return []
    return [x for x in piece.region[max(0, title - 3) : title + 4] if x.kind is BlockClass.DATELINE]


def _speaks_of_itself(piece: Piece, label: Labelled, near: bool) -> bool:
    dated = near and label.kind is BlockClass.DATELINE
    return dated or (label.end - label.start <= LONGEST_LINE and _role_word(piece.words(label)) is not None)


def _from_line(piece: Piece, label: Labelled, words: str, neighbour: str | None) -> list[Evidence]:
    named = days(words)
    length = sum(day.end - day.start for day in named)
    if not named or (length < 0.2 * len(words) and _role_word(words) is None):
        return []
    stamped = any(day.clock for day in named) and len({(d.month, d.day) for d in named}) > 1
    found, last = [], 0
    for day in named:
        value = _iso(day, neighbour)
        role = _role_word(words[last : day.start]) or (
            "captured" if stamped and not day.clock else "published"
        )
        last = day.end
        if value:
            place = (label.start + day.start, label.start + day.end)
            weight = _line_weight(piece, label, day, role_said=_role_word(words) is not None)
            found.append(piece.seen("date", value, "date-line", weight, place, role))
    return found


def _line_weight(piece: Piece, label: Labelled, day: Day, *, role_said: bool) -> float:
    if piece.pieces > 1 and piece.number == 0 and label.start < piece.first:
        return 0.3  # a date above several pieces is the page's, not surely theirs
    weight = 0.6 + 0.1 * day.clock + 0.1 * role_said + 0.05 * (label.kind is BlockClass.DATELINE)
    first, last = piece.body_places
    at = piece.region.index(label)
    distance = min(abs(at - first), abs(at - last))
    return round(weight - 0.01 * min(distance, 20), 3)


def _iso(day: Day, neighbour: str | None) -> str | None:
    if day.year:
        return day.iso()
    return day.iso(nearest_year(day.month, day.day, neighbour)) if neighbour else None


@cache
def _roles() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.I), role)
        for role, words in load("months")["roles"].items()
    )


def _role_word(words: str) -> str | None:
    """The role that the last role word before a date gives it."""
    said = [(m.end(), role) for pattern, role in _roles() for m in pattern.finditer(words)]
    return max(said)[1] if said else None
