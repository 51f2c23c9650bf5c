"""Bars over time: periods, lanes, anchors; and a pair in the dossier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from pairs_made import gathered
from reportedly.dossier import Dossier, render
from reportedly.dossier.pairs import listed, pair
from reportedly.dossier.plots import DID, MOST, SAID, plot
from reportedly.records import Article, Root, Span, Status
from reportedly.records.dyad import Gathered, Heard, Mark, PairRows, Relation, Saying, Series, Teller
from reportedly.records.relation import Address, Bearing, Dealing, Direction, Fate, Indicator, Remark, Tone
from reportedly.records.ties import Agreement, Ties
from reportedly.relations import dyad

TEXT = "Warships of India and Indonesia held joint drills off Sabang. Jakarta praised India as a partner."


def words(text: str) -> Span:
    at = TEXT.index(text)
    return Span(at, at + len(text), text)


def dealing(name: str, day: str | None = "2031-03-14", **fields: object) -> Dealing:
    given_fields = {
        "id": name, "pair": "IDN-IND", "event": "x", "direction": Direction.MUTUAL, "root": Root.COOPERATE,
        "mode": None, "status": Status.DEED, "date": day, "day": day, "reported": day,
        "month": day and day[:7], "ahead": 0, "against": 0, "tellings": 2, "origins": 1,
        "basis": "named", "article": "a_1",
        "trigger": words("held"),
        "sentence": words("Warships of India and Indonesia held joint drills off Sabang."),
        "indicator": Indicator.EXERCISES, "bearing": Bearing.DONE, "sign": words("joint drills"),
    }  # fmt: skip
    return Dealing(**given_fields | fields)


REMARK = Remark(
    "l_1", "IDN-IND", "s_1", "a_1", "IDN", Address.ABOUT, "praise", Tone.FOR, False, "2031-04-02", "u",
    "the two", words("Jakarta praised India as a partner"), (words("praised"),),
)  # fmt: skip


def relation(*dealings: Dealing) -> Relation:
    saying = Saying("2031-04", "IDN", Address.ABOUT, "praise", Tone.FOR, 1)
    heard = Heard(*(getattr(REMARK, name) for name in Heard.__struct_fields__))
    made = dyad(("IND", "IDN"), ("2031", None), gathered(dealings, [saying], [heard]))
    tellers = (Teller("a_1", "Drills off Sabang", "Kestry Press", "2031-03-15"),)
    return Relation(made, Ties(), dealings, (REMARK,), tellers)


@pytest.mark.parametrize(
    ("months", "unit", "periods"),
    [
        (["2031-01"], "month", ["2031-01"]),
        (["2031-01", "2033-12"], "month", ["2031-01", "2033-12"]),
        (["2031-01", "2034-01"], "quarter", ["2031-Q1", "2034-Q1"]),
        (["2031-01", "2031-03", "2034-12"], "quarter", ["2031-Q1", "2034-Q4"]),
        (["2001-01", "2031-05"], "year", ["2001", "2031"]),
    ],
)
def test_the_unit_of_time_leaves_room_for_each_bar(months, unit, periods):
    drawn = plot([Mark(month, Series.PLANS, 1, ("g",)) for month in months], "A", "B", "x")
    assert drawn.unit == unit
    assert [bar.period for bar in drawn.bars] == periods


def test_nothing_makes_no_drawing():
    assert plot([], "A", "B", "x") is None


MARKS = st.builds(
    Mark,
    st.builds("{:04d}-{:02d}".format, st.integers(1990, 2035), st.integers(1, 12)),
    st.sampled_from(Series),
    st.integers(1, 5000),
    st.just(("g_1", "g_2")),
)


@given(st.lists(MARKS, min_size=1, max_size=60, unique_by=lambda mark: (mark.month, mark.series)))
def test_every_count_is_drawn_once_inside_the_drawing(marks):
    drawn = plot(marks, "A", "B", "x")
    assert sum(bar.count for bar in drawn.bars) == sum(mark.count for mark in marks)
    assert len({bar.anchor for bar in drawn.bars}) == len(drawn.bars)
    assert len({bar.period for bar in drawn.bars}) <= max(MOST, 50)
    for bar in drawn.bars:
        assert bar.x >= 0 and bar.x + bar.width <= drawn.width + 0.1
        assert 0 < bar.y < bar.y + bar.height <= drawn.height
    for group in (DID, SAID):
        heights = {bar.count: bar.height for bar in drawn.bars if bar.series in group}
        assert sorted(heights.values()) == [heights[count] for count in sorted(heights)]


def test_the_view_of_a_pair_shows_words_with_marks():
    view = pair(relation(dealing("g_1"), dealing("g_2", "2032-01-02")))
    assert (view.first, view.second, view.deeds, view.utterances) == ("Indonesia", "India", 2, 1)
    assert view.span == "from 2031"
    item = view.drawers[0].items[0]
    assert (
        "".join(segment.text for segment in item.text)
        == "Warships of India and Indonesia held joint drills off Sabang."
    )
    assert {role for segment in item.text for role in segment.roles} == {"trigger", "sign"}
    assert item.note == "each other; 2 articles in own words, 1 origin"
    (moderate,) = [steps for name, steps in view.stages if name == "moderate"]
    assert [(step.rung.level.value, len(step.proof)) for step in moderate] == [("recurrent", 2), ("none", 0)]


@pytest.mark.parametrize(
    ("basis", "note"), [("the two", "by “the two”"), ("opens with", "a guess: the text opens with them")]
)
def test_a_pair_that_is_not_named_is_said_to_be_so(basis, note):
    view = pair(relation(dealing("g_1", basis=basis)))
    assert note in view.drawers[0].items[0].note


def test_the_dossier_has_a_chapter_that_leads_to_its_articles():
    article = Article("a_1", "s_1", "r_1", 0, (), TEXT, title="Drills off Sabang", date="2031-03-15")
    page = render(Dossier(title="Strait", articles=[article], relations=[relation(dealing("g_1"))]))
    assert 'id="relations"' in page and 'href="#relations"' in page and 'href="#IDN-IND"' in page
    assert 'id="IDN-IND-2031-03-material-cooperation"' in page
    chapter = page[page.index('id="relations"') :]
    assert 'href="#a_1"' in chapter[: chapter.index('id="h-articles"')]


def test_a_dossier_without_pairs_has_no_chapter():
    assert "Between states" not in render(Dossier(title="Strait"))


def test_at_a_glance_each_way_is_counted_by_itself_and_nothing_sums_it_up():
    rows = [
        dealing("g_1"),
        dealing("g_2", direction=Direction.FORTH, root=Root.ACCUSE),
        dealing("g_3", direction=Direction.BACK, root=Root.AID),
        dealing("g_4", direction=Direction.BACK, root=Root.CONSULT),
        dealing("g_5", status=Status.PLANNED, fate=Fate.OVERDUE),
        dealing("g_6", status=Status.PLANNED, fate=Fate.OVERDUE),
    ]
    view = pair(relation(*rows))
    counted = {row.label: [count and count.number for count in row.counts] for row in view.glance}
    assert counted == {
        "Cooperates": [0, 2, 1, 0],
        "Acts against": [1, 0, 0, 0],
        "Speaks to or of the other": [1, 0, None, None],
        "… for it": [1, 0, None, None],
        "… against it": [0, 0, None, None],
    }
    asked = view.glance[0].counts[1].asked
    assert (asked.column, asked.series, asked.way) == ("deed", "cooperation", "back")
    assert [(one.fate, one.plans.number, one.plans.asked.fate) for one in view.fates] == [
        (Fate.OVERDUE, 2, "overdue")
    ]


def test_a_plan_says_what_became_of_it_wherever_it_stands():
    found = PairRows((dealing("g_1", status=Status.PLANNED, fate=Fate.OVERDUE), dealing("g_2")), (), (), 2, 0)
    assert [item.what for item in listed(found, "IDN", "IND")] == [
        "cooperate, planned, overdue",
        "cooperate, deed",
    ]


def test_nothing_between_the_two_has_no_glance():
    assert pair(Relation(dyad(("IND", "IDN"), (None, None), Gathered()), Ties(), (), (), ())).glance == ()


def test_a_lane_without_a_bar_is_named_and_not_drawn():
    drawn = plot(
        [Mark("2031-01", Series.PLANS, 1, ("g",)), Mark("2031-01", Series.SECOND, 2, ("l",))], "A", "B", "x"
    )
    assert [lane.label for lane in drawn.lanes] == ["plans", "B speaks"]
    assert set(drawn.empty) == {series.value for series in DID} - {"plans"} | {"A speaks"}
    assert (
        len(drawn.heads) == 2
        and drawn.height
        < plot([Mark("2031-01", series, 1, ("g",)) for series in Series], "A", "B", "x").height
    )


@pytest.mark.parametrize(("calls", "year"), [((86, 9), 2030), ((9, 86), 2031), ((3, 4), None)])
def test_of_votes_a_year_of_few_roll_calls_says_nothing_at_a_glance(calls, year):
    votes = tuple(Agreement(2030 + n, count, 0.5, None, 0.0, None) for n, count in enumerate(calls))
    found = pair(structs.replace(relation(dealing("g_1")), ties=Ties(votes)))
    assert (found.latest and found.latest.year) == year
