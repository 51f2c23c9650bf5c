"""The stemma on the page. Outlets, names and the report are invented."""

import re
from dataclasses import replace

import pytest

from dossier_sample import sample
from reportedly.dossier import Dossier, render
from reportedly.dossier.descent import Line
from reportedly.records import (
    Derivation,
    HiddenSource,
    Origin,
    Rival,
    SourceKind,
    StoryCount,
    derivation_id,
)

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
    assert Line(24, 70, 214, child, 2.0, False, "").path == path
