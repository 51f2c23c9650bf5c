"""How surely events are read: what the lexicon, the kind of word and the votes are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly import events
from reportedly.events.drafts import Draft
from reportedly.events.sureness import chance, sureness
from reportedly.events.words import Words
from reportedly.language import parse
from reportedly.records import Article, BlockClass, EventReading, Range, Root, Status, lay_out

SHARES = st.floats(0.1, 1)
READING = EventReading((0,), (), (), (), (), 0.9, (("AID", 0.9),), (("deed", 1.0),), 0, 0)


def article(text: str) -> Article:
    return Article(
        "a", "s", "r", 0, lay_out([(Range(0, len(text)), BlockClass.BODY)]), text, date="2033-02-11"
    )


def draft(likely: float, support: float = 1.0) -> Draft:
    return Draft((0,), 0, Root.AID, likely, "model", READING, support)


@given(SHARES, SHARES, st.booleans(), st.booleans())
def test_a_likelier_trigger_is_no_less_likely_an_event(one: float, other: float, known: bool, verb: bool):
    low, high = sorted((one, other))
    assert 0 < chance(low, known, verb) <= chance(high, known, verb) < 1


@given(st.floats(0.6, 0.95))
def test_of_a_noun_that_the_lexicon_knows_the_models_word_counts_for_more(probability: float):
    assert chance(probability, True, False) > chance(probability, False, False)
    assert chance(1 - probability, True, False) < chance(1 - probability, False, False)


@given(SHARES, SHARES, SHARES)
def test_a_deed_is_read_less_surely_than_what_is_none(likely: float, support: float, share: float):
    one = draft(likely, support)
    assert 0 <= sureness(one, Status.DEED, share) <= sureness(one, Status.PLANNED, share) <= 1


@pytest.mark.parametrize(("root", "counts"), [(0.95, True), (0.25, False)])
def test_a_deed_that_no_list_has_counts_where_its_root_is_sure(root: float, counts: bool):
    confidence = sureness(draft(chance(0.995, False, True), root), Status.DEED, 1.0)
    assert (confidence >= 0.45) is counts


def test_what_goes_on_counts_for_less_where_its_root_is_in_doubt():
    sure, doubtful = draft(0.9, 1.0), draft(0.9, 0.2)
    assert sureness(doubtful, Status.ONGOING, 1.0) < 0.45 < sureness(sure, Status.ONGOING, 1.0)
    assert sureness(doubtful, Status.PLANNED, 1.0) == sureness(sure, Status.PLANNED, 1.0)


def read_as(text: str, **roots: str) -> list[str]:
    """The words of the mentions, where a model read these words as surely done and of these roots."""
    piece = article(text)
    plain = next(iter(parse([piece])))
    words = Words(text, plain).words
    read = [
        replace(READING, trigger=(words.index(word),), probability=0.99, roots=((root, 1.0),))
        for word, root in roots.items()
    ]
    found = events.extract(piece, replace(plain, events=tuple(read)), [], read=True)
    return [mention.trigger[0].text for mention in found]


TELLING = [
    ("The shooting that killed a clerk shocked Norway.", {"shooting": "ASSAULT", "killed": "ASSAULT"}, 1),
    ("The soldiers that killed a clerk fled Norway.", {"killed": "ASSAULT"}, 1),
    ("The visit that killed a treaty shocked Norway.", {"visit": "CONSULT", "killed": "ASSAULT"}, 2),
]


@pytest.mark.parametrize(("text", "roots", "number"), TELLING)
def test_what_an_event_did_is_no_second_one(text: str, roots: dict[str, str], number: int):
    assert len(read_as(text, **roots)) == number


@pytest.mark.parametrize(
    ("text", "roots", "number"),
    [
        ("Norway expelled sanctioned traders.", {"expelled": "COERCE", "sanctioned": "SANCTION"}, 1),
        ("Norway expelled and sanctioned traders.", {"expelled": "COERCE", "sanctioned": "SANCTION"}, 2),
    ],
)
def test_a_participle_that_describes_is_no_event(text: str, roots: dict[str, str], number: int):
    assert len(read_as(text, **roots)) == number
