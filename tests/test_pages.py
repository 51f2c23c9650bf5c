"""Articles from pages and dumps: classes of blocks, and text that never shifts by a character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.articles.assembly import articles_of, blocks_of, part_credits
from reportedly.articles.labelled import Labelled
from reportedly.errors import UnreadableSource
from reportedly.records import KEPT, Arrival, BlockClass, Cut, Rendering, arrival
from reportedly.text import text_of, to_article, to_source

FIRST = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
SECOND = (
    "Neither of them would raise its fees before the next tide tables are printed, the board’s chairman said."
)
THIRD = "Shipowners welcomed the plan, which they had asked for since the collision off the light in May."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def came(rendering: Rendering) -> Arrival:
    return arrival(rendering.source.id, "clippings/one.html")


def cut(body: str, head: str = "") -> Cut:
    rendering = sources.read_text(f"<html><head>{head}</head><body>{body}</body></html>")
    return articles.find(rendering, came(rendering))


def kinds(found: Cut) -> dict[str, str]:
    return {block.text: block.kind.value for block in found.blocks}


def test_a_page_is_one_article() -> None:
    found = cut(f"<nav><a href='/'>Home</a></nav><article><h1>Ports share pilots</h1>{BODY}</article>")
    (article,) = found.articles
    assert article.title == "Ports share pilots"
    assert article.body == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article.text == f"Ports share pilots\n{article.body}"
    assert kinds(found)["Home"] == "junk"
    assert not found.problems


@pytest.mark.parametrize(
    ("markup", "words", "kind"),
    [
        (
            "<figure><img src=x><figcaption>A pilot boat at dawn.</figcaption></figure>",
            "A pilot boat at dawn.",
            "caption",
        ),
        ("<p class='byline'>By Ada Example</p>", "By Ada Example", "byline"),
        ("<p class='date'>4 March 2031</p>", "4 March 2031", "dateline"),
        ("<form><label>Your address</label></form>", "Your address", "form"),
        ("<div class='newsletter-box'><p>The week at sea</p></div>", "The week at sea", "form"),
        ("<div id='comments'><p>First!</p></div>", "First!", "comment"),
        (
            "<aside class='related'><a href='/t'>Tug crews win their case</a></aside>",
            "Tug crews win their case",
            "teaser",
        ),
        ("<p class='photo-credit'>Marlund Images</p>", "Marlund Images", "credit"),
    ],
)
def test_boxes_are_classed_by_their_names(markup: str, words: str, kind: str) -> None:
    found = cut(f"<article><h1>Ports share pilots</h1>{markup}{BODY}</article>")
    assert kinds(found)[words] == kind
    assert words not in found.articles[0].body


@pytest.mark.parametrize(
    ("head", "headings", "title"),
    [
        (
            "<title>Ports share pilots | The Post</title>",
            "<h1>The Post</h1><h2>Ports share pilots</h2>",
            "Ports share pilots",
        ),
        (
            "<meta property='og:title' content='Ports share pilots'>",
            "<h2>Sea</h2><h1>Ports share pilots</h1>",
            "Ports share pilots",
        ),
        (
            "<meta property='og:site_name' content='The Post'><title>The Post</title>",
            "<h1>The Post</h1>",
            "The Post",
        ),
        ("", "<h1>Only heading here</h1>", "Only heading here"),
        ("<title>Ports share pilots</title>", "", "Ports share pilots"),
    ],
)
def test_the_heading_that_the_markup_names_is_the_title(head: str, headings: str, title: str) -> None:
    assert cut(f"{headings}<article>{BODY}</article>", head).articles[0].title == title


def test_a_page_without_an_article_is_a_problem() -> None:
    found = cut("<form><label>Password</label></form><p><a href='/join'>Join</a></p>")
    assert not found.articles
    assert [problem.code for problem in found.problems] == ["no-article"]
    assert {block.text for block in found.blocks} == {"Password", "Join"}
    assert all(block.piece is None for block in found.blocks)


def test_mixed_encodings_are_a_problem_and_are_read() -> None:
    data = f"{FIRST}\n\n{SECOND} ‘So it is’ — “so be it”.\n\n".encode() + f"{THIRD} “Yes.”\n".encode("cp1252")
    rendering = sources.read(data)
    found = articles.find(rendering, came(rendering))
    assert "mixed-encodings" in [problem.code for problem in found.problems]
    assert found.articles


@pytest.mark.parametrize(
    ("paragraph", "sentence", "credit"),
    [
        (f"{FIRST}© SAMPLE", FIRST, "© SAMPLE"),
        (f"{FIRST} © 2031 Sample Press", FIRST, "© 2031 Sample Press"),
        (f"{FIRST} (Reuters)", FIRST, "(Reuters)"),
        (f"{FIRST} -- AFP", FIRST, "-- AFP"),
        (f"{FIRST} (Harbour Board)", f"{FIRST} (Harbour Board)", None),
        ("© Sample Press", "© Sample Press", None),
        ("They sell © marks at the fair", "They sell © marks at the fair", None),
    ],
)
def test_a_credit_behind_the_last_sentence_is_cut_off(
    paragraph: str, sentence: str, credit: str | None
) -> None:
    label = Labelled(0, len(paragraph), BlockClass.BODY, 0, "test", 1.0)
    parts = [(paragraph[x.start : x.end], x.kind) for x in part_credits([label], paragraph)]
    expected = [(sentence, BlockClass.BODY)] + ([(credit, BlockClass.CREDIT)] if credit else [])
    assert parts == expected


def check(found: Cut, rendering: Rendering) -> None:
    """Every promise about places: blocks and kept ranges are exact, and map there and back."""
    text = rendering.source.text
    last = 0
    for block in found.blocks:
        assert block.start >= last
        assert text[last : block.start].strip() == ""
        assert text[block.start : block.end] == block.text == block.text.strip() != ""
        last = block.end
    assert text[last:].strip() == ""
    for article in found.articles:
        assert article.text == text_of(text, article.kept)
        for kept in article.kept:
            size = kept.end - kept.start
            assert article.text[kept.at : kept.at + size] == text[kept.start : kept.end]
            (there,) = to_source(article.kept, kept.at, kept.at + size)
            (back,) = to_article(article.kept, there.start, there.end)
            assert (back.start, back.end) == (kept.at, kept.at + size)
        for evidence in article.evidence:
            if evidence.span:
                assert text[evidence.span.start : evidence.span.end] == evidence.span.text


WORDS = st.sampled_from(
    [
        FIRST,
        SECOND,
        THIRD,
        "“Curly” and ‘single’",
        "🙂🙂",
        "e\u0301te\u0301",
        "港は朝まで閉鎖された。",
        "© SAMPLE",
        "(Reuters)",
        "\r\n",
        "\n\n",
        "\x00",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "By Ada Example",
        "4 March 2031",
        "Mar. 4, 06:09 am",
        " ",
        "TOKYO (Reuters) — ",
        "SEOUL, March 4 -- ",
        "Photo: AFP",
        "Read more",
        "© 2031 The Example Post",
        "\ud800",
        "1",
    ]
)
TAGS = st.sampled_from(["p", "div", "h1", "li", "pre", "figcaption", "form", "span", "td", "article"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_any_text_keeps_its_places(pieces: list[str]) -> None:
    try:
        rendering = sources.read_text("".join(pieces))
    except UnreadableSource:
        return
    check(articles.find(rendering, came(rendering)), rendering)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TAGS, WORDS), max_size=25))
def test_any_page_keeps_its_places(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in pieces)
    try:
        rendering = sources.read_text(f"<html><body>{body}</body></html>")
    except UnreadableSource:
        return
    check(articles.find(rendering, came(rendering)), rendering)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(list(BlockClass)), st.sampled_from([0, 1, None])), max_size=20)
)
def test_any_labels_keep_their_places(pieces: list[tuple[str, BlockClass, int | None]]) -> None:
    """Metadata rules bear labels in any order, and several pieces in one text."""
    rendering = sources.read_text("\n".join(words for words, _, _ in pieces) + "\nend")
    labels, at = [], 0
    for words, kind, piece in pieces:
        bare = words.strip().strip("\x00\ufeff")
        start = rendering.source.text.find(bare, at) if bare else -1
        if start >= 0 and "\n" not in bare and bare.strip() == bare:
            labels.append(Labelled(start, start + len(bare), kind, piece, "test", 1.0))
            at = start + len(bare)
    labels = part_credits(labels, rendering.source.text)
    found = Cut(articles_of(labels, rendering, came(rendering)), blocks_of(labels, rendering))
    for article in found.articles:
        assert article.text == text_of(rendering.source.text, article.kept)
        assert all(kept.kind in KEPT for kept in article.kept)
    for block in found.blocks:
        assert rendering.source.text[block.start : block.end] == block.text
