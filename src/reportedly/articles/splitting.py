"""Where one file holds several pieces: which gap between two runs of body begins a new one.

A gap is a stretch of lines that are no body between two that are. Related boxes, photographs and forms make
gaps inside an article; a headline of its own, a date and another vocabulary make a boundary. A false split
does more harm than a missed one: a piece of few words is never made, however likely its boundary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from reportedly.articles.blockmodel import BODY, TITLE, Weights, odds
from reportedly.articles.lines import SHAPE, Line, Table, cue_names
from reportedly.knowledge import load

WINDOW = 12
SURE = 0.4
FEWEST_WORDS = 80
MOST_LINES = 400
TITLE_REACH = 40
PLAUSIBLE = 0.05
SHORT_GAP = 3
GAP_FEATURES = (
    "dropped", "title", "title_like_right", "title_like_left", "shared", "shared_less_usual", "words_left",
    "words_right", "words_least", "dates", "bylines", "consents", "dateline", "title_distance", "blank",
    "gap_words", "longest",
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
        last, first = body[n - 1], body[n]
        if first - last > 1 and _worth_a_look(page, last, first):
            left, right = body[max(0, n - WINDOW) : n], body[n : n + WINDOW]
            before = float(done[n - 1])
            found.append(_gap(page, left, right, before, float(done[-1]) - before))
    return found


def _worth_a_look(page: Page, last: int, first: int) -> bool:
    """Whether a gap is long, holds a line that could be a title, or ends at a dateline; most are none."""
    if first - last > SHORT_GAP or has_dateline(page.lines[first].text):
        return True
    return bool(page.likely[last + 1 : first, TITLE].max() >= PLAUSIBLE)


def _gap(page: Page, left: list[int], right: list[int], before: float, after: float) -> Gap:
    last, first = left[-1], right[0]
    inner = range(max(last + 1, first - MOST_LINES), first)
    near = range(max(last + 1, first - TITLE_REACH), first)
    title = max(near, key=lambda i: (float(page.likely[i, TITLE]), i))
    behind, ahead = _vocabulary(page, left), _vocabulary(page, right)
    headline = _vocabulary(page, [title])
    shared = _shared(behind, ahead)

    row = (
        log1p(first - last - 1),
        float(page.likely[title, TITLE]),
        _held(headline, ahead),
        _held(headline, behind),
        shared,
        shared - (_halves(page, left) + _halves(page, right)) / 2,
        log1p(min(before, 500)),
        log1p(min(after, 500)),
        log1p(min(before, after, 500)),
        min(float((page.own[near.start : first, SHAPE.index("date")]).sum()), 3),
        min(float(page.own[near.start : first, _cue("byline")].sum()) + 2 * (title in page.heads), 3),
        min(float(page.own[inner.start : first, _cue("consent")].sum()), 4),
        float(has_dateline(page.lines[first].text)),
        min(first - title, 20) / 10,
        min(max(page.lines[i].gap for i in range(inner.start, first + 1)), 5),
        min(log1p(sum(len(page.words[i]) for i in inner)), 6),
        min(max(len(page.words[i]) for i in inner), 60) / 20,
    )
    return Gap(last, first, title, row)


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
    rows = np.array([gap.row for gap in found])
    sure = odds((rows - held.gap_mean) / held.gap_scale @ held.gap_linear + held.gap_intercept)
    kept = [gap for gap, p in zip(found, sure.tolist(), strict=True) if p >= SURE]
    return _long_enough(page, kept)


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
