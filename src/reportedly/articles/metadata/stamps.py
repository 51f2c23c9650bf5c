"""Moments as markup and press stamps write them, and the day that it was then where the outlet is.

The value of a date is the **local day at the outlet**: readers, citations and datelines use that one. A stamp
with an offset of its own is taken as it stands. One in UTC is moved to the outlet's zone where a profile
knows it; midnight in UTC is a day without a time, and stays. The moment itself is kept as ISO 8601 with its
offset; without any zone it has none.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from reportedly.articles.metadata.calendar import iso_day
from reportedly.knowledge import load

_ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)[T ](?P<h>\d{1,2}):(?P<m>\d\d)(?::\d\d(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
# "Tue, 04 Mar 2031 08:00:00 GMT", "Nov. 25 06:09 am JST", "18:40 MEZ"
_TIME = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.h](?P<m>\d\d))?(?::\d\d)?(?:[ \u00a0]?(?P<half>[ap])\.?m\b\.?)?"
    r"[ \u00a0]*(?P<zone>Uhr\b|[A-Z]{3,4}\b|[+-]\d\d:?\d\d)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (ISO 8601), the minute of that day if it is told, and the offset from UTC in minutes if told."""

    day: str
    minute: int | None = None
    offset: int | None = None


def moment(value: str) -> Moment | None:
    """What a stated value says, or None where it names no day."""
    value = value[:80]
    iso = _ISO.search(value)
    if iso and iso_day(iso["day"]) and int(iso["h"]) < 24 and int(iso["m"]) < 60:
        return Moment(iso["day"], int(iso["h"]) * 60 + int(iso["m"]), _offset(iso["zone"]))
    day = iso_day(value)
    if day is None:
        return None
    year = value.find(day[:4])
    minute, offset = clock(value[year + 4 :] if year >= 0 else "")
    return Moment(day, minute, offset)


def clock(words: str) -> tuple[int | None, int | None]:
    """Minute of the day and offset of the first time that a text tells: ``06:09 am JST`` is (369, 540)."""
    for match in _TIME.finditer(words[:40]):
        if match["m"] is None and match["half"] is None:
            continue
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if match["half"] and hour <= 12:
            hour = hour % 12 + 12 * (match["half"].lower() == "p")
        if hour < 24 and minute < 60:
            return hour * 60 + minute, _offset(match["zone"])
    return None, None


def at_outlet(found: Moment, zone: str | None) -> tuple[str, str | None]:
    """The local day at an outlet in an IANA `zone` (None: unknown), and the moment (ISO 8601) if told."""
    if found.minute is None:
        return found.day, None
    there = datetime.fromisoformat(found.day) + timedelta(minutes=found.minute)
    if found.offset is None:
        known = there.replace(tzinfo=_zone(zone)) if zone else there
        return found.day, known.isoformat(timespec="minutes")
    stamped = there.replace(tzinfo=timezone(timedelta(minutes=found.offset)))
    if found.offset == 0 and zone and found.minute:
        stamped = stamped.astimezone(_zone(zone))
    return stamped.date().isoformat(), stamped.isoformat(timespec="minutes")


def near_day(found: Moment, shown: set[str]) -> str | None:
    """The neighbouring day that the page itself shows for a stamp in UTC; None where that cannot be.

    A page that was published on the evening of the 24th in New York is stamped with the 25th in UTC.
    """
    if found.offset != 0 or not found.minute or found.day in shown:
        return None
    there = datetime.fromisoformat(found.day).replace(tzinfo=UTC)
    west = (there - timedelta(days=1)).date().isoformat()
    east = (there + timedelta(days=1)).date().isoformat()
    if west in shown and found.minute < 12 * 60:
        return west
    return east if east in shown and found.minute >= 10 * 60 else None


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    signed = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3])
        return (minutes if signed[1] == "+" else -minutes) if minutes < 24 * 60 else None
    named: dict[str, int] = load("months")["zones"]
    return named.get(zone.lower())


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
