"""A quotation of a draft held against the case: the words, who says them, and what they hang on."""

from collections.abc import Sequence

from reportedly.lineage.drafts.bends import (
    TURNED,
    Bend,
    bend_of,
    bend_of_acts,
    bend_of_cut,
    bend_of_gaps,
    bend_of_leaning,
)
from reportedly.lineage.drafts.claims import Claim
from reportedly.lineage.drafts.naming import fits, is_named, is_outlet, names_stand_in
from reportedly.lineage.drafts.placing import Place, place, quotation_parts
from reportedly.lineage.drafts.tokens import Token, tokens
from reportedly.lineage.drafts.verdicts import Sighting, finding
from reportedly.lineage.drafts.witnesses import Witness
from reportedly.lineage.families.telling import Compare
from reportedly.records import (
    Article,
    Effect,
    Finding,
    Operation,
    Part,
    Severity,
    Verdict,
)

SAME = 0.6
"""The share of a quotation's words, weighted, from which a place is taken for a changed form of it."""
NEAR = 0.34
"""The share from which a place is shown as the nearest."""
_MUCH = 0.8  # the share from which an earlier telling is the same quotation in other words
_COMPARED = 3  # witnesses with the very words that are read for what the words hang on
_TERM = 3  # words up to which a quotation that nobody is said to have said may be a mere term


def judge(draft: Article, claim: Claim, witnesses: Sequence[Witness], compare: Compare) -> Finding:
    """The finding on one quotation."""
    parts = quotation_parts(draft.text, claim.told.span)
    seen = _sightings(claim, parts, witnesses)
    exact = [one for one in seen if one.place.exact]
    if exact:
        return _carried(claim, exact, seen, compare)
    near = seen[0] if seen and seen[0].place.share >= NEAR else None
    if near and near.place.share >= SAME and near.place.matched > 1:
        return _altered(draft, claim, near, compare)
    words = sum(len(part) for part in parts)
    if words <= _TERM and not claim.told.speaker:
        return finding(claim, Verdict.UNCLEAR, "a term in marks, which nobody is said to have used", near)
    return finding(claim, Verdict.NOWHERE, "no article of the case has these words", near)


def _sightings(
    claim: Claim, parts: Sequence[Sequence[Token]], witnesses: Sequence[Witness]
) -> list[Sighting]:
    """Where the words stand, best first: the very words, whom they are given to, body, marks, day."""
    found = []
    for one in witnesses:
        at = place(parts, one.told) if parts else None
        if at and one.part(at.start):
            held = one.holders(at.start, at.end)
            said = fits(claim.told, claim.said, held, one.article)
            found.append(Sighting(one, at, one.quotation(at.start, at.end), said))
    return sorted(found, key=_rank)


def _rank(one: Sighting) -> tuple[bool, float, int, bool, bool, bool, str, str]:
    article, told = one.witness.article, one.told
    fitting = (True, None, False).index(one.fits)
    marked = one.witness.told.within_marks(told.span.start, told.span.end)
    exact = one.place.exact
    share = 0.0 if exact else -round(one.place.share, 3)
    day = article.date or ""
    return not exact, share, fitting, told.part is Part.TITLE, not marked, not day, day, article.id


def _carried(claim: Claim, exact: Sequence[Sighting], seen: Sequence[Sighting], compare: Compare) -> Finding:
    """The very words stand in the case."""
    first = exact[0]
    if first.fits is False:
        rule = f"the words are {first.told.speaker or 'another speaker'}’s there"
        return finding(claim, Verdict.OTHER_SPEAKER, rule, first, exact, effect=Effect.MISATTRIBUTED)
    if _made_direct(claim, first, exact):
        rule = "the article says so in its own words, and not in the speaker’s"
        return finding(
            claim, Verdict.ALTERED, rule, first, exact,
            operations=(Operation.INDIRECT_TO_DIRECT,), severity=Severity.SHIFTS,
        )  # fmt: skip
    agreeing = list(
        {one.told.passage.text: one for one in reversed(exact) if one.fits is first.fits}.values()
    )
    agreeing = agreeing[::-1][:_COMPARED]
    bends = [_bend(claim, one, compare) for one in agreeing]
    if all(bends):
        return _reanchored(claim, first, exact, bends[0])
    best = agreeing[bends.index(None)]
    for one, bend in zip(agreeing, bends, strict=True):
        grave = bend and (bend.effect in TURNED or one.place.dropped)
        if bend and grave and _day(one) and _day(one) < _day(best):
            rule = f"{_name(best)} has it so; earlier, {_name(one)} has it otherwise: {bend.rule}"
            return finding(claim, Verdict.CONTESTED, rule, one, exact, bend=bend)
    return _contested(claim, best, exact, seen) or _clean(claim, best, exact)


def _clean(claim: Claim, best: Sighting, exact: Sequence[Sighting]) -> Finding:
    rule, verdict = _fidelity(claim, best)
    if best.fits is None and claim.told.speaker:
        rule += "; the article does not say by whom" if not best.told.speaker else ""
    if best.told.part is Part.TITLE:
        rule += "; in a headline alone"
    return finding(claim, verdict, rule, best, exact)


