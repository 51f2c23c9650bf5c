"""A page that is kept is shown again as long as nothing that it rests on changed, and not a moment longer."""

import random
import threading
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from reportedly.case import Case
from reportedly.case import search as searching
from reportedly.case.database import Database
from reportedly.records import story
from reportedly.web import application
from reportedly.web.keeping import MOST, Keeping
from test_census import made, put


def test_a_page_is_made_once_for_a_basis() -> None:
    keeping, told = Keeping(), []

    def make() -> HTMLResponse:
        told.append(1)
        return HTMLResponse(f"page {len(told)}")

    shown = [bytes(keeping.page(basis, make).body) for basis in ("a", "a", "b", "a")]
    assert shown == [b"page 1", b"page 1", b"page 2", b"page 1"]


def test_what_went_wrong_is_not_kept() -> None:
    keeping = Keeping()
    assert keeping.page("a", lambda: HTMLResponse("no", 404)).status_code == 404
    assert keeping.page("a", lambda: HTMLResponse("yes")).body == b"yes"


def test_the_page_that_was_not_asked_for_longest_goes() -> None:
    keeping = Keeping()
    for number in range(MOST + 1):
        keeping.page(number, lambda: HTMLResponse("before"))
        keeping.page(0, lambda: HTMLResponse("again"))
    assert keeping.page(0, lambda: HTMLResponse("anew")).body == b"before"
    assert keeping.page(1, lambda: HTMLResponse("anew")).body == b"anew"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Case(tmp_path / "case").close()
    return tmp_path / "case"


def test_a_story_page_follows_its_story(folder: Path) -> None:
    """It stays as it is while a shard is read, and is another when its story or an article of it is."""
    chance = random.Random(3)
    database = Database(folder / "case.sqlite", writing=True)
    put(database, "b1", 1, chance)
    put(database, "b2", 2, chance)
    with Case(folder) as case:
        articles = tuple(row.id for row in case.articles())
        whole = story("Tide late again", articles, None, None)
        with database.change():
            database.add(("stories", "all", "first"), {"stories": [whole]})
        before = case.basis_of_story(whole.id)
        put(database, "b3", 3, chance)
        assert case.basis_of_story(whole.id) == before
        with database.change():
            database.remove([("stories", "all", "first")])
            database.add(("stories", "all", "second"), {"stories": [whole]})
        after = case.basis_of_story(whole.id)
        assert after != before
        with database.change():
            database.remove([("stories", "all", "second"), ("made", "b2", "b2-2")])
            database.add(("made", "b2", "again"), made(2, chance))
            database.add(("stories", "all", "second"), {"stories": [whole]})
        assert case.basis_of_story(whole.id) != after
    database.close()


def test_a_kept_story_page_shows_what_is_written_next(folder: Path) -> None:
    chance, database = random.Random(3), Database(folder / "case.sqlite", writing=True)
    put(database, "b1", 1, chance)
    put(database, "b2", 2, chance)
    with Case(folder) as case:
        articles = tuple(row.id for row in case.articles())
    told = [story(title, articles, None, None) for title in ("Tide late again", "Board meets by quarry")]
    with database.change():
        database.add(("stories", "all", "first"), {"stories": told[:1]})
    with TestClient(application(folder), base_url="http://localhost") as site:
        shown = [site.get(f"/stories/{told[0].id}").text for _ in range(2)]
        assert shown[0] == shown[1]
        assert "Tide late again" in shown[0]
        with database.change():
            database.remove([("stories", "all", "first")])
            database.add(("stories", "all", "second"), {"stories": told[1:]})
        assert "Board meets by quarry" in site.get(f"/stories/{told[1].id}").text
    database.close()


@pytest.mark.parametrize("files", [0, 1, 3])
def test_a_site_that_warmed_up_has_its_lists(
    folder: Path, files: int, caught: list[threading.ExceptHookArgs]
) -> None:
    chance, database = random.Random(3), Database(folder / "case.sqlite", writing=True)
    for number in range(files):
        put(database, f"b{number}", number, chance)
    app = application(folder)
    app.state.desk.warm().join(30)
    assert not caught
    assert len(app.state.desk.census.state(database).articles.rowid) == files
    database.close()


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> list[threading.ExceptHookArgs]:
    """What a thread died of."""
    found: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", found.append)
    return found


def test_of_very_many_articles_the_last_are_ranked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED", 5)
    chance, database = random.Random(3), Database(folder / "case.sqlite", writing=True)
    for number in range(12):
        put(database, f"b{number}", number, chance)
    found = {hit.path for hit in searching.search(database, "tide", 50)}
    assert found == {f"pile/{number}.txt" for number in range(7, 12)}
    assert [hit.path for hit in searching.search(database, '"file 3"', 50)] == ["pile/3.txt"]
    database.close()
