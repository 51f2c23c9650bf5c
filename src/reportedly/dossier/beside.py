"""Which articles of a story stand side by side on the page."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportedly.dossier.pieces import Piece
from reportedly.dossier.sides import Sides, sides
from reportedly.lineage import clauses
from reportedly.records import Derivation, HiddenSource, Passage, Variant

COLUMNS = 4
"""Articles side by side; a fifth makes columns of four words."""
CHARACTERS = 6_000
"""Of each article; what a reader compares stands at its head, and the case has the rest."""


def beside(
    pieces: Sequence[Piece],
    passages: Sequence[Passage],
    edges: Sequence[Derivation],
    hidden: Mapping[str, HiddenSource],
    tellings: Sequence[Variant] = (),
) -> Sides | None:
    """The articles of a story that share most, in the story's order; None where they share no words."""
    shared: Counter[str] = Counter()
    for one in passages:
        shared[one.a] += len(one.a_span.text)
        shared[one.b] += len(one.b_span.text)
    ranked = sorted(pieces, key=lambda piece: (-shared[piece.article.id], piece.number))
    chosen = sorted(ranked[:COLUMNS], key=lambda piece: piece.number)
    articles = [piece.article for piece in chosen]
    found = clauses(articles, [edge for edge in edges if edge.child in {one.id for one in articles}])
    if not any(one.carried for one in found):
        return None
    names = {one.id: one.name or "a source that is not in the pile" for one in hidden.values()}
    names |= {piece.article.id: piece.article.agency or piece.name for piece in pieces}
    numbers = [piece.number for piece in chosen]
    return sides(articles, found, names, numbers, CHARACTERS, tellings)
