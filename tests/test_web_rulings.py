"""Rulings given in the page: they are written down, the tables follow, and what makes no sense is said."""

import re
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from starlette.testclient import TestClient

from case_state import PILE
from reportedly.case import Case
from reportedly.case.lock import writing
from reportedly.records import KEPT, Statement
from reportedly.web import application

SECONDS = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Case(tmp_path / "case") as case:
        case.read(PILE / "01-kestry-wire.txt", workers=0)
    return tmp_path / "case"


@pytest.fixture
def site(folder: Path) -> Iterator[TestClient]:
    with TestClient(application(folder), base_url="http://localhost") as client:
        yield client


def statements(folder: Path) -> list[Statement]:
    with Case(folder) as case:
        return list(case.statements())


def send(site: TestClient, path: str, **fields: str) -> int:
    """The status of a form sent to `path`, once the tables are up to date."""
    word = re.search(r'name="word" value="([^"]+)"', site.get("/check").text)
    assert word
    answer = site.post(path, data={"word": word[1], **fields}, follow_redirects=False)
    site.app.state.desk.upkeep.wait(SECONDS)  # type: ignore[attr-defined]
    return answer.status_code


def test_a_corrected_speaker_holds_after_a_re_read_and_can_be_taken_back(
    site: TestClient, folder: Path
) -> None:
    row = next(row for row in statements(folder) if row.speaker)
    fields = {
        "speaker": "Example Institute",
        "was-speaker": row.speaker or "",
        "author": "Ánna 例",
        "why": "a test",
    }
    assert send(site, f"/statements/{row.id}/rulings", **fields) == 303
    assert "Example Institute" in site.get(f"/articles/{row.article}").text
    with Case(folder) as case:
        case.read(PILE / "01-kestry-wire.txt", workers=0)
        assert case.statement(row.id).speaker == "Example Institute"
        (ruled,) = case.rulings()
    assert (ruled.author, ruled.why, ruled.state.value) == ("Ánna 例", "a test", "applied")
    assert 'value="Ánna 例"' in site.get(f"/articles/{row.article}").text
    assert send(site, f"/rulings/{ruled.id}/undo") == 303
    assert {one.id: one.speaker for one in statements(folder)}[row.id] == row.speaker


def test_a_rejected_statement_is_gone(site: TestClient, folder: Path) -> None:
    row = statements(folder)[0]
    assert send(site, f"/statements/{row.id}/rulings", action="reject") == 303
    assert row.id not in {one.id for one in statements(folder)}


@pytest.mark.parametrize(
    "fields", [{}, {"modality": "perhaps", "was-modality": "asserted"}, {"speaker": "A", "was-speaker": "A"}]
)
def test_a_ruling_that_makes_no_sense_is_said_and_not_written(
    site: TestClient, folder: Path, fields: dict[str, str]
) -> None:
    row = statements(folder)[0]
    assert send(site, f"/statements/{row.id}/rulings", **fields) == 404
    with Case(folder) as case:
        assert not case.rulings()


