"""The page as a reader has it: its words, its links, and nothing that runs."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from dossier_sample import PILE, articles_of, cut, sample, say
from reportedly.dossier import Dossier, render
from reportedly.records import Evidence, Span, arrival, problem, story

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def contents() -> Dossier:
    return sample()


@pytest.fixture(scope="module")
def page(contents: Dossier) -> html.HtmlElement:
    return html.fromstring(render(contents))


def one(page: html.HtmlElement, name: str) -> html.HtmlElement:
    found = page.xpath("//*[@id=$name]", name=name)
    assert len(found) == 1, name
    return found[0]


def words_of(piece: html.HtmlElement) -> str:
    """An article's text as the page has it: heading and paragraphs, without the numbers."""
    parts = piece.xpath("./header/h3[@class='text'] | .//div[contains(@class, 'text')]/p")
    return "".join(t for p in parts for t in p.xpath(".//text()[not(parent::a)]"))


def marked(piece: html.HtmlElement, role: str, number: int) -> str:
    test = "contains(concat(' ', @class, ' '), concat(' ', $word, ' '))"
    scope = "./header//mark | .//div[contains(@class, 'text')]//mark"
    return "".join(
        m.text or ""
        for m in piece.xpath(scope)
        if m.xpath(f"self::*[{test}]", word=role) and m.xpath(f"self::*[{test}]", word=f"s{number}")
    )


def test_the_sample_is_as_large_as_it_says(contents: Dossier) -> None:
    assert (len(contents.articles), len(contents.statements)) == (6, 44)


def test_every_article_is_there_word_for_word(contents: Dossier, page: html.HtmlElement) -> None:
    for article in contents.articles:
        assert words_of(one(page, article.id)) == article.text


def test_every_span_is_marked_with_its_role_and_statement(contents: Dossier, page: html.HtmlElement) -> None:
    for s in contents.statements:
        number = int(one(page, s.id).get("class")[1:])
        piece = one(page, s.article)
        for role, spans in {
            "source": s.source,
            "cue": s.cue,
            "content": s.content,
            "hedge": s.hedges,
        }.items():
            for words in spans:
                assert words.text in marked(piece, role, number), (role, words)


def test_numbers_in_the_text_and_rows_lead_to_each_other(contents: Dossier, page: html.HtmlElement) -> None:
    numbers = page.xpath("//a[starts-with(@id, 'at-')]")
    assert len(numbers) == len(contents.statements)
    for a in numbers:
        row = one(page, a.get("href")[1:])
        assert row.tag == "tr"
        back = row.xpath("./td[1]/a")[0]
        assert back.get("href") == "#" + a.get("id")
        assert back.text == a.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1), min_size=1, max_size=4
    )
)
def test_any_text_is_shown_word_for_word(lines: list[str]) -> None:
    source, came, blocks = cut("a.txt", [("body", "0", words) for words in lines])
    (article,) = articles_of(source, came, blocks)
    said = [say(article, [words], speaker=words) for words in set(lines)]
    page = html.fromstring(render(Dossier(title="T", arrivals=[came], articles=[article], statements=said)))
    assert words_of(one(page, article.id)) == article.text
    assert len(page.xpath("//a[starts-with(@id, 'at-')]")) == len({s.id for s in said})


def test_a_row_shows_the_exact_content(contents: Dossier, page: html.HtmlElement) -> None:
    for s in contents.statements:
        cell = one(page, s.id).xpath("./td[4]")[0].text_content().strip()
        assert cell == (" … ".join(c.text for c in s.content) or "none")


