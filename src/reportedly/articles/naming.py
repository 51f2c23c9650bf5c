"""What a line that is not body is: the class of each dropped line, and the title of each piece.

The learned model says which lines are body; here the others get their names, by the cues of
``furniture.toml`` and by where they stand. The first rule that fits decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reportedly.articles.blockmodel import BODY, TITLE
from reportedly.articles.headers import is_person
from reportedly.articles.lines import SHAPE, cue_names
from reportedly.articles.splitting import TITLE_REACH, Page
from reportedly.articles.wording import LONG_WORD
from reportedly.knowledge import load
from reportedly.records import BlockClass

LEAST_TITLE = 0.05
SHARED_WORTH = 0.3
FAR = 20
SAME_TITLE = 0.7
OPENING_LINES = 5
HEADER_LINES = 8
ABOVE_TITLE = 3
FOOT_LINES = 4
ABOUT = frozenset({BlockClass.BYLINE, BlockClass.DATELINE, BlockClass.CAPTION, BlockClass.CREDIT})


@dataclass(frozen=True, slots=True)
class Piece:
    """One article in a file: its body lines, its title's line if any, and the lines that it reaches over."""

    body: tuple[int, ...]
    title: int | None
    start: int
    end: int

    @property
    def first(self) -> int:
        """The number of the first body line."""
        return self.body[0]


@dataclass(frozen=True, slots=True)
class Name:
    """A class and the rule that gave it."""

    kind: BlockClass
    rule: str


BODY_LINE = Name(BlockClass.BODY, "learned from shape and surroundings")
DROPPED = Name(BlockClass.JUNK, "dropped")
CAPTION = Name(BlockClass.CAPTION, "signed by a photographer or agency")


@cache
def _firsts(which: str) -> frozenset[str]:
    return frozenset(load("furniture")["firsts"][which])


@cache
def _names() -> tuple[str, ...]:
    return (*SHAPE, *cue_names())


