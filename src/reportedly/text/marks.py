"""The quotation marks of one paragraph, and whether each looks like opening, closing, or neither."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Each opening mark with those that may close it. A straight mark closes any double one (mixed keyboards), and
# some languages close with what others open with: „German“, »German«, ”Swedish”.
CLOSED_BY = {
    "“": ("”", '"', "''", "’’", "“"),
    "”": ("”", '"'),
    "„": ("“", "”", '"', "''"),
    "‘‘": ("’’", "”", '"', "''"),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "｢": ("｣",),
    "﹁": ("﹂",),
    "﹃": ("﹄",),
    "〝": ("〟", "〞"),
    "``": ("''", '"', "”"),
    '"': ('"', "”", "''", "’’", "“"),
    "''": ("''", '"', "”", "“"),
    "＂": ("＂", '"'),
}
STRAIGHT = frozenset({'"', "''", "＂"})
# Marks that close, and open as well where they stand as an opening one does.
TURNED = frozenset("”»›")
OPENING = frozenset(CLOSED_BY) - STRAIGHT - TURNED
SINGLE = frozenset("‘’'‚`")
# It begins with one class of characters, for which a search is far quicker than for a choice of patterns. An
# apostrophe between two letters is no mark, and most are: it would open nothing and close nothing.
MARK = re.compile(
    r"[\"＂“”„«»‹›「」『』｢｣﹁﹂﹃﹄〝〟〞‘’'‚`]"
    r"(?<![A-Za-z][’'](?=[A-Za-z]))(?:(?<=')'+|(?<=`)`|(?<=‘)‘|(?<=’)’)?"
)
# Feet and inches: 6'2".
MEASURE = re.compile(r"\d[’']\d{1,2}(\"|”|''?)(?!\w)")
# More straight marks in one run are a line that somebody drew.
LONGEST_RUN = 5
BEFORE_OPENING = frozenset("([{—–-/‘'（【《：")
AFTER_CLOSING = frozenset(".,;:!?)]}—–")
# Scripts without blanks between words begin here; there a mark beside a letter says nothing.
NO_BLANKS = "\u2e80"


class Mark(NamedTuple):
    """One mark at ``[start, end)``; `opens` and `closes` say what the characters beside it tell of it."""

    glyph: str
    start: int
    end: int
    opens: bool
    closes: bool


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of a paragraph ``text[start:end]`` in order, but those of feet and inches; no blank ends it.

    A run of three and more straight single marks is a double one beside single ones: ``'No,'''``.
    """
    found = list(MARK.finditer(text, start, end))
    inches = {m.start(1) for m in MEASURE.finditer(text, start, end)} if found else ()
    for match in found:
        low, high = match.span()
        if low in inches or high - low > LONGEST_RUN:
            continue
        if high - low < 3:
            yield _mark(text, start, end, low, high)
            continue
        cut = low + 2 if _opens(text, start, end, low, high) else high - 2
        yield _mark(text, start, end, low, cut)
        yield _mark(text, start, end, cut, high)


def _mark(text: str, start: int, end: int, low: int, high: int) -> Mark:
    opens, closes = _opens(text, start, end, low, high), _closes(text, start, end, low, high)
    return Mark(text[low:high], low, high, opens, closes)


def _opens(text: str, start: int, end: int, low: int, high: int) -> bool:
    """White space or an opening bracket or dash before, and none after."""
    before = text[low - 1] if low > start else " "
    after = text[high] if high < end else " "
    if text[low] in "‘‚" and high - low == 1 and (before >= NO_BLANKS or not before.isalnum()):
        return not after.isspace()
    return (before.isspace() or before in BEFORE_OPENING) and not after.isspace()


def _closes(text: str, start: int, end: int, low: int, high: int) -> bool:
    """No white space before, and white space or punctuation after; behind a single mark all but a letter.
    Behind the last word of the paragraph white space tells nothing.
    """
    before = text[low - 1] if low > start else " "
    after = text[high] if high < end else " "
    if before.isspace():
        return start < low and high == end
    if text[low:high] in SINGLE:
        return after >= NO_BLANKS or not after.isalnum()
    return after.isspace() or after in AFTER_CLOSING
