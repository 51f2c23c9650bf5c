"""What the shape of a line says: one row of numbers for every line, counted for all lines of a text at once.

A line is looked at through its ends only, as `lines` says.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.characters import (
    AFTER_STOP,
    ALPHA,
    BLANK,
    BRACKET,
    BULLET,
    CLOSER,
    CLOSERS,
    CODE,
    COMMA,
    COPYRIGHT,
    DECIMAL,
    DIGIT,
    FULL_STOP,
    LOWER,
    MARKS,
    OPENER,
    OPENING,
    PIPE,
    QUOTE,
    SPACE,
    STOP,
    STOPS,
    TRADE,
    UPPER,
    WIDE_STOP,
    codes_of,
    flags_of,
)
from reportedly.articles.lines import (
    HEAD,
    MANY_WORDS,
    SHAPE,
    TAIL,
    Line,
    Table,
    cue_counts,
    cue_names,
    function_words,
    has_date,
    phrases_within,
)
from reportedly.articles.wording import Wording

Column = NDArray[Any]

SAMPLE = 300
DATED = 200
LEAST_FIGURES = 3  # "6:09" has no fewer, nor has any date
FIRST_WORDS = 40
RIGHTS = 40
_MARK = re.compile(r"(?:[•·*▪■●◦»>+|–—-]|\d{1,2}[.)])\s")
_ADDRESS = ("@", ".com", ".org", ".net", ".co.uk", "www.", "http")


def own_table(lines: Sequence[Line], wording: Wording) -> Table:
    """One row for each line, of at least one: its `SHAPE`, then its cues."""
    texts = [line.text for line in lines]
    heads = _Heads([text[:HEAD] for text in texts])
    columns = _sizes(lines) | _of_words(wording) | _of_marks(heads) | _of_capitals(heads)
    columns |= _of_ends(texts, heads) | _of_forms(texts, heads)
    table = np.empty((len(lines), len(SHAPE) + len(cue_names())))
    for place, name in enumerate(SHAPE):
        table[:, place] = columns[name]
    table[:, len(SHAPE) :] = _saturate(cue_table(wording), wording.counts)
    return table


class _Heads:
    """The beginnings of all lines in one row of characters, with the marks among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.joined = "\n".join(texts)
        self.codes = codes_of(self.joined)
        self.flags = flags_of(self.codes)
        self.sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        self.begins = np.concatenate([[0], np.cumsum(self.sizes + 1)[:-1]])
        self.first = self.flags[self.begins]
        places = np.flatnonzero(self.flags & MARKS)
        self.mark = self.flags[places]
        self.mark_line = self.line_of(places)
        self.mark_at = places - self.begins[self.mark_line]

    def line_of(self, places: Column) -> Column:
        """The line that each place stands in."""
        return np.asarray(np.searchsorted(self.begins, places, side="right") - 1)

    def share(self, flag: int, within: int) -> Column:
        """How many of each line's first `within` characters have a flag."""
        total = np.concatenate([[0], np.cumsum((self.flags & flag) != 0)])
        return np.asarray(total[self.begins + np.minimum(self.sizes, within)] - total[self.begins])

    def holding(self, words: Sequence[str], within: int) -> Column:
        """Whether one of `words` lies in each line's first `within` characters."""
        places = [(at, at + len(word)) for word in words for at in self._places(word)]
        start, end = np.array(places, dtype=np.int64).reshape(-1, 2).T
        line = self.line_of(start)
        inside = end - self.begins[line] <= within
        return np.bincount(line[inside], minlength=len(self.sizes)) > 0

    def _places(self, word: str) -> Iterator[int]:
        at = self.joined.find(word)
        while at >= 0:
            yield at
            at = self.joined.find(word, at + 1)

    def sentences(self) -> Column:
        """How many sentences end in each line and are followed by another: by at most two marks, a blank or
        two and a capital or an opening mark. Scripts without blanks need none."""
        flags = np.append(self.flags, np.zeros(5, dtype=np.uint32))
        ends = np.flatnonzero(self.flags & (FULL_STOP | WIDE_STOP))
        at = ends + 1
        for _ in range(2):
            at += (flags[at] & AFTER_STOP) != 0
        blank = (flags[at] & BLANK) != 0
        at += blank
        at += (flags[at] & BLANK) != 0
        followed = blank & ((flags[at] & OPENING) != 0)
        followed |= (flags[ends] & WIDE_STOP) != 0
        return np.bincount(self.line_of(ends[followed]), minlength=len(self.sizes))

    def marks(self, flag: int, within: int = HEAD) -> Column:
        """The same of the flags in `MARKS`, which few characters have."""
        held = ((self.mark & flag) != 0) & (self.mark_at < within)
        return np.bincount(self.mark_line[held], minlength=len(self.sizes))


def _sizes(lines: Sequence[Line]) -> dict[str, Column]:
    size = np.fromiter((len(line.text) for line in lines), np.int64, len(lines))
    gap = np.fromiter((line.gap for line in lines), np.int64, len(lines))
    seen = Counter(line.text for line in lines)
    times = np.fromiter((seen[line.text] for line in lines), np.int64, len(lines))
    return {
        "size": np.minimum(size, HEAD) / 100,
        "tiny": size < 4,
        "gap": np.minimum(gap, 3),
        "repeated": np.minimum(times - 1, 4),
    }


