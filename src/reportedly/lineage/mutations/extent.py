"""How much and how far: all for some, for good instead of for now, here instead of everywhere, or back."""

from collections.abc import Iterator, Sequence
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import Match, matches
from reportedly.lineage.mutations.numbers import parts
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_AGREES = 0.6
_ANYBODY = ("anybody", "anyone")
_RELATIVE = frozenset({"which", "who", "that"})
_BEFORE = 6  # words before a noun that tell how many
_ALL = 3  # the highest step of the ladder
_PARTING = frozenset({"and", "but", "while"})
_BEHIND, _AHEAD = 7, 4  # words round a limit that it may stand with


def scopes(pair: Pair) -> Iterator[Finding]:
    """Limits lost, words for the whole that are new, limiting phrases cut off or put in."""
    yield from _quantifiers(pair)
    yield from _within(pair)
    yield from _more_or_fewer(pair)
    yield from _cut_off(pair)
    yield from _put_in(pair)
    yield from _qualified(pair)


def _quantifiers(pair: Pair) -> Iterator[Finding]:
    ours, theirs = (_limits(pair, side) for side in (pair.a, pair.b))
    wholes = _new_wholes(pair)
    lost = [m for m in ours if _bears(pair, m) and not all(pair.kept(n) for n in m)]
    if lost and all(set(m) <= pair.paired for m in theirs):
        yield Finding(Effect.SCOPE_WIDENED, False, lost[0], wholes[0] if wholes else (), "limit lost")
    elif (gone := _part_gone(pair)) and not theirs:
        yield Finding(Effect.SCOPE_WIDENED, False, gone, (), "part gone")
    elif wholes and parts(pair.a.told):
        yield Finding(Effect.SCOPE_WIDENED, False, (), wholes[0], "a part made all")
    elif wholes and not lost and not _wholes(pair, pair.a) and not _negative(pair):
        yield Finding(Effect.SCOPE_WIDENED, False, (), wholes[0], "all new")


def _part_gone(pair: Pair) -> Match:
    """The words "three of the nine" where the relay has "the nine"."""
    if parts(pair.b.told):
        return ()
    for part in parts(pair.a.told):
        first, last = part.words[0], part.words[-1]
        if last > first + 1 and pair.kept(last) and not pair.kept(first):
            return part.words
    return ()


def _new_wholes(pair: Pair) -> list[Match]:
    """Words for the whole that the relay does not have from the witness; "both" are "the two"."""
    forms = {w.form for w in pair.a.told}
    two = any(w.concept == "#2" for w in pair.a.told)
    known = forms | ({"both"} if two else set())
    return [m for m in _wholes(pair, pair.b) if not all(pair.b.words[n].form in known for n in m)]


def _within(pair: Pair) -> Iterator[Finding]:
    """Some for all within words that agree, or all for some."""
    for a, b, gap in pair.gaps:
        whole = len(a) < 3 and matches(a, "scope", "all") and not any(w.form == "no" for w in a)
        if b and whole and not matches(b, "scope", "all"):
            yield Finding(Effect.SCOPE_NARROWED, False, gap.a, gap.b, "all lost")
        if _nobody_named(a, b) and any(w.noun and w.content for w in b):
            yield Finding(Effect.SCOPE_NARROWED, False, gap.a, gap.b, "everybody made somebody")
        if matches(a, "scope", "some") and matches(b, "scope", "all"):
            yield Finding(Effect.SCOPE_WIDENED, False, gap.a, gap.b, "some to all")


def _more_or_fewer(pair: Pair) -> Iterator[Finding]:
    """ "Most of the islanders" -> "all the islanders", "a few of the islanders"; "boats" -> "one boat"."""
    for a in (w for w in pair.a.told if w.tag == "NNS"):
        for b in (pair.b.words[n] for n in pair.partners.get(a.at, ())[:1]):
            ours, theirs = _how_many(pair.a, a), _how_many(pair.b, b)
            singled = theirs == 0 if ours is None else ours == _ALL and theirs is None
            if singled and b.tag == "NN":
                yield Finding(Effect.SCOPE_NARROWED, False, (a.at,), (b.at,), "one of them")
            elif ours is not None and theirs is not None and ours != theirs:
                effect = Effect.SCOPE_WIDENED if theirs > ours else Effect.SCOPE_NARROWED
                yield Finding(effect, False, (a.at,), (b.at,), "more or fewer")


