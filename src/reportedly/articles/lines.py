"""The lines of a text dump, and what their shape says: one row of numbers for every line that is not blank.

A line is looked at through its ends only (the first `HEAD` and the last `TAIL` characters), so that a file
of one endless line costs no more than a short one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from reportedly.knowledge import load

Table = NDArray[np.float64]

HEAD, TAIL = 800, 200
LONG_WORD = 5
MANY_WORDS = 60

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_INNER_STOP = re.compile(r"[.!?]['\"”’)]{0,2} {1,2}[A-Z“\"‘ÀÁÄÉÖÜ]|[。！？]")
_DATE = re.compile(
    r"\b\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\b[A-Za-zéû]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)? [A-Za-zéû]{3,9}\.?,? \d{4}"
    r"|\b\d{1,2}:\d{2}\b"
)
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"(?:[•·*▪■●◦»>+|–—-]|\d{1,2}[.)])\s")
_CLOSERS = "\"'”’»)]）」』\u200b "
_STOPS = ".!?…。！？"
_CODE = "{}<>=;\\^~_[]"
_QUOTES = frozenset('“”"«»「')
_ADDRESSES = ("http", "www.", "@", ".com", ".org", ".net", ".co.uk")


@dataclass(frozen=True, slots=True)
class Line:
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
def _function_words() -> frozenset[str]:
    lists: dict[str, str] = load("furniture")["function_words"]
    return frozenset(word for line in lists.values() for word in line.split())


def words_of(line: str) -> list[str]:
    """The lower-case words of a line's two ends."""
    if len(line) > HEAD + TAIL:
        line = line[:HEAD] + " " + line[-TAIL:]
    return _WORD.findall(line.lower())


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


def cue_names() -> tuple[str, ...]:
    """The names of the cues, in the order of `cue_counts`."""
    return _cues()[0]


def has_date(head: str) -> bool:
    """Whether a date in figures or with a month, or a clock time, stands in `head`."""
    return _DIGIT.search(head) is not None and _DATE.search(head) is not None


def _shape(line: Line, words: list[str], seen: Counter[str]) -> list[float]:
    """What one line shows by itself."""
    text = line.text
    head, tail = text[:HEAD], text[-TAIL:]
    size, n = len(text), max(len(words), 1)
    bare = tail.rstrip(_CLOSERS)
    known = _function_words()
    raw = head.split()
    m = max(len(raw), 1)
    sample = head[:300]
    letters = sum(map(str.isalpha, sample)) / len(sample)
    return [
        min(size, 800) / 100,
        log1p(n),
        sum(map(known.__contains__, words)) / n,
        tail[-1] in _STOPS or (bare != tail and bare[-1:] in _STOPS and bare != ""),
        tail[-1] in _CLOSERS,
        tail[-1] == ":",
        tail[-1] == "?",
        tail[-1] == ",",
        sum(map(str.isupper, [w[0] for w in raw[:40]])) / min(m, 40),
        sum(map(str.isdigit, words)) / n,
        letters,
        float(text.isupper()),
        float(head[0].islower()),
        float(head[0].isdigit()),
        float(_MARK.match(head) is not None),
        float("|" in head),
        min(len(_INNER_STOP.findall(head)), 6),
        head.count(",") / m,
        float(not _QUOTES.isdisjoint(head)),
        float(has_date(head[:200])),
        float(any(map(sample.__contains__, _ADDRESSES))),
        min(sum(map(sample.count, _CODE)), 10) / 5,
        float(head[0] in "[(<{" and tail[-1] in "])>}"),
        float("©" in head or "(c)" in head[:40].lower()),
        float("®" in head or "™" in head),
        min(seen[text] - 1, 4),
        min(line.gap, 3),
        sum(map(len, words)) / n,
        float(size < 4),
    ]


SHAPE = (
    "size", "words", "function", "stop", "closer", "colon", "question", "comma_end", "capitals", "digits",
    "letters", "upper", "lower_start", "digit_start", "mark", "pipe", "sentences", "commas", "quotes", "date",
    "address", "code", "bracketed", "copyright", "trademark", "repeated", "gap", "word_length", "tiny",
)  # fmt: skip


def own_table(lines: Sequence[Line], words: Sequence[list[str]]) -> Table:
    """One row of `OWN` numbers for each line: its shape, then its cues."""
    seen = Counter(line.text for line in lines)
    rows = [
        _shape(line, w, seen) + _saturate(cue_counts(w), len(w)) for line, w in zip(lines, words, strict=True)
    ]
    return np.array(rows, dtype=float)


def _saturate(counts: list[int], n: int) -> list[float]:
    # A cue word among a dozen others says half as much as one in a short line.
    share = 1 if n < 12 else 2
    return [(c if c < 3 else 3) / share if c else 0.0 for c in counts]


def long_words(words: Sequence[str]) -> frozenset[str]:
    """The words that carry a subject: those of `LONG_WORD` letters and more."""
    return frozenset([w for w in words if len(w) >= LONG_WORD])
