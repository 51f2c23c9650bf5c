"""Whose words they are: each source phrase resolved within its article to a person, body or document."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.actors import (
    Named,
    Phrase,
    abbreviations,
    kindred,
    link,
    listed,
    singular,
)
from reportedly.attribution.cast import Cast, Speaker, speaker
from reportedly.attribution.drafts import Draft
from reportedly.attribution.lexicon import words
from reportedly.attribution.papers import Paper
from reportedly.attribution.pronouns import FIRST, HE, Pronouns
from reportedly.attribution.recall import Recall
from reportedly.attribution.relays import Relays
from reportedly.attribution.tree import Tree
from reportedly.records.actor import SpeakerKind

PERSON, BODY, DOCUMENT = SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.DOCUMENT
OUTLET, GROUP, ANONYMOUS = SpeakerKind.OUTLET, SpeakerKind.GROUP, SpeakerKind.ANONYMOUS
NOBODY = Speaker(None, None)
NONE = frozenset({"nobody", "none", "neither"})
IN = frozenset({"in", "through", "via"})


class Speakers:
    """Resolves all drafts of an article at once: a pronoun is whoever spoke or acted last."""

    def __init__(self, tree: Tree, cast: Cast, drafts: Sequence[Draft]) -> None:
        self.tree, self.cast, self.tokens = tree, cast, cast.tokens
        self.relays = Relays(cast, drafts)
        self.recall = Recall(tree, cast, (token for draft in drafts for token in draft.content))
        self.actors: dict[str, str | None] = {}
        self.found: dict[Draft, Speaker] = {}
        self.ends = {draft.source[-1]: draft for draft in drafts if draft.source}
        self.by_cue = {draft.cue: draft for draft in drafts if draft.cue}
        self.pronouns = Pronouns(tree, cast, self.recall, self.relays, self.found, self.ends, self._phrase)
        for draft in sorted(drafts, key=lambda d: (self.relays.depth(d), d.place)):
            self.found[draft] = self._with_document(draft, self._of(draft))
            if draft.source:
                self.recall.remember(draft.source[0], self.found[draft])

    def resolve(self, draft: Draft) -> Speaker:
        """The speaker of one of the drafts, with those who passed its words on."""
        found = self.found.get(draft, NOBODY)
        return replace(found, via=self.relays.chain(draft, self.found), actor=self._actor(found))

    def _actor(self, found: Speaker) -> str | None:
        """The row of the registry. Who bears a name is linked by it alone: Paris Lind is no capital."""
        if found.name is None or found.kind is GROUP:
            return None
        if found.name not in self.actors:
            row = link(found.name, self.cast.date)
            stranger = row and row.kind != "person" and found.kind is PERSON and found.rule != "unnamed"
            self.actors[found.name] = row.actor if row and not stranger else None
        return self.actors[found.name]

    def _of(self, draft: Draft) -> Speaker:
        if not draft.source:
            return NOBODY if draft.cue else self._goes_on(draft)
        if self._is_nobody(draft):
            draft = replace(draft, source=draft.source[2:])
        core = self.cast.core(draft.source)
        if core is None:
            return NOBODY
        return self.pronouns.resolve(draft, core) or self._phrase(draft, core)

    def _is_nobody(self, draft: Draft) -> bool:
        """ "Nobody at the pool has said": the pool is silent."""
        words = [self.tokens.words[t] for t in draft.source[:3]]
        return len(words) > 2 and words[0] in NONE and words[1] in ("at", "in", "from", "of")

    def _goes_on(self, draft: Draft) -> Speaker:
        """A quotation without a cue of its own is the last speaker's."""
        known = self.found.get(self.by_cue.get(draft.follows, draft))
        if known is None:
            near = self.recall.before(draft.place, frozenset(draft.content))
            known = next((s for s in near if s.kind in (PERSON, ANONYMOUS, BODY, OUTLET)), NOBODY)
        return replace(known, rule="the quotation goes on") if known.name else NOBODY

    def _phrase(self, draft: Draft, core: Phrase) -> Speaker:
        """The speaker behind a noun phrase: a name in it or beside it, else what its noun means."""
        tokens, names = self.tokens, self.cast.names
        if person := self._titled(draft, core):
            return speaker(person, "named")
        if core.joined or self._are_several(draft):
            return Speaker(self._segment(draft), "several", kind=GROUP)
        if tokens.words[core.head] in abbreviations() and (known := self.cast.shortened(core)):
            return known
        named = names.at(core.head)
        kind = kindred(tokens.words[core.head])
        if kind == "document" and (paper := self.cast.papers.at(core.head)):
            return self._of_paper(paper, draft, core)
        if named and kind == "body" and len(named.name.split()) == 1 and (longer := self.cast.body(core)):
            return longer
        if named:
            if named.kind is DOCUMENT and (paper := self.cast.papers.at(names.last(core.head))):
                return self._of_paper(paper, draft, core)
            return speaker(named, "named")
        if beside := self._beside(draft, core):
            return beside
        return self._noun(draft, core, kind)

    def _titled(self, draft: Draft, core: Phrase) -> Named | None:
        """The person at the end of the phrase, behind all that is said of the office: "former director and
        Upper House member S. Lind", but not "a spokesman for President Lind".
        """
        tokens, names = self.tokens, self.cast.names
        segment = _segment(tokens.words, draft.source)
        inside = [t for t in segment if t in names.firsts]
        if not inside or segment[0] == inside[-1]:
            return None
        last = inside[-1]
        named, before = names.at(last), names.firsts[last] - 1
        if (
            named is None
            or named.kind is not PERSON
            or names.stops[last] <= segment[-1]
            or before < segment[0]
        ):
            return None
        led = kindred(tokens.words[before]) or (tokens.is_capital(before) and tokens.is_noun(before))
        others = sum(1 for t in inside if (other := names.at(t)) and other.kind is PERSON)
        return named if others == 1 and led and tokens.words[before] not in ("and", "or") else None

    def _are_several(self, draft: Draft) -> bool:
        """ "Ministers Mara Lind of Norrland and Tor Rao": two persons, whatever stands between them."""
        tokens, names = self.tokens, self.cast.names
        segment = _segment(tokens.words, draft.source)
        named = ((t, names.at(t)) for t in segment if t in names.firsts)
        people = [t for t, one in named if one and one.kind is PERSON]
        if len(people) < 2 or any(tokens.tags[t] == "IN" for t in range(segment[0], people[0])):
            return False
        return any(tokens.words[t] == "and" for t in range(people[-2], people[-1]))

    def _beside(self, draft: Draft, core: Phrase) -> Speaker | None:
        """ "its secretary, Tor Brandtsen": the name set off behind the description."""
        inside = set(draft.source)
        at = core.stop
        while at in inside and at <= core.stop + 1 and not self.tokens.is_word(at):
            at += 1
        named = self.cast.names.at(at) if at > core.stop and at in inside else None
        return speaker(named, "named beside its description") if named else None

    def _noun(self, draft: Draft, core: Phrase, kind: str | None) -> Speaker:
        tokens, cast = self.tokens, self.cast
        word = tokens.words[core.head]
        form = cast.names.called(tokens.spelled(core.head, core.head + 1), core.head)
        if form and tokens.is_capital(core.head):
            return speaker(form, "named")
        if singular(word) in words("authors") and (paper := cast.papers.last_issuer(core.head)):
            return Speaker(paper.issuer, "author of the paper", paper.title, BODY)
        plural = tokens.tags[core.head] in ("NNS", "NNPS")
        known = None if plural else self._known(core, kind)
        if known:
            return known
        return self._unnamed(draft, core, kind, plural)

    def _known(self, core: Phrase, kind: str | None) -> Speaker | None:
        """Who a definite description means."""
        cast = self.cast
        if kind == "person":
            return cast.person(core)
        if kind == "body":
            return cast.body(core) or (
                cast.outlet(core) if self.tokens.words[core.head] == "agency" else None
            )
        if kind == "outlet":
            return cast.outlet(core)
        return None if kind else cast.called(core)

    def _unnamed(self, draft: Draft, core: Phrase, kind: str | None, plural: bool) -> Speaker:
        """Somebody of whom the article gives no name, in its own words."""
        word = singular(self.tokens.words[core.head])
        spoken = self.cast.spelled(draft.source, core)
        if kind in ("body", "outlet", "document") and not plural:
            found = SpeakerKind(kind)
        elif word in listed("unnamed", "groups"):
            found = GROUP
        elif plural:
            found = ANONYMOUS if word in listed("unnamed", "several") else GROUP
        else:
            office = word in listed("unnamed", "offices") and not self._is_any(core)
            own = core.owner is not None or self.tokens.words[core.start] in HE.keys() | FIRST
            found = PERSON if kind == "person" and (office or own) else ANONYMOUS
        self.cast.bring_in(core.head, word, spoken, found)
        return Speaker(spoken, "unnamed", kind=found)

    def _is_any(self, core: Phrase) -> bool:
        """ "a foreign secretary" may be any of them; "a spokesman for the ministry" has an office."""
        behind = self.tokens.words[core.stop : core.stop + 1]
        alone = core.stop - core.start <= 2
        return (
            alone and self.tokens.words[core.start] in ("a", "an", "one") and behind not in (["for"], ["of"])
        )

    def _of_paper(self, paper: Paper, draft: Draft, core: Phrase) -> Speaker:
        title = paper.title or _bare(self.tokens.spelled(core.start, core.stop))
        if (
            paper.issuer
            and not paper.title
            and self.tokens.words[core.head] in listed("documents", "passing")
        ):
            return Speaker(paper.issuer, "issuer of the paper", None, BODY)
        if paper.issuer:
            rule = "issuer of the paper, named elsewhere" if paper.elsewhere else "issuer of the paper"
            named = self.cast.names.called(paper.issuer, core.head)
            kind = named.kind if named and named.kind is not DOCUMENT else BODY
            return Speaker(paper.issuer, rule, title, kind)
        return Speaker(title, "paper without issuer", title, DOCUMENT)

    def _with_document(self, draft: Draft, found: Speaker) -> Speaker:
        """ "X said in its annual report": the paper stands behind the cue."""
        tokens = self.tokens
        if found.name is None or found.document or not draft.cue:
            return found
        last = draft.cue[-1]
        limit = min(tokens.sentence(last).stop, last + 9)
        for at in range(draft.cue[0], limit):
            noun = at in self.cast.papers.mentions and at not in draft.content
            if noun and any(tokens.words[t] in IN for t in range(max(draft.cue[0], at - 6), at)):
                return replace(found, document=self._spoken_in(at))
            if at > last and tokens.words[at] in (",", ".", ";", "that"):
                break
        return found

    def _spoken_in(self, noun: int) -> str | None:
        """The paper that somebody speaks in; "in a statement" and "in three papers" name none."""
        paper = self.cast.papers.at(noun)
        if paper and paper.title:
            return paper.title
        start = self.cast.phrase_start(noun, 0)
        if self.tokens.words[noun] in listed("documents", "passing") or self.tokens.tags[start] == "CD":
            return None
        return _bare(self.tokens.spelled(start, noun + 1))

    def _segment(self, draft: Draft) -> str:
        """A source up to its first comma, in its own words."""
        segment = _segment(self.tokens.words, draft.source)
        return self.tokens.spelled(segment[0], segment[-1] + 1) if segment else ""


def _segment(words: Sequence[str], source: Sequence[int]) -> list[int]:
    """The tokens of a source up to its first comma, without what stands in brackets."""
    found: list[int] = []
    deep = 0
    for token in source:
        word = words[token]
        if word in (",", ";", "—", "who", "which", "whose"):
            break
        deep += (word == "(") - (word == ")")
        if not deep and word != ")":
            found.append(token)
    return found


def _bare(spoken: str) -> str:
    """A phrase without its article or whose it is: "annual defence review"."""
    first, _, rest = spoken.partition(" ")
    if rest and first.lower() in {
        "a",
        "an",
        "the",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
    }:
        return rest
    return spoken
