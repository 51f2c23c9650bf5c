"""Two tellings compared by their words alone, without a parse: what was done to the words between the marks,
and the few effects that words alone show.

Used where there is no parse: other languages than English, and runs that load no language model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reportedly.lineage.mutations.concepts import folded
from reportedly.lineage.mutations.lexicon import matches
from reportedly.lineage.mutations.wording import Word, grammar
from reportedly.records import (
    Comparison,
    Effect,
    Kind,
    Mutation,
    Operation,
    Quotation,
    Severity,
    Span,
    Utterance,
    mutation,
)

_WORD = re.compile(r"[^\W_\u2e80-\U0010ffff]+(?:['’][^\W_]+)*|[^\W\x00-\u2e7f]")
_LONGEST = 400  # words of a passage that are compared
_HEDGES = ("core", "possible", "probable", "certain", "approximate")
_SAME_FRAME, _OTHER_FRAME = 0.5, 0.25


@lru_cache(maxsize=4096)
def forms(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(folded(word) for word in _WORD.findall(text)[:_LONGEST])


def names_around(told: Quotation) -> tuple[str, ...]:
    """The words with a capital in the sentence around a quotation that begin no sentence, folded."""
    return tuple(dict.fromkeys(word.form for word in _Telling(told).names))


def names_of(told: Quotation) -> tuple[str, ...]:
    """Speaker and paper of a quotation as they can be compared: "Institute of" is "Institute for", and the
    paper of a year the paper of that name.
    """
    given = (forms(name) for name in (told.speaker, told.document) if name)
    kept = (" ".join(w for w in words if w not in grammar("empty") and not w.isdigit()) for words in given)
    return tuple(name for name in kept if name)


def compare_plain(a: Quotation, b: Quotation) -> Comparison:
    """How the telling `b` has the words of `a`. All spans lie in the articles' texts.

    Effects are hedge dropped, negation flipped, another name in a frame that is kept (misattributed), and a
    piece that hangs on other words than it did (re-anchored; whether that turns its meaning is not known).
    """
    one, other = _Telling(a), _Telling(b)
    gaps = list(_gaps(one.inside, other.inside))
    done = _operations(one, other, gaps)
    found = [x for x in (_names(one, other), _anchor(one, other, gaps), *_lost(one, other, gaps)) if x]
    made = tuple(_mutation(a, b, x) for x in found)
    if not made:
        return Comparison(
            Utterance.SAME, done, Effect.NONE, Severity.HARMLESS, (), (a.span,), (b.span,), "same words"
        )
    main = made[0]
    words = (main.a_words, main.b_words)
    return Comparison(Utterance.SAME, done, main.effect, main.severity, made, *words, main.rule)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words of the witness (`a`) where the relay has others (`b`); `place` is where among its words."""

    a: Sequence[Word]
    b: Sequence[Word]
    place: str


@dataclass(frozen=True, slots=True)
class _Finding:
    effect: Effect
    severity: Severity
    a: Sequence[Word]
    b: Sequence[Word]
    rule: str


class _Telling:
    """The words of a quotation, and those of the sentence around it."""

    def __init__(self, told: Quotation) -> None:
        self.told = told
        whole = words_of(told.passage)
        low, high = told.span.start, told.span.end
        self.inside = words_of(told.span)
        self.frame = [w for w in whole if w.end <= low or w.start >= high]

    @property
    def names(self) -> list[Word]:
        """Words of the frame with a capital that begin no sentence."""
        text, start = self.told.passage.text, self.told.passage.start
        before = [(w, text[: w.start - start].rstrip()[-1:]) for w in self.frame if w.capital]
        return [w for w, mark in before if mark and mark not in ".!?\n"]

    def rest(self) -> set[str]:
        """The other words of the frame."""
        named = {w.at for w in self.names}
        return {w.form for w in self.frame if w.at not in named and w.form not in grammar("empty")}


def words_of(place: Span) -> list[Word]:
    """The words of a span of an article's text, without what a parse would tell of them."""
    found = []
    for at, match in enumerate(_WORD.finditer(place.text)):
        if at == _LONGEST:
            break
        form, low, high = folded(match[0]), place.start + match.start(), place.start + match.end()
        found.append(Word(at, form, form, form, "", "", at, -1, 0, low, high, match[0][0].isupper()))
    return found


