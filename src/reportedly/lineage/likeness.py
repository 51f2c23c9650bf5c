"""How like two articles are for belonging to one story: words, names, dates, titles and reused text."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Flags, Hashes, Places, Rows, mix
from reportedly.lineage.recurring import faded
from reportedly.lineage.vectors import Matrix, Shares, Vectors
from reportedly.records import Passage

DAYS = 5.0  # a follow-up of the next week has the same actors, and is another story
FAR = 0.2
UNDATED = 0.75
REUSE = 0.7
TITLE = 0.5
TITLE_WORDS = 2
LONG_PASSAGE = 150  # bytes: about 25 words of English, 50 characters of Japanese
COPY = 0.9
FLOOR = 0.1
MOST = 64
TELLING = 24  # the words of an article that tell most of it, by which others like it are found
IN_COMMON = 2
OFTEN = 128
_ROWS = 1 << 13
SCALE = 10_000  # likenesses are whole numbers from here on, so that sums do not hang on their order

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StoryText:
    """What the stories need of an article: `date` is ISO 8601 or None; a part of a date counts as none."""

    id: str
    title: str
    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What is left of an article when its words are counted: `title` is the first line where it has none,
    `titled` whether it has one."""

    id: str
    title: str
    date: str | None
    length: int
    titled: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """Likenesses in ten-thousandths of the pairs ``a < b`` (row numbers) that come near; the rest count 0."""

    a: Places
    b: Places
    likeness: Counts


@dataclass(frozen=True, slots=True)
class Reuse:
    """Pairs ``a < b`` that share passages, and the share of the shorter article that long ones cover."""

    a: Places
    b: Places
    share: Shares


@dataclass(frozen=True, slots=True)
class Cosines:
    """Pairs of rows ``a < b`` with the cosines of their vectors."""

    a: Places
    b: Places
    cosine: Shares


def counted(articles: Iterable[StoryText]) -> tuple[list[Head], Matrix, Matrix]:
    """The articles in order of ids, without their texts; the vectors of their texts, and of their titles.

    In those of the texts, words that recur weigh less (`recurring.faded`).
    """
    told, texts, titles = [], Vectors(), Vectors()
    articles = iter(articles)
    while part := list(islice(articles, _ROWS)):
        texts.add([one.text for one in part])
        titles.add([one.title for one in part])
        told += [
            Head(one.id, _headline(one), one.date, len(one.text), bool(one.title.strip())) for one in part
        ]
    order = sorted(range(len(told)), key=lambda row: told[row].id)
    told, rows = [told[row] for row in order], texts.matrix()[order]
    return told, faded(rows, texts.bits, days(told)), titles.matrix()[order]


def _headline(article: StoryText) -> str:
    return article.title.strip() or next(iter(article.text.strip().splitlines()), "")


def days(articles: Sequence[Head]) -> Shares:
    """The day number of each article, NaN where there is no whole date."""
    return np.array([_day(article.date) for article in articles], np.float64)


def _day(when: str | None) -> float:
    try:
        return float(date.fromisoformat((when or "")[:10]).toordinal())
    except ValueError:
        return float("nan")


