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
from reportedly.articles.lines import SHAPE, Table, cue_names
from reportedly.articles.splitting import TITLE_REACH, Page
from reportedly.articles.wording import LONG_WORD, Bools
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


@cache
def _bits(names: tuple[str, ...]) -> int:
    return sum(1 << _places()[name] for name in names)


class _Seen:
    """What the rules look at, in columns: each line's number of words, the first one, and its features."""

    def __init__(self, page: Page) -> None:
        self.columns = np.ascontiguousarray(page.own.T)
        self.shown = (1 << np.arange(len(self.columns))) @ (self.columns > 0)  # a bit for each feature
        self.words = np.fromiter(map(len, page.words), np.int64, len(page.words))
        self.firsts = [words[0] if words else "" for words in page.words]

    def has(self, *names: str) -> Bools:
        """Whether a line shows any of these."""
        return np.asarray(self.shown & _bits(names) != 0)

    def of(self, name: str) -> Table:
        return np.asarray(self.columns[_places()[name]])

    def begins(self, which: str) -> Bools:
        """Whether a line's first word is one of the list's."""
        return np.fromiter(map(_firsts(which).__contains__, self.firsts), bool, len(self.firsts))


def _is_credit(lines: _Seen) -> Bools:
    signed = lines.has("agency", "copyright") & ~lines.has("form")
    return (lines.words <= 8) & ((lines.has("photo") & (lines.words > 1)) | signed)


def _is_dateline(lines: _Seen) -> Bools:
    few: Bools = (lines.words <= 14) & (lines.of("stop") == 0)
    return few & (lines.has("date") | (lines.of("dated") >= 2) | lines.begins("date"))


def _is_byline(lines: _Seen) -> Bools:
    sentence = (lines.of("stop") > 0) & (lines.words > 8)
    called = lines.has("byline") & (lines.words <= 14) & (lines.of("capitals") >= 0.4)
    return ~sentence & called & (lines.begins("byline") | (lines.words > 1))


RULES: tuple[tuple[str, BlockClass, Callable[[_Seen], Bools]], ...] = (
    ("legal", BlockClass.JUNK, lambda s: s.has("consent") & (s.words > 1) & ~s.has("form")),
    ("photo or agency credit", BlockClass.CREDIT, _is_credit),
    ("comment words", BlockClass.COMMENT, lambda s: s.has("comment") & (s.words <= 25)),
    ("form words", BlockClass.FORM, lambda s: s.has("form") & (s.words <= 60)),
    ("legal", BlockClass.JUNK, lambda s: s.has("consent")),
    ("date alone", BlockClass.DATELINE, _is_dateline),
    ("byline words", BlockClass.BYLINE, _is_byline),
    ("advertisement", BlockClass.JUNK, lambda s: s.has("advert") & (s.words <= 8)),
    ("teaser words", BlockClass.TEASER, lambda s: s.has("teaser") & (s.words <= 25)),
    ("interface words", BlockClass.JUNK, lambda s: s.has("social", "navigation") & (s.words <= 12)),
)


_NAMES = (*(Name(kind, rule) for rule, kind, _ in RULES), DROPPED)


def name_lines(page: Page) -> list[Name]:
    """The class of each line; of one that is not body by its own words. Junk without a cue is ``dropped``."""
    return [
        BODY_LINE if kind == BODY else CAPTION if i in page.captions else name
        for i, (kind, name) in enumerate(zip(page.classes, _told(page), strict=True))
    ]


def _told(page: Page) -> list[Name]:
    """What each line's own words make it; one without a cue, a date or a right says nothing of itself."""
    seen = _Seen(page)
    says = seen.has("date", "copyright", *cue_names())
    number = np.full(len(page.lines), len(RULES))
    for n in reversed(range(len(RULES))):
        np.putmask(number, RULES[n][2](seen) & says, n)
    return [_NAMES[n] for n in number.tolist()]


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
