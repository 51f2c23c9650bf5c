"""Some words and the articles that carry them: the history of one sentence, earliest first."""

from collections.abc import Iterable, Sequence

from reportedly.lineage.drafts.placing import Place, place, quotation_parts
from reportedly.lineage.drafts.witnesses import Witness
from reportedly.lineage.families.plain import compare_plain
from reportedly.lineage.families.telling import Compare
from reportedly.records import (
    Basis,
    Comparison,
    Effect,
    Kind,
    Operation,
    Part,
    Quotation,
    Severity,
    Telling,
    Utterance,
    span,
)

CARRIES = 0.6
"""The weighted share of the words that a place must have, in order, to carry them."""
_FIRST = Comparison(
    Utterance.SAME,
    (Operation.VERBATIM,),
    Effect.NONE,
    Severity.HARMLESS,
    (),
    (),
    (),
    "the first known telling",
)
_COPY = Comparison(
    Utterance.SAME, (Operation.VERBATIM,), Effect.NONE, Severity.HARMLESS, (), (), (), "same sentence"
)


Carried = tuple[Witness, Place]
"""An article with the place where it carries the words."""


def carrying(words: str, witnesses: Iterable[Witness]) -> list[Carried]:
    """Where articles have some words or nearly so, one place an article; captions are passed over."""
    parts = quotation_parts(words, span(words, 0, len(words)))
    found = []
    for one in witnesses:
        at = place(parts, one.told) if parts else None
        if at and _enough(at, sum(map(len, parts))) and one.part(at.start):
            found.append((one, at))
    return found


def _enough(at: Place, count: int) -> bool:
    return at.share >= CARRIES and at.matched >= min(2, count)


def history(places: Sequence[Carried], compare: Compare = compare_plain) -> list[Telling]:
    """The tellings at these places in the order of their days, undated ones last.

    The first, of one day the fullest, is what all others are compared with; a headline is compared with the
    body under it, if that has the words.
    """
    told = [(one, one.quotation(at.start, at.end), at) for one, at in places]
    rows = sorted(told, key=lambda row: _order(row[1], row[2]))
    bodies = {row[1].article: row[1] for row in reversed(rows) if row[1].part is Part.BODY}
    made = []
    for number, (witness, one, _) in enumerate(rows):
        below = bodies.get(one.article) if one.part is Part.TITLE else None
        against = below or (rows[0][1] if number else None)
        made.append(_telling(witness, one, against, _basis(one, against, below is not None), compare))
    return made


def _order(one: Quotation, at: Place) -> tuple[bool, str, bool, float, bool, str, int]:
    """By day; of one day bodies before headlines, the fullest first, words in marks before others."""
    headline, day = one.part is Part.TITLE, (one.date or "")[:10]
    return not day, day, headline, -round(at.share, 3), one.kind is Kind.INDIRECT, one.article, at.start


def _basis(one: Quotation, against: Quotation | None, below: bool) -> Basis:
    if against is None:
        return Basis.NONE
    if below:
        return Basis.BELOW
    days = ((against.date or "")[:10], (one.date or "")[:10])
    return Basis.EARLIER if all(days) and days[0] < days[1] else Basis.UNDATED


def _telling(
    witness: Witness, one: Quotation, against: Quotation | None, basis: Basis, compare: Compare
) -> Telling:
    article = witness.article
    found = _FIRST if against is None else _compared(against, one, compare)
    return Telling(
        article.id,
        article.outlet,
        article.agency,
        article.date,
        one.part,
        one.span,
        one.passage,
        witness.told.within_marks(one.span.start, one.span.end),
        one.speaker,
        one.statement,
        against.article if against else None,
        basis,
        found.operations,
        found.effect,
        found.severity,
        found.rule,
        found.b_words if found.mutations else (),
        found.a_words if found.mutations else (),
    )


def _compared(against: Quotation, one: Quotation, compare: Compare) -> Comparison:
    same = against.passage.text.split() == one.passage.text.split()
    return _COPY if same else compare(against, one)
