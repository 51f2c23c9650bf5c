"""Who says what in the five clippings that must come out right, where they lie beside the repository."""

from functools import cache
from pathlib import Path

import pytest

import reportedly
from reportedly.attribution import extract
from reportedly.language import parse
from reportedly.records import Article, Statement
from reportedly.text import quoted

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real clippings are not beside the repository")

INSTITUTES = {"National Institute for Defense Studies", "National Institute of Defense Studies"}


@cache
def read(number: str) -> list[tuple[Article, list[Statement]]]:
    """The articles of a clipping with their statements."""
    articles = reportedly.clean(next(SEEDS.glob(f"{number}*.txt")).read_bytes())
    return [(a, extract(a, p)) for a, p in zip(articles, parse(articles), strict=True)]


def statements(number: str) -> list[Statement]:
    return [one for _, found in read(number) for one in found]


def words(spans) -> str:
    return " ".join(span.text for span in spans)


def by(number: str, speaker: str) -> list[Statement]:
    return [one for one in statements(number) if one.speaker == speaker]


def test_the_wire_story_is_the_reports() -> None:
    own = [s for s in statements("000") if "United States" not in words(s.source)]
    assert len(own) >= 15
    assert {s.speaker for s in own} <= INSTITUTES


def test_in_the_second_telling_the_report_has_its_own_and_others_theirs() -> None:
    found = statements("001")
    assert sum(s.speaker in INSTITUTES for s in found) >= 8
    assert {words(s.cue) for s in by("001", "Xi Jinping")} >= {"has described", "has pledged"}
    assert any("Xi" in (s.speaker or "") and "Putin" in (s.speaker or "") for s in found)
    unnamed = [s for s in found if "believed" in words(s.cue)]
    assert unnamed and all(s.speaker is None and s.negated for s in unnamed)


def test_the_report_condemns_nobody_and_russia_has_its_own_name() -> None:
    found = statements("001")
    assert not any(s.speaker in INSTITUTES for s in found if "condemned" in words(s.cue))
    assert "China-Russia" not in {s.speaker for s in found}


@pytest.mark.parametrize("speaker", ["Garren Mulloy", "Park Jin"])
def test_quotations_of_several_sentences_are_whole(speaker: str) -> None:
    """Wherever he is quoted word for word, all that stands in marks in that paragraph is his."""
    for article, found in read("002"):
        own = [s for s in found if s.speaker == speaker]
        held = {at for s in own for span in s.content for at in range(span.start, span.end)}
        lines = {article.text.rfind("\n", 0, span.start) for s in own if s.verbatim for span in s.verbatim}
        for mark in quoted(article.text):
            if mark.end - mark.start > 60 and article.text.rfind("\n", 0, mark.start) in lines:
                inside = set(range(mark.start + 1, mark.end - 1))
                assert len(inside & held) > 0.9 * len(inside), article.text[mark.start : mark.end]
    assert any(s.speaker == speaker for s in statements("002"))


def test_hedges_of_the_worked_case_are_kept() -> None:
    hedged = [s for s in by("000", "National Institute for Defense Studies") if s.hedges]
    kept = {hedge.text.lower() for s in hedged for hedge in s.hedges}
    assert kept >= {"may", "could", "effectively", "if"}
    alliance = [s for s in hedged if "alliance" in words(s.content) or "allies" in words(s.content)]
    assert alliance and all(s.modality.value in ("possible", "conditional") for s in alliance)


def test_scepticism_is_doubt() -> None:
    doubts = [s for s in statements("004") if "sceptical" in words(s.cue)]
    assert doubts and all(s.negated for s in doubts)


def test_nothing_comes_from_furniture() -> None:
    told = " ".join(words((*s.source, *s.cue, *s.content)) for n in range(5) for s in statements(f"00{n}"))
    for word in ("subscribe", "newsletter", "sign up", "cookies", "advertisement", "read more"):
        assert word not in told.lower()
