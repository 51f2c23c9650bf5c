"""Words that come back week after week tell who, and not what: the ministers and the topic of a long quarrel.

The background table knows no rare word's habits, so a pile about one quarrel would be one story. What is rare
there and stands in the pile on many days weighs less the fewer of its articles are of these very days.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = Any  # scipy ships no types
Values = NDArray[np.float64]

DAYS = 3
RARE_BITS = 6.0  # in fewer than one text of 64; how often a commoner word comes, the table knows
PRIOR = 8.0  # so many articles of the very days are taken for granted: three articles prove no habit
_CALENDAR = 1 << 23  # more days than an ISO date can name


def faded(rows: Matrix, bits: Values, days: Values) -> Matrix:
    """The unit rows of a pile, with the words that recur on other days weighing less, as unit rows again.

    `bits` are the background weights of the columns, `days` the day numbers of the rows (NaN: unknown, all
    its words keep their weight). A rare word weighs ``(near + 8) / (all + 8)`` of what it did: of all dated
    articles that have it, those within three days.
    """
    weigh = _shares(rows, bits, days)
    if np.all(weigh == 1):
        return rows
    from scipy import sparse

    made = sparse.csr_matrix((rows.data * weigh, rows.indices, rows.indptr), shape=rows.shape)
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    size = np.sqrt(np.bincount(owner, made.data**2, rows.shape[0]))
    made.data /= size[owner]
    return made


def _shares(rows: Matrix, bits: Values, days: Values) -> Values:
    """What is left of the weight of each entry of the rows, in their order."""
    when = np.repeat(days, np.diff(rows.indptr))
    weigh = np.ones(len(when))
    told = np.flatnonzero(~np.isnan(when) & (bits[rows.indices] >= RARE_BITS))
    if len(told):
        word = rows.indices[told].astype(np.int64)
        key, which, count = np.unique(
            word * _CALENDAR + when[told].astype(np.int64), return_inverse=True, return_counts=True
        )
        before = np.append(0, np.cumsum(count))
        near = before[np.searchsorted(key, key + DAYS, "right")] - before[np.searchsorted(key, key - DAYS)]
        every = np.bincount(word, minlength=rows.shape[1])[key // _CALENDAR]
        weigh[told] = ((near + PRIOR) / (every + PRIOR))[which]
    return weigh
