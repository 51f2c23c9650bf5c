"""Where the main-text extractor's vote does not hold: boxes in and under the text, and lost paragraphs."""

import pytest

from reportedly import articles, sources
from reportedly.records import BlockClass, Cut, Rendering, Run, arrival

FIRST = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
SECOND = "Neither of them would raise its fees before the next tide tables are printed, its chairman said."
THIRD = "Shipowners welcomed the plan, which they had asked for since the collision off the light in May."
LINK = "Tug crews win their case against the board"
MAIN, LOST = True, False


def page(*rows: tuple[str, str, str, float, bool]) -> Cut:
    """A page whose runs are given as (text, tag, names of its box, share of links, kept by the extractor)."""
    text, runs = "\n".join(row[0] for row in rows), []
    at = 0
    for words, tag, box, links, kept in rows:
        path = f"html/body/article/{tag}[{len(runs) + 1}]"
        runs.append(Run(at, at + len(words), path, tag, links, tuple(box.split()), kept))
        at += len(words) + 1
    rendering = Rendering(sources.read_text(text).source, tuple(runs))
    return articles.find(rendering, arrival(rendering.source.id, "one.html"))


def paragraph(text: str) -> tuple[str, str, str, float, bool]:
    return text, "p", "article", 0.0, MAIN


def kind(found: Cut, text: str) -> tuple[str, str]:
    return next((b.kind.value, b.rule) for b in found.blocks if b.text == text)


@pytest.mark.parametrize(
    ("row", "expected", "rule"),
    [
        (("* * *", "p", "article", 0.0, MAIN), "junk", "separator"),
        (("___", "h2", "article", 0.0, MAIN), "junk", "separator"),
        ((LINK, "p", "article", 1.0, MAIN), "teaser", "inside the text"),
        ((LINK, "li", "article", 1.0, MAIN), "body", "main-text"),
        (("Pilots on strike", "p", "article", 1.0, MAIN), "body", "main-text"),
        ((LINK, "p", "promo article", 0.0, MAIN), "teaser", "inside the text"),
        (("Ada Example covers ports.", "p", "author bio", 0.0, MAIN), "junk", "about the author"),
        ((SECOND, "blockquote", "pull right", 0.0, MAIN), "junk", "pull quote"),
        (("A quotation of its own.", "blockquote", "pull right", 0.0, MAIN), "body", "main-text"),
        (("What the board wants", "div", "subheadline", 0.0, LOST), "body", "crosshead"),
        (("“Not before the spring,” he wrote.", "blockquote", "x", 0.0, LOST), "body", "quoted in the text"),
        ((SECOND, "blockquote", "x", 0.0, LOST), "junk", "not-main"),
    ],
)
def test_boxes_inside_the_text(row: tuple[str, str, str, float, bool], expected: str, rule: str) -> None:
    found = page(paragraph(FIRST), paragraph(SECOND), row, paragraph(THIRD))
    told = [(b.kind.value, b.rule) for b in found.blocks]
    assert told[2] == (expected, rule)
    assert [told[n][0] for n in (0, 1, 3)] == ["body"] * 3


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("More on this", "h3", "article", 0.0, MAIN), "junk"),
        ((LINK, "p", "article", 0.7, MAIN), "teaser"),
        (("Source: news agencies", "p", "article", 0.0, MAIN), "credit"),
        (("Ada Example contributed reporting from the quay.", "p", "article", 0.0, MAIN), "credit"),
        (("Leave a comment", "p", "article", 0.0, MAIN), "junk"),
        (("© 2031 The Harbour Post", "p", "article", 0.0, MAIN), "junk"),
        (("Shipowners cheered.", "p", "article", 0.0, MAIN), "body"),
    ],
)
def test_what_follows_the_last_sentence(row: tuple[str, str, str, float, bool], expected: str) -> None:
    found = page(paragraph(FIRST), paragraph(SECOND), paragraph(THIRD), row)
    assert [b.kind.value for b in found.blocks] == ["body", "body", "body", expected]


def test_a_foot_ends_at_the_last_sentence() -> None:
    heading = ("What comes next", "h3", "article", 0.0, MAIN)
    found = page(paragraph(FIRST), heading, paragraph(SECOND), heading, ("Comments", "p", "x", 0.0, MAIN))
    assert [b.kind.value for b in found.blocks] == ["body", "body", "body", "junk", "junk"]


def test_a_paragraph_built_like_the_others_comes_back() -> None:
    lost = (THIRD, "p", "article", 0.0, LOST)
    found = page(*[paragraph(f"{FIRST} {n}") for n in range(3)], lost)
    assert kind(found, THIRD) == (BlockClass.BODY.value, "built like the text")


def test_a_box_of_another_build_stays_out() -> None:
    lost = (THIRD, "p", "sidebar", 0.0, LOST)
    found = page(*[paragraph(f"{FIRST} {n}") for n in range(3)], lost)
    assert kind(found, THIRD)[0] == "teaser"
