"""Who does it and what is promised turns a verb's root; what is heard, meant or scheduled its status."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.events.lexicon import verb_root
from reportedly.events.words import Words, is_past_form
from reportedly.knowledge import load
from reportedly.language import parse
from reportedly.records import Root, Status
from test_events import article, found, only, told

ROOTS = [
    ("Students occupied the ministry.", "occupied", Root.PROTEST),
    ("Soldiers occupied the town.", "occupied", Root.ASSAULT),
    ("The ministry was stormed by demonstrators.", "stormed", Root.PROTEST),
    ("The ministry was stormed by commandos.", "stormed", Root.ASSAULT),
    ("Farmers blockaded the port of Lima.", "blockaded", Root.PROTEST),
    ("Norway blockaded the port of Lima.", "blockaded", Root.COERCE),
    ("Norway protested against the drill.", "protested", Root.ACCUSE),
    ("The ministry protested on Friday.", "protested", Root.ACCUSE),
    ("Thousands protested in Lima.", "protested", Root.PROTEST),
    ("Norway vowed to sink any barge off Peru.", "vowed", Root.THREATEN),
    ("Norway pledged to take the island by force.", "pledged", Root.THREATEN),
    ("Norway pledged to fight poverty in Peru.", "pledged", Root.AGREE),
    ("Norway pledged to train soldiers from Peru.", "pledged", Root.AGREE),
    ("Norway warned that Peru would suffer.", "warned", Root.THREATEN),
    ("The army said it had test-fired a missile.", "test", Root.MOBILIZE),
    ("Norway took in refugees from Peru.", "took", Root.AID),
    ("Norway handed over a fugitive to Peru.", "handed", Root.COOPERATE),
    ("Norway handed over two drones to Peru.", "handed", Root.AID),
    ("Norway flew tents to Peru.", "flew", Root.AID),
    ("The premier flew to Peru.", "flew", Root.CONSULT),
    ("Norway rounded up two reporters.", "rounded", Root.COERCE),
    ("The delegation walked out of talks with Peru.", "walked", Root.REJECT),
    ("Norway shared the radar data with Peru.", "shared", Root.COOPERATE),
]


@pytest.mark.parametrize(("text", "trigger", "root"), ROOTS, ids=[row[0] for row in ROOTS])
def test_the_root_by_doer_and_object(text: str, trigger: str, root: Root) -> None:
    assert only(text, trigger).root is root


@pytest.mark.parametrize(
    "text",
    [
        "Norway declined to comment.",
        "The ministry refused to say.",
        "The miners went home.",
        "The institute warned that Peru would suffer.",
        "Norway and Peru share a dislike of Chile.",
        "Norway shares the interests of Peru.",
        "The premier came to act as an envoy.",
    ],
)
def test_what_tells_of_nothing(text: str) -> None:
    assert [told(mention) for mention in found(text)] == []


STATUSES = [
    ("Norway ought to release the crew.", "release", Status.RECOMMENDED),
    ("Reports that Norway has bombed a village are wrong.", "bombed", Status.ALLEGED),
    ("Norway denied that it bombed a village.", "bombed", Status.DENIED),
    ("Norway would neither confirm nor deny that it had bombed a village.", "bombed", Status.ALLEGED),
    ("Norway had no intention of bombing Peru.", "bombing", Status.DENIED),
    ("Norway used the strategy of bombing Peru.", "bombing", Status.ATTITUDE),
    ("Norway signed a resolution that aims to bomb Peru.", "bomb", Status.ATTITUDE),
    ("The premier meets the envoy of Peru on Monday.", "meets", Status.PLANNED),
    ("Norway keeps bombing Peru.", "bombing", Status.ONGOING),
    ("Norway arms Peru.", "arms", Status.ONGOING),
    ("08:05 – Norway closes its border with Peru.", "closes", Status.DEED),
    ("Norway gave Peru until Friday.", "gave", Status.DEED),
    ("Since Norway seized the island, prices have doubled.", "seized", Status.BACKGROUND),
]


@pytest.mark.parametrize(("text", "trigger", "status"), STATUSES, ids=[row[0] for row in STATUSES])
def test_the_status_by_what_governs(text: str, trigger: str, status: Status) -> None:
    assert only(text, trigger).status is status


@pytest.mark.parametrize(
    ("word", "past"),
    [
        ("opened", True),
        ("forgave", True),
        ("held", True),
        ("holds", False),
        ("put", False),
        ("flies", False),
        ("sees", False),
    ],
)
def test_past_forms(word: str, past: bool) -> None:
    assert is_past_form(word) is past


def test_no_phrase_has_two_roots() -> None:
    phrases = [phrase for listed in load("plover")["verbs"].values() for phrase in listed]
    assert len(phrases) == len(set(phrases))


@given(st.text(alphabet="Norway vowed to -by force,.12:05–protest students", max_size=60))
def test_no_text_raises(text: str) -> None:
    assert all(text[m.trigger[0].start : m.trigger[0].end] == m.trigger[0].text for m in found(text))


CLASSES = [
    ("Norway rushed three frigates to the strait.", "rushed", Root.MOBILIZE),
    ("Norway rushed to the strait.", "rushed", None),
    ("Norway rushed blankets to the strait.", "rushed", Root.AID),
    ("Norway pulled its gunners out.", "pulled", Root.RETREAT),
    ("Norway slapped a surcharge on cheese from Peru.", "slapped", Root.SANCTION),
    ("Norway sent army doctors to Peru.", "sent", Root.AID),
    ("Norway recalled its consul in Lima.", "recalled", Root.SANCTION),
    ("Norway waved aside a Peruvian overture.", "waved", Root.REJECT),
]


@pytest.mark.parametrize(("text", "verb", "root"), CLASSES)
def test_a_class_of_nouns_decides_a_root(text: str, verb: str, root: Root | None) -> None:
    piece = article(text)
    words = Words(piece.text, next(iter(parse([piece]))))
    known = verb_root(words, words.words.index(verb))
    assert (known and known[0]) is root


def test_every_class_in_a_phrase_is_listed() -> None:
    listed = {f"<{name}>" for name in load("plover")["classes"]}
    phrases = [phrase for rows in load("plover")["verbs"].values() for phrase in rows]
    assert {part for phrase in phrases for part in phrase.split() if part[0] == "<"} <= listed
