"""Average link over a sparse graph: groups whose members are alike on the whole, never by one weak link."""

import heapq

import numpy as np

from reportedly.lineage.arrays import Places
from reportedly.lineage.components import components
from reportedly.lineage.likeness import Pairs


def average_link(pairs: Pairs, sizes: Places, cut: int) -> Places:
    """For each node the lowest node of its group.

    Two groups join, best first, while the mean likeness over all pairs of their members is `cut` or more;
    a pair that `pairs` does not hold counts 0. `sizes` says how many articles a node stands for. Ties go
    to the lower node numbers, so the order of the input changes nothing.
    """
    count = len(sizes)
    strong = pairs.likeness >= cut
    part = components(pairs.a[strong], pairs.b[strong], count)
    inside = part[pairs.a] == part[pairs.b]
    groups = _Groups(sizes)
    for a, b, likeness in zip(
        pairs.a[inside].tolist(), pairs.b[inside].tolist(), pairs.likeness[inside].tolist(), strict=True
    ):
        groups.link(a, b, likeness)
    return groups.joined(cut)


class _Groups:
    """Groups under their lowest node, with the sum of likenesses between each two that have any."""

    def __init__(self, sizes: Places) -> None:
        self.size: list[int] = sizes.tolist()
        self.sums: list[dict[int, int]] = [{} for _ in self.size]
        self.of = np.arange(len(self.size), dtype=np.int32)
        self.members = [[node] for node in range(len(self.size))]

    def link(self, a: int, b: int, likeness: int) -> None:
        self.sums[a][b] = self.sums[b][a] = likeness * self.size[a] * self.size[b]

    def mean(self, a: int, b: int) -> float:
        return self.sums[a][b] / (self.size[a] * self.size[b])

    def joined(self, cut: int) -> Places:
        heap = [
            (-mean, a, b)
            for a, near in enumerate(self.sums)
            for b in near
            if a < b
            if (mean := self.mean(a, b)) >= cut
        ]
        heapq.heapify(heap)
        while heap:
            negative, a, b = heapq.heappop(heap)
            if b in self.sums[a] and self.mean(a, b) == -negative:
                self._join(a, b)
                for c in self.sums[a]:
                    if (mean := self.mean(a, c)) >= cut:
                        heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
        return self.of

    def _join(self, a: int, b: int) -> None:
        """Group `b` goes into `a`, the lower of the two."""
        del self.sums[a][b]
        for c, total in self.sums[b].items():
            if c != a:
                del self.sums[c][b]
                self.sums[a][c] = self.sums[c][a] = self.sums[a].get(c, 0) + total
        self.sums[b] = {}
        self.size[a] += self.size[b]
        self.of[self.members[b]] = a
        self.members[a] += self.members[b]
        self.members[b] = []
