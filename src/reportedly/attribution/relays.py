"""Who passed the words on: statements inside statements, newsrooms that were told, agencies that cite."""

from collections.abc import Iterator, Mapping, Sequence

from reportedly.attribution.cast import Cast, Speaker
from reportedly.attribution.drafts import Draft
from reportedly.records.actor import SpeakerKind

CITING = frozenset({"citing", "quoting", "cites", "cited", "quoted", "quotes", "crediting"})
PASSIVE = frozenset({"quoted", "cited"})
# "told AFP", "in an interview with AFP", "carried by AFP".
LEADING = frozenset({"told", "tells", "tell", "telling", "to", "by", "with", "per"})
BETWEEN = frozenset({"the", "news", "agency", "newspaper", "daily", "channel", "broadcaster", "magazine"})
# How far from the cue a newsroom may stand that was told.
REACH = 10
DEEPEST = 8


class Relays:
    """The chains of an article's drafts."""

    def __init__(self, cast: Cast, drafts: Sequence[Draft]) -> None:
        self.cast, self.tokens = cast, cast.tokens
        self.drafts = sorted(drafts, key=lambda d: d.place)
        self.sources = {t for draft in drafts for t in draft.source}
        self.by_cue = {draft.cue: draft for draft in drafts if draft.cue}
        self.of_sentence: dict[int, list[Draft]] = {}
        self.of_line: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            if draft.source:
                opening = self.tokens.sentence(draft.source[0]).start
                self.of_sentence.setdefault(opening, []).append(draft)
            self.of_line.setdefault(self.tokens.lines[draft.place], []).append(draft)
        self.outer = self._nesting()

    def around(self, draft: Draft) -> Draft | None:
        """The statement in whose content this one stands, the innermost."""
        return self.outer.get(draft)

    def depth(self, draft: Draft) -> int:
        """How many statements stand around this one."""
        depth, at = 0, self.outer.get(draft)
        while at is not None and depth < DEEPEST:
            depth, at = depth + 1, self.outer.get(at)
        return depth

    def chain(self, draft: Draft, speakers: Mapping[Draft, Speaker]) -> tuple[str, ...]:
        """Who relayed a statement, outermost first, without the speaker."""
        own = speakers.get(draft)
        names = [*self._tellers(draft, speakers), *self._relayers(draft, speakers)]
        return tuple(n for n in dict.fromkeys(names) if own is None or n not in (own.name, own.document))

    def _tellers(self, draft: Draft, speakers: Mapping[Draft, Speaker]) -> list[str]:
        """The speakers of the statements around it, each with its own relayers before it."""
        chain: list[str] = []
        at, seen = self.outer.get(draft), 0
        while at is not None and seen < DEEPEST:
            found = speakers.get(at)
            teller = (found.document or found.name) if found else None
            chain = [*self._relayers(at, speakers), *([teller] if teller else []), *chain]
            at, seen = self.outer.get(at), seen + 1
        return chain

    def _nesting(self) -> dict[Draft, Draft]:
        """Each draft -> the one with the smallest content that holds its cue, or its content."""
        holders: dict[int, list[Draft]] = {}
        marks = {(d.cue or d.content)[0] for d in self.drafts}
        for draft in self.drafts:
            for token in draft.content:
                if token in marks:
                    holders.setdefault(token, []).append(draft)
        found: dict[Draft, Draft] = {}
        for draft in self.drafts:
            around = [d for d in holders.get((draft.cue or draft.content)[0], ()) if self._holds(d, draft)]
            if around:
                found[draft] = min(around, key=lambda d: (len(d.content), d.place))
        return found

    def _holds(self, outer: Draft, inner: Draft) -> bool:
        return outer is not inner and len(outer.content) > len(inner.content)

    def _relayers(self, draft: Draft, speakers: Mapping[Draft, Speaker]) -> Iterator[str]:
        """The newsrooms named beside the cue, and the one that cites."""
        if not draft.cue:
            follows = self.by_cue.get(draft.follows)
            if follows:
                yield from self._relayers(follows, speakers)
            return
        told = list(self._told(draft))
        yield from told
        first = self.tokens.words[draft.cue[0]]
        if first in CITING:
            yield from self._citer(draft, speakers)
        elif not told and any(self.tokens.words[t] in PASSIVE for t in draft.cue):
            yield from self._last_newsroom(draft, speakers)

    def _told(self, draft: Draft) -> Iterator[str]:
        """ "told Tanager", "was quoted by Belvar as saying", "in an interview with the Post"."""
        tokens = self.tokens
        sentence = tokens.sentence(draft.cue[0])
        taken = frozenset(draft.content)
        last = draft.cue[-1]
        seen: set[str] = set()
        for at in range(draft.cue[0], min(last + REACH, sentence.stop)):
            named = self.cast.names.at(at)
            if named is None or named.kind is not SpeakerKind.OUTLET or named.name in seen:
                continue
            if at not in taken and at not in self.sources and self._is_led(at, sentence.start):
                seen.add(named.name)
                yield named.name

    def _is_led(self, at: int, opening: int) -> bool:
        """Whether a name stands behind "told" or "by", with "the news agency" between them or not."""
        before = at - 1
        while before > opening and self.tokens.words[before] in BETWEEN:
            before -= 1
        return self.tokens.words[before] in LEADING

    def _citer(self, draft: Draft, speakers: Mapping[Draft, Speaker]) -> Iterator[str]:
        """ "X reported, citing the ministry": X, who speaks in the same sentence."""
        sentence = self.tokens.sentence(draft.cue[0])
        near = [
            other
            for other in self.of_sentence.get(sentence.start, ())
            if other.source != draft.source and not self._within(other, draft)
        ]
        before = [d for d in near if d.place < draft.place]
        for other in before[-1:] or near[:1]:
            found = speakers.get(other)
            if found and found.name:
                yield found.document or found.name

    def _within(self, inner: Draft, outer: Draft) -> bool:
        return self.outer.get(inner) is outer

    def _last_newsroom(self, draft: Draft, speakers: Mapping[Draft, Speaker]) -> Iterator[str]:
        """ "was quoted as saying": by the newsroom that reported in the same paragraph."""
        for other in reversed(self.of_line[self.tokens.lines[draft.place]]):
            found = speakers.get(other)
            if other.place < draft.place and found and found.kind is SpeakerKind.OUTLET and found.name:
                yield found.name
                return
