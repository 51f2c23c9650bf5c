"""What the witness foresees, plans, hopes for or holds possible is told as done, or as going on."""

from collections.abc import Iterator

from reportedly.lineage.mutations.commitment import conditional, doubted
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import acts, matches
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_NEAR = 3  # verbs over a verb that can make it a plan
_COMING = frozenset({"will", "shall", "may", "might", "could"})
_URGING = frozenset({"demand", "recommend", "promise", "want"})
_GUESSING = frozenset({"may", "might", "could", "must"})
_RELAYING = frozenset({"say", "tell"})
_SAID_OF = ("acomp", "attr")
_BEFORE = 6  # words before a verb that can make it a condition


def forecasts(pair: Pair) -> Iterator[Finding]:
    """The same verb done, another verb done to the same thing, or the words of hope gone."""
    for word in pair.a.told:
        if word.verb and _open(pair.a, word) and not _done(pair.a, word) and not _guessed(pair.a, word):
            yield from _so_now(pair, word) if word.stem == "be" else _done_now(pair, word)
    yield from _accomplished(pair)
    yield from _hope_gone(pair)


def _guessed(side: Wording, word: Word) -> bool:
    """ "may have softened" is a guess about what was."""
    helpers = side.helpers(word.at)
    return "have" in helpers and bool(helpers & _GUESSING)


def _done_now(pair: Pair, a: Word) -> Iterator[Finding]:
    if any(w.concept == a.concept and w.verb and _done(pair.a, w) for w in pair.a.told):
        return  # "rose, and is to rise again"
    for number in pair.partners.get(a.at, ()):
        b = pair.b.words[number]
        if b.stem in _RELAYING and not b.quoted:
            continue  # "will say" and "told the paper": who relays it has not done what is to be done
        alike = a.tag == b.tag and pair.a.helpers(a.at) == pair.b.helpers(b.at)
        done = _done(pair.b, b) or _is_done(pair, a, b)
        if b.verb and not alike and done and b.at != pair.b_speaker.cue and not _hypothetical(pair.b, b):
            words = (_with_helpers(pair.a, a), _with_helpers(pair.b, b))
            yield Finding(Effect.FORECAST_TO_FACT, _weakly(pair.a, a), *words, "verb done")


def _so_now(pair: Pair, a: Word) -> Iterator[Finding]:
    """ "will be able" -> "is able": what shall be so is so."""
    if not pair.a.helpers(a.at) & {"would", *_COMING}:
        return
    for said in (c for c in pair.a.children[a.at] if pair.a.words[c].dep in _SAID_OF):
        for number in pair.partners.get(said, ())[:1]:
            over = pair.b.words[pair.b.words[number].head]
            plain = over.stem == "be" and _is_now(pair.b, over) and not _hypothetical(pair.b, over)
            if plain and over.quoted == a.quoted:
                yield Finding(
                    Effect.FORECAST_TO_FACT, _weakly(pair.a, a), (a.at, said), (over.at, number), "so now"
                )


def _is_now(side: Wording, word: Word) -> bool:
    """ "is", or "has been"."""
    return word.tag in ("VBZ", "VBP") or (word.tag == "VBN" and side.helpers(word.at) <= {"has", "have"})


def _accomplished(pair: Pair) -> Iterator[Finding]:
    """A verb of the relay's own says that it is done, of things that the witness only foresees."""
    for b in pair.b.told:
        own = not b.quoted and b.at != pair.b_speaker.cue and not pair.pairing.has(b)
        own = own and acts().get(b.stem) not in _URGING  # "has been ordered to"
        if not own or not _perfect(pair.b, b) or _hypothetical(pair.b, b):
            continue
        things = {pair.b.words[n].concept for n in _plainly_below(pair.b, b.at) if pair.b.words[n].content}
        for a in pair.a.told:
            ahead = _foreseeing(pair, a) if a.content and a.noun and a.concept in things else ()
            if ahead:
                words = (ahead, _with_helpers(pair.b, b))
                yield Finding(Effect.FORECAST_TO_FACT, _weakly(pair.a, a), *words, "told as done")


def _plainly_below(side: Wording, top: int) -> list[int]:
    """The words under a verb but for those under an open verb: "are so close that they may become allies"."""
    away: set[int] = set()
    for at in side.below(top):
        if at != top and side.words[at].verb and side.helpers(at) & grammar("modals"):
            away.update(side.below(at))
    return [at for at in side.below(top) if at not in away]


