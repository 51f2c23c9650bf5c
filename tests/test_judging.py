"""Loose signs of a bend, and which of the signs are believed."""

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import language
from reportedly.knowledge import load
from reportedly.lineage import Relay, compare
from reportedly.lineage.mutations.comparison import RULES, paired
from reportedly.lineage.mutations.departures import departures
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.judging import FIRM, framed_anew, judged, options
from reportedly.records import Article, Effect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

SPOKEN = "“We shall mend the lock by June, if the council pays,” Karsk harbour master Ilvo Tarn said."


@cache
def relay(text: str) -> Relay:
    article = Article("a", "s", "r", 0, (), text)
    return Relay(article, next(iter(language.parse([article]))))


def pair_of(a: str, b: str) -> Pair:
    return paired(relay(a), relay(b))


DEPARTURES = [
    (
        SPOKEN,
        "“We shall mend the lock by June,” Karsk harbour master Ilvo Tarn said.",
        Effect.CONDITION_DROPPED,
        "condition cut",
    ),
    (
        "The board said the crews “are to hand over the keys on Monday”.",
        "The board said the crews “handed over the keys on Monday”.",
        Effect.FORECAST_TO_FACT,
        "open verb done",
    ),
    (
        "Tarn said the rocks fell “on our side of the quay”.",
        "Tarn said the rocks fell “on their side of the quay”.",
        Effect.ENTITY_SWAPPED,
        "other pronoun within the marks",
    ),
    (
        "Ilvo Tarn said the crews “asked twice for a boat”.",
        "Ilvo Tarn said the crews “asked once for a boat”.",
        Effect.NUMBER_CHANGED,
        "other word by a figure within the marks",
    ),
    (
        "The Norwegian pilot in Quorrin said that no ship had passed.",
        "The Danish pilot in Quorrin said that no ship had passed.",
        Effect.MISATTRIBUTED,
        "head of another place",
    ),
    (
        "Tarn called the plan “a gift to the pilots and a loss to the port”.",
        "Tarn called the plan “a gift to the port and a loss to the pilots”.",
        Effect.ANTONYM,
        "words changed places in the marks",
    ),
]


@pytest.mark.parametrize(("a", "b", "effect", "rule"), DEPARTURES, ids=[rule for *_, rule in DEPARTURES])
def test_a_departure_is_noticed(a: str, b: str, effect: Effect, rule: str) -> None:
    assert (effect, rule) in {(one.effect, one.rule) for one in departures(pair_of(a, b))}


def test_a_telling_does_not_depart_from_itself() -> None:
    assert list(departures(pair_of(SPOKEN, SPOKEN))) == []


# No rule finds these: the weights of what departs do.
@pytest.mark.parametrize(
    ("a", "b", "effect"),
    [
        (
            "The crews “are to hand over the keys on 15 May, before the mayor”, Karsk clerk Mina Hale said.",
            "The crews “handed over the keys on 15 May, before the mayor”, Karsk clerk Mina Hale said.",
            Effect.FORECAST_TO_FACT,
        ),
        (
            "“No barge of ours has touched the pier,” a Norwegian skipper in Quorrin said by radio.",
            "“No barge of ours has touched the pier,” a Danish skipper in Quorrin said by radio.",
            Effect.MISATTRIBUTED,
        ),
    ],
)
def test_what_departs_is_believed_where_the_rest_is_kept(a: str, b: str, effect: Effect) -> None:
    assert compare(relay(a), relay(b)).effect == effect


@pytest.mark.parametrize(
    "telling",
    [
        "Ilvo Tarn, the harbour master of Karsk, said the lock would be mended by June if the council paid.",
        "If the council pays, harbour master Ilvo Tarn said, “we shall mend the lock by June”.",
        "Ilvo Tarn, harbour master, promised to have the lock mended by June, provided the council pays.",
    ],
)
def test_what_departs_is_not_believed_of_an_honest_paraphrase(telling: str) -> None:
    assert compare(relay(SPOKEN), relay(telling)).mutations == ()


def test_of_a_frame_of_its_own_the_rules_alone_are_believed() -> None:
    own = (
        "The pilots of Quorrin, who lost two boats in the autumn storms and have asked for a tug ever since, "
        "heard on the radio that the lock “shall be mended by June”, as harbour master Ilvo Tarn put it."
    )
    pair = pair_of(SPOKEN, own)
    rule = Finding(Effect.HEDGE_ADDED, False, (0,), (0,), "a rule")
    assert framed_anew(pair)
    assert judged(pair, [rule], list(departures(pair))) == [rule]
    assert not framed_anew(pair_of(SPOKEN, SPOKEN))


def test_nothing_found_is_nothing_changed() -> None:
    assert judged(pair_of(SPOKEN, SPOKEN), [], []) == []


WORDS = st.lists(st.sampled_from(SPOKEN.split()), max_size=14).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_what_is_believed_was_found_and_stands_in_order(a: str, b: str) -> None:
    pair = pair_of(a, b)
    firm, loose = [one for rule in RULES for one in rule(pair)], list(departures(pair))
    found = judged(pair, firm, loose)
    order = [list(Effect).index(one.effect) for one in found]
    assert order == sorted(set(order))
    assert all(one in firm or one in loose for one in found)
    assert all(set(one.a) <= set(range(len(pair.a.words))) for one in loose)
    assert all(set(one.b) <= set(range(len(pair.b.words))) for one in loose)
    assert options(pair, firm, loose)[0].effect is Effect.NONE


def test_every_weight_is_for_an_effect() -> None:
    tables = load("bending")
    assert set(tables) == {FIRM, *(effect.value for effect in Effect)}
    assert all(isinstance(weight, float) for table in tables.values() for weight in table.values())


def test_weights_are_learned_from_what_they_should_tell() -> None:
    import train_quotes

    told = [
        {"a": {"text": a}, "b": {"text": b}, "same_utterance": "yes", "effect": effect}
        for a, b, effect, _ in DEPARTURES
    ]
    told += [{**row, "b": row["a"], "effect": Effect.NONE} for row in told]
    rows = [{**row, "id": str(n)} for n, row in enumerate(told)]
    cases = list(train_quotes.cases("fitted", iter(rows)))
    weights = train_quotes.learned(cases)
    assert [train_quotes.told(case, weights) for case in cases] == [row["effect"] for row in rows]
    written = train_quotes.written(weights)
    assert written.startswith("[about]")
    assert "[misattributed]" in written
