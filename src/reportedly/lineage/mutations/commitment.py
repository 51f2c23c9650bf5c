"""How firmly it is said: hedges dropped or added, and conditions dropped."""

from collections.abc import Iterator, Sequence

from reportedly.lineage.mutations.findings import Finding, Pair, flat
from reportedly.lineage.mutations.lexicon import Match, matches
from reportedly.lineage.mutations.polarity import negated, negators
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Effect

_PARENTHESIS = 5  # words of "so far as I could see" before its doubt
_COVERED = 0.6  # the share of a condition's words that tell it under another word
_CORE = ("denied_knowledge", "core")
_ANY = ("denied_knowledge", "possible", "probable", "certain")
_FORMER = {"could": "can", "might": "may"}


def hedges(pair: Pair) -> Iterator[Finding]:
    """A doubt that the relay leaves out, or one that the witness does not have."""
    lost = [m for m in _doubts(pair, pair.a, _CORE) if not _gone_with(pair, m)]
    new = _doubts(pair, pair.b, _CORE)
    if lost and not doubted(pair, pair.b) and _told(pair, lost):
        improbable = bool(matches(pair.a.told, "hedges", "denied_knowledge"))
        firm = flat(matches(pair.b.told, "boosters", "words")[:1])
        yield Finding(Effect.HEDGE_DROPPED, improbable, flat(lost), firm, "hedge lost")
    elif _sure(pair) and not new:
        yield Finding(
            Effect.HEDGE_DROPPED, False, (), flat(matches(pair.b.told, "hedges", "sure")), "told as sure"
        )
    elif any(_own(pair, m) and not _denying(pair.b, m[0]) for m in new) and not _doubted_otherwise(pair):
        yield Finding(Effect.HEDGE_ADDED, False, (), flat(new), "hedge new")
    yield from _weaker_will(pair)
    yield from _firmer_act(pair)
    yield from _stronger_act(pair)
    yield from _firmer_cue(pair)


def _sure(pair: Pair) -> bool:
    """Whether what is expected or held is told as sure."""
    weak = _doubts(pair, pair.a, _ANY)
    new = [m for m in matches(pair.b.told, "hedges", "sure") if not all(_known(pair, n) for n in m)]
    return bool(weak) and bool(new) and not any(negated(pair.b, m[0]) for m in new)


def _weaker_will(pair: Pair) -> Iterator[Finding]:
    """ "is going to be finished" -> "ought to be finished", "hopes that it can be finished"."""
    for a in pair.a.told:
        firm = a.verb and _firmly_coming(pair.a, a)
        for number in pair.partners.get(a.at, ())[:1] if firm else ():
            weak = pair.b.helpers(number) & grammar("weak_modals")
            hoped = [n for n in pair.b.above(number)[:2] if matches([pair.b.words[n]], "hedges", "wished")]
            new = [n for n in hoped if not pair.pairing.has(pair.b.words[n])]
            if pair.b.words[number].verb and (weak or new) and not conditional(pair.b):
                yield Finding(Effect.HEDGE_ADDED, False, (a.at,), (*new[:1], number), "will made hope")


def _firmly_coming(side: Wording, word: Word) -> bool:
    """Whether a verb tells of what will be, in a sentence that holds no doubt."""
    over = side.words[word.head]
    going = over.form == "going" and "to" in side.helpers(word.at)
    sentence = [w for w in side.told if w.sentence == word.sentence]
    firm = going or bool(side.helpers(word.at) & {"will", "shall", "must"})
    return firm and all(_noun(side.words[m[0]]) for m in matches(sentence, "hedges", *_ANY))


def _stronger_act(pair: Pair) -> Iterator[Finding]:
    """ "takes note of" -> "endorses", "may be boarded" -> "orders that they be boarded"."""
    weak = [m for m in pair.lists(pair.a, "acts", "weak") if not any(pair.kept(n) for n in m)]
    weak = [m for m in weak if not _noun(pair.a.words[m[0]]) and _told(pair, [m])]
    strong = [m for m in matches(pair.b.told, "acts", "strong") if _binding(pair.b, m[0])]
    strong = [m for m in strong if not any(_known(pair, n) for n in m)]
    if (
        weak
        and strong
        and not matches(pair.b.told, "acts", "weak")
        and not matches(pair.a.told, "acts", "strong")
    ):
        yield Finding(Effect.HEDGE_DROPPED, False, weak[0], strong[0], "stronger act")


