"""The text that two articles share, from seeds to passages with exact words.

Seeds (places where a fingerprint agrees) are extended along their diagonal to the longest runs of equal
words; runs that follow each other closely in both texts become one passage with gaps.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from reportedly.lineage.arrays import Hashes, Places
from reportedly.lineage.frequency import weights
from reportedly.lineage.sharing import Shared
from reportedly.lineage.words import Words, words
from reportedly.records import Article, Passage, passage
from reportedly.records.span import span

GAP = 8  # words left out, put in or changed that do not end a passage
LEAST_WORDS = 6
LEAST_BITS = 20.0
QUOTED_BITS = 24.0
PROOF_BITS = 60.0
COMMON = 8
COMMON_WORDS = 30
_STRIDE = 64
_MARKS = ("“”", "„“", "«»", "「」", "『』")


@dataclass(frozen=True, slots=True)
class Seeds:
    """Where two articles agree: places in code points, in parallel, and how many articles hold each."""

    a_start: Places
    b_start: Places
    count: Places


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words: ``a[i : i + size]`` and ``b[j : j + size]``, in word numbers."""

    i: int
    j: int
    size: int
    count: int


def seeds_of(found: Shared) -> dict[tuple[int, int], Seeds]:
    """The seeds of each pair of article numbers, from the joined rows of all buckets, in order of pairs."""
    if not len(found.a):
        return {}
    order = np.lexsort((found.b_start, found.a_start, found.b, found.a))
    a, b = found.a[order], found.b[order]
    first = np.flatnonzero(np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])))
    columns = (found.a_start[order], found.b_start[order], found.count[order])
    return {
        (int(a[low]), int(b[low])): Seeds(*(column[low:high] for column in columns))
        for low, high in zip(first, np.append(first[1:], len(a)), strict=True)
    }


def align(a: Article, b: Article, seeds: Seeds) -> list[Passage]:
    """The passages that `a` and `b` share, in the order of the smaller id's text.

    A passage has at least 6 equal words that together carry 20 bits by the background frequencies; gaps
    of at most 8 words do not end it. Its `likeness` is the number of equal words over the number of words
    of its longer side. Two articles share nothing unless one passage proves it: 24 bits inside
    quotation marks in both, or 60 bits; and a short one whose rarest n-gram stands in more than 8 articles is
    furniture or a commonplace and proves nothing unless it is quoted.
    Seeds are hints and are looked up again: a wrong one gives no passage.
    """
    if b.id < a.id:
        a, b, seeds = b, a, Seeds(seeds.b_start, seeds.a_start, seeds.count)
    left, right = words(a.text), words(b.text)
    runs = _islands(left, right, _extend(left, right, _merge(left, right, seeds)))
    chains = [chain for chain in _chain(runs) if _weighs(left, chain)]
    if not any(_proves(a.text, b.text, left, right, chain) for chain in chains):
        return []
    return [_passage(a, b, left, right, chain) for chain in chains]


def _merge(left: Words, right: Words, seeds: Seeds) -> list[_Run]:
    """One run for each stretch of seeds that follow each other along a diagonal, longest first extended."""
    i = np.searchsorted(left.starts, seeds.a_start)
    j = np.searchsorted(right.starts, seeds.b_start)
    order = np.lexsort((i, i - j))
    runs: list[_Run] = []
    for at in order.tolist():
        run = _Run(int(i[at]), int(j[at]), 0, int(seeds.count[at]))
        last = runs[-1] if runs else None
        if last and last.i - last.j == run.i - run.j and run.i < last.i + last.size:
            runs[-1] = _Run(last.i, last.j, last.size, min(last.count, run.count))
            continue
        size = _equal(left.hashes[run.i :], right.hashes[run.j :])
        if size:
            runs.append(_Run(run.i, run.j, size, run.count))
    return runs


def _extend(left: Words, right: Words, runs: list[_Run]) -> list[_Run]:
    """The runs drawn out backwards to maximal matches, in order of their places."""
    found = []
    for run in runs:
        back = _equal(left.hashes[: run.i][::-1], right.hashes[: run.j][::-1])
        found.append(_Run(run.i - back, run.j - back, run.size + back, run.count))
    return sorted(set(found), key=lambda run: (run.i, run.j, run.size))


def _islands(left: Words, right: Words, runs: list[_Run]) -> list[_Run]:
    """The runs, and the shorter ones between and beside them that no fingerprint fits into."""
    known = {(run.i, run.j): run for run in runs}
    for run in runs:
        last = run
        while found := _next(left, right, last):
            if known.setdefault((found.i, found.j), found) is not found:
                break
            last = found
        first = run
        while found := _previous(left, right, first):
            if known.setdefault((found.i, found.j), found) is not found:
                break
            first = found
    return sorted(known.values(), key=lambda run: (run.i, run.j))


def _next(left: Words, right: Words, run: _Run) -> _Run | None:
    """The nearest equal words that follow `run` in both texts."""
    i, j = run.i + run.size, run.j + run.size
    place = _nearest(left.hashes[i : i + GAP + 1], right.hashes[j : j + GAP + 1])
    if place is None:
        return None
    i, j = i + place[0], j + place[1]
    return _Run(i, j, _equal(left.hashes[i:], right.hashes[j:]), run.count)


