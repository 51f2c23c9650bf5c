"""Who and what an article names: people, bodies, and the papers with the bodies that issued them."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import itemgetter

from reportedly.attribution.lexicon import issuing, words
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Parse

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
ISSUERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
ARTICLE_WORDS = ("the ", "The ", "a ", "an ", "A ", "An ")
OWN = frozenset({"its", "their", "his", "her"})
DETERMINERS = frozenset({"a", "an", "the", "this", "that", *OWN})
SHORTEST_ACRONYM = 2
ANY = "any document"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a token: its full form, and its type."""

    token: int
    full: str
    label: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A mention of a document: its noun, its name, the body that issued it, the token where the article
    brings it in, and whether the issuer stands ``here`` or ``elsewhere``.
    """

    token: int
    noun: str
    title: str | None
    issuer: str | None
    first: int
    issued: str = "here"


class Cast:
    """All that the article names, found once; `named` gives the name that a token stands in."""

    def __init__(self, tree: Tree, parse: Parse) -> None:
        self.tree = tree
        self.named: dict[int, Name] = {}
        self._read_names(parse)
        self._read_bodies_by_noun()
        self.bodies = self._read_bodies()
        self.papers = {token: self._paper(token) for token in self._nouns("documents")}
        self._index_papers()

    def _nouns(self, group: str) -> list[int]:
        listed, tree = words(group), self.tree
        return [t for t, word in enumerate(tree.words) if word in listed and tree.tags[t].startswith("NN")]

    def _read_names(self, parse: Parse) -> None:
        """Names by token; short forms are lengthened: surnames and acronyms to the full name."""
        text = self.tree.text
        found = [(m.span.start, m.span.end, m.label) for m in parse.mentions if m.label in NAMES]
        longer = _full_names([(_clean(text[s:e]), label) for s, e, label in found])
        self.short = {short: (full, "PERSON") for short, full in longer.items()}
        initials = _acronyms(text, [(e, _clean(text[s:e])) for s, e, label in found if label == "ORG"])
        self.short |= {short: (full, "ORG") for short, full in initials.items()}
        longer |= initials
        for start, end, label in found:
            plain = _clean(text[start:end])
            full = longer.get(plain, plain)
            token = self.tree.at(start)
            while token is not None and token < len(parse.starts) and parse.starts[token] < end:
                self.named[token] = Name(token, full, label)
                token += 1

    def _read_bodies_by_noun(self) -> None:
        """Capitalised runs that end in a body's noun are names, even where the tagger saw none."""
        tree = self.tree
        for token in self._nouns("bodies"):
            first = self._first_capital(token)
            if first < token and token not in self.named:
                full = " ".join(tree.text[tree.starts[first] : tree.ends[token]].split())
                for part in range(first, token + 1):
                    self.named[part] = Name(part, full, "ORG")

    def _first_capital(self, token: int) -> int:
        """Where the run of capitalised words begins that ends at `token`."""
        tree, first = self.tree, token
        if not tree.tags[token].startswith("NNP") or not self._in_prose(token):
            return token
        while (
            first > 0 and tree.tags[first - 1].startswith("NNP") and first <= tree.heads[first - 1] <= token
        ):
            first -= 1
        return first

    def _read_bodies(self) -> dict[str, list[tuple[int, str]]]:
        """Where bodies are named, by the nouns that they go by: (token, full name) in text order."""
        tree = self.tree
        found: dict[str, list[tuple[int, str]]] = {}
        for token, name in sorted(self.named.items(), key=itemgetter(0)):
            if name.label == "ORG":
                nouns = (tree.words[c] for c in tree.children[token] if tree.deps[c] == "appos")
                for noun in (tree.words[token], *(n for n in nouns if n in words("bodies"))):
                    found.setdefault(noun, []).append((token, name.full))
        return found

    def name_of(self, token: int) -> Name | None:
        """The name at the head of a phrase: its own, or that of the noun beside it in apposition."""
        text = self.tree.text[self.tree.starts[token] : self.tree.ends[token]]
        if token not in self.named and text in self.short:
            return Name(token, *self.short[text])
        if token in self.named and self.tree.tags[token].startswith(("NNP", "NNS", "NN", "CD")):
            return self.named[token]
        other = self.tree.child(token, "appos")
        return self.named.get(other) if other is not None else None

    def body(self, token: int) -> str | None:
        """The named body that "the think tank" or "the ministry" stands for: the last before, else the
        first after, because a lead describes what the next paragraph names.
        """
        noun = self.tree.words[token].removesuffix("s")
        kin = {noun, *load("documents")["kin"].get(noun, ())} & self.bodies.keys()
        pairs = [_around(self.bodies[short], token) for short in sorted(kin)]
        before = max((p for p, _ in pairs if p), default=None)
        after = min((p for _, p in pairs if p), default=None)
        found = before or after
        return found[1] if found else None

    def paper(self, token: int) -> Paper | None:
        """The document that a noun stands for: this mention, completed by the nearest with an issuer."""
        own, noun = self.papers.get(token), self.tree.words[token]
        if own and own.issuer:
            return own if own.title else replace(own, title=self._title_of(own))
        before, after = _around(self.issued.get(noun, []), token)
        if before is None and noun in load("documents")["words"]["any_document"]:
            before, after = _around(self.issued.get(ANY, []), token)
        place = before or (after if self._may_be_named_later(token) else None)
        if place is None:
            return own
        other = self.papers[place[0]]
        title = (own and own.title) or other.title or self._title_of(other)
        return Paper(token, noun, title, other.issuer, other.token, "elsewhere")

    def last_issuer(self, token: int) -> str | None:
        """The body behind the paper that was spoken of last before `token`."""
        before, _ = _around(self.issued.get(ANY, []), token)
        return before[1] if before else None

    def _title_of(self, paper: Paper) -> str | None:
        """The name that the article gives a paper anywhere, if it gives just one."""
        titles, issuers = self.called[paper.noun]
        return next(iter(titles)) if len(titles) == 1 and issuers <= {paper.issuer} else None

    def _index_papers(self) -> None:
        """Papers by noun, in text order, and all the titles and issuers that a noun goes with."""
        self.issued: dict[str, list[tuple[int, str]]] = {}
        self.called: dict[str, tuple[set[str], set[str]]] = {}
        for token, paper in self.papers.items():
            titles, issuers = self.called.setdefault(paper.noun, (set(), set()))
            if paper.title:
                titles.add(paper.title)
            if paper.issuer:
                issuers.add(paper.issuer)
                for key in (ANY, paper.noun):
                    self.issued.setdefault(key, []).append((token, paper.issuer))

    def _may_be_named_later(self, token: int) -> bool:
        """A headline or a lead speaks of a paper that the text below names."""
        return token < (self.tree.sentences[min(2, len(self.tree.sentences) - 1)]).stop

    def _paper(self, token: int) -> Paper:
        above = self.tree.heads[token]
        apposed = self.tree.deps[token] == "appos" and self.tree.words[above] in words("documents")
        title = self._title(token) or (self._title(above) if apposed else None)
        return Paper(token, self.tree.words[token], title, self._issuer(token), token)

    def _title(self, token: int) -> str | None:
        """The paper's name: capitalised words up to the noun, with a year behind it."""
        tree, first, last = self.tree, self._first_capital(token), token
        if last + 1 < len(tree.words) and tree.tags[last + 1] == "CD" and tree.words[last + 1].isdigit():
            last += 1
        full = tree.text[tree.starts[first] : tree.ends[last]]
        return full if first < token and "\n" not in full else None

    def _in_prose(self, token: int) -> bool:
        """False in a headline, where capitals make no name: a line without an end mark."""
        text, at = self.tree.text, self.tree.ends[token]
        stop = text.find("\n", at)
        line = text[at : stop if stop >= 0 else len(text)]
        return any(mark in line for mark in ".!?,")

    def _issuer(self, token: int) -> str | None:
        """The body behind a paper: "by X", "X's", "X released its", "released by X", "the X report"."""
        for found in (self._by(token), self._owner(token), self._released(token), self._compound(token)):
            if found is not None:
                name = self.name_of(found)
                if name and name.label in ISSUERS:
                    return name.full
                if self.tree.words[found] in words("bodies"):
                    return self.body(found) or self.phrase(found)
        other = self.tree.child(token, "appos")
        if other is not None and self.tree.words[other] in words("documents"):
            return self._issuer(other)
        return None

    def _by(self, token: int) -> int | None:
        tree = self.tree
        for child in tree.children[token]:
            if tree.deps[child] == "prep" and tree.words[child] in ("by", "from", "of"):
                return tree.child(child, "pobj")
            if tree.deps[child] == "acl" and tree.words[child] in issuing():
                agent = tree.child(child, "agent")
                return tree.child(agent, "pobj") if agent is not None else None
        return None

    def _owner(self, token: int) -> int | None:
        owner = self.tree.child(token, "poss")
        if owner is None or self.tree.words[owner] not in OWN:
            return owner
        at = token
        for _ in range(3):
            at = self.tree.heads[at]
            subject = self.tree.child(at, "nsubj")
            if subject is not None and subject != token:
                return subject
        return None

    def _released(self, token: int) -> int | None:
        tree, verb = self.tree, self.tree.heads[token]
        if tree.words[verb] not in issuing():
            return None
        if tree.deps[token] == "dobj":
            return tree.child(verb, "nsubj")
        agent = tree.child(verb, "agent") if tree.deps[token] == "nsubjpass" else None
        return tree.child(agent, "pobj") if agent is not None else None

    def _compound(self, token: int) -> int | None:
        """ "a RAND study"; a country before a capitalised noun is as often part of the paper's name."""
        if self.tree.tags[token].startswith("NNP"):
            return None
        found = (c for c in self.tree.children[token] if self.tree.deps[c] in ("compound", "nmod"))
        return next((c for c in found if c in self.named and self.named[c].label == "ORG"), None)

    def phrase(self, token: int, joined: bool = False) -> str:
        """The noun phrase at `token` in its own words, without what is set off behind it; `joined` keeps
        what "and" joins to it.
        """
        return self._words_below(token, SET_OFF if joined else SET_OFF | {"cc", "conj"})

    def plain(self, token: int) -> str:
        """The bare phrase, without article and without whose it is: "annual defence review"."""
        spoken = self._words_below(token, SET_OFF | {"cc", "conj", "poss", "prep"}).split(" ")
        return " ".join(spoken[1:] if len(spoken) > 1 and spoken[0] in DETERMINERS else spoken)

    def _words_below(self, token: int, away: frozenset[str]) -> str:
        tree = self.tree
        below = tree.subtree(token, frozenset(c for c in tree.children[token] if tree.deps[c] in away))
        place = tree.ranges(below)
        full = tree.text[place[0].start : place[-1].end] if place else tree.words[token]
        spoken = " ".join(full.split()).split(",")[0].split(" ")
        plain = below[0] not in self.named and not tree.tags[below[0]].startswith("NNP")
        if plain and not any(c.isupper() for c in spoken[0][1:]):
            spoken[0] = spoken[0].lower()
        return " ".join(spoken)


