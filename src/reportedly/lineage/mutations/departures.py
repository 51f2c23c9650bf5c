"""Loose signs of a change: wherever the relay departs from the witness's words.

None of them proves anything alone, for an honest paraphrase departs as well. `judging` weighs them.
"""

from collections.abc import Iterator, Sequence

from reportedly.lineage.mutations.commitment import conditional
from reportedly.lineage.mutations.concepts import number
from reportedly.lineage.mutations.findings import Finding, Pair, flat
from reportedly.lineage.mutations.lexicon import matches, ranks, tone
from reportedly.lineage.mutations.numbers import fractions, units
from reportedly.lineage.mutations.pairing import Gap
from reportedly.lineage.mutations.speaking import Speaker
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_NEGATORS = frozenset({"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere"})
_DOUBTS = ("denied_knowledge", "possible", "probable", "certain", "approximate")
_HEAD = frozenset({"amod", "compound", "poss", "nmod"})
_OPENING = frozenset({"to", "may", "might", "could", "would", "should", "will", "shall", "must", "can"})
_DONE = frozenset({"has", "have", "had", "was", "were", "is", "are", "been"})
_TURNING = frozenset({"but", "though", "although", "yet", "not", "however", "while", "or"})
_TIMES = frozenset({"once", "twice", "thrice", "half", "double", "first", "second", "third", "last"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "where"})
_LEAST = 2  # content words that changed places
_NEAR = 0.6  # the share of the relay's words that stand in the witness's order


def departures(pair: Pair) -> Iterator[Finding]:
    """Every loose sign, in no order: words exchanged, put in, taken out, cut off, moved; another speaker's
    head or place; a verb that is done, or no longer; doubts, negators and praise that only one side has.
    """
    yield from _edits(pair)
    yield from _moved(pair)
    yield from _cuts(pair)
    yield from _speakers(pair)
    yield from _tenses(pair)
    yield from _counted(pair)
    yield from _praised(pair)


def _edits(pair: Pair) -> Iterator[Finding]:
    for gap in pair.pairing.course:
        a, b = [pair.a.words[n] for n in gap.a], [pair.b.words[n] for n in gap.b]
        lost = [w for w in a if w.content and not pair.pairing.kept(w)]
        new = [w for w in b if w.content and not pair.pairing.has(w)]
        if lost and new:
            yield from _exchanged(pair, gap, lost[-1], new[-1])
        elif new:
            yield Finding(Effect.SCOPE_NARROWED, False, (), gap.b, "words put in" + _inside(new))
            if any(_counting(w) for w in new):
                yield Finding(Effect.NUMBER_CHANGED, False, (), gap.b, "figure put in")
        elif lost:
            yield from _taken_out(gap, a, lost)
        yield from _closed_class(gap, a, b)
        yield from _pronouns(gap, a, b)


def _inside(words: Sequence[Word]) -> str:
    return " within the marks" if all(w.quoted for w in words) else ""


def _taken_out(gap: Gap, a: Sequence[Word], lost: Sequence[Word]) -> Iterator[Finding]:
    opening = next((w for w in a if w.form not in grammar("empty")), lost[0])
    kind = "clause" if opening.form in _RELATIVE else "phrase" if a[0].tag in ("IN", "TO") else "words"
    shown = " and shown" if gap.marked else ""
    yield Finding(Effect.SCOPE_WIDENED, False, gap.a, (), f"{kind} taken out{_inside(lost)}{shown}")
    if kind == "clause":
        yield Finding(Effect.CONDITION_DROPPED, False, gap.a, (), f"clause taken out{_inside(lost)}")


def _pronouns(gap: Gap, a: Sequence[Word], b: Sequence[Word]) -> Iterator[Finding]:
    """ "On our side" -> "on their side", within marks on both sides."""
    ours, theirs = ([w for w in side if w.tag in ("PRP", "PRP$") and w.quoted] for side in (a, b))
    if ours and theirs and ours[0].form != theirs[0].form:
        yield Finding(Effect.ENTITY_SWAPPED, True, gap.a, gap.b, "other pronoun within the marks")


