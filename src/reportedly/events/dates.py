"""Words of time against the day of writing: "last week" -> ``2033-02-28/2033-03-06``.

A day is YYYY-MM-DD, a month YYYY-MM, a year YYYY, a span a/b; "since 2019" is ``2019/``. A past weekday is
the last on or before the day of writing, a coming one the next on or after; a deadline comes to its end. What
cannot be told is None. The rules are those of ``corpora/events/README.md``.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from reportedly.knowledge import load

LONGEST = 80
# Years of four digits alone; beyond them a count has run away.
SHAPE = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/(?:\d{4}(?:-\d\d){0,2})?)?")
WEEKS = {"this": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
Rule = Callable[[re.Match[str], date, bool], str | None]


@lru_cache(maxsize=4_096)
def resolve(words: str, written: str | None, ahead: bool = False) -> str | None:
    """What words of time come to for a text written on the ISO day `written`; None where that cannot be told.

    `ahead` says that the event is to come, so that "on Friday" is the next one.
    """
    try:
        day = date.fromisoformat(written[:10]) if written else None
    except ValueError:
        day = None
    low = " ".join(words.lower().replace("’", "'").replace(",", " ").split())[:LONGEST]
    return _bounded(low, day, ahead) if day else _absolute(low)


def is_past(value: str, written: str, days: int) -> bool:
    """Whether a date's end lies more than so many days before `written`."""
    end = _edges(value.partition("/")[2] or value.partition("/")[0])
    return value[-1:] != "/" and end is not None and (date.fromisoformat(written[:10]) - end[1]).days > days


def is_ahead(value: str, written: str) -> bool:
    """Whether a date begins after `written`."""
    start = _edges(value.partition("/")[0])
    return start is not None and start[0] > date.fromisoformat(written[:10])


def _bounded(low: str, day: date, ahead: bool) -> str | None:
    """A span with a beginning, an end or both, else a plain date."""
    bounds = load("spells")["bounds"]
    if two := re.fullmatch(r"(?:from|between) (.+?) (?:to|and|until|through) (.+)", low):
        first, last = (_plain(part, day, ahead) for part in two.groups())
        return _joined(_month_of(two[1], last) or first, last)
    if match := re.match(rf"(?:ever )?(?:{'|'.join(bounds['since'])}) (.+)", low):
        found = _plain(match[1], day, ahead and match[0].startswith("from"))
        return f"{found.partition('/')[0]}/" if found else None
    if match := re.match(rf"(?:{'|'.join(sorted(bounds['deadline'], key=len, reverse=True))}) (.+)", low):
        return _end(_plain(match[1], day, True), match[0].startswith("before") and " end " not in low)
    if match := re.match(rf"(?:{'|'.join(bounds['until'])}) (.+)", low):
        return _end(_plain(match[1], day, True), False)
    return _plain(low, day, ahead)


def _month_of(first: str, last: str | None) -> str | None:
    """ "from 4 to 6 June": the first day has the last one's month."""
    return f"{last[:8]}{int(first):02d}" if last and len(last) == 10 and first.isdigit() else None


def _joined(first: str | None, last: str | None) -> str | None:
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}" if first and last else None


def _end(value: str | None, before: bool) -> str | None:
    """The last day of a date, or the last before it."""
    edges = _edges(value.rpartition("/")[2]) if value and not value.endswith("/") else None
    if value is None or edges is None:
        return None
    if before and edges[0] == edges[1]:
        return edges[0].isoformat()
    if before:
        start = _edges(value.partition("/")[0])
        return (start[0] - timedelta(days=1)).isoformat() if start else None
    return edges[1].isoformat()


def _edges(value: str) -> tuple[date, date] | None:
    """The first and last day of a plain date."""
    parts = [int(part) for part in value.split("-") if part]
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _plain(low: str, day: date, ahead: bool) -> str | None:
    """The first rule that finds something in the words."""
    low = re.sub(
        r"^(?:(?:on|in|at|during|early|late|mid|around|about|as early as|only|just|until) |the (?=\d))+",
        "",
        low,
    )
    for pattern, rule in _rules():
        if match := pattern.search(low):
            try:
                found = rule(match, day, ahead)
            except (ValueError, OverflowError):
                return None
            return found if found and SHAPE.fullmatch(found) else None
    return None


def _absolute(low: str) -> str | None:
    """A date that needs no day of writing."""
    day = date(1, 1, 1)
    return _plain(low, day, False) if re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", low) else None


