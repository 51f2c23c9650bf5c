"""No text may raise, and none may take more time than its length calls for."""

import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from broken_texts import CHANGES, LANGUAGES, MARKS, NOISE, SENTENCES, UNITS, texts  # noqa: E402
from fuzz import also, article, read, seconds_of  # noqa: E402

SHARED = ROOT.parent / "shared"
OTHERS = [SHARED / "seeds", *sorted((SHARED / "bench").glob("attribution/dev.jsonl"))]
PARTS = st.sampled_from([*SENTENCES, *MARKS, *NOISE, "said", " he ", "“No,” ", "述べた", "表示", "заявил"])


@pytest.mark.parametrize("seed", range(3))
def test_broken_texts_give_statements_or_none(seed: int) -> None:
    for text, language in texts(15, seed):
        read(text, language)


@settings(max_examples=25)
@given(st.lists(PARTS, max_size=12).map("".join), st.sampled_from(LANGUAGES))
def test_any_parts_in_any_order_give_statements_or_none(text: str, language: str | None) -> None:
    read(text, language)


@settings(max_examples=25)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_characters_give_statements_or_none(text: str, language: str | None) -> None:
    read(text, language)


@pytest.mark.parametrize("kind", UNITS)
def test_long_texts_of_one_kind_give_statements_or_none(kind: str) -> None:
    read(UNITS[kind] * (400 // len(UNITS[kind]) + 1), None)


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_every_way_to_break_a_text_gives_a_text(change: int) -> None:
    assert isinstance(CHANGES[change](SENTENCES[0], Random(change)), str)


def test_the_same_seed_breaks_the_same_texts() -> None:
    assert list(texts(20, 4)) == list(texts(20, 4)) != list(texts(20, 5))


def test_a_place_that_does_not_hold_its_words_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import fuzz

    piece = article("“We will not leave,” Ms Lind said.", "en")
    (row, *_) = fuzz.attribution.extract(piece, next(iter(fuzz.language.parse([piece]))))
    monkeypatch.setattr(fuzz.attribution, "extract", lambda *_: [row])
    with pytest.raises(ValueError, match="not in the text"):
        read("Somebody else said something else.", "en")


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNITS)
def test_time_is_linear(kind: str) -> None:
    unit = UNITS[kind]
    short, long = (seconds_of(unit * (size // len(unit) + 1)) for size in (2_000, 8_000))
    assert long < 7 * short + 0.5


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["the board said that piers were closed ", "“", '"'])
def test_very_long_paragraphs_give_statements_or_none(unit: str) -> None:
    """10,000 words and more in one paragraph, with a statement in every seven; 100,000 marks."""
    read(unit * (100_000 if len(unit) == 1 else 1_500), None)


@pytest.mark.slow
@pytest.mark.parametrize("place", OTHERS, ids=lambda path: path.name)
def test_the_texts_beside_the_repository_give_statements_or_none(place: Path) -> None:
    if not place.exists():
        pytest.skip("the texts are not beside the repository")
    # One of eight of a long list: the benchmark, whose list it is, reads all of them.
    all_of_them = list(also([place]))
    for text, language in all_of_them[:: 8 if len(all_of_them) > 40 else 1]:
        read(text, language)


@pytest.mark.slow
def test_many_broken_texts_give_statements_or_none() -> None:
    for text, language in texts(500, 77):
        read(text, language)
