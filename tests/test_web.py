"""The site as a client sees it: who is answered, what each address shows, and that no text becomes markup."""

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.case import Case, Wanted
from reportedly.errors import CaseError, InputError
from reportedly.records import Range
from reportedly.web import application
from reportedly.web.pages.finding import cut
from reportedly.web.running import serve
from web_vectors import VECTORS

PAGES = (
    "/",
    "/articles",
    "/statements",
    "/stories",
    "/bent",
    "/bent/who",
    "/relations",
    "/compare",
    "/check",
    "/search?words=alliance",
)
TABLES = ("/intake", "/errors", "/articles", "/statements", "/stories", "/search")
BASE = "http://localhost"


@pytest.fixture(scope="module")
def folder(example_copy: Path) -> Path:
    return example_copy


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[TestClient]:
    with TestClient(application(folder), base_url=BASE) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_says_what_may_load(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_script_or_style_of_its_own(site: TestClient, path: str) -> None:
    text = site.get(path).text
    assert re.findall(r"<script(?![^>]*\bsrc=\"/static/)[^>]*>|<style| style=| on\w+=", text) == []


@pytest.mark.parametrize("path", TABLES)
def test_every_list_is_a_table_too(site: TestClient, path: str) -> None:
    rows = json.loads(site.get(f"{path}.json?words=alliance").text)
    lines = site.get(f"{path}.csv?words=alliance")
    assert lines.headers["content-type"].startswith("text/csv")
    assert isinstance(rows, list)
    assert site.get(f"{path}.xml").status_code == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8710", 200), ("[::1]:8710", 200)]
    + [(name, 421) for name in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "")],
)
def test_only_its_own_names_are_answered(site: TestClient, host: str, status: int) -> None:
    assert site.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://evil.example"}, {"origin": "null"}, {"x-word": "guessed"}]
)
def test_a_write_without_the_word_of_our_forms_is_refused(site: TestClient, headers: dict[str, str]) -> None:
    assert site.post("/", headers=headers).status_code == 403


def test_a_token_opens_the_site_once_and_leaves_the_address(folder: Path) -> None:
    with TestClient(application(folder, token="open sesame"), base_url=BASE) as client:
        assert client.get("/").status_code == 403
        assert client.get("/?token=wrong").status_code == 403
        opened = client.get("/articles?token=open%20sesame", follow_redirects=False)
        assert (opened.status_code, opened.headers["location"]) == (303, "/articles")
        assert client.get("/articles").status_code == 200


def test_a_site_beyond_this_machine_needs_a_token(folder: Path) -> None:
    with pytest.raises(InputError, match="--token"):
        serve(folder, host="192.0.2.1", port=8710, token=False, tell=print)


def test_a_folder_that_is_no_case_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        application(tmp_path / "nothing")


