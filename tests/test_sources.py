"""Sources: what a file is, and the text that it is rendered to."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import sources
from reportedly.errors import UnreadableSource
from reportedly.records import Rendering
from reportedly.sources.mainness import matched

PARAGRAPH = (
    "The Harbour Board said on Friday that the two ports would share their pilots from the autumn, and that "
    "neither of them would raise its fees before the next tide tables are printed."
)


def page(body: str, head: str = "") -> Rendering:
    return sources.read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def lines(rendering: Rendering) -> list[str]:
    return [rendering.source.text[run.start : run.end] for run in rendering.runs]


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "empty", "empty"),
        (b" \n\t ", "empty", "empty"),
        (b"<html><body><script>x</script></body></html>", "empty", "no text"),
        (b"%PDF-1.7 ...", "unparsable", "PDF"),
        (b"PK\x03\x04....", "binary", "ZIP"),
        (b"\x89PNG\r\n\x1a\n....", "binary", "PNG"),
        (b"\xff\xd8\xff\xe0", "binary", "JPEG"),
        (b"GIF89a", "binary", "GIF"),
        (bytes(range(256)) * 8, "binary", "binary"),
        (b"x" * 101, "too-large", "101"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, code: str, word: str) -> None:
    limit = 100 if code == "too-large" else 50_000
    with pytest.raises(UnreadableSource) as caught:
        sources.read(data, max_bytes=limit)
    assert caught.value.code == code
    assert word in caught.value.why
    assert caught.value.todo


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Plain words.\r\nMore.", "Plain words.\nMore."),
        ("\ufeffWords".encode(), "Words"),
        ("“Näher” als gedacht".encode("utf-16"), "“Näher” als gedacht"),
        ("“Curly” words, he said".encode("cp1252"), "“Curly” words, he said"),
        (b"One stray \x00 NUL in a text of words", "One stray  NUL in a text of words"),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    rendering = sources.read(data)
    assert rendering.source.text == text
    assert rendering.source.media == "text/plain"
    assert rendering.source.id == hashlib.sha256(data).hexdigest()
    assert rendering.source.size == len(data)


@pytest.mark.parametrize(
    ("text", "name", "media"),
    [
        ("<!DOCTYPE html><html><body><p>Words</p></body></html>", "", "text/html"),
        ("<!-- saved --><html><body><p>Words</p></body></html>", "notes.txt", "text/html"),
        ("<div><p>One</p><p>Two</p></div>", "", "text/html"),
        ("One <b>paragraph</b><br>of a page", "piece.html", "text/html"),
        ("The tag <p> opens a paragraph, he said.", "", "text/plain"),
        ("a < b and b > c", "", "text/plain"),
        ("Words without any markup", "page.html", "text/plain"),
    ],
)
def test_content_decides_what_a_file_is(text: str, name: str, media: str) -> None:
    assert sources.read_text(text, name=name).source.media == media


def test_a_page_may_declare_its_encoding() -> None:
    data = '<html><head><meta charset="koi8-r"></head><body><p>Порт закрыт до утра</p></body></html>'
    assert lines(sources.read(data.encode("koi8-r"))) == ["Порт закрыт до утра"]


def test_two_encodings_are_read_with_a_note() -> None:
    data = "“One” page — in UTF-8, ‘as’ it should be\n".encode() * 4 + "“two”\n".encode("cp1252")
    assert sources.read(data).notes == ("mixed encodings",)


def test_text_and_its_utf8_bytes_are_one_source() -> None:
    words = "“Näher” 東京 🙂\r\nand more"
    assert sources.read_text(words) == sources.read(words.encode())
    assert sources.read_text("a lone \ud800 surrogate").source.text == "a lone \ufffd surrogate"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One  \n two</p><p>three</p>", ["One two", "three"]),
        ("<p>One<br>two</p>", ["One", "two"]),
        ("<div>before<p>in</p>after</div>", ["before", "in", "after"]),
        ("<p>A <b>bold</b><i>er</i> claim</p>", ["A bolder claim"]),
        ("<pre>kept   so\nand so</pre>", ["kept   so", "and so"]),
        ("<p>Q&amp;A &ldquo;x&rdquo; &#8212; &eacute;</p>", ["Q&A “x” — é"]),
        ("<p>seen</p><script>no</script><style>no</style><svg><text>no</text></svg>", ["seen"]),
        ("<p>seen <span class='sr-only'>opens elsewhere</span></p>", ["seen"]),
        ("<p>seen<noscript>no</noscript></p><template>no</template>", ["seen"]),
        ("<noscript><p>all of a broken page</p></noscript>", ["all of a broken page"]),
        ("<ul><li>one<li>two</ul><img alt='no' src=x>", ["one", "two"]),
        ("<p>unclosed <b>tags<p>go on", ["unclosed tags", "go on"]),
    ],
)
def test_a_page_is_rendered_by_its_blocks(body: str, expected: list[str]) -> None:
    assert lines(page(body)) == expected


def test_a_run_knows_its_node() -> None:
    rendering = page(
        "<main class='storyBody wide'><p>One</p><p id='teaser-box'><a href='/x'>Two</a> three</p></main>"
    )
    one, two = rendering.runs
    assert (one.path, one.tag, one.hints, one.links) == (
        "html/body/main/p",
        "p",
        ("story", "body", "wide"),
        0,
    )
    assert (two.path, two.links) == ("html/body/main/p[2]", round(3 / 9, 3))
    assert two.hints == ("teaser", "box", "story", "body", "wide")


def test_the_main_text_is_marked() -> None:
    nav = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8))
    rendering = page(
        f"<nav><ul>{nav}</ul></nav><article><p>{PARAGRAPH}</p><p>{PARAGRAPH} Again.</p></article>"
    )
    kept = [rendering.source.text[run.start : run.end] for run in rendering.runs if run.main]
    assert kept == [PARAGRAPH, f"{PARAGRAPH} Again."]


@pytest.mark.parametrize(
    ("runs", "kept_lines", "expected"),
    [
        (["a b c d e", "x"], ["a b c d e"], [True, False]),
        (["Share", "one two three four", "Share"], ["one two three four", "Share"], [False, True, True]),
        (
            ["one two three four", "five six seven eight"],
            ["one two three four five six seven eight"],
            [True] * 2,
        ),
        (["one two three four", "one two three four"], ["one two three four"], [True, False]),
        (["港は朝まで閉鎖された", "広告"], ["港は朝まで閉鎖された"], [True, False]),
        ([], ["a"], []),
        (["a"], [], [False]),
    ],
)
def test_paragraphs_are_found_again(runs: list[str], kept_lines: list[str], expected: list[bool]) -> None:
    assert matched(runs, kept_lines) == expected


def test_the_markup_is_collected() -> None:
    head = (
        "<title>Ports share pilots - The Example Post</title>"
        '<meta property="article:published_time" content="2031-03-04T08:00:00Z">'
        '<link rel="canonical" href="https://post.example/ports">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ports",'
        ' "author": [{"name": "Ada Example"}], "publisher": {"name": "The Example Post"}}]}</script>'
        '<script type="application/ld+json">{broken</script>'
    )
    stated = {
        (m.path, m.value) for m in page("<p>x</p><time datetime='2031-03-04'>4 March</time>", head).markup
    }
    assert stated == {
        ("title", "Ports share pilots - The Example Post"),
        ("meta[property=article:published_time]", "2031-03-04T08:00:00Z"),
        ("link[rel=canonical]", "https://post.example/ports"),
        ("ld+json/NewsArticle/headline", "Ports"),
        ("ld+json/NewsArticle/author", "Ada Example"),
        ("ld+json/NewsArticle/publisher", "The Example Post"),
        ("time[1][datetime]", "2031-03-04"),
    }


def test_boxes_without_end_are_taken_apart() -> None:
    rendering = page("<div>" * 5000 + f"<p>{PARAGRAPH}</p>" + "</div>" * 5000)
    assert lines(rendering) == [PARAGRAPH]
    assert rendering.notes == ("nested too deeply",)


def test_a_long_page_is_read() -> None:
    rendering = page("<article>" + f"<p>{PARAGRAPH}</p>\n" * 3000 + "</article>")
    assert len(rendering.runs) == 3000


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='a-b'>",
        "</div>",
        "<br>",
        "<pre>",
        "</pre>",
        "<a href='#'>",
        "</a>",
        "<td>",
        "\r\n",
        "“curly”",
        "🙂",
        "e\u0301",
        "東京",
        "\x00",
        "&nbsp;",
        "&#8220;",
        "&#0;",
        "\u2028",
        "<!--",
        "-->",
        "<",
        " a b ",
        "<script>",
        "</script>",
        "<svg>",
        "words of a sentence, he said.",
        "\ufeff",
        "\ud800",
        "\x0b",
        "&#xD800;",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_runs_cover_the_text_exactly(pieces: list[str]) -> None:
    try:
        rendering = sources.read_text("<html><body>" + "".join(pieces) + "</body></html>")
    except UnreadableSource as reason:
        assert reason.code in {"empty", "unparsable"}
        return
    text = rendering.source.text
    assert all(line == line.strip() != "" for line in lines(rendering))
    assert "\n".join(lines(rendering)) == text
    assert not {"\x00", "\r", "\ud800"} & set(text)
