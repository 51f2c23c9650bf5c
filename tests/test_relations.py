"""Pairs of states: who is named, what is said of them, deeds and plans, the ladder, talk against deeds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pairs_made import gathered
from reportedly.records import (
    Article,
    Event,
    EventMention,
    Involved,
    Kind,
    Modality,
    Root,
    Span,
    Statement,
    Status,
    event_mention_id,
    span,
)
from reportedly.records.dyad import Heard, Level, Saying, Series, Showing
from reportedly.records.relation import Address, Bearing, Dealing, Direction, Fate, Indicator, Tone, pair_of
from reportedly.relations.days import month_of
from reportedly.relations.dealings import dealings, may_be_of_two, spots, states_of
from reportedly.relations.dyads import dyad
from reportedly.relations.fates import settled
from reportedly.relations.ladder import ladder
from reportedly.relations.naming import leading, named, the_two
from reportedly.relations.signs import signs, undone
from reportedly.relations.talk import once, remarks, tone

DAY = "2031-03-14"


def article(text: str, title: str | None = None) -> Article:
    return Article("a", "s", "r", 0, (), text, title=title, date=DAY)


def piece(text: str, words: str) -> Span:
    at = text.index(words)
    return span(text, at, at + len(words))


def statement(text: str, source: str, cue: str, content: str, **fields: object) -> Statement:
    given = {"actor": None, "speaker": source, "act": "say", "negated": False} | fields
    return Statement(
        id=f"s_{content[:12]}",
        article="a",
        kind=Kind.INDIRECT,
        source=(piece(text, source),) if source else (),
        cue=(piece(text, cue),) if cue else (),
        content=(piece(text, content),),
        speaker_rule=None,
        document=None,
        via=(),
        modality=Modality.ASSERTED,
        hedges=(),
        maker="test",
        confidence=1.0,
        **given,
    )


def mention(text: str, trigger: str, root: Root) -> EventMention:
    words = (piece(text, trigger),)
    nobody: tuple[()] = ()
    return EventMention(
        event_mention_id("a", words), "a", words, root, Status.DEED, False, False, nobody, nobody, nobody,
        nobody, None, nobody, nobody, None, None, False, "a reason", "test", 1.0,
    )  # fmt: skip


def event(sources: str, targets: str = "", **fields: object) -> Event:
    sides = [tuple(Involved(code, code, code) for code in side.split()) for side in (sources, targets)]
    base = Event(
        "x", Root.COOPERATE, Status.DEED, False, sides[0], sides[1], (), DAY, DAY, DAY, "drills", "v", ("v",),
        (), (), (), ("a",), ("a",), (), (), (), 1.0,
    )  # fmt: skip
    return Event(**{name: getattr(base, name) for name in base.__struct_fields__} | fields)


def doing(name: str, day: str | None = DAY, **fields: object) -> Dealing:
    here = Span(0, 5, "drill")
    given = {
        "id": name, "pair": "IDN-IND", "event": name, "direction": Direction.MUTUAL, "root": Root.COOPERATE,
        "mode": None, "status": Status.DEED, "date": day, "day": day, "reported": day, "ahead": 0,
        "against": 0, "tellings": 1, "origins": 1, "basis": "named", "article": "a", "trigger": here,
        "sentence": here,
    } | fields  # fmt: skip
    return Dealing(month=month_of(given["date"], given["day"]), **given)


def saying(n: int = 1, month: str | None = "2031-03", **fields: object) -> Saying:
    given = {
        "month": month, "speaker": "IND", "address": Address.ABOUT, "act": "say", "tone": Tone.NEITHER,
        "utterances": n,
    }  # fmt: skip
    return Saying(**given | fields)


def heard(name: str, day: str | None = DAY, address: Address = Address.ABOUT) -> Heard:
    return Heard(name, day, "IND", address)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("India-Indonesia drills near Jakarta", ["IND", "IDN", "IDN"]),
        ("U.S. and Indian ships", ["USA", "IND"]),
        ("The Kremlin’s envoy", ["RUS"]),
        ("Georgia and the Korean peninsula", []),
        ("The Georgian coast", []),
        ("In the Republic nobody spoke", []),
        ("The Quellmoor Institute met a turkey farmer", []),
        ("", []),
    ],
)
def test_states_are_named_by_names_peoples_capitals_and_seats_and_not_by_what_may_be_two(text, codes):
    assert [one.code for one in named(text, DAY)] == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two countries signed", "two countries"),
        ("Both navies sailed", "Both navies"),
        ("both coastal states", "both coastal states"),
        ("Two ships of the countries", None),
        ("both of them", None),
    ],
)
def test_the_two(text, found):
    place = the_two(text, 0, len(text))
    assert (text[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    ("title", "body", "pair"),
    [
        ("India, Indonesia drill", "Japan looked on.", ("IDN", "IND")),
        ("Drills in the strait", "India and Indonesia drilled.", ("IDN", "IND")),
        ("Drills in the strait", "India, Japan and Indonesia drilled.", None),
        ("A quiet sea", "Nothing moved.", None),
    ],
)
def test_a_text_opens_with_a_pair(title, body, pair):
    assert leading(article(f"{title}\n{body}", title)) == pair


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("joint naval and air exercises", [Indicator.EXERCISES]),
        ("their warships sailed together", [Indicator.EXERCISES]),
        ("the defence ministers held talks", [Indicator.CONSULTATIONS]),
        ("sold twelve fighter jets", [Indicator.TECHNOLOGY]),
        ("a mutual defense pact", [Indicator.POLICY]),
        ("set up a combined naval command", [Indicator.COMMAND]),
        ("a naval base for both", [Indicator.TROOPS]),
        ("a military hotline", [Indicator.CONFIDENCE]),
        ("a joint statement on exercise books", []),
        ("the base of the mountain", []),
    ],
)
def test_signs_of_military_cooperation(text, found):
    assert [one.indicator for one in signs(text, 0, len(text))] == found


@given(st.text(max_size=300))
def test_signs_and_names_are_spans_of_the_text(text):
    for one in signs(text, 0, len(text)):
        assert text[one.words.start : one.words.end] == one.words.text
    for name in named(text, DAY):
        assert 0 <= name.start < name.end <= len(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("the drills were called off", True), ("suspended its patrols", True), ("the drills went on", False)],
)
def test_what_undoes(text, answer):
    assert undone(text, 0, len(text)) is answer


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("praised its partner", Tone.FOR),
        ("a threat", Tone.AGAINST),
        ("not a threat", Tone.FOR),
        ("praised a threat", Tone.MIXED),
        ("met at noon", Tone.NEITHER),
        ("", Tone.NEITHER),
    ],
)
def test_tone(text, wanted):
    found, words = tone(text, [Span(0, len(text), text)])
    assert found is wanted
    assert all(text[one.start : one.end] == one.text for one in words)


TALK = "India's foreign minister told Jakarta that the drills were no threat to China."


def test_a_state_speaks_to_whom_it_tells_and_about_whom_it_names():
    said = statement(TALK, "India's foreign minister", "told", "that the drills were no threat to China",
                     actor="IND")  # fmt: skip
    found = {row.pair: row for row in remarks(article(TALK), [said])}
    assert {pair: (row.speaker, row.address) for pair, row in found.items()} == {
        "IDN-IND": ("IND", Address.TO),
        "CHN-IND": ("IND", Address.ABOUT),
    }
    assert all(TALK[row.words.start : row.words.end] == row.words.text for row in found.values())


@pytest.mark.parametrize(
    ("source", "fields", "speaker"),
    [
        ("Jakarta", {"actor": "IDN"}, "IDN"),
        ("the Harbour Institute", {"actor": "IDN"}, None),
        ("a harbour master", {}, None),
        ("the Strait Front", {"actor": "group:strait-front"}, None),
        ("a columnist of the Strait Sun", {"actor": "IDN", "speaker": "Indonesia"}, None),
    ],
)
def test_institutes_parties_and_unknown_speakers_are_no_state(source, fields, speaker):
    text = f"{source} said that India and China would meet."
    said = statement(text, source, "said", "that India and China would meet", **fields)
    assert {row.speaker for row in remarks(article(text), [said])} == {speaker}


def test_the_two_are_those_that_the_text_opens_with():
    text = "India, Indonesia drill\nThe two countries are no allies, the Quellmoor Institute said."
    said = statement(text, "the Quellmoor Institute", "said", "The two countries are no allies", negated=True)
    (row,) = remarks(article(text, "India, Indonesia drill"), [said])
    assert (row.pair, row.address, row.basis, row.negated) == ("IDN-IND", Address.OUTSIDE, "the two", True)


def test_who_repeats_words_adds_nothing():
    said = statement(TALK, "India's foreign minister", "told", "that the drills were no threat to China",
                     actor="IND")  # fmt: skip
    row = next(row for row in remarks(article(TALK), [said]) if row.pair == "CHN-IND")
    rows = [replace(row, id="l_b"), row, replace(row, id="l_0", day="2031-03-01")]
    assert {x.id: x.repeats for x in once(rows)} == {"l_0": None, "l_b": "l_0", row.id: "l_0"}
    assert [x.repeats for x in once([row, replace(row, id="l_b", pair="CHN-JPN")])] == [None, None]


def test_a_statement_that_names_many_states_is_about_no_pair_of_them():
    text = "An observer said India, Indonesia, China, Japan and France would sail."
    said = statement(text, "An observer", "said", "India, Indonesia, China, Japan and France would sail")
    assert remarks(article(text), [said]) == []


@given(st.text(max_size=200), st.integers(0, 60), st.integers(1, 60))
def test_no_text_raises_and_every_span_is_its_words(text, start, length):
    whole = f"{text} India told China so."
    low, high = min(start, len(whole) - 1), min(start + length, len(whole))
    said = statement(whole, "", "", whole[low : max(high, low + 1)], actor="IND")
    for row in remarks(article(whole), [said]):
        for one in (row.words, *row.tone_words):
            assert whole[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("one", "pairs"),
    [
        (event("IND", "IDN"), {"IDN-IND": Direction.BACK}),
        (event("IDN", "IND"), {"IDN-IND": Direction.FORTH}),
        (event("IND IDN", reciprocal=True), {"IDN-IND": Direction.MUTUAL}),
        (event("IND IDN", "CHN"), {"IDN-IND": Direction.TOGETHER, "CHN-IDN": Direction.BACK,
                                   "CHN-IND": Direction.BACK}),
        (event("IND", "IND"), {}),
        (event("IND"), {}),
        (event("IND IDN"), {"IDN-IND": Direction.MUTUAL}),
        (event("IND IDN", root=Root.REJECT), {"IDN-IND": Direction.TOGETHER}),
        (event(" ".join(f"S{n:02d}" for n in range(20))), {}),
    ],
)  # fmt: skip
def test_pairs_of_an_event(one, pairs):
    assert states_of(one) == pairs


@pytest.mark.parametrize(
    ("text", "trigger", "root", "status", "indicator", "bearing"),
    [
        ("India and Indonesia held joint naval drills.", "held", Root.COOPERATE, Status.DEED,
         Indicator.EXERCISES, Bearing.DONE),
        ("India and Indonesia agreed on joint naval drills.", "agreed", Root.AGREE, Status.DEED,
         Indicator.EXERCISES, Bearing.AHEAD),
        ("India and Indonesia will hold joint drills.", "hold", Root.COOPERATE, Status.PLANNED,
         Indicator.EXERCISES, Bearing.AHEAD),
        ("India and Indonesia did not hold joint drills.", "hold", Root.COOPERATE, Status.DENIED,
         Indicator.EXERCISES, Bearing.AGAINST),
        ("India rejected joint drills.", "rejected", Root.REJECT, Status.DEED, Indicator.EXERCISES,
         Bearing.AGAINST),
        ("The joint drills that they held were suspended.", "held", Root.COOPERATE, Status.DEED,
         Indicator.EXERCISES, Bearing.AGAINST),
        ("India may have held joint drills.", "held", Root.COOPERATE, Status.ALLEGED, Indicator.EXERCISES,
         Bearing.UNSURE),
        ("The envoys met after joint drills.", "met", Root.CONSULT, Status.DEED, None, None),
        ("They held a joint drill, the first since they settled a dispute.", "settled", Root.AGREE,
         Status.DEED, None, None),
        ("The joint drills of India and Indonesia began.", "began", Root.COOPERATE, Status.DEED,
         Indicator.EXERCISES, Bearing.DONE),
        ("India bought rice.", "bought", Root.COOPERATE, Status.DEED, None, None),
    ],
)  # fmt: skip
def test_how_an_event_bears_on_the_ladder(text, trigger, root, status, indicator, bearing):
    (seen,) = spots(article(text), [mention(text, trigger, root)])
    found = dealings([event("IND", "IDN", root=root, status=status)], {"v": seen})
    assert [(row.indicator, row.bearing) for row in found] == [(indicator, bearing)]
    assert text[found[0].sentence.start : found[0].sentence.end] == found[0].sentence.text


def test_an_event_without_a_known_mention_is_left_out():
    assert dealings([event("IND", "IDN")], {}) == []


@pytest.mark.parametrize(
    ("sentence", "reciprocal", "basis"),
    [
        ("Warships of the two countries sailed together.", False, "the two"),
        ("Warships sailed together.", True, "opens with"),
        ("Warships sailed together.", False, None),
    ],
)
def test_an_event_of_nobody_named_may_be_of_the_two_that_the_text_opens_with(sentence, reciprocal, basis):
    text = f"India, Indonesia to drill\n{sentence}"
    (seen,) = spots(article(text, "India, Indonesia to drill"), [mention(text, "sailed", Root.COOPERATE)])
    found = dealings([event("", reciprocal=reciprocal)], {"v": seen})
    assert [(row.pair, row.direction, row.basis) for row in found] == (
        [("IDN-IND", Direction.MUTUAL, basis)] if basis else []
    )


def test_an_event_with_one_state_is_of_no_two():
    assert not may_be_of_two(event("IND", reciprocal=True))
    assert may_be_of_two(event("", reciprocal=True))


def showing(bearing: Bearing, day: str | None = DAY, indicator: Indicator = Indicator.EXERCISES) -> Showing:
    return Showing(f"{bearing}{day}{indicator}", indicator, bearing, day)


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        ([], Level.NONE),
        ([showing(Bearing.UNSURE)], Level.NONE),
        ([showing(Bearing.AGAINST)], Level.NONE),
        ([showing(Bearing.AHEAD)], Level.ANNOUNCED),
        ([showing(Bearing.DONE)], Level.ONCE),
        ([showing(Bearing.DONE), showing(Bearing.AHEAD)], Level.ONCE),
        ([showing(Bearing.DONE), showing(Bearing.DONE)], Level.ONCE),
        ([showing(Bearing.DONE), showing(Bearing.DONE, None)], Level.ONCE),
        ([showing(Bearing.DONE), showing(Bearing.DONE, "2033-03-14")], Level.RECURRENT),
        ([showing(Bearing.DONE), showing(Bearing.DONE, "2033-04-14")], Level.ONCE),
    ],
)
def test_levels_of_a_rung(seen, level):
    found = {rung.indicator: rung.level for rung in ladder(seen).rungs}
    assert found.pop(Indicator.EXERCISES) is level
    assert set(found.values()) == {Level.NONE}


def test_the_stage_is_a_reading_of_what_recurs_with_what_lies_above_and_against():
    made = ladder(
        [
            showing(Bearing.DONE),
            showing(Bearing.DONE, "2031-09-01"),
            showing(Bearing.DONE, DAY, Indicator.CONSULTATIONS),
            showing(Bearing.AHEAD, DAY, Indicator.TROOPS),
            showing(Bearing.AGAINST, DAY, Indicator.POLICY),
        ]
    )
    assert made.stage == "moderate"
    for words in ("can be read as the moderate stage: regular joint exercises (recurrent)",
                  "Above it: joint placement of troops, or exchange of bases (announced)",
                  "Something speaks against: common defence policy"):  # fmt: skip
        assert words in made.reading


def test_without_a_deed_there_is_no_stage():
    made = ladder([showing(Bearing.AHEAD), showing(Bearing.AGAINST, DAY, Indicator.POLICY)])
    assert made.stage is None
    assert "shows no military cooperation done" in made.reading


PLANNED = Status.PLANNED


@pytest.mark.parametrize(
    ("rows", "today", "fate"),
    [
        ([doing("p", ahead=1)], DAY, Fate.CARRIED_OUT),
        ([doing("p", status=Status.DENIED, ahead=1)], DAY, Fate.CALLED_OFF),
        ([doing("p", status=PLANNED, against=1)], DAY, Fate.CALLED_OFF),
        ([doing("p", status=PLANNED, date=None)], "2040-01-01", Fate.OPEN),
        ([doing("p", status=PLANNED)], "2031-04-01", Fate.OPEN),
        ([doing("p", status=PLANNED)], "2031-06-01", Fate.OVERDUE),
        ([doing("p", status=PLANNED, date="2031")], "2031-12-30", Fate.OPEN),
        ([doing("p", status=PLANNED, date="2031-03/2031-05")], "2031-06-20", Fate.OPEN),
        ([doing("p", status=PLANNED, date="2031-03-14/")], None, Fate.OPEN),
        ([doing("p", status=PLANNED), doing("d", "2031-03-20")], "2031-06-01", Fate.LIKELY),
        ([doing("p", status=PLANNED), doing("d", "2031-03-20", pair="IND-JPN")], "2031-06-01", Fate.OVERDUE),
        ([doing("p", status=PLANNED), doing("d", "2031-05-20")], "2031-06-01", Fate.OVERDUE),
        ([doing("p", status=PLANNED), doing("d", "2031-03-20", root=Root.AID)], "2031-06-01", Fate.OVERDUE),
        ([doing("p", status=PLANNED), doing("d", "2031-03-20", reported="2031-03-01")], "2031-06-01",
         Fate.OVERDUE),
        ([doing("p")], DAY, None),
        ([doing("p", status=Status.DENIED)], DAY, None),
    ],
)  # fmt: skip
def test_fates_of_plans(rows, today, fate):
    last = doing("last", None, reported=today, root=Root.ACCUSE)
    found = {one.id: one for one in settled([*rows, last])}
    assert found["p"].fate is fate
    assert (found["p"].outcome == "d") is (fate is Fate.LIKELY)


def test_settling_changes_nothing_but_fates():
    rows = [doing("p", status=PLANNED), doing("d", "2031-03-20"), doing("x", None)]
    assert [replace(one, fate=None, outcome=None) for one in settled(rows)] == rows


def pair(doings: list[Dealing], sayings: list[Saying], shown: list[Heard] | None = None):
    return dyad(("IND", "IDN"), (None, None), gathered(settled(doings), sayings, shown or []))


def test_talk_against_deeds_is_said_only_where_there_are_ten_of_each():
    for deeds, talk, ratio in ((10, 20, 2.0), (9, 20, None), (20, 9, None)):
        made = pair([doing(f"d{n}") for n in range(deeds)], [saying(talk)])
        assert [(row.quarter, row.deeds, row.talk, row.ratio) for row in made.quarters] == [
            ("2031-Q1", deeds, talk, ratio)
        ]


def test_only_what_happened_is_a_deed_and_only_the_two_themselves_talk():
    made = pair(
        [doing("d"), doing("p", status=Status.PLANNED), doing("n", status=Status.DENIED), doing("u", None)],
        [saying(2), saying(3, None), saying(4, speaker="JPN", address=Address.OUTSIDE)],
        [heard("s"), heard("o", address=Address.OUTSIDE)],
    )
    assert [(row.root, row.direction, row.events) for row in made.deeds] == [(Root.COOPERATE, "mutual", 2)]
    assert made.told == ((Status.PLANNED, 1), (Status.DENIED, 1))
    assert made.undated == 1
    assert [(row.speaker, row.utterances) for row in made.talk] == [("IND", 5), (None, 4)]
    assert [(row.deeds, row.talk) for row in made.quarters] == [(1, 2)]
    assert {mark.series: (mark.count, mark.shown) for mark in made.marks} == {
        Series.MATERIAL_COOPERATION: (1, ("d",)),
        Series.PLANS: (1, ("p",)),
        Series.SECOND: (2, ("s",)),
    }


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (None, DAY),
        (DAY, DAY),
        ("2031-03", DAY),
        ("2031", None),
        ("2031/", None),
        ("/2031", None),
        ("2031-03/2031-05", DAY),
        ("2031-03/2031-07", None),
        ("2031-03-01/2032", None),
        ("2031-03-14/", DAY),
    ],
)
def test_a_deed_stands_in_a_quarter_only_if_its_date_is_known_so_far(told, day):
    assert doing("d", date=told).month == (day and day[:7])
    assert [mark.count for mark in pair([doing("d", date=told)], []).marks] == ([1] if day else [])


@given(
    st.lists(
        st.tuples(st.integers(0, 800), st.sampled_from(list(Status)), st.sampled_from(list(Root))),
        max_size=40,
    )
)
def test_counts_add_up_and_do_not_hang_on_the_order(rows):
    start = date(2031, 1, 1)
    made = [
        doing(f"d{n}", (start + timedelta(days=days)).isoformat(), status=status, root=root)
        for n, (days, status, root) in enumerate(rows)
    ]
    one, other = pair(made, []), pair(made[::-1], [])
    assert one == other
    happened = sum(row.events for row in one.deeds)
    assert happened + sum(n for _, n in one.told) == len(rows)
    assert sum(row.deeds for row in one.quarters) == happened


def test_a_pair_has_one_name():
    assert pair_of("RUS", "CHN") == pair_of("CHN", "RUS") == "CHN-RUS"
