"""What descent is judged by: an article's text as tokens, when it came out, whose report it carries."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from reportedly.lineage.arrays import Flags, Rows
from reportedly.lineage.tokens import tokens
from reportedly.records import Article
from reportedly.text import quoted

_HEAD, _FOOT = 300, 160
# "PORT EXAMPLE (Sample Press) —" at the head, "© SAMPLE" or "(Sample Press)" at the foot.
_DATELINE = re.compile(r"^[^()\n]{0,60}\([A-Z][\w .'’/-]{1,40}\)\s*[—–-]", re.MULTILINE)
_CREDIT = re.compile(
    r"(?:©|\(c\)|Copyright)\s*[A-Z][\w .'’-]{1,40}\W*$|\([A-Z][\w .'’/-]{1,30}\)\W*$", re.MULTILINE
)
_DAY = 1440.0
_DATE_ONLY = 10


@dataclass(frozen=True, slots=True)
class Witness:
    """An article as the judge of descent sees it.

    `published` is ISO 8601: a moment, a day, or None where nothing says it. `agency` is whose report the
    article says that it carries.
    """

    id: str
    text: str
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None


def witness(article: Article) -> Witness:
    """An article as a witness; the moment of publication where the evidence has one for the chosen day."""
    moments = [e.value for e in article.evidence if e.field == "time" and article.date]
    moment = next((value for value in moments if value.startswith(article.date or "-")), article.date)
    return Witness(article.id, article.text, article.outlet, article.agency, moment)


@dataclass(frozen=True, slots=True)
class Period:
    """When something came out, in minutes of the common calendar: in ``[start, end)``."""

    start: float
    end: float


def period(published: str | None) -> Period | None:
    """The minute or the day that an ISO 8601 date names; None where there is no whole date.

    A time without an offset counts as UTC.
    """
    given = (published or "").strip()
    try:
        if len(given) <= _DATE_ONLY:
            start = date.fromisoformat(given).toordinal() * _DAY
            return Period(start, start + _DAY)
        return _moment(datetime.fromisoformat(given))
    except (ValueError, OverflowError):
        return period(given[:_DATE_ONLY]) if len(given) > _DATE_ONLY else None


def _moment(when: datetime) -> Period:
    there = when if when.tzinfo else when.replace(tzinfo=UTC)
    minutes = (there - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(minutes=1) + _DAY
    return Period(minutes, minutes + 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A witness read: of each token a number, its place in code points, whether quotation marks hold it."""

    witness: Witness
    tokens: Rows
    starts: list[int]
    ends: list[int]
    quoted: Flags
    period: Period | None
    credited: bool

    def __len__(self) -> int:
        return len(self.tokens)


def read(witnesses: Sequence[Witness]) -> list[Reading]:
    """The witnesses with their tokens, in their order."""
    found = zip(witnesses, tokens([one.text for one in witnesses]), strict=True)
    return [
        Reading(
            one, words.hashes, words.starts, words.ends, _quoted(one.text, words.starts),
            period(one.published), credited(one),
        )
        for one, words in found
    ]  # fmt: skip


def _quoted(text: str, starts: list[int]) -> Flags:
    inside = np.zeros(len(starts), bool)
    for place in quoted(text):
        inside[bisect_left(starts, place.start) : bisect_left(starts, place.end)] = True
    return inside


def credited(one: Witness) -> bool:
    """Whether an outlet says that it carries an agency's report; without an outlet it may be the agency."""
    if one.outlet is None or (one.agency or "").casefold() == one.outlet.casefold():
        return False
    signed = _DATELINE.search(one.text[:_HEAD]) or _CREDIT.search(one.text[-_FOOT:])
    return bool(one.agency or signed)


def names(one: Witness, other: Witness) -> bool:
    """Whether the text of `one` names the outlet or the agency of `other`, and that name is not its own."""
    known = {name for name in (other.outlet, other.agency) if name and len(name) >= 4}
    own = {(name or "").casefold() for name in (one.outlet, one.agency)}
    return any(name.casefold() not in own and name in one.text for name in known)
