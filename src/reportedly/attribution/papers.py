"""The documents of an article: what each is called and which body speaks in it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.actors import Named, Names, Tokens, documents, kindred, listed
from reportedly.attribution.lexicon import issuing, words
from reportedly.knowledge import load
from reportedly.records.actor import SpeakerKind

OWN = frozenset({"its", "their", "his", "her", "our", "my"})
POSSESSIVE = frozenset({"'s", "'"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no"})
SELF = frozenset({"this", "our"})
ISSUERS = frozenset({SpeakerKind.BODY, SpeakerKind.PERSON, SpeakerKind.OUTLET, SpeakerKind.GROUP})
QUOTES = frozenset({"“", "”", '"', "‘", "’", "``", "''"})
# How far behind a document's noun its issuer may stand: "published on Thursday by the Centre".
REACH = 10
# A headline or a lead speaks of a paper that the text below names.
LEAD = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """A mention of a document at `token`: its noun, its name, the body that speaks in it."""

    token: int
    noun: str
    title: str | None = None
    issuer: str | None = None
    elsewhere: bool = False


class Papers:
    """All mentions of documents. `self_issuer` is who speaks in "this brief": the article's own publisher."""

    def __init__(self, tokens: Tokens, names: Names, self_issuer: str | None = None) -> None:
        self.tokens, self.names, self.self_issuer = tokens, names, self_issuer
        listed = documents()
        own = [t for t, w in enumerate(tokens.words) if w in listed and tokens.is_noun(t)]
        self.mentions = {token: self._read(token) for token in own}
        self.mentions |= {p.token: p for p in self._titled() if self._is_better(p)}
        self.places = sorted(self.mentions)

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

    def last(self, token: int, noun: str | None = None) -> Paper | None:
        """The document mentioned last before `token`, of this noun where one is given."""
        for place in reversed(self.places[: bisect_left(self.places, token)]):
            if noun is None or self.mentions[place].noun == noun:
                return self.at(place)
        return None

    def own(self) -> str | None:
        """What the article calls itself: "this brief"."""
        for token in self.places:
            if self.tokens.words[self._first_of_phrase(token)] == "this":
                return self.mentions[token].title or self.tokens.words[token]
        return None

    def _completed(self, own: Paper) -> Paper:
        """Title and issuer from the mentions of the same document elsewhere."""
        if own.issuer is None and not self._refers(own.token):
            return own
        others = [p for p in self._kin(own) if own.issuer in (None, p.issuer) or p.issuer is None]
        issued = own.issuer or next((p.issuer for p in others if p.issuer), None)
        titles = [p.title for p in others if p.title and p.issuer in (None, issued)]
        title = own.title or (titles[0] if titles else None)
        return replace(own, issuer=issued, title=title, elsewhere=own.issuer is None)

    def _kin(self, own: Paper) -> Iterator[Paper]:
        """The mentions that may be of the same document: before it, the last first; then those behind."""
        any_document = load("documents")["words"]["any_document"]
        at = bisect_left(self.places, own.token)
        later = self.places[at + 1 :] if self._is_lead(own.token) else []
        for place in (*reversed(self.places[:at]), *later):
            other = self.mentions[place]
            same = own.title and own.title == other.title
            alike = own.title is None or other.title is None
            if same or (
                alike
                and (other.noun == own.noun or own.noun in any_document or not (own.noun and other.noun))
            ):
                yield other

    def _refers(self, token: int) -> bool:
        """A definite phrase, a title, or the description in a lead that goes before the name."""
        first = self._first_of_phrase(token)
        return self.tokens.words[first] not in INDEFINITE or self._is_lead(token)

    def _is_lead(self, token: int) -> bool:
        openings = self.tokens.openings
        return token < (openings[LEAD] if len(openings) > LEAD else len(self.tokens))

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
                for _start, stop in named.places:
                    issuer = self._issuer(stop - 1) or self._issuer_of(named)
                    yield Paper(stop - 1, nouns[0] if nouns else "", named.name, issuer)

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
            if named and named.kind in ISSUERS and (owned or not self._in_title(at, token)):
                return named.name
            if owned and kindred(self.tokens.words[at]) in ("body", "person"):
                return self._spelled_body(at)
        if self.tokens.words[first] in OWN:
            return self._owner(first)
        return None

    def _in_title(self, at: int, token: int) -> bool:
        """A country before a capitalised noun is as often part of the paper's name; a body is not."""
        return self.tokens.is_capital(token) and self.names.at(at) is self.names.at(token)

    def _owner(self, pronoun: int) -> str | None:
        """Who "its" means: the body named last before it in the sentence, or in the one before."""
        tokens = self.tokens
        floor = tokens.sentence(max(tokens.sentence(pronoun).start - 1, 0)).start
        for start, named in self.names.before(pronoun):
            if start < floor:
                return None
            if named.kind in (SpeakerKind.BODY, SpeakerKind.OUTLET):
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
            if word in ("by", "from") or (word == "of" and at == token + 1):
                return self._issuer_at(at + 1, limit)
            if tokens.tags[at] in ("VBD", "VBZ", "VBP", "MD") or word in (",", "that", ";", "."):
                return None
        return None

    def _issuer_at(self, at: int, limit: int) -> str | None:
        """The body that a phrase begins with, by its name or by its noun."""
        tokens = self.tokens
        for token in range(at, min(limit, at + REACH // 2)):
            named = self.names.at(token)
            if named and named.kind in ISSUERS:
                return named.name
            if tokens.words[token] in words("bodies") or tokens.words[token] in words("people"):
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
        opening = tokens.sentence(token).start
        for start, named in self.names.before(verb):
            if start < opening:
                return None
            if named.kind in ISSUERS:
                return named.name
        return None
