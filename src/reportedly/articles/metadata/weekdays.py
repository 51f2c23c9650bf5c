"""Days that a text names by the day on which it was written: ``on Friday``, ``yesterday``.

They are when something happened, never when the piece was published. They are counted from the dateline's
day or from the date of publication; without either they stay open: ``-W-5`` for a Friday, ``-P1D`` for
yesterday (the truncated forms of ISO 8601).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from reportedly.articles.metadata.piece import Piece
from reportedly.knowledge import load
from reportedly.records import Evidence
from reportedly.text.phrases import any_of

AHEAD_REACH = 40
_WORD = re.compile(r"\w+")
OPENING, PARAGRAPH, MOST_EVENTS = 8, 1_500, 8


@dataclass(frozen=True, slots=True)
class Said:
    """A day named at ``text[start:end]``: a weekday (1 is Monday) or a number of days from the writing."""

    start: int
    end: int
    weekday: int | None
    distance: int | None
    ahead: bool
    week_before: bool

    @property
    def open_value(self) -> str:
        """What is known of it without a day to count from."""
        if self.weekday:
            return f"-W-{self.weekday}"
        return f"{'-' if (self.distance or 0) < 0 else ''}P{abs(self.distance or 0)}D"

    def from_day(self, written: str) -> str:
        """The day that it was, for a text written on the ISO day `written`."""
        base = date.fromisoformat(written)
        if self.distance is not None:
            return (base + timedelta(days=self.distance)).isoformat()
        back = (base.isoweekday() - (self.weekday or 0)) % 7
        if self.week_before:
            return (base - timedelta(days=base.isoweekday() + 7 - (self.weekday or 0))).isoformat()
        if self.ahead:
            return (base + timedelta(days=(7 - back) % 7 or 7)).isoformat()
        return (base - timedelta(days=back)).isoformat()


def event_evidence(piece: Piece, found: Sequence[Evidence]) -> list[Evidence]:
    """Weekdays in the opening paragraphs, counted from the dateline's day, else from the publication."""
    own = sorted(
        (e for e in found if e.field == "date" and e.role == "published"), key=lambda e: -e.confidence
    )
    base = next((e for e in own if e.rule == "dateline"), own[0] if own else None)
    events = []
    for label in piece.body[:OPENING]:
        for said in said_days(piece.words(label)[:PARAGRAPH]):
            place = (label.start + said.start, label.start + said.end)
            if base is None:
                events.append(piece.seen("date", said.open_value, "weekday-open", 0.3, place, "event"))
            else:
                sure = round(min(0.7, base.confidence) - 0.2 * said.ahead, 2)
                rule = f"weekday-from-{'dateline' if base.rule == 'dateline' else 'publication'}"
                events.append(
                    piece.seen("date", said.from_day(base.value), rule, max(sure, 0.1), place, "event")
                )
    return events[:MOST_EVENTS]


def said_days(text: str) -> list[Said]:
    """The weekdays and the yesterdays of a paragraph, in order."""
    if _first_words().isdisjoint(_WORD.findall(text.lower())):
        return []  # far cheaper to tell than by the pattern, which has something to try at every other letter
    return [_said(match, text) for match in _pattern().finditer(text)]


def _said(match: re.Match[str], text: str) -> Said:
    word = match[1].lower()
    sentence = max(text.rfind(mark, 0, match.start()) for mark in ".!?") + 1
    before = text[max(sentence, match.start() - AHEAD_REACH) : match.start()]
    return Said(
        match.start(1),
        match.end(1),
        _weekdays().get(word),
        _distances().get(word),
        bool(_cue("ahead").search(before)),
        bool(_cue("before").match(text, match.end())),
    )


@cache
def _weekdays() -> dict[str, int]:
    return {name: int(number) for number, names in load("months")["weekdays"].items() for name in names}


@cache
def _distances() -> dict[str, int]:
    lists = load("months")["relative"]
    return {word: int(number) for number in ("-1", "1") for word in lists[number]}


@cache
def _first_words() -> frozenset[str]:
    """What the names of days begin with: none stands within a longer word."""
    return frozenset(_WORD.findall(name)[0] for name in (*_weekdays(), *_distances()))


@cache
def _cue(which: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("months")["relative"][which]))
    return re.compile(rf"\s*\b(?:{words})\b", re.I)


@cache
def _pattern() -> re.Pattern[str]:
    words = any_of([*_weekdays(), *_distances()], after=r"[\w-]", fold=True)
    return re.compile(rf"({words})(?![\w-])")
