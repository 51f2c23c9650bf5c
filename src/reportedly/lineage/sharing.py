"""Which articles share fingerprints: pairs with what speaks for reuse, before any text is aligned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.lineage.arrays import Flags, Hashes, Places, Rows, order_of
from reportedly.lineage.components import components
from reportedly.lineage.fingerprints import PLAIN, QUOTED

NEIGHBOURS = 64
COMMONPLACE = 20_000
FURNITURE = 3
NO_QUOTATION = 255
SEEDS = 12
COVERED = 0.35
CONTAINED = 0.2
TOGETHER = 2_000
_WORD = 6  # characters, with what parts it from the next


@dataclass(frozen=True, slots=True)
class Shared:
    """Pairs of article numbers ``a < b`` in order, each once, and what they share, in columns.

    `seeds` counts the fingerprints that both hold, the furniture of an outlet left out, and `furniture`
    counts that. `quoted` counts the seeds between quotation marks on both sides and `shorter` is the number
    of words of the shortest quotation that one of them lies in (`NO_QUOTATION` where there is none).
    `least` is the number of articles in which the rarest seed stands.
    """

    a: Places
    b: Places
    seeds: Places
    furniture: Places
    quoted: Places
    shorter: Places
    least: Places


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of article numbers ``a < b`` that are worth aligning, in columns.

    `least` is the number of articles in which the rarest of their seeds stands, `seeds` how many they have.
    """

    a: Places
    b: Places
    least: Places
    seeds: Places

    def __len__(self) -> int:
        return len(self.a)


_SUMS = ("seeds", "furniture", "quoted")
_LEASTS = ("shorter", "least")


def shared(hashes: Hashes, owners: Places, quotations: Places, outlets: Places | None = None) -> Shared:
    """What pairs of articles share of one bucket of fingerprints.

    `owners` numbers the articles in order of their ids, `quotations` holds the words of the quotation that
    the fingerprint lies in (0: none); the columns run in parallel, in any order. A bucket must hold every
    occurrence of its hashes. `outlets` numbers the outlet of each article, -1 where it is not known.

    A fingerprint in up to 64 articles pairs each with each; in more, each with its next neighbour in id
    order, so that ten thousand copies give ten thousand pairs and still hang together; in more than 20,000
    it is a commonplace and pairs nothing. One that stands in three articles of an outlet and mostly there,
    outside quotation marks, is that outlet's furniture.
    """
    group, owners, quotations = _repeated(hashes, owners, quotations)
    count = _sizes(group)
    few = count <= COMMONPLACE
    group, owners, quotations, count = group[few], owners[few], quotations[few], count[few]
    furniture = (
        _furniture(group, outlets[owners], count) if outlets is not None else np.zeros(len(group), bool)
    )
    left, right = _pairs(group, count)
    both = np.minimum(quotations[left], quotations[right])
    plain = both == 0
    rows = {
        "seeds": plain & ~furniture[left] | ~plain,
        "furniture": plain & furniture[left],
        "quoted": ~plain,
        "shorter": np.where(plain, NO_QUOTATION, both),
        "least": count[left],
    }
    return _summed(owners[left], owners[right], rows)


def candidates(found: Shared, lengths: Places) -> Pairs:
    """The pairs worth aligning.

    These are pairs with 12 seeds, or with seeds that cover a third of a quotation, or a fifth of the shorter
    text. `lengths` holds the number of characters of each article.
    """
    covered = (found.quoted > 0) & (found.quoted + QUOTED - 1 >= COVERED * found.shorter)
    shorter = np.minimum(lengths[found.a], lengths[found.b])
    words = found.seeds + found.furniture + PLAIN - 1
    keep = (found.seeds >= SEEDS) | covered | (words * _WORD >= CONTAINED * shorter)
    return Pairs(found.a[keep], found.b[keep], found.least[keep], found.seeds[keep])


def dealt(pairs: Pairs, articles: int, buckets: int) -> Rows:
    """A bucket for each pair, so that what hangs together falls into one and its words are read once.

    What hangs together in more than 2,000 of the `articles` by ever so many seeds is dealt out by the first
    article of each pair.
    """
    part = parted(pairs, articles)
    small = np.bincount(part, minlength=articles)[part] <= TOGETHER
    number: Rows = np.where(small[pairs.a], part[pairs.a], pairs.a) % buckets
    return number


def parted(pairs: Pairs, articles: int) -> Rows:
    """For each article the lowest of those that it hangs together with, in parts of 2,000 at most.

    In a large pile chance pairs tie ten thousand articles to each other: what is too large hangs together by
    pairs with more and more seeds alone.
    """
    part, least = components(pairs.a, pairs.b, articles), 2
    most = int(pairs.seeds.max(initial=0))
    while least <= most and (large := np.bincount(part, minlength=articles)[part] > TOGETHER).any():
        strong = large[pairs.a] & (pairs.seeds >= least)
        part = np.where(large, components(pairs.a[strong], pairs.b[strong], articles), part)
        least *= 2
    return part


