"""What states say to and about each other: the statements of an article -> remarks on pairs of states."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from msgspec.structs import replace

from reportedly import actors
from reportedly.events.words import bases
from reportedly.knowledge import load
from reportedly.records import Article, Span, Statement, content_id, span
from reportedly.records.relation import Address, Remark, Tone, pair_of, remark_id
from reportedly.relations.naming import BOTH, NAMED, Named, leading, named, the_two
from reportedly.relations.signs import signs

WORD = re.compile(r"[^\W\d_]+")
SAME = re.compile(r"\w+")
# Of a statement that names more states than this it is not said that it concerns each pair of them.
MOST = 4
TURNING = frozenset({"not", "no", "never", "without", "neither", "nor", "nobody", "cannot"})
REACH = 3
"""A negation turns the tone of so many words behind it."""

AROUND = 60
"""So many characters from its name words are about a state."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with what is read from its words: places in the article's text."""

    statement: Statement
    speaker: str | None
    inside: list[Named]
    beside: list[Named]
    both: bool


def remarks(article: Article, statements: Sequence[Statement]) -> list[Remark]:
    """A row for each statement and each pair of states that it concerns, in order. Any text; linear.

    A state that speaks and names another one makes a remark on these two, `TO` it where the other is named
    outside of what is said ("told China"). Somebody else's words on both are `OUTSIDE`.
    """
    pair = leading(article)
    found: list[Remark] = []
    for one in statements:
        said = _said(article, one)
        if said:
            found += _remarks(article, said, pair)
    return found


def once(found: Iterable[Remark]) -> list[Remark]:
    """The remarks, each with the earliest one on its pair that has the same utterance, by day, then id."""
    first: dict[tuple[str, str], str] = {}
    made: list[Remark] = []
    for one in sorted(found, key=lambda one: (one.day or "9999", one.id)):
        known = first.setdefault((one.pair, one.utterance), one.id)
        made.append(one if known == one.id else replace(one, repeats=known))
    return made


def tone(text: str, spans: Sequence[Span], near: Sequence[Named] = ()) -> tuple[Tone, tuple[Span, ...]]:
    """Whether words lean for or against what they speak of, and the words that decide.

    Only words that stand near one of `near` are looked at, if there are any. One behind a negation leans the
    other way. They are counted, not weighed: a rough reading (docs/notes/relations.md has its figures).
    """
    sides: dict[bool, list[Span]] = {True: [], False: []}
    for piece in spans:
        turned = 0
        for word in WORD.finditer(text, piece.start, piece.end):
            lower = word[0].lower()
            turned = REACH if lower in TURNING else turned - 1
            leans = _leaning(lower)
            if leans is not None and (not near or any(_is_near(word.start(), x) for x in near)):
                sides[leans == (turned <= 0)].append(span(text, *word.span()))
    spoken = tuple(sorted(sides[True] + sides[False]))
    if sides[True] and sides[False]:
        return Tone.MIXED, spoken
    return (Tone.FOR if sides[True] else Tone.AGAINST if sides[False] else Tone.NEITHER), spoken


def _is_near(place: int, name: Named) -> bool:
    return name.start - AROUND <= place <= name.end + AROUND


def _said(article: Article, one: Statement) -> _Said | None:
    text, day = article.text, article.date
    if not one.content:
        return None
    start, end = _stretch(one)
    everybody = named(text, day, start, end)
    inside = [x for x in everybody if any(s.start <= x.start < s.end for s in one.content)]
    beside = [
        x for x in everybody if x not in inside and not any(s.start <= x.start < s.end for s in one.source)
    ]
    both = any(the_two(text, s.start, s.end) for s in one.content)
    return _Said(one, _speaker(one, day), inside, beside, both)


def _stretch(one: Statement) -> tuple[int, int]:
    spans = (*one.source, *one.cue, *one.content)
    return min(s.start for s in spans), max(s.end for s in spans)


def _speaker(one: Statement, day: str | None) -> str | None:
    """The state that speaks: the registry has the speaker, who is no institute, newspaper or party of it."""
    words = " ".join((one.speaker or "", *(piece.text for piece in one.source)))
    if one.actor is None or one.actor.startswith("group:") or _is_private(words):
        return None
    return one.actor if len(one.actor) == 3 else _country(one.speaker or "", day)


def _is_private(speaker: str) -> bool:
    return any(word in load("relations")["speakers"]["private"] for word in WORD.findall(speaker.lower()))


@cache
def _country(name: str, day: str | None) -> str | None:
    found = actors.link(name, day)
    return found.country if found else None


def _remarks(article: Article, said: _Said, pair: tuple[str, str] | None) -> Iterator[Remark]:
    there = {x.code for x in said.inside}
    addressed = {x.code for x in said.beside} - {said.speaker}
    both = set(pair) if said.both and pair and len(there) < 2 else set()
    speaks = said.speaker
    if speaks:
        for other in sorted(there | addressed | (both if speaks in both else set())):
            if other != speaks:
                address = Address.TO if other in addressed else Address.ABOUT
                basis = NAMED if other in there | addressed else BOTH
                yield _remark(article, said, (speaks, other), address, basis)
    outside = (there | both) - {speaks}
    if 2 <= len(outside) <= MOST:
        for one, other in combinations(sorted(outside), 2):
            basis = NAMED if {one, other} <= there else BOTH
            yield _remark(article, said, (one, other), Address.OUTSIDE, basis)


def _remark(article: Article, said: _Said, states: tuple[str, str], address: Address, basis: str) -> Remark:
    one, pair = said.statement, pair_of(*states)
    text, (start, end) = article.text, _stretch(one)
    others = [x for x in (*said.inside, *said.beside) if x.code in states and x.code != said.speaker]
    leans, words = tone(text, (*one.cue, *one.content), others)
    seen = [sign for s in one.content for sign in signs(text, s.start, s.end)]
    sign = max(seen, key=lambda x: (len(x.words.text), -x.words.start), default=None)
    return Remark(
        remark_id(one.id, pair),
        pair,
        one.id,
        article.id,
        said.speaker,
        address,
        one.act,
        leans,
        one.negated,
        article.date,
        _utterance(said),
        basis,
        span(text, start, end),
        words,
        sign.indicator if sign else None,
        sign.words if sign else None,
    )


def _utterance(said: _Said) -> str:
    """Names the same words of the same speaker, so that whoever copies them adds nothing."""
    one = said.statement
    words = " ".join(w for s in one.content for w in SAME.findall(s.text.casefold()))
    return content_id("j", said.speaker or (one.speaker or "").casefold(), words)


def _leaning(word: str) -> bool | None:
    for form in bases(word):
        if form in _sides():
            return _sides()[form]
    return None


@cache
def _sides() -> dict[str, bool]:
    lists, acts = load("relations")["tone"], load("cues")["acts"]
    sides = {True: (*acts["praise"], *lists["for"]), False: (*acts["criticize"], *lists["against"])}
    return {word: side for side, words in sides.items() for word in words}
