"""Negation and opposites: not-X for X, or back."""

from collections.abc import Iterator

from reportedly.knowledge import load
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.lexicon import Match, acts, matches, opposites, tone
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_NEAR = 4
_NEGATORS = ("not", "no", "never")
_ADVISING = ("warn", "advis", "counsel", "caution", "decid", "rul", "vot")  # "warned against signing"
_SAYING = frozenset({"say", "write"})
_HELPING = frozenset(
    {"be", "have", "do", "will", "can", "may", "shall", "must", "would", "could", "should", "might"}
)


def negations(pair: Pair) -> Iterator[Finding]:
    """A negator that is lost, one that is new, one in the verb that relays, or one by a prefix."""
    yield from _lost(pair)
    yield from _cut_away(pair)
    yield from _early(pair)
    yield from _new(pair)
    yield from _denied(pair)
    yield from _affirmed(pair)
    yield from _prefixed(pair)


def antonyms(pair: Pair) -> Iterator[Finding]:
    """A content word replaced by its opposite (where one of the two is negated they agree), or a verb or
    adjective within the marks by another one that is no near synonym.
    """
    lost = {w.stem: w for w in reversed(pair.a.told) if not pair.pairing.kept(w)}
    told_of = {(w.stem, thing): w for w in reversed(pair.a.told) for thing in _told_of(pair.a, w)}
    for b in (w for w in pair.b.told if w.content or w.tag == "RP"):
        for one in sorted(opposites().get(b.stem, ())):
            if one in b.stem or b.stem in one or {acts().get(one), acts().get(b.stem)} <= _SAYING:
                continue  # "unsafe" is a negation, and "speaking" against "in writing" turns nothing
            a = None if pair.pairing.has(b) else lost.get(one)
            a = a if a is not None and _of_one_matter(pair, a, b) else None
            a = a or _of_one_thing(told_of, one, b, _told_of(pair.b, b))
            if a is not None and negated(pair.a, a.at) == negated(pair.b, b.at):
                yield Finding(Effect.ANTONYM, True, (a.at,), (b.at,), "opposite")
    for _, a, b in pair.swaps:
        if a.noun and b.noun and tone().get(a.stem, 0) * tone().get(b.stem, 0) < 0:
            yield Finding(Effect.ANTONYM, True, (a.at,), (b.at,), "good for bad")
        if _other_word(a, b) and not _doubting(a) and not _doubting(b):
            yield Finding(Effect.ANTONYM, True, (a.at,), (b.at,), "other word in the slot")


def _of_one_matter(pair: Pair, a: Word, b: Word) -> bool:
    """Whether two words are told of anything in common: a word over them, under them or right beside them."""
    if any(a.at in gap.a and b.at in gap.b for _, _, gap in pair.gaps):
        return True
    ours, theirs = ({w.concept for w in _round(side, x)} for side, x in ((pair.a, a), (pair.b, b)))
    return bool(ours & theirs)


def _round(side: Wording, word: Word) -> list[Word]:
    """The content words that a word hangs on, that hang on it, and the two before and behind it."""
    near = {*side.above(word.at)[:2], *side.children[word.at]}
    near |= {n for c in side.children[word.at] for n in side.children[c]}
    near |= set(range(max(0, word.at - 2), min(len(side.words), word.at + 3)))
    return [side.words[n] for n in sorted(near) if n != word.at and side.words[n].content]


def _of_one_thing(told_of: dict[tuple[str, str], Word], one: str, b: Word, things: set[str]) -> Word | None:
    """The opposite `one` of a relay's word that the witness tells of one of the same things, if it does not
    tell both of it: "exports rose" and "exports fell", "different things" and "the same thing".
    """
    single = (thing for thing in sorted(things) if (b.stem, thing) not in told_of)
    return next((told_of[one, thing] for thing in single if (one, thing) in told_of), None)


def _told_of(side: Wording, word: Word) -> set[str]:
    """The subject of a verb, or the noun behind an adjective, as concepts."""
    if word.dep == "amod":
        return {side.words[word.head].concept}
    subject = side.child(word.at, "nsubj", "nsubjpass") if word.verb else None
    return set() if subject is None else {side.words[subject].concept}


def _other_word(a: Word, b: Word) -> bool:
    alike = a.concept == b.concept or a.stem in b.stem or b.stem in a.stem
    return {a.tag[:2], b.tag[:2]} in ({"VB"}, {"JJ"}) and not alike


def _doubting(word: Word) -> bool:
    """Whether a word hedges or weighs, which has an effect of its own."""
    return bool(matches([word], "hedges", "core", "possible", "probable", "weighed", "certain"))


