"""What the speaker quoted, mocked or rejected is told as his own view; or the half that turned it is gone."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.lineage.mutations.findings import Finding, Pair, flat
from reportedly.lineage.mutations.lexicon import Match, acts, matches, naming, opposites, tone
from reportedly.lineage.mutations.polarity import new_denials
from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.records import Effect

_QUESTION = 8  # words between "asked" and its "whether"
_TURNS = frozenset({"but", "though", "although", "however"})
_KEPT = 0.5
_QUOTED = 10  # words between "quoted" and "as saying"
_HALF = 8  # words on either side of an "and" that joins two halves
_RESERVED = 5  # words behind a turn in which "he would not" stands
_SEVERAL = frozenset({"NNS", "DT"})  # "those who", "colleagues who"
_HOLDING = frozenset({"say", "claim", "believe", "predict"})


def contexts(pair: Pair) -> Iterator[Finding]:
    """Words of distance lost, or the turn of a sentence."""
    ours = [m for m in matches(pair.a.told, "distance", "words") if not _as_saying(pair.a, m)]
    ours += [m for m in _questions(pair.a) if _answered(pair, m)] + _others_saying(pair.a)
    kept = any(pair.kept(n) for n in flat(ours) if pair.a.words[n].content)
    if ours and not kept and not _distant(pair.b) and not new_denials(pair):
        yield Finding(Effect.CONTEXT_REVERSED, True, flat(ours), (), "distance lost")
    yield from _turn_lost(pair)
    yield from _half_lost(pair)


def _distant(side: Wording) -> bool:
    """Whether a sentence with quoted words (any sentence, where there are none) keeps its distance."""
    quoting = {w.sentence for w in side.told if w.quoted} or {w.sentence for w in side.told}
    away = matches(side.told, "distance", "words") + _others_saying(side)
    return any(side.words[m[0]].sentence in quoting for m in away)


def _questions(side: Wording) -> list[Match]:
    """ "asked by a reporter whether it was X": X is the question's, if it is answered."""
    found: list[Match] = []
    if matches(side.told, "hedges", "denied_knowledge"):
        return found
    for word in side.told:
        if word.form == "asked" and not word.quoted:
            behind = side.words[word.at + 1 : word.at + _QUESTION]
            found += [(word.at, w.at) for w in behind if w.form in ("whether", "if")]
    return found


def _answered(pair: Pair, match: Match) -> bool:
    """Whether words of the question come back in the relay."""
    word = pair.a.words[match[-1]]
    asked = (w for w in pair.a.told if w.sentence == word.sentence and w.at > word.at and w.content)
    return any(pair.kept(w.at) for w in asked if w.at not in pair.a_speaker.words)


def _as_saying(side: Wording, match: Match) -> bool:
    """ "The radio quoted him as saying" keeps no distance."""
    word = side.words[match[0]]
    behind = side.words[word.at + 1 : word.at + 1 + _QUOTED]
    return word.form == "quoted" and any(w.stem in ("say", "tell") for w in behind)


def _others_saying(side: Wording) -> list[Match]:
    """ "Those of my colleagues who call this a truce": a clause of saying or naming that hangs on people who
    are not named.
    """
    found: list[Match] = []
    for word in side.told:
        over = side.words[word.head]
        clause = word.dep == "relcl" and word.verb and over.tag in _SEVERAL
        if clause and (word.stem in naming() or acts().get(word.stem) in _HOLDING) and _people(side, word.at):
            found.append((over.at, word.at))
    return found


def _people(side: Wording, verb: int) -> bool:
    """Whether the subject of a relative clause is a bare "who"."""
    subject = side.child(verb, "nsubj")
    return subject is not None and side.words[subject].form == "who"


