"""Another figure, date, party, place or thing in the slot of the witness's."""

from collections.abc import Iterator

from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import calendar, opposites, tone
from reportedly.lineage.mutations.numbers import Amount, amounts, fractions, units
from reportedly.lineage.mutations.pairing import Gap
from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.records import Effect

_CALENDAR = ("months", "weekdays", "seasons")
_REST = 0.5  # the share of what a verb tells that must be kept before its subjects are compared
_SAID = frozenset({"acomp", "attr", "xcomp"})
_AHEAD = 4  # words behind a figure among which the thing stands that it counts


def numbers(pair: Pair) -> Iterator[Finding]:
    """A figure that the witness does not have, where one of the witness's for the same thing is missing; and
    a weekday or month replaced within the relayed words.
    """
    a, b = amounts(pair.a.told), amounts(pair.b.told)
    lost = [x for x in a if not any(x.agrees(y) for y in b)]
    for y in (y for y in b if not any(x.agrees(y) for x in a)):
        for x in lost:
            if x.comparable(y) and _counts_the_same(pair, x, y):
                yield Finding(Effect.NUMBER_CHANGED, False, x.words, y.words, "figure")
    yield from _last_and_next(pair)
    for _, one, other in pair.swaps:
        if _dates(one, other):
            yield Finding(Effect.NUMBER_CHANGED, False, (one.at,), (other.at,), "date")
    days = {_slot(pair.a, w): w for w in pair.frame(pair.a) if _in_calendar(w) and not pair.pairing.kept(w)}
    for other in (w for w in pair.frame(pair.b) if _in_calendar(w) and not pair.pairing.has(w)):
        gone = days.get(_slot(pair.b, other))
        if gone is not None and _dates(gone, other):
            yield Finding(Effect.NUMBER_CHANGED, False, (gone.at,), (other.at,), "date in the slot")


def _last_and_next(pair: Pair) -> Iterator[Finding]:
    """ "Last year" -> "next year"."""
    ours, theirs = (
        {(w.form, after.stem): (w.at, after.at) for w in side.told if (after := side.after(w.at)) is not None}
        for side in (pair.a, pair.b)
    )
    for one, other in (("last", "next"), ("next", "last")):
        for (form, unit), at in ours.items():
            if form == one and (one, unit) not in theirs and (other, unit) not in ours and _of_time(unit):
                new = theirs.get((other, unit))
                if new is not None:
                    yield Finding(Effect.NUMBER_CHANGED, False, at, new, "last and next")


def _of_time(stem: str) -> bool:
    return stem in units() and units()[stem][0] == "time"


def _slot(side: Wording, word: Word) -> tuple[str, str]:
    """How a word hangs on which other one."""
    return word.dep, side.words[word.head].form


def _in_calendar(word: Word) -> bool:
    return any(word.form in calendar(kind) for kind in _CALENDAR)


