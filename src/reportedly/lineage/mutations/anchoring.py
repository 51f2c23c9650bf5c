"""What the kept words hang on: another subject, another head, a governing word that leans the other way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import acts, leanings, naming
from reportedly.lineage.mutations.pairing import Piece
from reportedly.lineage.mutations.polarity import denying, negated
from reportedly.lineage.mutations.speaking import Speaker
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_AGREES = 0.5  # the share of a quotation that must be kept before its anchor is looked at
_SPEAKER = "(speaker)"
_FIRST = frozenset({"i", "we", "our", "my", "us", "ours"})
_PERSONS = frozenset({"i", "we", "he", "she"})
_DESCRIBING = frozenset({"VBN", "VBD", "VBG", "IN", "WDT", "JJ"})
_BESIDE = frozenset({"amod", "acomp"})  # "a hostile view of X", "grown impatient with X"
_LINKING = frozenset({"be", "becom", "remain", "seem", "appear"})
_NAMED = 9  # words between a verb of naming and the marks
_FAR = 8  # words over a quotation
_BRIDGE = 6  # words of a head with what hangs on it: "contempt for the"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What some words hang on, as word numbers: the verb of their clause with its subject, and the words over
    them, nearest first.
    """

    subject: tuple[int, ...]
    over: tuple[int, ...]
    verb: int | None


def anchors(pair: Pair) -> Iterator[Finding]:
    """The words within the marks kept, what they hang on changed."""
    for piece in pair.pairing.pieces:
        top = _top(pair.b, piece)
        if piece.share >= _AGREES:
            yield from _bridged(pair, piece)
            if top in piece.to:
                yield from _moved(pair, piece, piece.to[top], top)
    yield from _frame_turned(pair)


def _moved(pair: Pair, piece: Piece, at: int, bt: int) -> Iterator[Finding]:
    a = _anchor(pair.a, at, set(piece.to.values()), pair.a_speaker)
    b = _anchor(pair.b, bt, set(piece.words), pair.b_speaker)
    yield from _other_leaning(pair, a, b)
    yield from _other_subject(pair, a, b)
    yield from _other_thing_named(pair, at, bt)
    yield from _name_made_deed(pair, at, bt)
    if not _of_what_was_named(pair, piece):
        yield from _other_head(pair, a, b)


def _of_what_was_named(pair: Pair, piece: Piece) -> bool:
    """Whether the witness's words go on from a pronoun that the relay may write out: "They have never" -> her
    ships "have never".
    """
    before = pair.a.before(min(piece.to.values()))
    return before is not None and before.form in grammar("back")


def _top(side: Wording, piece: Piece) -> int:
    """The word of a quotation that the others hang on, if the witness has it; else the first that it has."""
    known = [w for w in piece.words if w in piece.to]
    tops = [w for w in known if side.words[w].head not in piece.words or side.words[w].head == w]
    return (tops or known or list(piece.words))[0]


def _anchor(side: Wording, at: int, kept: set[int], who: Speaker) -> Anchor:
    """Verb, subject and governors of the `kept` words up to the cue, none of them among those words."""
    chain = []
    for head in _over(side, at):
        word = side.words[head]
        if head == who.cue or head in who.words:
            if leanings().get(word.stem) and not word.quoted:  # "the report praises X"
                chain.append(head)
            break
        if head not in kept:
            chain.append(head)
    for verb in [n for n in (at, *chain) if side.words[n].verb][:3]:
        subject = _subject(side, verb)
        words = [side.words[n] for n in subject]
        if not kept & set(subject) and any(w.content or w.form in _PERSONS for w in words):
            return Anchor(subject, tuple(chain[:_FAR]), verb)
    return Anchor((), tuple(chain[:_FAR]), None)


