"""Agencies that a text cites: ``told AFP``, ``Reuters reported``. They speak in it and did not write it."""

import re
from functools import cache

from reportedly.articles.metadata.credits import (
    Named,
    agency_pattern,
    named_agencies,
    short_forms,
    surnames,
)
from reportedly.articles.metadata.joined import join
from reportedly.articles.metadata.piece import Piece
from reportedly.articles.metadata.wire import HEAD, wire_dateline
from reportedly.knowledge import load
from reportedly.records import Evidence

MAX_CITED = 10
REACH = 40


def cited_evidence(piece: Piece) -> list[Evidence]:
    """At most ten citations of agencies, in order, with role ``cited``.

    Letters that the text itself explains otherwise (``the Polar Tide Institute (PTI)``) are nobody's; a form
    that is also a word or a body counts only behind ``told`` and the like; a family name needs a firm verb.
    """
    found: list[Evidence] = []
    others: set[str] = set()
    signed = {label.start for label in piece.body[:3] if wire_dateline(piece.words(label))}
    for n in join(map(piece.words, piece.body)).holding(agency_pattern(), _IN_BRACKETS):
        label = piece.body[n]
        words = piece.words(label)
        if _IN_BRACKETS.search(words):
            others.update(m[2] for m in _EXPLAINED.finditer(words) if _explains(m[1], m[2]))
        for named in named_agencies(words):
            in_dateline = label.start in signed and named.end < HEAD
            if not in_dateline and words[named.start : named.end] not in others and _cites(words, named):
                place = (label.start + named.start, label.start + named.end)
                found.append(piece.seen("agency", named.name, "cited", 0.8, place, "cited"))
    return found[:MAX_CITED]


_IN_BRACKETS = re.compile(r"\([A-Z]{2,6}\)")
_EXPLAINED = re.compile(r"((?:[A-Z][\w’'-]+ (?:(?:of|for|the|and|on|in) )*){2,6})\(([A-Z]{2,6})\)")


def _explains(long: str, letters: str) -> bool:
    """Whether the letters are the initials of the words, and the words not the agency's own name."""
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return initials.endswith(letters) and not named_agencies(long)


def _cites(words: str, named: Named) -> bool:
    form = words[named.start : named.end]
    before, after = _citing()
    told = before.search(words[max(0, named.start - REACH) : named.start])
    behind = words[named.end : named.end + REACH]
    if form.isupper() and len(form) <= 4 and re.match(r" [A-Z][a-z]+", behind):
        return False  # "told AP Ada Example", an associate professor
    if form in short_forms():
        return bool(told) or behind.lstrip().startswith(("news agency", "state news agency"))
    if named.name in surnames() and form.istitle() and " " not in form:
        person = re.search(r"(?:[A-Z][\w.’'-]+|Mr|Ms|Dr) $", words[: named.start])
        return not person and (bool(told) or _FIRM.match(behind) is not None)
    return bool(told) or after.match(behind) is not None


_FIRM = re.compile(r",? (?:has |had )?reported\b|,? (?:news agency|News)\b|’s reporting")


@cache
def _citing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = load("agencies")["cited"]
    before = "|".join(map(re.escape, lists["before"]))
    after = "|".join(map(re.escape, lists["after"]))
    return re.compile(rf"\b(?:{before}) (?:the |news agency |state news agency )*$", re.I), re.compile(
        rf",? (?:{after})\b", re.I
    )
