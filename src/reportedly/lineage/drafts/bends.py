"""What a change of words does to what they say: by the words that part, and by what governs them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lineage.drafts.placing import Gap, Place, words_of
from reportedly.lineage.drafts.tokens import Token, tokens
from reportedly.lineage.mutations.concepts import base
from reportedly.lineage.mutations.lexicon import calendar, leanings, matches, opposites
from reportedly.lineage.mutations.wording import Word
from reportedly.records import (
    Article,
    Comparison,
    Effect,
    Modality,
    Mutation,
    Quotation,
    Severity,
    Span,
    Statement,
)

_HEDGES = ("core", "possible", "probable")
# What governs quoted words from outside the marks. Figures, names and limits beside them may differ fairly,
# because a draft says other things in the same sentence.
_FRAME = frozenset(
    {
        Effect.NEGATION_FLIPPED,
        Effect.RE_ANCHORED,
        Effect.CONTEXT_REVERSED,
        Effect.FORECAST_TO_FACT,
        Effect.CONDITION_DROPPED,
        Effect.HEDGE_DROPPED,
    }
)
TURNED = frozenset({Effect.NEGATION_FLIPPED, Effect.ANTONYM, Effect.RE_ANCHORED, Effect.CONTEXT_REVERSED})
"""Effects that turn a meaning round."""
_SPEAKER = frozenset({Effect.MISATTRIBUTED, Effect.LEVEL_SHIFT})
_DENY = "deny"
_RIGHT_BEFORE = 12  # characters from a negator to the quoted words that it governs
_NEAR = 10  # words before a quotation among which it may hang on one that leans
_SHORT = 4  # words left out among which a negator always counts
_EDGE = 2  # words from either end of a longer cut at which it does


@dataclass(frozen=True, slots=True)
class Bend:
    """A change with its effect and the deciding words of the article and of the draft."""

    effect: Effect
    severity: Severity
    rule: str
    found_words: tuple[Span, ...]
    words: tuple[Span, ...]


def bend_of(found: Comparison, theirs: Quotation, ours: Quotation, known_speaker: bool) -> Bend | None:
    """The gravest change in what governs words that are kept; None where it is the same.

    Who speaks is taken from the comparison only where nothing better is known.
    """
    trusted = _FRAME if known_speaker else _FRAME | _SPEAKER
    own = [one for one in found.mutations if one.effect in trusted and _governs(one, theirs, ours)]
    return _as_bend(own[0]) if own else None


def _governs(one: Mutation, theirs: Quotation, ours: Quotation) -> bool:
    """Whether the deciding words may govern the kept ones: they are none of them, and doubt stands before
    what it doubts.
    """
    if any(_inside(word, theirs.span) for word in one.a_words):
        return False
    if one.b_words and all(_inside(word, ours.span) for word in one.b_words) and not _cut_off(one, theirs):
        return False
    if one.effect is Effect.RE_ANCHORED and one.b_words and all(_names(word, ours) for word in one.b_words):
        return False
    if one.effect is Effect.CONTEXT_REVERSED and not any(_joined(word, theirs) for word in one.a_words):
        return False
    before = all(word.end <= theirs.span.start for word in one.a_words)
    return before or one.effect not in (Effect.HEDGE_DROPPED, Effect.FORECAST_TO_FACT)


def _cut_off(one: Mutation, theirs: Quotation) -> bool:
    """Whether a negator stands right before the kept words: "do not need" quoted as "need"."""
    behind = max((word.end for word in one.a_words), default=-1)
    between = theirs.span.start - behind
    return one.effect is Effect.NEGATION_FLIPPED and behind >= 0 and 0 <= between <= _RIGHT_BEFORE


def _names(word: Span, told: Quotation) -> bool:
    """Whether the words are the speaker's name: who says it is no anchor."""
    return bool(told.speaker) and word.text.casefold() in (told.speaker or "").casefold()


def _joined(word: Span, told: Quotation) -> bool:
    """Whether the words stand in the clause that leads to the quotation: "asked whether ..., he said" does
    not."""
    text = told.passage.text[word.end - told.passage.start : told.span.start - told.passage.start]
    return word.end <= told.span.start and not any(mark in text for mark in ",;:.")


def _inside(word: Span, place: Span) -> bool:
    return place.start <= word.start and word.end <= place.end


def _as_bend(one: Mutation) -> Bend:
    return Bend(one.effect, one.severity, one.rule, one.a_words, one.b_words)


