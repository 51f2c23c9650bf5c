"""A finding out of what was seen: the one place where the record is filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import structs

from reportedly.lineage.drafts.bends import Bend
from reportedly.lineage.drafts.claims import Claim
from reportedly.lineage.drafts.placing import Place
from reportedly.lineage.drafts.witnesses import Witness
from reportedly.records import (
    FAULTS,
    Effect,
    Finding,
    Kind,
    Operation,
    Quotation,
    Severity,
    Verdict,
    finding_id,
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place of the case that bears on a claim: its words as a quotation, and whether the speaker fits.

    `fits` is None where one of the two sides does not say who speaks.
    """

    witness: Witness
    place: Place
    told: Quotation
    fits: bool | None


def finding(
    claim: Claim,
    verdict: Verdict,
    rule: str,
    near: Sighting | None = None,
    carrying: Sequence[Sighting] = (),
    *,
    bend: Bend | None = None,
    effect: Effect | None = None,
    severity: Severity | None = None,
    operations: tuple[Operation, ...] = (),
) -> Finding:
    """The record of one verdict, with the span of the case that is nearest, and all that carry the words."""
    told = claim.told
    kind = Kind.INDIRECT if not claim.marked else told.kind if told.kind is not Kind.INDIRECT else Kind.MIXED
    found = Finding(
        finding_id(told.span, kind),
        verdict,
        verdict in FAULTS,
        kind,
        told.span,
        told.passage,
        claim.line,
        told.speaker,
        rule,
        operations or ((Operation.VERBATIM,) if verdict is Verdict.VERBATIM else ()),
        bend.effect if bend else effect or Effect.NONE,
        bend.severity if bend else severity or (Severity.SHIFTS if effect else Severity.HARMLESS),
        bend.words if bend else (),
    )
    return found if near is None else _pinned(found, near, carrying, bend)


def _pinned(found: Finding, near: Sighting, carrying: Sequence[Sighting], bend: Bend | None) -> Finding:
    article = near.witness.article
    rows = [one.witness.article for one in carrying]
    rows.sort(key=lambda row: (row.date is None, row.date or "", row.id))
    return structs.replace(
        found,
        article=article.id,
        outlet=article.outlet or article.agency,
        date=article.date,
        found=near.told.span,
        around=near.told.passage,
        found_speaker=near.told.speaker,
        found_words=bend.found_words if bend else (),
        articles=tuple(dict.fromkeys(row.id for row in rows)),
    )
