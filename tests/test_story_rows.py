"""Of the passages of a story the longest are read, and all are counted."""

import random
from pathlib import Path

import pytest

from reportedly.case import Case, storyrows
from reportedly.case.database import Database
from reportedly.records import passage, span, story
from test_census import put

NUMBER = 12


@pytest.fixture
def database(tmp_path: Path) -> Database:
    Case(tmp_path).close()
    made = Database(tmp_path / "case.sqlite", writing=True)
    for number in range(NUMBER):
        put(made, f"b{number}", number, random.Random(number))
    return made


def test_the_longest_passages_between_the_articles_of_a_story(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storyrows, "LONGEST", 5)
    with Case(tmp_path) as case:
        *told, other = case.articles()
    pairs = [(a, b) for n, a in enumerate(told) for b in told[n + 1 :]]
    rows = [
        passage(a.id, span(a.text, 0, 10 + n % 55), b.id, span(b.text, 0, 10 + n % 55), 1.0)
        for n, (a, b) in enumerate(pairs)
    ]
    outside = passage(told[0].id, span(told[0].text, 0, 68), other.id, span(other.text, 0, 68), 1.0)
    whole = story("Tide late again", tuple(row.id for row in told), None, None)
    with database.change():
        database.add(("stories", "all", "made"), {"stories": [whole], "passages": [*rows, outside]})
    found = storyrows.rows_of(database, whole)
    sizes = sorted((len(row.a_span.text) for row in rows), reverse=True)
    assert sorted((len(row.a_span.text) for row in found.passages), reverse=True) == sizes[:5]
    assert outside not in found.passages
    assert found.more_passages == len(rows) - 5
    database.close()


def test_a_story_without_passages_has_none(database: Database, tmp_path: Path) -> None:
    with Case(tmp_path) as case:
        first, *_ = case.articles()
    whole = story("Tide late again", (first.id,), None, None)
    with database.change():
        database.add(("stories", "all", "made"), {"stories": [whole]})
    found = storyrows.rows_of(database, whole)
    assert (found.passages, found.more_passages) == ([], 0)
    database.close()
