"""Who spoke or acted last: what a pronoun can mean at a place of the article."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from reportedly.actors import genders, kindred
from reportedly.attribution.cast import Cast, Speaker, speaker
from reportedly.attribution.tree import SUBJECTS, Tree
from reportedly.records.actor import SpeakerKind

T = TypeVar("T")
# A pronoun does not reach back further than this many sentences of the article's own, over this many in all,
# and to this many who may be meant.
REACH, FURTHEST, MOST = 9, 40, 60


class Recall:
    """The speakers found so far and the names that act in the article's own words, in text order. `told` are
    the tokens of all contents: whom others speak of is not who speaks next.
    """

    def __init__(self, tree: Tree, cast: Cast, told: Iterable[int]) -> None:
        self.cast, self.tokens, self.told = cast, cast.tokens, frozenset(told)
        self.spoke: list[tuple[int, Speaker]] = []
        self.genders: dict[str, str] = {}
        acting = [*self._names(tree), *self._groups(tree)]
        self.acted = sorted((pair for pair in acting if pair[0] not in self.told), key=lambda pair: pair[0])

    def _names(self, tree: Tree) -> Iterator[tuple[int, Speaker]]:
        """The names that are subjects, each with its first token; what a dateline names does nothing."""
        for named in self.cast.names.all:
            for start, stop in named.places:
                acts = any(tree.deps[t] in SUBJECTS for t in range(start, stop))
                if acts and start not in tree.datelines and not self._owns(start):
                    yield start, speaker(named, "named")

    def _groups(self, tree: Tree) -> Iterator[tuple[int, Speaker]]:
        """The subjects that are several and have no name: "the three companies"."""
        for token, (tag, dep) in enumerate(zip(tree.tags, tree.deps, strict=True)):
            if tag != "NNS" or dep not in SUBJECTS or self.cast.names.at(token):
                continue
            if kindred(self.tokens.words[token]) in ("person", "body"):
                start = self.cast.phrase_start(token, self.tokens.sentence(token).start)
                phrase = tuple(range(start, token + 1))
                if core := self.cast.core(phrase):
                    name = self.cast.spelled(phrase, core)
                    yield start, Speaker(name, "described", kind=SpeakerKind.GROUP)

    def remember(self, token: int, found: Speaker) -> None:
        """Keep who spoke, with the first token of the source phrase."""
        if found.name:
            insort(self.spoke, (token, found), key=lambda pair: pair[0])

    def before(self, token: int, own: frozenset[int]) -> Iterator[Speaker]:
        """Who spoke or acted before `token`, sentence by sentence backwards, in each the speakers first;
        nobody who stands in `own`, the words that are being said now.
        """
        return islice(self._before(token, own), MOST)

    def _before(self, token: int, own: frozenset[int]) -> Iterator[Speaker]:
        sentence, reach = self.tokens.sentence(token), REACH
        for _ in range(FURTHEST):
            stop = min(token, sentence.stop)
            for places in (self.spoke, self.acted):
                yield from (found for at, found in _between(places, sentence.start, stop) if at not in own)
            reach -= not self._is_told(sentence)
            if sentence.start == 0 or not reach:
                return
            sentence = self.tokens.sentence(sentence.start - 1)

    def _is_told(self, sentence: range) -> bool:
        """Whether a sentence is somebody's words from end to end: it takes a pronoun no further away."""
        return sentence.start in self.told and {sentence.stop - 1, sentence.stop - 2} <= self.told

    def gender(self, found: Speaker) -> str | None:
        """What is known of a person's gender: a noun, a title, or an earlier pronoun."""
        name = found.name or ""
        told = (genders().get(word.rstrip(".")) for word in f"{name} {found.note or ''}".lower().split())
        return self.genders.get(name) or next((g for g in told if g), None)

    def _owns(self, at: int) -> bool:
        """ "Norrland's parliament": Norrland does nothing here."""
        behind = self.cast.names.stops.get(at, at + 1)
        return self.tokens.words[behind : behind + 1] in (["'s"], ["'"])


def _between(places: list[tuple[int, T]], start: int, stop: int) -> Iterator[tuple[int, T]]:
    """The places in ``[start, stop)``, the last first."""
    low = bisect_left(places, start, key=lambda pair: pair[0])
    high = bisect_left(places, stop, key=lambda pair: pair[0])
    for number in range(high - 1, low - 1, -1):
        yield places[number]
