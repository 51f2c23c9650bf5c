"""Where one file holds several pieces: which gap between two runs of body begins a new one.

A gap is a stretch of lines that are no body between two that are. Related boxes, photographs and forms make
gaps inside an article; a headline of its own, a date and another vocabulary make a boundary. A false split
does more harm than a missed one: a piece of few words is never made, however likely its boundary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from reportedly.articles.blockmodel import BODY, TITLE, Weights, odds, tree_scores
from reportedly.articles.cohesion import reused, reused_inside, stretch
from reportedly.articles.lines import SHAPE, Line, Table, cue_names
from reportedly.articles.surroundings import prose_of
from reportedly.knowledge import load

WINDOW = 12
FAR = 24
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
    long: Sequence[frozenset[str]]
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


def gaps(page: Page) -> list[Gap]:
    """The gaps that could be boundaries, in order, each with its row of `GAP_FEATURES`."""
    body = page.body()
    sizes = np.array([len(page.words[i]) for i in body])
    done = np.cumsum(sizes)
    found = []
    for n in range(1, len(body)):
        if _worth_a_look(page, body[n - 1], body[n]):
            left, right = body[max(0, n - FAR) : n], body[n : n + FAR]
            before = float(done[n - 1])
            found.append(_gap(page, left, right, before, float(done[-1]) - before))
    return found


def _worth_a_look(page: Page, last: int, first: int) -> bool:
    """Whether lines were dropped between two body lines, or the second could open a piece by itself."""
    if first - last > 1:
        return True
    line = page.lines[first]
    if line.gap >= MANY_BLANKS or page.likely[first, TITLE] >= PLAUSIBLE:
        return True
    return has_dateline(line.text)


def _gap(page: Page, left: list[int], right: list[int], before: float, after: float) -> Gap:
    last, first = left[-1], right[0]
    inner = range(max(last + 1, first - MOST_LINES), first)
    # Where nothing was dropped, the line that opens the second piece may be its title.
    near = range(max(last + 1, first - TITLE_REACH), first) or range(first, first + 1)
    title = max(near, key=lambda i: (float(page.likely[i, TITLE]), i))
    sizes = (log1p(min(before, 500)), log1p(min(after, 500)), log1p(min(before, after, 500)))
    row = (
        log1p(first - last - 1),
        *_title(page, left[-WINDOW:], right[:WINDOW], title),
        *_shares(page, left[-WINDOW:], right[:WINDOW]),
        *sizes,
        *_signs(page, near, first, title),
        *_lines(page, inner, first),
        *_subjects(page, left, right),
        *_dropped(page, inner, title),
        *_resemblance(page, inner, left, right),
        *_openings(page, left, right),
        _again(page, inner, left, right),
    )
    return Gap(last, first, title, row)


Numbers = tuple[float, ...]


def _title(page: Page, left: list[int], right: list[int], title: int) -> Numbers:
    headline = _vocabulary(page, [title])
    return (
        float(page.likely[title, TITLE]),
        _held(headline, _vocabulary(page, [i for i in right if i != title])),
        _held(headline, _vocabulary(page, left)),
    )


def _shares(page: Page, left: list[int], right: list[int]) -> Numbers:
    shared = _shared(_vocabulary(page, left), _vocabulary(page, right))
    return shared, shared - (_halves(page, left) + _halves(page, right)) / 2


def _signs(page: Page, near: range, first: int, title: int) -> Numbers:
    """Dates, bylines, legal lines, a dateline, and how far the title stands from the text."""
    return (
        min(float(page.own[near.start : near.stop, _DATE].sum()), 3),
        min(float(page.own[near.start : near.stop, _cue("byline")].sum()) + 2 * (title in page.heads), 3),
        min(float(page.own[near.start : near.stop, _cue("consent")].sum()), 4),
        float(has_dateline(page.lines[first].text)),
        min(first - title, 20) / 10,
    )


def _lines(page: Page, inner: range, first: int) -> Numbers:
    """Blank lines, words in all, words of the longest line."""
    sizes = [len(page.words[i]) for i in inner] or [0]
    blank = max(page.lines[i].gap for i in range(inner.start, first + 1))
    return min(blank, 5), min(log1p(sum(sizes)), 6), min(max(sizes), 60) / 20


def _subjects(page: Page, left: list[int], right: list[int]) -> Numbers:
    """How much comes back across the gap, and the same less what is usual here."""
    sides = [stretch([page.long[i] for i in side]) for side in (left, right)]
    across = reused(sides[0].whole, sides[1].whole)
    return across, across - reused_inside(sides)


def _dropped(page: Page, inner: range, title: int) -> Numbers:
    """How sure it is that the lines are no body, whether they stand elsewhere too, and what they speak of."""
    if not inner:
        return (0.0,) * 10
    own = page.own[inner.start : inner.stop]
    likely = page.likely[inner.start : inner.stop, BODY]
    sizes = np.array([len(page.words[i]) for i in inner])
    headline = page.own[title]
    return (
        log1p(float(sizes @ likely)),
        float((likely > ALMOST).mean()),
        float((own[:, _REPEATED] > 0).mean()),
        float(headline[_REPEATED] > 0),
        min(float(own[: title - inner.start, _cue("consent")].sum()), 3),
        float(headline[SHAPE.index("mark")]),
        min(len(page.words[title]), 20) / 10,
        float(own[max(0, title - inner.start) :, _DATE].any()),
        min(float(sizes.mean()), 40) / 10,
        min(float(own[:, len(SHAPE) :].sum()), 12) / 4,
    )


def _resemblance(page: Page, inner: range, left: list[int], right: list[int]) -> Numbers:
    """The share of the gap's words that stand in the text on either side: a list that was taken for furniture
    speaks of what the text speaks of."""
    words = _vocabulary(page, inner[-FAR:])
    ahead = [i for i in right if i not in inner]
    return _held(words, _vocabulary(page, ahead)), _held(words, _vocabulary(page, left))


def _openings(page: Page, left: list[int], right: list[int]) -> Numbers:
    """Whether the text goes on, and ended, in sentences: an article does not open with a list."""
    return tuple(float(np.mean(prose_of(page.own[side]) > 0)) for side in (right[:EDGE], left[-EDGE:]))


def _again(page: Page, inner: range, left: list[int], right: list[int]) -> float:
    """The share of the gap's lines that stand again among the lines of the text on either side: what a text
    is interspersed with, be it a label in a list or an advertisement, parts no two texts."""
    around = (range(left[0], left[-1])[-AROUND:], range(right[0], right[-1])[:AROUND])
    held = {page.lines[i].text for near in around for i in near}
    return sum(page.lines[i].text in held for i in inner[-AROUND:]) / max(len(inner[-AROUND:]), 1)


_DATE, _REPEATED = SHAPE.index("date"), SHAPE.index("repeated")


def _cue(name: str) -> int:
    return len(SHAPE) + cue_names().index(name)


def _vocabulary(page: Page, numbers: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*[page.long[i] for i in numbers])


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)


def _held(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / max(len(part), 1)


def _halves(page: Page, numbers: list[int]) -> float:
    middle = len(numbers) // 2
    return _shared(_vocabulary(page, numbers[:middle]), _vocabulary(page, numbers[middle:]))


def has_dateline(text: str) -> bool:
    """Whether a line begins with a place in capitals, an agency or a date, and a dash, as wire copy does."""
    head = text[:90]
    for mark in load("furniture")["dateline"]["dashes"]:
        place, dash, _ = head.partition(mark)
        if dash:
            return _is_place(place)
    return False


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").split()
    first = words[0] if words else ""
    return 0 < len(words) <= 9 and (
        (first.isupper() and len(first) > 2) or (place.rstrip().endswith(")") and first[:1].isupper())
    )


def boundaries(page: Page, held: Weights) -> list[Gap]:
    """The gaps that begin a new piece, in order; pieces of fewer than `FEWEST_WORDS` words are not made."""
    found = gaps(page)
    if not found:
        return []
    sure = gap_scores(np.array([gap.row for gap in found]), held)
    kept = [gap for gap, p in zip(found, sure.tolist(), strict=True) if p >= SURE]
    return _long_enough(page, kept)


def gap_scores(rows: Table, held: Weights) -> Table:
    """How likely each row of `GAP_FEATURES` is a boundary: the mean of both models' log odds."""
    linear = scaled(rows, held.gap_mean, held.gap_scale) @ held.gap_linear + held.gap_intercept
    return odds((linear + tree_scores(rows, held.gap_trees)) / 2)


def scaled(rows: Table, mean: Table, scale: Table) -> Table:
    """Rows of `GAP_FEATURES` as deviations from their means, none further than `FAR_OUT`: a number that no
    page had is no surer evidence than a rare one."""
    return np.clip((rows - mean) / scale, -FAR_OUT, FAR_OUT)


def _long_enough(page: Page, chosen: list[Gap]) -> list[Gap]:
    done = np.cumsum(
        [len(w) if k == BODY else 0 for w, k in zip(page.words, page.classes, strict=True)]
    ).tolist()
    kept: list[Gap] = []
    since = 0
    for gap in chosen:
        if done[gap.last] - since >= FEWEST_WORDS and done[-1] - done[gap.last] >= FEWEST_WORDS:
            kept.append(gap)
            since = done[gap.last]
    return kept
