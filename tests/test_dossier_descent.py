"""The stemma on the page. Outlets, names and the report are invented."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from dossier_sample import sample
from reportedly.dossier import Dossier, folder, render, stemma, view
from reportedly.dossier.descent import COLUMN, LEAST, MARGIN, WIDTH, Drawing, Line, Spot, _step
from reportedly.records import (
    Derivation,
    HiddenSource,
    Origin,
    Rival,
    SourceKind,
    StoryCount,
    derivation_id,
)
from web_vectors import VECTORS

REPORT = HiddenSource("h_1", "t_1", SourceKind.DOCUMENT, "Shoal Survey <2031> & more", (), ())


def edge(child: str, parent: str, *rivals: str) -> Derivation:
    named = tuple(Rival(name, 0.2) for name in rivals)
    name = derivation_id(child, parent)
    return Derivation(name, child, parent, 0.9, not rivals, False, False, (), named, ())


@pytest.fixture(scope="module")
def contents() -> Dossier:
    """The sample, its longest story with one report behind two articles, and a copy of the first."""
    made = sample()
    story = max(made.stories, key=lambda one: len(one.articles))
    first, second, *others = story.articles
    statement = made.statements[0].id
    told = story.articles
    report = Origin(
        "o_1", story.id, SourceKind.DOCUMENT, REPORT.name, "h_1", told, ("Post",), (statement,), False
    )
    count = StoryCount("n_1", story.id, told, (), ("Post",), ("Post",), (), ("o_1",), (), (second,))
    edges = [edge(first, "h_1"), edge(second, "h_1", first), *(edge(name, first) for name in others)]
    return replace(made, hidden=[REPORT], derivations=edges, origins=[report], counts=[count])


def test_the_counts_open_into_articles_and_statements(contents: Dossier) -> None:
    page = render(contents)
    part = re.search(r'<ul class="behind">.*?</ul>', page, re.S)
    assert part
    assert "1 origin behind more than one" in part[0]
    for name in (*contents.counts[0].tellings, *contents.origins[0].statements):
        assert f'href="#{name}"' in part[0]
        assert f'id="{name}"' in page


def test_the_stemma_draws_every_edge_and_marks_the_open_ones(contents: Dossier) -> None:
    drawing = re.search(r"<svg.*?</svg>", render(contents), re.S)
    assert drawing
    assert drawing[0].count("<path") == len(contents.derivations)
    assert drawing[0].count('class="open"') == 1
    assert drawing[0].count('class="unseen"') == 1
    assert "Shoal Survey &lt;2031&gt;" in drawing[0]


def test_time_runs_from_left_to_right(contents: Dossier) -> None:
    for start, end in re.findall(r'<path d="M(\d+) .*? (\d+) \d+"', render(contents)):
        assert int(start) < int(end)


def test_a_circle_of_edges_is_drawn_too(contents: Dossier) -> None:
    first, second, *_ = contents.counts[0].tellings
    assert "<svg" in render(replace(contents, derivations=[edge(first, second), edge(second, first)]))


def test_without_counts_the_page_says_nothing_of_origins() -> None:
    assert "Who stands behind it" not in render(sample())


@pytest.mark.parametrize(
    ("child", "path"), [(116, "M24 81 V107 Q24 116 33 116 H203"), (24, "M24 59 V33 Q24 24 33 24 H203")]
)
def test_a_line_runs_along_its_childs_row_where_no_other_name_stands(child: int, path: str) -> None:
    assert Line(24, 70, 214, child, 2.0, False, "", "").path == path


SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_alone_says_every_edge_and_needs_no_style(contents: Dossier) -> None:
    (behind,) = [one.behind for one in view(contents).chapters if one.behind]
    assert behind.drawing
    title = view(contents).chapters[0].story.title
    root = ElementTree.fromstring(stemma(title, behind.drawing))
    told = root.findtext(f"{SVG}desc") or ""
    assert len(root.findall(f".//{SVG}path")) == len(contents.derivations)
    assert len([one for one in root.iter(f"{SVG}path") if "stroke-dasharray" in one.attrib]) == 1
    assert told.count(" 0.90") == len(contents.derivations)
    assert "Shoal Survey <2031> & more" in told
    assert root.findtext(f"{SVG}title") == f"Who has it from whom: {title}"
    colours = {one.get(name) for one in root.iter() for name in ("fill", "stroke")}
    assert colours == {None, "none", "#000", "#fff"}
    assert not {one.tag.removeprefix(SVG) for one in root.iter()} & {"style", "script", "a", "image", "use"}


@pytest.mark.parametrize("words", [*VECTORS, "a\x0b\x1b[31mb\uffff", "\ud800", "x" * 4000])
def test_no_words_break_the_drawing(words: str) -> None:
    spot = Spot(24, 24, 1, words, words, words, words)
    line = Line(24, 24, 214, 70, 2.0, False, words, words)
    root = ElementTree.fromstring(stemma(words, Drawing(300, 100, (spot,), (line,), 0)).encode())
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "g", "path", "circle"}


def test_a_folder_has_the_drawing_beside_its_story(contents: Dossier) -> None:
    files = {one.path: one.text for one in folder(contents)}
    (drawn,) = [path for path in files if path.endswith(".svg")]
    assert f'href="{drawn.rpartition("/")[2]}"' in files[drawn.replace(".svg", ".html")]
    assert ElementTree.fromstring(files[drawn]) is not None
    assert "stemma.svg" not in render(contents)


@pytest.mark.parametrize(("columns", "longest"), [(0, 36), (1, 5), (4, 20), (6, 33), (8, 36), (40, 36)])
def test_columns_are_as_narrow_as_the_page_asks_and_no_narrower(columns: int, longest: int) -> None:
    step = _step(columns, longest)
    assert LEAST <= step <= COLUMN
    needed = 2 * MARGIN + step * columns + longest * 7.5
    assert needed <= WIDTH or step == LEAST