def _fidelity(claim: Claim, best: Sighting) -> tuple[str, Verdict]:
    """Whether the words are there to the letter, or as a careful editor sets them."""
    told = claim.told.span.text
    if best.place.dropped:
        return "shortened, and the dots show it", Verdict.FAITHFUL
    if "[" in told:
        return "brackets show what is the writer’s", Verdict.FAITHFUL
    theirs = iter(_plain(best.told.span.text))
    if not all(word in theirs for word in _plain(told)):  # in order; the article may interrupt the words
        return "another house’s spelling", Verdict.FAITHFUL
    return "word for word", Verdict.VERBATIM


def _plain(text: str) -> list[str]:
    """The words to the letter, without capitals and marks."""
    letters = (c if c.isalnum() else " " for c in text.replace("’", "'").replace("'", "").casefold())
    return "".join(letters).split()


def _made_direct(claim: Claim, first: Sighting, exact: Sequence[Sighting]) -> bool:
    """Whether words in marks are given to somebody, though no article has them in marks."""
    if not claim.told.speaker or len(first.told.span.text.split()) <= _TERM:
        return False
    if any(one.witness.told.within_marks(one.place.start, one.place.end) for one in exact):
        return False
    return not is_outlet(claim.told, first.witness.article)


def _bend(claim: Claim, one: Sighting, compare: Compare) -> Bend | None:
    """What the draft makes the words say that this witness does not."""
    lost = bend_of_cut(one.witness.article, one.place.dropped)
    known = one.fits is not None or not is_named(claim.told)
    found = lost or bend_of(compare(one.told, claim.told), one.told, claim.told, known)
    found = found or bend_of_leaning(one.told, claim.told, _cues(claim, one))
    return found or bend_of_acts(claim.said, one.witness.holders(one.place.start, one.place.end))


def _cues(claim: Claim, one: Sighting) -> frozenset[str]:
    """The words by which the two sides report the quotation."""
    innermost = [said for said in one.witness.statements if said.id == one.told.statement]
    rows = [*innermost, *([claim.said] if claim.said else [])]
    return frozenset(token.form for said in rows for p in said.cue for token in tokens(p.text))


def _reanchored(claim: Claim, first: Sighting, exact: Sequence[Sighting], bend: Bend | None) -> Finding:
    assert bend is not None
    if bend.effect in (Effect.MISATTRIBUTED, Effect.LEVEL_SHIFT):
        verdict = Verdict.OTHER_SPEAKER
        if names_stand_in(claim.told, first.told.passage.text):
            return _clean(claim, first, exact)
    elif first.place.dropped:
        verdict = Verdict.ALTERED
    else:
        verdict = Verdict.REANCHORED
    return finding(claim, verdict, bend.rule, first, exact, bend=bend)


def _contested(
    claim: Claim, best: Sighting, exact: Sequence[Sighting], seen: Sequence[Sighting]
) -> Finding | None:
    """An earlier telling gives the words to somebody else, or all earlier ones have other words."""
    first = min((one.witness.article.date or "" for one in exact), default="")
    for one in seen:
        day = one.witness.article.date or ""
        if not first or not day or one.told.part is Part.TITLE:
            continue
        if one.place.exact and one.fits is False and best.fits and day < (best.witness.article.date or ""):
            rule = f"{_name(best)} has it so; earlier, {_name(one)} gives the words to {one.told.speaker}"
            return finding(claim, Verdict.CONTESTED, rule, one, exact, effect=Effect.MISATTRIBUTED)
        if _reworded(one) and day < first and one.fits is not False:
            rule = f"{_name(best)} has it so; earlier, {_name(one)} has other words"
            return finding(claim, Verdict.CONTESTED, rule, one, exact, operations=operations(one.place))
    return None


def _reworded(one: Sighting) -> bool:
    """Whether a telling has other words in the midst of these; one that ends sooner has not."""
    return one.place.share >= _MUCH and any(gap.inside and gap.ours and gap.theirs for gap in one.place.gaps)


def _day(one: Sighting) -> str:
    return one.witness.article.date or ""


def _name(one: Sighting) -> str:
    article = one.witness.article
    return article.outlet or article.agency or article.title or "one article"


def _altered(draft: Article, claim: Claim, near: Sighting, compare: Compare) -> Finding:
    """Nearly the words: what was done to them, and what that does."""
    changed = bend_of_gaps(draft, near.witness.article, near.place, compare(near.told, claim.told))
    others = f"; and there the words are {near.told.speaker}’s" if near.fits is False else ""
    done = operations(near.place)
    return finding(claim, Verdict.ALTERED, changed.rule + others, near, bend=changed, operations=done)


def operations(at: Place) -> tuple[Operation, ...]:
    """What was done to the words, told by the gaps."""
    found = set()
    for gap in at.gaps:
        if gap.ours and gap.theirs:
            found.add(Operation.SUBSTITUTE)
        elif gap.ours:
            found.add(Operation.INSERT)
        elif not gap.marked:
            found.add(Operation.SPLICE)
    if at.dropped:
        found.add(Operation.ELLIPSIS)
    return tuple(one for one in Operation if one in found)