def _over(side: Wording, at: int) -> list[int]:
    """The words over the head of a quotation. One that only describes ("an order, “based on ...”") hangs on
    the noun right before the marks, whatever a parse makes of the comma.
    """
    word = side.words[at]
    first = next((w.at for w in side.words if w.quotation == word.quotation), at)
    noun = side.before(first)
    if noun is None or noun.tag not in ("NN", "NNS") or word.tag not in _DESCRIBING:
        return side.above(at)
    return [noun.at, *side.above(noun.at)]


def _subject(side: Wording, verb: int) -> tuple[int, ...]:
    """The subject of a verb; of "accused X of wanting" it is X, of "agreed to sell" that of agreed."""
    found = side.child(verb, "nsubj", "nsubjpass")
    word = side.words[verb]
    if found is None and word.dep == "pcomp":
        over = side.words[word.head].head
        accused = over if side.words[over].noun else side.child(over, "dobj")
        if accused is not None:
            return tuple(n for n in side.below(accused) if n < word.head)
        found = side.child(over, "nsubj", "nsubjpass")
    elif found is None and word.dep in ("xcomp", "conj"):
        urged = side.child(word.head, "dobj") if word.dep == "xcomp" else None
        found = side.child(word.head, "nsubj", "nsubjpass") if urged is None else urged
    return tuple(side.below(found)) if found is not None else ()


def _leaning(side: Wording, numbers: tuple[int, ...]) -> tuple[int, int]:
    """Which way the nearest word that leans does lean (turned round where it is negated), and the word."""
    for over in numbers:
        for at in (over, *(c for c in side.children[over] if side.words[c].dep in _BESIDE)):
            sign = leanings().get(side.words[at].stem, 0)
            if sign:
                return (-sign if negated(side, at) else sign), at
    return 0, -1


def _other_leaning(pair: Pair, a: Anchor, b: Anchor) -> Iterator[Finding]:
    (one, at), (other, bt) = _leaning(pair.a, a.over), _leaning(pair.b, b.over)
    if one * other < 0 and not pair.pairing.has(pair.b.words[bt]):
        yield Finding(Effect.RE_ANCHORED, True, (at,), (bt,), "leans the other way")


def _parties(side: Wording, numbers: tuple[int, ...], who: Speaker) -> set[str]:
    """Whom a subject means: concepts, or the speaker; empty for a pronoun that means another."""
    words = [side.words[n] for n in numbers]
    own = any(w.form in _FIRST or (w.form in _PERSONS and who.names) for w in words)
    if own or set(numbers) & set(who.words):
        return {_SPEAKER}
    if any(w.form in grammar("back") for w in words):
        return set()
    return {w.concept for w in words if w.content and w.tag.startswith(("NN", "JJ"))}


def _other_subject(pair: Pair, a: Anchor, b: Anchor) -> Iterator[Finding]:
    """A subject that stands elsewhere in the witness. "We" may be the speaker's state or its government."""
    ours = _parties(pair.a, a.subject, pair.a_speaker)
    theirs = _parties(pair.b, b.subject, pair.b_speaker)
    if not ours or not theirs or (ours & theirs and not (ours - theirs and theirs - ours)):
        return
    if ours & theirs and not theirs - ours <= _beside_head(pair, a, ours & theirs):
        return
    camp = {"=cabinet"} | _own(pair.a, pair.a_speaker) | _own(pair.b, pair.b_speaker)
    if _SPEAKER in ours | theirs and (ours | theirs) & camp:
        return
    if _named_for(pair.a, a.subject, pair.b, b.subject) or _named_for(pair.b, b.subject, pair.a, a.subject):
        return
    if theirs & {w.concept for w in pair.a.told if w.at not in a.subject and w.content}:
        effect = Effect.ENTITY_SWAPPED if _same_slot(pair, a, b) else Effect.RE_ANCHORED
        yield Finding(effect, True, a.subject, b.subject, "subject from elsewhere")


