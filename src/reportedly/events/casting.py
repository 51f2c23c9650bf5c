"""Phrases -> parties: links to the registry, pronouns, a marked guess where a sentence names one state."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from reportedly.actors import kindred, link
from reportedly.events.parties import MUTUAL
from reportedly.events.words import Words
from reportedly.records import ActorLink, Article, Mention, Parse, Party, Root, Span, Statement, span

# What a short name may mean is told by the beginning of the text.
CONTEXT = 3_000
NEVER = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT", "ORDINAL", "CARDINAL"})
NAMING = frozenset({"GPE", "NORP", "LOC", "ORG", "PERSON"})
LANDS = frozenset({"GPE", "NORP", "LOC"})
ACTING = frozenset({"person", "body", "outlet"})
THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them", "him", "who", "which"})
OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})
FIRST = frozenset({"we", "i", "our", "my", "us", "me"})
# No pronoun, in any text that is not all in capitals.
AMERICA = "US"
BOTH = frozenset({"two", "both", "neither", "either"})
ETHNIC = "ethnic"
GUESSED = ("guess", "the pronoun")
# So many names before "the two" are looked at.
BEFORE = 8
# A pronoun means somebody of this many sentences before, at most.
REACH = 3


class Cast:
    """Who acts in one article. It is asked in text order, so that a pronoun finds who came before."""

    def __init__(self, article: Article, words: Words, parse: Parse) -> None:
        self.article, self.words = article, words
        self.context = article.text[:CONTEXT]
        self.mentions = sorted(parse.mentions, key=lambda m: m.span.start)
        self.last: Party | None = None
        self.speakers: dict[str, Party | None] = {}

    def parties(self, runs: Sequence[tuple[int, ...]], speech: Statement | None) -> tuple[Party, ...]:
        """The parties that these runs of tokens name; what cannot act is left out."""
        found = [party for run in runs for party in self._of(run, speech)]
        linked = [party for party in found if party.actor]
        self.last = linked[0] if linked else self.last
        return tuple(found)

    def lands(self, runs: Sequence[tuple[int, ...]]) -> tuple[Party, ...]:
        """The places that these runs name, with the state that each lies in."""
        places = [span(self.words.text, self.words.starts[r[0]], self.words.ends[r[-1]]) for r in runs]
        places = [p for p in places if not any(m.label in NEVER for m in self._over(p))]
        found = [(place, self._link(place.text)) for place in places]
        return tuple(Party(p, x.actor, x.name, x.country, x.reason) if x else Party(p) for p, x in found)

    def within(self, head: int, other_than: Sequence[Party]) -> tuple[Party, ...]:
        """Whom the words below a head name first, but these: "threatened to cut the gas to Norrland"."""
        words = self.words
        below = [t for t in words.subtree(head, ("nsubj", "nsubjpass", "advcl", "punct")) if t > head]
        inside = set(below)
        known = {p.actor for p in other_than} | {p.country for p in other_than}
        for named in self._named((below[0], below[-1])) if below else ():
            found = self._link(named.span.text) if words.at(named.span.start) in inside else None
            if (
                found
                and named.label in NAMING
                and known.isdisjoint({found.actor, found.country or found.actor})
            ):
                return (Party(named.span, found.actor, found.name, found.country, f"within: {found.reason}"),)
        return ()

    def speaker(self, speech: Statement | None) -> Party | None:
        """Whom a statement gives, in its own words and resolved; None where it names nobody."""
        if speech is None or not speech.source:
            return None
        if speech.id not in self.speakers:
            self.speakers[speech.id] = self._speaker(speech)
        return self.speakers[speech.id]

    def _speaker(self, speech: Statement) -> Party:
        words = speech.source[0]
        spelled = [words.text, *([speech.speaker] if speech.speaker else [])]
        found = next((one for text in spelled if (one := self._link(text))), None)
        if found is None:
            return Party(words, name=speech.speaker)
        return Party(words, found.actor, speech.speaker or found.name, found.country, found.reason)

    def _of(self, run: tuple[int, ...], speech: Statement | None) -> tuple[Party, ...]:
        """The party of a run, or the several that it joins: "Dutch and Danish envoys", "the two"."""
        joined = self._joined(run) or self._both(run)
        if joined:
            return joined
        party = self._party(run, speech)
        return (party,) if party else ()

    def _joined(self, run: tuple[int, ...]) -> tuple[Party, ...]:
        """States side by side before one noun, each with its own name for words."""
        words, found = self.words, []
        for named in self._named(run):
            linked = self._link(named.span.text) if named.label in LANDS else None
            if linked and linked.country:
                found.append((named.span, linked))
        between = [words.text[a.end : b.start].strip(" ,") for (a, _), (b, _) in pairwise(found)]
        if len({linked.country for _, linked in found}) < 2 or not set(between) <= {"", "and", "-"}:
            return ()
        return tuple(Party(place, x.actor, x.name, x.country, x.reason) for place, x in found)

    def _both(self, run: tuple[int, ...]) -> tuple[Party, ...]:
        """ "The two sides", "both": the last two states that the lines before named."""
        words = self.words
        if BOTH.isdisjoint(words.words[t] for t in run) or any(words.tags[t].startswith("NNP") for t in run):
            return ()
        place = span(words.text, words.starts[run[0]], words.ends[run[-1]])
        at = bisect_left(self.mentions, place.start, key=lambda m: m.span.start)
        found: dict[str, ActorLink] = {}
        for named in reversed(self.mentions[max(0, at - BEFORE) : at]):
            linked = self._link(named.span.text) if named.label in LANDS else None
            if linked and linked.country and len(found) < 2:
                found.setdefault(linked.country, linked)
        if len(found) < 2:
            return ()
        return tuple(
            Party(place, x.actor, x.name, x.country, f"guess: the last two named, {x.name} one of them")
            for x in reversed(found.values())
        )

    def _party(self, run: tuple[int, ...], speech: Statement | None) -> Party | None:
        words = self.words
        place = span(words.text, words.starts[run[0]], words.ends[run[-1]])
        if len(run) == 1 and words.words[run[0]] in THIRD | FIRST and words.forms[run[0]] != AMERICA:
            return self._pronoun(run[0], place.text, speech)
        named = self._named(run)
        place = self._whole(place)
        if any(m.label in NEVER and m.span.end >= place.end for m in named):
            return None
        if found := self._link(place.text):
            return Party(place, found.actor, found.name, found.country, found.reason)
        if words.words[run[0]] in OWNERS:
            return replace(self._pronoun(run[0], words.words[run[0]], speech), words=place)
        if not self._may_act(run):
            return None
        strange = any(m.label in LANDS and not self._is_ethnic(m) for m in named)
        return Party(place) if strange else Party(place, *self._guess(run[0]))

    def _whole(self, place: Span) -> Span:
        """A place widened to the name that it ends in."""
        at = bisect_left(self.mentions, place.end, key=lambda m: m.span.end)
        name = self.mentions[at].span if at < len(self.mentions) else place
        wider = name.start < place.start < name.end and name.end >= place.end
        return span(self.words.text, name.start, name.end) if wider else place

    def _pronoun(self, token: int, spelled: str, speech: Statement | None) -> Party:
        """Somebody's own words mean the speaker; else the last who acted near before."""
        place = span(self.words.text, self.words.starts[token], self.words.ends[token])
        means = self.speaker(speech)
        if (means is None or means.actor is None) and self.last and self._is_near(self.last, token):
            means = self.last
        if means is None or means.actor is None or (means.words.start > place.start and spelled not in FIRST):
            return Party(place)
        return Party(
            place, means.actor, means.name, means.country, f"the pronoun stands for {means.words.text}"
        )

    def _is_near(self, party: Party, token: int) -> bool:
        before = self.words.at(party.words.start)
        sentences = self.words.parse.sentences
        at, then = (bisect_left(sentences, t + 1) for t in (token, before if before is not None else 0))
        return 0 <= at - then <= REACH

    def _may_act(self, run: tuple[int, ...]) -> bool:
        """A name, or a noun for a person or a body."""
        words = self.words
        return any(
            words.tags[t].startswith("NNP") or (words.is_noun(t) and kindred(words.words[t]) in ACTING)
            for t in run
        )

    def _guess(self, token: int) -> tuple[str, str, str, str] | tuple[()]:
        """The only state that the sentence names."""
        sentence = self.words.sentence(token)
        found = {}
        for named in self._named(tuple(sentence)):
            linked = self._link(named.span.text) if named.label in LANDS else None
            if linked and linked.country and not self._is_ethnic(named):
                found[linked.country] = linked
        if len(found) != 1:
            return ()
        ((country, linked),) = found.items()
        return country, linked.name, country, f"guess: the only state in the sentence is {linked.name}"

    def _is_ethnic(self, named: Mention) -> bool:
        """ "Ethnic Albanians": a people within some state, and not its namesake."""
        before = self.words.text[max(0, named.span.start - len(ETHNIC) - 1) : named.span.start]
        return ETHNIC in (before.strip().lower(), named.span.text[: len(ETHNIC)].lower())

    def _named(self, run: tuple[int, ...]) -> list[Mention]:
        """The names that begin in a run of tokens."""
        start, end = self.words.starts[run[0]], self.words.ends[run[-1]]
        first, last = (
            bisect_left(self.mentions, place, key=lambda m: m.span.start) for place in (start, end)
        )
        return self.mentions[first:last]

    def _over(self, place: Span) -> list[Mention]:
        """The names that begin in a place."""
        first, last = (
            bisect_left(self.mentions, e, key=lambda m: m.span.start) for e in (place.start, place.end)
        )
        return self.mentions[first:last]

    def _link(self, phrase: str) -> ActorLink | None:
        return _linked(phrase, self.article.date, self.context)


def are_equals(root: Root | None, sources: Sequence[Party], targets: Sequence[Party]) -> bool:
    """Whether several states do to one another what can be done so, and nobody else is aimed at."""
    several = len({party.country for party in sources if party.country}) > 1
    return root in MUTUAL and several and not any(party.actor for party in targets)


def others(targets: Sequence[Party], sources: Sequence[Party]) -> tuple[Party, ...]:
    """The targets; one that was only guessed to be of the source's own state keeps its words alone."""
    acting = {party.actor for party in sources if party.actor}
    return tuple(
        Party(party.words) if party.actor in acting and (party.reason or "").startswith(GUESSED) else party
        for party in targets
    )


@lru_cache(maxsize=4_096)
def _linked(phrase: str, date: str | None, context: str) -> ActorLink | None:
    return link(phrase, date, context)
