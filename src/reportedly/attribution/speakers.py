"""Whose words they are: the source phrase resolved within the article to a person, body or document."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from reportedly.attribution.cast import Cast, Paper
from reportedly.attribution.cues import RELATIVE
from reportedly.attribution.drafts import Draft
from reportedly.attribution.lexicon import words
from reportedly.attribution.tree import SUBJECTS, Tree

HE = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
IT = frozenset({"it", "its"})
FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
OTHER = frozenset({"they", "their", "you", "them", "some", "many", "others", "both", "one"})
SHAPED = frozenset({"colon", "headline tail"})
# A pronoun does not reach back further than this many speakers.
REACH = 12
IN = frozenset({"in", "through", "via"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The one behind a source phrase, the document that it spoke in, and the rule that says so."""

    name: str | None
    rule: str | None
    document: str | None = None
    person: bool = False
    several: bool = False


NOBODY = Speaker(None, None)


class Speakers:
    """Resolves source phrases in text order; "it" and "he" are those who spoke or acted last."""

    def __init__(self, tree: Tree, cast: Cast, drafts: Sequence[Draft]) -> None:
        self.tree, self.cast = tree, cast
        self.told = {token for draft in drafts for token in draft.content}
        self.spoke: list[tuple[int, Speaker]] = []
        self.gender: dict[str, str] = {}
        self.people = self._people()

    def resolve(self, draft: Draft) -> Speaker:
        """The speaker of one draft. Call in text order."""
        found = self._resolve(draft) if draft.source else NOBODY
        if found.document is None and draft.source:
            found = self._with_document(draft, found)
        if found.name is not None:
            self.spoke.append((draft.cue[0], found))
        return found

    def _resolve(self, draft: Draft) -> Speaker:
        head = self._last(draft.source) if draft.rule in SHAPED else self._head(draft.source)
        word = self.tree.words[head]
        if word in RELATIVE:
            head = self._antecedent(head)
            word = self.tree.words[head]
        if word in IT:
            return self._it(draft)
        if word in HE:
            return self._he(draft, HE[word])
        if word == "they":
            return self._they(draft)
        if word in FIRST:
            return self._first_person(draft)
        if word in OTHER:
            return Speaker(self._plain(draft), "pronoun, unresolved")
        return self._noun(draft, head)

    def _noun(self, draft: Draft, head: int) -> Speaker:
        if self.tree.tags[head] == "CD" and head > 0 and self.tree.words[head - 1] in words("documents"):
            head -= 1
        word = self.tree.words[head]
        if word in words("authors") and (issuer := self.cast.last_issuer(head)):
            return Speaker(issuer, "author of the paper")
        if word in words("documents"):
            paper = self.cast.paper(head)
            if paper:
                return self._of_paper(paper, head)
        if self.tree.child(head, "conj") is not None:
            return Speaker(self.cast.phrase(head, joined=True), "several", several=True)
        name = self.cast.name_of(head)
        if name:
            return Speaker(name.full, "named", person=name.label == "PERSON")
        if word in words("bodies"):
            body = self.cast.body(head) if self._refers(head) else None
            if body:
                return Speaker(body, "body named elsewhere")
        if self.tree.tags[head] == "NNP":
            return Speaker(self.cast.plain(head), "named")
        several = self.tree.tags[head] in ("NNS", "NNPS")
        return Speaker(self.cast.phrase(head) or self._plain(draft), "unnamed", several=several)

    def _of_paper(self, paper: Paper, head: int) -> Speaker:
        title = paper.title or self.cast.plain(paper.first)
        if paper.issuer:
            rule = "issuer of the paper" if paper.issued == "here" else "issuer of the paper, named elsewhere"
            return Speaker(paper.issuer, rule, title)
        return Speaker(title, "paper without issuer", title)

    def _refers(self, head: int) -> bool:
        """A definite phrase, or the description in a lead that goes before the name."""
        tree = self.tree
        determiner = tree.child(head, "det", "poss")
        definite = determiner is not None and tree.words[determiner] not in ("a", "an", "another", "some")
        first = tree.sentences[min(3, len(tree.sentences) - 1)]
        return definite or head < first.stop

    def _it(self, draft: Draft) -> Speaker:
        """ "it said" goes on with the body or paper that spoke last, outside of what it says now."""
        said = set(draft.content)
        for at, speaker in reversed(self.spoke[-REACH:]):
            if at < draft.cue[0] and at not in said and not (speaker.person or speaker.several):
                return Speaker(speaker.name, "it: the last body or paper that spoke", speaker.document)
        return Speaker(self._plain(draft), "pronoun, unresolved")

    def _they(self, draft: Draft) -> Speaker:
        """ "they said" goes on with those who spoke last."""
        for at, speaker in reversed(self.spoke[-REACH:]):
            if at < draft.cue[0] and speaker.several:
                return Speaker(speaker.name, "they: those who spoke last", several=True)
        return Speaker(self._plain(draft), "pronoun, unresolved")

    def _he(self, draft: Draft, gender: str) -> Speaker:
        """The person named last as a subject before the pronoun, unless known to be of the other gender."""
        head = self._head(draft.source)
        acted = bisect_left(self.people, (head,))
        recent = [
            (at, who.name)
            for at, who in self.spoke[-REACH:]
            if who.name and who.person and at not in self.told
        ]
        recent += self.people[max(acted - REACH, 0) : acted]
        for at, name in sorted(recent, reverse=True):
            if at < head and self.gender.get(name, gender) == gender:
                self.gender[name] = gender
                return Speaker(name, "pronoun: the last person who acted or spoke", person=True)
        return Speaker(self._plain(draft), "pronoun, unresolved")

    def _first_person(self, draft: Draft) -> Speaker:
        """ "I" in a quotation is the one who speaks it."""
        for at, speaker in reversed(self.spoke[-REACH:]):
            if at < draft.cue[0]:
                return Speaker(speaker.name, "first person: the one who is quoted", person=speaker.person)
        return Speaker(self._plain(draft), "pronoun, unresolved")

    def _with_document(self, draft: Draft, found: Speaker) -> Speaker:
        """ "X said in its annual report": the paper stands under the cue."""
        tree = self.tree
        for child in tree.children[draft.cue[0]]:
            if tree.deps[child] == "prep" and tree.words[child] in IN:
                noun = tree.child(child, "pobj")
                if noun is not None and tree.words[noun] in words("documents"):
                    paper = self.cast.paper(noun)
                    title = (paper.title if paper else None) or self.cast.plain(
                        paper.first if paper else noun
                    )
                    return replace(found, document=title)
        return found

    def _people(self) -> list[tuple[int, str]]:
        """The people who act in the article's own words; whom others speak of is not who speaks next."""
        tree = self.tree
        return [
            (token, name.full)
            for token, name in sorted(self.cast.named.items(), key=itemgetter(0))
            if name.label == "PERSON" and tree.deps[token] in SUBJECTS and token not in self.told
        ]

    def _head(self, source: tuple[int, ...]) -> int:
        inside = set(source)
        return next((t for t in source if self.tree.heads[t] not in inside), source[0])

    def _last(self, source: tuple[int, ...]) -> int:
        """The last word of a phrase that a colon sets off: the parse of a headline does not hold."""
        return next((t for t in reversed(source) if self.tree.is_word(t)), source[0])

    def _antecedent(self, pronoun: int) -> int:
        at, who = pronoun, self.tree.words[pronoun] in ("who", "whom")
        for _ in range(4):
            if self.tree.deps[at] == "relcl":
                return self._someone(self.tree.heads[at]) if who else self.tree.heads[at]
            at = self.tree.heads[at]
        return pronoun

    def _someone(self, noun: int) -> int:
        """ "a spokesman for the ministry, who ...": the relative clause of a person hung on the body."""
        above = self.tree.heads[self.tree.heads[noun]]
        body = self.tree.words[noun] in words("bodies")
        return above if body and self.tree.deps[noun] == "pobj" else noun

    def _plain(self, draft: Draft) -> str | None:
        places = self.tree.ranges(draft.source)
        return " ".join(self.tree.text[places[0].start : places[-1].end].split()) if places else None
