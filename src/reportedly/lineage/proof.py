"""When shared words prove reuse: more than chance, habit or furniture would put in two texts."""

from math import ceil, log2

import numpy as np

from reportedly.lineage.alignment import LEAST_WORDS, Chain, Reading

PLAIN_BITS = 50.0
PLAIN_RISE = 3.0
QUOTED_BITS = 16.0
QUOTED_RISE = 1.0
COVERED = 0.8
CONTAINED = 0.4
CONTAINED_WORDS = 10
WHOLE = 0.9
COMMON = 6
COMMON_WORDS = 45


class Proof:
    """What the shared words of two articles must weigh in a pile of so many.

    Chance agreements rise with the number of pairs, and so do the bits that are asked for (as in the
    E-values of Karlin and Altschul 1990), by epochs: a pile counts as the next power of four.
    """

    def __init__(self, articles: int) -> None:
        epoch = 2 * ceil(log2(max(articles, 1)) / 2)
        self.plain = PLAIN_BITS + PLAIN_RISE * epoch
        self.quoted = QUOTED_BITS + QUOTED_RISE * epoch

    def holds(self, one: Reading, other: Reading, shares: list[Chain], least: int) -> bool:
        """Whether the passages of two texts prove reuse; `least` articles hold the rarest of them.

        They do when they cover most of a quotation, between marks in both texts; or make up the shorter text,
        or a good part of it; or weigh enough. Up to 45 words that more than 6 articles hold are a commonplace
        or furniture, unless they are all there is.
        """
        bits = [sum(map(one.weight, chain)) for chain in shares]
        if any(
            weight >= self.quoted and _covers(one, other, chain)
            for weight, chain in zip(bits, shares, strict=True)
        ):
            return True
        equal = sum(run.size for chain in shares for run in chain)
        share = equal / max(min(len(one.words), len(other.words)), 1)
        if least > COMMON and equal <= COMMON_WORDS and share < WHOLE:
            return False
        contained = share >= CONTAINED and equal >= CONTAINED_WORDS
        return sum(bits) >= (self.quoted if contained else self.plain)


def _covers(one: Reading, other: Reading, chain: Chain) -> bool:
    """Whether the chain holds four fifths of the shorter of two quotations.

    Who said it, behind the closing mark, weighs as much as the words between the marks.
    """
    left = np.concatenate([one.quotation[run.i : run.i + run.size] for run in chain])
    right = np.concatenate([other.quotation[run.j : run.j + run.size] for run in chain])
    both = (left > 0) & (right > 0)
    if np.count_nonzero(both) < LEAST_WORDS:
        return False
    pairs, counts = np.unique(left[both] << 32 | right[both], return_counts=True)
    shorter = np.minimum(one.sizes[pairs >> 32], other.sizes[pairs & 0xFFFFFFFF])
    return bool(((counts >= COVERED * shorter) & (counts >= LEAST_WORDS)).any())
