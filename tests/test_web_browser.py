"""The site in a real browser: clicks, keys, marks, and what a person with a screen reader would meet."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from reportedly.case import Case
from reportedly.records import Effect, Range
from reportedly.web import application

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
AXE = Path(__file__).parent / "_vendor" / "axe-core-4.14.1.min.js"
DRAFT = 'The yearbook says that both "will come to act as allies in everything but name".\n'

# Selects the first stretch of an article's text with these words, which may cross marks.
SELECT = """words => {
  const text = document.querySelector("div.text"), nodes = [];
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".n")) nodes.push(walk.currentNode);
  const whole = nodes.map(node => node.data).join("");
  const place = at => {
    for (const node of nodes) { if (at <= node.length) return [node, at]; at -= node.length; }
  };
  const start = whole.indexOf(words), range = document.createRange();
  range.setStart(...place(start));
  range.setEnd(...place(start + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def folder(example_copy: Path) -> Path:
    return example_copy


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as found:
        yield found


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Where the site of a case answers, in a thread of this process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application(folder), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        made = started.chromium.launch(executable_path=CHROMIUM, args=alone)
        yield made
        made.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A fresh page; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    made = context.new_page()
    made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def addresses(folder: Path) -> list[str]:
    """One address of each kind of page."""
    with Case(folder) as case:
        row = case.statements()[0]
        return [
            *(
                "/",
                "/stories",
                "/statements",
                "/bent",
                "/bent/who",
                "/articles",
                "/check",
                "/rulings",
                "/pins",
            ),
            "/search?words=alliance",
            f"/stories/{case.stories()[0].id}",
            f"/stories/{case.stories()[0].id}/articles",
            "/compare?" + "&".join(f"article={name}" for name in case.stories()[0].articles[:3]),
            *("/relations", "/relations/IDN-IND"),
            f"/articles/{row.article}?at=1-20",
            f"/articles/{row.article}?show=statements,events,passages",
            f"/sources/{case.article(row.article).source}",
            "/nowhere",
        ]


def on_screen(page: Any, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


def test_a_click_on_a_statement_leads_to_its_words_marked(page: Any) -> None:
    page.goto("/statements?modality=possible")
    page.locator(".rows a.words").last.click()
    anchor = page.url.rpartition("#")[2]
    page.wait_for_selector("mark.lit")
    assert on_screen(page, f"#{anchor}")


def test_keys_walk_the_rows_and_open_one(page: Any) -> None:
    page.goto("/articles")
    for key in "jjjk":
        page.keyboard.press(key)
    assert page.locator("[data-row]").nth(1).evaluate("row => row.classList.contains('here')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/a_*")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/stories")


def test_what_is_found_follows_the_typing(page: Any) -> None:
    page.goto("/search")
    page.keyboard.press("/")
    page.keyboard.type("lamp")
    page.wait_for_selector("#hits mark")
    assert "lamp" in page.locator("#hits").inner_text().lower()
    assert page.url.endswith("words=lamp")


def test_a_pasted_draft_names_the_altered_quotation(page: Any) -> None:
    page.goto("/check")
    page.fill("#draft", DRAFT)
    page.get_by_role("button", name="Check it").click()
    finding = page.locator(".findings li").first
    assert "hedge dropped" in finding.inner_text()
    assert finding.locator("mark.differs").first.inner_text() == "will"
    finding.get_by_role("link").last.click()
    page.wait_for_selector("#at", state="attached")
    assert on_screen(page, "mark.asked >> nth=0")


def test_every_number_of_a_story_opens_its_list(page: Any, addresses: list[str]) -> None:
    page.goto(next(path for path in addresses if path.startswith("/stories/")))
    for number in page.locator(".behind details").all():
        number.locator("summary").click()
        assert number.evaluate("one => one.open")
        assert len(number.inner_text()) > len(number.locator("summary").inner_text())


def test_ticked_articles_are_compared_and_each_mark_says_where_it_stood(
    page: Any, addresses: list[str]
) -> None:
    page.goto(next(path for path in addresses if path.startswith("/stories/")))
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?*")
    mark = page.locator(".columns mark").first
    assert mark.get_attribute("title")
    assert page.locator(".columns section").count() == 2


def test_a_bar_of_a_pair_opens_its_words(page: Any) -> None:
    page.goto("/relations/IDN-IND")
    page.locator(".plot a").first.click()
    assert page.locator(".drawer:target .serif").first.is_visible()


def test_a_speaker_is_corrected_in_the_page(page: Any, folder: Path) -> None:
    with Case(folder) as case:
        row = next(row for row in case.statements() if row.speaker)
    page.goto(f"/articles/{row.article}#{row.id}")
    form = page.locator(f"#{row.id} .ruling")
    form.locator("summary").click()
    form.get_by_label("speaker").fill("Example Institute")
    form.get_by_role("button", name="Correct").click()
    page.wait_for_selector("text=/^Up to date/", timeout=180_000)
    page.reload()
    assert "Example Institute" in page.locator(f"#{row.id}").inner_text()
    page.goto("/rulings")
    assert "speaker=Example Institute" in page.locator("main").inner_text()
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_selector("text=undone", timeout=180_000)


def test_a_marked_row_is_pinned_by_key_and_stands_with_its_footnote(page: Any) -> None:
    page.goto("/statements?modality=possible")
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_selector("[data-row].here p.pin >> text=Pinned")
    words = page.locator("[data-row].here .words").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pins#n_*")
    line = page.locator(".pins > li", has_text=words)
    line.locator(".edit summary").click()
    line.get_by_role("textbox", name="note").fill("ask again")
    line.get_by_role("button", name="Keep").click()
    assert line.locator(".note").inner_text() == "ask again"
    line.get_by_role("button", name="Unpin").click()
    page.get_by_role("button", name="Put it back").click()
    assert line.locator(".note").inner_text() == "ask again"


def test_an_event_is_marked_in_the_text_and_told_in_the_margin(page: Any, folder: Path) -> None:
    with Case(folder) as case:
        event = next(row for row in case.event_mentions() if row.root and row.status.value == "planned")
    page.goto(f"/articles/{event.article}#at-{event.id}")
    chip = page.locator(f"#at-{event.id}")
    assert chip.inner_text() == "planned"
    assert page.locator("mark.event.lit").first.inner_text() in event.trigger[0].text
    chip.click()
    assert on_screen(page, f"#{event.id}")
    page.keyboard.press("2")
    page.wait_for_url("**?show=statements**")
    assert page.locator(".text mark.event").count() == 0
    page.keyboard.press("2")
    page.wait_for_url(f"**/articles/{event.article}")
    assert page.locator(".text mark.event").count() > 0
    page.locator(".legend summary").click()
    assert "not done yet" in page.locator(".legend").inner_text()


def test_notes_stand_beside_their_words(page: Any, addresses: list[str]) -> None:
    page.goto(next(path for path in addresses if path.startswith("/articles/a_")))
    tops = page.evaluate("""[...document.querySelectorAll(".note")].map(note => [
      note.getBoundingClientRect().top, note.getBoundingClientRect().bottom,
      document.getElementById("at-" + note.id)?.getBoundingClientRect().top ?? 0])""")
    assert all(top >= mark - 1 or mark < tops[0][0] for top, _, mark in tops)
    assert all(above <= below + 1 for (_, above, _), (below, _, _) in pairwise(tops))


def test_an_article_is_split_in_the_page_and_joined_in_the_intake(page: Any, folder: Path) -> None:
    with Case(folder) as case:
        article = max(case.articles(), key=lambda row: len(row.text))
    page.goto(f"/articles/{article.id}")
    page.locator(".meta a.file").click()
    page.wait_for_url(f"**/sources/{article.source}#b-*")
    block = page.locator(".blocks li.body").nth(4)
    block.locator("summary").click()
    block.get_by_role("button", name="New article begins here").click()
    page.wait_for_selector("text=Noted: a new article begins here")
    page.wait_for_selector("text=/^Up to date/", timeout=180_000)
    page.get_by_role("link", name="Load the page again").click()
    assert page.locator(".begins").count() == 2
    page.goto("/")
    row = page.locator("tr", has=page.locator(f"a[href='/sources/{article.source}']"))
    assert row.locator("a[href^='/articles/']").count() == 2
    row.get_by_role("button", name="Belongs to the article above").click()
    page.wait_for_selector("text=/^Up to date/", timeout=180_000)
    with Case(folder) as case:
        assert [row.id for row in case.articles(article.source)] == [article.id]


def test_pinned_words_are_marked_where_they_are_read_and_unpinned_there(page: Any, folder: Path) -> None:
    with Case(folder) as case:
        row = next(x for x in case.statements() if len(x.content) == 1 and x.content[0].start > 300)
        at = Range(row.content[0].start + 5, row.content[0].end)
        pin = case.pin(row.article, at, author="Ada", note="ask the desk", tags=["lead"])
        said = case.pin(row.id, author="Ada", note="who else?")
    page.goto(f"/articles/{row.article}")
    marked = "".join(page.locator(".text mark.held").all_inner_texts())
    assert marked == row.content[0].text[5:]
    note = page.locator(f"#{pin.id}")
    assert "ask the desk" in note.inner_text() and "lead" in note.inner_text()
    assert "who else?" in page.locator(f"#{row.id} .kept").inner_text()
    note.get_by_role("button", name="Unpin").click()
    page.wait_for_url("**undone=n_*")
    assert page.locator(".text mark.held").count() == 0
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_selector(".text mark.held")
    with Case(folder) as case:
        for name in (pin.id, said.id):
            case.unpin(name, author="Ada")


def test_the_keys_are_listed_and_can_be_turned_off(page: Any) -> None:
    page.goto("/articles")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("j")
    assert page.locator("[data-row].here").count() == 0
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("[data-row].here").count() == 0
    page.get_by_role("link", name="Keys").click()
    page.locator("#keys-on").check()
    page.get_by_role("link", name="Close", exact=True).click()
    page.keyboard.press("j")
    assert page.locator("[data-row].here").evaluate("row => row === document.activeElement")


@pytest.mark.parametrize("width", [360, 1280])
def test_paper_has_no_buttons(browser: Any, address: str, addresses: list[str], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
    page.emulate_media(media="print")
    for path in addresses:
        page.goto(path)
        shown = page.locator("main button:visible, main input:visible, main select:visible").count()
        assert shown == 0 or not path.startswith(("/articles/", "/pins", "/sources/", "/stories/")), path
    page.close()


def case_text(folder: Path, article: str) -> str:
    with Case(folder) as case:
        return case.article(article).text


def test_selected_words_are_pinned_exactly(page: Any, folder: Path) -> None:
    with Case(folder) as case:
        row = next(x for x in case.statements() if len(x.content) == 1 and x.content[0].start > 300)
    page.goto(f"/articles/{row.article}")
    words = row.content[0].text[4:40].strip()
    page.evaluate(SELECT, words)
    page.wait_for_selector("#pin-words:not([hidden])")
    page.keyboard.press("p")
    page.wait_for_selector("#pin-said >> text=Pinned")
    with Case(folder) as case:
        (pin,) = [x for x in case.pins() if x.kind == "words"]
    (note,) = pin.places
    start = case_text(folder, row.article).index(words)
    assert note.at and (note.at.start, note.at.end) == (start, start + len(words))


def test_a_footnote_is_copied_whole(browser: Any, address: str, folder: Path) -> None:
    with Case(folder) as case:
        case.pin(case.statements()[3].id, author="Ada Example")
    allowed = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(base_url=address, permissions=allowed)
    page = context.new_page()
    page.goto("/pins")
    page.get_by_role("button", name="Copy as footnote").first.click()
    page.wait_for_selector("text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "with SHA-256" in copied and f"{address}/articles/a_" in copied
    context.close()


def serious_faults(page: Any) -> list[tuple[str, list[str]]]:
    """The rules of axe that the page breaks seriously, each with the first places."""
    page.evaluate(AXE.read_text("utf-8"))
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in page.evaluate("axe.run().then(all => all.violations)")
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_access(
    browser: Any, address: str, addresses: list[str], scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, base_url=address, bypass_csp=True)
    page = context.new_page()
    for path in addresses:
        page.goto(path)
        assert serious_faults(page) == [], path
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(browser: Any, address: str, addresses: list[str], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
    for path in addresses:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def test_pages_work_without_scripts(browser: Any, address: str, addresses: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    for path in addresses:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
    page.goto("/")
    page.fill("#find", "lamp")
    page.get_by_role("button", name="Search").click()
    assert page.locator("#hits li").count() > 0
    page.goto("/check")
    page.fill("#draft", DRAFT)
    page.get_by_role("button", name="Check it").click()
    assert page.locator(".findings li").count() > 0
    page.goto(next(path for path in addresses if path.startswith("/articles/a_")))
    page.locator(".layers li a", has_text="statement").click()
    assert page.locator(".note.of-statement").count() == 0
    page.get_by_role("link", name="Keys").click()
    assert page.locator("#keys").is_visible()
    page.goto(next(path for path in addresses if path.startswith("/sources/")))
    page.locator(".blocks .change summary").nth(3).click()
    assert page.get_by_role("button", name="New article begins here").first.is_visible()
    context.close()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed documents are not on this machine")
def test_words_that_turned_their_meaning_are_marked_on_both_sides(browser: Any, tmp_path: Path) -> None:
    """Two outlets have the same words of one report; in one of them they hang on something else."""
    with Case(tmp_path / "case") as case:
        case.read(SEEDS, workers=0)
        (bent,) = [row for row in case.variants() if row.effect is Effect.RE_ANCHORED]
        (witness,) = [row for row in case.variants() if row.id == bent.witness]
    with serving(tmp_path / "case") as address:
        page = browser.new_page(base_url=address)
        page.goto(f"/compare?article={witness.article}&article={bent.article}")
        change = page.locator(f"#{bent.id}")
        assert "re anchored" in change.inner_text().lower().replace("-", " ")
        assert change.locator(".sides > div").count() == 2
        assert all(side.locator("mark.differs").count() for side in change.locator(".sides > div").all())
        page.close()