def _turn_lost(pair: Pair) -> Iterator[Finding]:
    """ "useful, but no substitute" -> "useful"."""
    if matches(pair.b.told, "distance", "turns"):
        return
    for match in matches(pair.a.told, "distance", "turns"):
        word = pair.a.words[match[0]]
        if word.form not in _TURNS or _limiting(pair.a, word.at) or _however(pair.a, word.at):
            continue
        near = [w.at for w in pair.a.told if w.quotation == word.quotation and w.content]
        behind = [at for at in near if at > word.at]
        if _reserved(pair.a, word.at, behind):
            continue
        if behind and pair.share(behind) < _KEPT and any(pair.kept(at) for at in near if at < word.at):
            yield Finding(Effect.CONTEXT_REVERSED, True, (word.at, *behind), (), "turn lost")


def _half_lost(pair: Pair) -> Iterator[Finding]:
    """ "a bargain for the builder and a burden for all" -> "a bargain": of two that are told of one thing,
    for better and for worse, the relay has one.
    """
    if new_denials(pair) or not pair.pairing.pieces:
        return
    for x, y in (*_joined(pair), *_opposed(pair)):
        if x.tag[:2] == y.tag[:2] and _against(x, y) and not _retold(pair, y):
            yield Finding(Effect.CONTEXT_REVERSED, True, (y.at,), (), "other half lost")


def _joined(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """A kept and a lost word that lean, with an "and" between them within one quotation."""
    for link in (w for w in pair.a.told if w.quoted and w.form in ("and", "but", "yet")):
        near = [w for w in pair.a.told if w.quotation == link.quotation and abs(w.at - link.at) <= _HALF]
        kept = [w for w in near if w.at in pair.pairing.used and _toned(w)]
        lost = [w for w in near if not pair.kept(w.at) and _toned(w)]
        yield from ((x, y) for x in kept for y in lost if min(x.at, y.at) < link.at < max(x.at, y.at))


def _opposed(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """A kept and a lost word of one quotation that are opposites: "a burden dressed up as an asset"."""
    mine = [w for w in pair.a.told if w.quoted and w.content]
    for kept in (w for w in mine if w.at in pair.pairing.used):
        against = opposites().get(kept.stem, frozenset())
        lost = (w for w in mine if w.quotation == kept.quotation and w.stem in against)
        yield from ((kept, w) for w in lost if not pair.kept(w.at))


def _toned(word: Word) -> int:
    return tone().get(word.stem, 0) if word.tag[:2] in ("NN", "JJ") else 0


def _against(one: Word, other: Word) -> bool:
    return _toned(one) * _toned(other) < 0 or one.stem in opposites().get(other.stem, ())


def _retold(pair: Pair, word: Word) -> bool:
    """Whether the relay says in words of its own what leans as this word does."""
    own = (w for w in pair.b.told if not pair.pairing.has(w))
    return any(_toned(w) == _toned(word) for w in own)


def _reserved(side: Wording, at: int, behind: Sequence[int]) -> bool:
    """ "…, though he would not bet on it": the speaker's own reservation weakens, and turns nothing."""
    if side.words[at].quoted or not behind:
        return False
    near = side.words[at + 1 : at + 1 + _RESERVED]
    own = next((n for n, w in enumerate(near) if w.form in ("he", "she", "they", "it")), None)
    return own is not None and any(
        w.form == "not" or w.stem in ("caution", "warn", "add") for w in near[own:]
    )


def _however(side: Wording, at: int) -> bool:
    """ "However high he sits" and "but also" turn nothing."""
    after = side.after(at)
    if after is None:
        return False
    also = side.words[at].form == "but" and after.form == "also"
    return also or (side.words[at].form == "however" and after.tag[:2] in ("JJ", "RB"))


def _limiting(side: Wording, at: int) -> bool:
    """ "but only if", "though not in": a condition or a limit, which have effects of their own."""
    near = side.words[at + 1 : at + 4]
    limit = any(w.form == "not" and n.tag == "IN" for w, n in pairwise(near))
    return limit or bool(matches(near, "conditions", "strong", "exclusive"))
