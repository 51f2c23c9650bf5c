"""Families are judged twice: what the second look adds, and how its weights are learned. All is invented."""

import sys
from pathlib import Path

import numpy as np
import pytest

from reportedly.lineage.derivation.branching import shares
from reportedly.lineage.derivation.evidence import ARC, ROOT, Signs, second_look
from reportedly.lineage.derivation.weighing import Look, weights

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from forests import Truth, batches, learned


def _random_family(seed: int, count: int) -> Truth:
    dice = np.random.default_rng(seed)
    there = np.ones((count + 1, count + 1), bool)
    there[:, 0] = False
    np.fill_diagonal(there, False)
    true = np.zeros_like(there)
    true[0, 1], true[1, 2:] = True, True
    return Truth(dice.normal(size=(count + 1, count + 1, 3)), there, true)


def test_who_has_other_children_is_the_likelier_source() -> None:
    there = ~np.eye(3, dtype=bool)
    found = Signs(np.zeros((3, 3, len(ARC))), np.zeros((3, len(ROOT))), there)
    held = np.zeros((4, 4))
    held[0, 1], held[1, 2], held[1, 3] = 1.0, 0.9, 0.8
    seen = second_look(found, held).arcs
    others, root = seen[..., ARC.index("taken_others")], seen[..., ARC.index("taken_root")]
    assert others[0, 1] == pytest.approx(np.log1p(0.8))
    assert others[0, 2] == pytest.approx(np.log1p(0.9))
    assert others[1].tolist() == [0.0, 0.0, 0.0]
    assert root[0, 1] == 1.0
    assert root[0, 0] == 0.0
    assert not found.arcs.any()


def test_an_arc_leans_on_the_manner_that_it_is_likeliest_of() -> None:
    look = Look(np.array([[4.0, 0.0], [0.0, 1.0]]), np.zeros((2, 1)))
    assert look.leaning(np.array([9.0, 0.0])) == pytest.approx([4.0, 0.0])
    assert look.leaning(np.array([0.0, 0.0])) == pytest.approx([2.0, 0.5])


def test_what_lies_beside_the_text_weighs_the_same_in_every_manner() -> None:
    second = weights().second
    assert len(second.arc) == 3
    for name in ("earlier", "later", "later_by", "credit_child", "child_names", "taken_others"):
        assert len(set(second.arc[:, ARC.index(name)].tolist())) == 1
    assert (second.root == second.root[0]).all()
    assert second.arc[0, ARC.index("taken_others")] > 0
    assert second.arc[0, ARC.index("earlier")] < second.arc[0, ARC.index("later")]


@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_many_families_at_once_have_the_shares_of_each(count: int) -> None:
    told = [_random_family(seed, count) for seed in range(3)]
    (made,), signs = batches(told)
    weighed = signs @ np.array([1.0, -0.5, 0.25])
    total, held = made.shares(weighed)
    each = [np.where(one.there, one.features @ np.array([1.0, -0.5, 0.25]), -np.inf) for one in told]
    expected = [shares(scores) for scores in each]
    assert total == pytest.approx(sum(log for log, _ in expected))
    apart = np.concatenate([found[one.there] for one, (_, found) in zip(told, expected, strict=True)])
    assert held == pytest.approx(apart, abs=1e-9)


def test_weights_that_made_the_forests_are_learned_and_those_by_hand_stay() -> None:
    told = [_random_family(seed, 4) for seed in range(60)]
    for one in told:
        one.features[..., 0] = np.where(one.true, 1.0, 0.0) + 0.1 * one.features[..., 0]
    made, signs = batches(told)
    text = np.array([True, True, False])
    found = learned(made, signs, {2: 0.75}, text, 1, rounds=40, report=lambda _: None)
    assert found.shape == (1, 3)
    assert found[0, 2] == 0.75
    assert found[0, 0] > 1.0
    assert abs(found[0, 1]) < 0.5 * found[0, 0]