def _gaps(a: Sequence[Word], b: Sequence[Word]) -> Iterator[_Gap]:
    matcher = SequenceMatcher(None, [w.form for w in a], [w.form for w in b], autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag != "equal":
            place = "start" if not j and not i else "end" if k == len(a) and m == len(b) else "inside"
            yield _Gap(a[i:k], b[j:m], place)


def _operations(one: _Telling, other: _Telling, gaps: Sequence[_Gap]) -> tuple[Operation, ...]:
    marked = [x.told.kind is not Kind.INDIRECT for x in (one, other)]
    found = set()
    if marked[0] != marked[1]:
        found.add(Operation.DIRECT_TO_INDIRECT if marked[0] else Operation.INDIRECT_TO_DIRECT)
    for gap in gaps:
        if gap.a and gap.b:
            found.add(Operation.SUBSTITUTE)
        elif gap.b:
            found.add(Operation.INSERT)
        elif gap.place != "inside":
            found.add(Operation.CUT_START if gap.place == "start" else Operation.CUT_END)
        else:
            found.add(Operation.ELLIPSIS if _dotted(other.told.span.text) else Operation.SPLICE)
    return tuple(x for x in Operation if x in found) or (Operation.VERBATIM,)


def _dotted(text: str) -> bool:
    return "..." in text or "…" in text or "[" in text


def _lost(one: _Telling, other: _Telling, gaps: Sequence[_Gap]) -> Iterator[_Finding]:
    """Words of doubt and of denial that stand on one side alone."""
    whole = [*other.inside, *other.frame]
    known = {w.form for w in [*one.inside, *one.frame]}
    kept = {w.form for w in whole}
    new = [w for w in _found(whole, "hedges", "core") if w.form not in known]
    for gap in gaps:
        denied = _found(gap.a, "negation", "plain") + _found(gap.b, "negation", "plain")
        if denied and min(len(gap.a), len(gap.b)) <= 1 and gap.place == "inside":
            yield _Finding(Effect.NEGATION_FLIPPED, Severity.REVERSES, gap.a, gap.b, "negation in one")
        doubts = [w for w in _found(gap.a, "hedges", *_HEDGES) if w.form not in kept]
        if doubts and not gap.b and not new:
            yield _Finding(Effect.HEDGE_DROPPED, Severity.SHIFTS, doubts, (), "hedge lost")


def _found(words: Sequence[Word], section: str, *names: str) -> list[Word]:
    places = {at for match in matches(words, section, *names) for at in match}
    return [w for w in words if w.at in places]


def _names(one: _Telling, other: _Telling) -> _Finding | None:
    """Another name in the same frame, round words that are kept."""
    a, b = one.names, other.names
    kept = {w.form for w in a} & {w.form for w in b}
    if not a or not b or kept or _overlap(one.rest(), other.rest()) < _SAME_FRAME:
        return None
    return _Finding(Effect.MISATTRIBUTED, Severity.SHIFTS, a, b, "other name in the same frame")


def _anchor(one: _Telling, other: _Telling, gaps: Sequence[_Gap]) -> _Finding | None:
    """The piece has lost what stood over it, and hangs on words that the witness does not have."""
    cut = [gap for gap in gaps if gap.place == "start" and gap.a and not gap.b]
    names = {w.form for w in one.names} & {w.form for w in other.names}
    if not cut or names or not other.frame or _overlap(one.rest(), other.rest()) > _OTHER_FRAME:
        return None
    return _Finding(Effect.RE_ANCHORED, Severity.SHIFTS, cut[0].a, other.frame, "piece in another frame")


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _mutation(a: Quotation, b: Quotation, found: _Finding) -> Mutation:
    words = (places_of(a.passage, found.a), places_of(b.passage, found.b))
    sides = (a.passage, b.passage)
    return mutation(a.article, b.article, found.effect, found.severity, sides, words, found.rule)


def places_of(place: Span, words: Sequence[Word]) -> tuple[Span, ...]:
    """The runs of neighbouring words as spans of the article's text."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.start):
        if runs and not place.text[runs[-1][-1].end - place.start : word.start - place.start].strip():
            runs[-1].append(word)
        else:
            runs.append([word])
    low = place.start
    return tuple(
        Span(run[0].start, run[-1].end, place.text[run[0].start - low : run[-1].end - low]) for run in runs
    )
