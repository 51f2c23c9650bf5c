"""Names by their capitals: runs of capitalised words, with the title before and what each word tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.actors.lexicon import abbreviations, bodies, documents, holders, kindred, listed
from reportedly.actors.tokens import Tokens
from reportedly.records import Mention

# "Ministry of Harbours", "Institute for Sea Studies", "Committee on Fisheries".
JOINING = frozenset({"of", "for", "on"})
TOUCHING = frozenset({"-", "–", "&", "/"})
PLURAL_OWNERS = ("men", "people", "children")
# What the language model calls a name; dates, numbers and sums are none.
LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
# More words than this before a name are not one title.
LONGEST = 12
QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "``", "''"})
OPENING = QUOTES | {":", "—", "–", "--"}


@dataclass(frozen=True, slots=True)
class Run:
    """A name at the tokens ``[start, stop)``; its title begins at `first`. `owner` is the last token of the
    name before "'s", `label` what the language model calls it.
    """

    first: int
    start: int
    stop: int
    titled: bool
    owner: int | None
    label: str | None


def runs(tokens: Tokens, mentions: Sequence[Mention]) -> list[Run]:
    """The names of an article in text order, headlines in capitals left out."""
    labels = _labels(tokens, mentions)
    reader = _Reader(tokens, labels)
    titled = tokens.headlines()
    found: list[Run] = []
    for line, headline in zip(tokens.line_ranges(), titled, strict=True):
        if not headline:
            found += reader.read(line)
    return found


def _labels(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, str]:
    """The language model's label of each token that it took for a part of a name."""
    found: dict[int, str] = {}
    for mention in mentions:
        if mention.label not in LABELS:
            continue
        token = tokens.at(mention.span.start)
        while token is not None and token < len(tokens) and tokens.starts[token] < mention.span.end:
            found[token] = mention.label
            token += 1
    return found