def _exchanged(pair: Pair, gap: Gap, a: Word, b: Word) -> Iterator[Finding]:
    """One content word for another: what kind of word says what is likely to have changed."""
    where = _inside([a, b])
    if b.at in pair.b_speaker.words and a.at in pair.a_speaker.words:
        yield Finding(Effect.MISATTRIBUTED, a.place or b.place, gap.a, gap.b, "other word for the speaker")
    elif _counting(a) or _counting(b):
        yield Finding(Effect.NUMBER_CHANGED, False, gap.a, gap.b, "other word by a figure" + where)
    elif a.noun and b.noun:
        named = a.capital and b.capital
        yield Finding(
            Effect.ENTITY_SWAPPED, False, gap.a, gap.b, ("other name" if named else "other thing") + where
        )
    elif a.verb and b.verb:
        yield Finding(Effect.RE_ANCHORED, True, gap.a, gap.b, "other verb" + where)
        yield Finding(Effect.ANTONYM, True, gap.a, gap.b, "other verb" + where)
    elif a.tag[:2] == b.tag[:2]:
        yield Finding(Effect.ANTONYM, True, gap.a, gap.b, "other quality" + where)
    else:
        yield Finding(Effect.RE_ANCHORED, True, gap.a, gap.b, "other words" + where)


def _counting(word: Word) -> bool:
    """Whether a word is a figure or a unit: "twice", "the third", "a month"."""
    counted = word.form in units() or word.form in fractions() or number(word.form) is not None
    return counted or word.tag == "CD" or word.form in _TIMES


def _closed_class(gap: Gap, a: Sequence[Word], b: Sequence[Word]) -> Iterator[Finding]:
    """Small words that turn much: negators, words for how many, modals."""
    gone, put = ({w.form for w in side} & _NEGATORS for side in (a, b))
    if gone and not put:
        yield Finding(Effect.NEGATION_FLIPPED, True, gap.a, gap.b, "negator out of its place")
    elif put and not gone:
        yield Finding(Effect.NEGATION_FLIPPED, True, gap.a, gap.b, "negator in its place")
        yield Finding(Effect.HEDGE_DROPPED, False, gap.a, gap.b, "negator in its place")
    some, whole = (bool(matches(b, "scope", kind)) for kind in ("some", "all"))
    if whole and not matches(a, "scope", "all"):
        yield Finding(Effect.SCOPE_WIDENED, False, gap.a, gap.b, "whole in its place")
    if some and not matches(a, "scope", "some"):
        yield Finding(Effect.SCOPE_NARROWED, False, gap.a, gap.b, "part in its place")
    ours, theirs = ({w.form for w in side} & grammar("modals") for side in (a, b))
    weak = grammar("weak_modals")
    if ours & weak and not theirs & weak:
        yield Finding(Effect.HEDGE_DROPPED, False, gap.a, gap.b, "modal firmer")
    elif theirs & weak and not ours & weak:
        yield Finding(Effect.HEDGE_ADDED, False, gap.a, gap.b, "modal weaker")


def _moved(pair: Pair) -> Iterator[Finding]:
    """Content words that both have and that stand in another order, where most words keep theirs."""
    gaps = [(set(gap.a), set(gap.b)) for gap in pair.pairing.course]
    out = [w for a, _ in gaps for w in (pair.a.words[n] for n in sorted(a)) if w.content]
    in_ = [w for _, b in gaps for w in (pair.b.words[n] for n in sorted(b)) if w.content]
    moved = {w.form for w in out} & {w.form for w in in_}
    a, b = (tuple(w.at for w in side if w.form in moved) for side in (out, in_))
    if moved:
        quoted = all(pair.b.words[n].quoted for n in b)
        name = "words changed places" if len(moved) >= _LEAST else "a word changed its place"
        for effect in (Effect.RE_ANCHORED, Effect.ANTONYM):
            yield Finding(effect, True, a, b, name + (" in the marks" if quoted else ""))


