"""Whom a pronoun means that stands for a source: who spoke or acted last, and of what kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from reportedly.actors import Phrase, kindred
from reportedly.attribution.cast import Cast, Speaker, speaker
from reportedly.attribution.drafts import Draft
from reportedly.attribution.recall import Recall
from reportedly.attribution.relays import Relays
from reportedly.attribution.tree import Tree
from reportedly.records.actor import SpeakerKind

HE = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself", "this", "that"})
THEY = frozenset({"they", "their", "them", "theirs", "each"})
ALONE = frozenset({"i", "my", "me", "mine"})
FIRST = ALONE | {"we", "our", "us", "ours"}
OTHER = frozenset(
    {"you", "your", "some", "many", "others", "both", "one", "none", "nobody", "few", "most", "all"}
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.BODY
SEVERAL = frozenset({SpeakerKind.GROUP, SpeakerKind.ANONYMOUS})
THINGS = frozenset({BODY, SpeakerKind.DOCUMENT, SpeakerKind.OUTLET})
Describe = Callable[[Draft, Phrase], Speaker]


class Pronouns:
    """Resolves pronouns by what is known so far: `found` and `ends`, the drafts by the last token of their
    sources, grow while it is used. `describe` names whom a noun phrase means.
    """

    def __init__(
        self, tree: Tree, cast: Cast, recall: Recall, relays: Relays,
        found: Mapping[Draft, Speaker], ends: Mapping[int, Draft], describe: Describe,
    ) -> None:  # fmt: skip
        self.tree, self.cast, self.tokens = tree, cast, cast.tokens
        self.recall, self.relays = recall, relays
        self.found, self.ends, self.describe = found, ends, describe

    def resolve(self, draft: Draft, core: Phrase) -> Speaker | None:
        """The speaker behind a phrase that is nothing but a pronoun; None where it is none."""
        word = self.tokens.words[core.head]
        if core.stop - core.start > 1 and core.head > core.start:
            return None
        if word in RELATIVE and core.stop - core.start == 1 and len(draft.source) == 1:
            return self._antecedent(draft, core)
        if word in HE:
            return self._he(draft, core, HE[word])
        if word in FIRST:
            return self._first_person(draft, core)
        for listed_, resolve in ((IT, self._it), (THEY, self._they)):
            if word in listed_:
                return resolve(draft, core)
        return self._unresolved(draft, core) if word in OTHER else None

    def _unresolved(self, draft: Draft, core: Phrase) -> Speaker:
        return Speaker(self.cast.spelled(draft.source, core), "pronoun, unresolved")

    def _before(self, draft: Draft, core: Phrase) -> Iterator[Speaker]:
        """Who spoke or acted before, outside of what is said now."""
        return self.recall.before(core.head, frozenset(draft.content))

    def _it(self, draft: Draft, core: Phrase) -> Speaker:
        """ "it said" goes on with the body or paper that spoke or acted last."""
        for found in self._before(draft, core):
            if found.kind in THINGS:
                return replace(found, rule="it: pronoun for the last body or paper that spoke or acted")
        return self._unresolved(draft, core)

    def _they(self, draft: Draft, core: Phrase) -> Speaker:
        """ "they said" goes on with those who spoke or acted last; without any, with the body that did, which
        has several members.
        """
        near = list(self._before(draft, core))
        for found in (*(x for x in near if x.kind in SEVERAL), *(x for x in near if x.kind in THINGS)):
            return replace(found, rule="they: pronoun for those who spoke or acted last")
        return self._unresolved(draft, core)

    def _he(self, draft: Draft, core: Phrase, gender: str) -> Speaker:
        """The person who spoke or acted last, unless known to be of the other gender."""
        for found in self._before(draft, core):
            name = found.name
            if name is None or not (found.kind is PERSON or _is_human(found)):
                continue
            if self.recall.gender(found) in (None, gender):
                self.recall.genders[name] = gender
                return replace(found, rule="pronoun: the last person who acted or spoke")
        return self._unresolved(draft, core)

    def _first_person(self, draft: Draft, core: Phrase) -> Speaker:
        """ "I" is whoever says the sentence around it; outside of all speech it is the author."""
        around = self.relays.around(draft)
        if around and around in self.found:
            return replace(self.found[around], rule="first person: who speaks around it")
        if self.tree.quotation_of[core.head] >= 0:
            for found in self._before(draft, core):
                return replace(found, rule="first person: the one who is quoted")
        alone = self.tokens.words[core.head] in ALONE
        name = self.cast.author or self.cast.publisher if alone else self.cast.publisher
        if not name:
            return self._unresolved(draft, core)
        kind = self.cast.kind_of_publisher() if name == self.cast.publisher else PERSON
        document = self.cast.papers.own() if kind is BODY else None
        return Speaker(name, "first person: who publishes this", document, kind)

    def _antecedent(self, draft: Draft, core: Phrase) -> Speaker:
        """ "X, who said": the nearest person before "who", the nearest thing before "which"."""
        tokens, pronoun = self.tokens, core.head
        for end in (pronoun - 1, pronoun - 2):
            if found := self.found.get(self.ends.get(end, draft)):
                return replace(found, rule="relative: the source before it")
        opening = tokens.sentence(pronoun).start
        who = tokens.words[pronoun] in ("who", "whom")
        for at in range(pronoun - 1, opening - 1, -1):
            named = self.cast.names.at(at)
            if named and (named.kind is PERSON) == who:
                return speaker(named, "relative: the name before it")
            if not named and self._may_be(at, who):
                inner = replace(draft, source=tuple(range(self.cast.phrase_start(at, opening), at + 1)))
                again = self.cast.core(inner.source)
                return self.describe(inner, again) if again else self._unresolved(draft, core)
        return self._unresolved(draft, core)

    def _may_be(self, at: int, who: bool) -> bool:
        """Whether a noun without a name may be meant by "who", or by "which"."""
        noun = kindred(self.tokens.words[at]) if self.tokens.is_noun(at) else None
        return (noun == "person") == who if noun else who and self.tokens.tags[at] == "NNS"


def _is_human(found: Speaker) -> bool:
    """Whether a description is of a person: "a council official", and not "the other side"."""
    words = (found.name or "").lower().split()
    return found.kind is SpeakerKind.ANONYMOUS and any(kindred(word) == "person" for word in words)
