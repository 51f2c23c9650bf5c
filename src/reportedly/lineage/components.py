"""Which nodes of a graph hang together."""

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Places

Nodes = NDArray[np.intp]


def components(a: Places, b: Places, count: int) -> Nodes:
    """For each of `count` nodes the lowest node that edges ``a[i] - b[i]`` lead to, itself if none does.

    Labels fall along edges and then jump to their own labels' labels, which takes about as many rounds as
    the logarithm of the longest way (Zhang, Azad and Hu 2020, "FastSV"). Written out here because SciPy's
    graph module brings its linear algebra along, which takes longer to load than most piles to group.
    """
    label = np.arange(count)
    while True:
        ends, lower = np.concatenate([a, b]), np.minimum(label[a], label[b])
        lower = np.concatenate([lower, lower])
        fallen = label.copy()
        np.minimum.at(fallen, ends, lower)
        np.minimum.at(fallen, label[ends], lower)
        fallen = fallen[fallen]
        if np.array_equal(fallen, label):
            return label
        label = fallen
