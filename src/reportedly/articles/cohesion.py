"""How much two stretches of text have in common: whether what one speaks of comes back in the other.

Within an article its subject comes back on both sides of a picture or a box; behind a boundary it does not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

# A stretch with few words that come back says little: it is counted as if this many more had been looked
# for and this share of them found, as across the usual gap inside an article.
DOUBT, USUAL = 4, 0.15


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines of text: how many of them hold each long word, in both halves and in all."""

    front: Counter[str]
    rear: Counter[str]
    whole: Counter[str]


def stretch(long: Sequence[frozenset[str]]) -> Stretch:
    """A stretch of lines, each given by its long words."""
    middle = len(long) // 2
    return Stretch(_counts(long[:middle]), _counts(long[middle:]), _counts(long))


def _counts(long: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(long))


def reused(one: Counter[str], other: Counter[str]) -> float:
    """The share of the words that come back in one stretch which also stand in the other, in 0..1."""
    found = asked = 0
    for mine, theirs in ((one, other), (other, one)):
        again = [word for word, count in mine.items() if count > 1]
        asked += len(again)
        found += sum(map(theirs.__contains__, again))
    return (found + USUAL * DOUBT) / (asked + DOUBT)


def reused_inside(sides: Sequence[Stretch]) -> float:
    """The same between the halves of stretches, averaged: what is usual in this file."""
    return sum(reused(one.front, one.rear) for one in sides) / max(len(sides), 1)
