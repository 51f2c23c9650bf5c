"""What changed from one version of an article to the next: only the paragraphs that differ, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reportedly.dossier.differences import EXACT_WORDS, MARKS, WORD
from reportedly.records import Order

ORDERS = {
    Order.READ: "read later under the same name",
    Order.CAPTURED: "fetched later from the same address",
    Order.DATED: "dated later at the same address",
    Order.UNCLEAR: "taken for the later as the longer of one address, since nothing says which is",
}

Kind = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: in both versions, only in the older (`out`), or only in the newer (`in`)."""

    text: str
    kind: Kind


def changed(older: str, newer: str) -> list[list[Stretch]]:
    """The paragraphs that differ, in order, each as its words; none where only blanks or marks differ.

    What was left out stands where it stood, before what came in its place.
    """
    a, b = _paragraphs(older), _paragraphs(newer)
    found = []
    for kind, low, high, first, last in _matched(a, b):
        if kind != "equal":
            words = list(_stretches("\n".join(a[low:high]), "\n".join(b[first:last])))
            found += [words] if any(one.kind != "same" for one in words) else []
    return found


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _stretches(a: str, b: str) -> Iterator[Stretch]:
    left, right = WORD.findall(a), WORD.findall(b)
    for kind, low, high, first, last in _matched(left, right):
        if kind == "equal":
            yield Stretch("".join(right[first:last]), "same")
            continue
        if low < high:
            yield Stretch("".join(left[low:high]), "out")
        if first < last:
            yield Stretch("".join(right[first:last]), "in")


def _matched(a: Sequence[str], b: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """difflib's steps; its shortcut for what comes often is good enough where there is very much."""
    exact = max(len(a), len(b)) <= EXACT_WORDS
    return SequenceMatcher(None, _keys(a), _keys(b), autojunk=not exact).get_opcodes()


def _keys(parts: Sequence[str]) -> list[str]:
    return [" ".join(one.split()).translate(MARKS) for one in parts]
