"""PDF pages read in the order in which a person reads them."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdf_maker import Mark, Page, Rule, Style, Text, flow, note, pdf, prose, report
from reportedly import sources
from reportedly.records import Rendering
from reportedly.sources.pdf.fragments import Fragment
from reportedly.sources.pdf.lines import lines_of

PATH = re.compile(
    r"page\[\d+\]/box\[-?\d+,-?\d+,-?\d+,-?\d+\](?:\+page\[\d+\]/box\[-?\d+,-?\d+,-?\d+,-?\d+\])*"
)
FILLER = prose(300, seed=9)
OPENING = prose(30, seed=8)[0]


def tagged(rendering: Rendering, *tags: str) -> list[str]:
    return [rendering.source.text[run.start : run.end] for run in rendering.runs if run.tag in tags]


def in_order(expected: list[str], found: list[str]) -> float:
    """The share of the pairs of neighbouring words that stand side by side in what was found."""
    wanted, got = (Counter(_pairs(texts)) for texts in (expected, found))
    return sum((wanted & got).values()) / sum(wanted.values())


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    words = re.findall(r"\w+", " ".join(texts).lower())
    return list(pairwise(words))


def column(paragraph: str, x: float, y: float, measure: float, size: float = 10) -> list[Text]:
    lines = flow(paragraph, measure, size, justify=False, hyphens=False, indent=0)
    return [Text(x, y - 1.2 * size * n, line.words, size) for n, line in enumerate(lines)]


def page(*marks: Mark) -> Rendering:
    """One page of these marks between prose that says what the size of the text is."""
    below = [t for n, words in enumerate(FILLER[:3]) for t in column(words, 70, 400 - 90 * n, 455)]
    return sources.read(pdf([Page([*column(OPENING, 70, 790, 455), *marks, *below])]))


@pytest.mark.parametrize("order", ["columns", "lines"])
@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(columns=3, size=8, leading=9.6),
        Style(columns=1),
        Style(justify=False, indent=0, spaced=6),
        Style(gutter=12, hyphens=False, foot="Harbour Quarterly, Vol. 12 (2031)"),
        Style(numbers=False, notes=False, head=""),
    ],
    ids=["two", "three", "one", "ragged", "narrow", "bare"],
)
def test_columns_are_read_in_order_however_they_were_drawn(style: Style, order: str) -> None:
    paragraphs = prose(2_500, seed=4)
    style = Style(**{name: getattr(style, name) for name in Style.__slots__} | {"order": order})
    rendering = sources.read(report(paragraphs, style))
    body = tagged(rendering, "p", "h2")
    assert in_order(paragraphs, body) >= 0.99
    assert tagged(rendering, "h1") == [style.title]
    assert not any(style.head and style.head in text for text in body)
    pages = max(int(n) for run in rendering.runs for n in re.findall(r"page\[(\d+)\]", run.path))
    assert pages >= 3
    assert len(tagged(rendering, "head")) == (pages if style.head else 0)
    assert len(tagged(rendering, "note")) == (pages if style.notes else 0)
    assert not any(note(n) in text for n in range(1, pages + 1) for text in body)
    assert not any(text.isdigit() for text in body)


def test_most_paragraphs_come_out_whole() -> None:
    paragraphs = prose(2_500, seed=5)
    body = tagged(sources.read(report(paragraphs, Style())), "p")
    assert len(set(paragraphs) & set(body)) >= 0.9 * len(paragraphs)


def test_a_heading_over_all_columns_parts_the_page() -> None:
    one, two, three, four = (prose(45, seed=n)[0] for n in range(4))
    rendering = sources.read(
        pdf(
            [
                Page(
                    [
                        *column(one, 70, 740, 210),
                        *column(two, 310, 740, 210),
                        Text(70, 560, "The second part of the report, set over both columns", 14, "bold"),
                        *column(three, 70, 530, 210),
                        *column(four, 310, 530, 210),
                    ]
                )
            ]
        )
    )
    first, second, third, fourth = (rendering.source.text.index(p[:30]) for p in (one, two, three, four))
    heading = rendering.source.text.index("The second part")
    assert first < second < heading < third < fourth


def test_a_paragraph_over_a_column_and_a_page_is_one_run_with_all_its_boxes() -> None:
    rendering = sources.read(report(prose(1_500, seed=6), Style()))
    longest = max((run for run in rendering.runs if run.tag == "p"), key=lambda run: run.path.count("+"))
    assert longest.path.count("+") == 1
    assert all(PATH.fullmatch(run.path) for run in rendering.runs)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("The minis-", "ter of harbours spoke."), "The minister of harbours spoke."),
        (("The Marlund-", "led group went home."), "The Marlund-led group went home."),
        (("Sino-", "Marlund talks went on."), "Sino-Marlund talks went on."),
        (("From 2031-", "33 it was closed."), "From 2031-33 it was closed."),
        (("A co-operative well-", "known here."), "A co-operative well-known here."),
    ],
)
def test_hyphens_at_line_ends(lines: tuple[str, str], joined: str) -> None:
    known = Text(70, 600, "The Marlund people led it, and a well-known man was there with them on that day.")
    rendering = page(Text(70, 700, lines[0]), Text(70, 688, lines[1]), known)
    assert joined in tagged(rendering, "p")


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        ([Text(70, 700, "The quay was sold."), Text(151, 704, "12", 6)], "The quay was sold."),
        ([Text(70, 700, "An area of 40 km"), Text(146.2, 704, "2", 6)], "An area of 40 km2"),
        (
            [Text(70, 700, "The quay"), Text(112, 704, "3", 6), Text(118, 700, "was sold.")],
            "The quay was sold.",
        ),
    ],
)
def test_raised_marks_stay_out_of_words(marks: list[Mark], line: str) -> None:
    assert line in tagged(page(*marks), "p")


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Figure 3: Ships in the strait by month", "caption"),
        ("Source: Harbour Board of Marlund, yearly report", "caption"),
        ("Chapter One .......................... 12", "contents"),
        ("12 14 16 18", "figures"),
    ],
)
def test_what_is_no_text_is_told(words: str, tag: str) -> None:
    above = column(prose(60, seed=3)[0], 70, 760, 455)
    assert words in tagged(page(*above, Text(70, 640, words)), tag)


def test_small_type_above_the_text_is_no_footnote() -> None:
    rendering = page(Text(70, 700, "1 This was printed small at the top by the printer.", 8))
    assert not tagged(rendering, "note")


def test_notes_at_the_end_are_no_text() -> None:
    heading = Text(70, 120, "Endnotes", 13, "bold")
    rendering = page(heading, Text(70, 100, "1. Harbour Board of Marlund, yearly report for 2030, p. 4."))
    assert "1. Harbour Board of Marlund, yearly report for 2030, p. 4." in tagged(rendering, "note")


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        Text(70 + 90 * n, 700 - 12 * k, word)
        for k in range(6)
        for n, word in enumerate(("Port", f"{k}00", f"{k}1", f"{k}2"))
    ]
    assert "Port 300 31 32" in page(*rows).source.text


@pytest.mark.parametrize(
    "turn", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)], ids=["left", "upside down", "right"]
)
def test_a_turned_page_is_read_along_its_lines(turn: tuple[int, int, int, int]) -> None:
    across = (turn[2], turn[3])
    lines = [f"Line number {n} of the turned page goes on" for n in range(8)]
    marks: list[Mark] = [
        Text(300 - 14 * n * across[0], 400 - 14 * n * across[1], line, turn=turn)
        for n, line in enumerate(lines)
    ]
    rendering = sources.read(pdf([Page(marks, rotate=90)]))
    assert rendering.source.text == " ".join(lines)
    left, bottom, right, top = map(int, re.findall(r"-?\d+", rendering.runs[0].path)[1:])
    assert 0 <= left < right <= 595 and 0 <= bottom < top <= 842


def test_a_stamp_along_the_margin_stands_aside() -> None:
    rendering = page(Text(30, 200, "Sample stamp of a server", turn=(0, 1, -1, 0)))
    assert "".join(tagged(rendering, "aside")).replace(" ", "") == "Samplestampofaserver"


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    line = "The harbour was closed on that day."
    assert page(Text(70, 700, line), Text(70.3, 700, line)).source.text.count(line) == 1


def test_right_to_left_lines_keep_the_order_of_their_letters() -> None:
    words = ["\u05d0\u05d1\u05d2", "\u05d3\u05d4\u05d5"]
    row = [Fragment(words[1], 100, 150, 700, 10, False), Fragment(words[0], 200, 250, 700, 10, False)]
    assert [line.text for line in lines_of(row, 1)] == [" ".join(words)]


def test_letters_set_one_below_the_other_do_no_harm() -> None:
    marks = [
        Text(500 - 20 * c, 700 - 12 * i, chr(65 + (7 * i + c) % 26)) for c in range(5) for i in range(30)
    ]
    assert sum(map(str.isalpha, sources.read(pdf([Page(list(marks))])).source.text)) == 150


def test_a_rule_is_no_text() -> None:
    assert len(page(Rule(70, 500, 200)).runs) == len(page().runs)


texts = st.builds(
    Text,
    st.integers(-50, 650),
    st.integers(-50, 900),
    st.text("abcdefgh ij-.12", min_size=1, max_size=60),
    st.sampled_from([1, 6, 8, 10, 14, 40]),
    st.sampled_from(["plain", "bold"]),
    turn=st.sampled_from([(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (1, 1, -1, 1)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts, max_size=25), min_size=1, max_size=3))
def test_runs_are_the_lines_of_the_text_wherever_words_are_thrown(pages: list[list[Text]]) -> None:
    filler = column("The quiet harbour of the north stands open all day.", 70, 400, 200)
    rendering = sources.read(pdf([Page([*marks, *filler]) for marks in pages]))
    text = rendering.source.text
    assert [text[run.start : run.end] for run in rendering.runs] == text.split("\n")
    assert all(PATH.fullmatch(run.path) for run in rendering.runs)
    drawn = Counter(c for marks in pages for mark in marks for c in mark.words if c.isalpha())
    assert (
        not Counter(c for c in text if c.isalpha())
        - drawn
        - Counter(c for _ in pages for line in filler for c in line.words if c.isalpha())
    )