def test_every_story_has_a_page_whose_numbers_open_their_lists(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        stories = case.stories()
    for story in stories:
        text = site.get(f"/stories/{story.id}").text
        assert text.count("<h1") == 1
        assert all(f'href="/articles/{name}"' in text for name in story.articles)
        assert 'href="#a_' not in text


def test_a_story_told_by_many_lists_the_first_and_leads_to_all(
    site: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.pages.stories.TOLD", 2)
    with Case(folder) as case:
        story = max(case.stories(), key=lambda story: len(story.articles))
    # Under an address of its own, so that it is no page that was kept.
    text, every = (
        site.get(f"/stories/{story.id}?first=2").text,
        site.get(f"/stories/{story.id}/articles").text,
    )
    assert f'href="/stories/{story.id}/articles">All {len(story.articles)} articles</a>' in text
    assert (text.count("<tr><td"), every.count("<tr><td")) == (2, len(story.articles))
    assert all(f'name="article" value="{name}"' in every for name in story.articles)
    assert all(f'href="/articles/{name}"' in text for name in story.articles)


def test_articles_are_compared_side_by_side(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        first, second, *_ = max(case.stories(), key=lambda story: len(story.articles)).articles
    address = f"/compare?article={first}&article={second}"
    text = site.get(address).text
    assert text.count('class="made-of"') == 2
    assert json.loads(site.get(address.replace("?", ".json?")).text)
    assert site.get(f"/compare?article={first}").status_code == 404


@pytest.mark.parametrize("pair", ["IDN-IND", "Indonesia-India", "idn-ind"])
def test_a_pair_has_a_page_and_its_lines_a_table(site: TestClient, pair: str) -> None:
    text = site.get(f"/relations/{pair}").text
    assert "Indonesia and India" in text or "India and Indonesia" in text
    assert site.get(f"/relations/{pair}/lines.csv").status_code == 200


@pytest.mark.parametrize("pair", ["IDN", "IDN-", "Atlantis-IDN", "IDN-IDN", "Korea-IDN"])
def test_a_pair_that_is_none_is_said(site: TestClient, pair: str) -> None:
    assert site.get(f"/relations/{pair}").status_code == 404


def test_a_pair_is_asked_for_by_names(site: TestClient) -> None:
    answer = site.get("/relations?first=Indonesia&second=India", follow_redirects=False)
    assert answer.headers["location"] == "/relations/IDN-IND"


def test_a_statement_has_an_address_of_its_own(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        row = case.statements()[0]
    answer = site.get(f"/statements/{row.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/articles/{row.article}#at-{row.id}"


def test_every_statement_leads_to_its_words(site: TestClient) -> None:
    text = site.get("/statements").text
    links = re.findall(r'href="(/articles/\w+)#(at-s_\w+)"', text)
    assert links
    for path, anchor in links[:10]:
        assert f'id="{anchor}"' in site.get(path).text


def test_the_reader_marks_events_and_tells_passages(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        passage, mention = case.passages()[0], next(row for row in case.event_mentions() if row.root)
    shared = site.get(f"/articles/{passage.a}").text
    assert f"/articles/{passage.b}?at={passage.b_span.start}-{passage.b_span.end}#at" in shared
    told = site.get(f"/articles/{mention.article}").text
    assert re.search(rf'id="at-{mention.id}"[^>]*>[^<]+</a><mark class="[^"]*event', told)
    assert f'href="#at-{mention.id}"' in told


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("", ["statement", "event"], ["passage"]),
        ("?show=events", ["event"], ["statement", "passage"]),
        ("?show=statements,passages", ["statement", "passage"], ["event"]),
        ("?show=none", [], ["statement", "event", "passage"]),
        ("?show=<script>", [], ["statement", "event", "passage"]),
    ],
)
def test_layers_of_marks_are_shown_and_hidden_by_the_address(
    site: TestClient, folder: Path, asked: str, shown: list[str], hidden: list[str]
) -> None:
    with Case(folder) as case:
        name = case.passages()[0].a
        text = case.article(name).text
    page = site.get(f"/articles/{name}{asked}").text
    assert all(f'class="note of-{kind}"' in page for kind in shown)
    assert not any(f'class="note of-{kind}"' in page for kind in hidden)
    body = re.findall(r"<(?:h1|p)[^>]* data-text>(.*?)</(?:h1|p)>", page, re.S)
    bare = re.sub(r'<a class="n[^>]*>[^<]*</a>|<[^>]*>', "", "".join(body))
    assert html.unescape(bare) == text
    links = re.findall(r'href="(/articles/\w+(?:\?show=[\w,]+)?)"[^>]* data-layer', page)
    assert len(links) == 3
    assert all(site.get(html.unescape(link)).status_code == 200 for link in links)


def test_a_place_in_a_text_has_an_address(site: TestClient, folder: Path) -> None:
    with Case(folder) as case:
        row = case.statements()[0]
    span = row.content[0]
    page = site.get(f"/articles/{row.article}?at={span.start}-{span.end}").text
    assert 'id="at"' in page
    marked = "".join(re.findall(r'<mark class="asked[^"]*"[^>]*>([^<]*)</mark>', page))
    assert marked.split()[:2] == span.text.split()[:2]


@pytest.mark.parametrize(
    "path",
    ["/articles/a_none", "/nowhere", "/statements?first=-1", "/statements?first=x", "/articles/a_none?at=x"],
)
def test_an_address_that_leads_nowhere_is_said(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_what_is_ticked_narrows_the_list_and_its_counts(folder: Path) -> None:
    with Case(folder) as case:
        every = case.some_statements(Wanted(), 0, 1000)
        speaker = case.statement_counts(Wanted(), "speaker")[0]
        some = case.some_statements(Wanted(speaker=speaker.value), 0, 1000)
        outlets = case.statement_counts(Wanted(speaker=speaker.value), "outlet")
    assert some.total == speaker.rows == len(some.rows) < every.total
    assert {row.speaker for row in some.rows} == {speaker.value}
    assert sum(row.rows for row in outlets) <= some.total


def test_a_long_list_is_shown_a_stretch_at_a_time(folder: Path) -> None:
    with Case(folder) as case:
        every = case.some_statements(Wanted(), 0, 1000)
        parts = [case.some_statements(Wanted(), first, 7).rows for first in range(0, every.total, 7)]
    assert [row for part in parts for row in part] == list(every.rows)


@pytest.mark.parametrize(
    "words", ["alliance", '"joint patrols"', "'", '"', "NEAR(", "a* OR b", "\x00", "联盟"]
)
def test_words_typed_by_anyone_are_words(site: TestClient, words: str) -> None:
    for path in ("/search", "/articles", "/statements"):
        assert site.get(path, params={"words": words}).status_code == 200


@pytest.mark.parametrize(
    ("snippet", "runs"),
    [
        ("no words", [("no words", False)]),
        ("a ‹b› c", [("a ", False), ("b", True), (" c", False)]),
        ("‹b›", [("b", True)]),
        ("a › b", [("a › b", False)]),
        ("a ‹b", [("a ", False), ("b", False)]),
        ("", []),
    ],
)
def test_a_snippet_is_cut_at_what_was_found(snippet: str, runs: list[tuple[str, bool]]) -> None:
    assert cut(snippet) == runs


DRAFT = """The Narrow Seas Yearbook says both "could come to act as allies in everything but name".

"Nobody will ever close the lantern again," Example Person said.
"""


def word_of(site: TestClient) -> str:
    found = re.search(r'name="word" value="([^"]+)"', site.get("/check").text)
    assert found
    return found[1]


def test_a_pasted_draft_is_judged(site: TestClient) -> None:
    page = site.post("/check", data={"word": word_of(site), "draft": DRAFT.replace("\n", "\r\n")}).text
    assert "1 wants looking at" in page
    assert re.search(r'<mark class="fault">Nobody will ever close the lantern again,?</mark>', page)
    assert re.search(r'<mark class="fine">could come to act as allies in everything but name</mark>', page)
    assert re.search(r'href="/articles/\w+\?at=\d+-\d+#at"', page)


@pytest.mark.parametrize("draft", ["", "   ", "No claim here."])
def test_a_draft_without_claims_is_no_error(site: TestClient, draft: str) -> None:
    assert site.post("/check", data={"word": word_of(site), "draft": draft}).status_code == 200


def test_a_draft_that_is_too_long_is_said(site: TestClient) -> None:
    answer = site.post("/check", data={"word": word_of(site), "draft": "x" * 200_001})
    assert (answer.status_code, "reportedly check" in answer.text) == (404, True)


class _Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[str, ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, tuple(sorted(name for name, _ in attrs))))


def tags(page: str) -> set[tuple[str, tuple[str, ...]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.found


def _article(words: str) -> str:
    return (
        f"{words}\n\nBy {words}\n\nHALDEN (Halden Wire) - The ministry said on Friday that {words} was under "
        f'way, and "{words}" would follow.\n\nOfficials in the port confirmed that the {words} was agreed.\n'
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which titles, bylines, quotations, file names, outlets and addresses are vectors."""
    pile = tmp_path_factory.mktemp("vectors")
    for number, vector in enumerate(VECTORS):
        name = re.sub(r"[/\x00]", "∕", vector)[:80]
        (pile / f"{number:02d} {name}.txt").write_text(_article(vector), "utf-8")
    path = tmp_path_factory.mktemp("web") / "hostile"
    with Case(path) as case:
        case.read(pile, workers=0, outlet=VECTORS[0], until="ruled")
        one = next(pile.iterdir())
        case.read(one, workers=0, url='https://x.example/"><script>alert(1)</script>', until="ruled")
        for number, article in enumerate(case.articles()):
            vector = VECTORS[number % len(VECTORS)]
            case.pin(article.id, Range(0, 20), author=vector, note=vector, tags=[vector[:50], "plain"])
    return path


def test_there_are_enough_vectors() -> None:
    assert len(set(VECTORS)) >= 60


def test_no_vector_becomes_an_element(hostile: Path, folder: Path, site: TestClient) -> None:
    """The pages of the hostile case have only the elements, and attributes, that pages of another have."""
    with Case(folder) as case:
        pin = case.pin(case.articles()[0].id, Range(0, 20), author="Ada", note="a note", tags=["lead"])
        usual = [*PAGES, "/pins", *(f"/articles/{row.id}?at=1-5" for row in case.articles())]
        usual += [f"/sources/{row.source}" for row in case.articles()]
    known = set().union(*(tags(site.get(path).text) for path in [*usual, "/articles?outlet=x", "/nowhere"]))
    with Case(folder) as case:
        case.unpin(pin.id, author="Ada")
    names = {tag for tag, _ in known}
    attributes = {name for _, found in known for name in found}
    with Case(hostile) as case, TestClient(application(hostile), base_url=BASE) as client:
        paths = ["/", "/articles", "/statements", "/search?words=ministry", "/search?words=<script>"]
        paths += [f"/articles/{row.id}" for row in case.articles()]
        paths += [f"/sources/{row.source}" for row in case.articles()]
        paths += [
            "/pins",
            "/pins?tag=<script>alert(1)</script>",
            "/articles?outlet=<script>alert(1)</script>",
        ]
        assert any(row.root for row in case.event_mentions())
        paths += [f"/search?words={vector}" for vector in ('"><script>alert(1)</script>', "{{ 7 * 7 }}")]
        assert len(paths) > 60
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200
            found = tags(answer.text)
            assert {tag for tag, _ in found} <= names, path
            assert {name for _, own in found for name in own} <= attributes, path
            assert "javascript:" not in re.findall(r'href="([^":]*:)', answer.text), path
