"""Two versions of a passage side by side: which words differ, and long stretches that agree cut short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

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
    exact = max(len(words_a), len(words_b)) <= EXACT_WORDS
    matcher = SequenceMatcher(None, _keys(words_a), _keys(words_b), autojunk=not exact)
    left: list[Run] = []
    right: list[Run] = []
    for tag, a_low, a_high, b_low, b_high in matcher.get_opcodes():
        left += _runs(words_a[a_low:a_high], tag != "equal")
        right += _runs(words_b[b_low:b_high], tag != "equal")
    return left, right


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
