"""One happening in the words of several newsrooms: "met", "the talks", "sat down" are one."""

import pytest

from reportedly.records import Article, EventMention, Party, Root, Status, span
from reportedly.relations import sightings
from reportedly.relations.likeness import likeness
from reportedly.relations.sightings import Sighting
from test_joining import article, joined, mention

MET = "The ministers of Chile , Peru and Bolivia met in Arica on Sunday for the first time in years."
HEAD = "Envoys of Bolivia , Chile and Peru meet over the port"
START = "“We have much to say,” the minister from Peru said at the start of the meeting in Arica."


def seen(page: Article, told: EventMention) -> Sighting:
    (one,) = sightings(page, [told])
    return one


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("met", "the meeting", True),
        ("held talks", "sat down together", True),
        ("visited", "arrived", True),
        ("released", "set free", True),
        ("was detained", "arrested", True),
        ("shelled", "bombarded", True),
        ("urged", "asked", False),
        ("met", "visited", False),
        ("sold", "signed a paper", False),
    ],
)
def test_words_for_one_thing(one: str, other: str, alike: bool) -> None:
    told = [article(name, f"Chile and Peru {words}") for name, words in (("1", one), ("2", other))]
    a, b = (seen(page, mention(page, page.text.removeprefix("Chile and Peru "))) for page in told)
    assert bool(a.stems & b.stems) is alike


def placed(page: Article, told: EventMention, *towns: str) -> EventMention:
    found = [Party(span(page.text, at, at + len(town))) for town in towns if (at := page.text.index(town))]
    return EventMention(
        **{name: getattr(told, name) for name in told.__struct_fields__} | {"places": tuple(found)}
    )


@pytest.mark.parametrize(
    ("place", "spots"),
    [
        ("Arica", {"arica"}),
        ("Arica, Chile", {"arica"}),
        ("Chile", set()),
        ("the port", set()),
        ("the Sea of Arica", {"arica"}),
    ],
)
def test_a_place_is_more_than_its_state(place: str, spots: set[str]) -> None:
    page = article("1", f"Peru met Bolivia in {place} on Sunday.")
    assert seen(page, placed(page, mention(page, "met", Root.CONSULT), place)).spots == spots


def test_the_same_three_in_two_stories_are_one_meeting() -> None:
    """A headline tells of what was done a day before; the quotation behind it names but one of the three."""
    one, other = article("1", MET, "2033-05-09"), article("2", f"{HEAD}\n{START}", "2033-05-09")
    body = placed(one, mention(one, "met", Root.CONSULT, date="2033-05-08"), "Arica")
    head = mention(other, "meet", Root.CONSULT, headline=True)
    start = placed(other, mention(other, "meeting", Root.CONSULT), "Arica")
    start = EventMention(
        **{name: getattr(start, name) for name in start.__struct_fields__} | {"sources": start.sources[:1]}
    )
    (event,) = joined((one, body), (other, head), (other, start), apart=("a_2",))
    assert len(event.mentions) == 3 and event.date == "2033-05-08"
    assert {who.country for who in event.sources} == {"CHL", "PER", "BOL"}


def test_a_headline_of_another_week_is_another_meeting() -> None:
    one, late = article("1", MET, "2033-05-09"), article("2", HEAD, "2033-05-30")
    body = mention(one, "met", Root.CONSULT, date="2033-05-08")
    assert (
        len(joined((one, body), (late, mention(late, "meet", Root.CONSULT, headline=True)), apart=("a_2",)))
        == 2
    )


def test_what_follows_a_meeting_is_not_bridged_into_it() -> None:
    """A word that might be of the meeting and of what was agreed there makes no one of the two."""
    text = "Chile and Peru met in Arica on Sunday. Chile and Peru agreed on Sunday to share the port."
    one, other = article("1", text), article("2", "Chile and Peru held talks in Arica on Sunday on the port.")
    told = (
        (one, mention(one, "met", Root.CONSULT, date="2033-05-03")),
        (one, mention(one, "agreed", Root.AGREE, date="2033-05-03")),
        (other, mention(other, "held talks", Root.CONSULT, date="2033-05-03")),
    )
    events = joined(*told)
    assert sorted(len(event.mentions) for event in events) == [1, 2]


def test_other_roots_in_other_stories_speak_for_nothing_and_rule_nothing_out() -> None:
    one, other = article("1", MET), article("2", "Chile quarrels with Peru over the port.")
    a = seen(one, mention(one, "met", Root.CONSULT, date="2033-05-03"))
    b = seen(other, mention(other, "quarrels", Root.AGREE, Status.DEED))
    found = likeness(a, b, False)
    assert found is not None and found < 0
