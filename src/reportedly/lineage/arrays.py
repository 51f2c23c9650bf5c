"""The kinds of columns that this package counts in, and the one way in which it hashes."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.intp]
Classes: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[np.uint32]


def mix(values: Hashes | Points) -> Hashes:
    """SplitMix64's finaliser (Steele, Lea and Flood 2014): every bit of the result hangs on every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed
