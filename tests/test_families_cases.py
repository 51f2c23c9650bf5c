"""Families over whole piles: the invented example pile, and the five seeds where they are at hand."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import reportedly
from reportedly import language
from reportedly.lineage import quotation_families, quotations, variants
from reportedly.lineage.families import reader
from reportedly.records import Article, Basis, Effect, Operation, Part, Quotation, Severity, Variant

ROOT = Path(__file__).parent.parent
PILE = ROOT / "examples" / "strait" / "pile"
SEEDS = ROOT.parent / "shared" / "seeds"
seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are third parties' texts and not shipped")


@cache
def told(folder: Path) -> tuple[tuple[Variant, Variant | None], ...]:
    """Each variant of a folder's files with its witness."""
    articles = [one for file in sorted(folder.iterdir()) for one in _articles(file)]
    rows = [row for one in articles for row in _quotations(one)]
    read = reader(lambda article: next(iter(language.parse([article]))))
    found: list[tuple[Variant, Variant | None]] = []
    for family, members in quotation_families(rows):
        made = variants(family, members, read)[0]
        by_id = {row.id: row for row in made}
        found += [(row, by_id.get(row.witness or "")) for row in made]
    return tuple(found)


def _articles(file: Path) -> Iterator[Article]:
    try:
        yield from reportedly.clean(file.read_bytes())
    except reportedly.errors.ReportedlyError:
        return


def _quotations(article: Article) -> list[Quotation]:
    return quotations(article, list(reportedly.statements(article)))


def find(folder: Path, witness: str, relay: str) -> Variant:
    """The variant whose passage holds `relay`, read against one that holds `witness`."""
    pairs = [(row, own) for row, own in told(folder) if own and relay in row.passage.text]
    found = [row for row, own in pairs if own and witness in own.passage.text]
    assert found, [own.passage.text for _, own in pairs if own]
    return found[0]


@pytest.mark.parametrize(
    ("witness", "relay", "effect", "severity"),
    [
        ("impatient with “rules", "parallel code", Effect.RE_ANCHORED, Severity.REVERSES),
        ("could come to act", "Will Be Allies", Effect.HEDGE_DROPPED, Severity.SHIFTS),
        ("“may give the two", "will hand the two", Effect.HEDGE_DROPPED, Severity.SHIFTS),
        ("if both capitals", "within a day ... and", Effect.CONDITION_DROPPED, Severity.SHIFTS),
        ("could come to act", "have become “allies", Effect.FORECAST_TO_FACT, Severity.REVERSES),
        ("“may give the two", "which may give the two", Effect.NONE, Severity.HARMLESS),
        ("next ten years", "coming decade", Effect.NONE, Severity.HARMLESS),
        ("its lead author", "had discovered", Effect.NONE, Severity.HARMLESS),
        ("that took nine hours", "seven weeks for a splice,”", Effect.NONE, Severity.HARMLESS),
    ],
)
def test_the_example_pile_bends_where_its_readme_says(
    witness: str, relay: str, effect: Effect, severity: Severity
) -> None:
    found = find(PILE, witness, relay)
    assert (found.effect, found.severity) == (effect, severity)


def test_a_headline_is_read_against_its_own_body() -> None:
    found = find(PILE, "could come to act", "Will Be Allies")
    assert (found.part, found.basis) == (Part.TITLE, Basis.BELOW)
    assert [one.text for one in found.witness_words] == ["could"]


def test_every_deciding_word_stands_in_its_passage() -> None:
    for row, own in told(PILE):
        for words, passage in ((row.words, row.passage), (row.witness_words, own and own.passage)):
            for one in words:
                assert passage
                low = one.start - passage.start
                assert passage.text[low : low + len(one.text)] == one.text


@seeds
def test_kyodo_s_words_are_re_anchored() -> None:
    found = find(SEEDS, "hostile view", "creating a parallel international order")
    assert (found.effect, found.severity) == (Effect.RE_ANCHORED, Severity.REVERSES)


@seeds
def test_a_stroke_for_a_hyphen_is_harmless() -> None:
    found = find(SEEDS, "China-Russia", "China/Russia over the")
    assert found.severity is Severity.HARMLESS
    assert found.operations == (Operation.PUNCTUATION_ONLY,)


@seeds
def test_a_possibility_becomes_a_fact_step_by_step() -> None:
    first = find(SEEDS, "could increase", "anticipates growing military cooperation")
    second = find(SEEDS, "anticipates growing", "over increased")
    assert (first.effect, second.effect) == (Effect.HEDGE_DROPPED, Effect.HEDGE_DROPPED)
    assert second.part is Part.TITLE


@seeds
def test_the_standfirst_gives_the_paper_s_demand_to_an_analyst() -> None:
    found = find(SEEDS, "It demands that Japan", "an analyst says")
    assert (found.effect, found.part) == (Effect.MISATTRIBUTED, Part.STANDFIRST)