@cache
def _places() -> dict[str, int]:
    return {name: at for at, name in enumerate(_names())}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the rules look at: a line's number of words and the first, its features, and the names of those
    that are above 0."""

    words: int
    first: str
    row: list[float]
    shown: frozenset[str]

    def has(self, *names: str) -> bool:
        return not self.shown.isdisjoint(names)

    def of(self, name: str) -> float:
        return self.row[_places()[name]]


def _seen(page: Page) -> dict[int, _Seen]:
    """What is seen of each line that has a cue, a date or a right: the others say nothing of themselves."""
    own = page.own > 0
    places = [_places()["date"], _places()["copyright"], *range(len(SHAPE), own.shape[1])]
    telling = np.flatnonzero(own[:, places].any(axis=1))
    lines, shown = np.nonzero(own[telling])
    names = [_names()[place] for place in shown.tolist()]
    ends = [0, *np.cumsum(np.bincount(lines, minlength=len(telling))).tolist()]
    rows = page.own[telling].tolist()
    found = {}
    for n, i in enumerate(telling.tolist()):
        words = page.words[i]
        has = frozenset(names[ends[n] : ends[n + 1]])
        found[i] = _Seen(len(words), words[0] if words else "", rows[n], has)
    return found


def _is_credit(line: _Seen) -> bool:
    signed = line.has("agency") or line.of("copyright") > 0
    return line.words <= 8 and ((line.has("photo") and line.words > 1) or (signed and not line.has("form")))


def _is_dateline(line: _Seen) -> bool:
    few = line.words <= 14 and not line.of("stop")
    return few and (line.of("date") > 0 or line.of("dated") >= 2 or line.first in _firsts("date"))


def _is_byline(line: _Seen) -> bool:
    if line.of("stop") and line.words > 8:
        return False
    called = line.has("byline") and line.words <= 14 and line.of("capitals") >= 0.4
    return called and (line.first in _firsts("byline") or line.words > 1)


RULES: tuple[tuple[str, BlockClass, Callable[[_Seen], bool]], ...] = (
    ("legal", BlockClass.JUNK, lambda s: s.has("consent") and s.words > 1 and not s.has("form")),
    ("photo or agency credit", BlockClass.CREDIT, _is_credit),
    ("comment words", BlockClass.COMMENT, lambda s: s.has("comment") and s.words <= 25),
    ("form words", BlockClass.FORM, lambda s: s.has("form") and s.words <= 60),
    ("legal", BlockClass.JUNK, lambda s: s.has("consent")),
    ("date alone", BlockClass.DATELINE, _is_dateline),
    ("byline words", BlockClass.BYLINE, _is_byline),
    ("advertisement", BlockClass.JUNK, lambda s: s.has("advert") and s.words <= 8),
    ("teaser words", BlockClass.TEASER, lambda s: s.has("teaser") and s.words <= 25),
    ("interface words", BlockClass.JUNK, lambda s: s.has("social", "navigation") and s.words <= 12),
)


def name_lines(page: Page) -> list[Name]:
    """The class of each line; of one that is not body by its own words. Junk without a cue is ``dropped``."""
    seen = _seen(page)
    return [
        BODY_LINE if kind == BODY else CAPTION if i in page.captions else _name(seen.get(i))
        for i, kind in enumerate(page.classes)
    ]


def _name(line: _Seen | None) -> Name:
    if line:
        for rule, kind, fits in RULES:
            if fits(line):
                return Name(kind, rule)
    return DROPPED


def place_pieces(page: Page, bodies: Sequence[Sequence[int]], names: Sequence[Name]) -> list[Piece]:
    """The pieces with their titles and reach. A reach begins with the title and what stands right above it,
    else with the byline, date and picture lines before the body; it ends with the credits right below it."""
    found: list[Piece] = []
    for number, body in enumerate(bodies):
        floor = found[-1].end if found else 0
        roof = bodies[number + 1][0] if number + 1 < len(bodies) else len(page.lines)
        title = _title(page, floor, body)
        top = body[0] if title is None else title
        most = HEADER_LINES if title is None else ABOVE_TITLE
        start = _climb(names, top, max(floor, top - most))
        found.append(Piece(tuple(body), title, start, _descend(names, body[-1] + 1, roof)))
    return found


def _title(page: Page, floor: int, body: Sequence[int]) -> int | None:
    """The line before the body that is likeliest its title: by its score, by the words that it shares with
    the body's beginning, and by nearness. None where no line is at all likely."""
    first = body[0]
    opening = frozenset().union(*[_long(page, i) for i in body[:OPENING_LINES]])

    def merit(i: int) -> float:
        long = _long(page, i)
        shared = len(long & opening) / max(len(long), 1)
        return float(page.likely[i, TITLE]) + SHARED_WORTH * shared - (first - i) / FAR

    near = range(max(floor, first - TITLE_REACH), first)
    fit = [i for i in near if page.likely[i, TITLE] >= LEAST_TITLE]
    return max(fit, key=merit, default=None)


def _long(page: Page, i: int) -> frozenset[str]:
    """The words of a line that carry a subject."""
    return frozenset(word for word in page.words[i] if len(word) >= LONG_WORD)


def _climb(names: Sequence[Name], top: int, floor: int) -> int:
    while top > floor and names[top - 1].kind in ABOUT:
        top -= 1
    return top


def _descend(names: Sequence[Name], end: int, roof: int) -> int:
    last = min(end + FOOT_LINES, roof)
    while end < last and names[end].kind in (BlockClass.CREDIT, BlockClass.BYLINE):
        end += 1
    return end


def name_inside(page: Page, piece: Piece, i: int, name: Name) -> Name:
    """The class of line `i` within a piece, where its place says more than its words do."""
    if i == piece.title:
        return Name(BlockClass.TITLE, "likeliest title")
    if name.rule != "dropped":
        return name
    if piece.title is not None and piece.title < i < piece.first:
        return _in_header(page, piece, i)
    if i > piece.first and len(page.words[i]) >= 4:
        return Name(BlockClass.TEASER, "between the body's lines")
    return name


def _in_header(page: Page, piece: Piece, i: int) -> Name:
    if is_person(page.lines[i].text):
        return Name(BlockClass.BYLINE, "a name under the title")
    title = _long(page, piece.title) if piece.title is not None else frozenset()
    long = _long(page, i)
    if len(title & long) >= SAME_TITLE * max(len(title), len(long), 1):
        return Name(BlockClass.JUNK, "the title again")
    if len(page.words[i]) >= 7:
        return Name(BlockClass.STANDFIRST, "a sentence between title and body")
    return DROPPED
