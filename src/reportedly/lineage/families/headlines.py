"""Headline and standfirst against the body under them: how surely each tells it, and in whose name.

A headline is no sentence, and a parse of it says little. So its words are compared with those of the sentence
that it sums up: does it tell as a fact what that sentence leaves open?
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

import msgspec
import numpy as np

from reportedly.lineage.families.plain import names_of, places_of, words_of
from reportedly.lineage.families.sentences import lines
from reportedly.lineage.frequency import weights
from reportedly.lineage.mutations.concepts import base, concept, places
from reportedly.lineage.mutations.lexicon import matches, ranks
from reportedly.lineage.mutations.wording import Word, grammar
from reportedly.lineage.words import words
from reportedly.records import (
    Article,
    BlockClass,
    Comparison,
    Effect,
    Kind,
    Mutation,
    Operation,
    Part,
    Quotation,
    Severity,
    Span,
    Utterance,
    mutation,
    quotation_id,
    span,
)

SHARE, LEAST, LEAST_OF_BODY = 0.45, 2, 4
"""What share of a headline's rarity, and how many words, a sentence has that the headline sums up; how many
words a sentence shares with a quotation that it puts in other words."""
NEAR = 0.75
"""A sentence with so large a part of the best one's score may be the one that was summed up as well."""
_MOST = 400  # sentences of a body that are looked at
_FEW = 40  # quotations that indirect statements of the same article are held against
_UNDER = 0.4  # of the shared rarity, what stands behind a doubt that is about it
_FOREMOST = 3  # words of a telling among which whoever speaks is named
_REACH = 5  # words behind a doubt among which stands what it is about
_SHORTEST = 5  # words of a clause that is looked up by itself
_RARE = 1.5  # bits
_REMEMBERED = 50_000  # words whose rarity is held, about
_CLAUSE = re.compile(r"[,;:]\s+|\s[–—-]\s|\s*\n\s*")
_OPEN, _EXPECTED, _TOLD = 1, 2, 3
_PAPERS = frozenset({"paper", "organ", "whole"})


def under_headlines(article: Article, told: Sequence[Quotation]) -> list[Quotation]:
    """Tellings of title and standfirst that say it otherwise than the body does, each with the quotation of
    the body `below` it, which is made of a plain sentence where no quotation of `told` stands there.

    A headline that some sentence bears out in its own terms is left alone. Linear in the text's length.
    """
    heads = _heads(article, told)
    if not heads and not any(one.kind is Kind.INDIRECT for one in told):
        return []
    body = [_Line(one, quotation) for one, quotation in _body(article, told)]
    steps = [_Line(one.passage, one) for one in heads if one.part is Part.STANDFIRST]
    found: list[Quotation] = []
    for head in heads:
        found += _below(article, head, body if head.part is Part.STANDFIRST else [*steps, *body])
    marked = [line for line in body if line.told and line.told.kind is not Kind.INDIRECT][:_FEW]
    indirect = [one for one in told if one.kind is Kind.INDIRECT and one.statement]
    for one in indirect[:_MOST]:
        if one.part is Part.BODY:
            own = [line for line in marked if line.told and _one_voice(one, line.told)]
            found += _below(article, one, own, LEAST_OF_BODY)
    return found


def _one_voice(a: Quotation, b: Quotation) -> bool:
    """Whether two tellings name one speaker or paper, or a state and its seat."""
    ours, theirs = names_of(a) or _first_name(a), names_of(b) or _first_name(b)
    meant = [places([name], [True])[0] for one in (ours, theirs) for name in one[:1]]
    return bool(set(ours) & set(theirs)) or (len(set(meant)) == 1 and len(meant) == 2 and None not in meant)


def _first_name(told: Quotation) -> tuple[str, ...]:
    """Who speaks within words that nobody is named for: "it is clear that Karsk expects ..."."""
    heads = words_of(told.span)[:_FOREMOST]
    return tuple(w.form for w in heads if w.capital and w.form not in grammar("empty"))[:1]