def _how_many(side: Wording, noun: Word) -> int | None:
    """How much of a thing is told, from 0 (one, a few) to 3 (all), by the first such word before it."""
    for word in _phrase_before(side, noun):
        level = next((n for n, words in enumerate(_ladder()) if word.form in words), None)
        before = side.before(word.at)
        if level is not None and not (before is not None and before.form in ("not", "n't", "at")):
            return level
    return None


def _phrase_before(side: Wording, noun: Word) -> list[Word]:
    """The words of a noun phrase that stand before it, in order."""
    found: list[Word] = []
    for word in reversed(side.words[max(0, noun.at - _BEFORE) : noun.at]):
        nominal = word.tag.startswith(("NN", "JJ", "CD", "DT", "PRP$", "RB", "PDT")) or word.form == "of"
        if not nominal or word.sentence != noun.sentence or "," in side.between(word.at, word.at + 1):
            break
        found.insert(0, word)
    return found


@cache
def _ladder() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in load("bends")["scope"]["ladder"])


def _nobody_named(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """ "No one", "everybody": the whole, with no noun that says of what and is not told by the others too."""
    told = {w.concept for w in others}
    bare = not any(w.content and w.form not in grammar("whoever") and w.concept not in told for w in words)
    forms = {w.form for w in words} & grammar("whoever")
    return bare and bool(forms) and (forms != {"one"} or any(w.form == "no" for w in words))


def _limits(pair: Pair, side: Wording) -> list[Match]:
    """Words for a part, a time or an exception; "only if" is a condition."""
    found = [m for m in pair.lists(side, "scope", "some", "only") if not _utmost(side, m[0])]
    # "Only if" and "only when" open a condition.
    return [m for m in found if not matches(side.words[m[0] : m[-1] + 2], "conditions", "strong")]


def _utmost(side: Wording, at: int) -> bool:
    """ "the longest so far" limits nothing."""
    before = side.before(at)
    return before is not None and before.tag in ("JJS", "RBS")


def _wholes(pair: Pair, side: Wording) -> list[Match]:
    """Words for the whole; not "above all", "at all", "all but", "if all goes well"."""
    found = pair.lists(side, "scope", "all")
    return [m for m in found if not _idle(side, m[0]) and not _rate(side, m[0])]


def _rate(side: Wording, at: int) -> bool:
    """ "Every month" is how often."""
    after = side.after(at)
    return (
        side.words[at].form in ("every", "each")
        and after is not None
        and after.form in grammar("spans_of_time")
    )


def _idle(side: Wording, at: int) -> bool:
    before, after = side.before(at), side.after(at)
    if side.words[at].form in _ANYBODY and after is not None and after.form == "who":
        return True  # "anybody who pays" is whoever pays: a class, as "those who" is
    return side.words[at].form == "all" and before is not None and before.form in grammar("idle_all")


def _negative(pair: Pair) -> bool:
    return any(matches(side.told, "negation", "plain") for side in (pair.a, pair.b))


def _bears(pair: Pair, match: Match) -> bool:
    """Whether the words that a limit stands with come back in the relay."""
    near = pair.a.words[max(0, match[0] - _BEHIND) : match[-1] + 1 + _AHEAD]
    mine = [w for w in near if w.sentence == pair.a.words[match[0]].sentence and w.at not in match]
    alone = pair.a.words[match[0]].form == "alone"  # limits the words before it and what they belong to
    close = [w for w in mine if w.content and not alone and not _parted(pair.a, w.at, match[0])]
    return any(pair.kept(w.at) for w in close or mine if w.content)


def _parted(side: Wording, one: int, other: int) -> bool:
    """Whether a comma or an "and" stands between two words."""
    low, high = sorted((one, other))
    between = side.between(low, high) if high > low else ""
    inside = side.words[low:high]
    if any(w.form in _RELATIVE for w in inside) or side.words[high].form in _RELATIVE:
        return False
    return "," in between or ";" in between or any(w.form in _PARTING for w in inside)


def _cut_off(pair: Pair) -> Iterator[Finding]:
    """A phrase of place, time or rule at the head or the foot of the words that the relay cuts off."""
    if _limits(pair, pair.b) or pair.pairing.likeness < _AGREES:
        return
    exchanged = {n for a, b, gap in pair.gaps if b for n in gap.a}
    for word in pair.a.told:
        if not word.quoted or word.dep != "prep" or word.form not in grammar("limiting"):
            continue
        inside = [n for n in pair.a.below(word.at) if pair.a.words[n].content]
        gone = inside and not exchanged & set(inside) and not any(pair.kept(n) for n in inside)
        verb = pair.a.words[word.head].verb and pair.a.words[word.head].stem != "be" and pair.kept(word.head)
        if gone and verb and _at_edge(pair.a, word):
            yield Finding(Effect.SCOPE_WIDENED, False, (word.at, *inside), (), "limit cut off")


def _at_edge(side: Wording, word: Word) -> bool:
    last = side.words[max(side.below(word.at))]
    beside = ((side.before(word.at), word), (side.after(last.at), last))
    return any(
        w is None or w.quotation != edge.quotation or w.sentence != edge.sentence for w, edge in beside
    )


def _put_in(pair: Pair) -> Iterator[Finding]:
    """Words put in between words that agree, which limit them: a place, a part, a nation."""
    for piece in pair.pairing.pieces:
        for gap in piece.gaps if piece.share >= _AGREES else ():
            words = [pair.b.words[n] for n in gap.b]
            content = [w for w in words if w.content]
            hedged = matches(words, "hedges", "denied_knowledge", "possible", "probable", "certain")
            empty = not any(pair.a.words[n].content for n in gap.a)
            if content and empty and not hedged and not any(pair.pairing.has(w) for w in content):
                yield Finding(Effect.SCOPE_NARROWED, False, (), gap.b, "put in")


def _qualified(pair: Pair) -> Iterator[Finding]:
    """A word that makes a class of what is foreseen, allowed or demanded, lost or new: "may become allies" ->
    "may become military allies". Of what was done it is mere detail, and so it is behind "the".
    """
    for a in (w for w in pair.a.told if w.tag in ("NN", "NNS")):
        for b in (pair.b.words[n] for n in pair.partners.get(a.at, ())[:1]):
            if not _deciding(pair.a, a) or not _deciding(pair.b, b):
                continue
            lost = [m for m in _qualifiers(pair.a, a) if not pair.pairing.kept(m)]
            new = [m for m in _qualifiers(pair.b, b) if not pair.pairing.has(m)]
            if lost and not new:
                yield Finding(Effect.SCOPE_WIDENED, False, (lost[0].at, a.at), (b.at,), "no longer of a kind")
            elif new and not lost:
                yield Finding(Effect.SCOPE_NARROWED, False, (a.at,), (new[0].at, b.at), "of a kind only")


def _deciding(side: Wording, noun: Word) -> bool:
    """Whether a noun stands for whatever it may be, in a clause of what may, will or should be."""
    known = any(side.words[c].form in grammar("definite") for c in side.children[noun.at])
    known = known or bool(matches([noun], "scope", "one_matter"))
    verbs = [side.words[n] for n in side.above(noun.at) if side.words[n].verb][:2]
    return not known and any(side.helpers(verb.at) & grammar("modals") for verb in verbs)


def _qualifiers(side: Wording, noun: Word) -> list[Word]:
    """The words before a noun that make a class of it: another noun, a comparative, "military"."""
    before = [side.words[c] for c in side.children[noun.at] if c < noun.at]
    plain = (
        w for w in before if w.dep in ("compound", "amod") and not w.tag.startswith("NNP") and not w.place
    )
    return [w for w in plain if w.tag in ("NN", "NNS", "JJR", "JJS") or matches([w], "scope", "kinds")]
