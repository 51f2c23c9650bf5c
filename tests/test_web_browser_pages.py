"""Pages that answer for a whole case, in a real browser: the matrix, the numbers, the story, the folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli_runs import run
from reportedly.case import Case
from test_web_browser import CHROMIUM, serious_faults, serving
from test_web_browser import browser as browser  # a fixture

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module", name="folder")
def a_case_of_the_pile(example_copy: Path) -> Path:
    votes = "rcid,country_code,vote,date,unres\n1,IN,yes,2030-10-01,R/85/1\n1,ID,no,2030-10-01,R/85/1\n"
    treaty = "mem1,mem2,year,defense,offense,neutral,nonagg,consul\n750,850,2030,0,0,0,1,1\n"
    with Case(example_copy) as case:
        for kind, text in (("votes", votes), ("alliances", treaty)):
            (example_copy.parent / f"{kind}.csv").write_text(text, "utf-8")
            case.import_file(kind, example_copy.parent / f"{kind}.csv")
    return example_copy


@pytest.fixture(scope="module", name="address")
def where_it_is_served(folder: Path) -> Iterator[str]:
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module", name="paths")
def addresses(folder: Path) -> list[str]:
    with Case(folder) as case:
        story = max(case.stories(), key=lambda one: len(one.articles)).id
    return [
        *("/relations", "/relations?kind=talk", "/relations?since=2030-12&pairs=all", "/relations/IDN-IND"),
        *("/relations/IDN-IND/words?column=outside", "/relations/IDN-IND/words?fate=any"),
        *("/relations/IDN-IND/ties?kind=votes", "/relations/IDN-IND/ties?kind=alliances"),
        *("/bent", "/bent?became=any", "/bent/who?by=speaker"),
        f"/stories/{story}",
    ]


@pytest.fixture(scope="module", name="dossier")
def the_first_page_of_a_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("out") / "strait"
    assert run("dossier", "--case", folder, "--folder", out).exit_code == 0
    return (out / "index.html").as_uri()


@pytest.fixture(name="page", params=[True, False], ids=["scripts", "no-scripts"])
def a_page(request: Any, browser: Any, address: str) -> Iterator[Any]:
    size = {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, base_url=address, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_cell_of_the_matrix_leads_to_its_pair_and_a_number_to_its_rows(page: Any) -> None:
    page.goto("/relations")
    page.locator(".matrix td a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/relations/IDN-IND")
    number = page.locator(".counts-table .count-of").first
    many = int(number.inner_text())
    number.click()
    page.wait_for_url("**/words?*")
    assert page.locator(".rows > li").count() == many
    assert page.locator(".rows mark").first.is_visible()


def test_what_is_ticked_stays_in_the_address(page: Any) -> None:
    page.goto("/relations")
    for name in ("material deeds", "verbal deeds"):
        page.get_by_label(name).uncheck()
    page.get_by_label("from").fill("2031")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/relations?since=2031&until=&kind=talk")
    assert page.get_by_label("talk").is_checked()
    assert page.locator("thead th", has_text="Cooperation").count() == 0


def test_the_numbers_in_a_story_s_heading_open_their_lists(page: Any, paths: list[str]) -> None:
    page.goto(paths[-1])
    for number in page.locator(".counts a").all():
        number.click()
        target = page.url.rpartition("#")[2]
        assert page.locator(f"details:has(#{target})").evaluate("one => one.open")
    page.goto("/stories")
    page.locator(".rows .count-of b, .rows b .count-of").first.click()
    page.locator("details[open]:has([id^=origins-of])").wait_for(state="attached", timeout=20000)


def test_a_bent_quote_leads_to_its_words_and_a_number_of_the_table_to_its_rows(page: Any) -> None:
    page.goto("/bent")
    first = page.locator(".bends > li").first
    assert first.locator("mark.differs").count() >= 2
    told = first.locator("blockquote b").last.inner_text()
    first.locator("blockquote a").last.click()
    page.wait_for_url("**/articles/a_*?at=*#at")
    assert told.split()[0] in page.locator("mark.asked").first.inner_text()
    page.goto("/bent")
    page.get_by_role("link", name="The Narrows Ledger").first.click()
    page.wait_for_url("**/bent?outlet=The+Narrows+Ledger")
    assert page.locator(".bends > li").count() == 1
    page.get_by_role("link", name="Who bends how often").click()
    number = page.locator(".who-table .count-of").first
    many = int(number.inner_text())
    number.click()
    page.wait_for_url("**/bent?became=any*")
    assert page.locator(".bends > li").count() == many


def test_no_line_of_a_stemma_runs_through_a_name(browser: Any, address: str, paths: list[str]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, base_url=address)
    page.goto(paths[-1])
    crossed = page.evaluate(
        """() => [...document.querySelectorAll(".stemma path")].flatMap(line => {
          const boxes = [...document.querySelectorAll(".stemma text:not(.no)")].map(one => one.getBBox());
          const length = line.getTotalLength(), hits = [];
          for (let at = 0; at < length; at += 2) {
            const {x, y} = line.getPointAtLength(at);
            const within = box => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
            if (boxes.some(within)) hits.push([x, y]);
          }
          return hits;
        })"""
    )
    assert page.locator(".stemma path").count() > 3
    assert crossed == []
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_has_a_serious_fault_of_access(
    browser: Any, address: str, paths: list[str], dossier: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, base_url=address, bypass_csp=True)
    page = context.new_page()
    for path in [*paths, *of_the_folder(page, dossier)]:
        page.goto(path)
        assert serious_faults(page) == [], path
    context.close()


@pytest.mark.parametrize("width", [360, 700, 1000, 1280])
def test_no_page_scrolls_sideways(
    browser: Any, address: str, paths: list[str], dossier: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
    for path in [*paths, *of_the_folder(page, dossier)]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def of_the_folder(page: Any, dossier: str) -> list[str]:
    """The first page of a dossier, and one of each kind behind it."""
    page.goto(dossier)
    links = page.locator(".toc a").evaluate_all("all => all.map(one => one.href)")
    kinds = {link.rpartition("/")[2][:2]: link for link in links}
    return [dossier, *kinds.values()]


def test_a_dossier_s_folder_is_styled_and_read_without_scripts(browser: Any, dossier: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(dossier)
    page.locator(".pieces a").first.click()
    page.wait_for_url("**/pages/a_*.html")
    assert "Kestry" in page.locator("main").inner_text()
    assert page.locator("mark.source").first.evaluate("one => getComputedStyle(one).fontWeight") == "600"
    page.locator(".leaf a").click()
    page.wait_for_url("**/index.html")
    context.close()
