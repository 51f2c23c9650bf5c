"""Where the words of a quotation stand in an article: word for word, or as near as they come."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise

from reportedly.knowledge import load
from reportedly.lineage.drafts.tokens import Token, segments, tokens
from reportedly.lineage.mutations.concepts import folded
from reportedly.lineage.wordpairs import FULL, LITTLE, best_pairs
from reportedly.records import Article, Range, Span, span
from reportedly.text import quoted

LONGEST = 250
"""Words of one quotation that are compared; alignment is quadratic."""
_WINDOWS = 3  # places of an article that are aligned
_REACH = 4  # words beyond the words, on each side
_FEW_SEEDS = 400  # places of one pair of words that are looked at
_ASIDE = 25  # words of a clause that interrupts a quotation
_APART = 400  # words between two parts of one quotation: what is farther off is another occasion


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two wordings part: words of the article, words of the quotation, and whether marks show it."""

    theirs: tuple[Token, ...]
    ours: tuple[Token, ...]
    marked: bool
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a quotation in one article: from the first to the last word that agrees.

    `share` is the weighted share of the quotation's words that stand there in order, `matched` their number.
    `dropped` are the article's words that dots leave out.
    """

    start: int
    end: int
    share: float
    matched: int
    gaps: tuple[Gap, ...]
    dropped: tuple[Token, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether every word agrees, and whatever is left out is marked."""
        return not any(gap.ours or not gap.marked for gap in self.gaps)


@dataclass(slots=True)
class Told:
    """An article's words, with where each form stands."""

    article: Article
    words: list[Token] = field(init=False)
    places: dict[str, list[int]] = field(init=False)
    marks: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = tokens(self.article.text)
        self.places = {}
        for at, word in enumerate(self.words):
            self.places.setdefault(word.form, []).append(at)
        self.marks = [(q.start, q.end) for q in quoted(self.article.text)]

    def within_marks(self, start: int, end: int) -> bool:
        """Whether most of a place stands between quotation marks."""
        near = self.marks[
            max(0, bisect_right(self.marks, (start, 0)) - 1) : bisect_right(self.marks, (end, 0))
        ]
        return 2 * sum(max(0, min(high, end) - max(low, start)) for low, high in near) > end - start

    def uninterrupted(self, words: Sequence[Token]) -> list[Token]:
        """Words without a "..., she said, ..." between two quotations of one paragraph."""
        inside = [self.within_marks(word.start, word.end) for word in words]
        kept: list[Token] = []
        for marked, run in groupby(range(len(words)), key=inside.__getitem__):
            numbers = list(run)
            between = numbers[0] > 0 and numbers[-1] + 1 < len(words)
            low, high = words[numbers[0]].start, words[numbers[-1]].end
            aside = (
                not marked and between and len(numbers) <= _ASIDE and "\n" not in self.article.text[low:high]
            )
            kept += [] if aside else [words[n] for n in numbers]
        return kept


def quotation_parts(text: str, words: Span) -> list[list[Token]]:
    """The words of a quotation of a draft, parted at its dots; at most the first 250 of each part."""
    return [part[:LONGEST] for part in segments(text, words.start, words.end)]


def place(parts: Sequence[Sequence[Token]], told: Told) -> Place | None:
    """Where an article has the words, all parts in order; None where it has too few of them."""
    found: list[Place] = []
    for part in parts:
        near = _nearest(part, told)
        if near is None:
            continue
        later = [one for one in near if not found or one.start - found[-1].end >= 0]
        found.append((later or near)[0])
    if len(found) < len(parts) or not found:
        return _partly(parts, found)
    return _joined(parts, found, told)


def _partly(parts: Sequence[Sequence[Token]], found: Sequence[Place]) -> Place | None:
    """The best of the parts that were found, weighed against the whole."""
    best = max(found, key=lambda one: one.matched, default=None)
    if best is None:
        return None
    total = sum(len(part) for part in parts)
    lost = Gap((), tuple(token for part in parts for token in part), False)
    return Place(best.start, best.end, best.share * best.matched / total, best.matched, (*best.gaps, lost))


def _joined(parts: Sequence[Sequence[Token]], found: Sequence[Place], told: Told) -> Place:
    sizes = [len(part) for part in parts]
    share = sum(one.share * size for one, size in zip(found, sizes, strict=True)) / sum(sizes)
    gaps = [gap for one in found for gap in one.gaps]
    dropped: list[Token] = []
    for one, other in pairwise(found):
        between = [word for word in told.words if one.end <= word.start and word.end <= other.start]
        if other.start < one.end or len(between) > _APART:
            gaps.append(Gap((), (), False))
        else:
            dropped += between
    start, end = min(one.start for one in found), max(one.end for one in found)
    return Place(start, end, share, sum(one.matched for one in found), tuple(gaps), tuple(dropped))


