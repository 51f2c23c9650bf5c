"""The kinds of columns that this package counts in, how it hashes them, and how far two of them agree."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.intp]
Classes: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[np.uint32]
_STRIDE = 512  # to compare so many costs little more than the call


def mix(values: Hashes | Points) -> Hashes:
    """SplitMix64's finaliser (Steele, Lea and Flood 2014): every bit of the result hangs on every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed


def order_of(keys: Rows) -> Rows:
    """The places of `keys`, none of them negative, in order of the keys; equal ones in order of places.

    Key and place are sorted as one number where 63 bits hold both: numpy sorts numbers several times as fast
    as it sorts places.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)) >> (63 - bits):
        return np.argsort(keys, kind="stable")
    order: Rows = np.sort(keys << bits | np.arange(len(keys))) & ((1 << bits) - 1)
    return order


def equal(one: NDArray[Any], other: NDArray[Any]) -> int:
    """How many entries agree from the start on, read in strides that double."""
    at, stride, most = 0, _STRIDE, min(len(one), len(other))
    while at < most:
        differs = one[at : min(at + stride, most)] != other[at : min(at + stride, most)]
        first = int(differs.argmax())
        if differs[first]:
            return at + first
        at, stride = at + stride, stride * 2
    return most
