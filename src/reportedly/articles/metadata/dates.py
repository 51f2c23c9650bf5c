"""When a piece was published, when it was updated or saved, and the days that it tells of.

In order of trust: the user, the page's markup, its URL, the dateline, a date line near the top. The value is
the local day at the outlet (`stamps`). A weekday is no date, and neither is a day without a year, one under
a teaser, or one later than all that the page itself proves. They are kept in roles of their own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import Day, days, iso_day, iso_of, nearest_year
from reportedly.articles.metadata.date_lines import LINE_KINDS, LONGEST_BODY_LINE, date_lines, role_word
from reportedly.articles.metadata.fields import weight_of
from reportedly.articles.metadata.piece import Piece, property_of, stated
from reportedly.articles.metadata.stamps import Moment, at_outlet, clock, moment, near_day
from reportedly.articles.metadata.weekdays import event_evidence
from reportedly.articles.metadata.wire import wire_dateline
from reportedly.knowledge import load
from reportedly.records import BlockClass, Evidence, Markup

# A page's objects that are not its article: a video beside it, the next concert.
OTHER_THING = re.compile(
    r"^ld\+json/(?:Video|Image|Event|Product|Person|Organization|Podcast|Review|Comment)"
)
URL_DAY = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=[/_.-]|$)")
PAGE_DATE = 0.3


@dataclass(frozen=True, slots=True)
class _Where:
    """What is known before the dates are read: the outlet's time zone, the order of day and month."""

    zone: str | None
    day_first: bool | None


def date_evidence(piece: Piece, zone: str | None = None) -> list[Evidence]:
    """All dates of the piece, and the moments that they were stamped with (field ``time``).

    Roles: ``published``, ``updated``, ``captured`` for the piece's own; ``event`` for a weekday in the text;
    ``open`` for a day without a year (``--03-04``); ``later`` for one that is later than the page can be.
    `zone` is the outlet's IANA time zone.
    """
    where = _Where(zone, _day_first(piece))
    lines = [(label, piece.words(label)) for label in date_lines(piece, where.day_first)]
    full = [day.iso() for _, words in lines for day in days(words, where.day_first) if day.year]
    urls = _from_url(piece)
    shown = {value for value in [*full, *(e.value for e in urls)] if value}
    found = _from_user(piece) + _from_markup(piece, where, shown) + urls
    neighbour = _neighbour(piece, found, full)
    found += _from_dateline(piece, neighbour)
    for label, words in lines:
        found += _from_line(piece, label, words, neighbour, where)
    found += _of_the_page(piece, where) if not any(e.role == "published" for e in found) else []
    found = _possible(found)
    return found + event_evidence(piece, found)


def _neighbour(piece: Piece, found: Sequence[Evidence], full: Iterable[str | None]) -> str | None:
    """The date beside which a day without a year is read: stated, shown, or the URL's month or year."""
    near = next((value for value in [*(e.value for e in found if e.field == "date"), *full] if value), None)
    if near:
        return near
    for _, url in _urls(piece):
        match = _URL_MONTH.search(url)
        if match:
            return iso_of(int(match[1]), int(match[2] or 7), 15)
    return None


_URL_MONTH = re.compile(r"/((?:19|20)\d\d)(?:[/-](0[1-9]|1[0-2]))?(?=[/-])")


def _day_first(piece: Piece) -> bool | None:
    """How the page's language writes 03/04/2031; None where English may mean either."""
    said = next((m.value.lower() for m in piece.rendering.markup if m.path == "html[lang]"), "")
    if said.startswith("en"):
        return {"en-us": False, "en-gb": True, "en-au": True, "en-in": True, "en-ie": True}.get(said)
    return True if said else None


def _from_user(piece: Piece) -> list[Evidence]:
    given, saved = piece.arrival.date, piece.arrival.time
    found = []
    if given and iso_day(given):
        found.append(stated("date", iso_day(given) or "", "given", 1.0, "arrival", "published"))
    if saved and iso_day(saved):
        found.append(stated("date", iso_day(saved) or "", "capture", 0.9, "arrival", "captured"))
    return found


def _from_markup(piece: Piece, where: _Where, shown: set[str]) -> list[Evidence]:
    found = []
    for item in piece.markup:
        weight, role = _weight(item)
        stamp = moment(item.value) if weight else None
        if stamp:
            found += _stamped(stamp, weight, role, item.path, where.zone, shown)
    return found


def _stamped(
    stamp: Moment, weight: float, role: str, path: str, zone: str | None, shown: set[str]
) -> list[Evidence]:
    """A stamp's local day, and its moment. What the page shows beside a stamp in UTC outranks a guess."""
    day, time = at_outlet(stamp, zone)
    beside = None if zone else near_day(stamp, shown)
    rule = "markup" if beside is None and day == stamp.day else "markup-local"
    found = [stated("date", beside or day, rule, weight, path, role)]
    return [*found, stated("time", time, "markup", weight, path, role)] if time else found


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


