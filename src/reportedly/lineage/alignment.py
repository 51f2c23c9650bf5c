"""The text that two articles share, word by word, as passages with exact words.

Equal runs of five words are drawn together along their diagonals to runs of equal words; runs that follow
each other closely in both texts become one passage with gaps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import equal
from reportedly.lineage.frequency import weights
from reportedly.lineage.meeting import GAP, Meeting, Run, meetings
from reportedly.lineage.words import Batch, Words

LEAST_WORDS = 6
LEAST_BITS = 20.0
CHARACTER_BITS = 3.5  # of a script without spaces: half of what a word of two of them tells


Chain = list[Run]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one text, made ready to be held beside those of others.

    `bits` is the running sum of the weights of the words. `quotation` numbers the quotation that each word
    stands in, 0 for none, `until` is where its words end, and `sizes` has the number of words of each.
    `forms` are the hashes of the words and `weights` the running sum once more. Most are lists: to look at a
    few places costs a third of an array's.
    """

    words: Words
    bits: NDArray[np.float64]
    quotation: list[int]
    until: list[int]
    sizes: list[int]
    forms: list[int]
    weights: list[float]

    def weight(self, run: Run) -> float:
        """Bits by the background frequencies of the words of a run on the side `a`."""
        return self.weights[run.i + run.size] - self.weights[run.i]


def reading(words: Words) -> Reading:
    """The words of a text with their weights and quotations."""
    return _reading(words, _weights(words))


def readings(batch: Batch) -> Iterator[Reading]:
    """Each text of a batch as `reading` gives it."""
    weighed, bounds = _weights(batch.words), batch.bounds.tolist()
    for (low, high), offset in zip(pairwise(bounds), batch.offsets.tolist(), strict=True):
        yield _reading(batch.words.part(low, high, offset), weighed[low:high])


def _weights(words: Words) -> NDArray[np.float32]:
    return np.where(words.lone, np.float32(CHARACTER_BITS), weights(words.hashes))


def _reading(words: Words, weighed: NDArray[np.float32]) -> Reading:
    bits = np.zeros(len(words) + 1)
    np.cumsum(weighed, dtype=np.float64, out=bits[1:])
    opens = words.quoted & ~np.append(False, words.quoted[:-1])
    quotation = np.cumsum(opens[: len(words)]) * words.quoted
    ends = np.append(np.flatnonzero(np.diff(quotation)) + 1, len(words))
    until = np.repeat(ends, np.diff(ends, prepend=0))
    sizes = np.bincount(quotation, minlength=1)
    return Reading(
        words, bits, quotation.tolist(), until.tolist(), sizes.tolist(), words.hashes.tolist(), bits.tolist()
    )


def chains(one: Reading, other: Reading) -> list[Chain]:
    """The shared passages as chains of runs of equal words, in order of the first text.

    A chain has at least 6 equal words that together carry 20 bits by the background frequencies; gaps of at
    most 8 words do not end it.
    """
    return next(iter(all_chains([one, other], [(0, 1)])))


def all_chains(readings: Sequence[Reading], pairs: Sequence[tuple[int, int]]) -> Iterator[list[Chain]]:
    """The chains of many pairs of readings, in the order of the pairs."""
    found = meetings([one.words.hashes for one in readings], pairs)
    for (a, b), met in zip(pairs, found, strict=True):
        one, other = readings[a], readings[b]
        runs = _islands(one, other, _widened(one, other, met) if any(met.wider) else met)
        yield [chain for chain in _chain(runs) if _weighs(one, chain)]


def _widened(one: Reading, other: Reading, met: Meeting) -> Meeting:
    """The same with the runs drawn out as far as they go; what is around those is not known."""
    rows = sorted(zip(*met, strict=True), key=lambda row: (row[0].i - row[0].j, row[0].i))
    found: dict[Run, tuple[bool, bool, bool]] = {}
    last = Run(0, 0, 0)
    for run, wider, after, before in rows:
        if last.i - last.j == run.i - run.j and run.i < last.i + last.size:
            continue
        last = _widest(one, other, run) if wider else run
        found[last] = (False, wider or after, wider or before)
    runs = sorted(found)
    return Meeting(runs, *map(list, zip(*(found[run] for run in runs), strict=True)))