def _iso(match: re.Match[str], day: date, ahead: bool) -> str:
    return match[0]


def _full(match: re.Match[str], day: date, ahead: bool) -> str:
    """ "4 March 2031", "March 4": without a year that which is nearest in the event's direction."""
    month, number = load("spells")["months"][match["m"]], int(match["d"])
    last = int(match["d2"]) if match.groupdict().get("d2") else None
    year = int(match["y"]) if match["y"] else _year_of(month, number, day, ahead)
    first = date(year, month, number).isoformat()
    return f"{first}/{date(year, month, last).isoformat()}" if last else first


def _year_of(month: int, number: int, day: date, ahead: bool) -> int:
    """The year of a day without one: the last such, or the next one. A day's slack is the date line's."""
    found = date(day.year, month, number)
    if ahead:
        return day.year + (found < day)
    return day.year - (found > day + timedelta(days=1))


def _month(match: re.Match[str], day: date, ahead: bool) -> str:
    month = load("spells")["months"][match["m"]]
    if match["y"]:
        return f"{int(match['y']):04d}-{month:02d}"
    if match["way"] in ("next", "coming") or ahead:
        return f"{day.year + (month < day.month):04d}-{month:02d}"
    last = match["way"] == "last" and month == day.month
    return f"{day.year - (month > day.month or last):04d}-{month:02d}"


def _weekday(match: re.Match[str], day: date, ahead: bool) -> str:
    number = load("spells")["weekdays"][match["w"]]
    if match["way"] == "next" or ahead:
        return (
            day + timedelta(days=(number - day.isoweekday()) % 7 or (7 if match["way"] == "next" else 0))
        ).isoformat()
    back = (day.isoweekday() - number) % 7
    return (day - timedelta(days=back or (7 if match["way"] == "last" else 0))).isoformat()


def _near(match: re.Match[str], day: date, ahead: bool) -> str:
    return (day + timedelta(days=load("spells")["days"][match[0]])).isoformat()


def _way(match: re.Match[str], day: date, ahead: bool) -> str | None:
    """ "last week", "this month", "next year", "the coming quarter"."""
    step, unit = WEEKS[match["way"]], match["unit"]
    return _unit(unit, day, step)


