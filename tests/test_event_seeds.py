"""Five real files about one report: what they tell as deeds, and what they do not.

They are third parties' and lie beside the repository, where they are; without them there is nothing to test.
"""

from pathlib import Path

import pytest

import reportedly
from reportedly import attribution, events, language
from reportedly.records import COUNTS_FROM, HAPPENED, Article, EventMention, Root, Status

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")
# The deeds that a reader finds in them, by words of the trigger: who met, what they carried out together, and
# acts of speech and sanctions that are told as done.
DEEDS = ("met", "meet", "meeting", "joint exercises", "joint circumnavigation", "agree", "pledged", "demands",
         "supported international sanctions", "condemned", "sanctions")  # fmt: skip

Told = list[tuple[Article, EventMention]]


def read(article: Article) -> list[EventMention]:
    parse = next(iter(language.parse([article], with_events=True)))
    return events.extract(article, parse, attribution.extract(article, parse), read=True)


@pytest.fixture(scope="module")
def told() -> Told:
    files = sorted(path for path in SEEDS.iterdir() if path.suffix == ".txt")
    articles = [one for path in files for one in reportedly.clean(path.read_bytes())]
    return [(one, mention) for one in articles for mention in read(one)]


def words(mention: EventMention) -> str:
    return " ".join(piece.text for piece in mention.trigger)


def countries(mention: EventMention) -> set[str | None]:
    return {party.country for party in (*mention.sources, *mention.targets)}


def test_at_most_one_false_deed(told: Told) -> None:
    deeds = [m for _, m in told if m.status is Status.DEED and m.confidence >= COUNTS_FROM]
    false = [words(m) for m in deeds if not any(known in words(m) for known in DEEDS)]
    assert len(false) <= 1, false


def test_the_exercises_and_the_circumnavigation_are_deeds_of_both(told: Told) -> None:
    for trigger in ("joint exercises", "joint circumnavigation"):
        found = [m for _, m in told if trigger in words(m) and m.status is Status.DEED]
        assert any(countries(m) >= {"CHN", "RUS"} and m.root is Root.COOPERATE for m in found), trigger


def test_the_three_ministers_met_in_busan(told: Told) -> None:
    found = [m for _, m in told if words(m) == "met" and m.status is Status.DEED]
    assert any(countries(m) >= {"JPN", "CHN", "KOR"} and m.date == "2023-11-26" for m in found)


def test_the_invasion_is_background_or_goes_on(told: Told) -> None:
    found = [m for _, m in told if "invasion" in words(m)]
    assert found and all(m.status in HAPPENED - {Status.DEED} for m in found)


NO_DEEDS = ("become", "allies", "alliance", "aversion", "join", "deepen", "published", "released its")


def test_what_may_be_and_what_is_published_is_no_deed(told: Told) -> None:
    deeds = [words(m) for _, m in told if m.status is Status.DEED and m.confidence >= COUNTS_FROM]
    assert [w for w in deeds if any(bad in w.split() for bad in NO_DEEDS)] == []