def bend_of_acts(ours: Statement | None, theirs: Sequence[Statement]) -> Bend | None:
    """What one side denies and the other says, where no word of denial is left over on either side."""
    if ours is None or not theirs:
        return None
    denied = [one for one in theirs if one.act == _DENY or one.negated]
    turned = not denied if ours.act == _DENY else len(denied) == len(theirs) and not ours.negated
    if not turned or _DENY not in {ours.act, *(one.act for one in theirs)}:
        return None
    return Bend(Effect.NEGATION_FLIPPED, Severity.REVERSES, "denied in one", theirs[0].cue, ours.cue)


def bend_of_leaning(theirs: Quotation, ours: Quotation, cues: frozenset[str]) -> Bend | None:
    """Words before the quotation that lean the other way: "impatient with" against "built on". Told by the
    words alone, for a parse may hang a quotation on something else; `cues` report, and do not lean.
    """
    a, b = _leaning(theirs, cues), _leaning(ours, cues)
    if a is None or b is None or a[0] == b[0] or b[1].text.casefold() in theirs.passage.text.casefold():
        return None
    return Bend(Effect.RE_ANCHORED, Severity.REVERSES, "leans the other way", (a[1],), (b[1],))


def _leaning(told: Quotation, cues: frozenset[str]) -> tuple[int, Span] | None:
    """Which way the nearest leaning word of the clause before the quotation leans, and the word."""
    before = told.passage.text[: max(0, told.span.start - told.passage.start)]
    clause = re.split(r"[.;:!?]", before)[-1]
    shift = len(before) - len(clause)
    near = tokens(clause)[-_NEAR:]
    if matches(_words(near), "negation", "plain"):
        return None
    for token in reversed(near):
        stem = base(token.form)
        if stem in leanings() and token.form not in cues:
            low, high = shift + token.start, shift + token.end
            start = told.passage.start
            return leanings()[stem], Span(start + low, start + high, told.passage.text[low:high])
    return None


def bend_of_cut(article: Article, dropped: Sequence[Token]) -> Bend | None:
    """What a marked cut takes away: a condition, or a negator or doubt that stood beside the kept words."""
    words = _words(dropped)
    if not words or any(c in ".!?" for c in article.text[dropped[0].start : dropped[-1].end]):
        return None
    condition = matches(words, "conditions", "words")
    if condition:
        return _lost(article, dropped, condition[0], Effect.CONDITION_DROPPED, "a condition is cut out")
    near = [n for n in range(len(words)) if len(words) <= _SHORT or min(n, len(words) - 1 - n) < _EDGE]
    for effect, what, found in (
        (Effect.NEGATION_FLIPPED, "a negation is cut out", matches(words, "negation", "plain")),
        (Effect.HEDGE_DROPPED, "a hedge is cut out", matches(words, "hedges", *_HEDGES)),
    ):
        for match in found:
            if match[0] in near:
                return _lost(article, dropped, match, effect, what)
    return None


def _lost(article: Article, dropped: Sequence[Token], at: Sequence[int], effect: Effect, rule: str) -> Bend:
    severity = Severity.REVERSES if effect is Effect.NEGATION_FLIPPED else Severity.SHIFTS
    return Bend(effect, severity, rule, words_of(article.text, [dropped[n] for n in at]), ())


def bend_of_gaps(draft: Article, article: Article, at: Place, found: Comparison) -> Bend:
    """What other words do: by the words that part, else by the comparison where it rests on just these."""
    theirs = words_of(article.text, [token for gap in at.gaps for token in gap.theirs])
    ours = words_of(draft.text, [token for gap in at.gaps for token in gap.ours])
    for rule in (_negated, _opposed, _counted, _doubted):
        effect = next((effect for gap in at.gaps if (effect := rule(gap))), None)
        if effect:
            grave = effect in (Effect.NEGATION_FLIPPED, Effect.ANTONYM)
            return Bend(effect, Severity.REVERSES if grave else Severity.SHIFTS, _SAYS[effect], theirs, ours)
    resting = [one for one in found.mutations if _touches(one, theirs, ours)]
    if resting:
        return Bend(resting[0].effect, resting[0].severity, resting[0].rule, theirs, ours)
    return Bend(Effect.NONE, Severity.HARMLESS, "other words between the marks", theirs, ours)


_SAYS = {
    Effect.NEGATION_FLIPPED: "negation in one",
    Effect.ANTONYM: "the opposite word",
    Effect.NUMBER_CHANGED: "another figure",
    Effect.HEDGE_DROPPED: "hedge lost",
    Effect.HEDGE_ADDED: "hedge added",
}


def _negated(gap: Gap) -> Effect | None:
    a, b = (bool(matches(_words(side), "negation", "plain")) for side in (gap.theirs, gap.ours))
    sure = gap.inside or (len(gap.ours) <= _EDGE and len(gap.ours) == len(gap.theirs))
    return Effect.NEGATION_FLIPPED if sure and a != b else None


