"""Words that come back on other days say less of a story, and the pile that the bench makes of such."""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from reportedly.lineage.recurring import DAYS, faded

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from make_stories import stories_pile

NAN = float("nan")


def unit(*rows: list[float]) -> sparse.csr_matrix:
    found = np.array(rows, np.float64)
    return sparse.csr_matrix(found / np.linalg.norm(found, axis=1, keepdims=True))


@pytest.mark.parametrize(
    ("days", "bits", "less"),
    [
        ([10.0, 11.0, 40.0], [9.0, 9.0], True),
        ([10.0, 11.0, 10.0 + DAYS], [9.0, 9.0], False),
        ([10.0, 11.0, 40.0], [2.0, 2.0], False),
        ([10.0, 11.0, NAN], [9.0, 9.0], False),
        ([NAN, NAN, NAN], [9.0, 9.0], False),
    ],
    ids=["another month", "the same days", "a common word", "one undated", "no dates"],
)
def test_a_rare_word_of_other_days_weighs_less(days: list[float], bits: list[float], less: bool) -> None:
    """All three have word 0, the first two have word 1 as well."""
    made = faded(unit([1, 1], [1, 1], [1, 0]), np.array(bits), np.array(days)).toarray()
    assert (made[0, 0] < made[0, 1]) == less
    assert np.linalg.norm(made, axis=1) == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 4), min_size=6, max_size=6),
            st.one_of(st.just(NAN), st.integers(1, 3_000_000).map(float)),
        ),
        max_size=12,
    )
)
def test_rows_stay_unit_rows_over_the_same_words(told: list[tuple[list[int], float]]) -> None:
    rows = np.array([row for row, _ in told], np.float64).reshape(-1, 6)
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    made = faded(sparse.csr_matrix(rows), np.full(6, 9.0), np.array([day for _, day in told])).toarray()
    assert ((made > 0) == (rows > 0)).all()
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.linalg.norm(rows, axis=1))


def test_the_pile_of_neighbours_is_the_same_each_time_and_hard() -> None:
    made = list(stories_pile(5, 3))
    assert made == list(stories_pile(5, 3))
    assert made != list(stories_pile(6, 3))
    sizes = Counter(row["cluster"] for row in made)
    assert any(size == 1 for name, size in sizes.items() if "analysis" in name)
    assert max(sizes.values()) >= 5
    assert any(row["date"] is None for row in made)
    assert len({row["id"] for row in made}) == len(made)
    assert not any(mark in row["title"] + row["text"] for row in made for mark in "{}[]|")
