"""PDF files as articles, and PDF files that cannot be read."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdf_maker import Page, Picture, Style, Text, pdf, prose, report
from reportedly import articles, sources
from reportedly.errors import UnreadableSource
from reportedly.records import BlockClass, Cut, arrival
from reportedly.sources.pdf import document

PARAGRAPHS = prose(900, seed=2)
GOOD = report(PARAGRAPHS, Style())
LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -4 >> /ID [<00><00>]"
LINES = [Text(70, 700 - 12 * n, f"Line number {n} of the page, which goes on.") for n in range(20)]


def cut(data: bytes) -> Cut:
    rendering = sources.read(data, name="report.pdf")
    return articles.find(rendering, arrival(rendering.source.id, "pile/report.pdf"))


def test_a_report_is_one_article() -> None:
    (article,) = cut(GOOD).articles
    assert article.title == "Harbours of the north and who keeps them"
    assert article.body.split("\n")[0] == PARAGRAPHS[0]
    assert article.text.startswith(article.title)
    assert "Marlund Institute Papers" not in article.text
    assert "nobody reads" not in article.text


def test_dropped_blocks_say_what_they_are_and_where() -> None:
    dropped = [block for block in cut(GOOD).blocks if block.kind is BlockClass.JUNK]
    assert {block.rule for block in dropped} == {"running head", "running foot", "footnote"}
    assert all(block.markup and block.markup.startswith("page[") for block in dropped)


def test_the_day_of_its_making_is_no_day_of_publication() -> None:
    stated = {"Title": "Harbours", "Author": "Ada Example", "CreationDate": "D:20310304101500+09'00'"}
    (article,) = cut(report(PARAGRAPHS, Style(), stated)).articles
    assert article.date is None
    assert article.byline == "Ada Example"
    made = [e for e in article.evidence if e.markup == "pdf/CreationDate" and e.field == "date"]
    assert [(e.value, e.role) for e in made] == [("2031-03-04", "captured")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Title", "Microsoft Word - draft 3.docx"),
        ("Title", "untitled"),
        ("Author", "Administrator"),
        ("Author", "user"),
        ("CreationDate", "yesterday"),
    ],
)
def test_what_programs_fill_in_is_no_value(name: str, value: str) -> None:
    assert sources.read(report(PARAGRAPHS[:3], Style(), {name: value})).markup == ()


def test_a_title_that_ends_in_half_a_character_is_read() -> None:
    data = report(PARAGRAPHS[:3], Style(), {"Title": "X"}).replace(b"(X)", b"<FEFF00410042D800>")
    assert [m.value for m in sources.read(data).markup] == ["AB\ufffd"]


def test_date_and_name_above_the_text_are_found() -> None:
    front = [
        Text(70, 770, "Quays and those who own them", 18, "bold"),
        Text(70, 750, "Ada Example"),
        Text(70, 725, "4 March 2031"),
    ]
    body = [Text(70, 690 - 12 * n, line) for n, line in enumerate(_lines(PARAGRAPHS[0]))]
    (article,) = cut(pdf([Page([*front, *body])])).articles
    assert (article.title, article.byline, article.date) == (
        "Quays and those who own them",
        "Ada Example",
        "2031-03-04",
    )
    assert article.body == PARAGRAPHS[0]


def _lines(paragraph: str) -> list[str]:
    words = paragraph.split()
    return [" ".join(words[n : n + 12]) for n in range(0, len(words), 12)]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (pdf([Page([Text(70, 700, "Hello")])], extra=LOCKED), "encrypted", "password"),
        (pdf([Page([Picture()])] * 3), "scanned", "OCR"),
        (pdf([Page([Picture(), Text(70, 20, "Scan 1")])]), "scanned", "OCR"),
        (pdf([Page()]), "scanned", "OCR"),
        (pdf([]), "unparsable", "again"),
        (b"%PDF-1.7\n", "unparsable", "again"),
        (GOOD[:2_000], "unparsable", "again"),
        (GOOD.replace(b"/Kids [6 0 R", b"/Kids [2 0 R", 1)[:900], "unparsable", "again"),
    ],
    ids=["locked", "scan", "stamped scan", "blank", "no pages", "mark alone", "cut off", "loop"],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        sources.read(data)
    assert refused.value.code == code
    assert words in refused.value.todo


@pytest.mark.parametrize("size", [(0, 0), (-100, 500), (3, 3), (14_400, 14_400), (1e9, 1e9)])
@pytest.mark.parametrize("rotate", [0, 90, 7])
def test_odd_page_boxes_do_not_hide_the_text(size: tuple[float, float], rotate: int) -> None:
    assert "Line number 19" in sources.read(pdf([Page(list(LINES), size, rotate)])).source.text


def test_only_so_many_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_PAGES", 20)
    found = cut(pdf([Page([*LINES, Text(70, 300, f"Page mark {n}x")]) for n in range(500)]))
    assert [problem.code for problem in found.problems] == ["too-many-pages"]
    assert len(found.articles) == 1


def test_only_so_many_letters_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_LETTERS", 2_000)
    rendering = sources.read(pdf([Page(list(LINES))] * 50))
    assert rendering.notes == ("too many pages",)
    assert len(rendering.source.text) < 5_000


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    text = (
        "How to tell a file by its beginning.\n\nA file that begins with %PDF-1.4 is one; others are none.\n"
    )
    assert sources.read(text.encode()).source.media == "text/plain"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 5, 40, 400]))
def test_damage_never_does_more_than_refuse(seed: int, bytes_changed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(GOOD)
    for _ in range(bytes_changed):
        data[dice.randrange(9, len(data))] = dice.randrange(256)
    try:
        rendering = sources.read(bytes(data))
    except UnreadableSource as refused:
        assert refused.code in {"encrypted", "scanned", "unparsable", "empty"}
    else:
        text = rendering.source.text
        assert [text[run.start : run.end] for run in rendering.runs] == text.split("\n")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, len(GOOD)))
def test_a_file_cut_anywhere_is_read_or_refused(end: int) -> None:
    try:
        assert sources.read(GOOD[:end]).source.text
    except UnreadableSource as refused:
        assert refused.todo


def test_every_block_holds_its_words() -> None:
    rendering = sources.read(GOOD)
    found = articles.find(rendering, arrival(rendering.source.id, "a.pdf"))
    assert all(rendering.source.text[b.start : b.end] == b.text for b in found.blocks)
