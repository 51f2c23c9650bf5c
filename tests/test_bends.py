"""Kinds of bends that were met in the corpus of pairs, each by the smallest change that makes it."""

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import language
from reportedly.lineage import Relay, compare
from reportedly.lineage.mutations.concepts import base
from reportedly.lineage.mutations.lexicon import opposites, tone
from reportedly.lineage.spelling import american
from reportedly.records import Article, Comparison, Utterance

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import quotes_corpus  # noqa: E402

RIGHT, FALSE_ALARMS, MISSED = 0.8, 0.05, 0.15
SAID = ", harbour master Ilvo Tarn said."


@cache
def relay(text: str) -> Relay:
    article = Article("a", "s", "r", 0, (), text)
    return Relay(article, next(iter(language.parse([article]))))


def compared(a: str, b: str) -> Comparison:
    return compare(relay(a), relay(b))


@pytest.mark.parametrize(
    ("a", "b", "effect"),
    [
        (
            "The council takes note of the Orrish plan",
            "The council endorses the Orrish plan",
            "hedge_dropped",
        ),
        ("The ferry is expected to sail in May", "The ferry is certain to sail in May", "hedge_dropped"),
        ("The ferry is going to sail in May", "The ferry might sail in May", "hedge_added"),
        (
            "The new lock is to be finished in 2031",
            "The new lock is to be finished in 2013",
            "number_changed",
        ),
        ("A fifth of the crews are ill", "Some 20 percent of the crews are ill", "none"),
        ("Three of the nine cranes are out of order", "The nine cranes are out of order", "scope_widened"),
        (
            "Most of the pilots would strike",
            "All the pilots would strike",
            "scope_widened",
        ),
        ("Pilot boats will join the search", "One pilot boat will join the search", "scope_narrowed"),
        ("The lock keeper was not to blame", "The ship's cook was not to blame", "entity_swapped"),
        (
            "“A blessing for the town and a burden for the port”",
            "“A blessing for the town”",
            "context_reversed",
        ),
        ("“The tug that hit the pier was not ours”", "“The tug that hit the pier was”", "negation_flipped"),
        ("“I doubt that a fence stops the tide”", "“A fence stops the tide”", "negation_flipped"),
        ("Tolls rose in the harbour last year", "Tolls rose in the harbour next year", "number_changed"),
        ("The quay is a centre of labour", "The quay is a center of labor", "none"),
    ],
)
def test_a_small_change_is_named(a: str, b: str, effect: str) -> None:
    assert compared(a + SAID, b + SAID).effect == effect


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Ilvo Tarn urged the company “to open its books, not its purse”.",
            "The company should “open its books, not its purse”, Ilvo Tarn demanded.",
        ),
        (
            "“We wait,” Ilvo Tarn replied when he was asked about the tolls.",
            "Asked about the tolls, Ilvo Tarn replied: “We wait.”",
        ),
        (
            "Ilvo Tarn said two or more of the five cranes stood idle.",
            "At least two of the five cranes stood idle, Ilvo Tarn said.",
        ),
        (
            "Ilvo Tarn “did not hide his anger” at the delay.",
            "Ilvo Tarn showed how angry he was at the delay.",
        ),
    ],
)
def test_the_same_in_other_words_is_no_alarm(a: str, b: str) -> None:
    found = compared(a, b)
    assert (found.utterance, found.mutations) == (Utterance.SAME, ())


def test_the_accused_does_not_accuse() -> None:
    found = compared(
        "Prosecutor Mina Aro accused the mayor of “selling what was not his”.",
        "The mayor accused prosecutor Mina Aro of “selling what was not his”.",
    )
    assert found.effect == "misattributed"


def test_most_of_the_corpus_is_told_right() -> None:
    pairs = list(quotes_corpus.read(ROOT / "corpora" / "quotes" / "read"))
    found = [compared(pair.witness, pair.relay) for pair in pairs]
    both = list(zip(pairs, found, strict=True))
    bent = [one for pair, one in both if pair.effect != "none"]
    faithful = [one for pair, one in both if pair.effect == "none"]
    assert sum(one.effect == pair.effect for pair, one in both) >= RIGHT * len(both)
    assert sum(bool(one.mutations) for one in faithful) <= FALSE_ALARMS * len(faithful)
    assert sum(not one.mutations for one in bent) <= MISSED * len(bent)


@given(st.text(max_size=20))
def test_one_spelling_stays_one(word: str) -> None:
    assert american(american(word)) == american(word)


def test_spellings_of_one_word_have_one_base() -> None:
    for one, other in (("centre", "center"), ("favour", "favor"), ("organise", "organize")):
        assert base(one) == base(other)
    assert base("called") == base("call")


def test_opposites_go_both_ways_and_words_lean_one_way() -> None:
    table = opposites()
    assert all(word in table[other] for word, others in table.items() for other in others)
    assert tone()["burden"] < 0 < tone()["bargain"]