SET_OFF = frozenset({"relcl", "appos", "punct", "acl", "advcl"})


def _around(
    places: list[tuple[int, str]], token: int
) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
    """The last place before `token` and the first after it."""
    at = bisect_left(places, (token,))
    later = at + (at < len(places) and places[at][0] == token)
    return (places[at - 1] if at else None), (places[later] if later < len(places) else None)


def _clean(name: str) -> str:
    """A name without article, possessive, line breaks and what the tagger took with it."""
    name = " ".join(name.split()).strip("“”\"'‘’ .,–—-")
    for article in ARTICLE_WORDS:
        name = name.removeprefix(article)
    for mark in ("'s", "’s"):
        if name.endswith(mark):
            name = name.removesuffix(mark)
        elif f"{mark} " in name:
            name = name.split(f"{mark} ", 1)[1]
    return name


def _full_names(names: list[tuple[str, str]]) -> dict[str, str]:
    """Each single name of a person -> the first full name that holds it first or last."""
    found: dict[str, str] = {}
    for name, label in names:
        parts = name.split()
        if label == "PERSON" and len(parts) > 1:
            found.setdefault(parts[-1], name)
            found.setdefault(parts[0], name)
    return found


def _acronyms(text: str, names: list[tuple[int, str]]) -> dict[str, str]:
    """Short forms: in brackets right behind the name, or spelled by its capitals."""
    found: dict[str, str] = {}
    for end, name in names:
        capitals = "".join(part[0] for part in name.split() if part[0].isupper())
        behind = text[end : end + 12].lstrip()
        if len(capitals) >= SHORTEST_ACRONYM:
            found.setdefault(capitals, name)
        if behind.startswith("(") and ")" in behind:
            short = behind[1 : behind.index(")")].strip("“”\"'")
            if short.isupper():
                found.setdefault(short, name)
    return {short: name for short, name in found.items() if short != name}
