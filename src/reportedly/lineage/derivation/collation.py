"""Where the witnesses of a family agree, token by token, and who else agrees there."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.lineage.arrays import Flags, Places, Rows, equal
from reportedly.lineage.derivation.witnesses import Reading
from reportedly.records import Passage, Span

WINDOW = 24
"""How many tokens may be passed over where two wordings part, before the passage counts as done."""

# Most wordings part by a word or two: where they agree again, in the order of search.
_NEAREST = ((0, 1), (1, 0), (0, 2), (1, 1), (2, 0))


Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where two witnesses agree, in tokens: their passages, ``(start, size, start, size)``, and the runs of
    equal tokens in them, ``(start, start, size)``.
    """

    passages: list[tuple[int, int, int, int]]
    runs: list[Run]

    def turned(self) -> "Agreement":
        """The same from the other side."""
        return Agreement(
            [(j, wide, i, size) for i, size, j, wide in self.passages],
            [(j, i, size) for i, j, size in self.runs],
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One witness among its partners: rows are partners (numbers in the family), columns its tokens.

    `equal` says where a partner has the very token, `inside` where it has the passage, whatever its words.
    `turns` counts for each partner the places where its order is not that of the witness.
    """

    partners: list[int]
    equal: Flags
    inside: Flags
    turns: Places


def agreement(a: Reading, b: Reading, passages: Sequence[Passage]) -> Agreement:
    """The tokens that agree within the passages of two witnesses; `a` is the one with the smaller id."""
    insides: list[tuple[int, int, int, int]] = []
    equals: list[Run] = []
    for found in passages:
        i, i_end = _tokens(a, found.a_span)
        j, j_end = _tokens(b, found.b_span)
        insides.append((i, i_end - i, j, j_end - j))
        equals += [(i + x, j + y, size) for x, y, size in _runs(a.tokens[i:i_end], b.tokens[j:j_end])]
    return Agreement(insides, equals)


def _tokens(one: Reading, place: Span) -> tuple[int, int]:
    return bisect_right(one.ends, place.start), bisect_left(one.starts, place.end)


def _runs(one: Rows, other: Rows) -> list[Run]:
    """The runs of equal tokens, ``(start, start, size)``: greedy, with the fewest tokens passed over.

    The passages come aligned, with short gaps; a walk that looks for the next two equal tokens loses nothing
    to a full alignment there and takes linear time.
    """
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        size = equal(one[i:], other[j:])
        if size:
            found.append((i, j, size))
        i, j = i + size, j + size
        step = _resume(one[i : i + WINDOW].tolist(), other[j : j + WINDOW].tolist())
        if step is None:
            break
        i, j = i + step[0], j + step[1]
    return found


def _resume(one: list[int], other: list[int]) -> tuple[int, int] | None:
    """Where two tokens in a row agree again (one at the very end), with the fewest tokens passed over."""
    if not one or not other:
        return None
    if min(len(one), len(other)) > _NEAREST[-1][0] + 1:
        for i, j in _NEAREST:
            if one[i] == other[j] and one[i + 1] == other[j + 1]:
                return i, j
    pairs = list(zip(other, [*other[1:], -1], strict=True))
    # Of equal pairs the first one counts: it is put in last.
    places = dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))
    best: tuple[int, int] | None = None
    for i, pair in enumerate(zip(one, [*one[1:], -1], strict=True)):
        if best and i >= sum(best):
            break
        j = places.get(pair, -1)
        if j >= 0 and (best is None or i + j < sum(best)):
            best = (i, j)
    return best


def sides(readings: Sequence[Reading], found: dict[tuple[int, int], Agreement]) -> list[Side]:
    """Each witness among its partners; `found` holds the agreements of the pairs ``a < b`` in the family."""
    rows: list[dict[int, Agreement]] = [{} for _ in readings]
    for (a, b), agreed in found.items():
        if agreed.runs:
            rows[a][b], rows[b][a] = agreed, agreed.turned()
    return [_side(len(reading), near) for reading, near in zip(readings, rows, strict=True)]


def _side(length: int, near: dict[int, Agreement]) -> Side:
    partners = sorted(near)
    equal, inside = np.zeros((2, len(partners), length), bool)
    for partner, same, within in zip(partners, equal, inside, strict=True):
        for start, _, size in near[partner].runs:
            same[start : start + size] = True
        for start, size, _, _ in near[partner].passages:
            within[start : start + size] = True
    turns = np.array([_turns(near[partner].runs) for partner in partners], np.int32)
    return Side(partners, equal, inside, turns)


def _turns(runs: list[Run]) -> int:
    """How often the other's text goes back while one's own goes on."""
    turns = end = last = 0
    for i, j, size in sorted(runs):
        if i < end:
            return _turns_of_tokens(runs)
        turns += j < last
        end, last = i + size, j + size - 1
    return turns


def _turns_of_tokens(runs: list[Run]) -> int:
    """The same where passages lie over each other, token by token; at one place in the order of runs."""
    ours, theirs, sizes = np.array(runs, np.int32).reshape(-1, 3).T
    every = np.arange(sizes.sum(), dtype=np.int32)
    before = np.cumsum(sizes, dtype=np.int32) - sizes
    order = np.argsort(np.repeat(ours - before, sizes) + every, kind="stable")
    there = (np.repeat(theirs - before, sizes) + every)[order]
    return int(np.count_nonzero(there[1:] < there[:-1]))
