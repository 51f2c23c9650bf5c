"""Who an article names: every name with all its forms, its kind, and what the article says of it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.actors.describing import Description, described
from reportedly.actors.evidence import head_of, votes
from reportedly.actors.lexicon import bodies, documents, genders, listed
from reportedly.actors.naming import JOINING, Run, runs
from reportedly.actors.registry import is_state
from reportedly.actors.tokens import Tokens
from reportedly.records import Mention
from reportedly.records.actor import SpeakerKind

SHORTEST_ACRONYM = 2
# A description does not reach further than this many mentions, so that a long text takes no longer a word.
REACH = 300
EVERYDAY = frozenset(["national", "general", "central", "state", "federal", "royal", "public"])


@dataclass(slots=True, eq=False)
class Named:
    """Somebody or something that the article names. `places` are the token ranges of its mentions in text
    order; `notes` are the article's own words on it ("a professor at ..."), `nouns` what they are
    ("professor"), `head` the noun in its name ("institute").
    """

    name: str
    kind: SpeakerKind
    head: str
    places: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    gender: str | None = None


@dataclass(slots=True)
class _Group:
    """The mentions that are one name, and the votes on its kind."""

    name: str
    head: str
    found: list[tuple[Run, list[Description]]] = field(default_factory=list)
    votes: Counter[SpeakerKind] = field(default_factory=Counter)


class Names:
    """All that an article names. `extra` are names that belong to it without standing in its text, such as
    its outlet and its agency.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], extra: Sequence[str] = ()) -> None:
        self.tokens = tokens
        found = runs(tokens, mentions)
        self.firsts = {run.start: run.first for run in found}
        self.stops = {run.start: run.stop for run in found} | {run.first: run.stop for run in found}
        self.forms: dict[str, list[tuple[int, Named]]] = {}
        self.of_token: dict[int, Named] = {}
        self.all: list[Named] = []
        self._gather(found)
        for name in extra:
            self._add_extra(name)

    def at(self, token: int) -> Named | None:
        """The name that a token stands in."""
        return self.of_token.get(token)

    def last(self, token: int) -> int:
        """The last token of the name that `token` stands in; `token` itself where it stands in none."""
        while self.of_token.get(token + 1) and self.of_token[token + 1] is self.of_token.get(token):
            token += 1
        return token

    def called(self, form: str, token: int) -> Named | None:
        """Who goes by a form at a place: the last so called before it, else the first after."""
        places = self.forms.get(plain(form), [])
        at = bisect_left(places, token, key=lambda place: place[0])
        if at:
            return places[at - 1][1]
        return places[0][1] if places else None

    def before(self, token: int) -> Iterator[tuple[int, Named]]:
        """The mentions before `token`, the nearest first."""
        at = bisect_left(self.mentions, token, key=lambda place: place[0])
        for number in range(at - 1, max(at - REACH, 0) - 1, -1):
            yield self.mentions[number]

    def after(self, token: int) -> Iterator[tuple[int, Named]]:
        """The mentions from `token` on, in text order."""
        at = bisect_left(self.mentions, token, key=lambda place: place[0])
        yield from self.mentions[at : at + REACH]

    def _gather(self, found: Sequence[Run]) -> None:
        """One `Named` for each name, short forms with the full one."""
        spelled = {run: self._spelled(run) for run in found}
        full = _full_forms(self.tokens, found, spelled)
        groups: dict[str, _Group] = {}
        for run in found:
            name = full.get(plain(spelled[run]), spelled[run])
            group = groups.setdefault(plain(name), _Group(name, self._head(run)))
            around = list(described(self.tokens, run, self.stops))
            group.found.append((run, around))
            for kind, weight in votes(self.tokens, run, around):
                group.votes[kind] += weight
        for group in groups.values():
            self._add(group)
        for places in self.forms.values():
            places.sort(key=lambda place: place[0])
        self.mentions = sorted(
            ((place[0], named) for named in self.all for place in named.places), key=lambda pair: pair[0]
        )

    def _head(self, run: Run) -> str:
        return self.tokens.words[head_of(self.tokens, run)]

    def _add(self, group: _Group) -> None:
        named = Named(group.name, _kind(group, self.tokens), group.head)
        for run, around in group.found:
            named.places.append((run.start, run.stop))
            self._note(named, around)
            for token in range(run.start, run.stop):
                self.of_token[token] = named
            for form in (self.tokens.spelled(run.start, run.stop), group.name):
                self.forms.setdefault(plain(form), []).append((run.start, named))
        self.all.append(named)

    def _note(self, named: Named, around: Sequence[Description]) -> None:
        for one in around:
            named.nouns.add(one.noun)
            note = self.tokens.spelled(one.start, one.stop)
            if note not in named.notes:
                named.notes.append(note)
            told = genders().get(one.noun.rstrip("."))
            named.gender = named.gender or told

    def _add_extra(self, name: str) -> None:
        known = next(
            (found for form in (name, *_short_forms(name)) if (found := self._called_newsroom(form))), None
        )
        if known is None:
            known = Named(name, SpeakerKind.OUTLET, name.split()[-1].lower())
            self.all.append(known)
            self.forms.setdefault(plain(name), []).append((0, known))
        else:
            known.name = name
            self.forms.setdefault(plain(name), []).append((0, known))
        words = set(plain(name).split())
        institution = words & bodies() and not words & listed("outlets")
        known.kind = SpeakerKind.BODY if institution else SpeakerKind.OUTLET
        for short in _short_forms(name):
            self.forms.setdefault(plain(short), []).append((0, known))

    def _called_newsroom(self, form: str) -> Named | None:
        known = self.called(form, 0)
        return known if known and known.kind is not SpeakerKind.PERSON else None

    def _spelled(self, run: Run) -> str:
        """The name as it is to be shown: a body's everyday name takes its owner along."""
        tokens = self.tokens
        name = tokens.spelled(run.start, run.stop)
        everyday = all(
            tokens.words[t] in bodies() or tokens.words[t] in listed("titles") or tokens.words[t] in EVERYDAY
            for t in range(run.start, run.stop)
        )
        if run.owner is None or not everyday:
            return name
        start = run.owner
        opening = tokens.sentence(run.owner).start
        while start > opening and tokens.is_capital(start - 1) and tokens.words[start - 1] != "the":
            start -= 1
        return tokens.spelled(start, run.stop)


