"""How few stand behind one utterance. Outlets, bodies and names are invented."""

from pathlib import Path

import pytest

from reportedly import lineage
from reportedly.case import Case
from reportedly.lineage import Teller
from reportedly.records import (
    Basis,
    Derivation,
    Effect,
    Family,
    Kind,
    Origin,
    Part,
    Severity,
    SourceKind,
    Span,
    Utterance,
    Variant,
    derivation_id,
)
from reportedly.records.claim import Claim

WORDS = Span(0, 4, "ice!")


def variant(article: str, family: str = "f_1") -> Variant:
    return Variant(
        f"q_{article}", family, article, Part.BODY, Kind.DIRECT, WORDS, WORDS, "Orla Tennick", f"s_{article}",
        None, Basis.NONE, Utterance.SAME, (), Effect.NONE, Severity.HARMLESS, "", (), (), (),
    )  # fmt: skip


def edge(child: str, parent: str, *, decided: bool = True, revision: bool = False) -> Derivation:
    name = derivation_id(child, parent)
    return Derivation(name, child, parent, 0.9, decided, False, revision, (), (), ())


def origin(name: str, *articles: str, story: str = "t_1") -> Origin:
    said = tuple(f"s_{one}" for one in articles)
    return Origin(f"o_{name}{story}", story, SourceKind.PERSON, name, None, articles, (), said, False)


def claimed(tellers: str, edges: list[Derivation], origins: list[Origin]) -> Claim:
    """The claim of one family that articles with these letters tell; x, y, z are articles that do not."""
    names = tuple(tellers)
    family = Family("f_1", "ice!", f"q_{names[0]}", (), names, (), None, None)
    rooms = [Teller(one, None if one == "u" else f"The {one.upper()}") for one in "abcduxyz"]
    (found,) = lineage.claims([family], [variant(one) for one in names], origins, edges, rooms)
    return found


@pytest.mark.parametrize(
    ("edges", "reporters", "parents"),
    [
        ([], ["The A", "The B", "The C"], [None, None, None]),
        ([edge("b", "a"), edge("c", "b")], ["The A"], [None, "a", "b"]),
        ([edge("b", "a"), edge("c", "x"), edge("x", "a")], ["The A"], [None, "a", "a"]),
        ([edge("b", "x")], ["The A", "The B", "The C"], [None, None, None]),
        ([edge("b", "a", decided=False)], ["The A", "The B", "The C"], [None, None, None]),
        ([edge("b", "h_1")], ["The A", "The B", "The C"], [None, None, None]),
        ([edge("x", "y"), edge("y", "x"), edge("c", "x")], ["The A", "The B", "The C"], [None, None, None]),
    ],
    ids=["no edges", "a chain", "through one", "from another thing", "open", "hidden", "a ring"],
)
def test_who_reported_it(edges: list[Derivation], reporters: list[str], parents: list[str | None]) -> None:
    found = claimed("abc", edges, [])
    assert list(found.reporters) == reporters
    assert [one.parent for one in found.tellings] == parents
    known = {one.id: one for one in edges}
    assert all((one.derivation is None) == (one.parent is None) for one in found.tellings)
    assert all(known[one.derivation].decided for one in found.tellings if one.derivation)


def test_a_copy_that_names_nobody_has_the_origins_of_what_it_copies() -> None:
    found = claimed("abcu", [edge("b", "a")], [origin("Tennick", "a"), origin("Tennick", "c", story="t_2")])
    (behind,) = found.origins
    assert (behind.name, behind.articles) == ("Tennick", ("a", "b", "c"))
    assert len(behind.rows) == 2
    assert found.unclear == ("u",)
    assert found.unnamed == ("u",)


def test_a_superseded_version_tells_nothing_again_and_one_article_is_no_row() -> None:
    found = claimed("abc", [edge("c", "a", revision=True)], [])
    assert [(one.article, one.parent) for one in found.tellings] == [("b", None), ("c", None)]
    family = Family("f_1", "ice!", "q_a", (), ("a", "c"), (), None, None)
    revised = [edge("c", "a", revision=True)]
    assert lineage.claims([family], [variant("a"), variant("c")], [], revised, []) == []


def test_the_claims_of_the_example_open_into_rows(example: Path) -> None:
    case = Case(example)
    articles = {row.id for row in case.articles()}
    variants = {row.id: row.family for row in case.variants()}
    origins, edges = {row.id for row in case.origins()}, {row.id for row in case.derivations()}
    found = case.claims()
    assert len(found) > 3
    for row in found:
        assert len(row.tellings) > 1
        for one in row.tellings:
            assert one.article in articles
            assert {variants[name] for name in one.variants} == {row.family}
            assert set(one.origins) <= origins
            assert one.derivation is None or one.derivation in edges
        assert {name for one in row.origins for name in one.rows} <= origins
    yearbook = [row for row in found if any(one.name == "Narrow Seas Yearbook 2031" for one in row.origins)]
    most = max(yearbook, key=lambda row: len(row.tellings))
    assert len(most.origins) < len(most.reporters) < len(most.tellings)