def _named_for(side: Wording, subject: tuple[int, ...], other: Wording, named: tuple[int, ...]) -> bool:
    """Whether a bare description may stand for a name: "the ambassador" for Ambassador Costigan."""
    words = [side.words[n] for n in subject]
    bare = words[0].form == "the" and len(words) == 2 and words[1].tag == "NN"
    return bare and any(other.words[n].tag.startswith("NNP") for n in named)


def _beside_head(pair: Pair, a: Anchor, heads: set[str]) -> set[str]:
    """What else the witness puts before the same noun: "the beef clause" beside "the wine clause"."""
    tops = (w for w in pair.a.told if w.concept in heads and w.at not in a.subject)
    return {pair.a.words[n].concept for top in tops for n in pair.a.children[top.at] if n < top.at}


def _own(side: Wording, who: Speaker) -> set[str]:
    """Whom a speaker means by "we": his state, and what his description names, as the firm that he heads."""
    return set(who.places) | {side.words[n].concept for n in who.words if side.words[n].content}


def _same_slot(pair: Pair, a: Anchor, b: Anchor) -> bool:
    """Whether both subjects are names and stand before the same verb in the same construction."""
    if a.verb is None or b.verb is None:
        return False
    sides = ((pair.a, a.verb, a.subject), (pair.b, b.verb, b.subject))
    direct = all(side.child(verb, "nsubj", "nsubjpass") in subject for side, verb, subject in sides)
    named = all(any(side.words[n].tag.startswith("NNP") for n in subject) for side, _, subject in sides)
    return direct and named and pair.a.words[a.verb].concept == pair.b.words[b.verb].concept


def _other_thing_named(pair: Pair, at: int, bt: int) -> Iterator[Finding]:
    """ "calls the strike a crime" -> "calls the siege a crime": another thing bears the quoted name."""
    ours, theirs = _bearer(pair.a, at), _bearer(pair.b, bt)
    if ours is None or theirs is None:
        return
    a, b = pair.a.words[ours], pair.b.words[theirs]
    if a.noun and b.noun and not pair.pairing.kept(a) and not pair.pairing.has(b):
        yield Finding(Effect.RE_ANCHORED, True, (ours,), (theirs,), "another thing named")


def _bearer(side: Wording, at: int) -> int | None:
    """The object of a verb of naming that has the quoted words as its complement."""
    before = _named_before(side, at)
    if before is not None:
        return before
    word = side.words[at]
    over = side.words[word.head]
    if word.dep in ("pobj", "pcomp") and over.form == "as":
        over = side.words[over.head]
    if over.stem == "be" and word.dep in ("attr", "acomp"):
        return side.child(over.at, "csubj", "nsubj")
    complement = word.dep in ("oprd", "attr", "ccomp", "pobj", "appos")
    return side.child(over.at, "dobj") if complement and over.stem in naming() and over.at != at else None


def _named_before(side: Wording, at: int) -> int | None:
    """The noun between a verb of naming and the marks that follow it: "call sabotage “the ...”"."""
    verb = _naming_before(side, at)
    if verb is None:
        return None
    first = next(w.at for w in side.words if w.quotation == side.words[at].quotation)
    return _first_noun(side.words[verb + 1 : first])


def _naming_before(side: Wording, at: int) -> int | None:
    """The verb of naming that stands before the marks round a word, in its sentence."""
    mark = side.words[at].quotation
    first = next((w.at for w in side.words if w.quotation == mark >= 0), -1)
    for word in reversed(side.words[max(0, first - _NAMED) : max(0, first)]):
        if word.quoted or word.sentence != side.words[at].sentence:
            return None
        if word.verb and word.stem in naming():
            return word.at
    return None


def _first_noun(words: Sequence[Word]) -> int | None:
    """The head of the first noun phrase: "the traffic centre planned for Sabang" is a centre."""
    nouns = [w.at for w in words if w.noun]
    return next((at for at in nouns if at + 1 not in nouns), None)


