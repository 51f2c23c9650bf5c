"""Where one file holds several pieces: which gap between two runs of body begins a new one.

A gap is a stretch of lines that are no body between two that are. Related boxes, photographs and forms make
gaps inside an article; a headline of its own, a date and another vocabulary make a boundary. A false split
does more harm than a missed one: a piece of few words is never made, however likely its boundary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import log1p

import numpy as np

from reportedly.articles.blockmodel import BODY, TITLE, Weights, odds, tree_scores
from reportedly.articles.cohesion import FAR, Between, Common, Subjects, compared
from reportedly.articles.lines import SHAPE, Line, Table, cue_names
from reportedly.articles.surroundings import prose_of
from reportedly.articles.wording import Ints
from reportedly.knowledge import load

SURE = 0.5
FEWEST_WORDS = 80
MOST_LINES = 400
TITLE_REACH = 40
ALMOST = 0.3
EDGE = 3
AROUND = 100
PLAUSIBLE = 0.05
MANY_BLANKS = 2
FAR_OUT = 3.0  # a number further from its mean than this many deviations counts as this far
GAP_FEATURES = (
    "dropped", "title", "title_like_right", "title_like_left", "shared", "shared_less_usual", "words_left",
    "words_right", "words_least", "dates", "bylines", "consents", "dateline", "title_distance", "blank",
    "gap_words", "longest", "reused", "reused_less_usual", "body_left_out", "almost_body",
    "repeated", "title_repeated", "legal_above", "marked", "title_words", "dated", "line_words", "cues",
    "like_right", "like_left", "prose_right", "prose_left",
    "again",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A file's lines with all that is known of them, in parallel.

    `captions` and `heads` hold numbers of lines: signed captions, and headlines over a byline.
    """

    lines: Sequence[Line]
    words: Sequence[Sequence[str]]
    subjects: Subjects
    own: Table
    likely: Table
    classes: Sequence[int]
    captions: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()

    def body(self) -> list[int]:
        """The numbers of the body lines."""
        return [i for i, kind in enumerate(self.classes) if kind == BODY]


@dataclass(frozen=True, slots=True)
class Gap:
    """The lines between body line `last` and body line `first`, and the likeliest title among them."""

    last: int
    first: int
    title: int
    row: tuple[float, ...]


def gaps(page: Page, fewest: int = 0) -> list[Gap]:
    """The gaps that could be boundaries, in order, each with its row of `GAP_FEATURES`; those with at least
    `fewest` words of body on either side."""
    body = page.body()
    sizes = np.fromiter(map(len, page.words), np.int64, len(page.words))
    done = np.cumsum(sizes[body]).tolist()
    chosen = [
        n
        for n in range(1, len(body))
        if min(done[n - 1], done[-1] - done[n - 1]) >= fewest and _worth_a_look(page, body[n - 1], body[n])
    ]
    return _Gaps(page, body, sizes, done).rows(chosen) if chosen else []


def _worth_a_look(page: Page, last: int, first: int) -> bool:
    """Whether lines were dropped between two body lines, or the second could open a piece by itself."""
    if first - last > 1:
        return True
    line = page.lines[first]
    if line.gap >= MANY_BLANKS or page.likely[first, TITLE] >= PLAUSIBLE:
        return True
    return has_dateline(line.text)


Numbers = tuple[float, ...]


