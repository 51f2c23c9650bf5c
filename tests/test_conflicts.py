"""Conflicts: one speaker, like contents, opposite polarity."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.case import By, counted
from reportedly.case.conflicts import conflicts
from reportedly.records import Kind, Modality, Span, Statement

# What else the speakers of a pile say, so that its common words are known to be common.
OTHERS = (
    "the ferry board will meet on Friday in Port Elvane",
    "the ministry has received the report of the harbour board",
    "the strait is safe for every ship that keeps to the lane",
    "the new cable will reach the outer islands in spring",
    "the fleet has returned to the harbour of Port Elvane",
    "the ministry of the islands wants a larger budget for its ships",
)


def said(number: int, content: str, speaker: str | None = "Ines Halvorsen", **more: object) -> Statement:
    row = {
        "kind": Kind.INDIRECT,
        "act": "say",
        "modality": Modality.ASSERTED,
        "negated": False,
        "hedges": (),
        "article": f"a_{number}",
        **more,
    }
    return Statement(
        id=f"s_{number:02d}",
        source=(),
        cue=(),
        content=(Span(0, len(content), content),),
        speaker=speaker,
        speaker_rule=None,
        document=None,
        via=(),
        maker="test",
        confidence=1.0,
        **row,
    )


PILE = [said(50 + n, words) for n, words in enumerate(OTHERS)]
OPPOSED = [
    ("the strait will be closed to tankers", "the strait will not be closed to tankers"),
    ("the two navies are drafting a defence pact", "that the navies had drafted any defence pact"),
    ("“We closed the northern lane,”", "closing the northern lane"),
    ("the pilots may strike in May", "the pilots will never strike in May"),
]
NOT_OPPOSED = [
    ("the strait will be closed to tankers", "the ministry has not read the budget"),
    ("the fleet has returned to the harbour", "the fleet will not carry the new cable"),
    ("the board will meet on Friday", "nobody on the board has read the report"),
    ("the pact", "the pact"),
]


@pytest.mark.parametrize(("yes", "no"), OPPOSED)
def test_a_thing_and_its_opposite_stand_side_by_side(yes, no):
    (found,) = conflicts([*PILE, said(1, yes), said(2, no, negated=True)])
    assert (found.speaker, found.affirmed, found.denied) == ("Ines Halvorsen", ("s_01",), ("s_02",))
    assert found.shared and found.likeness >= 0.6


@pytest.mark.parametrize(("yes", "no"), NOT_OPPOSED)
def test_another_thing_is_no_opposite(yes, no):
    assert conflicts([*PILE, said(1, yes), said(2, no, negated=True)]) == []


YES, NO = OPPOSED[0]
APART = {
    "two speakers": said(2, NO, "Bo Lind", negated=True),
    "nobody who is named": said(2, NO, None, negated=True),
    "both affirmed": said(2, NO),
    "a question": said(2, NO, negated=True, act="ask"),
    "a silence": said(2, NO, negated=True, act="not-say"),
    "a demand": said(2, NO, negated=True, act="demand", modality=Modality.RECOMMENDED),
    "words within the other's": said(2, NO, negated=True, article="a_1"),
}


@pytest.mark.parametrize("other", APART.values(), ids=APART)
def test_what_does_not_oppose_it(other):
    assert conflicts([*PILE, said(1, YES), other]) == []


def test_demands_oppose_demands():
    mood = {"act": "demand", "modality": Modality.RECOMMENDED}
    assert conflicts([*PILE, said(1, YES, **mood), said(2, NO, negated=True, **mood)])


def test_copies_are_one_conflict_and_names_go_by_their_letters():
    rows = [
        said(1, YES),
        said(2, YES, "INES HALVORSEN"),
        said(3, NO, negated=True),
        said(4, NO, negated=True),
    ]
    (found,) = conflicts([*PILE, *rows])
    assert (found.affirmed, found.denied) == (("s_01", "s_02"), ("s_03", "s_04"))
    assert "tankers" in found.shared and "closed" in found.shared


def test_the_id_comes_from_the_statements_alone():
    rows = [said(1, YES), said(2, NO, negated=True)]
    (one,), (other,) = conflicts([*PILE, *rows]), conflicts([*rows[::-1], *PILE[:3]])
    assert one.id == other.id


WORDS = st.sampled_from(["strait", "closed", "tankers", "navies", "pact", "“", "\n", "氏", "not", ""])
ROWS = st.tuples(st.lists(WORDS, max_size=8).map(" ".join), st.booleans(), st.sampled_from(["A", "B", None]))


@given(st.lists(ROWS, max_size=12))
def test_any_statements_give_each_at_most_one_conflict(rows):
    made = [said(n, words, speaker, negated=no) for n, (words, no, speaker) in enumerate(rows)]
    by_id = {row.id: row for row in made}
    told = []
    for one in conflicts(made):
        assert one.affirmed and one.denied and 0.6 <= one.likeness <= 1.001
        assert not any(by_id[name].negated for name in one.affirmed)
        assert all(by_id[name].negated for name in one.denied)
        assert {by_id[name].speaker for name in (*one.affirmed, *one.denied)} == {one.speaker}
        told += [*one.affirmed, *one.denied]
    assert len(told) == len(set(told))


def test_many_statements_take_no_time():
    rows = [said(n, f"the strait will close on day {n}", negated=n % 2 == 0) for n in range(600)]
    start = process_time()
    assert conflicts(rows)
    assert process_time() - start < 5


def test_facets_count_statements_and_articles():
    hedge = (Span(0, 3, "may"),)
    rows = [
        said(1, "x", act="warn", hedges=hedge),
        said(2, "x", negated=True),
        said(2, "y"),
        said(3, "z", None),
    ]
    first, *rest = counted(rows, By.SPEAKER)
    assert (first.value, first.statements, first.articles, first.negated, first.hedged) == (
        "Ines Halvorsen", 3, 2, 1, 1,
    )  # fmt: skip
    assert [row.value for row in rest] == [None]
    assert [(row.value, row.statements) for row in counted(rows, By.ACT)] == [("say", 3), ("warn", 1)]
    assert [row.value for row in counted(rows, By.TIME)] == [None]
