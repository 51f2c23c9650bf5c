"""A text as words that can be compared across houses: one form for a word's spellings, figures whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lineage.mutations.concepts import folded, number
from reportedly.lineage.spelling import american

# A share, a figure with its commas, a word with its apostrophes, one character of a script without blanks.
_WORD = re.compile(
    r"per\s+cent\b|%|\d+(?:[.,]\d+)*|[^\W\d_\u2e80-\U0010ffff]+(?:['’][^\W\d_]+)*|[^\W_\x00-\u2e7f]",
    re.IGNORECASE,
)
_DOTS = re.compile(r"\[?\s*(?:\.(?:\s?\.){2,3}|…)\s*\]?")
_BRACKETS = re.compile(r"[\[【][^\[\]【】\n]{0,200}[\]】]")
_SHARE = "percent"


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``[start, end)`` of its text; `form` is the same for all spellings of it.

    Of a quotation's words: `loose` says that a bracket stands before it, so that words may be missing there;
    `open` that it goes on in a bracket, so that another ending is fair.
    """

    form: str
    start: int
    end: int
    loose: bool = False
    open: bool = False


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text[start:end]`` in order. Linear in its length."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(form_of(m[0]), m.start(), m.end()) for m in found]


def segments(text: str, start: int, end: int) -> list[list[Token]]:
    """The words of a quotation, parted where dots mark a cut; words in brackets are the quoter's own and
    left out. Empty parts are left out too.
    """
    cuts = [(m.start(), m.end()) for m in _DOTS.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    parts = [
        list(_outside_brackets(text, low, high)) for low, high in zip(edges[::2], edges[1::2], strict=True)
    ]
    return [part for part in parts if part]


def _outside_brackets(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of one part; "[T]he" and "appear[s]" are words, "[the ships]" is none."""
    at, loose, held = start, False, ""
    for bracket in [*_BRACKETS.finditer(text, start, end), None]:
        stop = bracket.start() if bracket else end
        own = tokens(text, at, stop)
        if own and held:
            own[0] = Token(form_of(held + text[own[0].start : own[0].end]), own[0].start, own[0].end)
            held, loose = "", False
        for number_, token in enumerate(own):
            last = number_ == len(own) - 1 and bracket is not None and token.end == stop
            yield Token(token.form, token.start, token.end, loose and number_ == 0, last)
        loose = loose and not own
        if bracket:
            at, loose = bracket.end(), True
            letter = text[at - 2 : at - 1]
            inside = bracket.end() - bracket.start() == 3 and at < end and text[at].isalpha()
            held = letter if inside else ""


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """The form of a word as it stands in a text: folded, in American spelling, figures by their value."""
    plain = folded(word)
    if plain == "%" or (plain.startswith("per") and not plain.isalpha()):
        return _SHARE
    value = number(plain)
    if value is not None:
        return f"#{value:g}"
    return american(plain)
