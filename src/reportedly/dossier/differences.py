"""Two versions of a passage side by side: which words differ, and long stretches that agree cut short."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportedly.records import Range

# Above this many words the exact comparison takes seconds; difflib's own shortcut is then good enough.
EXACT_WORDS = 1500
# A stretch that agrees for longer than this (words) is shown by its two ends.
LONG, END = 60, 20
WORD = re.compile(r"\s*\S+\s*\Z|\s*\S+")
# The same mark set by two typists is no difference in the words.
MARKS = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words.

    `differs`: the other text has it otherwise; `skipped`: how many words are left out here, the same in both.
    """

    text: str
    differs: bool = False
    skipped: int = 0


def compare(a: str, b: str) -> tuple[list[Run], list[Run]]:
    """Both texts as runs of words that agree or differ; quotation marks of any shape agree."""
    if a == b:
        same = list(_runs(WORD.findall(a), differs=False))
        return same, same
    words_a, words_b = WORD.findall(a), WORD.findall(b)
    left: list[Run] = []
    right: list[Run] = []
    for tag, a_low, a_high, b_low, b_high in _matched(words_a, words_b):
        left += _runs(words_a[a_low:a_high], tag != "equal")
        right += _runs(words_b[b_low:b_high], tag != "equal")
    return left, right


def differing(a: str, b: str) -> tuple[list[Range], list[Range]]:
    """Where the words of each text are that the other has otherwise; marks agree as in `compare`."""
    words_a, words_b = WORD.findall(a), WORD.findall(b)
    left: list[Range] = []
    right: list[Range] = []
    for tag, a_low, a_high, b_low, b_high in _matched(words_a, words_b):
        if tag != "equal":
            left += _place(words_a, a_low, a_high)
            right += _place(words_b, b_low, b_high)
    return left, right


def _matched(a: list[str], b: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    exact = max(len(a), len(b)) <= EXACT_WORDS
    return SequenceMatcher(None, _keys(a), _keys(b), autojunk=not exact).get_opcodes()


def _place(words: list[str], low: int, high: int) -> list[Range]:
    """The place of some words, without the space before the first of them; nothing where there are none."""
    start = sum(map(len, words[:low]))
    held = "".join(words[low:high])
    bare = held.strip()
    lead = len(held) - len(held.lstrip())
    return [Range(start + lead, start + lead + len(bare))] if bare else []


def _keys(words: list[str]) -> list[str]:
    return [w.strip().translate(MARKS) for w in words]


def _runs(words: list[str], differs: bool) -> Iterator[Run]:
    if not words:
        return
    if differs:
        yield from _apart("".join(words))
        return
    if len(words) <= LONG:
        yield Run("".join(words))
        return
    yield Run("".join(words[:END]))
    yield Run("", skipped=len(words) - 2 * END)
    yield Run("".join(words[-END:]))


def _apart(words: str) -> Iterator[Run]:
    """Words that differ without the space before them, which is no part of the difference."""
    bare = words.lstrip()
    if len(bare) < len(words):
        yield Run(words[: len(words) - len(bare)])
    yield Run(bare, differs=True)
