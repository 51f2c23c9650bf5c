"""The quotations of an article in token numbers, and which of them are one utterance over paragraphs."""

from collections.abc import Iterator
from itertools import pairwise

from reportedly.attribution.tree import Tree


class Quotations:
    """The quotations of an article: the `tokens` of each, and the `utterances` as ranges of their numbers,
    several where one runs on over paragraphs.
    """

    def __init__(self, tree: Tree) -> None:
        self.tokens: list[list[int]] = [[] for _ in tree.quotations]
        for token, number in enumerate(tree.quotation_of):
            if number >= 0:
                self.tokens[number].append(token)
        going_on = frozenset(_continued(tree))
        firsts = [n for n in range(len(self.tokens)) if n not in going_on]
        self.utterances = [range(a, b) for a, b in pairwise([*firsts, len(self.tokens)])]


def _continued(tree: Tree) -> Iterator[int]:
    """The numbers of the quotations that go on with one that the paragraph before left open."""
    pairs = enumerate(pairwise(tree.quotations), start=1)
    for number, (before, after) in pairs:
        left_open = tree.text[before.end - 1] not in "”\"'’»」』" or before.end - before.start < 2
        if left_open and not tree.text[before.end : after.start].strip():
            yield number
