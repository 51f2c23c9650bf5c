"""Runs of equal words of many pairs of texts: what is told in columns is what a walk over each pair tells."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage.arrays import order_of
from reportedly.lineage.meeting import GAP, GRAM, Meeting, Run, meetings
from reportedly.lineage.sharing import TOGETHER, Pairs, parted
from reportedly.lineage.vectors import Vectors

# Few words, so that texts repeat themselves and each other.
WORDS = st.lists(st.integers(1, 3), max_size=40)


def firsts(text: list[int]) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], int] = {}
    for place in range(len(text) - GRAM + 1):
        found.setdefault(tuple(text[place : place + GRAM]), place)
    return found


def walked(one: list[int], other: list[int]) -> list[Run]:
    """The runs of a pair, told place by place."""
    there = firsts(other)
    hits = sorted((i - there[gram], i) for gram, i in firsts(one).items() if gram in there)
    runs: list[Run] = []
    for across, i in hits:
        last = runs[-1] if runs else None
        if last and last.i - last.j == across and i <= last.i + last.size:
            runs[-1] = Run(last.i, last.j, i + GRAM - last.i)
        else:
            runs.append(Run(i, i - across, GRAM))
    return sorted(runs)


def near(one: list[int], other: list[int]) -> bool:
    return not set(pairwise(one)).isdisjoint(pairwise(other))


def checked(one: list[int], other: list[int], met: Meeting) -> None:
    assert met.runs == walked(one, other)
    for run, wider, after, before in zip(*met, strict=True):
        i, j = run.i + run.size, run.j + run.size
        behind = i < len(one) and j < len(other) and one[i] == other[j]
        ahead = bool(run.i and run.j) and one[run.i - 1] == other[run.j - 1]
        assert wider == (behind or ahead)
        assert after == near(one[i : i + GAP + 1], other[j : j + GAP + 1])
        assert before == near(one[max(run.i - GAP - 1, 0) : run.i], other[max(run.j - GAP - 1, 0) : run.j])


@given(st.lists(WORDS, min_size=2, max_size=5))
@settings(max_examples=200, deadline=None)
def test_many_pairs_at_once_meet_as_each_alone(texts: list[list[int]]) -> None:
    pairs = list(combinations(range(len(texts)), 2))
    found = meetings([np.array(text, np.uint64) for text in texts], pairs)
    for (a, b), met in zip(pairs, found, strict=True):
        checked(texts[a], texts[b], met)


def test_pairs_beyond_a_part_meet_alike() -> None:
    text = np.arange(90_000, dtype=np.uint64)
    for met in meetings([text, text.copy(), text[::-1].copy()], [(0, 1)] * 4):
        assert met.runs == [Run(0, 0, 90_000)]


@pytest.mark.parametrize("most", [0, 5, 1 << 40, (1 << 63) - 1])
def test_places_come_in_the_order_of_keys_however_large(most: int) -> None:
    keys = np.random.default_rng(5).integers(0, most, 300, endpoint=True)
    assert order_of(keys).tolist() == np.argsort(keys, kind="stable").tolist()


def test_a_crowd_that_hangs_together_by_chance_is_parted_where_little_is_shared() -> None:
    size = TOGETHER // 2 + 1
    copies = [
        (first + step, first + step + 1, 9) for first in (0, size, 2 * size) for step in range(size - 1)
    ]
    chance = [(0, size, 1), (size, 2 * size, 1)]
    a, b, seeds = np.array([*copies, *chance], np.int32).T
    found = parted(Pairs(a, b, seeds, seeds), 3 * size)
    assert np.unique(found).tolist() == [0, size, 2 * size]
    # Where all share as much, there is nowhere to part them.
    assert np.unique(parted(Pairs(a, b, seeds, np.full(len(a), 7, np.int32)), 3 * size)).tolist() == [0]


def test_vectors_do_not_depend_on_what_is_read_together() -> None:
    texts = [
        "The pier at Ostrevik moved by forty centimetres.",
        "",
        "A tender follows in March.",
        "北方海域 pier",
    ]
    whole, piece = Vectors(), Vectors()
    whole.add(texts)
    for text in texts:
        piece.add([text])
    one, other = whole.matrix(), piece.matrix()
    assert one.indices.tolist() == other.indices.tolist()
    assert one.data.tolist() == other.data.tolist()
    assert whole.bits.tolist() == piece.bits.tolist()
