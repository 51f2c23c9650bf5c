"""The map between an article and its source, for any kept ranges of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import BlockClass, Range, lay_out
from reportedly.text import text_of, tidy, to_article, to_source

SCRAPS = st.sampled_from(
    [
        "“Nothing has changed,” ",
        "the council’s",
        "é",
        "e\u0301",
        "👩‍🚀",
        "🇯🇵",
        "海峡",
        "「」",
        "\u200f",
        "\u202e",
        "\u2028",
    ]
)
LINES = st.sampled_from(["\n", "\r\n", "\x00", "\ud800", "\ufeff"])
TEXTS = st.lists(st.one_of(SCRAPS, LINES, st.text(max_size=6))).map("".join).map(tidy)


@st.composite
def cut_texts(draw):
    """A source's text and the ranges kept of it: ordered, disjoint, some of them touching or empty."""
    source = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    pairs = [Range(start, end) for start, end in pairwise(cuts)]
    chosen = [pair for pair in pairs if draw(st.booleans())]
    kinds = st.sampled_from(list(BlockClass))
    return source, lay_out([(place, draw(kinds)) for place in draw(st.permutations(chosen))])


@st.composite
def cut_texts_with_span(draw):
    source, kept = draw(cut_texts())
    size = len(text_of(source, kept))
    start = draw(st.integers(0, size))
    return source, kept, start, draw(st.integers(start, size))


@given(cut_texts())
def test_every_kept_range_stands_where_it_says(cut):
    source, kept = cut
    text = text_of(source, kept)
    for k in kept:
        assert text[k.at : k.at + k.end - k.start] == source[k.start : k.end]


@given(cut_texts_with_span())
def test_the_words_are_the_same_on_both_sides(cut):
    """Without the joining newlines, a span of the article is the source's words, in order."""
    source, kept, start, end = cut
    text = text_of(source, kept)
    joins = {k.at - 1 for k in kept[1:]}
    words = "".join(text[at] for at in range(start, end) if at not in joins)
    assert "".join(source[r.start : r.end] for r in to_source(kept, start, end)) == words


@given(cut_texts_with_span())
def test_article_to_source_to_article_comes_back(cut):
    _, kept, start, end = cut
    joins = {k.at - 1 for k in kept[1:]}
    back = [p for r in to_source(kept, start, end) for p in to_article(kept, r.start, r.end)]
    assert {at for p in back for at in range(p.start, p.end)} == set(range(start, end)) - joins


@given(cut_texts(), st.data())
def test_source_to_article_to_source_comes_back(cut, data):
    source, kept = cut
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    held = {at for k in kept for at in range(k.start, k.end)}
    back = [p for r in to_article(kept, start, end) for p in to_source(kept, r.start, r.end)]
    assert {at for p in back for at in range(p.start, p.end)} == set(range(start, end)) & held


SOURCE = "Share this\nYearbook out\nSign up!\n“No change,” it says.\n"
KEPT = lay_out([(Range(11, 23), BlockClass.TITLE), (Range(33, 54), BlockClass.BODY)])


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Yearbook", [(11, 19)]),
        ("“No change,”", [(33, 45)]),
        ("out\n“No", [(20, 23), (33, 36)]),
        ("\n", []),
        ("", []),
    ],
)
def test_places_behind_words(words, places):
    text = text_of(SOURCE, KEPT)
    start = text.index(words)
    found = to_source(KEPT, start, start + len(words))
    assert found == tuple(Range(*place) for place in places)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(11, 19, ["Yearbook"]), (0, 10, []), (0, 55, ["Yearbook out", "“No change,” it says."]), (24, 32, [])],
)
def test_dropped_text_has_no_place_in_the_article(start, end, words):
    text = text_of(SOURCE, KEPT)
    assert [text[p.start : p.end] for p in to_article(KEPT, start, end)] == words