class _Reader:
    """Walks over one line after the other."""

    def __init__(self, tokens: Tokens, labels: dict[int, str]) -> None:
        self.tokens, self.labels = tokens, labels
        self.initial = _first_words(tokens)
        self.written = frozenset(tokens.forms)

    def read(self, line: range) -> Iterator[Run]:
        at = line.start
        while at < line.stop:
            if not self._is_part(at):
                at += 1
                continue
            stop = self._end(at, line.stop)
            if run := self._run(at, stop):
                yield run
            at = stop

    def _is_part(self, token: int) -> bool:
        tokens = self.tokens
        if not tokens.is_capital(token) or tokens.words[token].rstrip(".") in listed("small", "calendar"):
            return False
        if token in self.initial:
            return tokens.is_name_tag(token) or (
                token in self.labels and tokens.tags[token].startswith(("NN", "JJ"))
            )
        return not tokens.tags[token].startswith(("PRP", "DT", "IN", "W"))

    def _end(self, at: int, limit: int) -> int:
        """Where the run that begins at `at` ends."""
        stop, joined = at + 1, False
        while stop < limit and stop - at < LONGEST:
            if self._is_part(stop):
                stop += 1
                continue
            step = self._bridge(at, stop, limit, joined)
            if not step:
                break
            joined = joined or self.tokens.words[stop] in JOINING
            stop += step
        return self._with_year(stop, limit)

    def _bridge(self, at: int, here: int, limit: int, joined: bool) -> int:
        """How many tokens a small word at `here` takes the run on; 0 where the name ends."""
        tokens, word = self.tokens, self.tokens.words[here]
        the = here + 1 < limit and tokens.words[here + 1] == "the"
        behind = here + 1 + the
        if word == "-" and not the and self._is_given_name(at, here, limit):
            return 2
        if behind >= limit or not self._is_part(behind):
            return 0
        if word in TOUCHING or (word == "." and tokens.words[here - 1] in listed("titles")):
            return 2 if not the else 0
        if word in ("'s", "'"):
            return 2 if not the and self._is_plural(here - 1) else 0
        if word in listed("small", "particles") and not the:
            return 2
        if word in JOINING and self._is_institution(here - 1):
            return behind + 1 - here
        further = joined and word == "and" and not the
        return 2 if further and tokens.words[behind] not in listed("titles") else 0

    def _is_given_name(self, at: int, here: int, limit: int) -> bool:
        """ "Seo Ji-hwan": a name of one person goes on in small letters behind its hyphen."""
        tokens, last = self.tokens, here + 1
        if last >= limit or here - at < 2 or tokens.starts[last] != tokens.ends[here]:
            return False
        return tokens.forms[last].isalpha() and tokens.words[last] not in listed("titles", "compounds")

    def _is_plural(self, token: int) -> bool:
        """ "the Ferrymen's Union", "the Farmers' Party": who owns a body in its own name is many."""
        word = self.tokens.words[token]
        many = self.tokens.tags[token] in ("NNPS", "NNS") and word.endswith("s")
        return many or word.endswith(PLURAL_OWNERS)

    def _is_institution(self, token: int) -> bool:
        word = self.tokens.words[token]
        return word in bodies() or word in documents() or word in holders()

    def _with_year(self, stop: int, limit: int) -> int:
        """A document's name takes its year along: "Defence of Norrland 2034"."""
        tokens = self.tokens
        year = stop < limit and tokens.words[stop].isdigit() and len(tokens.words[stop]) == 4
        return stop + 1 if year else stop

    def _run(self, first: int, stop: int) -> Run | None:
        tokens = self.tokens
        if all(tokens.tags[t].startswith(("JJ", "CD", "RB")) for t in range(first, stop)):
            return None
        if stop - first == 1 and (self._is_common(first) or tokens.words[first] in abbreviations()):
            return None
        start = self._behind_title(first, stop)
        if start == stop:
            return None
        label = next((self.labels[t] for t in range(start, stop) if t in self.labels), None)
        owner = first - 2 if first > 1 and tokens.words[first - 1] in ("'s", "'") else None
        return Run(first, start, stop, start > first, owner, label)

    def _is_common(self, token: int) -> bool:
        """A word that names nobody: "Officials", and what begins a sentence and stands elsewhere without a
        capital.
        """
        word = self.tokens.words[token]
        everyday = token in self.initial and token not in self.labels and word in self.written
        return everyday or kindred(word) == "person"

    def _behind_title(self, first: int, stop: int) -> int:
        """Where the bare name begins; `stop` where there is nothing but a title."""
        words = self.tokens.words
        for token in range(stop - 1, first - 1, -1):
            described = token == first and token in self.initial and kindred(words[token]) == "person"
            if words[token] not in holders() and not described:
                continue
            rest = range(token + 1, stop)
            if not rest:
                return stop if self._is_title(first, stop) else first
            if words[token + 1] in JOINING:
                behind = token + 3 + (words[token + 2] == "the")
                return behind if stop - behind >= 2 else stop
            body = any(words[t] in bodies() for t in rest)
            return first if body else token + 1
        return first

    def _is_title(self, first: int, stop: int) -> bool:
        """Whether all words are a title's: "Prime Minister"; "Deputy Trade Secretary" too."""
        return stop - first <= 4 and all(
            self.tokens.words[t] in listed("titles") or self.tokens.tags[t].startswith("JJ")
            for t in range(first, stop)
        )


def _first_words(tokens: Tokens) -> frozenset[int]:
    """The first word of each sentence, of each quotation and behind a dash, as behind a dateline: it has a
    capital whatever it is.
    """
    found = set()
    for opening in tokens.openings:
        at = opening
        while at < len(tokens) and not tokens.is_word(at):
            at += 1
        found.add(at)
    found |= {t + 1 for t in range(len(tokens)) if tokens.forms[t] in OPENING}
    return frozenset(found)
