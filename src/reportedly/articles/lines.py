"""The lines of a text dump, their words, and the cues among them.

A line is looked at through its ends only (the first `HEAD` and the last `TAIL` characters), so that a file
of one endless line costs no more than a short one.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reportedly.knowledge import load

Table = NDArray[np.float64]

HEAD, TAIL = 800, 200
MANY_WORDS = 60

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
# A date begins with a figure, or with a month before its day; a line without a day and a year has no month.
_NUMBERED = re.compile(
    r"\d(?<!\w.)(?:\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d?[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\d?(?:st|nd|rd|th|\.)? [A-Za-zéû]{3,9}\.?,? \d{4}|\d?:\d{2}\b)"
)
_DAY_AND_YEAR = re.compile(r"\d(?<= .)\d?(?:st|nd|rd|th)?,? \d{4}")
_MONTH_FIRST = re.compile(r"\b[A-Za-zéû]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}")


class Line(Struct, frozen=True):
    """A line ``text[start:end]`` without the white space around it; `gap` blank lines stand before it."""

    start: int
    end: int
    text: str
    gap: int


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order. Only ``\\n`` ends a line."""
    found, at, gap = [], 0, 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            found.append(Line(start, start + len(bare), bare, gap))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return found


@cache
def _cues() -> tuple[tuple[str, ...], dict[str, list[tuple[tuple[str, ...], int]]]]:
    """The cue names, and their phrases by first word, each with its cue's number."""
    lists: dict[str, list[str]] = load("furniture")["cues"]
    first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, phrases in enumerate(lists.values()):
        for phrase in phrases:
            words = tuple(phrase.split())
            first.setdefault(words[0], []).append((words, number))
    return tuple(lists), first


@cache
def function_words() -> frozenset[str]:
    """The little words of the languages that are read, by which running text is told."""
    lists: dict[str, str] = load("furniture")["function_words"]
    return frozenset(word for line in lists.values() for word in line.split())


def ends_of(line: str) -> str:
    """What is read of a line: all of it, or of a long one its two ends."""
    return line if len(line) <= HEAD + TAIL else line[:HEAD] + " " + line[-TAIL:]


def words_of(line: str) -> list[str]:
    """The lower-case words of a line's two ends."""
    return _WORD.findall(ends_of(line).lower())


def cue_counts(words: Sequence[str]) -> list[int]:
    """How many phrases of each cue stand in `words`, in the order of the data file.

    Of a long line its two ends are read: what makes it furniture stands there.
    """
    names, first = _cues()
    counts = [0] * len(names)
    if len(words) > MANY_WORDS:
        words = [*words[: MANY_WORDS // 2], *words[-MANY_WORDS // 2 :]]
    for i, word in enumerate(words):
        if word not in first:
            continue
        for phrase, number in first[word]:
            if len(phrase) == 1 or tuple(words[i : i + len(phrase)]) == phrase:
                counts[number] += 1
    return counts


def phrases_within(words: Collection[str]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """The phrases of cues that begin and end with one of `words`, by the first, with their cues' numbers."""
    _, first = _cues()
    held = ((word, [p for p in first[word] if p[0][-1] in words]) for word in first.keys() & words)
    return {word: phrases for word, phrases in held if phrases}


def cue_names() -> tuple[str, ...]:
    """The names of the cues, in the order of `cue_counts`."""
    return _cues()[0]


def has_date(head: str) -> bool:
    """Whether a date in figures or with a month, or a clock time, stands in `head`."""
    if _NUMBERED.search(head):
        return True
    return _DAY_AND_YEAR.search(head) is not None and _MONTH_FIRST.search(head) is not None


SHAPE = (
    "size", "words", "function", "stop", "closer", "colon", "question", "comma_end", "capitals", "digits",
    "letters", "upper", "lower_start", "digit_start", "mark", "pipe", "sentences", "commas", "quotes", "date",
    "address", "code", "bracketed", "copyright", "trademark", "repeated", "gap", "word_length", "tiny",
)  # fmt: skip