def _unit(unit: str, day: date, step: int) -> str | None:
    if unit == "week":
        monday = day + timedelta(days=7 * step + 1 - day.isoweekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "weekend":
        saturday = day + timedelta(
            days=7 * step + 6 - day.isoweekday() - (7 if step <= 0 and day.isoweekday() < 6 else 0)
        )
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
    if unit == "month":
        return _shifted(day, step)
    if unit == "quarter":
        return _months_from(_first_of_quarter(day), 3 * step, 3)
    return f"{day.year + step:04d}" if unit == "year" else None


def _shifted(day: date, months: int) -> str:
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _months_from(day: date, offset: int, length: int) -> str:
    total = day.year * 12 + day.month - 1 + offset
    start = date(total // 12, total % 12 + 1, 1)
    return f"{_shifted(start, 0)}/{_shifted(start, length - 1)}"


def _first_of_quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _season(match: re.Match[str], day: date, ahead: bool) -> str:
    first = load("spells")["seasons"][match["s"]]
    year = int(match["y"]) if match["y"] else day.year
    if not match["y"]:
        over = day.month > (first + 2) % 12 if first < 12 else False
        year += (ahead or match["way"] in ("next", "coming")) and over
        year -= not ahead and match["way"] not in ("next", "this", "coming") and first > day.month
        year -= match["way"] == "last" and first <= day.month and not over
    return _months_from(date(year, first, 1), 0, 3)


def _half(match: re.Match[str], day: date, ahead: bool) -> str:
    """ "the first half of 2034", "the second quarter"."""
    number = load("spells")["numbers"].get(match["n"], 1)
    length = 6 if match["part"] == "half" else 3
    year = int(match["y"]) if match["y"] else day.year + (match["next"] is not None)
    return _months_from(date(year, 1 + length * (number - 1), 1), 0, length)


def _ago(match: re.Match[str], day: date, ahead: bool) -> str | None:
    """ "two weeks ago", "in three months", "five years earlier"."""
    number = _number(match["n"])
    forward = match["side"] is None
    if number is None or (forward and not ahead):
        return None
    step = number if forward else -number
    unit = _unit_of(match["unit"])
    if unit in ("day", "week"):
        return (day + timedelta(days=step * (7 if unit == "week" else 1))).isoformat()
    if unit == "month":
        return _shifted(day, step)
    return f"{day.year + step * (10 if unit == 'decade' else 1):04d}" if unit in ("year", "decade") else None


def _lasting(match: re.Match[str], day: date, ahead: bool) -> str | None:
    """ "for the past three years": since then."""
    number = _number(match["n"] or "one")
    unit = _unit_of(match["unit"])
    if number is None:
        return None
    if unit in ("day", "week"):
        return f"{(day - timedelta(days=number * (7 if unit == 'week' else 1))).isoformat()}/"
    return (
        f"{_shifted(day, -number)}/"
        if unit == "month"
        else f"{day.year - number * (10 if unit == 'decade' else 1):04d}/"
    )


def _years(match: re.Match[str], day: date, ahead: bool) -> str:
    return f"{match['a']}/{match['b'] if len(match['b']) == 4 else match['a'][:2] + match['b']}"


def _decade(match: re.Match[str], day: date, ahead: bool) -> str:
    return f"{match['y']}/{int(match['y']) + 9}"


def _year(match: re.Match[str], day: date, ahead: bool) -> str:
    return match["y"]


def _number(word: str) -> int | None:
    numbers: Mapping[str, int] = load("spells")["numbers"]
    return int(word) if word.isdigit() and len(word) < 4 else numbers.get(word)


def _unit_of(word: str) -> str | None:
    return next((unit for unit, forms in load("spells")["units"].items() if word in forms), None)


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """Forms of dates and what they come to; the first that is found decides."""
    year = r"(?P<y>(?:1[5-9]|20)\d\d)(?![\d-])"
    month = rf"(?P<m>{_any(load('spells')['months'])})\b\.?"
    way = r"(?:(?P<way>last|past|next|this|coming|previous)\s+)?"
    numbers = _any(load("spells")["numbers"])
    units = "|".join(form for forms in load("spells")["units"].values() for form in forms)
    first, last = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
    to = r" ?(?:and|to|[-–]) ?"
    forms: tuple[tuple[str, Rule], ...] = (
        (r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", _iso),
        (rf"(?<!\d){first}{to}{last} (?:of )?{month}(?: {year})?", _full),
        (rf"(?<!\d){first} (?:of )?{month}(?: {year})?", _full),
        (rf"\b{month} {first}{to}{last}(?!\d)(?: {year})?", _full),
        (rf"\b{month} {first}(?!\d)(?: {year})?", _full),
        (rf"\b{_any(load('spells')['days'])}\b", _near),
        (rf"\b{way}(?P<w>{_any(load('spells')['weekdays'])})\b", _weekday),
        (rf"\b(?:the |for |over )*(?:past|last) (?P<n>\d+|{numbers})? ?(?P<unit>{units})\b", _lasting_or_way),
        (r"\b(?P<way>this|last|past|next|coming|previous) (?P<unit>week|weekend|month|quarter|year)\b", _way),
        (r"^(?:the )?(?P<unit>week|weekend|month|quarter|year)$", _here),
        (rf"\b(?:in )?(?P<n>\d+|{numbers}) (?P<unit>{units})\b(?: (?P<side>ago|earlier|before))?", _ago),
        (
            r"\b(?P<n>first|second|third|fourth) (?P<part>half|quarter)"
            rf"(?: of (?:(?P<next>next)|the|this) year| of {year})?",
            _half,
        ),
        (rf"\b{way}(?P<s>{_any(load('spells')['seasons'])})\b(?: of)?(?: {year})?", _season),
        (rf"\b{way}{month}(?: of)?(?: {year})?(?!\w)", _month),
        (r"(?P<a>(?:1[5-9]|20)\d\d) ?[-–/] ?(?P<b>\d{4}|\d\d)(?!\d)", _years),
        (r"(?P<y>(?:1[5-9]|20)\d0)s\b", _decade),
        (rf"(?<![\d-]){year}", _year),
    )
    return tuple((re.compile(form), rule) for form, rule in forms)


def _lasting_or_way(match: re.Match[str], day: date, ahead: bool) -> str | None:
    """ "the past three years" lasts; "last month" is that month."""
    if match["n"]:
        return _lasting(match, day, ahead)
    return _unit(_unit_of(match["unit"]) or "", day, -1)


def _here(match: re.Match[str], day: date, ahead: bool) -> str | None:
    """ "the end of the month" is this month's."""
    return _unit(match["unit"], day, 0)
