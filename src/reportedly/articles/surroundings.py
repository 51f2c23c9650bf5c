"""What stands around a line: its neighbours, the prose near it, its place in the file.

Everything is linear in the number of lines.
"""

from math import log1p

import numpy as np

from reportedly.articles.cohesion import Subjects
from reportedly.articles.lines import SHAPE, Table

NEAR = 12
REACH = np.array([5, 15, 40])
_BEYOND = REACH + 1
FAR = 30
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
# The features of a neighbour that matter: the shape ones by name, and the first nine cues.
CONTEXT = [
    *(
        SHAPE.index(n)
        for n in ("size", "words", "function", "stop", "capitals", "date", "mark", "gap", "colon")
    ),
    *range(len(SHAPE), len(SHAPE) + 9),
]


def table(own: Table, subjects: Subjects) -> Table:
    """The rows of features ``(lines, features)``: a line's own, and what stands around it.

    `own` is `shapes.own_table`, `subjects` are the long words of the same lines.
    """
    prose = prose_of(own)
    own = np.column_stack([own, prose > 0, _overlap(subjects, prose)])
    return np.concatenate([own, _shifted(own), _around(own, prose), _whole(own, prose)], axis=1)


def prose_of(own: Table) -> Table:
    """The words of each line that reads as a sentence or more, 0 for the others."""
    count = np.expm1(own[:, 1])
    ended = own[:, SHAPE.index("stop")] > 0
    return np.where(((count >= 8) & ended) | (count >= 25), np.minimum(count, 60), 0.0)


def _overlap(subjects: Subjects, prose: Table) -> Table:
    """The share of each line's long words that stand in the prose near it, and in the prose at all."""
    lines, different, word = len(prose), subjects.different, subjects.word
    line = np.repeat(np.arange(lines), np.diff(subjects.first))
    is_prose = prose > 0
    in_prose = is_prose[line]
    # A word's lines of prose stand together in one row, so far apart from the next word's that no window
    # around a line reaches over.
    apart = lines + NEAR + 1
    row = np.sort(word[in_prose] * apart + line[in_prose])
    at = word * apart + line
    near = np.searchsorted(row, at + NEAR, side="right") - np.searchsorted(row, at - NEAR)
    everywhere = np.bincount(word[in_prose], minlength=different)[word]
    each = np.maximum(np.bincount(line, minlength=lines), 1)
    shares = [
        np.bincount(line, weights=count > in_prose, minlength=lines) / each for count in (near, everywhere)
    ]
    return np.column_stack(shares)


def _shifted(own: Table) -> Table:
    """The chosen features of the neighbours; -1 beyond the ends."""
    most = max(SHIFTS)
    padded = np.full((len(own) + 2 * most, len(CONTEXT)), -1.0)
    padded[most : most + len(own)] = own.take(CONTEXT, axis=1)
    return np.concatenate([padded[most + shift : most + shift + len(own)] for shift in SHIFTS], axis=1)


def _around(own: Table, prose: Table) -> Table:
    """Density of prose and of cues in windows, behind and ahead; the nearest prose on both sides."""
    m = len(own)
    at = np.arange(m)
    sums = np.zeros((m + 1, 2))
    np.cumsum(prose, out=sums[1:, 0])
    np.cumsum(own[:, 0], out=sums[1:, 1])
    low, high = np.empty((2, m, 2 * len(REACH)), dtype=np.int64)
    low[:, ::2], high[:, ::2] = np.maximum(0, at[:, None] - REACH), at[:, None]
    low[:, 1::2], high[:, 1::2] = at[:, None] + 1, np.minimum(m, at[:, None] + _BEYOND)
    windows = sums.take(high, axis=0) - sums.take(low, axis=0)
    windows /= np.maximum(1, high - low)[:, :, None]
    found = np.empty((m, 4 * len(REACH) + 2))
    found[:, :-2] = windows.reshape(m, -1)
    behind, ahead = np.full((2, m), FAR)
    behind[1:] = at[1:] - np.maximum.accumulate(np.where(prose > 0, at, -FAR))[:-1]
    ahead[:-1] = np.minimum.accumulate(np.where(prose > 0, at, m + FAR)[::-1])[-2::-1] - at[:-1]
    np.minimum(behind, FAR, out=found[:, -2])
    np.minimum(ahead, FAR, out=found[:, -1])
    return found


def _whole(own: Table, prose: Table) -> Table:
    """Where the line stands in the file, in its prose, and beside the best run of prose."""
    m = len(own)
    total = prose.sum() or 1.0
    done = np.cumsum(prose)
    at = np.arange(m)
    start, end = best_run(prose)
    found = np.empty((m, 9))
    columns = found.T
    columns[0] = (done - prose) / total
    columns[1] = 1 - done / total
    columns[2] = at / m
    columns[3] = np.minimum(at, 60)
    columns[4] = np.minimum(m - at, 60)
    columns[5] = log1p(m)
    columns[6] = total / m
    columns[7] = np.count_nonzero(own[:, SHAPE.index("gap")]) / m
    columns[8] = 0
    columns[8, :start] = np.maximum(at[:start] - start, -20)
    columns[8, end:] = np.minimum(at[end:] - end + 1, 20)
    return found


def best_run(prose: Table) -> tuple[int, int]:
    """The run of lines with the most prose, where a line without costs as much as eight words."""
    best, current, start, found = 0.0, 0.0, 0, (0, 0)
    for i, p in enumerate(prose.tolist()):
        if current <= 0:
            current, start = 0.0, i
        current += p - 4 if p else -8.0
        if current > best:
            best, found = current, (start, i + 1)
    return found
