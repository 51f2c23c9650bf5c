"""What is counted for all lines at once is what each line by itself says. All texts are invented."""

from collections import Counter

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.articles.characters import codes_of, flags_of, text_of_codes
from reportedly.articles.cohesion import Subjects, subjects_of
from reportedly.articles.lines import (
    SHAPE,
    cue_counts,
    cue_names,
    ends_of,
    has_date,
    lines_of,
    words_of,
)
from reportedly.articles.plain import look
from reportedly.articles.shapes import cue_table, own_table
from reportedly.articles.surroundings import NEAR, prose_of
from reportedly.articles.wording import LONG_WORD, wording_of

PIECES = st.sampled_from(
    [
        "Harbour", "HARBOUR", "pilots’", "o'clock", "l'été", "’", "'", "3pm", "42", "٣", "m²", "İstanbul",
        "ΟΔΟΣ", "ſ", "straße", "港口。", "。", "read more", "by", "share", "terms of", "use", "sign up", ".",
        "?”", "!", ":", ",", "©", "(C)", "®", "|", "“", "www.halyard.example", "@", "{x}", "[", "]", "• ",
        "1) ", "4 March 2031", "06:09", "2031-03-04", "\u200b", "\ud800", "\U0001f6a2", "word " * 70,
        "x" * 900, "Tide board. The pilots. A “note”. ",
    ]
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES | st.text(max_size=4), max_size=6).map(" ".join), max_size=30).map("\n".join)


@given(st.text(max_size=60))
@example("a\ud800b")
def test_codes_are_the_text(text: str) -> None:
    assert text_of_codes(codes_of(text)) == text
    assert len(flags_of(codes_of(text))) == len(text)


@given(TEXTS)
@example("can't\n'tis 3pm o'clock's’\n\nll’’s a1b2\n42nd")
def test_words_of_all_lines_are_the_words_of_each(text: str) -> None:
    lines = [line.text for line in lines_of(text)]
    if lines:
        wording = wording_of([ends_of(line) for line in lines])
        words = [words_of(line) for line in lines]
        assert wording.by_line() == words
        assert _long(subjects_of(wording), list(wording.vocabulary)) == [
            frozenset(w for w in ws if len(w) >= LONG_WORD) for ws in words
        ]
        assert cue_table(wording).tolist() == [cue_counts(ws) for ws in words]


def _long(held: Subjects, vocabulary: list[str]) -> list[frozenset[str]]:
    """The long words of each line."""
    return [
        frozenset(vocabulary[n] for n in held.held(i, i + 1).tolist()) for i in range(len(held.first) - 1)
    ]


@given(TEXTS)
def test_the_shape_of_a_line_is_what_python_says_of_it(text: str) -> None:
    lines = lines_of(text)
    if not lines:
        return
    own = own_table(lines, wording_of([ends_of(line.text) for line in lines]))
    assert own.shape == (len(lines), len(SHAPE) + len(cue_names()))
    seen = Counter(line.text for line in lines)
    for line, row in zip(lines, own.tolist(), strict=True):
        shown, head = dict(zip(SHAPE, row, strict=False)), line.text[:800]
        raw, words = head.split(), words_of(line.text)
        assert shown["letters"] == sum(map(str.isalpha, head[:300])) / len(head[:300])
        assert shown["capitals"] == sum(w[0].isupper() for w in raw[:40]) / min(len(raw), 40)
        assert shown["commas"] == head.count(",") / len(raw)
        assert shown["digits"] == sum(map(str.isdigit, words)) / max(len(words), 1)
        assert shown["word_length"] == sum(map(len, words)) / max(len(words), 1)
        assert shown["date"] == has_date(head[:200])
        assert shown["code"] == min(sum(map(head[:300].count, "{}<>=;\\^~_[]")), 10) / 5
        assert shown["copyright"] == ("©" in head or "(c)" in head[:40].lower())
        assert shown["repeated"] == min(seen[line.text] - 1, 4)


@given(TEXTS)
def test_words_shared_with_the_prose_around_are_counted_line_by_line(text: str) -> None:
    seen = look(text)
    if not seen.lines:
        return
    prose, at = prose_of(seen.own), seen.own.shape[1] + 1
    long = [frozenset(word for word in words if len(word) >= LONG_WORD) for words in seen.words]
    for i, mine in enumerate(long):
        near = [j for j in range(max(0, i - NEAR), min(len(long), i + NEAR + 1)) if prose[j] and j != i]
        held = frozenset().union(*(long[j] for j in near))
        assert seen.rows[i, at] == len(mine & held) / max(len(mine), 1)


def test_a_text_without_lines_has_no_rows() -> None:
    assert look(" \n\n").lines == [] and np.size(look("").rows) == 0
