"""What became of quotations: each telling whose meaning moved, beside its witness, deciding words marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.dossier.differences import Run
from reportedly.dossier.pieces import Piece
from reportedly.records import Basis, Family, Part, Severity, Span, Variant

SHOWN = 200
"""Utterances on the page, those whose meaning turned first; a case of years has thousands."""
NOTES = {
    Basis.EARLIER: "",
    Basis.UNDATED: "which of the two was first is not known",
    Basis.BELOW: "the same article, further down",
    Basis.NONE: "",
}
PARTS = {Part.TITLE: "headline", Part.STANDFIRST: "standfirst", Part.BODY: ""}


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: its article, where in it (empty: in the body), and its passage, deciding words apart."""

    piece: Piece
    part: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A telling whose meaning moved, and the witness that it was read against."""

    variant: Variant
    witness: Told
    telling: Told
    effect: str
    note: str


@dataclass(frozen=True, slots=True)
class Bent:
    """An utterance with the changes of meaning that its tellings made, the gravest first."""

    family: Family
    changes: tuple[Change, ...]


def bent(
    families: Sequence[Family], variants: Iterable[Variant], pieces: Mapping[str, Piece]
) -> tuple[Bent, ...]:
    """The utterances that some telling bends; those whose meaning turned first, then those that most tell."""
    by_id = {row.id: row for row in variants}
    found = [Bent(one, tuple(_changes(one, by_id, pieces))) for one in families]
    shown = [one for one in found if one.changes]
    shown.sort(key=lambda one: (one.changes[0].variant.severity is not Severity.REVERSES, -_size(one)))
    return tuple(shown[:SHOWN])


def _size(one: Bent) -> int:
    return len(one.family.articles)


def _changes(family: Family, by_id: Mapping[str, Variant], pieces: Mapping[str, Piece]) -> Iterator[Change]:
    rows = [by_id[name] for name in family.variants if name in by_id]
    moved = [row for row in rows if row.severity is not Severity.HARMLESS and row.witness in by_id]
    for row in sorted(moved, key=lambda one: one.severity is not Severity.REVERSES):
        witness = by_id[row.witness or ""]
        if row.article in pieces and witness.article in pieces:
            sides = (_told(witness, row.witness_words, pieces), _told(row, row.words, pieces))
            effect = row.effect.value.replace("_", " ").replace("re anchored", "re-anchored")
            yield Change(row, *sides, effect, NOTES[row.basis])


def _told(row: Variant, words: Sequence[Span], pieces: Mapping[str, Piece]) -> Told:
    return Told(pieces[row.article], PARTS[row.part], tuple(runs(row.passage, words)))


def runs(passage: Span, words: Sequence[Span]) -> Iterator[Run]:
    """A passage cut at the deciding words, which may touch; those that do not lie in it are passed over."""
    at = passage.start
    inside = (one for one in words if passage.start <= one.start and one.end <= passage.end)
    for one in sorted(inside):
        if one.start >= at:
            yield Run(passage.text[at - passage.start : one.start - passage.start])
            yield Run(one.text, differs=True)
            at = one.end
    yield Run(passage.text[at - passage.start :])