def _of_words(wording: Wording) -> dict[str, Column]:
    n = np.maximum(wording.counts, 1)
    logs = np.array([log1p(count) for count in range(int(n.max()) + 1)])
    known = function_words()
    return {
        "words": logs[n],
        "function": wording.total(wording.among(known & wording.vocabulary.keys())) / n,
        "digits": wording.total(wording.figures) / n,
        "word_length": wording.total(wording.sizes) / n,
    }


def _of_marks(heads: _Heads) -> dict[str, Column]:
    sample = np.minimum(heads.sizes, SAMPLE)
    return {
        "letters": heads.share(ALPHA, SAMPLE) / sample,
        "pipe": heads.marks(PIPE) > 0,
        "quotes": heads.marks(QUOTE) > 0,
        "code": np.minimum(heads.marks(CODE, SAMPLE), 10) / 5,
        "trademark": heads.marks(TRADE) > 0,
        "lower_start": (heads.first & LOWER) != 0,
        "digit_start": (heads.first & DIGIT) != 0,
    }


def _of_capitals(heads: _Heads) -> dict[str, Column]:
    """Of what white space parts: how many of the first ones begin with a capital, and commas for each."""
    solid = (heads.flags & SPACE) == 0
    begins = solid.copy()
    begins[1:] &= ~solid[:-1]
    places = np.flatnonzero(begins)
    line = heads.line_of(places)
    count = np.bincount(line, minlength=len(heads.sizes))
    at = np.arange(len(places)) - (np.cumsum(count) - count)[line]
    upper = ((heads.flags[places] & UPPER) != 0) & (at < FIRST_WORDS)
    capitals = np.bincount(line[upper], minlength=len(heads.sizes))
    return {
        "capitals": capitals / np.minimum(count, FIRST_WORDS),
        "commas": heads.marks(COMMA) / count,
    }


def _of_ends(texts: Sequence[str], heads: _Heads) -> dict[str, Column]:
    ends = "".join([text[-1] for text in texts])
    codes = codes_of(ends)
    last = flags_of(codes)

    def stops_inside(text: str) -> bool:
        bare = text[-TAIL:].rstrip(CLOSERS)
        return bare != "" and bare[-1] in STOPS

    stop = (last & STOP) != 0
    stop |= _where((last & CLOSER) != 0, texts, stops_inside) > 0
    return {
        "stop": stop,
        "closer": (last & CLOSER) != 0,
        "colon": codes == ord(":"),
        "question": codes == ord("?"),
        "comma_end": codes == ord(","),
        "bracketed": _where((heads.first & OPENER) != 0, texts, lambda text: text[-1] in "])>}"),
    }


def _of_forms(texts: Sequence[str], heads: _Heads) -> dict[str, Column]:
    return {
        "upper": np.fromiter(map(str.isupper, texts), bool, len(texts)),
        "mark": _where((heads.first & (BULLET | DECIMAL)) != 0, texts, lambda t: _MARK.match(t) is not None),
        "sentences": np.minimum(heads.sentences(), 6),
        "date": _where(heads.share(DECIMAL, DATED) >= LEAST_FIGURES, texts, lambda t: has_date(t[:DATED])),
        "address": heads.holding(_ADDRESS, SAMPLE),
        "copyright": (heads.marks(COPYRIGHT) > 0)
        | (_where(heads.marks(BRACKET, RIGHTS) > 0, texts, lambda t: "(c)" in t[:RIGHTS].lower()) > 0),
    }


def _where(fits: Column, texts: Sequence[str], tell: Callable[[str], int]) -> Column:
    """What `tell` says of the lines that may have something to say, 0 for the others."""
    found = np.zeros(len(texts))
    for i in np.flatnonzero(fits).tolist():
        found[i] = tell(texts[i])
    return found


def cue_table(wording: Wording) -> Table:
    """The `lines.cue_counts` of all lines, a row each."""
    cues = len(cue_names())
    many = wording.counts > MANY_WORDS
    known = phrases_within(wording.vocabulary)
    places = np.flatnonzero(wording.among(known))
    places = places[~many[wording.line[places]]]
    lines, flat = wording.line[places], wording.flat
    ends = wording.first[lines + 1]
    hits = [
        line * cues + number
        for line, at, end in zip(lines.tolist(), places.tolist(), ends.tolist(), strict=True)
        for phrase, number in known[flat[at]]
        if len(phrase) == 1 or (at + len(phrase) <= end and tuple(flat[at : at + len(phrase)]) == phrase)
    ]
    counts = np.bincount(np.array(hits, dtype=np.int64), minlength=wording.lines * cues)
    found = counts.reshape(-1, cues).astype(float)
    for i in np.flatnonzero(many).tolist():
        found[i] = cue_counts(flat[wording.first[i] : wording.first[i + 1]])
    return found


def _saturate(cues: Column, words: Column) -> Column:
    # A cue word among a dozen others says half as much as one in a short line.
    return np.minimum(cues, 3) / np.where(words < 12, 1, 2)[:, None]