def copies(rows: Matrix, when: Shares, near: Cosines) -> Places:
    """For each row the first row of the same date of which it is a near copy (cosine .9), or itself.

    Rows alike in every word need no pair in `near`, so that ten thousand copies cost one look each.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    stamp = np.where(np.isnan(when), -1, when)
    close = (near.cosine >= COPY) & (stamp[near.a] == stamp[near.b])
    marks = _marks(rows)
    order = np.lexsort((np.arange(len(marks)), stamp, marks))
    twin = (marks[order][1:] == marks[order][:-1]) & (stamp[order][1:] == stamp[order][:-1])
    twin &= np.diff(rows.indptr)[order][1:] > 0
    one, other = np.append(near.a[close], order[:-1][twin]), np.append(near.b[close], order[1:][twin])
    graph = coo_matrix((np.ones(len(one)), (one, other)), shape=(len(when), len(when)))
    _, part = connected_components(graph, directed=False)
    _, first, which = np.unique(part, return_index=True, return_inverse=True)
    leader: Places = first[which].astype(np.int32)
    return leader


def _marks(rows: Matrix) -> Hashes:
    """A number for each row that only rows with the same words of the same weight share."""
    marks = [np.zeros(0, np.uint64)]
    for low in range(0, rows.shape[0], _ROWS):
        part = rows[low : low + _ROWS]
        weight = np.rint(part.data * SCALE).astype(np.uint64)
        total = np.cumsum(mix(mix(part.indices.astype(np.uint64)) + weight), dtype=np.uint64)
        total = np.append(np.uint64(0), total)
        marks.append(total[part.indptr[1:]] - total[part.indptr[:-1]])
    return np.concatenate(marks)


def near_rows(rows: Matrix, reused: Reuse) -> Cosines:
    """The pairs of rows that may be one story, with their cosines.

    These have passages in common, or two of the 24 words that tell most of each; words that tell most of more
    than 128 articles do not count.
    """
    telling = _telling(rows).tocsc()
    often = np.diff(telling.indptr)
    telling = telling[:, (often > 1) & (often <= OFTEN)].tocsr()
    keys = [_key(reused.a, reused.b)]
    turned = telling.T.tocsr()
    for low in range(0, rows.shape[0], _ROWS):
        common = (telling[low : low + _ROWS] @ turned).tocoo()
        a, b = common.row + low, common.col
        keep = (common.data >= IN_COMMON) & (a < b)
        keys.append(_key(a[keep], b[keep]))
    key = np.unique(np.concatenate(keys))
    a, b = (key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32)
    return Cosines(a, b, np.minimum(_products(rows, a, b), 1.0))


def _telling(rows: Matrix) -> Matrix:
    """Ones where the words of most weight of each row are."""
    from scipy import sparse

    kept = [np.zeros(0, np.intp)]
    for low in range(0, rows.shape[0], _ROWS):
        bounds = rows.indptr[low : low + _ROWS + 1].astype(np.intp)
        kept.append(bounds[0] + _heaviest(rows.data[bounds[0] : bounds[-1]], bounds - bounds[0]))
    at = np.concatenate(kept)
    owner = np.searchsorted(rows.indptr, at, "right") - 1
    return sparse.csr_matrix((np.ones(len(at), np.int32), (owner, rows.indices[at])), shape=rows.shape)


def _heaviest(values: Shares, bounds: Rows) -> Rows:
    """The places of the `TELLING` highest values of each row, of equal ones the first."""
    sizes = np.diff(bounds)
    ends = zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    parts = (values[low:high] for low, high in ends)
    least = np.array(
        [np.partition(part, -TELLING)[-TELLING] if len(part) > TELLING else 0.0 for part in parts], np.float64
    )
    beside = np.repeat(least, sizes)
    above, level = values > beside, values == beside
    missing = TELLING - np.add.reduceat(np.append(above, False), bounds[:-1], dtype=np.intp)
    count = np.append(0, np.cumsum(level))
    rank = count[1:] - np.repeat(count[bounds[:-1]], sizes)
    return np.flatnonzero(above | level & (rank <= np.repeat(missing, sizes)))


def _products(rows: Matrix, a: Places, b: Places) -> Shares:
    """The inner products of pairs of rows."""
    found = [np.zeros(0)]
    for low in range(0, len(a), _ROWS):
        cut = slice(low, low + _ROWS)
        found.append(np.asarray(rows[a[cut]].multiply(rows[b[cut]]).sum(axis=1)).ravel())
    return np.concatenate(found)


def near_pairs(near: Cosines, when: Shares) -> Pairs:
    """The pairs whose words and dates come near, at most 64 a row.

    Likeness is the cosine; as the dates part, it falls off slowly in the first days, to half of it in five,
    and to a fifth in another season. It is three quarters of it where a date is missing.
    """
    value = np.rint(SCALE * near.cosine * _nearness(when[near.a], when[near.b]))
    keep = near.cosine >= FLOOR
    a, b, value = near.a[keep], near.b[keep], value[keep]
    best = np.sort(_best(a, b, value))
    return Pairs(a[best], b[best], value[best].astype(np.int64))


def _nearness(one: Shares, other: Shares) -> Shares:
    gap = np.abs(one - other)
    return np.where(np.isnan(gap), UNDATED, FAR + (1 - FAR) * np.exp(-((np.nan_to_num(gap) / DAYS) ** 2)))


def _best(a: Places, b: Places, value: Shares) -> Rows:
    """The places of the `MOST` highest values of each row `a`."""
    order = np.lexsort((b, -value, a))
    fresh = np.flatnonzero(np.append(True, a[order][1:] != a[order][:-1])) if len(a) else np.zeros(0, np.intp)
    rank = np.arange(len(a)) - np.repeat(fresh, np.diff(np.append(fresh, len(a))))
    kept: Rows = order[(rank < MOST) & (value[order] >= FLOOR * SCALE)]
    return kept


def reuse(articles: Sequence[Head], passages: Iterable[Passage]) -> Reuse:
    """The pairs that share passages, by row numbers, and how much of the shorter article long ones cover.

    A short passage proves nothing by itself.
    """
    number = {article.id: row for row, article in enumerate(articles)}
    rows = array("i")
    for found in passages:
        a, b = number.get(found.a), number.get(found.b)
        if a is not None and b is not None:
            # Articles stand in order of ids, so that of two of one length the first counts as the shorter.
            a_is_short = (articles[a].length, a) <= (articles[b].length, b)
            place = found.a_span if a_is_short else found.b_span
            start, end = (place.start, place.end) if _is_long(found.a_span.text) else (0, 0)
            rows.extend((a, b, start, end) if a < b else (b, a, start, end))
    columns = np.frombuffer(rows, np.int32).reshape(-1, 4)
    columns = columns[np.lexsort(columns.T[::-1])]
    fresh = np.append(True, (columns[1:, :2] != columns[:-1, :2]).any(axis=1))[: len(columns)]
    a, b = columns[fresh, :2].T
    lengths = np.array([article.length for article in articles], np.int64)
    shorter = np.maximum(np.minimum(lengths[a], lengths[b]), 1)
    return Reuse(a, b, np.minimum(_covered(fresh, columns[:, 2], columns[:, 3]) / shorter, 1.0))


def _is_long(words: str) -> bool:
    return len(words) >= LONG_PASSAGE or len(words.encode()) >= LONG_PASSAGE


def _covered(fresh: Flags, starts: Places, ends: Places) -> Counts:
    """How many characters the places of each group cover. They come in order; a group begins at `fresh`."""
    base = np.cumsum(fresh) << 32
    last = np.append(0, np.maximum.accumulate(base + ends)[:-1])[: len(base)]
    size = np.maximum(base + ends - np.maximum(base + starts, last), 0)
    covered: Counts = np.bincount((base >> 32) - 1, size).astype(np.int64)
    return covered


def titled(reused: Reuse, titles: Matrix) -> Reuse:
    """The pairs that share passages, with half of how like their titles are where that is more.

    Who takes over a quotation and tells it under a title of the same words tells the same story; the
    quotation alone does not say so, nor do titles with only two telling words in common.
    """
    ones = titles.copy()
    ones.data = np.ones(len(titles.data))
    common = np.clip(_products(ones, reused.a, reused.b) / TITLE_WORDS - 1, 0.0, 1.0)
    alike = TITLE * _products(titles, reused.a, reused.b) * common
    return Reuse(reused.a, reused.b, np.maximum(reused.share, np.minimum(alike, TITLE)))


def with_reuse(pairs: Pairs, reused: Reuse) -> Pairs:
    """The pairs with reused text as evidence, ``l + (1 - l) * .7 * share``; some are new."""
    key = np.concatenate([_key(pairs.a, pairs.b), _key(reused.a, reused.b)])
    plain = np.append(pairs.likeness, np.zeros(len(reused.a), np.int64))
    share = np.append(np.zeros(len(pairs.a)), reused.share)
    both, which = np.unique(key, return_inverse=True)
    likeness, most = np.zeros(len(both), np.int64), np.zeros(len(both))
    np.maximum.at(likeness, which, plain)
    np.maximum.at(most, which, share)
    likeness += np.rint((SCALE - likeness) * REUSE * most).astype(np.int64)
    kept = likeness > 0
    a, b = (both[kept] >> 32).astype(np.int32), (both[kept] & 0xFFFFFFFF).astype(np.int32)
    return Pairs(a, b, likeness[kept])


def merged(a: Places, b: Places, value: Shares, node: Rows) -> tuple[Places, Places, Shares]:
    """Pairs of rows as pairs of the nodes that the rows went into, each once with its highest value."""
    one, other = np.minimum(node[a], node[b]), np.maximum(node[a], node[b])
    apart = one != other
    key, which = np.unique(_key(one[apart], other[apart]), return_inverse=True)
    most = np.zeros(len(key))
    np.maximum.at(most, which, value[apart])
    return (key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32), most


def _key(a: Places, b: Places) -> Counts:
    key: Counts = a.astype(np.int64) << 32 | b
    return key
