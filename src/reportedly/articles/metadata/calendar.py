"""Dates as pages and datelines write them: ``2031-03-04``, ``4 March 2031``, ``Mar. 4``, ``4.3.2031``.

A date that could be read in two ways (``03/04/2031``) is none, unless the page's language says which.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from reportedly.knowledge import load

FIRST_YEAR, LAST_YEAR = 1900, 2100
MAX_TEXT = 400


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at ``text[start:end]``; `year` is None where it is left out, `clock`: a time follows."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    clock: bool

    def iso(self, year: int | None = None) -> str | None:
        """ISO 8601, with the year given where the text has none; None for a day that does not exist."""
        return iso_of(self.year or year or 0, self.month, self.day)


def iso_of(year: int, month: int, day: int) -> str | None:
    """ISO 8601, or None for a day that does not exist."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in load("months")["months"].items() for name in names}


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """The forms of a date in the order of their trust; each names a month, or has a year in figures."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    forms = (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        # Stacked as day over year in the corner of a post, and glued when it is rendered: "Feb 182031".
        rf"\b(?P<w>{months})\b\.?[ \u00a0]?(?P<d>\d{{1,2}}){year}",
        rf"(?<![\d.:])(?P<d>\d{{1,2}})(?:\.|(?:st|nd|rd|th|er|º|\.)?[ \u00a0-])(?:de )?(?P<w>{months})\b\.?"
        rf"(?:,? ?(?:de |del )?[ -]?{year})?",
        rf"\b(?P<w>{months})\b\.?[ \u00a0](?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?[ \u00a0]{year})?",
        r"(?<![\d.])(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>(?:19|20)\d\d)(?!\.?\d)",
        r"(?<![\d/-])(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)",
    )
    return tuple(("P<w>" in form, re.compile(form, re.I)) for form in forms)


# "6:09 am", "18:40 GMT", "18.40 Uhr", "11h02" within a few characters after the day.
_CLOCK = re.compile(
    r"[\s,|–—-]{0,3}(?:at |um |à |a las )?(?:\d{1,2}[:h]\d{2}|\d{1,2}\.\d{2} Uhr|\d{1,2} ?[ap]\.?m\b)", re.I
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_ISO_CLOCK = re.compile(r"T\d{2}:?\d{2}")


def days(text: str, day_first: bool | None = None) -> list[Day]:
    """The days named in a line, in order, none overlapping. Only its first 400 characters are read.

    `day_first` says how ``03/04/2031`` is to be read; None: such a date is none.
    """
    text = text[:MAX_TEXT]
    return list(_days(text, day_first)) if has_figure(text) else []


def has_figure(text: str) -> bool:
    """Whether a text has a figure, without which it tells no day and no time."""
    return _DIGIT.search(text) is not None


# The rules for title, byline and date ask the same lines.
@lru_cache(maxsize=2_048)
def _days(text: str, day_first: bool | None) -> tuple[Day, ...]:
    found: list[Day] = []
    # Most lines with a figure have neither; to tell so is cheaper than to try the forms.
    month = not _months().keys().isdisjoint(_LETTERS.findall(text.lower()))
    year = _YEAR.search(text) is not None
    for pattern in (form for named, form in _patterns() if (month if named else year)):
        for match in pattern.finditer(text):
            day = _day(match, text, day_first)
            if day and not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    return tuple(sorted(found, key=lambda day: day.start))


def iso_day(value: str) -> str | None:
    """The day of a value that a page states, such as ``2031-03-04T10:00:00Z`` or ``Mar 4, 2031``."""
    named = next((day for day in days(value) if day.year), None)
    if named:
        return named.iso()
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", value.strip())
    return iso_of(*map(int, compact.groups())) if compact else None


def nearest_year(month: int, day: int, neighbour: str) -> int:
    """The year that puts a day closest to an ISO date: ``Dec. 31`` beside 2 January is last year's."""
    there = date.fromisoformat(neighbour)

    def distance(year: int) -> int:
        try:
            return abs((date(year, month, day) - there).days)
        except ValueError:
            return 10_000

    return min((there.year, there.year - 1, there.year + 1), key=distance)


def _day(match: re.Match[str], text: str, day_first: bool | None) -> Day | None:
    parts = match.groupdict()
    if parts.get("a"):
        ordered = _ordered(int(parts["a"]), int(parts["b"]), day_first)
        if ordered is None:
            return None
        day, month = ordered
    else:
        day = int(parts["d"])
        month = _months()[parts["w"].lower()] if parts.get("w") else int(parts["m"])
    year = int(parts["y"]) if parts.get("y") else None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = bool(_CLOCK.match(text, match.end()) or _ISO_CLOCK.match(text, match.end()))
    found = Day(match.start(), match.end(), year, month, day, clock)
    return found if found.iso(2000) else None


def _ordered(a: int, b: int, day_first: bool | None) -> tuple[int, int] | None:
    """Day and month of two numbers: by what they can be, else by the custom of the page."""
    if a == b or a > 12:
        return a, b
    if b > 12:
        return b, a
    return None if day_first is None else (a, b) if day_first else (b, a)