def together(parts: Sequence[Shared]) -> Shared:
    """What pairs share of several buckets, summed."""
    rows = {
        name: np.concatenate([getattr(part, name) for part in parts] or [np.zeros(0, np.int32)])
        for name in Shared.__slots__
    }
    return _summed(rows.pop("a"), rows.pop("b"), rows)


def _repeated(hashes: Hashes, owners: Places, quotations: Places) -> tuple[Rows, Places, Places]:
    """The rows of hashes that two articles hold, by hash, then owner; an article's first row of a hash only.

    Hashes become group numbers.
    """
    at = _alike(hashes)
    found = hashes[at]
    group = np.cumsum(np.append(True, found[1:] != found[:-1])[: len(at)])
    bits = int(owners.max(initial=0)).bit_length()
    # As one number each they are sorted in no time: what stands outside of marks first, then the longest.
    rows = np.sort((group << bits | owners[at]) << 8 | -quotations[at])
    whose = rows >> 8
    rows = rows[np.append(True, whose[1:] != whose[:-1])[: len(rows)]]
    group, owned = rows >> (bits + 8), (rows >> 8 & ((1 << bits) - 1)).astype(np.int32)
    quoted = -rows.astype(np.uint8)
    many = _sizes(group) > 1
    return group[many], owned[many], quoted[many]


def _alike(hashes: Hashes) -> Rows:
    """The places of the hashes that stand there twice and more, equal ones next to each other."""
    bits = np.uint64(len(hashes).bit_length())
    ordered = np.sort(hashes >> bits << bits | np.arange(len(hashes), dtype=np.uint64))
    head = ordered >> bits
    same = head[1:] == head[:-1]
    twice = (np.append(same, False) | np.append(False, same))[: len(head)]
    at: Rows = (ordered[twice] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.intp)
    head, found = head[twice], hashes[at]
    # Few agree in their higher bits alone: these are parted.
    apart = head[1:][(head[1:] == head[:-1]) & (found[1:] != found[:-1])]
    rows = np.flatnonzero(np.isin(head, apart)) if len(apart) else np.zeros(0, np.intp)
    at[rows] = at[rows][np.argsort(found[rows], kind="stable")]
    return at


def _sizes(group: Rows) -> Places:
    """For each row the number of rows of its group."""
    if not len(group):
        return np.zeros(0, np.int32)
    first = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    sizes = np.diff(np.append(first, len(group)))
    return np.repeat(sizes, sizes).astype(np.int32)


def _furniture(group: Rows, outlets: Places, count: Places) -> Flags:
    """Which rows are of a group that one known outlet holds three times, and more often than all others."""
    order = order_of(group * (int(outlets.max(initial=0)) + 2) + outlets + 1)
    held = np.empty(len(group), np.int32)
    held[order] = _sizes(group[order] * np.intp(len(group) + 1) + outlets[order])
    own = (held >= FURNITURE) & (2 * held > count) & (outlets >= 0)
    hit = np.zeros(int(group.max(initial=0)) + 1, bool)
    hit[group[own]] = True
    flags: Flags = hit[group]
    return flags


def _pairs(group: Rows, count: Places) -> tuple[Rows, Rows]:
    """Places in the sorted columns that pair up: at every distance where groups are small, else at one."""
    left, right = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    widest = int(count[count <= NEIGHBOURS].max(initial=2))
    at = np.arange(len(group))
    for distance in range(1, widest):
        at = at[: np.searchsorted(at, len(group) - distance)]
        at = at[group[at + distance] == group[at]]
        left.append(at)
        right.append(at + distance)
        at = at[count[at] <= NEIGHBOURS]
    return np.concatenate(left), np.concatenate(right)


def _summed(a: Places, b: Places, rows: dict[str, Places | Flags]) -> Shared:
    """One row a pair: counts added up, leasts kept."""
    count = int(b.max(initial=0)) + 1
    key = a.astype(np.int64) * count + b
    order = order_of(key)
    key = key[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    if not len(first):
        return Shared(*(np.zeros(0, np.int32) for _ in Shared.__slots__))
    made = {
        name: (np.add if name in _SUMS else np.minimum).reduceat(column[order].astype(np.int32), first)
        for name, column in rows.items()
    }
    places = (column.astype(np.int32) for column in np.divmod(key[first], count))
    return Shared(*places, *(made[name] for name in (*_SUMS, *_LEASTS)))