def _urls(piece: Piece) -> list[tuple[str, str]]:
    given = [("arrival", piece.arrival.url)] if piece.arrival.url and piece.number == 0 else []
    given += [(m.path, m.value) for m in piece.markup if m.path in _URL_PATHS or weight_of(m.path, "url")]
    return [(path, url) for path, url in given if url]


def _from_url(piece: Piece) -> list[Evidence]:
    found = []
    for path, url in _urls(piece):
        match = URL_DAY.search(url)
        value = iso_of(*map(int, match.groups())) if match else None
        if value:
            found.append(stated("date", value, "url", 0.8, path, "published"))
    return found


_URL_PATHS = frozenset({"link[rel=canonical]", "meta[property=og:url]"})


def _from_dateline(piece: Piece, neighbour: str | None) -> list[Evidence]:
    for label in [*piece.of(BlockClass.DATELINE)[:1], *piece.body[:2]]:
        wire = wire_dateline(piece.words(label))
        for day in days(wire.head) if wire else []:
            place = (label.start + day.start, label.start + day.end)
            return [_dated(piece, day, neighbour, "dateline", 0.75, place, "published")]
    return []


def _dated(
    piece: Piece,
    day: Day,
    neighbour: str | None,
    rule: str,
    weight: float,
    place: tuple[int, int],
    role: str,
) -> Evidence:
    """A day in the text; without a year it stays open."""
    value = _iso(day, neighbour)
    if value is None:
        return piece.seen("date", f"--{day.month:02}-{day.day:02}", rule, 0.3, place, "open")
    return piece.seen("date", value, rule, weight, place, role)


def _possible(found: Sequence[Evidence]) -> list[Evidence]:
    """The same, but what is called published and is later than the page's saving or stamps is ``later``."""
    proved = [e.value for e in found if e.field == "date" and (e.role == "captured" or e.markup)]
    if not proved or any(e.rule == "given" for e in found):
        return list(found)
    saved = [e.value for e in found if e.field == "date" and e.role == "captured"]
    last = date.fromisoformat(min(saved) if saved else max(proved)) + timedelta(days=1)

    def impossible(e: Evidence) -> bool:
        own = e.field == "date" and e.role == "published" and (saved or not e.markup)
        return bool(own) and e.value > last.isoformat()

    return [replace(e, role="later") if impossible(e) else e for e in found]


def _from_line(
    piece: Piece, label: Labelled, words: str, neighbour: str | None, where: _Where
) -> list[Evidence]:
    named = days(words, where.day_first)
    length = sum(day.end - day.start for day in named)
    said = role_word(words) is not None
    if not named or (length < 0.2 * len(words) and not said):
        return []
    stamped = any(day.clock for day in named) and len({(d.month, d.day) for d in named}) > 1
    found, last = [], 0
    for n, day in enumerate(named):
        role = role_word(words[last : day.start])
        role = role or ("captured" if stamped and not day.clock else "published")
        weight = _line_weight(piece, label, day, role_said=said)
        place = (label.start + day.start, label.start + day.end)
        one = _dated(piece, day, neighbour, "date-line", weight, place, role)
        until = named[n + 1].start if n + 1 < len(named) else len(words)
        found += [one, *_time_of(piece, one, words[day.end : until], label.start + day.end, where)]
        last = day.end
    return found


def _time_of(piece: Piece, one: Evidence, after: str, at: int, where: _Where) -> list[Evidence]:
    """The moment of a day that a time follows in its line."""
    minute, offset = clock(after)
    if minute is None or one.span is None or one.role == "open":
        return []
    told = Moment(one.value, minute, offset)
    _, time = at_outlet(told, where.zone if offset is None else None)
    place = (one.span.start, at + len(after.rstrip()[:40]))
    return [piece.seen("time", time, "date-line", one.confidence, place, one.role)] if time else []


def _of_the_page(piece: Piece, where: _Where) -> list[Evidence]:
    """The date above all pieces of a source: it is the page's, so each piece without one takes it, weakly."""
    for label in piece.above:
        words = piece.words(label) if label.kind in LINE_KINDS else ""
        for day in days(words, where.day_first) if len(words) <= LONGEST_BODY_LINE else []:
            if day.year and (role_word(words[: day.start]) or "published") == "published":
                place = (label.start + day.start, label.start + day.end)
                return [_dated(piece, day, None, "page-date", PAGE_DATE, place, "published")]
    return []


def _line_weight(piece: Piece, label: Labelled, day: Day, *, role_said: bool) -> float:
    if piece.pieces > 1 and piece.number == 0 and label.start < piece.first:
        return PAGE_DATE  # a date above several pieces is the page's, not surely theirs
    weight = 0.6 + 0.1 * day.clock + 0.1 * role_said + 0.05 * (label.kind is BlockClass.DATELINE)
    first, last = piece.body_places
    at = piece.region.index(label)
    distance = min(abs(at - first), abs(at - last))
    return round(weight - 0.01 * min(distance, 20), 3)


def _iso(day: Day, neighbour: str | None) -> str | None:
    if day.year:
        return day.iso()
    return day.iso(nearest_year(day.month, day.day, neighbour)) if neighbour else None