def _widest(one: Reading, other: Reading, run: Run) -> Run:
    """The run drawn out to both sides as far as the words agree; they may, where a text repeats itself."""
    i, j, size = run
    left, right = one.forms, other.forms
    if i + size < len(left) and j + size < len(right) and left[i + size] == right[j + size]:
        size += equal(one.words.hashes[i + size :], other.words.hashes[j + size :])
    if i and j and left[i - 1] == right[j - 1]:
        back = equal(one.words.hashes[:i][::-1], other.words.hashes[:j][::-1])
        i, j, size = i - back, j - back, size + back
    return Run(i, j, size)


def _islands(one: Reading, other: Reading, met: Meeting) -> list[Run]:
    """The runs, and the shorter ones beside them: where the next run is too far to follow."""
    runs = met.runs
    if not any(met.after) and not any(met.before):
        return runs
    known = {(run.i, run.j): run for run in runs}
    apart = [_away(last, run) is None for last, run in pairwise(runs)]
    for step, ends, near in (
        (_next, [*apart, True], met.after),
        (_previous, [True, *apart], met.before),
    ):
        for run in (run for run, end, hit in zip(runs, ends, near, strict=False) if end and hit):
            found = step(one, other, run)
            while found and known.setdefault((found.i, found.j), found) is found:
                found = step(one, other, found)
    return sorted(known.values())


def _next(one: Reading, other: Reading, run: Run) -> Run | None:
    """The nearest two equal words that follow `run` in both texts, and what follows them."""
    i, j = run.i + run.size, run.j + run.size
    place = _nearest(one.forms[i : i + GAP + 1], other.forms[j : j + GAP + 1])
    if place is None:
        return None
    i, j = i + place[0], j + place[1]
    return Run(i, j, equal(one.words.hashes[i:], other.words.hashes[j:]))


def _previous(one: Reading, other: Reading, run: Run) -> Run | None:
    """The nearest two equal words that come before `run` in both texts, and what comes before them."""
    left = one.forms[max(run.i - GAP - 1, 0) : run.i][::-1]
    right = other.forms[max(run.j - GAP - 1, 0) : run.j][::-1]
    place = _nearest(left, right)
    if place is None:
        return None
    i, j = run.i - place[0], run.j - place[1]
    size = equal(one.words.hashes[:i][::-1], other.words.hashes[:j][::-1])
    return Run(i - size, j - size, size)


def _nearest(one: list[int], other: list[int]) -> tuple[int, int] | None:
    """Where two words in a row agree, with the fewest words passed over."""
    # Most often none do, and nothing tells that as fast as two sets.
    if set(pairwise(other)).isdisjoint(pairwise(one)):
        return None
    places: dict[tuple[int, int], int] = {}
    for j, pair in enumerate(pairwise(other)):
        places.setdefault(pair, j)
    best: tuple[int, int] | None = None
    for i, pair in enumerate(pairwise(one)):
        if best and i >= sum(best):
            break
        found = places.get(pair)
        if found is not None and (best is None or i + found < sum(best)):
            best = (i, found)
    return best


def _chain(runs: list[Run]) -> list[Chain]:
    """Runs that follow each other in both texts within `GAP` words, each in the nearest chain."""
    done: list[Chain] = []
    still: list[Chain] = []
    for run in runs:
        still = [chain for chain in still if run.i - chain[-1].i - chain[-1].size <= GAP]
        near, nearest = GAP + 1, None
        for chain in still:
            away = _away(chain[-1], run)
            if away is not None and away < near:
                near, nearest = away, chain
        if nearest is None:
            done.append([run])
            still.append(done[-1])
            continue
        cut = _overlap(nearest[-1], run)
        nearest.append(Run(run.i + cut, run.j + cut, run.size - cut) if cut else run)
    return done


def _overlap(last: Run, run: Run) -> int:
    return max(0, last.i + last.size - run.i, last.j + last.size - run.j)


def _away(last: Run, run: Run) -> int | None:
    """How many words lie between two runs, None where the second cannot follow the first."""
    least, wide = run.i - last.i - last.size, run.j - last.j - last.size
    if wide < least:
        least, wide = wide, least
    if least < 0:
        wide -= least
        if -least >= run.size:
            return None
    return wide if wide <= GAP else None


def _weighs(one: Reading, chain: Chain) -> bool:
    return sum(run.size for run in chain) >= LEAST_WORDS and sum(map(one.weight, chain)) >= LEAST_BITS
