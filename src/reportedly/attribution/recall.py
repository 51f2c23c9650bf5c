"""Who spoke or acted last: what a pronoun can mean at a place of the article."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import TypeVar

from reportedly.actors import genders
from reportedly.attribution.cast import Cast, Speaker, speaker
from reportedly.attribution.tree import SUBJECTS, Tree

T = TypeVar("T")
# A pronoun does not reach back further than this many sentences.
REACH = 9


class Recall:
    """The speakers found so far and the names that act in the article's own words, in text order. `told` are
    the tokens of all contents: whom others speak of is not who speaks next.
    """

    def __init__(self, tree: Tree, cast: Cast, told: Iterable[int]) -> None:
        self.cast, self.tokens, self.told = cast, cast.tokens, frozenset(told)
        self.spoke: list[tuple[int, Speaker]] = []
        self.genders: dict[str, str] = {}
        acting = (
            (start, named)
            for named in cast.names.all
            for start, stop in named.places
            if any(tree.deps[t] in SUBJECTS for t in range(start, stop))
        )
        self.acted = sorted(
            ((at, named) for at, named in acting if at not in self.told and not self._owns(at)),
            key=lambda pair: pair[0],
        )

    def remember(self, token: int, found: Speaker) -> None:
        """Keep who spoke, with the first token of the source phrase."""
        if found.name:
            insort(self.spoke, (token, found), key=lambda pair: pair[0])

    def before(self, token: int, own: frozenset[int]) -> Iterator[Speaker]:
        """Who spoke or acted before `token`, sentence by sentence backwards, in each the speakers first;
        nobody who stands in `own`, the words that are being said now.
        """
        sentence = self.tokens.sentence(token)
        for _ in range(REACH):
            stop = min(token, sentence.stop)
            yield from (found for at, found in _between(self.spoke, sentence.start, stop) if at not in own)
            for at, named in _between(self.acted, sentence.start, stop):
                if at not in own:
                    yield speaker(named, "named")
            if sentence.start == 0:
                return
            sentence = self.tokens.sentence(sentence.start - 1)

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