def _binding(side: Wording, at: int) -> bool:
    word = side.words[at]
    return (word.verb or word.tag == "MD") and not negated(side, at)


def _known(pair: Pair, at: int) -> bool:
    return pair.pairing.has(pair.b.words[at])


def _gone_with(pair: Pair, match: Match) -> bool:
    """Whether a doubt between commas is gone with the words behind that it is about: "and, so far as I could
    see, without their coats".
    """
    first, last = pair.a.words[match[0]], pair.a.words[match[-1]]
    start = max(0, first.at - _PARENTHESIS)
    if not first.quoted or "," not in pair.a.between(start, first.at):
        return False
    behind = [w for w in pair.a.words[last.at + 1 :] if w.quotation == first.quotation and w.content]
    behind = [w for w in behind if w.sentence == first.sentence]
    return bool(behind) and not any(pair.kept(w.at) for w in behind)


def _doubted_otherwise(pair: Pair) -> bool:
    """Whether the witness has a doubt that the relay may tell in other words; permission ("shall be open to")
    is told by "may".
    """
    lost = [m for m in _doubts(pair, pair.a, _ANY) if not all(pair.kept(n) for n in m)]
    return bool(lost) or bool(matches(pair.a.told, "hedges", "permission"))


def doubted(pair: Pair, side: Wording) -> bool:
    """Whether anything in what is told weakens it."""
    return bool(_doubts(pair, side, _ANY))


def _doubts(pair: Pair, side: Wording, names: Sequence[str]) -> list[Match]:
    found = pair.lists(side, "hedges", *names)
    return [m for m in found if not _noun(side.words[m[0]]) and not _forbidden(side, m)]


def _forbidden(side: Wording, match: Match) -> bool:
    """ "May not name" is no doubt."""
    after = side.after(match[-1])
    return side.words[match[0]].form == "may" and after is not None and after.form == "not"


def _noun(word: Word) -> bool:
    """May the month and might the power."""
    return (word.form == "may" and word.tag.startswith("NNP")) or (word.form == "might" and word.noun)


def _denying(side: Wording, at: int) -> bool:
    """ "Nor could it": no doubt, but that it cannot be."""
    before, after = side.before(at), side.after(at)
    sentence = side.words[at].sentence
    near = any(w is not None and w.form in ("nor", "not", "never") for w in (before, after))
    return side.words[at].form == "could" and (
        near or any(side.words[n].sentence == sentence for n in negators(side) if n < at)
    )


def _own(pair: Pair, match: Match) -> bool:
    """Whether the witness has neither this doubt nor the present tense of it."""
    return not all(n in pair.paired for n in match) and not _shifted_back(pair, match)


def _shifted_back(pair: Pair, match: Match) -> bool:
    """ "can" told in the past is "could", and "may" is "might": no new doubt."""
    former = _FORMER.get(pair.b.words[match[0]].form)
    return former is not None and any(w.form == former and not _noun(w) for w in pair.a.told)


def _told(pair: Pair, doubts: list[Match]) -> bool:
    """Whether what was doubted is still told: words of the same sentence come back."""
    first = [pair.a.words[m[0]] for m in doubts]
    sentences, outside = {w.sentence for w in first}, not all(w.quoted for w in first)
    told = [w for w in pair.a.told if w.content and (w.sentence in sentences or (outside and w.quoted))]
    return any(pair.kept(w.at) for w in told)


def _firmer_act(pair: Pair) -> Iterator[Finding]:
    """consider treating -> treat: an act that was only weighed is taken."""
    if doubted(pair, pair.b):
        return
    for a, b, gap in pair.gaps:
        weighed = matches(a, "hedges", "weighed", *_CORE)
        if weighed and not matches(b, "hedges", "weighed", *_CORE):
            yield Finding(Effect.HEDGE_DROPPED, False, flat(weighed), gap.b, "weaker act")


