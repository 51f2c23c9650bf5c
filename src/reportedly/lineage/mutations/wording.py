"""A relay as words: form, concept, place in the parse, whether it stands within the marks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from reportedly.knowledge import load
from reportedly.lineage.mutations.concepts import base, concept, folded, places
from reportedly.records import Article, Parse, Range, Span, span
from reportedly.text import quoted

_OPEN = ("NN", "VB", "JJ", "CD", "RB")
_LONGEST = 800  # words; what stands behind them is not compared, because alignment is quadratic
_DEEPEST = 20
_CONTRACTED = {
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "'d": "would",
    "ca": "can",
    "wo": "will",
}


@dataclass(frozen=True, slots=True)
class Relay:
    """One telling of an utterance: a passage as an article of its own (or a whole one), with its parse.

    `date` is when it was published (ISO 8601), or None; it is metadata and proves nothing alone.
    """

    article: Article
    parse: Parse
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One token that holds a letter or digit: `at` is its number among the words of its wording.

    `form` is folded and written in full, `stem` its base form, `concept` what it stands for; `tag`, `dep` and
    `head` (a word number) come from the parse; `quotation` is -1 outside the marks.
    """

    at: int
    form: str
    stem: str
    concept: str
    tag: str
    dep: str
    head: int
    quotation: int
    sentence: int
    start: int
    end: int
    capital: bool

    @property
    def quoted(self) -> bool:
        """Whether it stands within quotation marks."""
        return self.quotation >= 0

    @property
    def content(self) -> bool:
        """Whether it says something by itself: a noun, name, verb, adjective, adverb or number."""
        return self.tag.startswith(_OPEN) and self.stem not in _light() and self.form not in _empty()

    @property
    def place(self) -> bool:
        """Whether it names a state, its people or its seat."""
        return self.concept.startswith("@")

    @property
    def verb(self) -> bool:
        """Whether it is tagged as a verb."""
        return self.tag.startswith("VB")

    @property
    def noun(self) -> bool:
        """Whether it is tagged as a noun or name."""
        return self.tag.startswith("NN")


