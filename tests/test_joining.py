"""Mentions of one happening become one event: copies never count, denials stay beside it, plans before it."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import (
    Article,
    BlockClass,
    Derivation,
    Event,
    EventMention,
    Kept,
    Origin,
    Party,
    Root,
    SourceKind,
    Span,
    Status,
    event_mention_id,
    passage,
    span,
    story,
)
from reportedly.relations import join, sightings, travel
from reportedly.relations.days import common, days, first_day

DEED, PLANNED, DENIED, ALLEGED = Status.DEED, Status.PLANNED, Status.DENIED, Status.ALLEGED
PEOPLE = {"Chile": "CHL", "Peru": "PER", "Bolivia": "BOL", "Chilean": "CHL", "Peruvian": "PER"}
DRILL = "Warships of Chile and Peru held a joint exercise off Arica on Tuesday, the navy said."
AGAIN = "The Chilean and Peruvian fleets exercised jointly off Arica, with six frigates, two days ago."
LATER = "Chile and Peru held a joint exercise off Arica in the autumn."


def article(name: str, text: str, date: str | None = "2033-05-05") -> Article:
    kept = (Kept(0, len(text), 0, BlockClass.BODY),)
    return Article(f"a_{name}", "5" * 64, f"r_{name}", 0, kept, text, date=date)


def mention(
    page: Article,
    trigger: str,
    root: Root = Root.COOPERATE,
    status: Status = DEED,
    *,
    date: str | None = None,
    targets: Sequence[str] = (),
    negated: bool = False,
    headline: bool = False,
    statement: str | None = None,
    confidence: float = 0.9,
) -> EventMention:
    """A mention whose sources are all states of `PEOPLE` in the text that are no targets."""

    def party(word: str) -> Party:
        at = page.text.index(word)
        return Party(span(page.text, at, at + len(word)), PEOPLE[word], word, PEOPLE[word], "named")

    at = page.text.index(trigger)
    words = (span(page.text, at, at + len(trigger)),)
    sources = tuple(party(word) for word in PEOPLE if word in page.text.split() and word not in targets)
    aims = tuple(party(word) for word in targets)
    return EventMention(
        event_mention_id(page.id, words), page.id, words, root, status, negated, False, sources, aims,
        (), (), date, (), (), statement, None, headline, "a test", "a test", confidence,
    )  # fmt: skip


def joined(
    *told: tuple[Article, EventMention], passages=(), derivations=(), origins=(), apart=()
) -> list[Event]:
    """The events of these mentions, whose articles are one story but for those `apart`."""
    pages = {page.id: page for page, _ in told}
    stories = [story("x", tuple(name for name in pages if name not in apart), None, None)]
    stories += [story("y", (name,), None, None) for name in apart]
    seen = [one for page in pages.values() for one in sightings(page, [m for p, m in told if p is page])]
    return join(seen, travel(stories, passages, derivations, origins))


ONE, TWO, THREE = article("1", DRILL), article("2", AGAIN), article("3", LATER, "2033-11-20")
WORDINGS = ("held a joint exercise", "exercised jointly")
FIRST = ONE, mention(ONE, "held a joint exercise", date="2033-05-03")
SECOND = TWO, mention(TWO, "exercised jointly", date="2033-05-03")


def test_two_tellings_of_one_deed_are_one_event() -> None:
    (event,) = joined(FIRST, SECOND)
    assert (event.root, event.status, event.date, event.day) == (
        Root.COOPERATE,
        DEED,
        "2033-05-03",
        "2033-05-03",
    )
    assert [(who.country, who.name) for who in event.sources] == [("CHL", "Chile"), ("PER", "Peru")]
    assert event.articles == event.apart == event.unclear == ("a_1", "a_2")
    assert event.mentions == (FIRST[1].id, SECOND[1].id) and not event.copies


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("another day", {"date": "2033-05-01"}),
        ("not said to come", {"status": Status.FORECAST}),
    ],
)
def test_what_is_told_otherwise_is_another_event(what: str, changes: dict[str, object]) -> None:
    other = mention(TWO, "exercised jointly", **{"date": "2033-05-03", **changes})
    assert len(joined(FIRST, (TWO, other))) == 2, what


def test_another_root_is_another_event_but_in_the_same_words() -> None:
    quarrel = article("2", "Chile and Peru accused each other of overfishing in the southern waters.")
    assert len(joined(FIRST, (quarrel, mention(quarrel, "accused", Root.ACCUSE, date="2033-05-03")))) == 2
    # What a model calls COOPERATE here and MOBILIZE there is one thing where the sentence is nearly the same.
    alike = article("2", DRILL.replace("the navy said", "off the port"))
    told = mention(alike, "held a joint exercise", Root.ACCUSE, date="2033-05-03")
    assert len(joined(FIRST, (alike, told))) == 1


def test_a_headline_goes_with_its_text() -> None:
    page = article("2", "Fleets of Chile and Peru drill\nChile and Peru held a joint exercise off Arica.")
    title = mention(page, "drill", headline=True)
    assert len(joined(FIRST, (page, title), (page, mention(page, "held a joint exercise")))) == 1


def test_newsrooms_on_two_sides_of_midnight_tell_of_one_deed() -> None:
    assert len(joined(FIRST, (TWO, mention(TWO, "exercised jointly", date="2033-05-04")))) == 1


def test_the_same_deed_half_a_year_later_is_another_one() -> None:
    assert len(joined(FIRST, (THREE, mention(THREE, "held a joint exercise", date="2033-11")))) == 2


def test_who_does_it_to_whom_is_not_turned_around() -> None:
    pages = [article("1", "Peru accused Chile of spying."), article("2", "Chile accused Peru of spying.")]
    told = [
        (page, mention(page, "accused", Root.ACCUSE, targets=[t]))
        for page, t in zip(pages, ("Chile", "Peru"), strict=True)
    ]
    assert len(joined(*told)) == 2


def test_other_parties_are_another_event() -> None:
    other = article("2", DRILL.replace("Peru", "Bolivia"))
    assert len(joined(FIRST, (other, mention(other, "held a joint exercise", date="2033-05-03")))) == 2


def test_a_copy_joins_and_counts_for_nothing() -> None:
    copy = article("9", f"From the port. {DRILL}")
    shared = passage("a_1", span(DRILL, 0, len(DRILL)), "a_9", span(copy.text, 15, len(copy.text)), 1.0)
    # What the model made of the copy differs, and it is the same words all the same.
    told = copy, mention(copy, "held a joint exercise", Root.MOBILIZE)
    edge = Derivation("d_1", "a_9", "a_1", 0.9, True, False, False, (), (), (shared.id,))
    (event,) = joined(FIRST, told, SECOND, passages=[shared], derivations=[edge])
    assert event.copies == (told[1].id,) and event.apart == ("a_1", "a_2")
    assert event.articles == ("a_1", "a_2", "a_9")
    assert event.root is Root.COOPERATE


def test_a_superseded_version_is_no_telling() -> None:
    shared = passage("a_1", span(DRILL, 0, len(DRILL)), "a_9", span(DRILL, 0, len(DRILL)), 1.0)
    again = article("9", DRILL, "2033-05-01")
    edge = Derivation("d_1", "a_9", "a_1", 0.9, True, False, True, (), (), (shared.id,))
    told = again, mention(again, "held a joint exercise", date="2033-05-03")
    (event,) = joined(FIRST, told, passages=[shared], derivations=[edge])
    assert event.articles == ("a_9",) and event.witness == told[1].id and len(event.mentions) == 2


def test_a_deed_beats_a_plan_and_keeps_it_in_sight() -> None:
    early = article("1", DRILL.replace("held", "will hold").replace("on Tuesday", "on 3 May"), "2033-04-20")
    plan = mention(early, "hold a joint exercise", status=PLANNED, date="2033-05-03")
    (event,) = joined((early, plan), SECOND)
    assert (event.status, event.ahead, event.witness) == (DEED, (plan.id,), SECOND[1].id)
    assert event.reported == "2033-04-20" and event.day == "2033-05-03"


def test_a_plan_without_a_day_is_not_the_next_deed() -> None:
    early = article("1", DRILL.replace("held", "will hold"), "2033-04-20")
    plan = mention(early, "hold a joint exercise", status=PLANNED)
    late = mention(TWO, "exercised jointly")
    assert len(joined((early, plan), (TWO, late))) == 2


@pytest.mark.parametrize(
    ("statuses", "wanted"),
    [
        ([DEED, DENIED], DEED),
        ([DENIED, DENIED], DENIED),
        ([ALLEGED, DENIED], ALLEGED),
        ([PLANNED, DENIED], PLANNED),
        ([Status.BACKGROUND, DEED], DEED),
    ],
)
def test_denials_stay_beside_the_event(statuses: list[Status], wanted: Status) -> None:
    told = [
        (page, mention(page, words, status=status, date="2033-05-03", negated=status is DENIED))
        for page, words, status in zip((ONE, TWO), WORDINGS, statuses, strict=True)
    ]
    (event,) = joined(*told)
    assert event.status is wanted
    assert event.against == tuple(m.id for _, m in told if m.status is DENIED)


def test_a_headline_is_not_believed_over_its_text() -> None:
    text = "Chile and Peru hold exercise\nChile and Peru will hold an exercise off Arica on 9 May."
    page = article("1", text)
    title = mention(page, "hold exercise", headline=True)
    body = mention(page, "hold an exercise", status=PLANNED, date="2033-05-09")
    events = joined((page, title), (page, body))
    assert [event.status for event in events if body.id in event.mentions] == [PLANNED]


def test_what_was_hardly_read_and_attitudes_make_no_event() -> None:
    doubtful = mention(ONE, "held a joint exercise", confidence=0.1)
    wish = mention(TWO, "exercised jointly", status=Status.ATTITUDE)
    assert joined((ONE, doubtful), (TWO, wish)) == []


def test_two_stories_need_more_than_one() -> None:
    assert len(joined(FIRST, SECOND, apart=("a_2",))) == 1  # two parties, one root, one day, one word
    alone = mention(TWO, "exercised jointly")
    assert len(joined(FIRST, (TWO, alone), apart=("a_2",))) == 2


@pytest.mark.parametrize(("status", "number"), [(Status.ONGOING, 1), (Status.BACKGROUND, 1), (DEED, 2)])
def test_a_war_that_two_stories_recall_is_one(status: Status, number: int) -> None:
    pages = [
        article("1", "Bolivia has been helped since the invasion of its coast by Peru in the spring."),
        article("2", "Grain is dear in Bolivia after the invasion by Peru and will remain so.", None),
    ]
    told = [(page, mention(page, "invasion", Root.ASSAULT, status, targets=["Bolivia"])) for page in pages]
    assert len(joined(*told, apart=("a_2",))) == number


def test_modes_and_contexts_are_those_that_enough_mentions_tell() -> None:
    rows = [
        msgspec.structs.replace(FIRST[1], mode="visit", contexts=("military", "diplomatic")),
        msgspec.structs.replace(SECOND[1], contexts=("military",)),
    ]
    (event,) = joined((ONE, rows[0]), (TWO, rows[1]))
    assert (event.mode, event.contexts) == ("visit", ("military", "diplomatic"))


def test_origins_are_those_whose_statements_tell_of_it() -> None:
    told = [(page, mention(page, words, date="2033-05-03", statement=f"s_{n}")) for n, (page, words) in
            enumerate([(ONE, "held a joint exercise"), (TWO, "exercised jointly")])]  # fmt: skip
    one = Origin("o_1", "t_1", SourceKind.BODY, "Navy", None, ("a_1",), (), ("s_0",), False)
    (event,) = joined(*told, origins=[one])
    assert (event.origins, event.unclear) == (("o_1",), ("a_2",))


@pytest.mark.parametrize(
    ("value", "first", "size"),
    [("2033-05-03", "2033-05-03", 1), ("2033-02", "2033-02-01", 28), ("2033", "2033-01-01", 365),
     ("2033-05-01/2033-05-03", "2033-05-01", 3), ("2033-05/2033-06", "2033-05-01", 61)],
)  # fmt: skip
def test_days_of_a_date(value: str, first: str, size: int) -> None:
    run = days(value)
    assert run and run[1] - run[0] + 1 == size and first_day(value) == first


@pytest.mark.parametrize(
    "value", [None, "", "soon", "2033-13", "2033-02-30", "2033-05-03/2033-05-01", "1-2-3-4", "/x"]
)
def test_what_is_no_date_has_no_days(value: str | None) -> None:
    assert days(value) is None and first_day(value) is None


def test_a_date_open_to_one_side() -> None:
    assert first_day("/2033") is None and first_day("2033/") == "2033-01-01"
    since, day = days("2033/"), days("2040-01-01")
    assert since and day and common(since, day) == day


WORDS = st.lists(st.sampled_from([*PEOPLE, "held", "talks", "accused", "left", "\n", "ὕ", "."]), max_size=12)
DATES = st.sampled_from([None, "2033-05-03", "2033-05", "2033/", "2033-05-09", "junk"])


@st.composite
def piles(draw: st.DrawFn) -> list[tuple[Article, list[EventMention]]]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        page = article(str(number), " ".join(["Chile held talks", *draw(WORDS)]), draw(DATES))
        triggers = sorted({word for word in ("held", "talks", "accused") if word in page.text})
        found.append(
            (page, [mention(page, word, draw(st.sampled_from(Root)), draw(st.sampled_from(Status)),
                            date=draw(DATES), negated=draw(st.booleans())) for word in triggers])
        )  # fmt: skip
    return found


@given(piles(), st.randoms())
def test_every_sighting_is_in_one_event_whatever_the_order(pile, chance) -> None:
    seen = [one for page, told in pile for one in sightings(page, told)]
    pages = tuple(page.id for page, _ in pile)
    whole = [passage(a, Span(0, 16, "Chile held talks"), b, Span(0, 16, "Chile held talks"), 1.0)
             for a in pages for b in pages if a < b]  # fmt: skip
    way = travel([story("x", pages, None, None)] if pages else [], whole, (), ())
    events = join(seen, way)
    assert sorted(name for event in events for name in event.mentions) == sorted(one.id for one in seen)
    mixed = list(seen)
    chance.shuffle(mixed)
    assert join(mixed, way) == events
    for event in events:
        named = set(event.mentions)
        assert {event.witness, *event.against, *event.ahead, *event.copies} <= named
        assert set(event.apart) <= set(event.articles) and event.apart
        assert set(event.unclear) <= set(event.apart) and event.copies != event.mentions
