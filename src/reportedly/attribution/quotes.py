"""Quotations and the drafts that hold a part of them: whole quotations go in the place of parts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from reportedly.attribution.drafts import Draft
from reportedly.attribution.tree import Tree

# Fewer quoted words without a cue are a name or a doubt, not an utterance.
UTTERANCE = 5
# What these rules find may be a part of a quotation; they take its marks when they have all of its words.
NARROW = frozenset({"object", "preposition", "noun"})
# A shorter quotation is the cue's own only right beside it.
ADJACENT = 4
SENTENCE_ENDS = frozenset({".", "!", "?"})
# "..., the report said Friday": what may follow the cue at the end of a sentence.
LONGEST_TAIL = 3


class Quotations:
    """The quotations of an article: the `tokens` of each, the `utterances` as ranges of their numbers
    (several where one runs on over paragraphs), and those that begin in each line.
    """

    def __init__(self, tree: Tree) -> None:
        self.tokens: list[list[int]] = [[] for _ in tree.quotations]
        for token, number in enumerate(tree.quotation_of):
            if number >= 0:
                self.tokens[number].append(token)
        going_on = frozenset(_continued(tree))
        firsts = [n for n in range(len(self.tokens)) if n not in going_on]
        self.utterances = [range(a, b) for a, b in pairwise([*firsts, len(self.tokens)])]
        self.of_line: dict[int, list[int]] = {}
        for number, tokens in enumerate(self.tokens):
            if tokens:
                self.of_line.setdefault(tree.line(tokens[0]), []).append(number)

    def utterance(self, number: int) -> list[int]:
        """The tokens of a quotation with those of the paragraphs that it runs through."""
        place = bisect_right(self.utterances, number, key=lambda run: run.start) - 1
        return [t for n in self.utterances[place] for t in self.tokens[n]]


def _continued(tree: Tree) -> Iterator[int]:
    """The numbers of the quotations that go on with one that the paragraph before left open."""
    pairs = enumerate(pairwise(tree.quotations), start=1)
    for number, (before, after) in pairs:
        left_open = tree.text[before.end - 1] not in "”\"'’»」』" or before.end - before.start < 2
        if left_open and not tree.text[before.end : after.start].strip():
            yield number


def complete(tree: Tree, quotations: Quotations, found: Iterable[Draft]) -> list[Draft]:
    """The drafts of rules with their quotations whole; one without content gets what stands before its cue,
    or the quotation beside it, and stays empty where there is none.
    """
    widened = [_widen(tree, quotations, draft) for draft in found]
    claimed = {tree.quotation_of[t] for draft in widened for t in draft.content} - {-1}
    filled = []
    for draft in widened:
        if not draft.content:
            draft = _before(tree, draft)
        if not draft.content:
            draft = _nearest(tree, quotations, draft, claimed)
            claimed |= {tree.quotation_of[t] for t in draft.content}
        filled.append(draft)
    return filled


def _widen(tree: Tree, quotations: Quotations, draft: Draft) -> Draft:
    """Whole quotations in the place of parts, unless the cue itself is quoted."""
    home = tree.quotation_of[draft.cue[0]]
    if home >= 0:
        inside = tuple(t for t in draft.content if tree.quotation_of[t] == home)
        return replace(draft, content=inside)
    touched = {tree.quotation_of[t] for t in draft.content} - {-1}
    if draft.rule in NARROW:
        own = set(draft.content)
        touched = {n for n in touched if all(t in own or not tree.is_word(t) for t in quotations.tokens[n])}
    away = {*draft.source, *draft.cue}
    whole = {t for number in touched for t in quotations.utterance(number)} - away
    return replace(draft, content=tuple(sorted({*draft.content, *whole})))


def _before(tree: Tree, draft: Draft) -> Draft:
    """ "..., the report said." at a sentence's end, where the parse has lost the clause: all before it."""
    cue, source = draft.cue[0], draft.source
    sentence = tree.sentences[tree.sentence(cue)]
    if not source or min(cue, source[0]) <= sentence.start or tree.quotation_of[cue] >= 0:
        return draft
    start = min(cue, source[0])
    behind = [t for t in range(max(cue, source[-1]) + 1, sentence.stop) if tree.is_word(t)]
    if tree.words[start - 1] not in (",", ",”", "”", '"') or len(behind) > LONGEST_TAIL:
        return draft
    content = tuple(range(sentence.start, start))
    if sum(tree.is_word(t) for t in content) < UTTERANCE:
        return draft
    return replace(draft, content=content, rule="sentence before the cue")


def _nearest(tree: Tree, quotations: Quotations, draft: Draft, claimed: set[int]) -> Draft:
    """The unclaimed quotation nearest to the cue in its sentence, or the one that ends just before it."""
    cue = draft.cue[0]
    if tree.quotation_of[cue] >= 0:
        return draft
    best, least = -1, len(tree.words)
    for number in quotations.of_line.get(tree.line(cue), ()):
        first, last = quotations.tokens[number][0], quotations.tokens[number][-1]
        away = first - cue if first > cue else cue - last
        same = tree.sentence(cue) in (tree.sentence(first), tree.sentence(last))
        led = tree.words[last - 1] not in SENTENCE_ENDS
        near = (away <= ADJACENT and (same or led)) or (same and last - first > UTTERANCE)
        if number not in claimed and near and away < least:
            best, least = number, away
    if best < 0:
        return draft
    content = tuple(t for t in quotations.tokens[best] if t not in draft.source)
    return replace(draft, content=content, rule="quotation beside the cue")
