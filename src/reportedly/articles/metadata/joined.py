"""Some stretches of a source in one text, so that an expression looks through all of them at once.

Most lines hold nothing that a rule looks for, and asking each costs more than looking.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts with a newline between two; `begins` says where in `whole` each begins."""

    whole: str
    begins: Sequence[int]

    def holding(self, *patterns: re.Pattern[str]) -> list[int]:
        """The numbers of the texts in which a match of any of `patterns` begins, in order.

        No match of theirs may hold a newline, or it could hide one in the next text.
        """
        places = (match.start() for pattern in patterns for match in pattern.finditer(self.whole))
        return sorted({bisect_right(self.begins, place) - 1 for place in places})


def join(texts: Iterable[str]) -> Joined:
    """Texts as one."""
    held = list(texts)
    return Joined("\n".join(held), [0, *accumulate(len(text) + 1 for text in held[:-1])])
