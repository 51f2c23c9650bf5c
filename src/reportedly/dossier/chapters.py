"""A story as the page shows it: who told it, when, and the text that its articles share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.dossier.beside import beside
from reportedly.dossier.descent import Behind
from reportedly.dossier.differences import Run, compare
from reportedly.dossier.pieces import Piece
from reportedly.dossier.sides import Sides
from reportedly.records import Derivation, HiddenSource, Passage, Story, Variant

# The longest few are open, some more are folded; a story of a hundred copies has thousands.
OPEN, FOLDED = 3, 30


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two articles share, the one that stands first on the page as `a`.

    `runs_b` is empty where both are the same word for word.
    """

    passage: Passage
    a: Piece
    b: Piece
    runs_a: tuple[Run, ...]
    runs_b: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Shared passages, the longest first: the `open` ones, the `folded`, and the number of the rest."""

    open: tuple[Shared, ...] = ()
    folded: tuple[Shared, ...] = ()
    unshown: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story, its articles on this page in the story's order, and the passages between them."""

    story: Story
    pieces: tuple[Piece, ...]
    shelf: Shelf
    behind: Behind | None = None
    sides: Sides | None = None


def chapter(
    story: Story,
    pieces: Mapping[str, Piece],
    passages: Sequence[Passage],
    behind: Behind | None = None,
    edges: Sequence[Derivation] = (),
    hidden: Mapping[str, HiddenSource] | None = None,
    tellings: Sequence[Variant] = (),
    more: int = 0,
) -> Chapter:
    """The view of one story. `pieces` by article id; `passages` those between its articles, `edges` those of
    its descent, from `hidden` sources among others, `tellings` those of quotations; there are so many `more`
    passages.
    """
    told = tuple(pieces[a] for a in story.articles if a in pieces)
    compared = beside(told, passages, edges, hidden or {}, tellings) if len(told) > 1 else None
    return Chapter(story, told, shelf(pieces, passages, more), behind, compared)


def shelf(pieces: Mapping[str, Piece], passages: Sequence[Passage], more: int = 0) -> Shelf:
    """The passages ranked by the length of their longer side; both articles must be among `pieces`. There are
    so many `more`, which are shorter."""
    ranked = sorted(passages, key=lambda p: (-max(len(p.a_span.text), len(p.b_span.text)), p.id))
    shown = [_shared(p, pieces) for p in ranked[: OPEN + FOLDED]]
    return Shelf(tuple(shown[:OPEN]), tuple(shown[OPEN:]), len(ranked) - len(shown) + more)


def _shared(passage: Passage, pieces: Mapping[str, Piece]) -> Shared:
    sides = ((pieces[passage.a], passage.a_span), (pieces[passage.b], passage.b_span))
    (a, a_span), (b, b_span) = sorted(sides, key=lambda side: side[0].number)
    runs_a, runs_b = compare(a_span.text, b_span.text)
    same = not any(run.differs for run in runs_a + runs_b)
    return Shared(passage, a, b, tuple(runs_a), () if same else tuple(runs_b))
