""" "In the institute's view": one cue in two pieces."""

import pytest
from msgspec.structs import replace

from reportedly.attribution import extract
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Parse, Range, Reading, lay_out

TEXT = "A crane that stands on the quay would, in the institute's view, give the port a face."


def read(*readings: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Source, cue and content of what comes of readings of `TEXT`, all by their words; | parts pieces."""
    article = Article("a", "s", "r", 0, lay_out([(Range(0, len(TEXT)), BlockClass.BODY)]), TEXT)
    parsed = next(parse([article]))
    made = tuple(
        Reading(*(_tokens(parsed, w) for w in (cue, source, said)), 0.9) for source, cue, said in readings
    )
    found = extract(article, replace(parsed, attributions=made))
    return [tuple(" | ".join(x.text for x in role) for role in (s.source, s.cue, s.content)) for s in found]


def _tokens(parsed: Parse, words: str) -> tuple[int, ...]:
    found: list[int] = []
    for piece in filter(None, words.split(" | ")):
        start = TEXT.index(piece)
        end = start + len(piece)
        found += [t for t, a in enumerate(parsed.starts) if start <= a and parsed.ends[t] <= end]
    return tuple(found)


WHOLE = ("the institute's", "in | view", "A crane that stands on the quay would | give the port a face")


@pytest.mark.parametrize(
    "readings",
    [
        [("", "in", "A crane that stands"), ("the institute's", "view", "give the port a face")],
        [("the institute's", "view", "A crane that stands on | give the port a face")],
    ],
)
def test_a_view_is_one_cue_with_all_of_its_content(readings: list[tuple[str, str, str]]) -> None:
    assert read(*readings) == [WHOLE]


def test_other_nouns_behind_a_source_stay_as_they_are() -> None:
    assert read(("A", "crane", "give the port a face")) == [("A", "crane", "give the port a face")]
