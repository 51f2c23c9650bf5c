"""An "X said that ..." of a draft held against the case: is there a statement that bears it out?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.lineage.drafts.bends import Bend, reported_bend
from reportedly.lineage.drafts.claims import Claim
from reportedly.lineage.drafts.meaning import Meaning, meaning
from reportedly.lineage.drafts.naming import fits, names_stand_in
from reportedly.lineage.drafts.placing import Place
from reportedly.lineage.drafts.verdicts import Sighting, finding
from reportedly.lineage.drafts.witnesses import Witness
from reportedly.lineage.families.sentences import lines
from reportedly.lineage.families.telling import Compare
from reportedly.records import Effect, Finding, Part, Statement, Verdict

SAYS = 0.6
"""The share of a claim's meaning, weighted by how rare its words are, that a statement must have."""
SAYS_TOO = 0.75
"""The share that makes it a statement of somebody else: likeness alone is no proof of that."""
NEAR = 0.35
"""The share from which a statement is shown as the nearest, and the verdict is open."""
_LEAST, _FEW = 12.0, 3  # bits and words of a claim below which anything would seem to bear it out
_COMPARED = 4  # statements that are read for polarity, hedges and figures
_CLOSE = 0.12  # how much less a statement may have than the best and still be read


@dataclass(frozen=True, slots=True)
class _Read:
    """A place of the case with the share of the claim's meaning that it has."""

    seen: Sighting
    share: float
    said: Statement | None


def judge(claim: Claim, witnesses: Sequence[Witness], compare: Compare) -> Finding:
    """The finding on one reported statement."""
    wanted = meaning(claim.told.span.text)
    if wanted.weight < _LEAST or len(wanted.bits) < _FEW:
        return finding(claim, Verdict.UNCLEAR, "too few words that tell anything")
    found = sorted(_reads(claim, wanted, witnesses), key=_rank)
    enough = [one for one in found if one.share >= SAYS]
    own = [one for one in enough if one.seen.fits]
    own = own or [one for one in enough if one.seen.fits is None and _may_be(claim, one)]
    body = [one for one in own if one.seen.told.part is not Part.TITLE] or own
    if body:
        return _said(claim, body, compare)
    others = [one for one in enough if one.seen.fits is False and one.share >= SAYS_TOO]
    if others:
        rule = f"the case gives this to {others[0].seen.told.speaker or 'another speaker'}"
        carrying = [one.seen for one in others]
        return finding(claim, Verdict.OTHER_SPEAKER, rule, carrying[0], carrying, effect=Effect.MISATTRIBUTED)
    return _not_said(claim, found)


def _may_be(claim: Claim, one: _Read) -> bool:
    """Whether a statement of nobody in particular may be the speaker's: nobody is named, or it is near."""
    told = one.seen.told
    return not claim.told.speaker or one.said is not None or names_stand_in(claim.told, told.passage.text)


def _not_said(claim: Claim, found: Sequence[_Read]) -> Finding:
    """Nothing bears it out; what is near it may be the same in other words."""
    near = found[0] if found else None
    if near and near.share >= SAYS_TOO and near.seen.fits is None:
        return finding(claim, Verdict.UNCLEAR, "the case has it, and does not say by whom", near.seen)
    like = next((one for one in found if one.seen.fits), None)
    if like:
        return finding(claim, Verdict.UNCLEAR, "this speaker says something like it; look at both", like.seen)
    if near and near.share >= SAYS and names_stand_in(claim.told, near.seen.witness.article.text):
        return finding(claim, Verdict.UNCLEAR, "an article that names the speaker has the like", near.seen)
    return finding(claim, Verdict.NOWHERE, "no statement of the case says so", near.seen if near else None)


def _said(claim: Claim, own: Sequence[_Read], compare: Compare) -> Finding:
    """The speaker says something with this content: is it the same?"""
    near = [one for one in own if one.share >= own[0].share - _CLOSE][:_COMPARED]
    bends = [_bend(claim, one, compare) for one in near]
    carrying = [one.seen for one, bend in zip(near, bends, strict=True) if bend is None]
    if not carrying:
        return finding(claim, Verdict.ALTERED, bends[0].rule, near[0].seen, bend=bends[0])  # type: ignore[union-attr]
    best = carrying[0]
    for one, bend in zip(near, bends, strict=True):
        if bend and _earlier(one.seen, best) and one.share >= near[0].share:
            rule = f"a later telling has it so; earlier: {bend.rule}"
            return finding(claim, Verdict.CONTESTED, rule, one.seen, carrying, bend=bend)
    by = "a statement of that speaker" if best.fits else "a sentence of the case"
    rule = f"{by} says so" + ("; in a headline alone" if best.told.part is Part.TITLE else "")
    return finding(claim, Verdict.SUPPORTED, rule, best, carrying)


def _earlier(one: Sighting, other: Sighting) -> bool:
    a, b = one.witness.article.date, other.witness.article.date
    return bool(a and b and a < b)


def _bend(claim: Claim, one: _Read, compare: Compare) -> Bend | None:
    found = compare(one.seen.told, claim.told)
    return reported_bend(found, one.seen.told, claim.told, claim.said, one.said)


def _reads(claim: Claim, wanted: Meaning, witnesses: Sequence[Witness]) -> Iterator[_Read]:
    """The statements, and the sentences that hold none, that have some of the meaning."""
    for witness in witnesses:
        for said in witness.statements:
            start, end = min(p.start for p in said.content), max(p.end for p in said.content)
            share = wanted.share(meaning(" ".join(p.text for p in said.content)))
            if share >= NEAR and witness.part(start):
                yield _Read(_seen(claim, witness, start, end, share, [said]), share, said)
        for line in lines(witness.article.text, 0, len(witness.article.text)):
            share = wanted.share(meaning(line.text))
            held = witness.holders(line.start, line.end)
            if share >= NEAR and not held and witness.part(line.start):
                yield _Read(_seen(claim, witness, line.start, line.end, share, []), share, None)


def _seen(
    claim: Claim, witness: Witness, start: int, end: int, share: float, held: Sequence[Statement]
) -> Sighting:
    said = fits(claim.told, claim.said, held, witness.article)
    return Sighting(witness, Place(start, end, share, 0, ()), witness.quotation(start, end), said)


def _rank(one: _Read) -> tuple[bool, float, int, str, str, int]:
    article, told = one.seen.witness.article, one.seen.told
    fitting = (True, None, False).index(one.seen.fits)
    return (
        told.part is Part.TITLE,
        -round(one.share, 2),
        fitting,
        article.date or "9",
        article.id,
        told.span.start,
    )
