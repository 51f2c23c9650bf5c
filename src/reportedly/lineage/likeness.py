"""How like two articles are for belonging to one story: words, names, dates and reused text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reportedly.lineage.arrays import Hashes, Places
from reportedly.lineage.frequency import setting, weights
from reportedly.lineage.words import words
from reportedly.records import Passage

LEAD = 100  # words at the head of an article count twice: who, what, where
NAME = 1.5
PLAIN_BITS = 1.0  # a word in every second text says nothing of a story
SETTING_BITS = 2.0  # "China" and "Moscow" are rare in a mixed press and stand in every text of a foreign pile
DAYS = 10.0
FAR = 0.5
UNDATED = 0.75
REUSE = 0.7
LONG_PASSAGE = 150  # bytes: about 25 words of English, 50 characters of Japanese
COPY = 0.9
FLOOR = 0.1
MOST = 64
_ROWS = 512
SCALE = 10_000  # likenesses are whole numbers from here on, so that sums do not hang on their order

Matrix = Any  # scipy ships no types
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StoryText:
    """What the stories need of an article: `date` is ISO 8601 or None; a part of a date counts as none."""

    id: str
    title: str
    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Likenesses in ten-thousandths of the pairs ``a < b`` (row numbers) that come near; the rest count 0."""

    a: Places
    b: Places
    likeness: Counts


def vectors(texts: Sequence[str]) -> Matrix:
    """One unit row a text (CSR, float64): TF-IDF of single words by the background frequencies.

    A word weighs ``(1 + ln tf) * (bits - 1)``; its first hundred places count twice, and a word that is
    written with a capital weighs half as much again, by the share of its places that have one. Names of
    states, peoples and capitals weigh little: two reports about the same powers are not yet one story.
    """
    rows = [_terms(text) for text in texts]
    vocabulary = np.unique(np.concatenate([terms for terms, _ in rows])) if rows else np.zeros(0, np.uint64)
    columns = [np.searchsorted(vocabulary, terms) for terms, _ in rows]
    ends = np.cumsum([0, *map(len, columns)])
    values = [value for _, value in rows]
    joined = (_join(values, np.float64), _join(columns, np.intp), ends)
    return sparse.csr_matrix(joined, shape=(len(rows), max(len(vocabulary), 1)))


def _terms(text: str) -> tuple[Hashes, NDArray[np.float64]]:
    read = words(text)
    terms, which = np.unique(read.hashes, return_inverse=True)
    places = np.where(np.arange(len(read)) < LEAD, 2.0, 1.0)
    names = np.bincount(which, read.capital) / np.maximum(np.bincount(which), 1)
    bits = np.maximum(weights(terms) - PLAIN_BITS, 0.0)
    bits[setting(terms)] = np.minimum(bits[setting(terms)], SETTING_BITS)
    value = (1 + np.log(np.bincount(which, places))) * bits * (1 + (NAME - 1) * names)
    size = np.sqrt((value**2).sum())
    kept = value > 0
    return terms[kept], value[kept] / (size if size else 1.0)