def test_ids_are_single_and_links_resolve(page: html.HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [i for i, n in ids.items() if n > 1] == []
    inside = [h[1:] for h in page.xpath("//@href") if h.startswith("#")]
    assert set(inside) <= set(ids)


def test_every_record_can_be_cited(contents: Dossier, page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    stands = {(k.start, k.end, a.source) for a in contents.articles for k in a.kept}
    dropped = {b.id for b in contents.blocks if (b.start, b.end, b.source) not in stands}
    for records in (
        contents.articles,
        contents.statements,
        contents.passages,
        contents.stories,
        contents.problems,
    ):
        assert {r.id for r in records} <= ids
    assert dropped and dropped <= ids


def test_headings_go_down_one_step_at_a_time(page: html.HtmlElement) -> None:
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_it_says_what_is_in_the_pile(page: html.HtmlElement) -> None:
    counts = page.xpath("//p[@class='counts']")[0].text
    assert (
        counts == "5 files, 6 articles, 3 stories (1 told by more than one article), 44 statements, 2 errors"
    )


def test_the_notice_stands_at_the_top_and_at_the_foot(page: html.HtmlElement) -> None:
    assert [p.text for p in page.xpath("//header/p[@class='notice'] | //footer/p[@class='notice']")] == [
        PILE["notice"]
    ] * 2


@pytest.mark.parametrize(
    "words",
    ["no date in the text", "not named", "No statement was found in this article.", "negated",
     "8 blocks left out: 2 teasers, 1 junk, 1 byline, 1 dateline, 1 credit, 1 form, 1 comment",
     "via Tidewatch ← Joost Verhagen", "read from PORT ANSEL, 14 March 2031 (Meridian Wire)",
     "Save its text as .txt or .html and read that.", "essay/noll.md",
     "text/plain, read as utf-8 by plain/1. SHA-256", "reportedly 0.1.0 with rules/1"],
)  # fmt: skip
def test_it_says(page: html.HtmlElement, words: str) -> None:
    assert words in " ".join(page.text_content().split())


def test_dates_and_numbers_are_no_names(contents: Dossier, page: html.HtmlElement) -> None:
    first = one(page, next(a.id for a in contents.articles if a.agency))
    (names,) = first.xpath("./details[starts-with(summary, '4 names')]/p")
    assert names.text_content() == "Varland, Ines Halvorsen, Port Ansel, Harbour Institute"


def test_words_of_an_article_carry_its_language(contents: Dossier, page: html.HtmlElement) -> None:
    german = next(a for a in contents.articles if a.language == "de")
    assert one(page, german.id).xpath(".//div[contains(@class, 'text')]/@lang") == ["de"]


def test_the_same_contents_give_the_same_page(contents: Dossier) -> None:
    assert render(contents) == render(sample())


def evil() -> Dossier:
    lines = [("title", "0", EVIL), ("body", "0", f"“{EVIL}” said {EVIL}."), ("junk", "", EVIL)]
    source, came, blocks = cut(EVIL, lines, url="javascript:alert(3)")
    (plain,) = articles_of(source, came, blocks)
    article = msgspec.structs.replace(
        plain, outlet=EVIL, agency=EVIL, byline=EVIL, date=EVIL, language=EVIL, url="javascript:alert(3)",
        evidence=(Evidence("outlet", EVIL, EVIL, 0.5, markup=EVIL, role=EVIL),
                  Evidence("date", EVIL, EVIL, 0.5, Span(0, len(EVIL), EVIL))),
    )  # fmt: skip
    said = say(
        article,
        [f"“{EVIL}”"],
        source=EVIL,
        cue="said",
        speaker=EVIL + "!",
        document=EVIL,
        via=[EVIL],
        act=EVIL,
    )
    return Dossier(
        title=EVIL, sources=[source], arrivals=[came], articles=[article], blocks=blocks, statements=[said],
        stories=[story(EVIL, (article.id,), EVIL, EVIL)],
        problems=[problem(EVIL, EVIL, EVIL, EVIL, EVIL)], notice=EVIL, made_with=EVIL,
    )  # fmt: skip


def test_no_markup_of_a_source_is_rendered() -> None:
    written = render(evil())
    page = html.fromstring(written)
    assert page.xpath("//script | //img | //iframe | //object | //link | //form | //base") == []
    assert [a for e in page.iter() for a in e.attrib if a.startswith("on") or a == "style"] == []
    assert not [h for h in page.xpath("//@href | //@src") if not re.match(r"#|https?://", h)]
    assert "{{ 7 * 7 }}" in written and written.count("<style>") == 1
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://courier.example/a?b=1&c=%20", True),
        ("http://courier.example/", True),
        ("HTTPS://courier.example", True),
        ("javascript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//courier.example", False),
        ("http:", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, link: bool) -> None:
    source, came, blocks = cut("a.txt", [("body", "0", "Words.")])
    (article,) = articles_of(source, came, blocks)
    article = msgspec.structs.replace(article, url=url)
    page = html.fromstring(render(Dossier(title="T", arrivals=[came], articles=[article])))
    assert page.xpath("//a[@rel]/@href") == ([url] if link else [])


def test_odd_characters_can_be_written_as_utf8() -> None:
    came = arrival("0" * 64, "odd \udcff\x00 name\r.txt")
    trouble = problem("sources", came.path, "empty", "Nothing \ud800 in it.", "Copy it again.")
    render(Dossier(title="\udc80", arrivals=[came], problems=[trouble])).encode("utf-8")


def test_nothing_read_says_what_to_do_next() -> None:
    page = html.fromstring(render(Dossier(title="Empty")))
    assert "reportedly read" in page.xpath("//pre")[0].text_content()
    assert (
        page.xpath("//p[@class='counts']")[0].text == "0 files, 0 articles, 0 stories, 0 statements, 0 errors"
    )


def test_an_article_without_a_title_is_named_by_its_first_words() -> None:
    source, came, blocks = cut("a.txt", [("body", "0", "Ferries wait " * 20)])
    page = html.fromstring(
        render(Dossier(title="T", arrivals=[came], articles=articles_of(source, came, blocks)))
    )
    titles = page.xpath("//h3 | //ol[@class='pieces']/li/a")
    assert [t.text_content()[:34] for t in titles] == ["untitled: Ferries wait Ferries wai"] * 2
    assert all(t.text_content().endswith(" …") for t in titles)


def test_files_without_an_article_lead_to_errors_and_blocks() -> None:
    source, came, blocks = cut("nav.html", [("junk", "", "Home | World"), ("form", "", "Sign up")])
    page = html.fromstring(render(Dossier(title="T", sources=[source], arrivals=[came], blocks=blocks)))
    assert "no article was found in it" in page.text_content()
    assert page.xpath("//section[@id='left-out']//summary")[0].text == "2 blocks left out: 1 junk, 1 form"


def test_copies_of_a_file_share_their_blocks_and_no_id() -> None:
    lines = [("title", "0", "Twice"), ("body", "0", "The same words."), ("teaser", "", "More")]
    source, came, blocks = cut("a/copy.txt", lines)
    second = arrival(source.id, "b/copy.txt")
    articles = articles_of(source, came, blocks) + articles_of(source, second, blocks)
    contents = Dossier(title="T", sources=[source], arrivals=[came, second], articles=articles, blocks=blocks)
    page = html.fromstring(render(contents))
    assert [n for n in Counter(page.xpath("//@id")).values() if n > 1] == []
    assert len(page.xpath("//details[@class='leftovers']")) == 2
    assert page.xpath("//li[@id=$b]", b=blocks[-1].id)
    assert list(page.xpath("//article/@id")) == [a.id for a in articles]


def test_passages_between_stories_are_shown_apart(contents: Dossier) -> None:
    apart = [story(str(a.title), (a.id,), None, None) for a in contents.articles]
    page = html.fromstring(render(replace(contents, stories=apart)))
    shown = one(page, "across").xpath(".//div[contains(@class, 'shared')]/@id")
    assert sorted(shown) == sorted(p.id for p in contents.passages)


def test_ten_articles_stay_under_300_kilobytes(contents: Dossier) -> None:
    more = [msgspec.structs.replace(a, id=a.id + "x") for a in contents.articles[:4]]
    said = [msgspec.structs.replace(s, id=s.id + "x", article=s.article + "x") for s in contents.statements]
    doubled = replace(
        contents, articles=[*contents.articles, *more], statements=[*contents.statements, *said]
    )
    assert len(render(doubled).encode()) < 300_000


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+[0-9]?): (#[0-9a-f]{6})", css))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    css = (Path(render.__code__.co_filename).parent / "templates" / "dossier.css").read_text("utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    colours = _colours(light if scheme == "light" else dark.split("@media print")[0])
    for ink in ("ink", "muted", "link", "source", "cue"):
        for paper in ("paper", "sheet", "tint", "lit", "differs"):
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for number in range(5):
        tint = colours[f"f{number}"]
        assert _contrast(colours["ink"], tint) >= 7, number
        assert _contrast(colours[f"g{number}"], tint) >= 4.5, number
    assert _contrast(colours["ink"], colours["out"]) >= 7
