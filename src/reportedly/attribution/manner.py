"""How surely a statement is put: act, modality, polarity, hedges, time, verbatim words, certainty."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.attribution.acts import act as act_of
from reportedly.attribution.certainty import certainty, reporter
from reportedly.attribution.clauses import clauses
from reportedly.attribution.hedging import Mark, estimates, marks
from reportedly.attribution.moods import is_past, modality
from reportedly.attribution.polarity import negated
from reportedly.attribution.times import time
from reportedly.attribution.tree import QUOTES, Tree
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

    The roles are token numbers in text order, any of them may be empty. `inner` are the tokens of the
    statements whose cues stand inside `content`, as `inner` finds them: what is hedged there is theirs.
    """
    own = [t for t in content if t not in inner]
    act = act_of(tree, source, cue, content)
    main = clauses(tree, own or content)
    found = marks(tree, own)
    mood = modality(tree, main, found, act, cue)
    shown = [mark for mark in found if _is_hedge(mark, found, mood)]
    inside_a_hedge = {t for mark in found if mark.weakens for t in mark.tokens}
    quoted = any(tree.quotation_of[t] >= 0 for t in content[:2])
    return Manner(
        act,
        mood,
        negated(tree, main, act, cue, inside_a_hedge),
        tuple(mark.span(tree) for mark in shown),
        time(tree, main, mood, is_past(tree, cue), quoted),
        tuple(_verbatim(tree, content)),
        estimates(tree, shown),
        certainty(tree, cue, own, found, mood, act),
        reporter(tree, cue),
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


def _is_hedge(mark: Mark, found: Sequence[Mark], mood: Modality) -> bool:
    """Backshift is no hedge: "would" weakens what hangs on a condition, and an "if" only what it governs."""
    if mark.words == "would":
        named = any(m.mood is Modality.CONDITIONAL and m.words != "would" for m in found)
        return mood is Modality.CONDITIONAL and not named
    if mark.words == "if":
        return mood is Modality.CONDITIONAL
    return mark.weakens


def _verbatim(tree: Tree, content: Sequence[int]) -> Iterator[Span]:
    """The stretches of the content in quotation marks, a span for each run of words, marks left out."""
    for number, run in groupby(_unbroken(tree, content), key=lambda pair: pair[:2]):
        tokens = [token for *_, token in run]
        while tokens and tree.words[tokens[0]] in QUOTES:
            tokens.pop(0)
        while tokens and tree.words[tokens[-1]] in QUOTES:
            tokens.pop()
        if number[0] >= 0 and any(tree.is_word(t) for t in tokens):
            yield _span(tree, tokens)


def _unbroken(tree: Tree, content: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each token with its quotation and its run: runs end where tokens are left out or a line ends."""
    run = 0
    for place, token in enumerate(content):
        before = content[place - 1] if place else token
        gap = tree.text[tree.ends[before] : tree.starts[token]] if place else ""
        run += token != before + 1 or "\n" in gap
        yield tree.quotation_of[token], run, token


def _span(tree: Tree, tokens: Sequence[int]) -> Span:
    return span(tree.text, tree.starts[tokens[0]], tree.ends[tokens[-1]])
