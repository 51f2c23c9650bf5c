"""Which words of the relay come from which words of the witness."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.lineage.wordpairs import FULL, LITTLE, best_pairs

_NEARLY = 0.75  # the share of the words of both that agree in order
_HALF = 0.5  # the same, of the relay's words, before its course is compared
_EDITED = 4  # words of an edit
_ANCHOR = 2  # equal words in a row that hold a piece of a quotation in its place


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the witness (`a`) where the relay has others (`b`), between words that agree.

    `marked` says that the relay shows the cut by dots or brackets.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation of the relay: its words, which word of the witness each repeats, and the gaps between."""

    words: tuple[int, ...]
    to: dict[int, int]
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> float:
        """The share of its words that the witness has in the same order."""
        return len(self.to) / len(self.words)


class Pairing:
    """The alignment of a relay `b` to its witness `a`, quotation by quotation."""

    def __init__(self, a: Wording, b: Wording) -> None:
        self.a, self.b = a, b
        self._in_a = {word.concept for word in a.told}
        self._in_b = {word.concept for word in b.told}
        quotations: dict[int, list[Word]] = {}
        for word in b.words:
            if word.quoted:
                quotations.setdefault(word.quotation, []).append(word)
        self.pieces = [self._piece(words) for _, words in sorted(quotations.items())]

    def has(self, word: Word) -> bool:
        """Whether the witness says this word of the relay, or a near synonym."""
        return word.concept in self._in_a

    def kept(self, word: Word) -> bool:
        """Whether the relay says this word of the witness, or a near synonym."""
        return word.concept in self._in_b

    @property
    def likeness(self) -> float:
        """The share of the quoted words of the relay that repeat the witness in order; 1.0 without any."""
        total = sum(len(piece.words) for piece in self.pieces)
        return sum(len(piece.to) for piece in self.pieces) / total if total else 1.0

    @cached_property
    def edits(self) -> tuple[Gap, ...]:
        """Where a relay that is nearly the witness word for word departs from it; none where it is not."""
        a, b = self.a.told, self.b.told
        common = Counter(w.form for w in a) & Counter(w.form for w in b)
        if common.total() < _NEARLY * max(len(a), len(b)):
            return ()  # no need to align them
        runs = _runs(_aligned(a, b))
        if sum(size for *_, size in runs) < _NEARLY * max(len(a), len(b)):
            return ()
        gaps = self._inner(runs, a, b)
        return tuple(gap for gap in gaps if max(len(gap.a), len(gap.b)) <= _EDITED)

    @cached_property
    def course(self) -> tuple[Gap, ...]:
        """Where the relay as a whole departs from the witness, if half of its words stand in their order."""
        a, b = self.a.told, self.b.told
        runs = _runs(_aligned(a, b))
        if sum(size for *_, size in runs) < _HALF * len(b):
            return ()
        return (*self._inner(runs, a, b), *_outer(runs, a, b))

    @property
    def used(self) -> set[int]:
        """The words of the witness that quotations of the relay repeat."""
        return {a for piece in self.pieces for a in piece.to.values()}

    def _piece(self, mine: list[Word]) -> Piece:
        theirs = self.a.told
        runs = _runs(_aligned(theirs, mine))
        if len(mine) > _ANCHOR and not any(size >= _ANCHOR for _, _, size in runs):
            runs = []
        to = {mine[j + k].at: theirs[i + k].at for i, j, size in runs for k in range(size)}
        gaps = [*self._inner(runs, theirs, mine), *_outer(runs, theirs, mine)]
        return Piece(_numbers(mine), to, tuple(gaps))

    def _inner(self, runs: list[tuple[int, int, int]], a: list[Word], b: list[Word]) -> list[Gap]:
        found = []
        for (i, j, size), (i2, j2, _) in pairwise(runs):
            between = self.b.text[b[j + size - 1].end : b[j2].start]
            marked = any(mark in between for mark in ("...", "…", "["))
            found.append(Gap(_numbers(a[i + size : i2]), _numbers(b[j + size : j2]), marked))
        return found


def _numbers(words: Sequence[Word]) -> tuple[int, ...]:
    return tuple(word.at for word in words)


def _outer(runs: list[tuple[int, int, int]], a: list[Word], b: list[Word]) -> list[Gap]:
    """Words of the relay before the first and behind the last that agrees, with those of the witness."""
    if not runs:
        return [Gap((), _numbers(b), False)]
    (i, j, _), (k, m, size) = runs[0], runs[-1]
    head, rest = b[:j], b[m + size :]
    before = [w for w in a[max(0, i - j) : i] if w.quotation == a[i].quotation]
    behind = [w for w in a[k + size : k + size + len(rest)] if w.quotation == a[k + size - 1].quotation]
    found = [Gap(_numbers(before), _numbers(head), False)] if head else []
    if rest:
        found.append(Gap(_numbers(behind), _numbers(rest), False))
    return found


def _aligned(a: list[Word], b: list[Word]) -> list[tuple[int, int]]:
    """The pairs of equal words of the best alignment, in order."""
    forms = [word.form for word in a]
    gains = (FULL if word.content or word.tag == "MD" else LITTLE for word in b)
    return best_pairs(
        len(a), (([f == w.form for f in forms], gain) for w, gain in zip(b, gains, strict=True))
    )


def _runs(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Neighbouring pairs as runs ``(i, j, size)``."""
    runs: list[tuple[int, int, int]] = []
    for i, j in pairs:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (i, j):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs
