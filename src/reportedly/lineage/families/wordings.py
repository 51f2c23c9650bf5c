"""Many quotations as words in one set of columns, because a text of ten words is too short for an array."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.frequency import weights
from reportedly.lineage.words import words
from reportedly.records import Quotation

_Hashes: TypeAlias = NDArray[np.uint64]
_Places: TypeAlias = NDArray[np.int32]
GRAM = 3
LONE_GRAM = 6
"""Characters of a script without blanks that say about as much as three words."""
LEAST_BITS = 6.0
"""What a run of three words must carry to be looked up: "of the people" leads nowhere."""
NEIGHBOURS = 64
_FACTOR = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one quotation as hashes, with how rare each is, in bits."""

    forms: tuple[int, ...]
    bits: tuple[float, ...]

    @property
    def weight(self) -> float:
        """The bits of all words."""
        return sum(self.bits)


class Wordings:
    """Distinct wordings of quotations: `of` numbers the wording of each quotation, in the order given."""

    def __init__(self, told: Sequence[Quotation]) -> None:
        read = words("\n".join(one.span.text.replace("\n", " ") for one in told))
        ends = np.cumsum([len(one.span.text) + 1 for one in told])
        cuts = np.searchsorted(read.starts, ends)
        rarity = np.round(weights(read.hashes).astype(np.float64), 3)
        self.of: list[int] = []
        self.wordings: list[Wording] = []
        known: dict[tuple[int, ...], int] = {}
        forms, bits = read.hashes.tolist(), rarity.tolist()
        self._lone: list[bool] = []
        for low, high in zip([0, *cuts.tolist()], cuts.tolist(), strict=False):
            key = tuple(forms[low:high])
            if key not in known:
                known[key] = len(self.wordings)
                self.wordings.append(Wording(key, tuple(bits[low:high])))
                self._lone.append(bool(read.lone[low:high].mean() > 0.5) if high > low else False)
            self.of.append(known[key])

    @property
    def pairs(self) -> tuple[_Places, _Places]:
        """Pairs of wordings, the lower number first, that share a rare run of words.

        A run in up to 64 wordings pairs each with each; in more, each with the next, so that a commonplace
        costs no more than its number.
        """
        parts = [
            self._runs(size, [n for n, x in enumerate(self._lone) if x is lone])
            for size, lone in ((GRAM, False), (LONE_GRAM, True))
        ]
        hashes, owners = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort((owners, hashes))
        hashes, owners = hashes[order], owners[order]
        fresh = np.append(True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1]))[: len(hashes)]
        return _paired(hashes[fresh], owners[fresh])

    def _runs(self, size: int, numbers: Sequence[int]) -> tuple[_Hashes, _Places]:
        """Hash and wording of each run of `size` words that is rare enough; a shorter wording is one run."""
        lengths = np.array([len(self.wordings[n].forms) for n in numbers], np.int64)
        total = int(lengths.sum())
        owner = np.repeat(np.array(numbers, np.int32), lengths)
        place = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        forms = np.fromiter((f for n in numbers for f in self.wordings[n].forms), np.uint64, total)
        bits = np.fromiter((b for n in numbers for b in self.wordings[n].bits), np.float64, total)
        left = np.repeat(lengths, lengths) - place
        reach = np.minimum(left, size)
        hashes, sums = np.zeros(total, np.uint64), np.zeros(total)
        for step in range(size):
            inside = reach > step
            at = np.minimum(np.arange(total) + step, max(total - 1, 0))
            hashes = np.where(inside, hashes * _FACTOR + forms[at], hashes)
            sums += np.where(inside, bits[at], 0.0)
        whole = (place == 0) & (left < size)
        keep = np.flatnonzero(((left >= size) | whole) & (sums >= LEAST_BITS))
        return hashes[keep], owner[keep]


def _paired(hashes: _Hashes, owners: _Places) -> tuple[_Places, _Places]:
    """Owners of equal hashes, which stand beside each other, as pairs, each pair once."""
    edges = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.zeros(0, int)
    sizes = np.diff(np.append(edges, len(hashes)))
    size = np.repeat(sizes, sizes)
    left, right = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for step in range(1, min(NEIGHBOURS, int(sizes.max(initial=1)))):
        at = np.flatnonzero((hashes[step:] == hashes[:-step]) & ((step == 1) | (size[step:] <= NEIGHBOURS)))
        left.append(owners[at])
        right.append(owners[at + step])
    found = np.unique(np.stack([np.concatenate(left), np.concatenate(right)]), axis=1)
    return found[0], found[1]