class Wording:
    """The words of one relay, in order, with what the rules ask of them. All positions are word numbers."""

    def __init__(self, relay: Relay) -> None:
        self.text, self.date, self.article = relay.article.text, relay.date, relay.article.id
        found = (q for q in quoted(self.text) if q.end - q.start > 2)
        self.quotations = tuple(q for q in found if not _nickname(self.text, q))
        self.words = _words(self.text, relay.parse, self.quotations)
        self.dropped: frozenset[int] = frozenset()

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.at:
                found[word.head].append(word.at)
        return found

    @cached_property
    def told(self) -> list[Word]:
        """The words of the relay without the sentences that `drop_asides` left out."""
        return [word for word in self.words if word.sentence not in self.dropped]

    @cached_property
    def sentences_of(self) -> dict[str, set[int]]:
        """The numbers of the sentences that hold each concept, of all words."""
        found: dict[str, set[int]] = {}
        for word in self.words:
            found.setdefault(word.concept, set()).add(word.sentence)
        return found

    def below(self, top: int) -> list[int]:
        """A word and all that hangs on it, in order."""
        found, open_ = set[int](), [top]
        while open_:
            at = open_.pop()
            if at not in found:
                found.add(at)
                open_ += self.children[at]
        return sorted(found)

    def above(self, at: int) -> list[int]:
        """The heads over a word, nearest first."""
        found: list[int] = []
        while self.words[at].head != at and len(found) < _DEEPEST and self.words[at].head not in found:
            at = self.words[at].head
            found.append(at)
        return found

    def child(self, at: int, *deps: str) -> int | None:
        """The first child of a word in one of these relations."""
        return next((c for c in self.children[at] if self.words[c].dep in deps), None)

    def helpers(self, at: int) -> set[str]:
        """The forms of a verb's auxiliaries, "to" among them."""
        return {self.words[c].form for c in self.children[at] if self.words[c].dep.startswith("aux")}

    def before(self, at: int) -> Word | None:
        """The word before, None at the start."""
        return self.words[at - 1] if at > 0 else None

    def after(self, at: int) -> Word | None:
        """The word behind, None at the end."""
        return self.words[at + 1] if at + 1 < len(self.words) else None

    def between(self, left: int, right: int) -> str:
        """What stands between two words: marks, dots, blanks."""
        return self.text[self.words[left].end : self.words[right].start]

    def spans(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        """The runs of neighbouring words as spans of the text."""
        runs: list[list[int]] = []
        for at in sorted(set(numbers)):
            if runs and runs[-1][-1] == at - 1 and self.words[at].sentence == self.words[at - 1].sentence:
                runs[-1].append(at)
            else:
                runs.append([at])
        return tuple(span(self.text, self.words[r[0]].start, self.words[r[-1]].end) for r in runs)

    def drop_asides(self, other: "Wording") -> None:
        """Leave out closing sentences that have nothing to do with the relay: without marks, without a
        pronoun that leads back, with hardly a word of the other side's. Call before `told` is read.
        """
        core = {0} | {w.sentence for w in other.words if w.quoted}
        known = {w.concept for w in other.words if w.content and w.sentence in core and not _of_time(w)}
        sentences: dict[int, list[Word]] = {}
        for word in self.words:
            sentences.setdefault(word.sentence, []).append(word)
        away = set[int]()
        for number in sorted(sentences, reverse=True):
            if number == 0 or not _aside(sentences[number], known):
                break
            away.add(number)
        self.dropped = frozenset(away)


@cache
def grammar(name: str) -> frozenset[str]:
    """A list of closed-class words."""
    return frozenset(load("bends")["grammar"][name])


@cache
def _light() -> frozenset[str]:
    return frozenset(base(word) for word in grammar("light"))


@cache
def _empty() -> frozenset[str]:
    return grammar("empty")


def _nickname(text: str, marks: Range) -> bool:
    """Whether a name alone stands within the marks: commander “Tomás”."""
    inside = text[marks.start + 1 : marks.end - 1]
    return inside.isalpha() and inside.istitle() and text[max(0, marks.start - 2) : marks.start - 1].islower()


def _of_time(word: Word) -> bool:
    return word.form in load("numerals")["units"]["time"] or word.concept.startswith("#")


def _aside(words: Sequence[Word], known: set[str]) -> bool:
    back = any(w.tag == "PRP" and w.form in ("he", "she", "they") for w in words)
    shared = {w.concept for w in words if w.content and w.concept in known}
    # "The board has not adopted it" belongs to the relay, though it says little of what the relay says.
    negated = any(w.form in ("not", "never", "no") for w in words)
    return not back and not any(w.quoted for w in words) and len(shared) < (1 if negated else 2)


def _words(text: str, parse: Parse, quotations: tuple[Range, ...]) -> list[Word]:
    tokens = [t for t in range(len(parse.starts)) if _is_word(text, parse, t)][:_LONGEST]
    number_of = {token: at for at, token in enumerate(tokens)}
    # "appear[s]", "underline[d]": brackets inside a word are the relay's own, and the word is the same.
    forms = [folded(text[parse.starts[t] : parse.ends[t]]).split("[")[0] or "[" for t in tokens]
    capitals = [text[parse.starts[t]].isupper() for t in tokens]
    named = places(forms, capitals)
    found = []
    for at, token in enumerate(tokens):
        start, end, tag = parse.starts[token], parse.ends[token], parse.tags[token]
        form = _expanded(forms[at], tag)
        if form == "cent" and at and forms[at - 1] == "per":
            form = "percent"
        meant = named[at] or concept(form, forms[at + 1] if at + 1 < len(forms) else "")
        head = _head(token, parse.heads, number_of)
        marks, sentence = _quotation(quotations, start), bisect_right(parse.sentences, token) - 1
        found.append(
            Word(
                at,
                form,
                base(form),
                meant,
                tag,
                parse.deps[token],
                head,
                marks,
                sentence,
                start,
                end,
                capitals[at],
            )
        )
    return found


def _is_word(text: str, parse: Parse, token: int) -> bool:
    letters = any(c.isalnum() for c in text[parse.starts[token] : parse.ends[token]])
    return letters and parse.tags[token] != "POS"


def _expanded(form: str, tag: str) -> str:
    """Contractions in full: ``wo n't`` is ``will not``."""
    if form in ("n't", "nt"):
        return "not"
    if form == "'s" and tag.startswith("VB"):
        return "is"
    return _CONTRACTED.get(form, form) if tag.startswith(("MD", "VB")) else form


def _head(token: int, heads: tuple[int, ...], number_of: dict[int, int]) -> int:
    """The nearest head that is a word; a token that hangs on a mark takes the mark's head."""
    at = heads[token]
    for _ in range(_DEEPEST):
        if at in number_of:
            return number_of[at]
        at = heads[at]
    return number_of[token]


def _quotation(quotations: tuple[Range, ...], start: int) -> int:
    at = bisect_right(quotations, start, key=lambda q: q.start) - 1
    return at if at >= 0 and start < quotations[at].end else -1
