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
from reportedly.lineage.mutations.findings import Pair
from reportedly.lineage.mutations.judging import FIRM, judged, options
from reportedly.records import Article, Effect, Utterance

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


FRAME = (
    "The pilots of Quorrin, who lost two boats in the autumn storms and have asked for a tug ever since, "
    "heard on the radio that the lock “{}”, as harbour master Ilvo Tarn put it."
)


def test_within_a_frame_of_its_own_what_stands_in_the_marks_is_compared() -> None:
    witness = (
        "“We shall mend less of the lock next year than this year,” Karsk harbour master Ilvo Tarn said."
    )
    pair = pair_of(witness, FRAME.format("shall mend more of the lock next year than this year"))
    assert "small word turned: opposed" in {one.rule for one in departures(pair)}


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("The lock, said Ilvo Tarn after a vote, would be mended by June.", "ilvo tarn"),
        (
            "Every lock on the canal, harbour master Ilvo Tarn said, would be mended.",
            "harbour master ilvo tarn",
        ),
        ("One of the aides of the mayor said the lock would be mended by June.", "aides"),
    ],
)
def test_who_speaks_is_found_in_an_inserted_clause(told: str, who: str) -> None:
    pair = pair_of(SPOKEN, told)
    words = " ".join(pair.b.words[n].form for n in pair.b_speaker.words)
    assert who in words


@pytest.mark.parametrize(
    "told",
    [
        "The lock, said Ilvo Tarn after a vote in the lobby, “shall be mended by June, if the council pays”.",
        "In the words of Ilvo Tarn, few doubt it: the lock “shall be mended by June, if the council pays”.",
        "The pilots quoted a promise by the harbour master that the lock would be mended “by June”.",
    ],
)
def test_a_scene_of_the_paper_makes_no_other_utterance(told: str) -> None:
    assert compare(relay(SPOKEN), relay(told)).utterance is not Utterance.OTHER


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
