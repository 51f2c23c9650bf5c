"""Pins set, noted, moved and taken back in the pages, and taken along from them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from case_state import PILE
from reportedly import sources
from reportedly.case import Case
from reportedly.case.lock import writing
from reportedly.records import Statement
from reportedly.web import application

BASE = "http://localhost"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pins") / "case"
    with Case(folder) as case:
        case.read([PILE / "01-kestry-wire.txt", PILE / "08-varrick-brief.txt"], workers=0)
    return folder


@pytest.fixture
def folder(read: Path) -> Iterator[Path]:
    yield read
    (read / "pins.jsonl").unlink(missing_ok=True)


@pytest.fixture
def site(folder: Path) -> Iterator[TestClient]:
    with TestClient(application(folder), base_url=BASE) as client:
        yield client


@pytest.fixture
def rows(folder: Path) -> list[Statement]:
    with Case(folder) as case:
        return list(case.statements())


def send(site: TestClient, path: str, headers: dict[str, str] | None = None, /, **fields: str) -> Any:
    word = re.search(r'name="word" value="([^"]+)"', site.get("/check").text)
    assert word
    return site.post(path, data={"word": word[1], **fields}, headers=headers, follow_redirects=False)


def ids(site: TestClient, query: str = "") -> list[str]:
    return re.findall(r'<li id="(n_\w+)"', site.get(f"/pins{query}").text)


def test_the_empty_page_says_what_to_do(site: TestClient) -> None:
    assert "Nothing is pinned yet" in site.get("/pins").text


def test_a_statement_is_pinned_where_it_is_read(site: TestClient, rows: list[Statement]) -> None:
    row = rows[0]
    came = {"referer": f"{BASE}/statements?act=say"}
    answer = send(site, "/pins", came, row=row.id, note="ask\r\nagain", tags="lead, check")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/statements?act=say#{row.id}")
    (pin,) = ids(site)
    page = site.get("/pins").text
    assert f"“<bdi>{' '.join(row.content[0].text.split())}" in page
    assert "ask\nagain" in page
    assert re.search(rf"/articles/{row.article}\?at=\d+-\d+#at", page)
    for path in (f"/articles/{row.article}", "/statements"):
        assert f'href="/pins#{pin}">Pinned</a>' in site.get(path).text
    assert ids(site, "?tag=lead") == [pin] and ids(site, "?tag=other") == []


@pytest.mark.parametrize(
    "referer", ["", "http://evil.example/statements", f"{BASE}//evil.example", f"{BASE}/check"]
)
def test_nobody_is_led_elsewhere(site: TestClient, rows: list[Statement], referer: str) -> None:
    location = send(site, "/pins", {"referer": referer}, row=rows[0].id).headers["location"]
    assert location == f"/pins#{ids(site)[0]}"


def test_to_the_script_the_answer_stands_in_the_place_of_the_form(
    site: TestClient, rows: list[Statement]
) -> None:
    fine = send(site, "/pins", {"hx-request": "true"}, row=rows[0].id)
    assert (fine.status_code, f"/pins#{ids(site)[0]}" in fine.text) == (200, True)
    wrong = send(
        site, "/pins", {"hx-request": "true"}, row=rows[0].article, at="90000-90001", words="none such"
    )
    assert wrong.status_code == 200
    assert "There are no such words" in wrong.text


@pytest.mark.parametrize(
    "fields", [{}, {"row": "s_none"}, {"row": "a_none", "at": "1-5"}, {"row": "t_none"}, {"row": "q_none"}]
)
def test_what_there_is_not_cannot_be_pinned(site: TestClient, fields: dict[str, str]) -> None:
    assert send(site, "/pins", **fields).status_code == 404
    assert ids(site) == []


def test_lines_are_moved_noted_and_taken_back(site: TestClient, rows: list[Statement]) -> None:
    for number, row in enumerate(rows[:3]):
        send(site, "/pins", row=row.id, tags="odd" if number % 2 else "even")
    a, b, c = ids(site)
    moves = re.findall(
        rf'action="/pins/({b}|{c})/move".*?name="before" value="(\w*)"', site.get("/pins").text, re.S
    )
    assert moves == [(b, a), (b, ""), (c, b)]
    send(site, f"/pins/{c}/move", before=a)
    assert ids(site) == [c, a, b]
    send(site, f"/pins/{c}/move", before="")
    send(site, f"/pins/{a}/note", note="<b>new</b>", tags="")
    assert ids(site) == [a, b, c]
    assert "&lt;b&gt;new&lt;/b&gt;" in site.get("/pins").text
    assert ids(site, "?tag=even") == [c]
    gone = send(site, f"/pins/{b}/undo", tag="odd").headers["location"]
    assert "tag=odd" in gone and ids(site) == [a, c]
    back = re.search(r'action="(/pins/n_\w+/undo)"', site.get(gone).text)
    assert back
    assert send(site, back[1]).headers["location"] == "/pins"
    assert ids(site) == [a, b, c]
    assert "action" not in site.get("/pins?undone=x/../../rulings").text.split("<h1>")[1].split("<ol")[0]


def test_what_is_unpinned_in_the_reader_leads_back_to_it(site: TestClient, rows: list[Statement]) -> None:
    row = rows[0]
    send(site, "/pins", row=row.id, note="ask")
    (pin,) = ids(site)
    alone = site.get(f"/articles/{row.article}?show=pins").text
    assert alone.count('class="note of-') == 1 and re.search(r'<mark class="held[^"]*"', alone)
    came = {"referer": f"{BASE}/articles/{row.article}?show=events,pins"}
    gone = send(site, f"/pins/{pin}/undo", came, back="reader").headers["location"]
    assert gone.startswith(f"/articles/{row.article}?show=events,pins&undone=n_")
    assert "Put it back" in site.get(gone).text and ids(site) == []
    back = send(site, f"/pins/{gone[-18:]}/undo", {"referer": BASE + gone}, back="reader").headers["location"]
    assert back == f"/articles/{row.article}?show=events,pins"
    assert ids(site) == [pin]
    away = send(site, f"/pins/{pin}/undo", {"referer": "http://evil.example/articles"}, back="reader")
    assert away.headers["location"].startswith("/pins?undone=")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda words: words | {"start": words["start"] - 3, "end": words["end"] - 3}, "They stood at "),
        (lambda words: words | {"text": "xylophone"}, "The file does not hold these words any more."),
    ],
)
def test_a_pin_whose_words_moved_says_so_in_the_reader(
    site: TestClient, folder: Path, rows: list[Statement], change: Any, said: str
) -> None:
    """As when another version renders the same bytes to another text."""
    row = next(row for row in rows if row.content and row.content[0].start > 100)
    at = f"{row.content[0].start}-{row.content[0].end}"
    send(site, "/pins", row=row.article, at=at, words=row.content[0].text, note="mark me")
    page = site.get(f"/articles/{row.article}").text
    assert "mark me" in page and said not in page
    line = json.loads((folder / "pins.jsonl").read_text("utf-8"))
    line["places"][0]["words"] = [change(words) for words in line["places"][0]["words"]]
    (folder / "pins.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    page = site.get(f"/articles/{row.article}").text
    assert "mark me" in page and said in page


def test_pins_are_set_while_another_process_reads(
    site: TestClient, folder: Path, rows: list[Statement]
) -> None:
    with writing(folder):
        assert send(site, "/pins", row=rows[0].id).status_code == 303
    assert len(ids(site)) == 1


def test_a_pin_without_the_word_of_our_forms_is_refused(site: TestClient, rows: list[Statement]) -> None:
    assert site.post("/pins", data={"row": rows[0].id}).status_code == 403
    assert ids(site) == []


def test_pins_are_taken_along_in_every_form(site: TestClient, rows: list[Statement]) -> None:
    direct = next(row for row in rows if row.kind.value == "direct")
    for row in (direct, rows[0]):
        send(site, "/pins", row=row.id, tags="lead" if row is direct else "")
    words = " ".join(direct.content[0].text.split())
    assert len(json.loads(site.get("/pins.json").text)) == 2
    assert len(json.loads(site.get("/pins.json?tag=lead").text)) == 1
    assert site.get("/pins.csv").text.startswith("id,kind,state,words")
    assert f"{BASE}/articles/{direct.article}?at=" in site.get("/pins.md").text
    assert words in site.get("/pins.html").text
    assert words in " ".join(
        sources.read(site.get("/pins.docx").content, name="pins.docx").source.text.split()
    )
    assert "attachment" in site.get("/pins.docx").headers["content-disposition"]
    assert site.get("/pins.xml").status_code == 404
