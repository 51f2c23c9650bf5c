"""Scores -> cues and labels: held against tables and against a search that tries everything."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.cues import LEANING, PRICE, best_labels, cues, distances, kinds
from reportedly.language.trees import heads

NONE, FIRST, FURTHER = [0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([NONE, NONE], []),
        ([NONE, FIRST, NONE], [[1]]),
        ([FIRST, FURTHER, FURTHER, NONE], [[0, 1, 2]]),
        ([FIRST, FIRST, NONE], [[0], [1]]),
        ([FIRST, NONE, FURTHER], [[0], [2]]),
        ([[0.65, 0.2, 0.15]], []),
        ([[0.5, 0.25, 0.25]], [[0]]),
    ],
    ids=["none", "one", "run", "two in a row", "a gap", "too unlikely", "likely enough"],
)
def test_cues_of_words(words: list[list[float]], found: list[list[int]]) -> None:
    assert cues(np.array(words, np.float32)) == found


def test_kinds_tell_the_cue_from_the_others() -> None:
    assert kinds(6, [1, 2], [[1, 2], [4]]).tolist() == [0, 1, 1, 0, 2, 0]


def test_distances_tell_before_from_behind() -> None:
    found = distances(60, [30, 31]).tolist()
    assert found[30] == found[31] == 0
    assert found[32:36] == [1, 2, 3, 4]
    assert found[26:30] == [20, 19, 18, 17]
    assert found[32:] == sorted(found[32:])
    assert max(found[32:]) < 16 <= min(found[:30])
    assert max(found) < 32


def _price_of(row: np.ndarray, labels: tuple[int, ...]) -> float:
    own = sum(float(row[word, label] + LEANING[label]) for word, label in enumerate(labels))
    return own - sum(float(PRICE[a, b]) for a, b in pairwise(labels))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_labels_are_the_best_of_all(sizes: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = [np.log(chance.dirichlet([0.5] * 3, size)).astype(np.float32) for size in sizes]
    for row, found in zip(rows, best_labels(rows), strict=True):
        every = product(range(3), repeat=len(row))
        best = max(_price_of(row, labels) for labels in every)
        assert _price_of(row, tuple(found.tolist())) == pytest.approx(best, abs=1e-4)


def test_no_rows_have_no_labels() -> None:
    assert best_labels([]) == []


@given(st.integers(1, 12), st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_every_sentence_is_one_tree(size: int, seed: int, length: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    sentences = list(range(0, size, length))
    found = heads(arcs, sentences).tolist()
    for start, stop in zip(sentences, [*sentences[1:], size], strict=True):
        words = range(start, stop)
        assert sum(found[word] == word for word in words) == 1
        assert all(start <= found[word] < stop for word in words)
        assert all(_reaches_a_root(found, word) for word in words)


def _reaches_a_root(parents: list[int], word: int) -> bool:
    for _ in parents:
        word = parents[word]
    return parents[word] == word


def test_the_best_parents_are_kept_where_they_make_a_tree() -> None:
    arcs = np.full((3, 3), -5, np.float32)
    arcs[0, 1] = arcs[1, 1] = arcs[2, 1] = 5
    assert heads(arcs, [0]).tolist() == [1, 1, 1]
