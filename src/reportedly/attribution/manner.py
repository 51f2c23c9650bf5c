"""How surely a statement is put: act, modality, polarity, hedges, time, verbatim words, certainty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportedly.attribution.acts import act as act_of
from reportedly.attribution.certainty import hedges, modality, negated
from reportedly.attribution.tree import Tree
from reportedly.records import Certainty, Estimate, Modality, Reporter, Span, Time, span


@dataclass(frozen=True, slots=True)
class Manner:
    """The columns of a statement that say how surely, named as in `records.Statement`."""

    act: str
    modality: Modality
    negated: bool
    hedges: tuple[Span, ...]
    time: Time | None
    verbatim: tuple[Span, ...]
    estimates: tuple[Estimate, ...]
    certainty: Certainty
    reporter: Reporter


def manner(
    tree: Tree,
    cue: Sequence[int],
    content: Sequence[int],
    inner: Collection[int] = frozenset(),
    source: Sequence[int] = (),
) -> Manner:
    """How surely one statement is put, by its words.

    The roles are token numbers in text order. `inner` are the tokens of the contents of statements
    whose cues stand inside `content`: what is hedged or denied there is theirs.
    """
    own = [t for t in content if t not in inner] or list(content)
    ranges = tree.ranges(own)
    act = act_of(tree, source, cue, content)
    past = bool(cue) and tree.tags[cue[0]] == "VBD"
    return Manner(
        act,
        modality(tree, own, ranges, act, past),
        negated(tree, own, act),
        hedges(tree, ranges),
        None,
        tuple(_verbatim(tree, content)),
        (),
        Certainty.PLAIN,
        Reporter.NEUTRAL,
    )


def inner(readings: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[frozenset[int]]:
    """For each (cue, content), the tokens of the contents of others whose cues begin inside this content."""
    begins = {cue[0]: number for number, (cue, _) in enumerate(readings) if cue}
    found = []
    for number, (_, content) in enumerate(readings):
        taken: set[int] = set()
        for token in content:
            other = begins.get(token, number)
            if other != number and token not in taken:
                taken.update(readings[other][1])
        found.append(frozenset(taken))
    return found


def _verbatim(tree: Tree, content: Sequence[int]) -> list[Span]:
    return [
        span(tree.text, r.start, r.end) for r in tree.ranges(t for t in content if tree.quotation_of[t] >= 0)
    ]
