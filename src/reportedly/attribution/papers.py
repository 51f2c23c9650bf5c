"""The documents of an article: what each is called and which body speaks in it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from reportedly.actors import Named, Names, Tokens, bodies, documents, is_state, kindred, listed
from reportedly.attribution.lexicon import issuing, words
from reportedly.knowledge import load
from reportedly.records.actor import SpeakerKind

OWN = frozenset({"its", "their", "his", "her", "our", "my"})
POSSESSIVE = frozenset({"'s", "'"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no"})
SELF = frozenset({"this", "our"})
ISSUERS = frozenset({SpeakerKind.BODY, SpeakerKind.PERSON, SpeakerKind.OUTLET, SpeakerKind.GROUP})
PERSON = SpeakerKind.PERSON
# How far behind a document's noun its issuer may stand: "published on Thursday by the Centre".
REACH = 10
# A headline or a lead speaks of a paper that the text below names: so many sentences in all, and of the body.
LEAD, BODY_LEAD = 5, 4
# Further away than this many mentions of documents no other is looked for.
FAR = 60
PLACING = frozenset({"in", "at", "near", "from", "of", "to", "with", "on", "across"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A mention of a document at `token`: its noun, its name, the body that speaks in it."""

    token: int
    noun: str
    title: str | None = None
    issuer: str | None = None
    elsewhere: bool = False