def _nearest(part: Sequence[Token], told: Told) -> list[Place] | None:
    """The places that have most of the words, the best first."""
    made = []
    for window in _windows(part, told):
        theirs = told.words[window.start : window.end]
        whole = told.uninterrupted(theirs)
        made += [_aligned(part, x) for x in ((whole, theirs) if len(whole) < len(theirs) else (theirs,))]
    found = [one for one in made if one and one.matched * 3 >= len(part)]
    return sorted(found, key=lambda one: (not one.exact, -one.share, len(one.gaps), one.start)) or None


def _windows(part: Sequence[Token], told: Told) -> list[Range]:
    """Where pairs of neighbouring words of the quotation stand closest together, by word numbers."""
    seeds = sorted(_seeds(part, told))
    width = max(_ASIDE, len(part) // 2)
    counted: list[tuple[int, int]] = []
    low = 0
    for high, seed in enumerate(seeds):
        while seed - seeds[low] > width:
            low += 1
        counted.append((high - low + 1, seeds[low]))
    chosen: list[int] = []
    for _, first in sorted(counted, key=lambda x: (-x[0], x[1])):
        if all(abs(first - one) > width for one in chosen):
            chosen.append(first)
        if len(chosen) == _WINDOWS:
            break
    size = len(told.words)
    return [Range(max(0, first - _REACH), min(size, first + width + len(part) + _REACH)) for first in chosen]


def _seeds(part: Sequence[Token], told: Told) -> list[int]:
    """For each place of a pair of words, where the quotation would begin if it stood there unchanged."""
    found: list[int] = []
    for at in range(len(part) - 1):
        follows = part[at + 1]
        for where in told.places.get(part[at].form, ())[:_FEW_SEEDS]:
            if where + 1 < len(told.words) and _equal(told.words[where + 1], follows):
                found.append(where - at)
    if not found:
        rare = [n for n, token in enumerate(part) if token.form not in _little()]
        found = [where - n for n in rare for where in told.places.get(part[n].form, ())[:_FEW_SEEDS]]
    return found


def _aligned(part: Sequence[Token], theirs: Sequence[Token]) -> Place | None:
    pairs = _pairs(theirs, part)
    if not pairs:
        return None
    values = [_gain(token) for token in part]
    share = sum(values[j] for _, j in pairs) / sum(values)
    start, end = theirs[pairs[0][0]].start, theirs[pairs[-1][0]].end
    return Place(start, end, share, len(pairs), tuple(_gaps(theirs, part, pairs)))


def _gaps(theirs: Sequence[Token], part: Sequence[Token], pairs: Sequence[tuple[int, int]]) -> list[Gap]:
    (i, j), (k, m) = pairs[0], pairs[-1]
    found = []
    if j:
        found.append(Gap(tuple(theirs[max(0, i - j) : i]), tuple(part[:j]), False, False))
    for (a, b), (c, d) in pairwise(pairs):
        if c - a > 1 or d - b > 1:
            marked = part[d].loose and d - b == 1
            found.append(Gap(tuple(theirs[a + 1 : c]), tuple(part[b + 1 : d]), marked))
    rest = len(part) - m - 1
    if rest:
        found.append(Gap(tuple(theirs[k + 1 : k + 1 + rest]), tuple(part[m + 1 :]), False, False))
    return found


def _pairs(theirs: Sequence[Token], ours: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs of equal words of the best alignment, in order."""
    rows = (([_equal(one, word) for one in theirs], _gain(word)) for word in ours)
    return best_pairs(len(theirs), rows)


def _gain(token: Token) -> float:
    return LITTLE if token.form in _little() else FULL


def _equal(theirs: Token, ours: Token) -> bool:
    return theirs.form == ours.form or (ours.open and theirs.form.startswith(ours.form))


def words_of(text: str, found: Sequence[Token]) -> tuple[Span, ...]:
    """Runs of neighbouring words as spans of their text."""
    runs: list[Range] = []
    for token in sorted(set(found), key=lambda one: one.start):
        if runs and not text[runs[-1].end : token.start].strip(" ,;:-–—\"'“”‘’"):
            runs[-1] = Range(runs[-1].start, token.end)
        else:
            runs.append(Range(token.start, token.end))
    return tuple(span(text, run.start, run.end) for run in runs)


@cache
def _little() -> frozenset[str]:
    """Words that say little by themselves."""
    words = load("bends")["grammar"]
    return frozenset(folded(word) for name in ("empty", "light") for word in words[name])
