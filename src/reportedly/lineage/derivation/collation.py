"""Where the witnesses of a family agree, token by token, and who else agrees there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.lineage.arrays import Flags, Places, equal
from reportedly.lineage.derivation.witnesses import Reading
from reportedly.records import Passage, Span

WINDOW = 24
"""How many tokens may be passed over where two wordings part, before the passage counts as done."""

# Most wordings part by a word or two: where they agree again, in the order of search.
_NEAREST = ((0, 1), (1, 0), (0, 2), (1, 1), (2, 0))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where two witnesses agree: the tokens of each inside their passages, and which of them are equal."""

    a_inside: Places
    b_inside: Places
    a_equal: Places
    b_equal: Places

    def turned(self) -> "Agreement":
        """The same from the other side."""
        return Agreement(self.b_inside, self.a_inside, self.b_equal, self.a_equal)


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
    equals: list[tuple[int, int, int]] = []
    for found in passages:
        i, i_end = _tokens(a, found.a_span)
        j, j_end = _tokens(b, found.b_span)
        insides.append((i, i_end - i, j, j_end - j))
        equals += [(i + x, j + y, size) for x, y, size in _runs(a.tokens[i:i_end], b.tokens[j:j_end])]
    ours, our_sizes, theirs, their_sizes = np.array(insides, np.int32).reshape(-1, 4).T
    left, right, sizes = np.array(equals, np.int32).reshape(-1, 3).T
    inside = _places(ours, our_sizes), _places(theirs, their_sizes)
    return Agreement(*inside, _places(left, sizes), _places(right, sizes))


def _places(starts: Places, sizes: Places) -> Places:
    """All places of runs that begin at `starts`, run by run."""
    before = np.cumsum(sizes, dtype=np.int32) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum(), dtype=np.int32)


def _tokens(one: Reading, place: Span) -> tuple[int, int]:
    first = one.ends.searchsorted(np.int32(place.start), "right")
    return int(first), int(one.starts.searchsorted(np.int32(place.end)))


def _runs(one: Places, other: Places) -> list[tuple[int, int, int]]:
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
        if len(agreed.a_equal):
            rows[a][b], rows[b][a] = agreed, agreed.turned()
    return [_side(len(reading), near) for reading, near in zip(readings, rows, strict=True)]


def _side(length: int, near: dict[int, Agreement]) -> Side:
    partners = sorted(near)
    equal, inside = np.zeros((2, len(partners), length), bool)
    for row, partner in enumerate(partners):
        equal[row, near[partner].a_equal] = True
        inside[row, near[partner].a_inside] = True
    turns = np.array([_turns(near[partner]) for partner in partners], np.int32)
    return Side(partners, equal, inside, turns)


def _turns(agreed: Agreement) -> int:
    """How often the other's text goes back while one's own goes on."""
    order = np.argsort(agreed.a_equal, kind="stable")
    return int(np.count_nonzero(np.diff(agreed.b_equal[order]) < 0))
