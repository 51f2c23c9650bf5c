import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import Shared, fingerprints, prints, shared, together
from reportedly.lineage.fingerprints import Prints, likeness
from reportedly.lineage.frequency import weights
from reportedly.lineage.sharing import COMMONPLACE, NEIGHBOURS, candidates
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


@given(st.lists(st.sampled_from(["ab", "C", "é", "'", "’", "\u00ad", "\u0301", " ", "“", "日", "\n"])))
def test_what_is_not_heard_within_a_word_changes_no_form(parts: list[str]) -> None:
    text = "".join(parts)
    heard = [re.sub("['’\u00ad\u0301]", "", form) for form in forms(text)]
    assert words(text).hashes.tolist() == words(" ".join(heard)).hashes.tolist()


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


ALL = (REPORT, JAPANESE, "", f"“{REPORT}” he said.", "don’t co\u00adoperate", "😀", "Japan’s", f"a\n{REPORT}")


@given(st.lists(st.sampled_from(ALL) | ANY_TEXT, max_size=12))
@settings(max_examples=80, deadline=None)
def test_many_texts_read_together_are_read_as_each_alone(texts: list[str]) -> None:
    read = [found for part in prints(texts) for found in apart(part)]
    alone = [found for text in texts for part in prints([text]) for found in apart(part)]
    assert read == alone


def apart(part: Prints) -> list[tuple[list[int], ...]]:
    """The columns of each text of a batch."""
    columns = (part.hashes, part.starts, part.ends, part.quotations)
    rows = [part.owners == number for number in range(len(part.sketches))]
    return [
        (*(column[here].tolist() for column in columns), part.sketches[number].tolist())
        for number, here in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("he “said so” twice", "said so"),
        ('he "said so" twice', "said so"),
        ("he «said so» twice", "said so"),
        ("an open “mark\nends with its paragraph", "mark"),
        ('12" pipes\nand more', "pipes"),
        ("nothing", ""),
    ],
)
def test_words_between_quotation_marks(text: str, quoted: str) -> None:
    read = words(text)
    inside = [text[s:e] for s, e, q in zip(read.starts, read.ends, read.quoted, strict=True) if q]
    assert " ".join(inside) == quoted


def test_a_fingerprint_knows_how_long_its_quotation_is() -> None:
    (part,) = prints([f"Varno “{REPORT}” {REPORT}"])
    lengths = set(part.quotations.tolist())
    assert lengths == {0, len(words(REPORT))}


@pytest.mark.parametrize("kept", [1.0, 0.8, 0.5, 0.0])
def test_sketches_tell_how_much_two_texts_share(kept: float) -> None:
    cut = int(400 * kept)
    one = [f"quay{n} mast{n}" for n in range(400)]
    other = one[:cut] + [f"tide{n} oar{n}" for n in range(400 - cut)]
    (part,) = prints([" ".join(one), " ".join(other)])
    expected = kept / (2 - kept)
    assert abs(likeness(part.sketches[0], part.sketches[1]) - expected) < 0.12


def bucket(*rows: tuple[int, int], quoted: int = 0, outlets: list[int] | None = None) -> Shared:
    """What is shared among rows of (hash, owner)."""
    hashes, owners = list(zip(*rows, strict=True)) if rows else [(), ()]
    lengths = np.full(len(rows), quoted, np.uint8)
    named = None if outlets is None else np.array(outlets, np.int32)
    return shared(np.array(hashes, np.uint64), np.array(owners, np.int32), lengths, named)


def listed(found: Shared) -> list[tuple[int, ...]]:
    columns = (found.a, found.b, found.seeds, found.least)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), []),
        (((7, 0),), []),
        (((7, 0), (7, 0)), []),
        (((7, 1), (7, 0)), [(0, 1, 1, 2)]),
        (((7, 0), (7, 0), (7, 1)), [(0, 1, 1, 2)]),
        (((7, 0), (7, 1), (7, 2)), [(0, 1, 1, 3), (0, 2, 1, 3), (1, 2, 1, 3)]),
        (((7, 0), (8, 0), (8, 1), (7, 1), (8, 2)), [(0, 1, 2, 2), (0, 2, 1, 3), (1, 2, 1, 3)]),
        (((7, 0), (8, 1)), []),
    ],
)
def test_shared_pairs(rows: tuple[tuple[int, int], ...], expected: list[tuple[int, ...]]) -> None:
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
    assert len(bucket(*((5, owner) for owner in range(articles))).a) == pairs


@pytest.mark.parametrize(
    ("outlets", "quoted", "seeds", "furniture"),
    [
        ([0, 0, 0, 1], 0, 0, 1),  # three of one outlet, and one that took it along
        ([0, 0, 1, 1], 0, 1, 0),
        ([-1, -1, -1, -1], 0, 1, 0),
        ([0, 0, 0, 1], 9, 1, 0),  # words in marks are nobody's furniture
        (None, 0, 1, 0),
    ],
)
def test_what_an_outlet_repeats_is_furniture(
    outlets: list[int] | None, quoted: int, seeds: int, furniture: int
) -> None:
    found = bucket((7, 0), (7, 1), (7, 2), (7, 3), quoted=quoted, outlets=outlets)
    assert set(found.seeds.tolist()) == {seeds}
    assert set(found.furniture.tolist()) == {furniture}


ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), max_size=60)


@given(ROWS, st.randoms())
def test_shared_does_not_depend_on_the_order_of_rows(rows, random) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert listed(bucket(*rows)) == listed(bucket(*mixed))


@given(ROWS)
def test_buckets_together_are_the_whole(rows) -> None:
    parts = [bucket(*(row for row in rows if row[0] % 3 == part)) for part in range(3)]
    assert listed(together(parts)) == listed(bucket(*rows))


@pytest.mark.parametrize(
    ("seeds", "quoted", "shorter", "length", "kept"),
    [
        (12, 0, 255, 9_000, True),
        (11, 0, 255, 9_000, False),
        (11, 0, 255, 400, True),  # a good part of a short text
        (1, 1, 15, 9_000, True),  # six words of fifteen
        (1, 1, 40, 9_000, False),
    ],
)
def test_which_pairs_are_worth_aligning(
    seeds: int, quoted: int, shorter: int, length: int, kept: bool
) -> None:
    row = (np.array([value], np.int32) for value in (0, 1, seeds, 0, quoted, shorter, 2))
    assert bool(candidates(Shared(*row), np.array([length, length], np.int32))) is kept
