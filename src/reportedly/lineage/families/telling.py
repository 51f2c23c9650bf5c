"""Quotations -> families -> variants: each telling compared with its witness."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from reportedly.lineage.families.grouping import groups
from reportedly.lineage.families.headlines import compare_below
from reportedly.lineage.families.plain import compare_plain
from reportedly.lineage.families.witnesses import Link, links
from reportedly.records import (
    Basis,
    Comparison,
    Effect,
    Family,
    Mutation,
    Operation,
    Part,
    Quotation,
    Severity,
    Utterance,
    Variant,
    content_id,
    family_id,
)

Compare = Callable[[Quotation, Quotation], Comparison]
"""Witness and relay -> how the relay tells it, all spans in the articles' texts."""


def quotation_families(told: Iterable[Quotation]) -> list[tuple[Family, tuple[Quotation, ...]]]:
    """The families of two tellings and more, by their first day (undated last), then id, each with its
    members in the order of `variants`.

    Each quotation is in one family at most; what is told once is in none. The same quotations give the same
    families in any order and however they came in.
    """
    rows = sorted(told, key=lambda one: one.id)
    made = [_family([rows[n] for n in numbers]) for numbers in groups(rows) if len(numbers) > 1]
    return sorted(made, key=lambda one: (one[0].first_date is None, one[0].first_date or "", one[0].id))


def variants(
    family: Family, told: Sequence[Quotation], compare: Compare = compare_plain
) -> tuple[list[Variant], list[Mutation]]:
    """The members of one family as variants, each compared with its witness, and the changes of meaning.

    `told` are the family's quotations. `compare` reads two of them; without one, the words alone are
    compared. Tellings in the same words and the same sentence are not compared at all.
    """
    made: list[Variant] = []
    changes: list[Mutation] = []
    for link in links(told):
        one = told[link.telling]
        if link.witness is None:
            made.append(_variant(family, one, None, link, _FIRST))
            continue
        witness = told[link.witness]
        read = compare_below if link.basis is Basis.BELOW or _summed_up(witness, one) else compare
        found = _copied(witness, one) or read(witness, one)
        own = [_placed(change, witness, one) for change in found.mutations]
        changes += own
        found = msgspec.structs.replace(found, mutations=tuple(own))
        made.append(_variant(family, one, witness, link, found))
    return made, changes


_FIRST = Comparison(
    Utterance.SAME, (Operation.VERBATIM,), Effect.NONE, Severity.HARMLESS, (), (), (), "the family's witness"
)


def _family(told: Sequence[Quotation]) -> tuple[Family, tuple[Quotation, ...]]:
    ordered = sorted(told, key=lambda one: (one.date is None, one.date or "", one.id))
    witness = told[links(told)[0].telling]
    ids = tuple(one.id for one in ordered)
    dates = [one.date for one in ordered if one.date]
    family = Family(
        family_id(ids),
        witness.span.text,
        witness.id,
        ids,
        tuple(dict.fromkeys(one.article for one in ordered)),
        tuple(dict.fromkeys(one.speaker for one in ordered if one.speaker)),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )
    return family, tuple(ordered)


def _summed_up(a: Quotation, b: Quotation) -> bool:
    """Whether `b` is a headline or standfirst of the article in which `a` stands: no other occasion."""
    return a.article == b.article and a.part is Part.BODY and b.part is not Part.BODY


def _copied(a: Quotation, b: Quotation) -> Comparison | None:
    """Two tellings in one and the same sentence need no comparison: a copy is a copy."""
    if a.passage.text.split() != b.passage.text.split() or a.kind is not b.kind:
        return None
    words = ((a.span,), (b.span,))
    done = (Operation.VERBATIM,)
    return Comparison(Utterance.SAME, done, Effect.NONE, Severity.HARMLESS, (), *words, "same sentence")


def _placed(change: Mutation, a: Quotation, b: Quotation) -> Mutation:
    """A change with its two tellings, and with an id that no other pair of tellings has."""
    name = content_id("w", a.id, b.id, change.effect.value)
    return msgspec.structs.replace(change, id=name, witness=a.id, variant=b.id)


def _variant(
    family: Family, one: Quotation, witness: Quotation | None, link: Link, found: Comparison
) -> Variant:
    return Variant(
        one.id,
        family.id,
        one.article,
        one.part,
        one.kind,
        one.span,
        one.passage,
        one.speaker,
        one.statement,
        witness.id if witness else None,
        link.basis,
        found.utterance,
        found.operations,
        found.effect,
        found.severity,
        found.rule,
        tuple(change.id for change in found.mutations),
        found.a_words,
        found.b_words,
    )
