"""Another figure, date, party, place or thing in the slot of the witness's."""

from collections.abc import Iterator

from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import calendar, opposites
from reportedly.lineage.mutations.numbers import Amount, amounts, units
from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.records import Effect

_CALENDAR = ("months", "weekdays", "seasons")
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
    for _, one, other in pair.swaps:
        if _dates(one, other):
            yield Finding(Effect.NUMBER_CHANGED, False, (one.at,), (other.at,), "date")
    days = {_slot(pair.a, w): w for w in pair.frame(pair.a) if _in_calendar(w) and not pair.pairing.kept(w)}
    for other in (w for w in pair.frame(pair.b) if _in_calendar(w) and not pair.pairing.has(w)):
        gone = days.get(_slot(pair.b, other))
        if gone is not None and _dates(gone, other):
            yield Finding(Effect.NUMBER_CHANGED, False, (gone.at,), (other.at,), "date in the slot")


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
    return ours is not None and ours == theirs


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
    for gap, a, b in pair.swaps:
        opposed = a.stem in opposites().get(b.stem, ())
        measured = a.form in units() and b.form in units()
        if a.noun and b.noun and a.concept != b.concept and not (opposed or measured or _dates(a, b)):
            yield Finding(Effect.ENTITY_SWAPPED, False, gap.a, gap.b, "other noun in the slot")
    yield from _places(pair)
    yield from _objects(pair)


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
        if over is None or not names or any(pair.pairing.has(pair.b.words[n]) for n in names):
            continue
        if any(pair.pairing.has(pair.b.words[n]) for n in pair.b.below(b.at) if pair.b.words[n].content):
            continue
        for a in pair.frame(pair.a):
            gone = not any(pair.pairing.kept(pair.a.words[n]) for n in _names(pair.a, a) or [a.at])
            if _over(pair.a, a) == over and gone:
                words = (tuple(pair.a.below(a.at)), tuple(names))
                yield Finding(Effect.ENTITY_SWAPPED, False, *words, "other object")


def _names(side: Wording, word: Word) -> list[int]:
    return [n for n in side.below(word.at) if side.words[n].capital]


def _over(side: Wording, word: Word) -> tuple[str, str] | None:
    """The preposition over a word and what that hangs on, unless this says little."""
    preposition = side.words[word.head]
    top = side.words[preposition.head]
    return (preposition.form, top.concept) if word.dep == "pobj" and top.content and not top.quoted else None
