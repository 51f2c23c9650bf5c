"""Factiva text exports in two layouts: fields by codes (``HD``, ``WC``, ``PD``, ``LP`` ...), or the plain one
of title, byline, ``512 words``, date, outlet and text, which ends with ``Document`` and a number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.articles.exports.marking import Exported, Mark, exported, mark
from reportedly.articles.headers import is_person
from reportedly.articles.lines import Line
from reportedly.articles.metadata.calendar import days
from reportedly.knowledge import load

CODED_HINT = re.compile(r"^[ \t]*HD(?:[ \t]|$)", re.M)
PLAIN_HINT = re.compile(r"^[ \t]*[\d,]+ words?[ \t]*$", re.M)
CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?P<room>\s*)(?P<value>.*)")
FIRSTS = frozenset(["se", "clm", "hd"])
BODY = frozenset(["lp", "td"])
ABOUT = frozenset(["wc", "pd", "sn", "an", "la", "sc"])
WORDS = re.compile(r"[\d,]+ words?")
DOCUMENT = re.compile(r"Document [A-Z][A-Z0-9]{2,12}\d{8}\w{4,}")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b.{0,12}")
RIGHTS = re.compile(r"©|\(c\)|copyright", re.I)
BY = re.compile(r"(?:by|von|par|por|di)\s+\S", re.I)
TITLE_LINES = 4
ABOUT_LINES = 12


@dataclass(frozen=True, slots=True)
class _Coded:
    """A field: its code, its lines ``[line, end)``, and where its value begins."""

    code: str
    line: int
    start: int
    end: int


def coded_pieces(lines: Sequence[Line]) -> list[Exported]:
    """The pieces of an export by codes; none for a text of another kind."""
    groups: list[list[_Coded]] = []
    for field in _coded(lines):
        seen = {each.code for each in groups[-1]} if groups else BODY
        if field.code in FIRSTS and not seen.isdisjoint(BODY):
            groups.append([])
        if groups:
            groups[-1].append(field)
    return [_coded_piece(lines, group) for group in groups if _is_piece(group)]


def _is_piece(group: Sequence[_Coded]) -> bool:
    codes = {field.code for field in group}
    return "hd" in codes and not codes.isdisjoint(BODY) and len(codes & ABOUT) >= 2


def _coded(lines: Sequence[Line]) -> list[_Coded]:
    """The fields in order. Inside a text a code counts only on a line of its own, or with room behind it."""
    meanings, starts = load("exports")["factiva"], list[tuple[str, int, int]]()
    inside = False
    for i, line in enumerate(lines):
        told = CODE.match(line.text)
        code = told["code"].lower() if told else ""
        if told is None or code not in meanings or (told["value"] and not told["room"]):
            continue
        roomy = not told["value"] or len(told["room"]) > 1 or "\t" in told["room"]
        if roomy or not inside:
            starts.append((code, i, line.start + told.start("value")))
            inside = code in BODY
    ends = [i for _, i, _ in starts[1:]] + [len(lines)]
    return [_Coded(code, i, at, end) for (code, i, at), end in zip(starts, ends, strict=True)]


def _coded_piece(lines: Sequence[Line], group: Sequence[_Coded]) -> Exported:
    marks: list[Mark] = []
    for field in group:
        meaning = load("exports")["factiva"][field.code]
        if meaning != "other":
            marks += _value(lines, field, meaning)
    return exported(group[0].line, group[-1].end, marks)


def _value(lines: Sequence[Line], field: _Coded, meaning: str) -> list[Mark]:
    own = field.start < lines[field.line].end
    first = field.line if own else field.line + 1
    if meaning == "body" and own:
        head = [Mark(field.start, lines[field.line].end, meaning)]
        return head + mark(lines, field.line + 1, field.end, meaning)
    return mark(lines, first, field.end, meaning, field.start if own else None)


def plain_pieces(lines: Sequence[Line]) -> list[Exported]:
    """The pieces of the plain layout; none for a text of another kind."""
    found, first = list[Exported](), 0
    for end in (i + 1 for i, line in enumerate(lines) if DOCUMENT.fullmatch(line.text)):
        counted = [i for i in range(first, end - 2) if _is_count(lines, i)]
        if counted:
            found.append(_plain_piece(lines, first, counted[0], end))
        first = end
    return [piece for piece in found if any(m.meaning == "body" for m in piece.marks)]


def _is_count(lines: Sequence[Line], i: int) -> bool:
    below = lines[i + 1].text
    return bool(WORDS.fullmatch(lines[i].text) and len(below) <= 40 and any(day.year for day in days(below)))


def _plain_piece(lines: Sequence[Line], first: int, count: int, end: int) -> Exported:
    above = list(range(max(first, count - TITLE_LINES), count))
    marks: list[Mark] = []
    signed = len(above) > 1 and (BY.match(lines[above[-1]].text) or is_person(lines[above[-1]].text))
    if signed:
        marks += mark(lines, above[-1], above[-1] + 1, "byline")
    title = above[-2:-1] if signed else above[-1:]
    for i in title:
        marks += mark(lines, i, i + 1, "title")
    marks += mark(lines, count, count + 1, "length") + mark(lines, count + 1, count + 2, "date")
    about, body = _about(lines, count + 2, end - 1)
    marks += about + mark(lines, body, end - 1, "body")
    return exported(title[0] if title else count, end, marks)


def _about(lines: Sequence[Line], at: int, end: int) -> tuple[list[Mark], int]:
    """The marks of what stands between date and text, and where the text begins.

    It begins behind the line of rights and what goes on below that; else behind the language; else behind the
    first blank line.
    """
    if at < end and CLOCK.fullmatch(lines[at].text):
        at += 1
    marks = mark(lines, at, min(at + 1, end), "outlet")
    near = range(at + 1, min(at + ABOUT_LINES, end))
    rights = next((i for i in near if RIGHTS.search(lines[i].text)), None)
    above = near if rights is None else range(at + 1, rights)
    named = next((i for i in above if lines[i].text.lower() in load("exports")["languages"]), None)
    if named is not None:
        marks += mark(lines, named, named + 1, "language")
    if rights is not None:
        after = rights + 1
        while after < end and not lines[after].gap:
            after += 1
        return marks, after
    after = named + 1 if named is not None else next((i for i in near if lines[i].gap), at + 1)
    return marks, min(after, end)
