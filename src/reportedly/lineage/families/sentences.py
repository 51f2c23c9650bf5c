"""The sentences around a place, told without a parse: enough to read who speaks and how surely."""

import re
from functools import cache

from reportedly.knowledge import load
from reportedly.records import Range, Span, span

# A sentence ends with its marks and begins with a capital, behind as many marks.
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|[。！？][」』”]?")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"[\w’']+$")
# A passage is what a reader takes in at once; what is longer is cut before or behind the words told.
LONGEST = 1500
_LEAST = 2  # words beside the words told, below which nobody can be named there


def passage_of(text: str, told: Range) -> Span:
    """The sentences that hold `told`, and one more of the same line where they hold nothing else: whoever
    speaks is then named there.

    Looks at most 1,500 characters to either side.
    """
    first, last = _line(text, told)
    ends = [at for at in _ends(text, first, last) if first < at < last]
    start = max((at for at in ends if at <= told.start), default=first)
    end = min((at for at in ends if at >= told.end), default=last)
    if len(_WORD.findall(text[start : told.start] + " " + text[told.end : end])) < _LEAST:
        if end < last:
            end = min((at for at in ends if at > end), default=last)
        elif start > first:
            start = max((at for at in ends if at < start), default=first)
    return _trimmed(text, start, end)


def lines(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]``, in order, blanks around them left off."""
    found = []
    at = start
    for line in text[start:end].split("\n"):
        stops = [*_ends(text, at, at + len(line)), at + len(line)]
        for low, high in zip([at, *stops], stops, strict=False):
            one = _trimmed(text, low, high)
            found += [one] if one.text else []
        at += len(line) + 1
    return found


def _line(text: str, told: Range) -> tuple[int, int]:
    low, high = max(0, told.start - LONGEST), min(len(text), told.end + LONGEST)
    first = text.rfind("\n", low, told.start) + 1 or low
    last = text.find("\n", told.end, high)
    return first, last if last >= 0 else high


def _ends(text: str, first: int, last: int) -> list[int]:
    """Where a sentence of this line ends, blanks behind it included."""
    return [m.end() for m in _END.finditer(text, first, last) if not _shortened(text, first, m)]


def _shortened(text: str, first: int, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to a shortened word or to an initial: "Sen. Ames", "U.S. Navy"."""
    if stop[0][0] != ".":
        return False
    before = text[max(first, stop.start() - 12) : stop.start()]
    word = _LAST_WORD.search(before)
    return bool(_INITIAL.search(before)) or (word is not None and word[0] in _abbreviations())


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    low, high = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return span(text, low, max(low, high))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("quotations")["sentences"]["abbreviations"])
