"""Segments: the text is reproduced exactly, and each character has the labels that lie over it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.dossier.segments import Label, Segment, segments

LABELS = st.lists(
    st.builds(
        Label,
        st.integers(0, 60),
        st.integers(0, 60),
        st.integers(1, 5),
        st.sampled_from(["source", "cue", "content", "hedge"]),
    ),
    max_size=12,
)


@given(st.text(max_size=60), LABELS, st.integers(0, 60), st.integers(0, 60))
def test_segments_reproduce_the_text(text: str, labels: list[Label], start: int, end: int) -> None:
    start = min(start, end, len(text))
    assert "".join(s.text for s in segments(text, labels)) == text
    assert "".join(s.text for s in segments(text, labels, start, end)) == text[start:end]


@given(st.text(min_size=1, max_size=60), LABELS)
def test_each_character_has_the_labels_over_it(text: str, labels: list[Label]) -> None:
    at = 0
    for segment in segments(text, labels):
        for i in range(at, at + len(segment.text)):
            over = [x for x in labels if x.start <= i < x.end]
            assert set(segment.roles) == {x.role for x in over}
            assert set(segment.numbers) == {x.number for x in over}
        at += len(segment.text)


@given(st.text(min_size=1, max_size=60), LABELS, st.integers(0, 60))
def test_a_statement_opens_once_in_neighbouring_stretches(text: str, labels: list[Label], cut: int) -> None:
    cut = min(cut, len(text))
    both = segments(text, labels, 0, cut) + segments(text, labels, cut, len(text))
    opened = [n for s in both for n in s.opens]
    assert sorted(opened) == sorted({x.number for x in labels if x.start < min(x.end, len(text))})


TABLE = [
    ("nested", [Label(0, 9, 1, "content"), Label(3, 5, 2, "source")],
     [Segment("abc", ("content",), (1,), (1,), 1), Segment("de", ("content", "source"), (1, 2), (2,), 1),
      Segment("fghi", ("content",), (1,), (), 1)]),
    ("crossing", [Label(0, 6, 1, "content"), Label(4, 9, 2, "content")],
     [Segment("abcd", ("content",), (1,), (1,), 1), Segment("ef", ("content",), (1, 2), (2,), 2),
      Segment("ghi", ("content",), (2,), (), 1)]),
    ("apart", [Label(0, 1, 1, "source"), Label(8, 9, 1, "content")],
     [Segment("a", ("source",), (1,), (1,)), Segment("bcdefgh"), Segment("i", ("content",), (1,), (), 1)]),
    ("beyond the end", [Label(7, 99, 1, "cue")], [Segment("abcdefg"), Segment("hi", ("cue",), (1,), (1,))]),
    ("empty", [Label(4, 4, 1, "cue"), Label(6, 5, 2, "cue")], [Segment("abcdefghi")]),
    ("none", [], [Segment("abcdefghi")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "labels", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_segments(name: str, labels: list[Label], expected: list[Segment]) -> None:
    assert segments("abcdefghi", labels) == expected
