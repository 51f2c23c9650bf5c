"""Knowledge is data with a source note."""

import datetime

import pytest

from reportedly import knowledge
from reportedly.errors import ReportedlyError

NAMES = knowledge.names()


@pytest.fixture
def written(monkeypatch):
    """Puts the given bytes in the place of every knowledge file."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(knowledge, "_bytes", lambda name: data)
        knowledge.load.cache_clear()
        knowledge.digest.cache_clear()

    yield put
    knowledge.load.cache_clear()
    knowledge.digest.cache_clear()


def test_there_is_knowledge():
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_file_loads_and_holds_something(name):
    content = knowledge.load(name)
    assert content
    assert "about" not in content


@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_filled_in(name):
    about = knowledge.tomllib.loads(knowledge._bytes(name).decode())["about"]
    assert about["what"].strip()
    assert about["source"].strip()
    assert datetime.date.fromisoformat(str(about["date"]))


@pytest.mark.parametrize("note", ["", "[about]\nwhat = 'verbs'\n", "[about]\nwhat='x'\ndate='2026-01-01'\n"])
def test_a_file_without_a_whole_note_does_not_load(written, note):
    written(note.encode() + b"[verbs]\nsaid = 1\n")
    with pytest.raises(ReportedlyError, match=r"x\.toml has no \[about\]"):
        knowledge.load("x")


def test_a_digest_names_the_content_and_the_order(written):
    written(b"one")
    one = knowledge.digest("a", "b")
    assert one == knowledge.digest("a", "b") != knowledge.digest("b", "a")
    written(b"two")
    assert knowledge.digest("a", "b") != one