def _counts_the_same(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether both stand in one slot of a quotation, or count the same thing."""
    if any(n in gap.b for _, _, gap in pair.gaps for n in b.words):
        return True
    ours, theirs = _thing(pair.a, a), _thing(pair.b, b)
    return (ours is not None and ours == theirs) or _years(pair, a, b)


def _years(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether both are years behind the same preposition of the same word: "to run in 2031"."""
    one, other = pair.a.words[a.words[-1]], pair.b.words[b.words[-1]]
    alike = _slot(pair.a, one) == _slot(pair.b, other)
    return alike and all(len(w.form) == 4 and w.form[:2] in ("19", "20") for w in (one, other))


def _thing(side: Wording, amount: Amount) -> str | None:
    """The concept of the noun that a bare figure counts; of what a figure with a unit hangs on."""
    last = side.words[amount.words[-1]]
    if amount.dimension not in ("", "part"):
        over = side.words[last.head]
        over = side.words[over.head] if over.tag == "IN" else over  # "strike for two days"
        return over.concept if over.content else None
    behind = side.words[last.at + 1 : last.at + 1 + _AHEAD]
    return next((w.concept for w in behind if w.noun), None)


def _dates(a: Word, b: Word) -> bool:
    return a.form != b.form and any({a.form, b.form} <= set(calendar(kind)) for kind in _CALENDAR)


def entities(pair: Pair) -> Iterator[Finding]:
    """Another noun in a slot of the relayed words, or another place or name in a slot of the frame."""
    for gap, a, b in (*pair.swaps, *_edits(pair)):
        opposed = a.stem in opposites().get(b.stem, ()) or tone().get(a.stem, 0) * tone().get(b.stem, 0) < 0
        measured = all(w.form in units() or w.form in fractions() for w in (a, b))
        if a.noun and b.noun and a.concept != b.concept and not (opposed or measured or _dates(a, b)):
            yield Finding(Effect.ENTITY_SWAPPED, False, gap.a, gap.b, "other noun in the slot")
    yield from _places(pair)
    yield from _objects(pair)
    yield from _subjects(pair)


def _edits(pair: Pair) -> Iterator[tuple[Gap, Word, Word]]:
    """Nouns exchanged one for one outside the marks of a relay that is nearly the witness word for word."""
    away = {*pair.b_speaker.words, pair.b_speaker.cue}
    for gap in pair.pairing.edits:
        a = [pair.a.words[n] for n in gap.a if pair.a.words[n].content]
        b = [pair.b.words[n] for n in gap.b if pair.b.words[n].content]
        plain = not any(w.at in away or w.quoted or w.capital or pair.pairing.has(w) for w in b)
        if a and b and plain and a[-1].tag == b[-1].tag and not any(pair.pairing.kept(w) for w in a):
            yield gap, a[-1], b[-1]


def _places(pair: Pair) -> Iterator[Finding]:
    """Another place under the same word in the same relation."""
    lost = [w for w in pair.frame(pair.a) if w.place and not pair.pairing.kept(w)]
    for b in pair.frame(pair.b):
        if b.place and not pair.pairing.has(b):
            over = pair.b.words[b.head].concept
            for a in (a for a in lost if a.dep == b.dep and pair.a.words[a.head].concept == over):
                yield Finding(Effect.ENTITY_SWAPPED, False, (a.at,), (b.at,), "other place in the slot")


def _objects(pair: Pair) -> Iterator[Finding]:
    """ "referring to X" -> "referring to Y": another name behind the same word."""
    for b in pair.frame(pair.b):
        over, names = _over(pair.b, b), _names(pair.b, b)
        if (
            _in_calendar(b)
            or over is None
            or not names
            or any(pair.pairing.has(pair.b.words[n]) for n in names)
        ):
            continue
        if any(pair.pairing.has(pair.b.words[n]) for n in pair.b.below(b.at) if pair.b.words[n].content):
            continue
        for a in pair.frame(pair.a):
            gone = not any(pair.pairing.kept(pair.a.words[n]) for n in _names(pair.a, a) or [a.at])
            if _over(pair.a, a) == over and gone:
                words = (tuple(pair.a.below(a.at)), tuple(names))
                yield Finding(Effect.ENTITY_SWAPPED, False, *words, "other object")


def _subjects(pair: Pair) -> Iterator[Finding]:
    """Outside the marks another does what the witness tells: "the operator was not to blame" -> "the captain
    was not to blame".
    """
    for a, b in _same_deeds(pair):
        ours, theirs = _subject(pair.a, a), _subject(pair.b, b)
        rest = [n for n in pair.a.below(a.at) if pair.a.words[n].content and n not in ours and n != a.at]
        if not ours or not theirs or not rest or pair.share(rest) < _REST:
            continue
        kept = any(pair.pairing.kept(pair.a.words[n]) for n in ours)
        if not kept and not any(pair.pairing.has(pair.b.words[n]) for n in theirs):
            yield Finding(Effect.ENTITY_SWAPPED, False, ours, theirs, "other subject")


def _same_deeds(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """The verbs outside the marks that both sides have in one form; a form of "be" with what it says."""
    for a in (w for w in pair.a.told if w.verb and not w.quoted and w.at != pair.a_speaker.cue):
        said = [a.at] if a.content else [c for c in pair.a.children[a.at] if pair.a.words[c].dep in _SAID]
        for number in (n for at in said for n in pair.partners.get(at, ())[:1]):
            b = pair.b.words[number if a.content else pair.b.words[number].head]
            if b.verb and not b.quoted and (b.stem, b.tag) == (a.stem, a.tag):
                yield a, b


def _subject(side: Wording, verb: Word) -> tuple[int, ...]:
    """The content words of a verb's subject, if that is a noun."""
    top = side.child(verb.at, "nsubj", "nsubjpass")
    if top is None or not side.words[top].noun:
        return ()
    return tuple(n for n in side.below(top) if side.words[n].content)


def _names(side: Wording, word: Word) -> list[int]:
    return [n for n in side.below(word.at) if side.words[n].capital]


def _over(side: Wording, word: Word) -> tuple[str, str] | None:
    """The preposition over a word and what that hangs on, unless this says little."""
    preposition = side.words[word.head]
    top = side.words[preposition.head]
    return (preposition.form, top.concept) if word.dep == "pobj" and top.content and not top.quoted else None
