"""The dossier as a folder: every link holds wherever it lies, and nothing in it runs."""

import posixpath
from dataclasses import replace

import pytest
from lxml import html
from msgspec import structs

from case_state import copied
from cli_runs import ended, run
from dossier_sample import sample
from reportedly.case import Case
from reportedly.cli.gathering import gather
from reportedly.dossier import Dossier, folder, render
from reportedly.dossier.folder import INDEX, STYLE
from reportedly.records import Article

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"
Pages = dict[str, html.HtmlElement]


def parsed(contents: Dossier) -> Pages:
    return {one.path: html.fromstring(one.text) for one in folder(contents) if one.path != STYLE}


@pytest.fixture(scope="module", name="contents")
def the_sample() -> Dossier:
    return sample()


@pytest.fixture(scope="module", name="pages")
def its_pages(contents) -> Pages:
    return parsed(contents)


def broken(pages: Pages) -> list[str]:
    """Links that lead to no page of the folder, or to no place on it."""
    found = []
    for path, page in pages.items():
        for link in page.xpath("//body//a/@href"):
            if link.startswith("http"):
                continue
            name, _, anchor = link.partition("#")
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            if other not in pages or (anchor and not pages[other].xpath("//*[@id=$at]", at=anchor)):
                found.append(f"{path}: {link}")
    return found


def test_every_link_leads_to_a_place_in_the_folder(contents, pages) -> None:
    assert len(pages) > len(contents.articles)
    assert broken(pages) == []


def test_every_article_and_statement_is_where_the_one_file_has_it(contents, pages) -> None:
    whole = html.fromstring(render(contents))
    for article in contents.articles:
        page = pages[f"pages/{article.id}.html"]
        kept = (f"//*[@id='{article.id}']//div[contains(@class, 'text')]/p",)
        assert [p.text_content() for p in page.xpath(*kept)] == [p.text_content() for p in whole.xpath(*kept)]
    for row in contents.statements:
        assert pages[f"pages/{row.article}.html"].xpath("//*[@id=$name]", name=row.id)


def test_each_page_has_one_heading_and_no_anchor_twice(pages) -> None:
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert len(page.xpath("//h1")) == 1, path
        assert len(ids) == len(set(ids)), path


def test_nothing_runs_and_no_markup_of_a_source_is_rendered(contents) -> None:
    articles = [replace_title(one) for one in contents.articles]
    for path, page in parsed(replace(contents, title=EVIL, notice=EVIL, articles=articles)).items():
        assert not page.xpath("//script | //img | //@onerror | //style | //iframe"), path
        assert "{{ 7 * 7 }}" in page.text_content(), path


def replace_title(article: Article) -> Article:
    return structs.replace(article, title=EVIL, byline=EVIL, outlet=EVIL)


def test_the_same_contents_give_the_same_files(contents) -> None:
    assert list(folder(contents)) == list(folder(contents))


def test_an_empty_case_has_one_page_that_says_what_to_do() -> None:
    (index,) = parsed(Dossier(title="Nothing yet")).values()
    assert "No article yet" in index.text_content()


def test_a_case_of_the_pile_is_written_and_every_link_holds(example, tmp_path) -> None:
    out = tmp_path / "new" / "strait"
    result = run("dossier", "--case", example, "--folder", out, "--title", "Strait <clippings>")
    assert (result.exit_code, result.stdout) == (0, f"Dossier: {out / INDEX}\n")
    written = [one for one in out.rglob("*.*") if one.suffix in (".html", ".svg")]
    files = {str(one.relative_to(out).as_posix()): one for one in written}
    pages = {name: html.fromstring(one.read_text("utf-8")) for name, one in files.items()}
    assert [name for name in files if name.endswith(".svg")]
    assert {"pages/voices.html", "pages/quotations.html", "pages/events.html", "pages/IDN-IND.html"} <= set(
        pages
    )
    assert broken(pages) == []


def test_pages_of_an_earlier_dossier_are_taken_away_and_other_files_stay(example, tmp_path) -> None:
    assert run("dossier", "--case", example, "--folder", tmp_path / "out").exit_code == 0
    (tmp_path / "out" / "pages" / "a_gone.html").write_text("old", "utf-8")
    assert run("dossier", "--case", example, "--folder", tmp_path / "out").exit_code == 0
    assert not (tmp_path / "out" / "pages" / "a_gone.html").exists()
    (tmp_path / "out" / "letter.txt").write_text("mine", "utf-8")
    code, _, err = ended("dossier", "--case", example, "--folder", tmp_path / "out")
    assert (code, err.count("\n")) == (2, 1)
    assert "has other files in it" in err
    assert (tmp_path / "out" / "letter.txt").read_text("utf-8") == "mine"


def test_what_was_pinned_is_a_page_whose_footnotes_lead_to_the_words(example, tmp_path) -> None:
    with Case(copied(example, tmp_path / "case"), create=False) as opened:
        row, story = opened.statements()[0], opened.stories()[0]
        opened.pin(row.id, author="Ada Example", note=EVIL, tags=["lead"])
        opened.pin(story.id, author="Ada Example")
        contents = gather(opened, "Pinned", None)
    pages, whole = parsed(contents), html.fromstring(render(contents))
    page = pages["pages/pins.html"]
    assert broken(pages) == []
    assert " … ".join(contents.pins[0].words) in page.xpath("//blockquote")[0].text_content()
    assert EVIL in page.text_content() and not page.xpath("//script | //img | //@onerror")
    places = page.xpath("//ol[@class='footnotes']//a[text()='In its place']/@href")
    assert places == [f"{row.article}.html#at-{row.id}", *(f"{name}.html" for name in story.articles)]
    for document, link in ((whole, "#pins"), (pages[INDEX], "pages/pins.html")):
        assert document.xpath("//nav//a[@href=$link]", link=link)
    anchors = [link[1:] for link in whole.xpath("//section[@id='pins']//a/@href") if link[0] == "#"]
    assert anchors and all(whole.xpath("//*[@id=$name]", name=name) for name in anchors)


def test_without_pins_there_is_no_word_of_them(pages) -> None:
    assert "pages/pins.html" not in pages
    assert "Pinned" not in pages[INDEX].text_content()
