"""Dates of events as runs of days, so that two of them can be held against each other."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

Days = tuple[int, int]
"""The first and the last day, both counted from 1 January of the year 1 (``date.toordinal``)."""

LONGEST = 92
"""The days of a quarter: what is known to a longer stretch stands in none."""

ALWAYS: Days = (date.min.toordinal(), date.max.toordinal())


@lru_cache(maxsize=20_000)
def days(value: str | None) -> Days | None:
    """The days of an ISO date, month, year or range; open to one side where it is. None for no date."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    begins = _run(first) if first else ALWAYS
    ends = (_run(last) if last else ALWAYS) if slash else begins
    return (begins[0], ends[1]) if begins and ends and begins[0] <= ends[1] else None


def common(a: Days, b: Days, slack: int = 0) -> Days | None:
    """The days that two runs share; a `slack` of days may part them, as midnight parts two newsrooms."""
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low <= high:
        return low, high
    return (high, low) if low - high <= slack else None


def length(run: Days) -> int:
    """How many days a run has."""
    return run[1] - run[0] + 1


def first_day(value: str | None) -> str | None:
    """The first day of a date that has a beginning, YYYY-MM-DD."""
    run = days(value)
    return date.fromordinal(run[0]).isoformat() if run and run[0] > ALWAYS[0] else None


def month_of(told: str | None, day: str | None) -> str | None:
    """The month in which an event of this date and this day stands in plots and quarters; None where it is
    known to no more than the year, or to a stretch longer than a quarter."""
    return day[:7] if day and is_near(told) else None


@lru_cache(maxsize=10_000)
def is_near(told: str | None) -> bool:
    """Whether a date is known so far; of "since" and "until" the day that is named counts."""
    first, _, last = (told or "").partition("/")
    if first and last:
        run = days(told)
        return run is not None and length(run) <= LONGEST
    return len(first or last) != len("2031")


def _run(value: str) -> Days | None:
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month, day = (*numbers, None, None)[:3]
        if year is None or len(numbers) > 3:
            return None
        low = date(year, month or 1, day or 1)
        high = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return low.toordinal(), high.toordinal()
