"""Whom one article brings on: its names, its documents, and those who have a description and no name."""

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.actors import (
    Named,
    Names,
    Phrase,
    Tokens,
    abbreviations,
    bodies,
    is_state,
    kin,
    kindred,
    listed,
    phrase,
    singular,
)
from reportedly.attribution.papers import Papers
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Article, BlockClass, Parse
from reportedly.records.actor import SpeakerKind

# How many of those without a name are remembered, and how many words one noun phrase may have.
REACH, LONGEST = 200, 20
BREAKS = frozenset({",", "(", "—", "–"})
RELATIVE = frozenset({"who", "which", "whose", "that"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no", "several", "many", "most"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The one behind a source phrase: `name` (None: nobody is named), `kind`, and the `rule` that says so.

    `document` is the paper that it spoke in, `note` what the article says of the speaker, `via` who passed
    the words on, outermost first, without the article's own outlet and agency.
    """

    name: str | None
    rule: str | None
    document: str | None = None
    kind: SpeakerKind | None = None
    note: str | None = None
    via: tuple[str, ...] = ()
    actor: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Described:
    """Somebody brought in at `token` by a description alone: "a council official"."""

    token: int
    noun: str
    phrase: str
    kind: SpeakerKind


class Cast:
    """All that the article brings on, in text order. `article` gives the outlet and the author."""

    def __init__(self, tree: Tree, parse: Parse, article: Article | None = None) -> None:
        self.tokens = Tokens(tree.text, parse)
        self.date = article.date if article else None
        self.publisher = article.outlet if article else None
        self.author = article.byline if article else None
        extra = [name for name in (self.publisher, article.agency if article else None) if name]
        self.names = Names(self.tokens, parse.mentions, extra)
        body = (k.at for k in article.kept if k.kind is BlockClass.BODY) if article else iter(())
        self.papers = Papers(self.tokens, self.names, self.publisher, next(body, 0))
        self.described: list[Described] = []

    def kind_of_publisher(self) -> SpeakerKind:
        """Whether a newsroom publishes the article or, by the words of its name, a body."""
        named = self.names.called(self.publisher or "", 0)
        return named.kind if named else SpeakerKind.OUTLET

    def core(self, source: tuple[int, ...]) -> Phrase | None:
        """The part of a source phrase that names somebody."""
        return phrase(self.tokens, source, self.names.stops)

    def phrase_start(self, at: int, opening: int) -> int:
        """The first token of the noun phrase whose head stands at `at`, not before `opening`."""
        tokens, opening = self.tokens, max(opening, at - LONGEST)
        while at > opening and tokens.tags[at - 1].startswith(("DT", "JJ", "NN", "CD", "PRP$", "POS", "VBN")):
            at -= 1
        return at

    def bring_in(self, token: int, noun: str, spoken: str, kind: SpeakerKind) -> None:
        """Remember who has no name, for "the official" later on."""
        insort(self.described, Described(token, singular(noun), spoken, kind))

    def _is_anybody(self, core: Phrase) -> bool:
        """ "a person", "two people": a noun that tells nothing of its bearer."""
        plain = singular(self.tokens.words[core.head]) in listed("unnamed", "anybody")
        return plain and all(not self.tokens.is_noun(t) for t in range(core.start, core.head))

    def is_definite(self, core: Phrase) -> bool:
        """ "the ministry", "its ministry"; not "a ministry" and not "ministries"."""
        first = self.tokens.words[core.start]
        return (
            first in ("the", "this", "that", "our", "my", "its", "his", "her", "their")
            or core.owner is not None
        )

    def is_indefinite(self, core: Phrase) -> bool:
        """ "a ministry", "one official"."""
        tokens = self.tokens
        return tokens.words[core.start] in INDEFINITE or tokens.tags[core.start] == "CD"

    def in_lead(self, token: int) -> bool:
        """In the headline or the first sentences, which describe what the text below names."""
        return self.papers.is_lead(token)

    def body(self, core: Phrase) -> Speaker | None:
        """The body that "the think tank" or "the ministry" stands for: named before, described before, or, in
        the lead, named below.
        """
        noun = singular(self.tokens.words[core.head])
        ends = {noun, *load("documents")["kin"].get(noun, ())}
        wide = noun in load("documents")["words"]["any_body"] and not self._marks(core)

        def fits(named: Named) -> bool:
            alike = singular(named.head) in ends or noun in named.nouns or named.name.lower().endswith(noun)
            other = wide and named.kind is SpeakerKind.BODY and _is_nameless(named)
            return other or (alike and named.kind in (SpeakerKind.BODY, SpeakerKind.OUTLET))

        return self._known(core, fits, frozenset(ends))

    def outlet(self, core: Phrase) -> Speaker | None:
        """The newsroom that "the newspaper" or "the channel" stands for."""
        return self._known(core, lambda named: named.kind is SpeakerKind.OUTLET, frozenset())

    def called(self, core: Phrase) -> Speaker | None:
        """Who was described by the same noun: "the pool" is "the Mutual, a pool of eleven underwriters"."""
        noun = singular(self.tokens.words[core.head])
        if not self.is_definite(core):
            return None
        return self._known(core, lambda named: noun in named.nouns, frozenset())

    def person(self, core: Phrase) -> Speaker | None:
        """Who "the minister" or "the official" is."""
        nouns = kin(singular(self.tokens.words[core.head]))

        def fits(named: Named) -> bool:
            return named.kind is SpeakerKind.PERSON and any(
                singular(n.rstrip(".")) in nouns for n in named.nouns
            )

        return self._known(core, fits, nouns)

    def shortened(self, core: Phrase) -> Speaker | None:
        """Who "PM" is: the person whose office is spelled out elsewhere."""
        office = abbreviations()[self.tokens.words[core.head]]
        for pairs in (self.names.before(core.start), self.names.after(core.stop)):
            for _, named in pairs:
                if any(office in note.lower() for note in named.notes):
                    return speaker(named, "office in short")
        return None

    def _known(self, core: Phrase, fits: Callable[[Named], bool], nouns: frozenset[str]) -> Speaker | None:
        """The nearest before that fits and agrees with the modifiers; in the lead, the next behind."""
        marks = self._marks(core)
        if self.is_indefinite(core):
            return self._named_below(core, fits, marks) if self.in_lead(core.head) else None
        for place, named in self.names.before(core.start):
            if fits(named) and self._agrees(named, marks):
                unnamed = self._unnamed(core, nouns, marks, since=place)
                return unnamed or speaker(named, "described before")
        if unnamed := self._unnamed(core, nouns, marks, since=-1):
            return unnamed
        below = self.in_lead(core.head) or self._is_office(core)
        return self._named_below(core, fits, marks) if below else None

    def _named_below(self, core: Phrase, fits: Callable[[Named], bool], marks: set[str]) -> Speaker | None:
        fitting = list(dict.fromkeys(named for _, named in self.names.after(core.stop) if fits(named)))
        # The one think tank of an article is the think tank of its lead, whatever the lead says of it.
        alone = len(fitting) == 1 and self.in_lead(core.head)
        found = next((named for named in fitting if alone or self._agrees(named, marks)), None)
        return speaker(found, "described before it is named") if found else None

    def _unnamed(self, core: Phrase, nouns: frozenset[str], marks: set[str], since: int) -> Speaker | None:
        """Somebody brought in by a description, nearer than what is named at `since`."""
        for one in reversed(self.described[-REACH:]):
            if since < one.token < core.start and one.noun in nouns:
                own = set(one.phrase.lower().split())
                if not marks or marks & own:
                    return Speaker(one.phrase, "described before", kind=one.kind)
        return None

    def _is_office(self, core: Phrase) -> bool:
        return singular(self.tokens.words[core.head]) in listed("unnamed", "offices")

    def _marks(self, core: Phrase) -> set[str]:
        """The words of a phrase that tell its bearer from others: "Sulev", "port". What a lead says of
        somebody whom it brings in is news, and tells him from nobody; a name does.
        """
        tokens, new = self.tokens, self.is_indefinite(core)
        before = (t for t in range(core.start, core.stop) if t != core.head and tokens.is_word(t))
        spoken = {tokens.words[t] for t in before if tokens.is_capital(t) or not new}
        spoken -= listed("small", "plain") | {"'s", "a", "an"}
        return {word for word in spoken if not word.isdigit()}

    def _agrees(self, named: Named, marks: set[str]) -> bool:
        """Whether a mark stands in the name or in what is said of it; a phrase without marks fits all."""
        told = " ".join((named.name, *named.notes)).lower().replace("’", "'").replace("'s", "").split()
        return not marks or any(_akin(mark, word) for mark in marks for word in told)

    def spelled(self, source: tuple[int, ...], core: Phrase) -> str:
        """A phrase without a name in its own words, up to the first comma or relative clause; of "a person
        who has seen a draft" the clause tells who is meant.
        """
        tokens, stop = self.tokens, core.stop
        inside = set(source)
        ends = BREAKS if self._is_anybody(core) else BREAKS | RELATIVE
        while stop in inside and tokens.words[stop] not in ends:
            stop += 1
        spoken = tokens.spelled(core.start, stop).strip("“”\"'‘’ ")
        proper = tokens.tags[core.start].startswith(("NNP", "JJ")) or spoken[1:2].isupper()
        named = self.names.at(core.start) or (core.start + 1 < core.stop and self.names.at(core.start + 1))
        small = proper and f"{spoken.split(' ')[0].lower()}" not in listed("small", "plain") | INDEFINITE
        return spoken if small or named or not spoken else spoken[0].lower() + spoken[1:]


def speaker(named: Named, rule: str) -> Speaker:
    """Somebody with a name as the one who speaks."""
    note = max(named.notes, key=len, default=None)
    return Speaker(named.name, rule, kind=named.kind, note=note)


def _is_nameless(named: Named) -> bool:
    """Whether the name of a body tells no sort of body: "Gasmael", but neither a ministry nor a state."""
    sorts = {kindred(noun) for noun in named.nouns} - {None}
    return not is_state(named.name) and named.head not in bodies() and "body" not in sorts


def _akin(mark: str, word: str) -> bool:
    """ "Hoshiran" and "Hoshira", "harbour" and "Harbours"."""
    least = min(len(mark), len(word))
    return mark == word or (least > 3 and mark[: least - 1] == word[: least - 1])
