"""Texts as numbers, for columns that are narrowed and counted in memory."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]


class Names(dict[str | None, int]):
    """The code of each value of a field, given out as the values come; 0 is that of none and of the empty."""

    def __init__(self) -> None:
        super().__init__({None: 0, "": 0})
        self.listed = [""]

    def __missing__(self, value: str) -> int:
        code = self[value] = len(self.listed)
        self.listed.append(value)
        return code

    def codes(self, values: Iterable[str | None]) -> Ints:
        """The codes of values, in their order."""
        return np.fromiter(map(self.__getitem__, values), np.int32)

    def counted(self, codes: Ints, most: int) -> list[tuple[str, int]]:
        """The values that are most frequent among the codes, at most so many, each with its number."""
        counts = np.bincount(codes, minlength=1)
        counts[0] = 0
        at_least = max(1, int(np.partition(counts, -most)[-most])) if len(counts) > most else 1
        often: list[int] = np.flatnonzero(counts >= at_least).tolist()
        found = [(self.listed[code], int(counts[code])) for code in often]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:most]
