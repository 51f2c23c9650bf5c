import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import ModelError
from reportedly.language import model, model_digest, model_name, parse, parsing
from reportedly.language.happenings import REACH
from reportedly.language.tokens import LONGEST, lines
from reportedly.records import Article, BlockClass, Kept, Parse

STRANGE = st.text(
    alphabet=st.sampled_from(list("abc SAID.,\n\t“”\"'’é😀字\u200f\u0301\u00a0\ud800")), max_size=120
)


def article(text: str, language: str | None = None) -> Article:
    return Article("a", "s", "r", 0, (Kept(0, len(text), 0, BlockClass.BODY),), text, language=language)


def only(text: str, language: str | None = None) -> Parse:
    return next(parse([article(text, language)]))


def words(text: str, parse: Parse) -> list[str]:
    return [text[s:e] for s, e in zip(parse.starts, parse.ends, strict=True)]


def check_columns(text: str, found: Parse) -> None:
    size = len(found.starts)
    assert all(len(c) == size for c in (found.ends, found.tags, found.deps, found.heads))
    assert all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
    assert all(e <= s for e, s in zip(found.ends, found.starts[1:], strict=False))
    assert not any("\n" in word for word in words(text, found))
    assert all(text[m.span.start : m.span.end] == m.span.text for m in found.mentions)
    for reading in found.attributions:
        every = [*reading.cue, *reading.source, *reading.content]
        assert reading.cue and reading.content and len(set(every)) == len(every)
        assert all(0 <= token < size for token in every)
    stops = (*found.sentences[1:], size)[: len(found.sentences)]
    for start, stop in zip(found.sentences, stops, strict=True):
        assert all(start <= found.heads[t] < stop for t in range(start, stop))


def test_columns_of_a_sentence() -> None:
    text = "Mara Lind said the talks failed."
    found = only(text)
    assert words(text, found) == ["Mara", "Lind", "said", "the", "talks", "failed", "."]
    assert found.deps[1] == "nsubj"
    assert found.heads[1] == 2 == found.heads[2]
    assert found.tags[2] == "VBD"
    assert [(m.span.text, m.label) for m in found.mentions] == [("Mara Lind", "PERSON")]
    assert (found.article, found.maker) == ("a", model_name())


def test_a_title_does_not_bleed_into_the_body() -> None:
    text = "Talks fail in Norland\nThe minister said so."
    found = only(text)
    second = text.index("The minister")
    assert second in [found.starts[s] for s in found.sentences]
    check_columns(text, found)


@pytest.mark.parametrize(
    ("language", "some"), [(None, True), ("en", True), ("de", False), ("ja", False)], ids=str
)
def test_only_english_is_parsed(language: str | None, some: bool) -> None:
    assert bool(only("The minister said so.", language).starts) is some


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", " \t \n", "\u200f\u200e", "😀", "\ud800 lone", "x" * (2 * LONGEST + 5), "A" + "!" * 9000],
    ids=["empty", "lines", "blank", "direction", "emoji", "surrogate", "no space", "marks"],
)
def test_any_text_is_parsed(text: str) -> None:
    check_columns(text, only(text))


@given(STRANGE)
@settings(max_examples=15, deadline=None)
def test_columns_hold_for_strange_texts(text: str) -> None:
    check_columns(text, only(text))


@given(st.text(alphabet="ab .\n", max_size=60).map(lambda t: t * 300))
@settings(max_examples=20, deadline=None)
def test_lines_cover_every_word_once(text: str) -> None:
    found = list(lines(text))
    assert all(0 < p.end - p.start <= LONGEST for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    between = [0, *(edge for p in found for edge in (p.start, p.end)), len(text)]
    assert not any(text[s:e].strip() for s, e in zip(between[::2], between[1::2], strict=True))


def test_a_long_line_is_cut_at_a_sentence_end() -> None:
    text = "The talks went on for a day. " * 400
    assert all(text[p.end - 2 : p.end] == ". " for p in lines(text))


def test_changed_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert model.checked(model.DEFAULT).digest == model_digest()
    monkeypatch.setattr(model, "model_digest", lambda tier: "0" * 64)
    with pytest.raises(ModelError, match="pip install"):
        model.checked.__wrapped__(model.DEFAULT)


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model, "_FOLDER", tmp_path)
    with pytest.raises(ModelError, match="is not there"):
        model_digest.__wrapped__()


@pytest.mark.parametrize("tier", model.TIERS)
def test_every_tier_reads_who_says_what(tier: str) -> None:
    text = "Mara Lind, who chairs the panel, said on Monday that the talks in Norland had failed."
    found = next(parse([article(text)], tier))
    (reading,) = found.attributions
    cue, source, content = (
        text[found.starts[role[0]] : found.ends[role[-1]]]
        for role in (reading.cue, reading.source, reading.content)
    )
    assert (cue, content) == ("said", "that the talks in Norland had failed")
    assert source.startswith("Mara Lind")
    assert 0.5 < reading.probability <= 1
    assert found.maker == model_name(tier)


def test_importing_the_package_loads_no_runtime() -> None:
    code = "import reportedly.language, sys; sys.exit('spacy' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_paragraph_of_ten_thousand_words(monkeypatch: pytest.MonkeyPatch) -> None:
    # As many parts as a book would be read in.
    monkeypatch.setattr(parsing, "CHUNKS_AT_ONCE", 16)
    text = "the ministers said that it was late and that they would go on " * 780
    found = only(text)
    assert len(found.starts) == 780 * 13
    check_columns(text, found)


def test_of_a_long_paragraph_events_are_read_near_their_triggers():
    dull = "The hall was cold and the coffee was weak, as it is in most halls of that kind in the north. "
    text = f"{dull * 4}Norway expelled two diplomats from Peru on Friday. {dull * 4}"
    (found,) = parse([article(text)], with_events=True)
    spoken = {words(text, found)[token]: event for event in found.events for token in event.trigger}
    event = spoken["expelled"]
    assert {words(text, found)[t] for t in event.sources} == {"Norway"}
    near = range(event.trigger[0] - REACH, event.trigger[-1] + REACH + 1)
    assert all(token in near for token in (*event.sources, *event.targets, *event.places, *event.times))


def test_triggers_that_are_not_worth_it_have_no_event():
    text = "Norway expelled two diplomats from Peru on Friday, and Chile closed its port."
    asked = []

    def worth(forms: Sequence[str], tags: Sequence[str], probability: float) -> bool:
        asked.append((*forms, *tags))
        assert 0 < probability <= 1
        return "expelled" not in forms

    (found,) = parse([article(text)], with_events=True, worth=worth)
    told = [[words(text, found)[token] for token in event.trigger] for event in found.events]
    assert ("expelled", "VBD") in asked
    assert ["expelled"] not in told and len(told) == len(asked) - 1