def _cuts(pair: Pair) -> Iterator[Finding]:
    """What the witness's marks hold before the first and behind the last word that the relay quotes."""
    for mark in range(len(pair.a.quotations)):
        words = [w for w in pair.a.words if w.quotation == mark]
        kept = [w.at for w in words if pair.kept(w.at)]
        if not kept or not any(w.content for w in words if w.at in kept):
            continue
        yield from _foot(pair, [w for w in words if w.at > kept[-1]])
        head = tuple(w.at for w in words if w.at < kept[0])
        if any(pair.a.words[n].content for n in head):
            negative = {pair.a.words[n].form for n in head} & _NEGATORS
            name = "head with a negator cut" if negative else "head cut"
            yield Finding(Effect.CONTEXT_REVERSED, True, head, (), name)
            yield Finding(Effect.NEGATION_FLIPPED, True, head, (), name)
            yield from _doubting_head(pair, head)


def _doubting_head(pair: Pair, head: Sequence[int]) -> Iterator[Finding]:
    """ "I have been told that", "hopes to": a head that leaves open what follows."""
    words = [pair.a.words[n] for n in head]
    for section, names in (("hedges", _DOUBTS), ("future", ("plans",))):
        if matches(words, section, *names):
            yield Finding(Effect.HEDGE_DROPPED, False, tuple(head), (), f"head with {section} cut")
            yield Finding(Effect.FORECAST_TO_FACT, True, tuple(head), (), f"head with {section} cut")


def _foot(pair: Pair, words: Sequence[Word]) -> Iterator[Finding]:
    if not any(w.content for w in words):
        return
    opening, gone = words[0], tuple(w.at for w in words)
    before = pair.a.before(opening.at)
    apart = before is not None and before.sentence != opening.sentence
    if conditional_in(pair.a, gone):
        yield Finding(Effect.CONDITION_DROPPED, False, gone, (), "condition cut")
    if apart or opening.form in _TURNING or any(w.form in _NEGATORS for w in words):
        turned = "sentence cut" if apart else "turn cut"
        negative = " with a negator" if any(w.form in _NEGATORS for w in words) else ""
        yield Finding(Effect.CONTEXT_REVERSED, False, gone, (), turned + negative)
    if opening.form in ("and", "or"):
        yield Finding(Effect.CONTEXT_REVERSED, False, gone, (), "half cut")
    if not apart:
        kind = "clause" if opening.form in _RELATIVE else opening.tag[:2]
        joined = "list" if opening.form in ("and", "or") else kind
        yield Finding(Effect.SCOPE_WIDENED, False, gone, (), f"foot cut: {joined}")


def conditional_in(side: Wording, numbers: Sequence[int]) -> bool:
    """Whether a condition is opened among some words, by an inverted "had" as well."""
    inside = set(numbers)
    inverted = any(
        side.words[n].form == "had" and side.words[n].dep in ("aux", "auxpass", "mark") for n in inside
    )
    return inverted or any(inside & set(m) for m in conditional(side))