def _doing(side: Wording, at: int) -> Word | None:
    """The verb that has a word as its object: "build X", "ask for X", but not "speak of X"."""
    word = side.words[at]
    over = side.words[word.head]
    if word.dep == "dobj" or (word.dep in ("attr", "oprd") and over.verb and over.stem not in _LINKING):
        return over
    verb = side.words[over.head]
    asked = acts().get(verb.stem) in (None, "demand", "want", "promise")
    return verb if word.dep == "pobj" and over.form == "for" and verb.verb and asked else None


def _name_made_deed(pair: Pair, at: int, bt: int) -> Iterator[Finding]:
    """What the witness calls something is done in the relay: "calls it a wall" -> "builds a wall"."""
    a = pair.a.words[at]
    over = _doing(pair.b, bt)
    if over is None or over.quoted or over.stem in naming() or over.at == pair.b_speaker.cue:
        return
    above = pair.a.above(at)[: 2 if a.dep in ("appos", "oprd", "pobj") else 1]
    named = next((n for n in above if pair.a.words[n].stem in naming()), None)
    named = _naming_before(pair.a, at) if named is None else named
    if named is not None and not pair.pairing.has(over):
        yield Finding(Effect.RE_ANCHORED, True, (named,), (over.at,), "a name made a deed")


def _other_head(pair: Pair, a: Anchor, b: Anchor) -> Iterator[Finding]:
    """The noun right over the quotation stands in the witness, but over other words."""
    near = [n for n in b.over[:2] if pair.b.words[n].content and not pair.b.words[n].verb][:1]
    if not near or not a.over or not pair.a.words[a.over[0]].noun or not pair.a.words[a.over[0]].content:
        return
    word = pair.b.words[near[0]]
    if pair.a.words[a.over[0]].form in grammar("whoever"):
        return
    if pair.pairing.has(word) and word.concept not in {pair.a.words[n].concept for n in a.over}:
        yield Finding(Effect.RE_ANCHORED, True, a.over[:1], (word.at,), "head from elsewhere")


def _bridged(pair: Pair, piece: Piece) -> Iterator[Finding]:
    """A cut inside that takes away what the rest hung on: "contempt for the order" -> "... the order"."""
    for gap in piece.gaps:
        lost = [pair.a.words[n] for n in gap.a]
        if gap.b and len(lost) > len(gap.b) + 1 and _bracketed(pair.b, gap.b[0]):
            yield Finding(Effect.RE_ANCHORED, False, gap.a, gap.b, "bridged by brackets")
        elif (
            lost and not gap.b and len(lost) < _BRIDGE and lost[-1].tag == "IN" and any(w.noun for w in lost)
        ):
            sign, _ = _leaning(pair.a, gap.a)
            yield Finding(Effect.RE_ANCHORED, sign < 0, gap.a, (), "head cut out")


def _bracketed(side: Wording, at: int) -> bool:
    start = side.words[at].start
    return side.text[max(0, start - 1) : start] == "["


def _with_particle(side: Wording, at: int) -> bool:
    """ "end up" ends nothing: a verb with its particle is another verb."""
    following = side.after(at)
    return following is not None and (following.tag == "RP" or following.dep == "prt")


def _frame_turned(pair: Pair) -> Iterator[Finding]:
    """A frame that leans against, round words that were told with favour only, or the other way round."""
    ours = {leanings().get(w.stem, 0) for w in pair.a.told} - {0}
    if not pair.pairing.pieces or len(ours) != 1 or denying(pair.a):
        return
    for word in pair.frame(pair.b):
        sign = leanings().get(word.stem, 0)
        turned = sign and sign not in ours and (word.noun or word.verb)
        told = pair.pairing.has(word) or negated(pair.b, word.at) or _with_particle(pair.b, word.at)
        if turned and not told:
            yield Finding(Effect.RE_ANCHORED, True, (), (word.at,), "frame turned")
