"""The head of a wire story: ``TOKYO (Jiji Press) —``, ``PARIS, 4 mars (AFP) –``, ``MOSCOW, March 4. /TASS/.``

The shapes are data (``agencies.toml``, ``[datelines]``): a place, a day or both, the agency, a mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.credits import Named, agency_forms, forms_pattern
from reportedly.articles.metadata.weekdays import said_days
from reportedly.knowledge import load

HEAD = 140
MOST_WORDS = 6
_DASH = r"(?:--+|[—–―:=-]|\.[-–—])"
# "(dpa/lni)", "(AFP, Ada Example)": a desk or a reporter behind the name.
_BEHIND = r"(?:[/,;-]\s?[^()\n/]{1,30}?)?"
# An agency that no list has: "PORT EXAMPLE (Sample Press) —".
_UNLISTED = re.compile(
    rf"(?P<head>[^()\n]{{2,90}}?)\s*\((?P<agency>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}})\)\s*{_DASH}\s*"
)
_CJK_DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日")
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Wire:
    """The head of a story and the agency that signs it: `sign` is its place in the story's text."""

    head: str
    agency: Named
    sign: tuple[int, int]


def wire_dateline(story: str) -> Wire | None:
    """The dateline that a story opens with, if an agency signs it. Its first 140 characters are read."""
    opening = story[:HEAD]
    if _any_form().search(opening):
        for dated, pattern in _shapes():
            match = pattern.match(opening)
            if match and _is_head(
                match["head"] if "head" in match.groupdict() else "", match["agency"], dated
            ):
                return _wire(match, agency_forms()[match["agency"]])
    match = _UNLISTED.match(opening)
    if match and match["head"].isupper() and _is_head(match["head"], match["agency"], False):
        return _wire(match, match["agency"])
    return None


def _wire(match: re.Match[str], name: str) -> Wire:
    place = match.span("agency")
    return Wire(match[0], Named(*place, name), place)


def _is_head(head: str, agency: str, dated: bool) -> bool:
    """Nothing, a place, a day, or both; not the long form of what stands in the brackets."""
    rest, day = _without_days(head)
    if dated and not day:
        return False
    tokens = rest.replace("/", " ").split()
    words = [t.strip(".,[]:;") for t in tokens if t.strip(".,[]:;()-–—")]
    if len(words) > MOST_WORDS or words[:1] in (["The"], ["A"], ["An"]) or _initials(words) == agency.upper():
        return False
    fits = (
        _PLACE.fullmatch(w) and (not w[0].islower() or (n and w in _little())) for n, w in enumerate(words)
    )
    return all(fits)


def _without_days(head: str) -> tuple[str, bool]:
    named = [(d.start, d.end) for d in days(head)] or [m.span() for m in _CJK_DAY.finditer(head)]
    weekdays = [(s.start, s.end) for s in said_days(head) if s.weekday]
    rest = head
    for start, end in sorted([*named, *weekdays], reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return re.sub(r"\b(?:19|20)\d\d\b", " ", rest), bool(named)


def _initials(words: list[str]) -> str:
    return "".join(w[0] for w in words if w[0].isupper()) if len(words) > 1 else ""


@cache
def _little() -> frozenset[str]:
    return frozenset(load("agencies")["datelines"]["little"])


@cache
def _any_form() -> re.Pattern[str]:
    return re.compile(forms_pattern())


@cache
def _shapes() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[bool, re.Pattern[str]]]:
    tokens = {
        "{head}": r"(?P<head>[^()\n【】（）]{0,100}?)",
        "{agency}": rf"(?P<agency>{forms_pattern()}){_BEHIND}",
        "{dash}": _DASH,
        " ": r"\s*",
    }
    for key, dated in (("forms", False), ("dated", True)):
        for shape in load("agencies")["datelines"][key]:
            parts = re.split(r"(\{\w+\}| )", shape)
            yield dated, re.compile("".join(tokens.get(part, re.escape(part)) for part in parts) + r"\s*")
