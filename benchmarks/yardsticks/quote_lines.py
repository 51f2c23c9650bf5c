"""Quotation lineages of a pile as the reuse corpus words them: a row a quotation, with what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from reportedly import lineage
from reportedly.records import Article, Effect, Operation, Quotation, Variant
from yardsticks.plain import given_places, origins

Row: TypeAlias = dict[str, Any]
KEPT = {Effect.MISATTRIBUTED, Effect.RE_ANCHORED, Effect.NEGATION_FLIPPED}
CUTS = {Operation.CUT_START, Operation.CUT_END}
FEW = 3  # words that may go without its being called a cut


def quote_rows(pile: Sequence[Article], names: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Row]:
    """Each quotation of the articles as ``{doc, span, cluster, mutation}``.

    `names` and `texts` have, by article id, the document's id and its text as given, which places count in;
    the articles are those of `whole_article` without a title.
    """
    by_id = {article.id: article for article in pile}
    told = {one.id: one for article in pile for one in lineage.quotations(article)}
    rows = {name: (name, "none") for name in told}
    for family, members in lineage.quotation_families(told.values()):
        for variant in lineage.variants(family, members)[0]:
            rows[variant.id] = (family.id, label(variant, told))
    for name, (cluster, mutation) in rows.items():
        article = by_id[told[name].article]
        places = given_places(article, [told[name].span], origins(texts[article.id]))
        if places:
            span = [places[0][0], places[-1][1]]
            yield {"doc": names[article.id], "span": span, "cluster": cluster, "mutation": mutation}


def label(variant: Variant, told: Mapping[str, Quotation]) -> str:
    """What was done to a quotation, in the corpus's one word for it."""
    if variant.witness is None:
        return "none"
    if variant.effect in KEPT:
        return variant.effect.value
    done = set(variant.operations)
    lost = len(told[variant.witness].span.text.split()) - len(variant.span.text.split())
    if done & CUTS and lost > FEW:
        return "cut"
    if variant.effect is Effect.HEDGE_DROPPED:
        return "hedge_dropped"
    for operation, word in ((Operation.SUBSTITUTE, "substitute"), (Operation.INSERT, "insert")):
        if operation in done:
            return word
    return "cut" if done & CUTS else "none"