def _join(parts: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def days(articles: Sequence[StoryText]) -> NDArray[np.float64]:
    """The day number of each article, NaN where there is no whole date."""
    return np.array([_day(article.date) for article in articles], np.float64)


def _day(when: str | None) -> float:
    try:
        return float(date.fromisoformat((when or "")[:10]).toordinal())
    except ValueError:
        return float("nan")


def copies(rows: Matrix, when: NDArray[np.float64]) -> Places:
    """For each row the first row of the same date that it is a near copy of (cosine .9), or itself.

    Rows are compared with the leaders before them only, so ten thousand copies cost one comparison each.
    """
    leader = np.arange(rows.shape[0], dtype=np.int32)
    stamp = np.where(np.isnan(when), -1, when)
    for low in range(0, rows.shape[0], _ROWS):
        high = min(low + _ROWS, rows.shape[0])
        led = np.flatnonzero(leader[:high] == np.arange(high))
        alike = (rows[low:high] @ rows[led].T).tocoo()
        near = (alike.data >= COPY) & (stamp[low + alike.row] == stamp[led[alike.col]])
        _follow(leader, low + alike.row[near], led[alike.col[near]])
    return leader


def _follow(leader: Places, rows: NDArray[np.intp], leaders: NDArray[np.intp]) -> None:
    order = np.lexsort((leaders, rows))
    for row, first in zip(rows[order].tolist(), leaders[order].tolist(), strict=True):
        if first < row and leader[first] == first and leader[row] == row:
            leader[row] = first


def near_pairs(rows: Matrix, when: NDArray[np.float64]) -> Pairs:
    """The pairs whose words and dates come near, at most 64 a row, by a product in chunks.

    Likeness is the cosine, halved little by little as the dates part (e-folding in ten days), and three
    quarters of it where a date is missing: less than for the same day, more than for another season.
    """
    parts: list[tuple[Places, Places, Counts]] = []
    turned = rows.T.tocsc()
    for low in range(0, rows.shape[0], _ROWS):
        alike = rows[low : low + _ROWS] @ turned[:, low:]
        alike = alike.tocoo()
        a, b = low + alike.row, low + alike.col
        keep = (b > a) & (alike.data >= FLOOR)
        a, b = a[keep], b[keep]
        value = np.rint(SCALE * np.minimum(alike.data[keep], 1.0) * _nearness(when[a], when[b]))
        keep = _best(a, b, value)
        parts.append((a[keep].astype(np.int32), b[keep].astype(np.int32), value[keep].astype(np.int64)))
    columns = list(zip(*parts, strict=True))
    kinds = (np.int32, np.int32, np.int64)
    return Pairs(*(_join(list(c), k) for c, k in zip(columns or [(), (), ()], kinds, strict=True)))


def _nearness(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    gap = np.abs(one - other)
    return np.where(np.isnan(gap), UNDATED, FAR + (1 - FAR) * np.exp(-np.nan_to_num(gap) / DAYS))


def _best(a: NDArray[np.intp], b: NDArray[np.intp], value: NDArray[np.float64]) -> NDArray[np.intp]:
    """The places of the `MOST` highest values of each row."""
    order = np.lexsort((b, -value, a))
    fresh = np.flatnonzero(np.append(True, a[order][1:] != a[order][:-1])) if len(a) else np.zeros(0, np.intp)
    rank = np.arange(len(a)) - np.repeat(fresh, np.diff(np.append(fresh, len(a))))
    kept: NDArray[np.intp] = order[(rank < MOST) & (value[order] >= FLOOR * SCALE)]
    return kept


def reuse(articles: Sequence[StoryText], passages: Sequence[Passage]) -> dict[tuple[int, int], float]:
    """The share of the shorter article that long passages cover, by row numbers; short ones prove nothing."""
    number = {article.id: row for row, article in enumerate(articles)}
    covered: dict[tuple[int, int], list[Passage]] = {}
    for found in passages:
        if found.a in number and found.b in number and len(found.a_span.text.encode()) >= LONG_PASSAGE:
            a, b = sorted((number[found.a], number[found.b]))
            covered.setdefault((a, b), []).append(found)
    return {pair: _share(articles, pair, found) for pair, found in covered.items()}


def _share(articles: Sequence[StoryText], pair: tuple[int, int], found: list[Passage]) -> float:
    short = min((articles[row] for row in pair), key=lambda article: (len(article.text), article.id))
    spans = sorted((p.a_span if p.a == short.id else p.b_span) for p in found)
    total = at = 0
    for place in spans:
        total += max(0, place.end - max(place.start, at))
        at = max(at, place.end)
    return min(1.0, total / max(len(short.text), 1))


def with_reuse(pairs: Pairs, shares: dict[tuple[int, int], float]) -> Pairs:
    """The pairs with reused text as evidence, ``l + (1 - l) * .7 * share``; some are new."""
    known = dict(
        zip(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True), pairs.likeness.tolist(), strict=True)
    )
    for pair, share in shares.items():
        plain = known.get(pair, 0)
        known[pair] = plain + round((SCALE - plain) * REUSE * share)
    ordered = sorted(known)
    a, b = (np.array([pair[side] for pair in ordered], np.int32) for side in (0, 1))
    return Pairs(a, b, np.array([known[pair] for pair in ordered], np.int64))