class _Gaps:
    """What all gaps of a page ask for; gap `n` stands before the n-th of the body lines.

    `sizes` are the words of each line, `done` those of the body up to each body line.
    """

    def __init__(self, page: Page, body: list[int], sizes: Ints, done: list[int]) -> None:
        self.page, self.body, self.sizes, self.done = page, body, sizes, done
        self.prose: list[bool] = (prose_of(page.own) > 0).tolist()
        self.titles: list[float] = page.likely[:, TITLE].tolist()

    def rows(self, chosen: Sequence[int]) -> list[Gap]:
        """Those gaps, each with its row."""
        frames = [self._frame(n) for n in chosen]
        every = self.page.subjects
        common = compared(every.of(self.body), every, frames)
        return [self._gap(frame, words) for frame, words in zip(frames, common, strict=True)]

    def _frame(self, n: int) -> Between:
        last, first = self.body[n - 1], self.body[n]
        title = max(_near(last, first), key=lambda i: (self.titles[i], i))
        return Between(n, range(max(last + 1, first - FAR), first), title, title == first)

    def _gap(self, frame: Between, words: Common) -> Gap:
        n, title = frame.at, frame.title
        left, right = self.body[max(0, n - FAR) : n], self.body[n : n + FAR]
        last, first = left[-1], right[0]
        inner = range(max(last + 1, first - MOST_LINES), first)
        before, after = float(self.done[n - 1]), float(self.done[-1] - self.done[n - 1])
        row = (
            log1p(first - last - 1),
            self.titles[title],
            *words.title,
            *words.shared,
            *(log1p(min(size, 500)) for size in (before, after, min(before, after))),
            *self._signs(_near(last, first), first, title),
            *self._lines(inner, first),
            *words.reused,
            *self._dropped(inner, title),
            *words.like,
            *self._openings(left, right),
            self._again(inner, left, right),
        )
        return Gap(last, first, title, row)

    def _signs(self, near: range, first: int, title: int) -> Numbers:
        """Dates, bylines, legal lines, a dateline, and how far the title stands from the text."""
        page = self.page
        own = page.own[near.start : near.stop]
        return (
            min(float(own[:, _DATE].sum()), 3),
            min(float(own[:, _cue("byline")].sum()) + 2 * (title in page.heads), 3),
            min(float(own[:, _cue("consent")].sum()), 4),
            float(has_dateline(page.lines[first].text)),
            min(first - title, 20) / 10,
        )

    def _lines(self, inner: range, first: int) -> Numbers:
        """Blank lines, words in all, words of the longest line."""
        sizes = self.sizes[inner.start : inner.stop].tolist() or [0]
        blank = max(self.page.lines[i].gap for i in range(inner.start, first + 1))
        return min(blank, 5), min(log1p(sum(sizes)), 6), min(max(sizes), 60) / 20

    def _dropped(self, inner: range, title: int) -> Numbers:
        """How sure it is that the lines are no body, whether they stand elsewhere too, and what they speak
        of."""
        if not inner:
            return (0.0,) * 10
        page = self.page
        own = page.own[inner.start : inner.stop]
        likely = page.likely[inner.start : inner.stop, BODY]
        sizes = self.sizes[inner.start : inner.stop]
        headline = page.own[title]
        return (
            log1p(float(sizes @ likely)),
            np.count_nonzero(likely > ALMOST) / len(inner),
            np.count_nonzero(own[:, _REPEATED]) / len(inner),
            float(headline[_REPEATED] > 0),
            min(float(own[: title - inner.start, _cue("consent")].sum()), 3),
            float(headline[SHAPE.index("mark")]),
            min(int(self.sizes[title]), 20) / 10,
            float(own[max(0, title - inner.start) :, _DATE].any()),
            min(int(sizes.sum()) / len(inner), 40) / 10,
            min(float(own[:, len(SHAPE) :].sum()), 12) / 4,
        )

    def _openings(self, left: list[int], right: list[int]) -> Numbers:
        """Whether the text goes on, and ended, in sentences: an article does not open with a list."""
        return tuple(sum([self.prose[i] for i in side]) / len(side) for side in (right[:EDGE], left[-EDGE:]))

    def _again(self, inner: range, left: list[int], right: list[int]) -> float:
        """The share of the gap's lines that stand again among the lines of the text on either side: what a
        text is interspersed with, be it a label in a list or an advertisement, parts no two texts."""
        lines = self.page.lines
        around = (range(left[0], left[-1])[-AROUND:], range(right[0], right[-1])[:AROUND])
        held = {lines[i].text for near in around for i in near}
        return sum(lines[i].text in held for i in inner[-AROUND:]) / max(len(inner[-AROUND:]), 1)


def _near(last: int, first: int) -> range:
    """Where a gap's title may stand: where nothing was dropped, the line that opens the second piece may be
    it."""
    return range(max(last + 1, first - TITLE_REACH), first) or range(first, first + 1)


_DATE, _REPEATED = SHAPE.index("date"), SHAPE.index("repeated")


@cache
def _cue(name: str) -> int:
    return len(SHAPE) + cue_names().index(name)


def has_dateline(text: str) -> bool:
    """Whether a line begins with a place in capitals, an agency or a date, and a dash, as wire copy does."""
    head = text[:90]
    held = [mark for mark in load("furniture")["dateline"]["dashes"] if mark in head]
    return bool(held) and _is_place(head.partition(held[0])[0])


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").split()
    first = words[0] if words else ""
    return 0 < len(words) <= 9 and (
        (first.isupper() and len(first) > 2) or (place.rstrip().endswith(")") and first[:1].isupper())
    )


def boundaries(page: Page, held: Weights) -> list[Gap]:
    """The gaps that begin a new piece, in order; pieces of fewer than `FEWEST_WORDS` words are not made."""
    found = gaps(page, FEWEST_WORDS)
    if not found:
        return []
    sure = gap_scores(np.array([gap.row for gap in found]), held)
    kept = [gap for gap, p in zip(found, sure.tolist(), strict=True) if p >= SURE]
    starts = long_enough(page, [gap.first for gap in kept])
    return [gap for gap in kept if gap.first in starts]


def gap_scores(rows: Table, held: Weights) -> Table:
    """How likely each row of `GAP_FEATURES` is a boundary: the mean of both models' log odds."""
    linear = scaled(rows, held.gap_mean, held.gap_scale) @ held.gap_linear + held.gap_intercept
    return odds((linear + tree_scores(rows, held.gap_trees)) / 2)


def scaled(rows: Table, mean: Table, scale: Table) -> Table:
    """Rows of `GAP_FEATURES` as deviations from their means, none further than `FAR_OUT`: a number that no
    page had is no surer evidence than a rare one."""
    return np.clip((rows - mean) / scale, -FAR_OUT, FAR_OUT)


def long_enough(page: Page, starts: Iterable[int]) -> list[int]:
    """Those of some lines that can begin pieces, in order: no piece has fewer than `FEWEST_WORDS` words."""
    sizes = (len(w) if k == BODY else 0 for w, k in zip(page.words, page.classes, strict=True))
    done = [0, *accumulate(sizes)]
    kept: list[int] = []
    since = 0
    for start in sorted(starts):
        if done[start] - since >= FEWEST_WORDS and done[-1] - done[start] >= FEWEST_WORDS:
            kept.append(start)
            since = done[start]
    return kept
