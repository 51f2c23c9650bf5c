"""Where each clause first stood. Articles, outlets and the institute are invented."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import clauses
from reportedly.records import Article, Clause, Derivation, Rival, Standing, derivation_id

WIRE = (
    "KARSK (Tern Press) - The northern pilots will stop work at midnight unless the ice is broken, their "
    "guild said on Monday. Nobody has left the harbour since the storm, and the lamps are out on both quays."
)
COPY = (
    "Mercury Newsroom. The northern pilots will stop work at noon unless the ice is broken, their "
    "guild said on Monday. Ferries are laid up as well. Nobody has left the harbour since the storm."
)
APART = "The orchard on the southern slope gave more plums this year than anybody could remember picking."
REPORT = "h_report"


def article(name: str, text: str, date: str | None = None) -> Article:
    return Article(name, "s", "r", 0, (), text, date=date)


def edge(child: str, parent: str, *rivals: str, decided: bool = True) -> Derivation:
    named = tuple(Rival(name, 0.3) for name in rivals)
    name = derivation_id(child, parent)
    return Derivation(name, child, parent, 0.7, decided, False, False, (), named, ())


def of(found: Sequence[Clause], name: str) -> list[Clause]:
    return [one for one in found if one.article == name]


def about(found: Sequence[Clause], name: str, words: str) -> Clause:
    """The clause of an article that holds these words."""
    return next(one for one in of(found, name) if words in one.span.text)


def test_by_descent_words_stood_first_in_what_was_copied() -> None:
    told = [article("copy", COPY, "2031-03-01"), article("wire", WIRE, "2031-03-02")]
    found = clauses(told, [edge("copy", "wire")])
    taken = about(found, "copy", "The northern pilots")
    assert (taken.first, taken.standing, taken.carried) == ("wire", Standing.DESCENT, ("wire",))
    assert taken.first_words
    assert taken.first_words.text == "The northern pilots will stop work at"
    assert about(found, "wire", "The northern pilots").first == "wire"
    for words in ("noon", "Ferries are laid up"):
        own = about(found, "copy", words)
        assert (own.first, own.standing, own.carried) == ("copy", Standing.OWN, ())
    assert about(found, "wire", "midnight").standing is Standing.OWN


@pytest.mark.parametrize(
    ("wire", "copy", "first", "standing"),
    [
        ("2031-03-01", "2031-03-02", "wire", Standing.DATE),
        ("2031-03-01T06:00", "2031-03-01", "copy", Standing.OPEN),
        ("2031-03-01T06:00", "2031-03-01T09:00", "wire", Standing.DATE),
        ("2031-03-01", "2031-03-01", "copy", Standing.OPEN),
        (None, "2031-03-01", "copy", Standing.OPEN),
        (None, None, "copy", Standing.OPEN),
    ],
)
def test_without_descent_the_day_of_print_decides(
    wire: str | None, copy: str | None, first: str, standing: Standing
) -> None:
    found = clauses([article("copy", COPY, copy), article("wire", WIRE, wire)])
    for name in ("copy", "wire"):
        one = about(found, name, "northern pilots")
        other = "wire" if first == "copy" else "copy"
        assert (one.first, one.standing) == (first, standing)
        assert one.rivals == ((other,) if standing is Standing.OPEN else ())


def test_siblings_have_it_from_the_source_that_both_name() -> None:
    told = [article("copy", COPY, "2031-03-01"), article("wire", WIRE, "2031-03-02")]
    sure = clauses(told, [edge("copy", REPORT), edge("wire", REPORT)])
    one = about(sure, "wire", "northern pilots")
    assert (one.first, one.standing, one.first_words, one.rivals) == (REPORT, Standing.DESCENT, None, ())
    left = clauses(told, [edge("copy", REPORT), edge("wire", REPORT, "copy", decided=False)])
    one = about(left, "wire", "northern pilots")
    assert (one.first, one.standing, one.rivals) == (REPORT, Standing.OPEN, ("copy",))


def test_an_edge_that_is_open_decides_nothing_though_the_days_differ() -> None:
    told = [article("wire", WIRE, "2031-03-01"), article("copy", COPY, "2031-03-02")]
    found = clauses(told, [edge("copy", "wire", REPORT, decided=False)])
    one = about(found, "copy", "northern pilots")
    assert (one.first, one.standing, one.rivals) == ("wire", Standing.OPEN, (REPORT,))


def test_a_copy_of_a_copy_leads_to_the_first_of_all() -> None:
    told = [article("a", WIRE), article("b", WIRE), article("c", COPY)]
    found = clauses(told, [edge("c", "b"), edge("b", "a")])
    one = about(found, "c", "northern pilots")
    assert (one.first, one.standing, one.carried) == ("a", Standing.DESCENT, ("a", "b"))


def test_a_silent_cut_shows_as_two_clauses() -> None:
    short = WIRE.replace(" unless the ice is broken,", "")
    found = clauses([article("wire", WIRE, "2031-03-01"), article("short", short, "2031-03-02")])
    taken = [one for one in of(found, "short") if one.first == "wire"]
    assert [one.span.text.split()[-1] for one in taken][:2] == ["midnight", "quays."]


def test_articles_that_share_nothing_are_one_clause_each() -> None:
    found = clauses([article("a", APART), article("b", WIRE), article("c", "")])
    assert [(one.article, one.standing) for one in found] == [("a", Standing.OWN), ("b", Standing.OWN)]


PIECES = st.lists(
    st.sampled_from([*WIRE.split(". "), *COPY.split(". "), APART, "…", "“no” 日本語", "\n\n", "é\ud800 1%"]),
    max_size=5,
).map(" ".join)
DATES = st.sampled_from([None, "2031-03-01", "2031-03-02T10:00", "nonsense", ""])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PIECES, DATES), max_size=4), st.sets(st.tuples(st.integers(0, 3), st.integers(0, 4)))
)
def test_the_clauses_of_an_article_are_exactly_its_text(
    told: list[tuple[str, str | None]], pairs: set[tuple[int, int]]
) -> None:
    articles = [article(f"a{n}", text, date) for n, (text, date) in enumerate(told)]
    found = clauses(articles, [edge(f"a{child}", f"a{parent}") for child, parent in sorted(pairs)])
    texts = {one.id: one.text for one in articles}
    for name, text in texts.items():
        assert "".join(one.span.text for one in of(found, name)) == text
    for one in found:
        assert texts[one.article][one.span.start : one.span.end] == one.span.text
        if one.first_words:
            assert texts[one.first][one.first_words.start : one.first_words.end] == one.first_words.text
        assert (one.standing is Standing.OWN) is (not one.carried)
        assert bool(one.rivals) is (one.standing is Standing.OPEN)
        assert one.first not in one.rivals


def test_a_hundred_thousand_words_are_cut_in_seconds() -> None:
    long = " ".join(f"word{n % 5000} of{n}" for n in range(50_000))
    found = clauses([article("a", long, "2031-03-01"), article("b", long, "2031-03-02")])
    assert [one.first for one in found] == ["a", "a"]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            "They were “neighbours in all but name”, he said.",
            "“Neighbours in all but name,” wrote Marr.",
            True,
        ),
        (
            "They were neighbours in all but name, he said.",
            "“Neighbours in all but name,” wrote Marr.",
            False,
        ),
        ("“As soon as it is,” he said.", "She wrote: “as soon as it was.”", False),
        (
            "the Tern Institute for Northern Fisheries and Ports wrote.",
            "It came from the Tern Institute for Northern Fisheries and Ports.",
            False,
        ),
    ],
)
def test_a_short_quotation_is_shared_and_a_name_is_not(one: str, other: str, shared: bool) -> None:
    found = clauses([article("a", one), article("b", other)])
    assert any(clause.carried for clause in found) is shared