def _speakers(pair: Pair) -> Iterator[Finding]:
    """Another head that the witness's speaker only hangs on, or another rank, or another place."""
    a, b = pair.a_speaker, pair.b_speaker
    if not a.words or not b.words:
        return
    ours, theirs = _top(pair.a, a), _top(pair.b, b)
    levels = [ranks().get(w.stem, "whole" if w.place else "") for w in (ours, theirs)]
    part = any(pair.a.words[n].concept == theirs.concept for n in pair.a.below(ours.at) if n != ours.at)
    if part and ours.concept != theirs.concept:
        yield Finding(Effect.LEVEL_SHIFT, False, a.words, b.words, "the whole for its part")
    if a.rank != b.rank and not a.names & b.names:
        yield Finding(Effect.LEVEL_SHIFT, False, a.words, b.words, "other rank")
    if levels[0] == levels[1] and ours.concept != theirs.concept:
        yield Finding(Effect.MISATTRIBUTED, False, a.words, b.words, "other head")
    here, there = _own_places(pair.a, ours), _own_places(pair.b, theirs)
    if here and there and not here & there:
        yield Finding(Effect.MISATTRIBUTED, True, a.words, b.words, "head of another place")


def _top(side: Wording, who: Speaker) -> Word:
    return next(
        (side.words[n] for n in who.words if side.words[n].head not in who.words), side.words[who.words[0]]
    )


def _own_places(side: Wording, head: Word) -> set[str]:
    """The places that stand right under a noun: "the Chinese embassy", not "the embassy in Tallinn"."""
    under = [side.words[n] for n in side.children[head.at] if side.words[n].dep in _HEAD]
    return {w.concept for w in (head, *under) if w.place}


def _tenses(pair: Pair) -> Iterator[Finding]:
    """A verb that was open and is done, or the other way round."""
    for a in (w for w in pair.a.told if w.verb and w.at != pair.a_speaker.cue):
        for at in pair.partners.get(a.at, ())[:2]:
            b = pair.b.words[at]
            if not b.verb or at == pair.b_speaker.cue or b.stem in ("say", "tell"):
                continue
            ours, theirs = _open(pair.a, a), _open(pair.b, b)
            if ours and not theirs and _done(pair.b, b):
                yield Finding(Effect.FORECAST_TO_FACT, False, (a.at,), (at,), "open verb done")
            elif theirs and not ours and _done(pair.a, a):
                yield Finding(Effect.HEDGE_ADDED, False, (a.at,), (at,), "done verb open")


def _open(side: Wording, word: Word) -> bool:
    return bool(side.helpers(word.at) & _OPENING) or word.tag == "VB"


def _done(side: Wording, word: Word) -> bool:
    # A participle without a helper may be a past tense that the parse mistook.
    helpers = side.helpers(word.at)
    return word.tag == "VBD" or (word.tag == "VBN" and not helpers) or bool(helpers & _DONE)


def _counted(pair: Pair) -> Iterator[Finding]:
    """Doubts, negators and conditions that only one of the two has."""
    kinds = (
        ("hedges", _DOUBTS, Effect.HEDGE_DROPPED, Effect.HEDGE_ADDED, "doubt"),
        (
            "negation",
            ("plain", "lexical", "strong"),
            Effect.NEGATION_FLIPPED,
            Effect.NEGATION_FLIPPED,
            "denial",
        ),
        ("conditions", ("words",), Effect.CONDITION_DROPPED, Effect.SCOPE_NARROWED, "condition"),
        ("distance", ("words",), Effect.CONTEXT_REVERSED, Effect.NONE, "distance"),
    )
    for section, names, less, more, name in kinds:
        ours, theirs = (pair.lists(side, section, *names) for side in (pair.a, pair.b))
        if ours and not theirs:
            yield Finding(less, False, flat(ours), (), f"no {name} any more")
        elif theirs and not ours and more is not Effect.NONE:
            yield Finding(more, False, (), flat(theirs), f"{name} of its own")


def _praised(pair: Pair) -> Iterator[Finding]:
    """Praise or blame in the relay's frame that the witness does not have."""
    own = [w for w in pair.frame(pair.b) if tone().get(w.stem, 0) and not pair.pairing.has(w)]
    if own:
        numbers = tuple(w.at for w in own)
        yield Finding(Effect.CONTEXT_REVERSED, False, (), numbers, "tone of its own")
        yield Finding(Effect.RE_ANCHORED, True, (), numbers, "tone of its own")