def compare_below(a: Quotation, b: Quotation) -> Comparison:
    """How the headline or standfirst `b` tells what the sentence `a` of its own article's body tells.

    Effects are hedge dropped, forecast to fact, and misattributed: words of a paper or a body given to a
    person, or the other way round.
    """
    changes = tuple(_changes(_Line(a.passage, a), _Line(b.span, b)))
    done = (Operation.SUBSTITUTE,)
    if not changes:
        words_told = ((a.span,), (b.span,))
        return Comparison(
            Utterance.SAME, done, Effect.NONE, Severity.HARMLESS, (), *words_told, "as the body"
        )
    main = changes[0]
    shown = (main.effect, main.severity, changes, main.a_words, main.b_words, main.rule)
    return Comparison(Utterance.SAME, done, *shown)


@dataclass(frozen=True, slots=True)
class _Sure:
    """How surely something is told, and the words that say so."""

    level: int
    words: tuple[Word, ...] = ()


class _Line:
    """A sentence or headline as words with their concepts, and the quotation that stands there."""

    def __init__(self, place: Span, told: Quotation | None) -> None:
        self.place, self.told = place, told
        plain = words_of(place)
        named = places([w.form for w in plain], [w.capital for w in plain])
        pairs = zip(plain, named, strict=True)
        self.words = [replace(w, concept=name or concept(w.form)) for w, name in pairs]
        bits = rarities([w.form for w in self.words])
        self.rare = {w.concept: x for w, x in zip(self.words, bits, strict=True) if x >= _RARE}

    def shared(self, other: "_Line") -> Set[str]:
        """The concepts that both have."""
        return self.rare.keys() & other.rare.keys()

    def score(self, other: "_Line", least: int = LEAST) -> float:
        """The share of this line's rarity that the other one has; 0.0 for too few words."""
        both = self.shared(other)
        away = {w.concept for w in self.sure().words} - both  # how surely it is told is nothing that is told
        whole = sum(bits for concept, bits in self.rare.items() if concept not in away)
        return sum(self.rare[x] for x in both) / whole if len(both) >= least and whole else 0.0

    def sure(self, shared: Set[str] | None = None) -> _Sure:
        """How surely it is told: of a body only the doubts that are about the `shared` concepts count, of a
        headline all that stand in its sentence.
        """
        if shared is None and self.told and self.told.passage != self.place:
            return _Line(_sentence(self.told), None).sure()
        for level, names in ((_OPEN, ("open",)), (_EXPECTED, ("expected",))):
            for match in matches(self.words, "headlines", *names):
                if shared is None or self._about(match[-1], shared):
                    return _Sure(level, tuple(self.words[n] for n in match))
        return _Sure(_OPEN if shared is None and "?" in self.place.text else _TOLD)

    def _about(self, at: int, shared: Set[str]) -> bool:
        near = [w for w in self.words[at + 1 : at + 1 + _REACH] if w.concept in shared]
        if any(not w.capital for w in near):
            return True
        behind = {w.concept for w in self.words[at + 1 :]} & shared
        return sum(self.rare[x] for x in behind) >= _UNDER * sum(self.rare[x] for x in shared)


def rarities(forms: Sequence[str]) -> list[float]:
    """Inverse document frequency of each word, in bits; 0.0 for what is no word.

    Those that are not known yet are looked up at once: an array of one word costs what one of a hundred does.
    """
    known = _known_rarities()
    if len(known) > _REMEMBERED:
        known.clear()
    if new := [form for form in dict.fromkeys(forms) if form not in known]:
        read = words("\n".join(new))
        owners = np.searchsorted(np.cumsum([len(form) + 1 for form in new]), read.starts, side="right")
        bits = np.zeros(len(new), np.float32)
        np.add.at(bits, owners, weights(read.hashes))
        known.update(zip(new, bits.tolist(), strict=True))
    return [known[form] for form in forms]


@cache
def _known_rarities() -> dict[str, float]:
    return {}


def _body(article: Article, told: Sequence[Quotation]) -> Iterator[tuple[Span, Quotation | None]]:
    """The sentences of the body in order, each with the first quotation that stands in it."""
    mine = [one for one in told if one.part is Part.BODY]
    kept = [k for k in article.kept if k.kind is BlockClass.BODY]
    sentences = [one for k in kept for one in _sentences(article, k.at, k.end - k.start)]
    at = 0
    for one in sentences[:_MOST]:
        while at < len(mine) and mine[at].span.start < one.start:
            at += 1
        here = mine[at] if at < len(mine) and mine[at].span.start < one.end else None
        yield one, here


def _sentences(article: Article, start: int, size: int) -> list[Span]:
    return lines(article.text, start, start + size)


