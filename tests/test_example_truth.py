"""What the product finds in the example pile, held against what an attentive reader finds.

The floors are what held when they were written; they may only rise.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from case_state import PILE
from reportedly.case import Case
from reportedly.records import Article, Statement

TRUTH = json.loads((PILE.parent / "truth.json").read_text("utf-8"))
EXPECTED = {article["key"]: article for file in TRUTH["files"] for article in file["articles"]}
PIECES = {
    article["key"]: (file["file"], number)
    for file in TRUTH["files"]
    for number, article in enumerate(file["articles"])
}
FOUND, PRECISE, SPEAKERS, MODALITIES = 0.88, 0.83, 0.90, 0.82


@pytest.fixture(scope="module")
def case(example: Path) -> Case:
    return Case(example)


@pytest.fixture(scope="module")
def articles(case: Case) -> dict[str, Article]:
    """Truth key -> article, by file and place in it."""
    paths = {row.id: row.path.removeprefix("pile/") for row in case.arrivals()}
    places = {(paths[row.arrival], row.piece): row for row in case.articles()}
    return {key: places[place] for key, place in PIECES.items()}


@pytest.fixture(scope="module")
def matched(case: Case, articles: dict[str, Article]) -> list[tuple[dict[str, Any], Statement | None]]:
    """Each statement of the truth with the one found whose content shares most words with it."""
    pairs = []
    for key, article in articles.items():
        left = list(case.statements(article.id))
        for wanted in EXPECTED[key]["statements"]:
            best = max(left, key=lambda row: _likeness(wanted, row), default=None)
            if best and _likeness(wanted, best) >= 0.5:
                left.remove(best)
                pairs.append((wanted, best))
            else:
                pairs.append((wanted, None))
    return pairs


def test_every_article_is_found_and_nothing_else(case: Case, articles: dict[str, Article]) -> None:
    assert len(case.articles()) == len(articles) == len(EXPECTED)


def test_what_cannot_be_read_is_said(case: Case) -> None:
    assert {row.where for row in case.problems()} == {f"pile/{row['file']}" for row in TRUTH["errors"]}


@pytest.mark.parametrize("key", EXPECTED)
def test_the_body_is_whole(articles: dict[str, Article], key: str) -> None:
    body = " ".join(articles[key].body.split())
    assert EXPECTED[key]["body_first"] in body
    assert EXPECTED[key]["body_last"] in body


@pytest.mark.parametrize("name", [file["file"] for file in TRUTH["files"]])
def test_nothing_that_does_not_belong_is_kept(articles: dict[str, Article], name: str) -> None:
    (discarded,) = [file["discarded"] for file in TRUTH["files"] if file["file"] == name]
    for key, (file, _) in PIECES.items():
        if file == name:
            text = " ".join(f"{articles[key].title} {articles[key].body}".split())
            assert [words for words in discarded if words in text] == []


@pytest.mark.parametrize("field", ["title", "outlet", "agency", "date"])
def test_no_field_is_wrong_and_few_are_missing(articles: dict[str, Article], field: str) -> None:
    wrong = {}
    missing = []
    for key, article in articles.items():
        found, wanted = getattr(article, field), EXPECTED[key][field]
        if found and _folded(found) != _folded(wanted):
            wrong[key] = (found, wanted)
        elif wanted and not found:
            missing.append(key)
    assert wrong == {}
    assert len(missing) <= 2, missing


def test_most_statements_are_found(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    assert sum(row is not None for _, row in matched) >= FOUND * len(matched)


def test_most_of_what_is_found_is_there(
    case: Case, matched: list[tuple[dict[str, Any], Statement | None]]
) -> None:
    assert sum(row is not None for _, row in matched) >= PRECISE * len(case.statements())


def test_most_speakers_are_right(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    pairs = [(wanted["speaker"], row.speaker) for wanted, row in matched if row]
    assert sum(_folded(a) == _folded(b) for a, b in pairs) >= SPEAKERS * len(pairs)


def test_how_surely_is_mostly_right(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    pairs = [(wanted["modality"], row.modality.value) for wanted, row in matched if row]
    assert sum(a == b for a, b in pairs) >= MODALITIES * len(pairs)


def test_the_two_affairs_are_not_one_story(case: Case, articles: dict[str, Article]) -> None:
    story = {article: row.id for row in case.stories() for article in row.articles}
    wires = {story[articles[key].id] for key in ("kestry", "varrick", "mercury", "ledger")}
    cables = {story[articles[key].id] for key in ("register", "standard")}
    assert len(wires) == len(cables) == 1
    assert wires.isdisjoint(cables)


def _likeness(wanted: dict[str, Any], row: Statement) -> float:
    """The share of words that two contents have in common."""
    pieces = [part if isinstance(part, str) else part["text"] for part in wanted["content"]]
    a, b = _words(" ".join(pieces)), _words(" ".join(span.text for span in row.content))
    return len(a & b) / max(len(a | b), 1)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _folded(text: str | None) -> str:
    return re.sub(r"^the ", "", " ".join((text or "").lower().split()))
