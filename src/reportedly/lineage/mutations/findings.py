"""What a rule finds: an effect, how grave, and the words on both sides that prove it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.lineage.mutations.lexicon import Match, matches
from reportedly.lineage.mutations.pairing import Gap, Pairing
from reportedly.lineage.mutations.speaking import Speaker, same
from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.records import Effect

_AGREES = 0.6  # the share of a quotation that must agree before a word in it counts as exchanged


@dataclass(frozen=True, slots=True)
class Finding:
    """One effect with the deciding words (word numbers) of witness and relay; `reverses` is its severity."""

    effect: Effect
    reverses: bool
    a: tuple[int, ...]
    b: tuple[int, ...]
    rule: str


class Pair:
    """Witness `a` and relay `b` with all that the rules look at; `one_wording` says that the words within the
    marks are too rare to have been said twice.
    """

    def __init__(
        self,
        a: Wording,
        b: Wording,
        a_speaker: Speaker,
        b_speaker: Speaker,
        *,
        one_speaker: bool = False,
        one_wording: bool = False,
    ) -> None:
        self.a, self.b = a, b
        self.a_speaker, self.b_speaker = a_speaker, b_speaker
        self.one_speaker = (
            one_speaker or same(a_speaker, b_speaker, a, b) or _of_one_paper(a, a_speaker, b, b_speaker)
        )
        self.one_wording = one_wording
        self.pairing = Pairing(a, b)

    def speaker(self, side: Wording) -> Speaker:
        """Whom that side makes the speaker."""
        return self.a_speaker if side is self.a else self.b_speaker

    def lists(self, side: Wording, section: str, *names: str) -> list[Match]:
        """Where a list's words stand in what is told, outside of the phrase that names the speaker."""
        frame = set(self.speaker(side).words)
        return [m for m in matches(side.told, section, *names) if not frame & set(m)]

    def frame(self, side: Wording) -> list[Word]:
        """The content words that stand outside the marks and name neither speaker nor cue."""
        away = {*self.speaker(side).words, self.speaker(side).cue}
        return [w for w in side.told if not w.quoted and w.at not in away and w.content]

    @cached_property
    def partners(self) -> dict[int, list[int]]:
        """For each word of the witness the words of the relay that repeat it or mean the same, those of an
        aligned quotation first; a word of an aligned quotation has that one partner.
        """
        aligned = {b for piece in self.pairing.pieces for b in piece.to}
        away = aligned | {*self.b_speaker.words, self.b_speaker.cue}
        by_concept: dict[str, list[int]] = {}
        for word in self.b.told:
            if word.at not in away:
                by_concept.setdefault(word.concept, []).append(word.at)
        speaking = {*self.a_speaker.words, self.a_speaker.cue}
        free = [word for word in self.a.told if word.at not in speaking]
        found = {word.at: list(by_concept.get(word.concept, ())) for word in free}
        for piece in self.pairing.pieces:
            for b, a in piece.to.items():
                found[a] = [b, *found.get(a, ())]
        return found

    @cached_property
    def paired(self) -> frozenset[int]:
        """The words of the relay that repeat a word of the witness."""
        return frozenset(n for found in self.partners.values() for n in found)

    def kept(self, at: int) -> bool:
        """Whether the relay has a partner for this word of the witness."""
        return bool(self.partners.get(at))

    def share(self, numbers: Sequence[int]) -> float:
        """The share of these words of the witness that the relay keeps; 0.0 of none."""
        return sum(self.kept(at) for at in numbers) / len(numbers) if numbers else 0.0

    @property
    def gaps(self) -> Iterator[tuple[list[Word], list[Word], Gap]]:
        """Where quotations of the relay depart from the witness: the words there on both sides."""
        for piece in self.pairing.pieces:
            for gap in piece.gaps:
                yield [self.a.words[n] for n in gap.a], [self.b.words[n] for n in gap.b], gap

    @property
    def swaps(self) -> Iterator[tuple[Gap, Word, Word]]:
        """Content words exchanged one for one within quotations whose other words agree."""
        for piece in self.pairing.pieces:
            for gap in piece.gaps if piece.share >= _AGREES else ():
                a = [self.a.words[n] for n in gap.a if self.a.words[n].content]
                b = [self.b.words[n] for n in gap.b if self.b.words[n].content]
                if len(a) == len(b):
                    yield from ((gap, x, y) for x, y in zip(a, b, strict=True))


def _of_one_paper(a: Wording, ours: Speaker, b: Wording, theirs: Speaker) -> bool:
    """The statement says that both sides agree; both sides agree, in a statement."""
    actors = {a.words[n].concept for word in a.told for n in a.children[word.at] if a.words[n].dep == "nsubj"}
    paper = {
        b.words[n].concept for n in range(len(b.words)) if n not in theirs.words and not b.words[n].quoted
    }
    return ours.head in paper and theirs.head in actors and ours.head != theirs.head and not ours.names


def flat(found: Sequence[Match]) -> tuple[int, ...]:
    """The word numbers of several matches in one."""
    return tuple(at for match in found for at in match)
