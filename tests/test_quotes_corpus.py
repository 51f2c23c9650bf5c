"""The corpus of pairs of tellings: its reader, and what its files must hold."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from reportedly.records import Effect, Operation, Severity, Utterance

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "corpora" / "quotes"
sys.path.insert(0, str(ROOT / "benchmarks"))

import quotes_corpus  # noqa: E402

WITNESS = '= "The ferry may sail," Ilvo Tarn said.\n'
PARTS = ("read", "fitted", "framed", "heldout")
PAIRS = {part: list(quotes_corpus.read(FOLDER / part)) for part in PARTS}


def test_a_line_is_a_pair_with_its_witness():
    (pair,) = quotes_corpus.parse(WITNESS + "yes hedge_dropped shifts cut_end | It sails, Tarn said.\n", "x")
    assert (pair.witness, pair.relay) == ('"The ferry may sail," Ilvo Tarn said.', "It sails, Tarn said.")
    assert (pair.utterance, pair.effect) == (Utterance.SAME, Effect.HEDGE_DROPPED)
    assert (pair.severity, pair.operations) == (Severity.SHIFTS, (Operation.CUT_END,))
    assert pair.row()["b"] == {"text": "It sails, Tarn said."}


@pytest.mark.parametrize(
    "line",
    [
        "yes none shifts | It may sail.",
        "yes hedge_dropped harmless | It sails.",
        "perhaps none harmless | It may sail.",
        "yes bent shifts | It sails.",
        "yes none harmless folded | It may sail.",
        "yes none harmless It may sail.",
    ],
)
def test_a_line_that_says_nothing_known_is_named(line):
    with pytest.raises(quotes_corpus.PairError, match="gull, line 2"):
        list(quotes_corpus.parse(WITNESS + line, "gull"))


def test_a_relay_without_a_witness_is_named():
    with pytest.raises(quotes_corpus.PairError, match="line 1"):
        list(quotes_corpus.parse("yes none harmless | It may sail.", "gull"))


def test_parts_share_no_witness_and_no_pair_stands_twice():
    witnesses = [{pair.witness for pair in pairs} for pairs in PAIRS.values()]
    assert len(set.union(*witnesses)) == sum(map(len, witnesses))
    ids = [pair.id for pairs in PAIRS.values() for pair in pairs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", PAIRS)
def test_every_effect_is_there_and_a_quarter_is_harmless(part):
    counts = Counter(pair.effect for pair in PAIRS[part])
    assert set(counts) == set(Effect)
    assert counts[Effect.NONE] >= len(PAIRS[part]) / 4


@pytest.mark.parametrize("part", PAIRS)
def test_another_utterance_has_neither_effect_nor_operations(part):
    for pair in PAIRS[part]:
        if pair.utterance is Utterance.OTHER:
            assert (pair.effect, pair.operations) == (Effect.NONE, ())
        else:
            assert pair.operations
