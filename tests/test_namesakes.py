"""One body under two spellings is one, and two bodies are two. All names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.case.facets import By, counted
from reportedly.lineage.namesakes import key, spellings
from reportedly.records import Kind, Modality, SpeakerKind, Statement

WORDS = st.sampled_from(
    [
        "Ostrevik",
        "Institute",
        "of",
        "for",
        "the",
        "on",
        "and",
        "Defence",
        "Defense",
        "Shoal",
        "Studies",
        "NIDS",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def said(speaker: str, actor: str | None = None, kind: SpeakerKind = SpeakerKind.BODY) -> Statement:
    return Statement(
        "s", "a", Kind.INDIRECT, (), (), (), speaker, "named", None, (), "say", Modality.ASSERTED, False, (),
        "test", 1.0, speaker_kind=kind, actor=actor,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ostrevik Institute for Defence Studies", "Ostrevik Institute of Defense Studies"),
        ("The Centre for Shoal Research", "Center of Shoal Research"),
        ("Council on the Eastern Narrows", "Council of Eastern Narrows"),
    ],
)
def test_a_small_word_and_a_spelling_make_no_other_body(one: str, other: str) -> None:
    assert spellings([said(one), said(one), said(other)]) == {other: one}
    assert spellings([said(other), said(other), said(one)]) == {one: other}


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("the Rensa Institute think tank", "Rensa Institute"),
        ("The Ostrevik Institute of Shoal Studies think tank", "Ostrevik Institute for Shoal Studies"),
    ],
)
def test_a_name_with_its_sort_is_the_body_that_is_known(told: str, meant: str) -> None:
    assert spellings([said(told), said(told), said(meant)]) == {told: meant}
    assert spellings([said(told), said(told)]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Rensa Institute board", "Rensa Institute"),
        ("the Rensa Institute for peace think tank", "Rensa Institute"),
        ("the Rensa Institute research group", "Rensa Institute"),
        ("the Marn think tank", "Marn"),
        ("the Marn Guild think tank", "Marn Guild"),
        ("the Rensa Institute think tank", "Ostrevik Institute"),
        ("Ostrevik Institute for Defence Studies", "Ostrevik Institute for Shoal Studies"),
        ("Ostrevik Institute for Defence Studies", "Sundholm Institute for Defence Studies"),
        ("Institute of Defence and Shoal Studies", "Institute of Defence Shoal Studies"),
        ("Union for Free Passage", "Union against Free Passage"),
        ("Institute of Shoal Defence", "Institute of Defence Shoal"),
        ("Bank of Marn", "Marn Bank"),
        ("Bank of Marn", "Bank Marn"),
        ("NIDS", "Northern Institute for Defence Studies"),
    ],
)
def test_another_word_or_another_order_is_another_body(one: str, other: str) -> None:
    assert spellings([said(one), said(other)]) == {}


def test_a_short_form_joins_the_one_that_the_registry_knows_it_for() -> None:
    whole, other = "Northern Institute for Defence Studies", "Nether Institute for Dike Surveys"
    rows = [said("NIDS", "group:n"), said(whole, "group:n"), said(other, "group:o")]
    assert spellings(rows) == {"NIDS": whole}
    assert spellings([said("NIDS", "group:n"), said(other, "group:o")]) == {}


def test_people_of_like_names_are_never_joined() -> None:
    names = ("Orla of the Eastern Narrows", "Orla for Eastern Narrows")
    assert spellings([said(name, kind=SpeakerKind.PERSON) for name in names]) == {}


@given(st.lists(NAMES, max_size=8))
def test_names_that_are_joined_differ_in_small_words_and_spelling_alone(names: list[str]) -> None:
    found = spellings([said(name) for name in names])
    assert not found.keys() & set(found.values())
    for name, meant in found.items():
        assert key(name) == key(meant) and len(key(name)) >= 3
    assert spellings([said(name) for name in reversed(names)]) == found


def test_counts_are_of_the_body_and_tell_its_other_spelling() -> None:
    one, other = "Ostrevik Institute for Defence Studies", "Ostrevik Institute of Defense Studies"
    (row,) = counted([said(one), said(other), said(one)], By.SPEAKER)
    assert (row.value, row.statements, row.also) == (one, 3, (other,))
