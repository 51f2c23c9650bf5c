"""Word documents: what their reader sees, in order, and what damaged and hostile ones come to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_maker import NS, docx, p, r, zipped
from reportedly import articles, sources
from reportedly.errors import UnreadableSource
from reportedly.records import Rendering, arrival

BODY = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
MORE = "Neither of them would raise its fees before the next tide tables are printed, the chairman said."


def runs(rendering: Rendering) -> list[tuple[str, str, bool]]:
    return [(run.tag, rendering.source.text[run.start : run.end], run.main) for run in rendering.runs]


def words(body: str, **parts: str) -> list[str]:
    return [text for _, text, _ in runs(sources.read(docx(body, **parts)))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("One") + p("Two"), [("p", "One", True), ("p", "Two", True)]),
        (p("Head", "T1") + p("Text"), [("h1", "Head", True), ("p", "Text", True)]),
        (p("Head", "House"), [("h1", "Head", True)]),
        (p("Head", "Level"), [("h2", "Head", True)]),
        (p("Text", "Loop"), [("p", "Text", True)]),
        (p("A boat.", "Cap"), [("figcaption", "A boat.", True)]),
        (p("", inside="<w:pPr><w:numPr/></w:pPr>" + r("entry")), [("li", "entry", True)]),
        (
            f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{p('c')}</w:tc><w:tc>{p('')}</w:tc></w:tr></w:tbl>",
            [("tr", "a | b", True), ("tr", "c", True)],
        ),
        (
            f"<w:tbl><w:tr><w:tc>{p('One')}{p('Two')}</w:tc></w:tr></w:tbl>",
            [("p", "One", True), ("p", "Two", True)],
        ),
        (f"<w:sdt><w:sdtContent>{p('held')}</w:sdtContent></w:sdt>", [("p", "held", True)]),
    ],
)
def test_blocks_are_runs(body: str, expected: list[tuple[str, str, bool]]) -> None:
    assert runs(sources.read(docx(body))) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (r("kept ") + f"<w:del>{r('gone')}</w:del><w:ins>{r('new')}</w:ins>", ["kept new"]),
        (r("kept ") + f"<w:moveFrom>{r('gone')}</w:moveFrom><w:moveTo>{r('here')}</w:moveTo>", ["kept here"]),
        ("<w:r><w:delText>gone</w:delText></w:r>" + r("kept"), ["kept"]),
        (r("seen") + r(" unseen", "<w:vanish/>"), ["seen"]),
        (r("seen") + r(" too", '<w:vanish w:val="0"/>'), ["seen too"]),
        ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>" + r("shown"), ["shown"]),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", ["one", "two"]),
        (
            "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t></w:r>",
            ["one two-three"],
        ),
        (r("a ") + f'<w:hyperlink w:anchor="x">{r("link")}</w:hyperlink>', ["a link"]),
        (
            r("before")
            + "<mc:AlternateContent><mc:Choice><w:txbxContent>"
            + p("boxed")
            + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            + p("boxed")
            + "</w:txbxContent></mc:Fallback></mc:AlternateContent>",
            ["before", "boxed"],
        ),
    ],
)
def test_what_a_reader_sees(inside: str, expected: list[str]) -> None:
    assert words(p("", inside=inside)) == expected


def test_links_are_counted_and_paths_count_siblings() -> None:
    link = f"<w:hyperlink>{r('all of it')}</w:hyperlink>"
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    rendering = sources.read(docx(p("One") + table + p("", inside=link)))
    assert [run.path for run in rendering.runs] == [
        "docx/body/p[1]",
        "docx/body/tbl[1]/tr[1]",
        "docx/body/p[2]",
    ]
    assert [run.links for run in rendering.runs] == [0.0, 0.0, 1.0]


def test_footnotes_stand_apart_and_are_no_main_text() -> None:
    notes = f'<w:footnote w:id="2">{p("See the tide tables.")}</w:footnote>'
    found = sources.read(docx(p("", inside=r("Text") + "<w:r><w:footnoteReference/></w:r>"), footnotes=notes))
    assert runs(found) == [("p", "Text", True), ("aside", "See the tide tables.", False)]
    assert found.runs[1].path == "docx/footnotes/footnote[1]/p[1]"


def test_a_document_becomes_an_article() -> None:
    core = (
        "<dc:title>Ports</dc:title><dc:creator>Ada Example</dc:creator>"
        "<dcterms:created>2031-05-09T10:00:00Z</dcterms:created>"
    )
    data = docx(p("Two ports share pilots", "T1") + p("By Bo Sample") + p(BODY) + p(MORE), core=core)
    rendering = sources.read(data)
    (article,) = articles.find(rendering, arrival(rendering.source.id, "a.docx")).articles
    assert article.title == "Two ports share pilots"
    assert article.body == f"{BODY}\n{MORE}"
    # Who made the file, and when, is not who wrote the text, nor when it was published.
    assert article.byline == "Bo Sample"
    assert article.date is None
    assert ("2031-05-09", "captured") in [(e.value, e.role) for e in article.evidence if e.field == "date"]
    assert rendering.source.media.endswith("wordprocessingml.document")
    assert rendering.source.renderer == "docx-1"


BOMB = docx(p("x" * 30_000_000))
ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (docx(p("words"))[:-30], "damaged", "cut short"),
        (docx(p("words" * 900))[:300], "damaged", "cut short"),
        (docx(""), "empty", "no text"),
        (docx(p("words"), prolog=ENTITY), "unparsable", "document type"),
        (docx("<w:p>"), "unparsable", "broken"),
        (zipped({"word/document.xml": f"<w:document {NS}/>"}), "damaged", "no body"),
        (BOMB, "bomb", "unpacks"),
        (
            zipped({"mimetype": "x", "META-INF/manifest.xml": "<m/>", "content.xml": "<c/>"}),
            "unsupported",
            "OpenDocument",
        ),
        (zipped({"META-INF/container.xml": "<c/>"}), "unsupported", "EPUB"),
        (zipped({"xl/workbook.xml": "<w/>"}), "unsupported", "Excel"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "unsupported", "PowerPoint"),
        (zipped({"a.html": "<p>x</p>"}), "binary", "ZIP"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, code: str, word: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        sources.read(data)
    assert caught.value.code == code
    assert word in caught.value.why
    assert caught.value.todo


def test_a_flipped_byte_is_damage_or_nothing() -> None:
    whole = docx(p(BODY) + p(MORE))
    for at in range(0, len(whole), 37):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            rendering = sources.read(broken)
        except UnreadableSource as error:
            assert error.todo
        else:
            assert rendering.source.text


def test_nesting_without_end_is_bounded() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 5_000
    with pytest.raises(UnreadableSource) as caught:
        sources.read(docx(p("words") + deep))
    assert caught.value.code == "unparsable"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&>"), max_size=60))
)
def test_runs_tile_the_text(paragraphs: list[str]) -> None:
    try:
        rendering = sources.read(docx("".join(p(text) for text in paragraphs)))
    except UnreadableSource as error:
        assert error.code in ("empty", "unparsable")
        return
    text = rendering.source.text
    assert "\n".join(text[run.start : run.end] for run in rendering.runs) == text
    assert all(run.start < run.end for run in rendering.runs)