def _sentence(told: Quotation) -> Span:
    """The sentence of its passage in which a telling begins."""
    low = told.passage.start
    found = [
        Span(one.start + low, one.end + low, one.text)
        for one in lines(told.passage.text, 0, len(told.passage.text))
    ]
    return next((one for one in reversed(found) if one.start <= told.span.start), told.passage)


def _heads(article: Article, told: Sequence[Quotation]) -> list[Quotation]:
    """What title and standfirst tell: their statements, else the title and the standfirst's sentences."""
    found = [one for one in told if one.part is not Part.BODY and one.kind is Kind.INDIRECT]
    for kept in article.kept:
        part = _HEADS.get(kept.kind)
        for one in _sentences(article, kept.at, kept.end - kept.start) if part else ():
            if part and not any(q.span.start < one.end and one.start < q.span.end for q in found):
                found.append(_plain(article, one, part))
    return sorted(found, key=lambda one: one.span.start)


_HEADS = {BlockClass.TITLE: Part.TITLE, BlockClass.STANDFIRST: Part.STANDFIRST}


def _plain(article: Article, place: Span, part: Part) -> Quotation:
    """A sentence or a headline as a telling of nobody's."""
    name = quotation_id(article.id, place)
    known = {"date": article.date, "language": article.language}
    return msgspec.structs.replace(Quotation(name, article.id, part, Kind.INDIRECT, place, place), **known)


def _below(article: Article, head: Quotation, body: Sequence[_Line], least: int = LEAST) -> list[Quotation]:
    """The headline with the quotation below it, where it tells what is below in another way; else nothing."""
    for clause in _clauses(article, head):
        mine = _Line(clause, head)
        scored = [(mine.score(one, least), one) for one in body]
        best = max((score for score, _ in scored), default=0.0)
        near = [one for score, one in scored if score >= max(SHARE, NEAR * best)]
        if near and all(any(_changes(one, mine)) for one in near):
            line = max(near, key=lambda one: (one.sure(mine.shared(one)).level, mine.score(one)))
            under = line.told or _plain(article, line.place, Part.BODY)
            return [*([] if line.told else [under]), msgspec.structs.replace(head, below=under.id)]
    return []


def _clauses(article: Article, head: Quotation) -> Iterator[Span]:
    """The headline whole, then its clauses: one may tell the paper's words and another one the expert's."""
    yield head.span
    cuts = [0, *(at for m in _CLAUSE.finditer(head.span.text) for at in m.span()), len(head.span.text)]
    low = head.span.start
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        if len(head.span.text[start:end].split()) >= _SHORTEST and len(cuts) > 2:
            yield span(article.text, low + start, low + end)


def _changes(a: _Line, b: _Line) -> Iterator[Mutation]:
    """What the headline `b` changes of the sentence `a`."""
    shared = a.shared(b)
    one, other = a.sure(shared), b.sure()
    if one.level < other.level and shared:
        done = one.level == _EXPECTED and any(w.form in _FIRM for w in one.words)
        effect = Effect.FORECAST_TO_FACT if done else Effect.HEDGE_DROPPED
        yield _change(a, b, effect, one.words, other.words, "told more surely than below")
    if a.told and b.told and _other_kind(a.told.speaker, b.told.speaker):
        yield _change(a, b, Effect.MISATTRIBUTED, (), (), "speaker of another kind")


_FIRM = frozenset({"will", "shall", "plans", "plan", "planned", "intends"})


def _other_kind(one: str | None, other: str | None) -> bool:
    """Whether a paper or a body stands on one side and an expert or another person by trade on the other."""
    kinds = [_kind(name) for name in (one, other)]
    return "person" in kinds and bool(_PAPERS & set(kinds))


def _kind(name: str | None) -> str:
    found = [ranks().get(base(word)) for word in (name or "").casefold().split()]
    return next((rank for rank in found if rank), "")


def _change(
    a: _Line, b: _Line, effect: Effect, ours: Sequence[Word], theirs: Sequence[Word], rule: str
) -> Mutation:
    article = a.told.article if a.told else b.told.article if b.told else ""
    places_told = (a.place, b.told.passage if b.told else b.place)
    words_told = (places_of(places_told[0], ours), places_of(places_told[1], theirs))
    return mutation(article, article, effect, Severity.SHIFTS, places_told, words_told, rule)