def negators(side: Wording) -> list[int]:
    """The plain negators of what is told; "not only", "no later than" and "never been closer" negate nothing,
    and "cannot exclude" is a hedge.
    """
    doubts = {n for m in matches(side.told, "hedges", "denied_knowledge") for n in m}
    found = [m for m in matches(side.told, "negation", "plain") if not doubts & set(m)]
    found += [
        (w.at,) for w in side.told if w.form == "against" and side.words[w.head].form.startswith(_ADVISING)
    ]
    bearers = [next((n for n in m if side.words[n].form in _NEGATORS), m[0]) for m in found]
    return [n for n in bearers if not _idle(side, n)]


def _idle(side: Wording, at: int) -> bool:
    following = side.after(at)
    if following is not None and following.form in grammar("idle_negation"):
        return True
    utmost = side.words[at].form in ("never", "no", "nobody")
    return utmost and any(w.tag in ("JJR", "RBR") for w in side.words[at + 1 : at + 1 + _NEAR])


def negated(side: Wording, at: int) -> bool:
    """Whether a negator stands right before a word."""
    return any(n in range(at - _NEAR, at) for n in negators(side))


def denying(side: Wording) -> list[Match]:
    """Plain and lexical negation of what is told, and words with a negating prefix."""
    found = [(n,) for n in negators(side)] + matches(side.told, "negation", "lexical")
    found += matches(side.told, "negation", "plain")
    found += [
        (w.at, w.at + 1) for w in side.told[:-1] if w.form == "less" and side.words[w.at + 1].tag == "JJ"
    ]
    prefixed = (w for w in side.told if w.form.startswith(("un", "non")) and w.tag[:2] in ("JJ", "RB", "VB"))
    return found + [(w.at,) for w in prefixed if w.form not in ("under", "until", "united")]


def new_denials(pair: Pair) -> bool:
    """Whether the relay denies anything in words that are not the witness's."""
    return any(not pair.paired & set(match) for match in denying(pair.b))


def _scope(side: Wording, negator: int) -> list[int]:
    """The content words under a negator: what it hangs on and what hangs on that, and what follows it."""
    word = side.words[negator]
    top = word.head
    if word.dep == "det" and side.words[top].dep == "pobj" and side.words[top].form in grammar("occasions"):
        top = side.words[side.words[top].head].head
    reach = side.below(negator if word.form == "without" else top)
    near = range(negator + 1, min(negator + _NEAR + 1, len(side.words)))
    return [at for at in sorted({*reach, *near}) if at >= negator - 1 and side.words[at].content]


def _lost(pair: Pair) -> Iterator[Finding]:
    # What the relay denies in words that stand beside in the witness too takes no negator's place.
    beside = {p for m in denying(pair.a) for n in m for p in pair.partners.get(n, ())[:1]} - {
        p for n in negators(pair.a) for p in pair.partners.get(n, ())
    }
    sentences = {pair.b.words[m[0]].sentence for m in denying(pair.b) if not set(m) <= beside}
    # "If it is not mended" is "unless it is mended".
    sentences |= {w.sentence for w in pair.b.told if w.form == "unless"}
    for negator in negators(pair.a):
        if _double(pair, negator):
            continue
        if _turned_to(pair.a, negator) and not pair.kept(pair.a.words[negator].head):
            continue  # "useful, but no substitute": with its half gone it is the turn that is lost
        used = pair.pairing.used
        under = [at for at in _scope(pair.a, negator) if at in used or not _told_elsewhere(pair.a, at)]
        partners = [p for at in under for p in pair.partners.get(at, ())[:1]]
        if not partners or pair.kept(negator):
            continue
        if not any(pair.b.words[p].sentence in sentences for p in partners):
            yield Finding(Effect.NEGATION_FLIPPED, True, (negator,), tuple(partners[:3]), "negation lost")


def _double(pair: Pair, negator: int) -> bool:
    """ "Did not hide" is "showed": a negator over a word that denies, both told in other words."""
    head = pair.a.words[pair.a.words[negator].head]
    denies = tone().get(head.stem, 0) < 0 or bool(matches([head], "negation", "lexical", "hiding"))
    return head.verb and denies and not pair.kept(head.at)


def _cut_away(pair: Pair) -> Iterator[Finding]:
    """A quotation that ends right before its "not": "the one that hit it was [not]"."""
    if any(pair.b.words[m[0]].quoted for m in denying(pair.b)):
        return
    for piece in pair.pairing.pieces:
        last = piece.to.get(piece.words[-1], -1)
        behind = pair.a.after(last) if last >= 0 else None
        if behind is None or behind.at not in negators(pair.a) or pair.pairing.kept(behind):
            continue
        if pair.a.words[behind.at].head == last or pair.a.words[last].stem in _HELPING:
            yield Finding(
                Effect.NEGATION_FLIPPED, True, (last, behind.at), (piece.words[-1],), "cut before its not"
            )


