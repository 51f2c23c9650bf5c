"""Agencies by the forms that they sign with, and the credit that is glued to a story's last sentence."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.text.phrases import any_of

MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Named:
    """An agency named at ``text[start:end]``."""

    start: int
    end: int
    name: str


@cache
def agency_forms() -> dict[str, str]:
    """The agency's name for each form that it signs with, the short ones included."""
    listed = load("agencies")["agencies"].values()
    return {form: e["name"] for e in listed for form in [*e["forms"], *e.get("short", [])]}


@cache
def short_forms() -> frozenset[str]:
    """The forms that are also words, parties or institutes."""
    return frozenset(form for e in load("agencies")["agencies"].values() for form in e.get("short", []))


@cache
def surnames() -> frozenset[str]:
    """The names of agencies that people have as well."""
    return frozenset(e["name"] for e in load("agencies")["agencies"].values() if e.get("surname"))


@cache
def forms_pattern() -> str:
    """A regular expression for any form, the longest first."""
    return "|".join(map(re.escape, sorted(agency_forms(), key=len, reverse=True)))


@cache
def agency_pattern() -> re.Pattern[str]:
    """An expression for an agency that a text names; no match holds a newline."""
    forms = any_of(agency_forms(), after=r"[\w.@-]")
    return re.compile(rf"({forms})(?![\w@]|-\w|\.\w)")


def named_agencies(text: str) -> list[Named]:
    """The agencies that a text names, in order; case counts. At most 2,000 characters are read."""
    return [
        Named(m.start(1), m.end(1), agency_forms()[m[1]]) for m in agency_pattern().finditer(text[:MAX_TEXT])
    ]


# "... it added.© EXAMPLE", "... it added. (Reuters)", "... it added. -- AFP"
_GLUED = re.compile(
    r"(?<=[.!?…”\"’')\]»。])\s*(?P<credit>(?:©|\(c\)|Copyright)\s?[^\n.!?“”]{2,60}\.?)$", re.I
)
RIGHTS = re.compile(r"©|\([cC]\)|c(?i:opyright)|C(?i:opyright)")
_SIGNED = re.compile(
    r"(?<=[.!?”\"’'\]»。])\s*(?P<credit>[(\[/]?\s?(?:--|[—–-])?\s?(?P<sign>[^\n.!?“”()]{2,40})[)\]/]?)$"
)


def glued_credit(text: str) -> int | None:
    """Where in a paragraph an agency's or a rights holder's credit begins that follows its last sentence."""
    tail = text[-120:]
    before = len(text) - len(tail)
    folded = tail.lower()
    claims = "©" in tail or "(c)" in folded or "copyr" in folded
    glued = _GLUED.search(tail) if claims else None
    if glued:
        return _inside(before + glued.start("credit"), text)
    signed = _SIGNED.search(tail) if _may_sign(tail) else None
    if signed and signed["sign"].strip() in agency_forms() and re.match(r"[(\[/—–-]", signed["credit"]):
        return _inside(before + signed.start("credit"), text)
    return None


def _may_sign(tail: str) -> bool:
    """Whether a text ends as the form of an agency does; most do not, and need no closer look."""
    bare = tail.rstrip()
    return bare[-2:] in _last_letters() or (bare[-1:] in ")]/" and bare[:-1].rstrip()[-2:] in _last_letters())


@cache
def _last_letters() -> frozenset[str]:
    return frozenset(form[-2:] for form in agency_forms())


def _inside(at: int, text: str) -> int | None:
    return at if text[:at].strip() else None