def _opposed(gap: Gap) -> Effect | None:
    ours = {base(token.form) for token in gap.ours}
    turned = any(opposites().get(base(token.form), frozenset()) & ours for token in gap.theirs)
    return Effect.ANTONYM if turned else None


def _counted(gap: Gap) -> Effect | None:
    a, b = ({token.form for token in side if token.form.startswith("#")} for side in (gap.theirs, gap.ours))
    return Effect.NUMBER_CHANGED if a and b and a != b else None


def _doubted(gap: Gap) -> Effect | None:
    a, b = (bool(matches(_words(side), "hedges", *_HEDGES)) for side in (gap.theirs, gap.ours))
    if a == b:
        return None
    return Effect.HEDGE_DROPPED if a else Effect.HEDGE_ADDED


def _touches(one: Mutation, theirs: Sequence[Span], ours: Sequence[Span]) -> bool:
    return any(
        x.start < y.end and y.start < x.end
        for mine, others in ((one.a_words, theirs), (one.b_words, ours))
        for x in mine
        for y in others
    )


def _words(found: Sequence[Token]) -> list[Word]:
    """Words as the lists of knowledge are looked up in, one a token; of a contraction its negation."""
    forms = [_plain(token.form) for token in found]
    return [Word(n, form, form, form, "", "", n, -1, 0, 0, 0, False) for n, form in enumerate(forms)]


def _plain(form: str) -> str:
    return "not" if form == "cannot" or form.endswith("n't") else form


_REPORTED = frozenset(
    {
        Effect.NEGATION_FLIPPED,
        Effect.ANTONYM,
        Effect.FORECAST_TO_FACT,
        Effect.CONDITION_DROPPED,
        Effect.HEDGE_DROPPED,
        Effect.NUMBER_CHANGED,
        Effect.ENTITY_SWAPPED,
    }
)
_SURE = frozenset({Modality.ASSERTED, Modality.PREDICTED})
_DOUBTED = frozenset({Modality.POSSIBLE, Modality.PROBABLE, Modality.CONDITIONAL})


def reported_bend(
    found: Comparison,
    theirs_told: Quotation,
    told: Quotation,
    ours: Statement | None,
    theirs: Statement | None,
) -> Bend | None:
    """The gravest change in a statement that is told without marks: by the comparison, else by what the two
    statements are, denied or not, doubted or not.
    """
    own = [one for one in found.mutations if one.effect in _REPORTED]
    if own:
        return _as_bend(own[0])
    counted = _figures(theirs_told, told)
    if counted:
        return counted
    if ours is None or theirs is None:
        return None
    words = (theirs.content, ours.content)
    if ours.negated != theirs.negated:
        return Bend(Effect.NEGATION_FLIPPED, Severity.REVERSES, "denied in one", *words)
    if theirs.modality is Modality.CONDITIONAL and ours.modality in _SURE:
        return Bend(
            Effect.CONDITION_DROPPED, Severity.SHIFTS, "condition lost", theirs.hedges or words[0], ()
        )
    if theirs.modality in _DOUBTED and ours.modality is Modality.ASSERTED and not ours.hedges:
        return Bend(Effect.HEDGE_DROPPED, Severity.SHIFTS, "hedge lost", theirs.hedges or theirs.content, ())
    return None


def _figures(theirs: Quotation, ours: Quotation) -> Bend | None:
    """A figure that the other side does not have, beside the word beside which it has another."""
    a, b = tokens(theirs.passage.text), tokens(ours.span.text)
    known, own = {token.form for token in a}, {token.form for token in b}
    for at, token in enumerate(b):
        if not _counts(token) or token.form in known:
            continue
        for where, other in enumerate(a):
            if _counts(other) and other.form not in own and _like(a, where, b, at):
                spans = (_word(theirs.passage, other), _word(ours.span, token))
                return Bend(Effect.NUMBER_CHANGED, Severity.SHIFTS, "another figure", *spans)
    return None


_VAGUE = frozenset({"#0", "#1"})


def _counts(token: Token) -> bool:
    """Whether a word is a figure or names a month or day of the week."""
    dated = token.form in calendar("months") or token.form in calendar("weekdays")
    return (token.form.startswith("#") and token.form not in _VAGUE) or dated


def _like(a: Sequence[Token], i: int, b: Sequence[Token], j: int) -> bool:
    """Whether the word before or behind is the same on both sides."""
    before = i > 0 and j > 0 and a[i - 1].form == b[j - 1].form
    after = i + 1 < len(a) and j + 1 < len(b) and a[i + 1].form == b[j + 1].form
    return before or after


def _word(place: Span, token: Token) -> tuple[Span, ...]:
    words = place.text[token.start : token.end]
    return (Span(place.start + token.start, place.start + token.end, words),)
