"""Words that differ between two versions of a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.dossier.differences import LONG, Run, compare

TABLE = [
    ("the fleets could act", "the fleets will act", ["could"], ["will"]),
    ("may be preparing a patrol", "are preparing a patrol", ["may be"], ["are"]),
    ("“the strait is open”", '"the strait is open"', [], []),
    ("nine joint exercises", "nine exercises", ["joint"], []),
    ("the\nsame   words", "the same words", [], []),
    ("it will stay open.", "it will stay open", ["open."], ["open"]),
    ("", "something", [], ["something"]),
]


@pytest.mark.parametrize(("a", "b", "in_a", "in_b"), TABLE)
def test_words_that_differ(a: str, b: str, in_a: list[str], in_b: list[str]) -> None:
    left, right = compare(a, b)
    assert [r.text for r in left if r.differs] == in_a
    assert [r.text for r in right if r.differs] == in_b


@given(st.text("ab “”\n", max_size=80), st.text("ab “”\n", max_size=80))
def test_both_texts_are_kept(a: str, b: str) -> None:
    for text, runs in zip((a, b), compare(a, b), strict=True):
        assert "".join(r.text for r in runs) == (text if text.strip() else "")


def test_a_long_stretch_that_agrees_is_shown_by_its_ends() -> None:
    words = " ".join(f"w{i}" for i in range(3 * LONG))
    left, right = compare(words + " yes", words + " no")
    assert left[0].text.startswith("w0 ") and left[2].text.endswith(f"w{3 * LONG - 1}")
    assert len((left[0].text + left[2].text).split()) + left[1].skipped == 3 * LONG
    assert right[-1] == Run("no", differs=True)
