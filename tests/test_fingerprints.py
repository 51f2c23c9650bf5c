import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import Shared, fingerprints, shared
from reportedly.lineage.frequency import weights
from reportedly.lineage.sharing import COMMONPLACE, NEIGHBOURS
from reportedly.lineage.words import words

REPORT = "The Varno Institute's yearly survey warned of quieter patrols near the northern shoals."
JAPANESE = "防衛研究所は北方海域における哨戒活動の縮小について年次報告書で警告した。"
ANY_TEXT = st.text(
    st.sampled_from("abzAZé’'“” \n.-19防衛ก\u0301\u200d😀İß\ufeff") | st.characters(exclude_categories=["Cs"])
)


def forms(text: str) -> list[str]:
    read = words(text)
    return [text[s:e] for s, e in zip(read.starts, read.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("— … “ ”", []),
        ("Japan’s “new” order", ["Japan’s", "new", "order"]),
        ("don't stop", ["don't", "stop"]),
        ("U.S.-led", ["U", "S", "led"]),
        ("1,200 men", ["1", "200", "men"]),
        ("日本の案", ["日", "本", "の", "案"]),
        ("NATO加盟", ["NATO", "加", "盟"]),
        ("한국 정부", ["한국", "정부"]),
        ("’s", ["s"]),
        ("a😀b", ["a", "b"]),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Japan’s", "japan"),
        ("don’t", "DON'T"),
        ("café", "cafe\u0301"),
        ("İstanbul", "istanbul"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_the_same_word_in_two_dresses(one: str, other: str) -> None:
    assert words(one).hashes.tolist() == words(other).hashes.tolist()


@pytest.mark.parametrize(("one", "other"), [("its", "it"), ("ab", "ba"), ("a", "aa"), ("かき", "がぎ")])
def test_different_words_differ(one: str, other: str) -> None:
    assert words(one).hashes.tolist() != words(other).hashes.tolist()


def test_hashes_are_the_same_on_every_machine() -> None:
    assert words("shoal").hashes.tolist() == [14152052235560494716]


def test_a_common_word_weighs_less_than_a_rare_one_and_an_unknown_one_most() -> None:
    the, report, unknown = weights(words("the report zzyzxq").hashes).tolist()
    assert the < 0.2 < 1 < report < unknown < 9


def test_marks_case_and_accents_do_not_count() -> None:
    bare = unicodedata.normalize("NFD", REPORT.upper().replace("'", "’").replace(" warned ", " “warned” "))
    assert fingerprints(bare).hashes.tolist() == fingerprints(REPORT).hashes.tolist()


@pytest.mark.parametrize("text", [REPORT, JAPANESE, "x " + JAPANESE + " " + REPORT])
def test_places_point_into_the_text(text: str) -> None:
    found = fingerprints(text)
    again = [fingerprints(text[s:e]).hashes.tolist() for s, e in zip(found.starts, found.ends, strict=True)]
    assert len(found.hashes) > 0
    assert all(value in inside for value, inside in zip(found.hashes.tolist(), again, strict=True))


@pytest.mark.parametrize("text", ["", "Five words are too few", "that it was to be of the and it is"])
def test_nothing_worth_finding(text: str) -> None:
    assert len(fingerprints(text).hashes) == 0


@given(ANY_TEXT)
@settings(max_examples=200)
def test_any_text_is_read_and_places_stay_inside(text: str) -> None:
    read, found = words(text), fingerprints(text)
    assert (read.starts < read.ends).all()
    assert (read.ends[:-1] <= read.starts[1:]).all()
    assert read.ends.max(initial=0) <= len(text)
    assert (found.starts < found.ends).all()


def test_a_text_of_two_megabytes_has_one_fingerprint_a_word_at_most() -> None:
    text = (REPORT + " ") * 24_000
    found = fingerprints(text)
    assert len(text) > 2_000_000
    assert 0 < len(found.hashes) <= len(words(text))


def bucket(*rows: tuple[int, int, int]) -> Shared:
    """What is shared among rows of (hash, owner, start)."""
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    hashes, owners, starts = columns
    return shared(np.array(hashes, np.uint64), np.array(owners, np.int32), np.array(starts, np.int32))


def listed(found: Shared) -> list[tuple[int, ...]]:
    columns = (found.a, found.b, found.a_start, found.b_start, found.count)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), []),
        (((7, 0, 3),), []),
        (((7, 0, 3), (7, 0, 9)), []),
        (((7, 1, 3), (7, 0, 9)), [(0, 1, 9, 3, 2)]),
        (((7, 0, 3), (7, 0, 9), (7, 1, 5)), [(0, 1, 3, 5, 2)]),
        (((7, 0, 1), (7, 1, 2), (7, 2, 3)), [(0, 1, 1, 2, 3), (0, 2, 1, 3, 3), (1, 2, 2, 3, 3)]),
        (((7, 0, 1), (8, 1, 2)), []),
    ],
)
def test_shared_pairs(rows: tuple[tuple[int, int, int], ...], expected: list[tuple[int, ...]]) -> None:
    assert listed(bucket(*rows)) == expected


@pytest.mark.parametrize(
    ("articles", "pairs"),
    [
        (NEIGHBOURS, NEIGHBOURS * (NEIGHBOURS - 1) // 2),
        (NEIGHBOURS + 1, NEIGHBOURS),
        (10_000, 9_999),
        (COMMONPLACE + 1, 0),
    ],
)
def test_many_copies_stay_linear(articles: int, pairs: int) -> None:
    found = bucket(*((5, owner, 0) for owner in range(articles)))
    assert len(found.a) == pairs


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 50)), max_size=60), st.randoms()
)
def test_shared_does_not_depend_on_the_order_of_rows(rows, random) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert listed(bucket(*rows)) == listed(bucket(*mixed))
