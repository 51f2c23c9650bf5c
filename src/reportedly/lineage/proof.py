"""When shared words prove reuse: more than chance, habit or furniture would put in two texts."""

from math import ceil, log2

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
    common: dict[tuple[int, int], int] = {}
    for i, j, size in chain:
        end = i + size
        while i < end:
            step = min(one.until[i] - i, other.until[j] - j, end - i)
            pair = one.quotation[i], other.quotation[j]
            common[pair] = common.get(pair, 0) + step
            i, j = i + step, j + step
    return any(
        count >= LEAST_WORDS and a and b and count >= COVERED * min(one.sizes[a], other.sizes[b])
        for (a, b), count in common.items()
    )
