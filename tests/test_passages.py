import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import passages as found_in
from reportedly.lineage.alignment import chains, reading
from reportedly.lineage.proof import Proof
from reportedly.lineage.words import words
from reportedly.records import Article, Passage

LEAD = (
    "The Varno Institute's yearly survey warned on Tuesday of quieter naval patrols near the northern shoals."
)
SECOND = "Coastguard cutters from both neighbours, it found, now refuel at Port Ellisgrave twice as often."
THIRD = "Fishing crews interviewed for the survey described radar outages lasting several nights each autumn."
QUOTE = "“dredging beyond the shoals must cease by winter”"
FURNITURE = "Subscribe to our evening briefing and never miss another maritime headline again."
JAPANESE = "北方海域における哨戒活動が昨年より縮小したと防衛研究機関の年次報告書は警告している。"


def article(name: str, text: str) -> Article:
    return Article(name, "source", "arrival", 0, (), text)


def passages(*texts: str) -> list[Passage]:
    """The passages of articles a00, a01 ... as the pipeline finds them."""
    return found_in([article(f"a{number:02}", text) for number, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("one", "other", "first", "second", "likeness"),
    [
        (LEAD, LEAD, LEAD, LEAD, 1.0),
        (f"Old title\n{LEAD}", f"{LEAD}\nOther end", LEAD, LEAD, 1.0),
        (f"{LEAD}\n{SECOND}", f"{LEAD} {SECOND}", f"{LEAD}\n{SECOND}", f"{LEAD} {SECOND}", 1.0),
        (LEAD, LEAD.replace("on Tuesday ", ""), LEAD, LEAD.replace("on Tuesday ", ""), 0.875),
        (LEAD, LEAD.replace("warned", "spoke"), LEAD, LEAD.replace("warned", "spoke"), 0.938),
        (f"Aye, he said {QUOTE}.", f"Nobody else wrote {QUOTE}?", QUOTE, QUOTE, 1.0),
        (JAPANESE, "速報" + JAPANESE, JAPANESE, JAPANESE, 1.0),
        (f"😀 é {LEAD}", LEAD.upper().replace("'", "’"), LEAD, LEAD.upper().replace("'", "’"), 1.0),
    ],
)
def test_what_two_texts_share(one: str, other: str, first: str, second: str, likeness: float) -> None:
    (made,) = passages(one, other)
    assert (made.a_span.text, made.b_span.text, made.likeness) == (first, second, likeness)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("", LEAD),
        (LEAD, SECOND),
        ("He said at the end of the day.", "At the end of the day he said no."),
        (f"Aye, he said {QUOTE[1:-1]}.", f"Nobody else wrote {QUOTE[1:-1]}?"),
        ("One sentence.", "One sentence."),
        (
            f"{SECOND} {FURNITURE} {THIRD} “{QUOTE[1:-1]} and then some more of it, he hoped.”",
            f"{LEAD} “We think that {QUOTE[1:-1]} if nobody else acts before the elections.”",
        ),
    ],
)
def test_no_passage(one: str, other: str) -> None:
    assert passages(one, other) == []


def test_text_put_in_splits_a_passage_and_moved_text_makes_two() -> None:
    inserted = passages(f"{LEAD} {SECOND}", f"{LEAD} {THIRD} {SECOND}")
    moved = passages(f"{LEAD} {SECOND}", f"{SECOND} {THIRD} {LEAD}")
    assert [made.a_span.text for made in inserted] == [LEAD, SECOND]
    assert [made.b_span.text for made in moved] == [LEAD, SECOND]


def test_small_changes_close_together_do_not_end_a_passage() -> None:
    changed = LEAD.replace("yearly survey warned", "annual poll said").replace("naval", "sea")
    (made,) = passages(f"{LEAD} {SECOND}", f"{changed} {SECOND}")
    assert made.b_span.text == f"{changed} {SECOND}"


def test_furniture_is_no_passage_in_many_articles_and_quoted_words_are_in_any_number() -> None:
    fillers = [" ".join(f"{word}{number}" for word in ("quay", "tide", "mast")) for number in range(12)]
    assert passages(*(f"{filler}\n{FURNITURE}" for filler in fillers)) == []
    assert len(passages(*(f"{filler} said {QUOTE}." for filler in fillers))) == 12 * 11 // 2


@pytest.mark.parametrize(("articles", "found"), [(2, True), (5_000, False)])
def test_a_larger_pile_asks_for_more_words(articles: int, found: bool) -> None:
    one = reading(words(f"{FURNITURE * 2} {LEAD} {SECOND * 2}"))
    held = reading(words(f"{THIRD * 3} {LEAD} {THIRD}"))
    shares = chains(one, held)
    assert [sum(run.size for run in chain) for chain in shares] == [len(words(LEAD))]
    assert Proof(articles).holds(one, held, shares, 2) is found


def test_furniture_beside_a_copy_does_not_hide_it() -> None:
    texts = [f"{LEAD} {SECOND} {THIRD}\n{FURNITURE}"] * 12
    assert len(passages(*texts)) == 12 * 11 // 2


def test_a_hundred_copies_hang_together() -> None:
    found = passages(*[f"{LEAD} {SECOND} {THIRD}"] * 100)
    assert [(made.a, made.b) for made in found] == [(f"a{k:02}", f"a{k + 1:02}") for k in range(99)]


PIECES = st.lists(
    st.sampled_from([LEAD, SECOND, THIRD, QUOTE, JAPANESE, FURNITURE, "“Aye”, 😀 é", "\n", " ", "and then"])
    | st.text(max_size=20),
    max_size=8,
).map("".join)


@given(st.lists(PIECES, min_size=1, max_size=5), st.randoms())
@settings(max_examples=80, deadline=None)
def test_spans_hold_their_words_and_order_changes_nothing(texts, random) -> None:
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    found = found_in(articles)
    text = {one.id: one.text for one in articles}
    for made in found:
        assert made.a < made.b
        assert 0 < made.likeness <= 1
        for name, place in ((made.a, made.a_span), (made.b, made.b_span)):
            assert text[name][place.start : place.end] == place.text != ""
    random.shuffle(articles)
    assert found_in(articles) == found


@given(PIECES, st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_a_copy_of_part_of_a_text_is_found_word_for_word(text: str, cut: int) -> None:
    whole = f"{text}\n{LEAD} {SECOND}"
    assert any(SECOND in made.b_span.text for made in passages(whole, whole[min(cut, len(text)) :]))


def test_two_megabytes_are_aligned_in_bounded_time() -> None:
    varied = [f"{LEAD[:-1]} in sector {n} off cape {n * 7919 % 10007}." for n in range(17_000)]
    one, other = " ".join(varied), " ".join(varied[5:])
    began = time.process_time()
    found = passages(one, other)
    assert len(one) > 2_000_000
    assert sum(len(made.b_span.text) for made in found) > 0.9 * len(other)
    assert time.process_time() - began < 30


def test_a_text_that_repeats_itself_is_bounded() -> None:
    began = time.process_time()
    assert len(passages(*[f"{LEAD} " * 2_000] * 4)) >= len(list(combinations(range(4), 2)))
    assert time.process_time() - began < 30
