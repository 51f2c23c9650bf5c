"""Who took it from whom. All texts, outlets and names are invented."""

import time
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import lineage
from reportedly.lineage.derivation import Witness, derivations
from reportedly.lineage.derivation.branching import branching, shares
from reportedly.lineage.derivation.grouping import grouped
from reportedly.lineage.derivation.witnesses import period
from reportedly.records import Article, Derivation, Passage, Span, passage

LEAD = (
    "The harbour council of Ostrevik approved a second breakwater on Monday after eleven hours of debate. "
    "Engineer Malva Trenning told it that the older wall had moved by nearly forty centimetres since spring. "
)
MIDDLE = (
    "Fishermen on the eastern quay said that the works would close their moorings for two winters. "
    "The council set aside nine million crowns for them, a sum that their guild called an insult. "
)
TAIL = (
    "A tender is to be published in March, and the first caissons should be sunk before the autumn storms. "
    "The ferry company Northline declined to say whether it would move its terminal to Sundholm meanwhile. "
)
REPORT = LEAD + MIDDLE + TAIL
OTHER = (
    "Residents of the upper town gathered outside the library with lanterns and a brass band. "
    "Nobody counted them, but the square was full until the last tram had gone down the hill. "
)


def article(name: str, text: str, date: str | None = None, outlet: str | None = None) -> Article:
    return Article(name, "s", "r", 0, (), text, outlet=outlet, date=date)


def edges(*pile: Article) -> list[Derivation]:
    return derivations([lineage.witness(one) for one in pile], lineage.passages(list(pile)))


def ends(found: list[Derivation]) -> set[tuple[str, str]]:
    return {(one.parent, one.child) for one in found}


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        pytest.param(REPORT, LEAD + MIDDLE, id="cut off at the end"),
        pytest.param(REPORT, "OSTREVIK (Kestry Press) — " + REPORT, id="carries an agency's credit"),
        pytest.param(
            REPORT,
            LEAD + OTHER + MIDDLE + OTHER.replace("library", "school") + TAIL,
            id="text put in between",
        ),
    ],
)
def test_without_dates_the_text_tells_the_way(parent: str, child: str) -> None:
    assert ends(edges(article("a_2", parent), article("a_1", child))) == {("a_2", "a_1")}
    assert ends(edges(article("a_1", parent), article("a_2", child))) == {("a_1", "a_2")}


def test_dates_tell_the_way_where_the_text_does_not() -> None:
    changed = REPORT.replace("older wall", "old wall")
    early, late = "2031-03-01", "2031-03-04"
    assert ends(edges(article("a_1", REPORT, late), article("a_2", changed, early))) == {("a_2", "a_1")}
    assert ends(edges(article("a_1", REPORT, early), article("a_2", changed, late))) == {("a_1", "a_2")}


def test_a_copy_is_under_the_one_whose_changes_it_shares() -> None:
    changed = REPORT.replace("nine million crowns", "some nine million crowns").replace(
        "an insult", "a plain insult"
    )
    pile = [
        article("a_1", REPORT, "2031-03-01"),
        article("a_2", changed, "2031-03-02"),
        article("a_3", changed.replace("brief", "short") + OTHER, "2031-03-03"),
    ]
    assert ends(edges(*pile)) == {("a_1", "a_2"), ("a_2", "a_3")}


def test_equal_copies_are_each_others_rivals() -> None:
    pile = [article(f"a_{n}", REPORT) for n in range(4)]
    found = edges(*pile)
    assert ends(found) == {("a_0", "a_1"), ("a_0", "a_2"), ("a_0", "a_3")}
    for one in found:
        assert not one.decided
        assert one.confidence <= 0.34
        assert {rival.source for rival in one.rivals} == {"a_1", "a_2", "a_3"} - {one.child}


def test_a_shared_quotation_decides_nothing() -> None:
    said = (
        "“The older wall has moved by forty centimetres since spring, and no pump in Ostrevik will hold it,”"
    )
    pile = [
        article("a_1", OTHER + said + " the engineer told reporters.", "2031-03-01"),
        article("a_2", MIDDLE + "At noon came a warning: " + said + " people heard.", "2031-03-02"),
    ]
    assert not any(one.decided for one in edges(*pile))


def test_every_edge_shows_the_words_that_it_rests_on() -> None:
    pile = [article("a_1", REPORT, "2031-03-01"), article("a_2", OTHER + LEAD + MIDDLE, "2031-03-02")]
    texts = {one.id: one.text for one in pile}
    (found,) = edges(*pile)
    for name, words in ((found.child, found.child_words), (found.parent, found.parent_words)):
        assert words is not None
        assert texts[name][words.start : words.end] == words.text
    assert found.passages
    assert found.grounds


FERRY = (
    "Northline will sell two of its seven ferries to a yard in Farholm, where they are to be cut up. "
    "Its clerks were told by letter, and some of them read it aloud on the pier until the wind took it away. "
)
CREWS = (
    "Crews of the Aldis and the Merrow keep their pay until the end of June, according to the letter. "
    "The older ship had carried the mail to Sundholm for forty-one years and missed four crossings in all. "
)


def test_an_article_put_together_from_two_has_both_for_parents() -> None:
    both = f"{OTHER}\n\n{CREWS}\n\n{TAIL}\n\n{OTHER.replace('library', 'bank')}\n\n{FERRY}\n\n{LEAD}"
    pile = [
        article("a_1", f"{LEAD}\n\n{MIDDLE}\n\n{TAIL}", "2031-03-01"),
        article("a_2", f"{FERRY}\n\n{CREWS}", "2031-03-02"),
        article("a_3", both, "2031-03-03"),
    ]
    found = edges(*pile)
    assert ends(found) == {("a_1", "a_3"), ("a_2", "a_3")}
    assert sorted(one.second for one in found) == [False, True]
    assert all(one.confidence > 0.5 for one in found)