def _previous(left: Words, right: Words, run: _Run) -> _Run | None:
    """The nearest equal words that come before `run` in both texts."""
    one = left.hashes[max(run.i - GAP - 1, 0) : run.i][::-1]
    other = right.hashes[max(run.j - GAP - 1, 0) : run.j][::-1]
    place = _nearest(one, other)
    if place is None:
        return None
    i, j = run.i - place[0], run.j - place[1]
    size = _equal(left.hashes[:i][::-1], right.hashes[:j][::-1])
    return _Run(i - size, j - size, size, run.count)


def _nearest(one: Hashes, other: Hashes) -> tuple[int, int] | None:
    """Where two words in a row agree, with the fewest words passed over.

    Plain lists: the windows are of nine words, and numpy would cost ten times as much.
    """
    after = other.tolist()
    places: dict[tuple[int, int], int] = {}
    for j, pair in enumerate(pairwise(after)):
        places.setdefault(pair, j)
    best: tuple[int, int] | None = None
    for i, pair in enumerate(pairwise(one.tolist())):
        if best and i >= sum(best):
            break
        found = places.get(pair)
        if found is not None and (best is None or i + found < sum(best)):
            best = (i, found)
    return best


def _equal(one: Hashes, other: Hashes) -> int:
    """How many words agree from the start on, read in strides that double."""
    at, stride, most = 0, _STRIDE, min(len(one), len(other))
    while at < most:
        differs = one[at : min(at + stride, most)] != other[at : min(at + stride, most)]
        first = int(differs.argmax())
        if differs[first]:
            return at + first
        at, stride = at + stride, stride * 2
    return most


def _chain(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that follow each other in both texts within `GAP` words, each in the nearest chain."""
    done: list[list[_Run]] = []
    still: list[list[_Run]] = []
    for run in runs:
        still = [chain for chain in still if run.i - chain[-1].i - chain[-1].size <= GAP]
        near = [(away, k) for k, chain in enumerate(still) if (away := _away(chain[-1], run)) is not None]
        if not near:
            done.append([run])
            still.append(done[-1])
            continue
        chain = still[min(near)[1]]
        cut = _overlap(chain[-1], run)
        chain.append(_Run(run.i + cut, run.j + cut, run.size - cut, run.count))
    return done


def _overlap(last: _Run, run: _Run) -> int:
    return max(0, last.i + last.size - run.i, last.j + last.size - run.j)


def _away(last: _Run, run: _Run) -> int | None:
    """How many words lie between two runs, None where the second cannot follow the first."""
    cut = _overlap(last, run)
    wide = max(run.i + cut - last.i - last.size, run.j + cut - last.j - last.size)
    return wide if cut < run.size and wide <= GAP else None


def _weighs(left: Words, chain: list[_Run]) -> bool:
    return sum(run.size for run in chain) >= LEAST_WORDS and _bits(left, chain) >= LEAST_BITS


def _bits(left: Words, chain: list[_Run]) -> float:
    equal = np.concatenate([left.hashes[run.i : run.i + run.size] for run in chain])
    return float(weights(equal).sum())


def _proves(a: str, b: str, left: Words, right: Words, chain: list[_Run]) -> bool:
    """Whether these words would not stand in both texts by chance, by habit or as an outlet's furniture."""
    bits = _bits(left, chain)
    longest = max(chain, key=lambda run: run.size)
    i, j = longest.i + longest.size // 2, longest.j + longest.size // 2
    if _quoted(a, int(left.starts[i])) and _quoted(b, int(right.starts[j])):
        return bits >= QUOTED_BITS
    common = min(run.count for run in chain) > COMMON and sum(run.size for run in chain) <= COMMON_WORDS
    return not common and bits >= PROOF_BITS


def _quoted(text: str, at: int) -> bool:
    """Whether the word at `at` stands inside quotation marks that open in its own paragraph."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.count('"') % 2:
        return True
    return any(before.count(pair[0]) > before.count(pair[1]) for pair in _MARKS)


def _passage(a: Article, b: Article, left: Words, right: Words, chain: list[_Run]) -> Passage:
    first, last = chain[0], chain[-1]
    wide = max(last.i + last.size - first.i, last.j + last.size - first.j)
    a_place = int(left.starts[first.i]), int(left.ends[last.i + last.size - 1])
    b_place = int(right.starts[first.j]), int(right.ends[last.j + last.size - 1])
    a_place, b_place = _with_marks(a.text, a_place, b.text, b_place)
    equal = sum(run.size for run in chain)
    return passage(a.id, span(a.text, *a_place), b.id, span(b.text, *b_place), equal / wide)


_Place = tuple[int, int]


def _with_marks(a: str, a_place: _Place, b: str, b_place: _Place) -> tuple[_Place, _Place]:
    """Both places widened by the marks around them that agree: an opening quotation mark, the full stop."""
    (i, i_end), (j, j_end) = a_place, b_place
    while i and j and a[i - 1] == b[j - 1] and _mark(a[i - 1]):
        i, j = i - 1, j - 1
    while i_end < len(a) and j_end < len(b) and a[i_end] == b[j_end] and _mark(a[i_end]):
        i_end, j_end = i_end + 1, j_end + 1
    return (i, i_end), (j, j_end)


def _mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