def _hope_gone(pair: Pair) -> Iterator[Finding]:
    """ "We hope to say that X": X."""
    if matches(pair.b.told, "future", "words") or doubted(pair, pair.b):
        return
    for match in pair.lists(pair.a, "future", "plans"):
        top = pair.a.words[match[0]]
        under = [n for n in pair.a.below(top.at) if n > match[-1] and pair.a.words[n].content]
        kept = [p for n in under for p in pair.partners.get(n, ())]
        if top.verb and len(kept) > 1 and not pair.kept(top.at):
            weak = bool(matches([top], "future", "weak"))
            yield Finding(Effect.FORECAST_TO_FACT, weak, match, tuple(kept), "hope gone")


def _open(side: Wording, word: Word) -> bool:
    """Whether a verb tells of something not yet so: a modal, an infinitive, or a verb of planning over it."""
    helpers = side.helpers(word.at)
    if not helpers and word.dep == "conj" and side.child(word.at, "nsubj") is None:
        helpers = side.helpers(word.head)  # "will be flushed, inspected and refilled"
    return bool(helpers & {"to", *grammar("modals")}) or _planned(side, word)


def _planned(side: Wording, word: Word) -> bool:
    over = [side.words[h] for h in side.above(word.at)[:_NEAR]]
    return any(matches([w], "future", "words") for w in over)


def _done(side: Wording, word: Word) -> bool:
    """Whether a verb tells of something done or going on, with nothing over it that takes this back."""
    helpers = side.helpers(word.at)
    if helpers & {"to", *grammar("modals")} or _planned(side, word) or _wanted(side, word):
        return False
    if word.tag == "VBN":
        return bool(helpers & {"have", "has", "had", "was", "were", "been", "being"})
    return word.tag == "VBD" or (word.tag == "VBG" and bool(helpers & {"is", "are", "was", "were", "am"}))


def _wanted(side: Wording, word: Word) -> bool:
    """ "Would order the strait closed": the complement of a verb that is open itself."""
    over = side.words[word.head]
    complement = word.dep in ("xcomp", "oprd", "acl", "acomp") or (
        word.dep == "ccomp" and side.child(word.at, "nsubj") is None
    )
    return complement and over.verb and bool(side.helpers(over.at) & grammar("modals"))


def _is_done(pair: Pair, a: Word, b: Word) -> bool:
    """ "will be finished" -> "is finished"."""
    passive = a.tag == b.tag == "VBN" and bool(pair.a.helpers(a.at) & {"be", *_COMING})
    return passive and pair.b.helpers(b.at) <= {"is", "are"} and not _planned(pair.b, b)


def _perfect(side: Wording, word: Word) -> bool:
    """ "has done" or "is doing"."""
    helpers = side.helpers(word.at)
    if word.tag in ("VBN", "VBD"):
        return bool(helpers & {"have", "has"})
    return word.tag == "VBG" and bool(helpers & {"is", "are", "am"})


def _foreseeing(pair: Pair, word: Word) -> tuple[int, ...]:
    """The open verbs over a word of the witness, or the word itself where its sentence speaks of a plan or a
    hope; none where nothing of it is ahead.
    """
    verbs = [pair.a.words[h] for h in (word.at, *pair.a.above(word.at)) if pair.a.words[h].verb][:2]
    ahead = {at for verb in verbs if _open(pair.a, verb) for at in _with_helpers(pair.a, verb)}
    if ahead:
        return tuple(sorted(ahead))
    mine = [w for w in pair.a.told if w.sentence == word.sentence and w.at not in pair.a_speaker.words]
    return (word.at,) if matches(mine, "future", "plans") else ()


def _hypothetical(side: Wording, word: Word) -> bool:
    """Whether a condition opens the clause of a word."""
    near = [w for w in side.words[max(0, word.at - _BEFORE) : word.at] if w.sentence == word.sentence]
    return bool(matches(near, "conditions", "strong", "exclusive"))


def _with_helpers(side: Wording, word: Word) -> tuple[int, ...]:
    helpers = [c for c in side.children[word.at] if side.words[c].dep in ("aux", "auxpass", "neg")]
    return tuple(sorted([*helpers, word.at]))


def _weakly(side: Wording, word: Word) -> bool:
    """Only possible, hoped for, conditional or offered; not firmly planned."""
    sentence = [w for w in side.told if w.sentence == word.sentence]
    return bool(matches(sentence, "future", "weak")) or bool(conditional(side))