def _firmer_cue(pair: Pair) -> Iterator[Finding]:
    """claims that X -> has shown that X: what is only held is told as proved."""
    a, b = pair.a_speaker.cue, pair.b_speaker.cue
    if a is None or b is None or matches(pair.a.told, "hedges", "shown"):
        return
    words = [pair.a.words[a]], [pair.b.words[b]]
    if matches(words[0], "hedges", "held") and matches(words[1], "hedges", "shown"):
        yield Finding(Effect.HEDGE_DROPPED, False, (a,), (b,), "told as shown")


def conditions(pair: Pair) -> Iterator[Finding]:
    """Without its if, unless, until, once, provided; a condition told in other words is kept."""
    ours = conditional(pair.a)
    if any(_may_stand_for(pair, match, ours) for match in matches(pair.b.told, "conditions", "words")):
        return
    only = bool(matches(pair.a.told, "conditions", "exclusive"))
    for match in ours:
        clause = _clause(pair.a, match)
        rest = _conditioned(pair, match, clause)
        if not _told_anyway(pair, clause) and any(pair.kept(at) for at in rest):
            yield Finding(Effect.CONDITION_DROPPED, only, (*match, *clause), (), "condition lost")


def _conditioned(pair: Pair, match: Match, clause: Sequence[int]) -> set[int]:
    """The words that a condition goes with: those of its sentence, else all."""
    away = {*clause, *pair.a_speaker.words}
    rest = {w.at: w.sentence for w in pair.a.told if w.content and w.at not in away}
    mine = {at for at, sentence in rest.items() if sentence == pair.a.words[match[0]].sentence}
    return mine or set(rest)


def _may_stand_for(pair: Pair, match: Match, ours: Sequence[Match]) -> bool:
    """Whether words of the relay may be a condition of the witness: not "before the winter", where the
    witness has these words beside its condition.
    """
    first = pair.b.words[match[0]].form
    beside = any(w.form == first for w in pair.a.told) and not any(
        pair.a.words[m[0]].form == first for m in ours
    )
    return not beside and _may_condition(pair.b, match)


def _may_condition(side: Wording, match: Match) -> bool:
    """ "should" and "were" open a condition where no subject stands before them: not "nobody should"."""
    word, before = side.words[match[0]], side.before(match[0])
    subject = before is not None and (before.tag.startswith(("NN", "PRP", "W", "EX")))
    return len(match) > 1 or word.form not in ("should", "were") or not subject


def conditional(side: Wording) -> list[Match]:
    """The words that open a condition, "should" and "were" at the head of a clause among them."""
    found = [m for m in matches(side.told, "conditions", "strong") if not _idiom(side, m)]
    return found + [(w.at,) for w in side.told if _inverted(side, w)]


def _idiom(side: Wording, match: Match) -> bool:
    """ "even if", "as if", "at once" and "once an official" are no conditions."""
    first, before = side.words[match[0]], side.before(match[0])
    if before is not None and before.form in ("even", "as", "at") and first.form in ("if", "once"):
        return True
    if before is not None and before.stem in ("ask", "wonder") and first.form == "if":
        return True
    return first.form == "once" and first.dep not in ("mark", "advmod", "prep")


def _inverted(side: Wording, word: Word) -> bool:
    """ "Should the strait be mined, ..."."""
    if word.form not in ("should", "were", "had") or word.tag not in ("MD", "VBD"):
        return False
    before = side.before(word.at)
    if before is None or before.sentence != word.sentence:
        return True
    return word.quoted and before.quotation != word.quotation


def _clause(side: Wording, match: Match) -> tuple[int, ...]:
    """The content words of the clause that a condition opens."""
    word = side.words[match[0]]
    top = word.head if word.dep in ("mark", "advmod") else word.at
    reach = [at for at in side.below(top) if at > match[-1]]
    if not reach:
        reach = [w.at for w in side.words[match[-1] + 1 : match[-1] + 9] if w.sentence == word.sentence]
    return tuple(at for at in reach if side.words[at].content)


def _told_anyway(pair: Pair, clause: Sequence[int]) -> bool:
    """Whether most of a clause comes back, its verb with it."""
    verb = any(pair.kept(at) for at in clause if pair.a.words[at].verb)
    return verb and pair.share(clause) >= _COVERED
