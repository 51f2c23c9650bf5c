"""LexisNexis text exports: ``2 of 87 DOCUMENTS`` or ``End of Document`` between pieces, ``LENGTH: 512 words``
in their heads, ``LOAD-DATE:`` at their feet; the title with a name, or above or below outlet and date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.articles.exports.marking import Exported, Mark, exported, mark
from reportedly.articles.lines import Line
from reportedly.articles.metadata.calendar import days
from reportedly.knowledge import load

HINT = re.compile(r"^[ \t]*length:[ \t]*[\d,]+ words?[ \t]*$|^[ \t]*load-date:", re.I | re.M)
COUNTER = re.compile(
    r"document (?P<n>\d{1,6}) of (?P<m>\d{1,6})|(?P<k>\d{1,6}) of (?P<l>\d{1,6}) documents?", re.I
)
END = re.compile(r"end of document", re.I)
TAG = re.compile(r"(?P<name>[A-Za-z][A-Za-z -]{2,19}):(?:\s+|$)")
RIGHTS = re.compile(r"©|\(c\)|copyright|all rights reserved", re.I)
BETWEEN = re.compile(r".*\bedition\b.*|\d{1,2}[:.]\d{2}\b.*|correction appended", re.I)
# Names that stand on a line of their own, without a colon.
BARE = {"Body": "body", "Graphic": "graphic", "Classification": "classification", "Notes": "notes"}
HEAD_LINES = 30
GRAPHIC_LINES = 20
LONGEST_DATE = 80
WRAPPED = 60


@dataclass(frozen=True, slots=True)
class _Tag:
    """A named field: its line, its name, and where its value begins."""

    line: int
    name: str
    start: int


def pieces(lines: Sequence[Line]) -> list[Exported]:
    """The pieces of an export in order; none for a text of another kind."""
    found = [_piece(lines, first, end) for first, end in _segments(lines)]
    return [piece for piece in found if any(m.meaning == "body" for m in piece.marks)]


def _segments(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where pieces begin and end. A counter or an end inside a text, whose surroundings lack the fields of a
    piece, divides nothing."""
    counters = _counters(lines)
    ends = [i + 1 for i, line in enumerate(lines) if END.fullmatch(line.text)]
    cuts = counters or [0, *ends]
    bounds = [*cuts, len(lines)] if cuts[-1] < len(lines) else cuts
    found: list[tuple[int, int]] = []
    for first, end in pairwise(bounds):
        if _is_piece(lines, first, end):
            found.append((first, end))
        elif found:
            found[-1] = (found[-1][0], end)
    return found


def _counters(lines: Sequence[Line]) -> list[int]:
    """The lines that count the documents: always upwards, always of as many."""
    found, last, total = list[int](), 0, ""
    for i, line in enumerate(lines):
        told = COUNTER.fullmatch(line.text)
        if told:
            number, of = int(told["n"] or told["k"]), told["m"] or told["l"]
            if number > last and of == (total or of):
                found.append(i)
                last, total = number, of
    return found


def _is_piece(lines: Sequence[Line], first: int, end: int) -> bool:
    names = {tag.name for tag in _tags(lines, first, end)}
    return len(names) >= 2 and not names.isdisjoint(("length", "load-date"))


def _tags(lines: Sequence[Line], first: int, end: int) -> Iterator[_Tag]:
    known = load("exports")["nexis"]
    for i in range(first, end):
        line = lines[i]
        told = TAG.match(line.text)
        name = told["name"].lower() if told else BARE.get(line.text, "")
        if name in known["head"] or name in known["foot"]:
            yield _Tag(i, name, line.start + (told.end() if told else len(line.text)))


def _piece(lines: Sequence[Line], first: int, end: int) -> Exported:
    tags = list(_tags(lines, first, end))
    meanings = load("exports")["nexis"]
    head = [t for t in tags if t.line < first + HEAD_LINES and t.name in meanings["head"]]
    start = head[0].line if head else first
    body, run = _after_head(lines, head, end)
    foot = _foot(lines, tags, body, end)
    marks = [m for tag in run for m in _value(lines, tag, body, meanings["head"][tag.name])]
    titled = any(m.meaning == "title" for m in marks)
    marks = _unnamed(lines, first, start, titled=titled) + marks
    marks += mark(lines, body, foot, "body")
    for tag in tags:
        if tag.line >= foot:
            marks += _value(lines, tag, end, meanings["foot"].get(tag.name, "other"))
    return exported(first, end, marks)