def test_a_second_parent_without_words_of_its_own_is_never_decided() -> None:
    """All words of the compilation stand in the first as well as, but for the end, in the second."""
    whole = f"{LEAD}\n\n{MIDDLE}\n\n{TAIL}\n\n{FERRY}\n\n{CREWS}"
    pile = [
        article("a_1", whole, "2031-03-01"),
        article("a_2", whole.replace(CREWS, ""), "2031-03-02"),
        article("a_3", f"{OTHER}\n\n{TAIL}\n\n{FERRY}\n\n{OTHER[:90]}\n\n{LEAD}", "2031-03-03"),
    ]
    of_third = [one for one in edges(*pile) if one.child == "a_3"]
    assert of_third
    assert not any(one.second and one.decided for one in of_third)
    for one in of_third:
        assert {one.parent, *(rival.source for rival in one.rivals)} & {"a_1", "a_2"}


def test_the_order_of_the_input_changes_nothing() -> None:
    pile = [
        article("a_1", REPORT, "2031-03-01"),
        article("a_2", LEAD + MIDDLE, "2031-03-02"),
        article("a_3", OTHER + LEAD + TAIL, None),
    ]
    found = [edges(*some) for some in permutations(pile)]
    assert all(one == found[0] for one in found)


def test_bad_input_is_bounded_and_certain_of_nothing() -> None:
    began = time.process_time()
    copies = [article(f"a_{n:03}", REPORT, None, "Ostrevik Post") for n in range(100)]
    daily = [
        article(f"b_{n:03}", REPORT + f" It was day {n}.", f"2031-03-{n % 28 + 1:02}", "Daily")
        for n in range(60)
    ]
    odd = [
        article("c_1", ""),
        article("c_2", "No."),
        article("c_3", REPORT, "2999-01-01"),
        article("c_4", LEAD, "soon"),
    ]
    found = edges(*copies, *daily, *odd)
    assert len({one.child for one in found if not one.second}) == sum(not one.second for one in found)
    assert not any(one.decided for one in found if one.child.startswith("a_"))
    assert not any("c_1" in (one.child, one.parent) or "c_2" in (one.child, one.parent) for one in found)
    assert time.process_time() - began < 20


def test_a_text_of_two_megabytes_is_judged_in_seconds() -> None:
    words = np.random.default_rng(7).integers(0, 40_000, 260_000)
    long = " ".join(f"wo{n}rd" for n in words.tolist())
    whole = Span(0, len(long), long)
    began = time.process_time()
    found = derivations(
        [
            Witness("a_1", long, published="2031-03-01"),
            Witness("a_2", long + " More.", published="2031-03-02"),
        ],
        [passage("a_1", whole, "a_2", whole, 1.0)],
    )
    assert ends(found) == {("a_1", "a_2")}
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("given_", "minutes"),
    [
        ("2031-03-01", 1440),
        ("2031-03-01T10:30:00", 1),
        ("2031-03-01T10:30:00+09:00", 1),
        ("2031-03", None),
        ("", None),
        (None, None),
        ("yesterday", None),
        ("9999-12-31T23:59:59-23:00", 1),
    ],
)
def test_a_period_is_as_wide_as_the_date_is_vague(given_: str | None, minutes: int | None) -> None:
    found = period(given_)
    assert (found.end - found.start if found else None) == minutes


def _forests(scores: np.ndarray) -> list[tuple[float, list[int]]]:
    """All forests of a small family by brute force, with their log weights."""
    size = len(scores)
    found = []
    for parents in np.ndindex(*([size] * (size - 1))):
        chosen = [-1, *parents]
        if all(_leads_up(chosen, node) for node in range(1, size)):
            found.append((float(sum(scores[chosen[c], c] for c in range(1, size))), chosen))
    return found


def _leads_up(parents: list[int], node: int) -> bool:
    for _ in parents:
        if node == 0:
            return True
        node = parents[node]
    return node == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-8, 8), min_size=16, max_size=16))
def test_branching_and_shares_agree_with_counting_all_forests(numbers: list[int]) -> None:
    scores = np.array(numbers, np.float64).reshape(4, 4) / 2 + np.arange(16).reshape(4, 4) / 100
    np.fill_diagonal(scores, -np.inf)
    every = [one for one in _forests(scores) if np.isfinite(one[0])]
    total = np.logaddexp.reduce([weight for weight, _ in every])
    log, held = shares(scores)
    assert log == pytest.approx(total, abs=1e-5)
    assert branching(scores) == max(every)[1]
    for child in range(1, 4):
        for parent in range(4):
            share = sum(np.exp(weight - total) for weight, chosen in every if chosen[child] == parent)
            assert held[parent, child] == pytest.approx(share, abs=1e-5)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 90)), max_size=60),
    st.integers(2, 8),
)
def test_families_are_never_larger_than_asked(pairs: list[tuple[int, int, int]], most: int) -> None:
    made: list[Passage] = [
        passage(f"a_{a}", Span(0, size, "x" * size), f"a_{b}", Span(0, size, "x" * size), 1.0)
        for a, b, size in pairs
        if a != b
    ]
    parts = grouped(made, most)
    assert all(2 <= len(part) <= most for part in parts)
    assert {name for part in parts for name in part} <= {name for one in made for name in (one.a, one.b)}
