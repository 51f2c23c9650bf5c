"""Where a file is cut into pieces, and what helps to see it: datelines, heads, captions. Invented texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reportedly.articles.blockmodel import BODY, OUT, TITLE, best_sequence, weights
from reportedly.articles.captions import find_captions
from reportedly.articles.cohesion import (
    FAR,
    FEW,
    USUAL,
    WINDOW,
    Between,
    Subjects,
    compared,
    reused,
    shared,
)
from reportedly.articles.headers import find_dated_teasers, find_heads
from reportedly.articles.lines import lines_of, words_of
from reportedly.articles.metadata.credits import glued_credit
from reportedly.articles.plain import judge, look
from reportedly.articles.splitting import FAR_OUT, GAP_FEATURES, boundaries, gaps, has_dateline, scaled


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PORT SELWICK (Halyard News) — The council met.", True),
        ("SELWICK, March 4 (Halyard) - The council met.", True),
        ("UPPER TARN — Hail fell on nine days.", True),
        ("Upper Tarn (Halyard) -- Hail fell on nine days.", True),
        ("The council — which met on Tuesday — said nothing.", False),
        ("A harbour, closed. — Really?", False),
        ("No dash at all", False),
        (" — ", False),
        ("", False),
    ],
)
def test_datelines(line: str, expected: bool) -> None:
    assert has_dateline(line) is expected


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("it added.© HALYARD", "© HALYARD"),
        ("it added. (c) Halyard News 2031", "(c) Halyard News 2031"),
        ("“Never again.” Copyright Halyard", "Copyright Halyard"),
        ("© HALYARD", None),
        ("The © sign stands in this sentence and not behind it.", None),
        ("it added.", None),
    ],
)
def test_credits_behind_the_last_sentence(line: str, credit: str | None) -> None:
    at = glued_credit(line)
    assert (None if at is None else line[at:]) == credit


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("A pilot raises the flags at the second pier in March. Photo: Orla Finch", {0}),
        ("A pilot raises the flags at the second pier in March (AP Photo/Orla Finch)", {0}),
        ("A pilot raises the flags at the second pier in March. Orla Finch/AFP", {0}),
        ("A pilot raised the flags, and the photo was seen by thousands in the town that day.", set()),
        ("Photo: Orla Finch", set()),
        ("Halyard file photo\nA pilot raises the flags at the second pier.\n\nThe council met.", {1}),
        ("Halyard file photo\n\nA pilot raises the flags at the second pier.\n\nThe council met.", set()),
    ],
)
def test_captions(text: str, captions: set[int]) -> None:
    lines = lines_of(text)
    assert find_captions(lines, [words_of(line.text) for line in lines]) == captions


HEADLINE = "Hail takes a third of the wheat harvest in upland Tarn"


@pytest.mark.parametrize(
    ("below", "end"),
    [
        ("By Mara Quill\nHail fell.", 3),
        ("• Growers expect the worst harvest in years\nMara Quill\nMara Quill\nHail fell.", 5),
        ("Hail fell on nine days in July.\nMara Quill", None),
        ("Growers expect the worst\n2\n3\n4\n5\n6\nMara Quill", None),
    ],
)
def test_heads_stand_over_a_byline(below: str, end: int | None) -> None:
    lines = lines_of(f"The council met.\n\n{HEADLINE}\n{below}")
    heads = find_heads(lines, [words_of(line.text) for line in lines])
    assert [(h.title, h.end) for h in heads] == ([] if end is None else [(1, end)])


@pytest.mark.parametrize(
    ("label", "heads"),
    [("Evening Meal", []), ("Mara Quill", [1])],
)
def test_a_label_that_comes_again_and_again_is_no_byline(label: str, heads: list[int]) -> None:
    rest = "\nHail fell.\nEvening Meal\nHail fell.\nEvening Meal"
    lines = lines_of(f"The council met.\n\n{HEADLINE}\n{label}{rest}")
    assert [h.title for h in find_heads(lines, [words_of(line.text) for line in lines])] == heads


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{HEADLINE}\n2 March 2031", {0}),
        (f"{HEADLINE}\n\n2 March 2031", set()),
        (f"{HEADLINE}.\n2 March 2031", set()),
        (f"{HEADLINE}\nOn 2 March 2031 the growers of the province met in the capital", set()),
    ],
)
def test_dated_teasers(text: str, found: set[int]) -> None:
    lines = lines_of(text)
    assert find_dated_teasers(lines, [words_of(line.text) for line in lines]) == found


def test_a_single_doubtful_line_in_a_run_is_smoothed() -> None:
    sure, doubt = [0.05, 0.94, 0.01], [0.55, 0.44, 0.01]
    assert best_sequence(np.array([sure, doubt, sure])) == [BODY, BODY, BODY]


def test_a_sure_line_in_a_run_is_not() -> None:
    sure, out, title = [0.05, 0.94, 0.01], [0.99, 0.005, 0.005], [0.01, 0.01, 0.98]
    assert best_sequence(np.array([sure, out, title, sure])) == [BODY, OUT, TITLE, BODY]


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=1, max_size=60))
def test_a_sequence_has_one_class_a_line(rows: list[tuple[float, float, float]]) -> None:
    found = best_sequence(np.array(rows))
    assert len(found) == len(rows) and set(found) <= {OUT, BODY, TITLE}


LONG = {
    "hail": frozenset(["wheat", "harvest", "growers", "province"]),
    "more hail": frozenset(["wheat", "harvest", "insurers", "claims"]),
    "port": frozenset(["harbour", "pilots", "tugboats", "strike"]),
}


@pytest.mark.parametrize(
    ("left", "right", "less"),
    [
        (["hail", "more hail"], ["port", "port"], True),
        (["hail", "more hail"], ["more hail", "hail"], False),
        (["hail"], ["port"], False),
    ],
)
def test_what_comes_back_across_a_gap(left: list[str], right: list[str], less: bool) -> None:
    one, other = (_count([LONG[name] for name in side]) for side in (left, right))
    assert (reused(one, other) < USUAL) == less
    assert 0 < reused(one, one) <= 1


VOCABULARY = sorted(frozenset().union(*LONG.values()))
SIDES = st.lists(st.sampled_from(sorted(LONG)), min_size=1, max_size=30)


def _count(lines: list[frozenset[str]]) -> NDArray[np.uint8]:
    """How many lines hold each word."""
    return np.array([sum(word in line for line in lines) for word in VOCABULARY], dtype=np.uint8)


def _subjects(lines: list[frozenset[str]], apart: int = 1) -> Subjects:
    """The words of lines, numbered in a vocabulary whose words stand `apart`."""
    numbers = [sorted(VOCABULARY.index(word) * apart for word in line) for line in lines]
    first = [0, *np.cumsum([len(n) for n in numbers]).tolist()]
    return Subjects(np.array([n for line in numbers for n in line]), first, len(VOCABULARY) * apart)


@given(SIDES, st.sampled_from(sorted(LONG)), SIDES)
def test_what_gaps_have_in_common_is_what_each_has_by_itself(
    before: list[str], headline: str, after: list[str]
) -> None:
    """One line is dropped between two texts; all of it is counted here word by word."""
    left, title, right = ([LONG[name] for name in part] for part in (before, [headline], after))
    gap = Between(len(left), range(len(left), len(left) + 1), len(left), opens=False)
    for apart in (1, FEW):  # as in a short file, and as in a long one, whose words are numbered anew
        body, every = _subjects(left + right, apart), _subjects(left + title + right, apart)
        (found,) = compared(body, every, [gap])
        near, far = _count(right[:WINDOW]), _count(right[:FAR])
        assert found.title == (_held(title[0], near), _held(title[0], _count(left[-WINDOW:])))
        assert found.like == (_held(title[0], far), _held(title[0], _count(left[-FAR:])))
        assert found.reused[0] == reused(_count(left[-FAR:]), far)
        assert found.shared[0] == shared(_count(left[-WINDOW:]), near)


def _held(words: frozenset[str], counts: NDArray[np.uint8]) -> float:
    return sum(bool(counts[VOCABULARY.index(word)]) for word in words) / len(words)


def _two_pieces(between: str) -> str:
    rain = [f"Growers in the province of Tarn lost wheat to hail on day {n} of harvest." for n in range(9)]
    port = [f"Pilots and tugboats left the harbour of Selwick on morning {n} of a strike." for n in range(9)]
    return "\n".join([*rain, between, *port])


@pytest.mark.parametrize(
    ("between", "looked_at"),
    [
        ("\n\n", True),
        ("SELWICK, March 4 (Halyard) - The harbour closed on Monday when the pilots left their boats.", True),
        ("The harbour of Selwick closed on Monday when the pilots and the tugboats left it.", False),
    ],
)
def test_a_piece_may_begin_where_no_line_was_dropped(between: str, looked_at: bool) -> None:
    page = judge(look(_two_pieces(between)), weights())
    assert len(page.body()) >= 18
    assert any(gap.last == 8 and gap.first == 9 for gap in gaps(page)) is looked_at


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1))
def test_no_number_of_a_gap_counts_without_bounds(rows: list[list[float]]) -> None:
    assert np.abs(scaled(np.array(rows), np.zeros(3), np.ones(3))).max() <= FAR_OUT


WORDS = st.lists(
    st.sampled_from(["harbour", "Wheat", "said", "Home", "photo", "By", "2031", "."]), max_size=30
)


@given(st.lists(WORDS.map(" ".join), max_size=40).map("\n".join))
def test_boundaries_lie_between_body_lines_and_in_order(text: str) -> None:
    seen = look(text)
    if not seen.lines:
        return
    page = judge(seen, weights())
    body = set(page.body())
    assert all(len(g.row) == len(GAP_FEATURES) for g in gaps(page))
    found = boundaries(page, weights())
    assert all(g.last in body and g.first in body and g.last < g.title <= g.first for g in found)
    assert [g.first for g in found] == sorted({g.first for g in found})