def plain(name: str) -> str:
    """A name as it is compared: lower case, one blank, without its article."""
    low = " ".join(name.lower().replace("’", "'").split())
    return low.removeprefix("the ")


def _kind(group: _Group, tokens: Tokens) -> SpeakerKind:
    """The kind with the most votes; two words and no sign of a body are a person's."""
    if group.votes:
        (first, most), *_ = sorted(group.votes.items(), key=lambda item: (-item[1], item[0]))
        if most > 1 or len(group.name.split()) == 1:
            return first
    words = group.name.split()
    person = 2 <= len(words) <= 4 and not any(w in JOINING for w in words)
    return SpeakerKind.PERSON if person else SpeakerKind.BODY


def _full_forms(tokens: Tokens, found: Sequence[Run], spelled: dict[Run, str]) -> dict[str, str]:
    """Each short form, plain -> the full name that it stands for: acronyms, surnames, a body's noun."""
    full: dict[str, str] = {}
    for run in found:
        for short in _bracketed(tokens, run):
            full.setdefault(plain(short), spelled[run])
    longer = [run for run in found if run.stop - run.start > 1]
    for run in longer:
        words = [tokens.forms[t] for t in range(run.start, run.stop)]
        initials = "".join(w[0] for w in words if w[0].isupper())
        forms = {initials} if len(initials) >= SHORTEST_ACRONYM else set()
        forms |= {words[-1], words[0]} if _may_be_person(tokens, run) else set()
        if not _may_be_person(tokens, run):
            forms |= {form for form in (tokens.forms[head_of(tokens, run)],) if form == form.capitalize()}
        for form in sorted(forms):  # a state's own name is short for nothing: "China-Russia"
            if not is_state(form) and plain(form) != plain(spelled[run]):
                full.setdefault(plain(form), spelled[run])
    return full


def _may_be_person(tokens: Tokens, run: Run) -> bool:
    words = [tokens.words[t] for t in range(run.start, run.stop)]
    institution = any(w in JOINING or w in bodies() or w in documents() for w in words)
    return run.titled or (not institution and run.label in (None, "PERSON", "GPE", "ORG"))


def _bracketed(tokens: Tokens, run: Run) -> Iterator[str]:
    """ "the National Institute (NIDS)"."""
    words = tokens.forms[run.stop : run.stop + 5]
    if len(words) > 2 and words[0] == "(" and ")" in words[2:]:
        short = "".join(words[1 : words.index(")")]).strip("“”\"'")
        if short.isupper() or sum(c.isupper() for c in short) >= SHORTEST_ACRONYM:
            yield short


def _short_forms(name: str) -> Iterator[str]:
    """What a newsroom calls itself: "the Post"."""
    words = name.split()
    if len(words) > 1:
        yield words[-1]
        if words[0].lower() != "the":
            yield words[0]
