"""Markdown: told by name and look, rendered to what its reader sees."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.records import Rendering, arrival
from reportedly.sources.frontmatter import front_matter
from reportedly.sources.markdown import looks_like_markdown

BODY = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
MORE = "Neither of them would raise its fees before the next tide tables are printed, the chairman said."


def read(text: str) -> Rendering:
    return sources.read(text.encode(), name="note.md")


def runs(text: str) -> list[tuple[str, str]]:
    rendering = read(text)
    return [(run.tag, rendering.source.text[run.start : run.end]) for run in rendering.runs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head\n\nText *with* **stress**.", [("h1", "Head"), ("p", "Text with stress.")]),
        ("Head\n====\n\nText", [("h1", "Head"), ("p", "Text")]),
        ("one\ntwo", [("p", "one two")]),
        ("one  \ntwo", [("p", "one"), ("p", "two")]),
        ("one<br>two", [("p", "one"), ("p", "two")]),
        ("a [link](https://a.example/x) here", [("p", "a link here")]),
        ("a ![boat](boat.png) here", [("p", "a boat here")]),
        ("- one\n- two\n  more", [("li", "one"), ("li", "two more")]),
        ("> said\n> so", [("blockquote", "said so")]),
        ("| a | b |\n|---|---|\n| *c* | d |", [("tr", "a | b"), ("tr", "c | d")]),
        ("text\n\n```\ncode\n```", [("p", "text"), ("pre", "code")]),
        ("<div><p>held</p></div>", [("p", "held")]),
        (r"2 \* 3 &amp; ~~gone~~", [("p", "2 * 3 & gone")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert runs(text) == expected


def test_code_is_no_main_text_and_paths_tell_the_place() -> None:
    rendering = read("para\n\n- one\n- two\n\n```\ncode\n```")
    assert [(run.path, run.main) for run in rendering.runs] == [
        ("markdown/p", True),
        ("markdown/ul/li/p", True),
        ("markdown/ul/li[2]/p", True),
        ("markdown/pre", False),
    ]
    assert rendering.source.renderer == "markdown-1"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("words", "a.md", True),
        ("words", "a.txt", False),
        ("<!doctype html><p>x", "a.md", False),
        ("---\ntitle: x\n---\nwords", "", True),
        ("+++\ntitle = 'x'\n+++\nwords", "", True),
        ("---\nA line of words\n---\nwords", "", False),
        ("# A\n\n[b](https://c.example)\n\n## D\n", "", True),
        ("# A\n\n## B\n\nhash tags", "", False),
        ("[1] see (https://c.example)", "", False),
        ("- a list\n- of things * and stars *", "", False),
    ],
)
def test_markdown_is_told_by_name_and_look(text: str, name: str, expected: bool) -> None:
    assert looks_like_markdown(text, name) is expected


@pytest.mark.parametrize(
    ("text", "pairs", "rest"),
    [
        (
            "---\ntitle: A: b\ndate: 2031-05-09\n---\nText",
            [("title", "A: b"), ("date", "2031-05-09")],
            "Text",
        ),
        (
            "---\nAuthors: [Ada Example, 'Bo Sample']\n---\nText",
            [("authors", "Ada Example"), ("authors", "Bo Sample")],
            "Text",
        ),
        (
            "---\nauthor:\n  - Ada Example\n  - Bo Sample\n---\nText",
            [("author", "Ada Example"), ("author", "Bo Sample")],
            "Text",
        ),
        ('---\ntitle: "x"\n# note\nempty:\n---\nText', [("title", "x")], "Text"),
        (
            '+++\ntitle = "x"\ndate = 2031-05-09\ntags = ["a", "b"]\n+++\nText',
            [("title", "x"), ("date", "2031-05-09"), ("tags", "a"), ("tags", "b")],
            "Text",
        ),
        ("+++\nbroken =\n+++\nText", [], "+++\nbroken =\n+++\nText"),
        ("---\nwords without a colon\n---\nText", [], "---\nwords without a colon\n---\nText"),
        ("Text", [], "Text"),
    ],
)
def test_front_matter(text: str, pairs: list[tuple[str, str]], rest: str) -> None:
    found, start = front_matter(text)
    assert (found, text[start:]) == (pairs, rest)


def test_a_note_becomes_an_article() -> None:
    head = (
        "---\ntitle: Two ports share pilots\ndate: 2031-05-09\nauthor: Ada Example\n"
        "url: https://post.example/a\noutlet: The Example Post\n---\n"
    )
    rendering = read(f"{head}# Two ports share pilots\n\n{BODY}\n\n> {MORE}\n")
    (found,) = articles.find(rendering, arrival(rendering.source.id, "note.md")).articles
    assert (found.title, found.body) == ("Two ports share pilots", f"{BODY}\n{MORE}")
    assert (found.date, found.byline, found.outlet) == ("2031-05-09", "Ada Example", "The Example Post")
    assert found.url == "https://post.example/a"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 20_000,
        "*a " * 20_000,
        "> " * 5_000 + "x",
        "- " * 2_000 + "x",
        "".join("`" * n + " " for n in range(300)),
        "<" * 50_000,
        "&a" * 20_000,
        "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n|b",
    ],
)
def test_hostile_marks_take_bounded_time(text: str) -> None:
    started = time.process_time()
    rendering = read(f"Words stand here.\n\n{text}")
    assert time.process_time() - started < 5
    assert "Words stand here." in rendering.source.text


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab \n#*_[]()<>!`|-\\&;:~1.\t\r\x0b\u2028é東🙂"), max_size=200))
def test_runs_tile_the_text(text: str) -> None:
    rendering = read("Words " + text)
    shown = rendering.source.text
    assert rendering.source.media == "text/plain" or shown == "\n".join(
        shown[r.start : r.end] for r in rendering.runs
    )


@given(st.text(max_size=200))
def test_front_matter_never_raises(text: str) -> None:
    for fence in ("---", "+++"):
        pairs, start = front_matter(f"{fence}\n{text}\n{fence}\nrest")
        assert pairs or start == 0