def _after_head(lines: Sequence[Line], head: list[_Tag], end: int) -> tuple[int, list[_Tag]]:
    """Where the text begins: behind the named fields that follow each other, or behind the word Body."""
    at, run = (head[0].line if head else end), list[_Tag]()
    for tag in head:
        if tag.line != at and not (tag.name == "body" and run):
            break
        run.append(tag)
        at = _end_of_value(lines, tag, end)
    return at, run


def _end_of_value(lines: Sequence[Line], tag: _Tag, end: int) -> int:
    """The line behind a field's value: a value goes on below a line that was wrapped, or was left empty."""
    at = tag.line + 1
    if tag.name in ("length", "body"):
        return at
    empty = tag.start >= lines[tag.line].end
    while at < end and not _is_tag(lines[at]):
        wrapped = not lines[at].gap and len(lines[at - 1].text) >= WRAPPED
        if not (wrapped or (empty and at == tag.line + 1)):
            break
        at += 1
    return at


def _is_tag(line: Line) -> bool:
    return next(_tags([line], 0, 1), None) is not None


def _value(lines: Sequence[Line], tag: _Tag, end: int, meaning: str) -> list[Mark]:
    if meaning in ("other", "body"):
        return []
    line = lines[tag.line]
    last = min(_end_of_value(lines, tag, end), end)
    if tag.start < line.end:
        return mark(lines, tag.line, last, meaning, tag.start)
    return mark(lines, tag.line + 1, last, meaning)


def _foot(lines: Sequence[Line], tags: Sequence[_Tag], body: int, end: int) -> int:
    """Where the foot begins: going up from its last field, what is named and what tells of a picture."""
    named = {t.line: t.name for t in tags if t.line >= body and t.name in load("exports")["nexis"]["foot"]}
    while end > body and (RIGHTS.search(lines[end - 1].text) or END.fullmatch(lines[end - 1].text)):
        end -= 1
    loaded = [at for at, name in named.items() if name == "load-date"]
    last = max((at for at in named if not loaded or at >= loaded[0]), default=end)
    at = min(loaded[0], last) if loaded else last
    if not loaded and last != end and any(lines[i].gap for i in range(last + 1, end)):
        return end  # a name within the text
    for i in range(at - 1, body - 1, -1):
        if i in named and (i + 1 == at or named[i] == "graphic" or not _spoken(lines, i + 1, at)):
            at = i
        elif at - i > GRAPHIC_LINES:
            break
    return at


def _spoken(lines: Sequence[Line], first: int, end: int) -> bool:
    """Whether a paragraph of its own stands between."""
    return any(lines[i].gap for i in range(first, end))


def _unnamed(lines: Sequence[Line], first: int, end: int, *, titled: bool) -> list[Mark]:
    """Outlet and date, and a title below or above them, in what stands above the named fields."""
    held = [i for i in range(first, end) if not _set_aside(lines[i])]
    dated = next((n for n, i in enumerate(held) if _is_date(lines[i])), None)
    if dated is None:
        return []
    marks = mark(lines, held[dated], held[dated] + 1, "date")
    if dated:
        marks += mark(lines, held[dated - 1], held[dated - 1] + 1, "outlet")
    title = [] if titled else _below(lines, held[dated + 1 :]) or _above(lines, held[: max(dated - 1, 0)])
    return marks + (mark(lines, title[0], title[-1] + 1, "title") if title else [])


def _set_aside(line: Line) -> bool:
    text = line.text
    return bool(
        COUNTER.fullmatch(text) or END.fullmatch(text) or RIGHTS.search(text) or BETWEEN.fullmatch(text)
    )


def _is_date(line: Line) -> bool:
    return len(line.text) <= LONGEST_DATE and any(day.year for day in days(line.text))


def _below(lines: Sequence[Line], held: list[int]) -> list[int]:
    """The first lines that follow each other without a blank one."""
    taken = held[:1]
    for i in held[1:]:
        if i != taken[-1] + 1 or lines[i].gap:
            break
        taken.append(i)
    return taken


def _above(lines: Sequence[Line], held: list[int]) -> list[int]:
    """The last such lines."""
    taken = held[-1:]
    for i in reversed(held[:-1]):
        if i != taken[0] - 1 or lines[taken[0]].gap:
            break
        taken.insert(0, i)
    return taken
