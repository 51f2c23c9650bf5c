import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.components import components

NODES = 12
EDGES = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=20)


def found(edges: list[tuple[int, int]], count: int) -> list[int]:
    a, b = (np.array([edge[side] for edge in edges], np.int32) for side in (0, 1))
    return components(a, b, count).tolist()


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [0, 1, 2, 3]),
        ([(3, 1)], [0, 1, 2, 1]),
        ([(2, 3), (1, 2), (3, 0)], [0, 0, 0, 0]),
        ([(1, 1), (0, 2), (2, 0)], [0, 1, 0, 3]),
    ],
)
def test_each_node_goes_by_the_lowest_that_it_hangs_together_with(edges, expected):
    assert found(edges, 4) == expected


def test_a_long_chain_is_one():
    size = 5_000
    order = np.random.default_rng(0).permutation(size)
    assert not components(order[1:], order[:-1], size).any()


@given(EDGES)
def test_as_a_walk_finds_them(edges):
    lowest = list(range(NODES))
    for _ in range(NODES):
        for a, b in edges:
            lowest[a] = lowest[b] = min(lowest[a], lowest[b])
    assert found(edges, NODES) == lowest