def _told_elsewhere(side: Wording, at: int) -> bool:
    """Whether a word is said in another sentence too, which the relay may have it from."""
    word = side.words[at]
    return bool(side.sentences_of[word.concept] - {word.sentence})


def _turned_to(side: Wording, negator: int) -> bool:
    before = side.before(negator)
    return before is not None and before.form in ("but", "though", "yet")


def _early(pair: Pair) -> Iterator[Finding]:
    """ "too early to speak of X" -> X: what lay under the words that put it off stands alone."""
    if denying(pair.b):
        return
    for match in matches(pair.a.told, "negation", "strong"):
        word = pair.a.words[match[-1]]
        under = [w for w in pair.a.told if w.sentence == word.sentence and w.at > word.at and w.content]
        kept = [p for w in under for p in pair.partners.get(w.at, ())]
        if kept and not any(pair.kept(n) for n in match):
            yield Finding(Effect.NEGATION_FLIPPED, True, match, tuple(kept), "put off no longer")


def _new(pair: Pair) -> Iterator[Finding]:
    """A negator over words of the witness, who denies nothing, or put into words that are otherwise kept."""
    if not denying(pair.a):
        negating = [] if any(w.form == "unless" for w in pair.a.told) else negators(pair.b)
        for negator in negating:
            if any(pair.pairing.has(pair.b.words[at]) for at in _scope(pair.b, negator)):
                yield Finding(Effect.NEGATION_FLIPPED, True, (), (negator,), "negation new")
        return
    for gap in pair.pairing.edits:
        if not gap.a and set(gap.b) & set(negators(pair.b)):
            yield Finding(Effect.NEGATION_FLIPPED, True, (), gap.b, "negation put in")
    ends = {piece.words[-1] for piece in pair.pairing.pieces}
    for a, b, gap in pair.gaps:
        if not a and set(gap.b) & set(negators(pair.b)) and b[-1].at not in ends:
            yield Finding(Effect.NEGATION_FLIPPED, True, gap.a, gap.b, "negation put in")


def _denied(pair: Pair) -> Iterator[Finding]:
    """ "said that X" -> "denied that X", unless the witness turns it down in other words."""
    if matches(pair.a.told, "negation", "frame") or matches(pair.a.told, "distance", "words"):
        return
    if any(not pair.kept(n) for n in negators(pair.a)):
        return
    for match in matches(pair.b.told, "negation", "frame"):
        if pair.b_speaker.cue in match:
            yield Finding(Effect.NEGATION_FLIPPED, True, (), match, "denied")


def _affirmed(pair: Pair) -> Iterator[Finding]:
    """ "denied that X" -> "said that X"."""
    if new_denials(pair) or matches(pair.b.told, "distance", "words"):
        return
    for match in matches(pair.a.told, "negation", "frame"):
        word = pair.a.words[match[0]]
        below = [n for n in pair.a.below(word.at) if n > word.at and pair.a.words[n].content]
        below = [n for n in below if not _behind_colon(pair.a, word.at, n)]
        under = [p for n in below for p in pair.partners.get(n, ())]
        claim = any(matches([pair.a.words[n]], "negation", "charges") for n in pair.a.children[word.at])
        if not word.quoted and word.verb and under and not claim and not pair.kept(word.at):
            yield Finding(Effect.NEGATION_FLIPPED, True, match, tuple(under[:3]), "denial lost")


def _behind_colon(side: Wording, denial: int, at: int) -> bool:
    """ "Denied that they had fired: “Not one ...”": what is quoted behind the colon is said, not denied."""
    return side.words[at].quoted and ":" in side.between(denial, at)


def _prefixed(pair: Pair) -> Iterator[Finding]:
    """stable -> unstable: the same word with and without a negating prefix, where neither is negated."""
    if negators(pair.a) or negators(pair.b):
        return
    stems = {w.stem: w.at for w in pair.a.told if w.content and len(w.stem) > 2}
    for word in (w for w in pair.b.told if w.content and len(w.stem) > 2):
        for prefix in load("bends")["negation"]["prefixes"]:
            for other in {prefix + word.stem, word.stem.removeprefix(prefix)} - {word.stem}:
                if other in stems:
                    yield Finding(Effect.NEGATION_FLIPPED, True, (stems[other],), (word.at,), "prefix")