def test_a_ruling_waits_for_who_writes(
    site: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.upkeep.AGAIN", 0.1)
    row = statements(folder)[0]
    desk = site.app.state.desk  # type: ignore[attr-defined]
    with writing(folder):
        assert desk.case.settings
        desk.upkeep.ask()
        sleep(0.5)
        assert desk.upkeep.busy
        said = site.get("/upkeep").text
        assert "being brought up to date" in said and "It has to wait: The case" in said
    assert send(site, f"/statements/{row.id}/rulings", action="reject") == 303
    assert not desk.upkeep.busy
    assert desk.upkeep.wrong is None


def test_rulings_may_follow_each_other_at_once(site: TestClient, folder: Path) -> None:
    """The second comes while the tables follow the first."""
    first, second, *_ = statements(folder)
    word = re.search(r'name="word" value="([^"]+)"', site.get("/check").text)
    assert word
    for row in (first, second):
        path, sent = f"/statements/{row.id}/rulings", {"word": word[1], "action": "reject"}
        assert site.post(path, data=sent, follow_redirects=False).status_code == 303
        shown = site.get("/upkeep").text
        assert "being brought up to date" in shown or "Up to date" in shown
    site.app.state.desk.upkeep.wait(SECONDS)  # type: ignore[attr-defined]
    assert {first.id, second.id}.isdisjoint({row.id for row in statements(folder)})


def test_a_ruling_while_another_process_writes_is_refused_with_its_reason(
    site: TestClient, folder: Path
) -> None:
    row = statements(folder)[0]
    with writing(folder):
        assert send(site, f"/statements/{row.id}/rulings", action="reject") == 503
    with Case(folder) as case:
        assert not case.rulings()


def test_a_date_is_set_and_a_block_restored(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        (article,) = case.articles()
        dropped = next(row for row in case.blocks() if row.kind not in KEPT)
    kept = article.kept[0]
    path = f"/sources/{article.source}/rulings"
    fields = {"action": "set", "at": f"{kept.start}-{kept.end}", "field": "date", "value": "2031-03-12"}
    assert send(site, path, **fields) == 303
    restored = {"action": "class", "at": f"{dropped.start}-{dropped.end}", "value": "body"}
    assert send(site, path, **restored) == 303
    with Case(folder) as case:
        (article,) = case.articles()
    assert article.date == "2031-03-12"
    assert dropped.text.strip() in article.text


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "set", "at": "0-10", "field": "date", "value": "soon"},
        {"action": "set", "at": "x", "field": "date", "value": "2031-03-12"},
        {"action": "class", "at": "0-10", "value": "poem"},
        {"action": "forget", "at": "0-10"},
        {},
    ],
)
def test_a_ruling_on_a_file_that_makes_no_sense_is_said(
    site: TestClient, folder: Path, fields: dict[str, str]
) -> None:
    with Case(folder) as case:
        source = case.articles()[0].source
    assert send(site, f"/sources/{source}/rulings", **fields) == 404


def test_an_article_is_split_where_the_page_offers_it_and_joined_again(
    site: TestClient, folder: Path
) -> None:
    with Case(folder) as case:
        source = case.articles()[0].source
    path = f"/sources/{source}"
    splits = re.findall(r'value="(split \d+-\d+)"', site.get(path).text)
    assert splits
    assert "Belongs to the article above" not in site.get(path).text
    assert send(site, f"{path}/rulings", rule=splits[3], author="Ada") == 303
    with Case(folder) as case:
        assert [row.piece for row in case.articles()] == [0, 1]
    for page in (path, "/"):
        (join,) = set(re.findall(r'class="quiet" name="rule" value="(join \d+-\d+)"', site.get(page).text))
        assert join.split()[1].split("-")[0] == splits[3].split()[1].split("-")[0]
    assert send(site, f"{path}/rulings", rule=join) == 303
    with Case(folder) as case:
        assert len(case.articles()) == 1


@pytest.mark.parametrize(
    "rule", ["split 0-5", "join 0-5", "join 700-750", "split", "forget 0-5", "class 0-5"]
)
def test_a_boundary_that_can_be_none_is_said_and_not_written(
    site: TestClient, folder: Path, rule: str
) -> None:
    with Case(folder) as case:
        source = case.articles()[0].source
    assert send(site, f"/sources/{source}/rulings", rule=rule) == 404
    with Case(folder) as case:
        assert not case.rulings()


def test_a_block_is_given_another_class_in_the_file(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        source = case.articles()[0].source
        block = next(row for row in case.blocks() if row.kind.value == "body")
    at = f"{block.start}-{block.end}"
    sent = {"rule": f"class {at}", f"class-{at}": "caption", "class-0-3": "junk"}
    assert send(site, f"/sources/{source}/rulings", **sent) == 303
    with Case(folder) as case:
        assert {row.id: row.kind.value for row in case.blocks()}[block.id] == "caption"


def test_a_ruling_leads_back_to_where_it_was_made(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        (article,) = case.articles()
    word = re.search(r'name="word" value="([^"]+)"', site.get("/check").text)
    assert word
    at = f"{article.kept[0].start}-{article.kept[0].end}"
    sent = {"word": word[1], "action": "set", "at": at, "field": "outlet", "value": "The Example Post"}
    for named, back in (
        (article.id, f"/articles/{article.id}"),
        ("//evil.example", f"/sources/{article.source}#b-"),
    ):
        answer = site.post(
            f"/sources/{article.source}/rulings", data=sent | {"article": named}, follow_redirects=False
        )
        assert answer.headers["location"].startswith(back)
        site.app.state.desk.upkeep.wait(SECONDS)  # type: ignore[attr-defined]
