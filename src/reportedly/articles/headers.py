"""The heads of pieces and of teasers inside running text, where the line before and the line after are body.

A headline over a byline begins a piece; a headline over a bare date is a teaser for another one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.articles.lines import Line, has_date
from reportedly.knowledge import load

PERSON = re.compile(r"[A-ZÀ-Ý][\w.'’-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Ý][\w.'’-]*){1,3}")
_MARK = re.compile(r"[•·*▪■●◦-]\s")
_STOPS = ".!?…:;,。"
HEADLINE_WORDS = range(5, 31)
STANDFIRST_WORDS = 45
STANDFIRST_LINES = 4
NAME_WORDS = 5
DATE_WORDS = 5
BYLINE_LENGTH = 80
OFTEN = 2


@dataclass(frozen=True, slots=True)
class Head:
    """A headline's line, and the lines from it to the byline that it stands over, end exclusive."""

    title: int
    end: int


def is_person(text: str) -> bool:
    """Whether a line is a name and nothing else, as far as capitals show it."""
    return len(text) <= 60 and text.count(" ") < NAME_WORDS and PERSON.fullmatch(text) is not None


def find_heads(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> list[Head]:
    """Headlines that a byline follows, with at most `STANDFIRST_LINES` lines of standfirst between them."""
    labels = _labels(lines)
    found: list[Head] = []
    for i in _headlines(lines, words):
        end = _byline_below(lines, words, i, labels)
        if end is not None and (not found or found[-1].end <= i):
            found.append(Head(i, end))
    return found


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    """The short lines that stand in the file again and again: an author is not named so often."""
    counts = Counter([line.text for line in lines if len(line.text) <= BYLINE_LENGTH])
    return frozenset(text for text, count in counts.items() if count > OFTEN)


def find_dated_teasers(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> frozenset[int]:
    """Headlines right over a line that is a date and nothing else."""
    return frozenset(
        i
        for i in _headlines(lines, words)
        if i + 1 < len(lines)
        and lines[i + 1].gap == 0
        and len(words[i + 1]) <= DATE_WORDS
        and has_date(lines[i + 1].text[:40])
    )


def _headlines(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> list[int]:
    """The lines that stand apart from what is above, have a headline's length, no stop and no bullet."""
    return [
        i
        for i, (line, said) in enumerate(zip(lines, words, strict=True))
        if (line.gap or not i)
        and len(said) in HEADLINE_WORDS
        and line.text[-1] not in _STOPS
        and _MARK.match(line.text) is None
    ]


def _byline_below(
    lines: Sequence[Line], words: Sequence[Sequence[str]], i: int, labels: frozenset[str]
) -> int | None:
    """The line after the byline lines below headline `i`, or None where running text comes first."""
    for j in range(i + 1, min(i + 2 + STANDFIRST_LINES, len(lines))):
        if _is_byline(lines[j].text) and lines[j].text not in labels:
            while j < len(lines) and _is_byline(lines[j].text):
                j += 1
            return j
        if len(words[j]) > STANDFIRST_WORDS or lines[j].text[-1] == ".":
            return None
    return None


def _is_byline(text: str) -> bool:
    return len(text) <= BYLINE_LENGTH and (is_person(text) or begins_with_by(text))


def begins_with_by(text: str) -> bool:
    """Whether a line begins as a byline does: ``By`` and a capital."""
    first, _, rest = text.partition(" ")
    return rest[:1].isupper() and first.lower() in load("furniture")["firsts"]["byline"]