class Papers:
    """All mentions of documents. `self_issuer` is who speaks in "this brief": the article's own publisher.
    The body begins at the offset `body`, behind headlines and captions.
    """

    def __init__(self, tokens: Tokens, names: Names, self_issuer: str | None = None, body: int = 0) -> None:
        self.tokens, self.names, self.self_issuer = tokens, names, self_issuer
        above = sum(tokens.starts[first] < body for first in tokens.openings)
        self.lead = max(LEAD, above + BODY_LEAD)
        listed = documents()
        spoken = [t for t, w in enumerate(tokens.words) if w in listed and tokens.is_noun(t)]
        own = [t for t in spoken if (named := names.at(t)) is None or named.kind is SpeakerKind.DOCUMENT]
        self.mentions = {token: self._read(token) for token in own}
        self.mentions |= {p.token: p for p in self._titled() if self._is_better(p)}
        self.places = sorted(self.mentions)
        self.called: dict[str, list[Paper]] = {}
        for place in self.places:
            if title := self.mentions[place].title:
                self.called.setdefault(title, []).append(self.mentions[place])

    def _is_better(self, titled: Paper) -> bool:
        """Whether a title tells more than the noun that it ends in."""
        own = self.mentions.get(titled.token)
        return own is None or own.issuer is None

    def at(self, token: int) -> Paper | None:
        """The document that a noun or a title means: this mention, completed by the best other one."""
        own = self.mentions.get(token)
        if own is None or (own.issuer and own.title):
            return own
        return self._completed(own)

    def own(self) -> str | None:
        """What the article calls itself: "this brief"."""
        for token in self.places:
            if self.tokens.words[self._first_of_phrase(token)] == "this":
                return self.mentions[token].title or self.tokens.words[token]
        return None

    def last_issuer(self, token: int) -> Paper | None:
        """The last document before `token` of which it is known who speaks in it."""
        at = bisect_left(self.places, token)
        for place in reversed(self.places[max(at - FAR, 0) : at]):
            paper = self.at(place)
            if paper and paper.issuer:
                return paper
        return None

    def _completed(self, own: Paper) -> Paper:
        """Title and issuer from the mentions of the same document elsewhere."""
        if own.issuer is None and not self._refers(own.token):
            return own
        kin = list(self._kin(own))
        may_be = (p for p in kin if own.issuer is None or p.issuer in (None, own.issuer))
        title = own.title or next((p.title for p in may_be if p.title), None)
        same = self.called.get(title, []) if title else []
        issued = own.issuer or next((p.issuer for p in (*same, *kin) if p.issuer), None)
        return replace(own, issuer=issued, title=title, elsewhere=own.issuer is None)

    def _kin(self, own: Paper) -> Iterator[Paper]:
        """The mentions that may be of the same document: before it, the last first; then those behind."""
        at = bisect_left(self.places, own.token)
        later = self.places[at + 1 : at + FAR] if self.is_lead(own.token) else []
        for place in (*reversed(self.places[max(at - FAR, 0) : at]), *later):
            other = self.mentions[place]
            same = own.title is not None and own.title == other.title
            open_ = own.title is None or other.title is None
            if same or (open_ and self._alike(own.noun, other.noun)):
                yield other

    def _alike(self, own: str, other: str) -> bool:
        """Whether two nouns may mean one document: "the report" any paper, a bare title any paper too."""
        wide = own in load("documents")["words"]["any_document"] or not (own and other)
        return own == other or (wide and {own, other} - {""} <= words("documents"))

    def _refers(self, token: int) -> bool:
        """A definite phrase, a title, or the description in a lead that goes before the name; not "three
        papers".
        """
        first = self._first_of_phrase(token)
        new = self.tokens.words[first] in INDEFINITE or self.tokens.tags[first] == "CD"
        return not new or self.is_lead(token)

    def is_lead(self, token: int) -> bool:
        """In the headline or the first sentences, which describe what the text below names."""
        openings = self.tokens.openings
        return token < (openings[self.lead] if len(openings) > self.lead else len(self.tokens))

    def _first_of_phrase(self, token: int) -> int:
        tokens, first = self.tokens, token
        opening = tokens.sentence(token).start
        while first > opening and self._modifies(first - 1):
            first -= 1
        return first

    def _modifies(self, token: int) -> bool:
        tag, word = self.tokens.tags[token], self.tokens.words[token]
        known = tag.startswith(("JJ", "NN", "DT", "CD", "PRP$", "VBN", "POS"))
        return known or word in POSSESSIVE or word == "-" or word in INDEFINITE

    def _read(self, token: int) -> Paper:
        return Paper(token, self.tokens.words[token], self._title(token), self._issuer(token))

    def _titled(self) -> Iterator[Paper]:
        """Names that are documents' own: they stand for the document wherever they are."""
        for named in self.names.all:
            if named.kind is SpeakerKind.DOCUMENT:
                nouns = sorted(n for n in named.nouns if n in documents())
                # Once for a name: what is read of all its places is the same at each of them.
                beside = cache(partial(self._issuer_of, named))
                for _start, stop in named.places:
                    issuer = self._issuer(stop - 1) or self._set_off(stop) or beside()
                    yield Paper(stop - 1, nouns[0] if nouns else "", named.name, issuer)

    def _set_off(self, comma: int) -> str | None:
        """From "X, the work of eleven researchers at the Institute," or ", from the Institute," behind a
        title.
        """
        tokens = self.tokens
        if comma + 1 >= len(tokens) or tokens.words[comma] != ",":
            return None
        if tokens.words[comma + 1] in ("from", "by"):
            return self._issuer_at(comma + 2, tokens.sentence(comma).stop)
        if not tokens.tags[comma + 1].startswith("DT"):
            return None
        for at in range(comma + 1, min(comma + 2 * REACH, tokens.sentence(comma).stop)):
            named = self.names.at(at)
            if named and named.kind is SpeakerKind.BODY and named.head in bodies():
                return named.name
            if tokens.words[at] in (",", ".") or tokens.tags[at] in ("VBD", "VBZ", "VBP"):
                return None
        return None

    def _issuer_of(self, named: Named) -> str | None:
        """From "the annual study of the Institute", which stands beside the title."""
        for start, stop in named.places:
            for token in range(start - REACH, stop + REACH):
                paper = token in range(len(self.tokens)) and self.tokens.words[token] in documents()
                beside = paper and self.tokens.sentence(token) == self.tokens.sentence(start)
                if beside and (issuer := self._issuer(token)):
                    return issuer
        return None

    def _title(self, token: int) -> str | None:
        """The name that the noun stands in, or that is set off behind it, by commas or quotation marks."""
        named = self.names.at(token)
        if named and named.kind is SpeakerKind.DOCUMENT:
            return named.name
        behind = token + 1
        while behind < len(self.tokens) and behind <= token + 2 and not self.tokens.is_word(behind):
            behind += 1
        same = behind in self.tokens.sentence(token)
        named = self.names.at(behind) if behind > token + 1 and same else None
        return named.name if named and named.kind is SpeakerKind.DOCUMENT else None

    def _issuer(self, token: int) -> str | None:
        for found in (self._before(token), self._behind(token), self._verb(token)):
            if found:
                return found
        if self.tokens.words[token] in listed("documents", "acts") and (body := self._owner(token)):
            return body
        if self.self_issuer and self.tokens.words[self._first_of_phrase(token)] in SELF:
            return self.self_issuer
        return None

    def _before(self, token: int) -> str | None:
        """ "the Institute's report", "a NIDS study", "its annual report"."""
        first = self._first_of_phrase(token)
        for at in range(token - 1, first - 1, -1):
            named = self.names.at(at)
            owned = at + 1 < len(self.tokens) and self.tokens.words[at + 1] in POSSESSIVE
            if named and named.kind in ISSUERS and (owned or self._is_compound(at, token)):
                return named.name
            if owned and kindred(self.tokens.words[at]) in ("body", "person"):
                return self._spelled_body(at)
        if self.tokens.words[first] in OWN:
            return self._owner(first)
        return None

    def _is_compound(self, at: int, token: int) -> bool:
        """ "a NIDS study", "Norrland white paper"; not a name that the document itself is called by."""
        named, paper = self.names.at(at), self.tokens.words[token] in words("documents")
        told = named is not None and named.kind is not PERSON and not is_state(named.name)
        return paper and told and named is not self.names.at(token)

    def _owner(self, pronoun: int) -> str | None:
        """Who "its" means: the body named last before it in the sentence, or in the one before."""
        tokens = self.tokens
        floor = tokens.sentence(max(tokens.sentence(pronoun).start - 1, 0)).start
        return self._actor(pronoun, floor, frozenset({SpeakerKind.BODY, SpeakerKind.OUTLET}))

    def _actor(self, token: int, floor: int, kinds: frozenset[SpeakerKind]) -> str | None:
        """The nearest before `token` who may act: "a body in Port Elvane" is not Port Elvane."""
        for start, named in self.names.before(token):
            if start < floor:
                return None
            led = self.names.firsts.get(start, start) - 1
            placed = led >= 0 and self.tokens.words[led] in PLACING
            if named.kind in kinds and not placed:
                return named.name
        return None

    def _behind(self, token: int) -> str | None:
        """ "a report by X", "a study published on Thursday by X"."""
        tokens = self.tokens
        limit = min(tokens.sentence(token).stop, token + REACH)
        for at in range(token + 1, limit):
            word = tokens.words[at]
            if word == "by" and tokens.words[at - 1] in listed("small", "reading"):
                return None
            if word == "by":
                return self._issuer_at(at + 1, limit)
            if word in ("from", "of") and at == token + 1:
                return self._issuer_at(at + 1, limit, institution=True)
            if tokens.tags[at] in ("VBD", "VBZ", "VBP", "MD") or word in (",", "that", ";", "."):
                return None
        return None

    def _issuer_at(self, at: int, limit: int, institution: bool = False) -> str | None:
        """The body that a phrase begins with, by its name or by its noun; `institution` asks for a body by
        its own words, since "a survey of Norrland" is not Norrland's.
        """
        tokens = self.tokens
        for token in range(at, min(limit, at + REACH // 2)):
            named = self.names.at(token)
            if named and named.kind in ISSUERS:
                return named.name if not institution or named.head in bodies() else None
            kind = kindred(tokens.words[token])
            if kind == "person" and tokens.words[token + 1 : token + 2] in (["at"], ["of"], ["from"]):
                return self._issuer_at(token + 2, limit, institution)
            if kind in ("body", "person") and not tokens.is_noun(min(token + 1, limit - 1)):
                return self._spelled_body(token)
            if not (
                tokens.tags[token].startswith(("DT", "JJ", "NN", "CD")) or tokens.words[token] in POSSESSIVE
            ):
                return None
        return None

    def _spelled_body(self, token: int) -> str:
        return self.tokens.spelled(self._first_of_phrase(token), token + 1)

    def _verb(self, token: int) -> str | None:
        """ "X released a report": the body before the verb."""
        tokens, first = self.tokens, self._first_of_phrase(token)
        verb = first - 1
        if verb < 0 or tokens.words[verb] not in issuing():
            return None
        return self._actor(verb, tokens.sentence(token).start, ISSUERS)
