"""How few stand behind one utterance: who tells it, who reported it, whose words it is.

An article has a claim from another one where it comes down from it by decided edges and both tell the claim;
what it has from there otherwise, says nothing of this claim. The rule, with cases, is docs/origins.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Derivation, Family, Origin, Variant
from reportedly.records.claim import Claim, ClaimOrigin, ClaimTelling, claim_id


@dataclass(frozen=True, slots=True)
class Teller:
    """An article, and the newsroom that reported it (`newsroom`), None where the text names none."""

    article: str
    newsroom: str | None


def claims(
    families: Iterable[Family],
    variants: Iterable[Variant],
    origins: Iterable[Origin],
    derivations: Iterable[Derivation],
    tellers: Iterable[Teller],
) -> list[Claim]:
    """The claims of all families that more than one article tells, in the order of the families.

    An article that a later version took the place of is no telling. An origin that is heard in several
    stories is one, by kind and name.
    """
    told: dict[str, list[Variant]] = {}
    for one in variants:
        told.setdefault(one.family, []).append(one)
    pile = _Pile.of(list(origins), list(derivations), tellers)
    made = (_claim(family, told.get(family.id, []), pile) for family in families if len(family.articles) > 1)
    return [one for one in made if len(one.tellings) > 1]


@dataclass(frozen=True, slots=True)
class _Pile:
    """What is known of all articles: who speaks in which statement, the decided edges, the newsrooms."""

    origins: Mapping[str, Origin]
    speaking: Mapping[str, Sequence[str]]
    edges: Mapping[str, Derivation]
    superseded: frozenset[str]
    newsrooms: Mapping[str, str | None]

    @staticmethod
    def of(origins: Sequence[Origin], edges: Sequence[Derivation], tellers: Iterable[Teller]) -> "_Pile":
        speaking: dict[str, list[str]] = {}
        for origin in origins:
            for statement in origin.statements:
                speaking.setdefault(statement, []).append(origin.id)
        return _Pile(
            {one.id: one for one in origins},
            speaking,
            {one.child: one for one in edges if one.decided and not one.second and not one.revision},
            frozenset(one.parent for one in edges if one.revision),
            {one.article: one.newsroom for one in tellers},
        )


def _claim(family: Family, told: Sequence[Variant], pile: _Pile) -> Claim:
    inside = {one.article: one for one in _tellings(family, told, pile)}
    rows = [_inherited(one, inside) for one in inside.values()]
    first = [one for one in rows if one.parent is None]
    return Claim(
        claim_id(family.id),
        family.id,
        family.words,
        tuple(rows),
        newsrooms=tuple(sorted({one.newsroom for one in rows if one.newsroom})),
        reporters=tuple(sorted({one.newsroom for one in first if one.newsroom})),
        unnamed=tuple(one.article for one in first if not one.newsroom),
        origins=_origins(rows, pile),
        unclear=tuple(one.article for one in rows if not one.origins),
    )


def _tellings(family: Family, told: Sequence[Variant], pile: _Pile) -> Iterable[ClaimTelling]:
    """The articles that tell the claim, in the family's order, with the origins that speak in each."""
    members = [name for name in dict.fromkeys(family.articles) if name not in pile.superseded]
    for article in members:
        here = [one for one in told if one.article == article]
        heard = {name for one in here if one.statement for name in pile.speaking.get(one.statement, ())}
        parent, edge = _above(article, frozenset(members), pile)
        yield ClaimTelling(
            article,
            pile.newsrooms.get(article),
            tuple(one.id for one in here),
            parent,
            edge,
            tuple(sorted(heard)),
        )


def _above(article: str, members: frozenset[str], pile: _Pile) -> tuple[str | None, str | None]:
    """The nearest article above that tells the claim as well, and the last edge that leads there."""
    seen, edge = {article}, pile.edges.get(article)
    while edge and edge.parent not in seen:
        if edge.parent in members:
            return edge.parent, edge.id
        seen.add(edge.parent)
        edge = pile.edges.get(edge.parent)
    return None, None


def _inherited(one: ClaimTelling, inside: Mapping[str, ClaimTelling]) -> ClaimTelling:
    """A telling that names nobody has its origins from the one that it comes down from."""
    above, seen = one, {one.article}
    while not above.origins and above.parent and above.parent not in seen:
        seen.add(above.parent)
        above = inside[above.parent]
    return ClaimTelling(one.article, one.newsroom, one.variants, one.parent, one.derivation, above.origins)


def _origins(rows: Sequence[ClaimTelling], pile: _Pile) -> tuple[ClaimOrigin, ...]:
    """Who stands behind a claim, those behind most articles first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        for name in row.origins:
            one = pile.origins[name]
            found.setdefault((one.kind.value, one.name or one.id), []).append((name, row.article))
    made = []
    for heard in found.values():
        first = pile.origins[heard[0][0]]
        ids, articles = (tuple(sorted(set(column))) for column in zip(*heard, strict=True))
        made.append(ClaimOrigin(first.kind, first.name, ids, articles))
    return tuple(sorted(made, key=lambda one: (-len(one.articles), one.name or "", one.rows)))
