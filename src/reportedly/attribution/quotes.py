"""Quotations and statements: content takes in whole quotations, and a quotation without a cue finds its own.

Newspapers say once who speaks: what is quoted in the rest of the paragraph is the same speaker's, and a
paragraph that opens with a mark left open before goes on with the same words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from reportedly.attribution.drafts import Draft
from reportedly.attribution.lexicon import SPEECH
from reportedly.attribution.readings import READ
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


def complete(tree: Tree, found: list[Draft]) -> list[Draft]:
    """The drafts with their quotations whole, those still without content given the nearest quotation, and
    a draft for each utterance that no cue claims. Drafts that stay empty are left out.
    """
    marks = _Marks(tree)
    widened = [_widen(tree, marks, draft) for draft in found]
    claimed = {tree.quotation_of[t] for draft in widened for t in draft.content} - {-1}
    filled = []
    for draft in widened:
        if not draft.content:
            draft = _before(tree, marks, draft)
        if not draft.content:
            draft = _nearest(tree, marks, draft, claimed)
            claimed |= {tree.quotation_of[t] for t in draft.content}
        if draft.content:
            filled.append(draft)
    return _orphans(tree, marks, filled, claimed)


class _Marks:
    """Where each quotation's tokens are, and which sentence and line a token is in."""

    def __init__(self, tree: Tree) -> None:
        self.tokens: list[list[int]] = [[] for _ in tree.quotations]
        for token, number in enumerate(tree.quotation_of):
            if number >= 0:
                self.tokens[number].append(token)
        self.openings = [s.start for s in tree.sentences]
        self.line: list[int] = []
        line = last = 0
        for start in tree.starts:
            line += tree.text.count("\n", last, start)
            self.line.append(line)
            last = start
        self.continued = set(_continued(tree))
        self.of_line: dict[int, list[int]] = {}
        for number, tokens in enumerate(self.tokens):
            if tokens:
                self.of_line.setdefault(self.line[tokens[0]], []).append(number)

    def utterance(self, number: int) -> list[int]:
        """The tokens of a quotation with those of the paragraphs that it runs through."""
        first = last = number
        while first > 0 and first in self.continued:
            first -= 1
        while last + 1 in self.continued:
            last += 1
        return [t for n in range(first, last + 1) for t in self.tokens[n]]

    def sentence(self, token: int) -> int:
        return bisect_right(self.openings, token) - 1


def _continued(tree: Tree) -> Iterator[int]:
    """The numbers of the quotations that go on with one that the paragraph before left open."""
    pairs = enumerate(pairwise(tree.quotations), start=1)
    for number, (before, after) in pairs:
        left_open = tree.text[before.end - 1] not in "”\"'’»」』" or before.end - before.start < 2
        if left_open and not tree.text[before.end : after.start].strip():
            yield number


def _widen(tree: Tree, marks: _Marks, draft: Draft) -> Draft:
    """Whole quotations in the place of parts, unless the cue itself is quoted."""
    home = tree.quotation_of[draft.cue[0]]
    if home >= 0 and draft.rule == READ:
        return draft
    if home >= 0:
        inside = tuple(t for t in draft.content if tree.quotation_of[t] == home)
        return replace(draft, content=inside)
    touched = {tree.quotation_of[t] for t in draft.content} - {-1}
    if draft.rule in NARROW:
        own = set(draft.content)
        touched = {n for n in touched if all(t in own or not tree.is_word(t) for t in marks.tokens[n])}
    away = {*draft.source, *draft.cue}
    whole = {t for number in touched for t in marks.utterance(number)} - away
    return replace(draft, content=tuple(sorted({*draft.content, *whole})))


def _before(tree: Tree, marks: _Marks, draft: Draft) -> Draft:
    """ "..., the report said." at a sentence's end, where the parse has lost the clause: all before it."""
    cue, source = draft.cue[0], draft.source
    sentence = tree.sentences[marks.sentence(cue)]
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


def _nearest(tree: Tree, marks: _Marks, draft: Draft, claimed: set[int]) -> Draft:
    """The unclaimed quotation nearest to the cue in its sentence, or the one that ends just before it."""
    cue = draft.cue[0]
    if tree.quotation_of[cue] >= 0:
        return draft
    best, least = -1, len(tree.words)
    for number in marks.of_line.get(marks.line[cue], ()):
        first, last = marks.tokens[number][0], marks.tokens[number][-1]
        away = first - cue if first > cue else cue - last
        same = marks.sentence(cue) in (marks.sentence(first), marks.sentence(last))
        led = tree.words[last - 1] not in SENTENCE_ENDS
        near = (away <= ADJACENT and (same or led)) or (same and last - first > UTTERANCE)
        if number not in claimed and near and away < least:
            best, least = number, away
    if best < 0:
        return draft
    content = tuple(t for t in marks.tokens[best] if t not in draft.source)
    return replace(draft, content=content, rule="quotation beside the cue")


def _orphans(tree: Tree, marks: _Marks, found: list[Draft], claimed: set[int]) -> list[Draft]:
    """Unclaimed utterances go on with the speech before them; with none, they stand without a source."""
    found = sorted(found, key=lambda d: d.cue[0])
    cues = [d.cue[0] for d in found]
    for number, tokens in enumerate(marks.tokens):
        if number in claimed or not tokens or not _is_utterance(tree, marks, tokens):
            continue
        place = _speech_before(tree, marks, found, bisect_right(cues, tokens[0]) - 1, tokens[0])
        if place is not None:
            merged = tuple(sorted({*found[place].content, *tokens}))
            found[place] = replace(found[place], content=merged)
    return found


def _is_utterance(tree: Tree, marks: _Marks, tokens: list[int]) -> bool:
    """Whether the quotation is at least a sentence of its own: it fills what the sentence says."""
    words = [t for t in tokens if tree.is_word(t)]
    sentence = tree.sentences[marks.sentence(tokens[0])]
    own = [t for t in sentence if tree.is_word(t)]
    return len(words) >= UTTERANCE and bool(own) and own[0] in tokens


def _speech_before(tree: Tree, marks: _Marks, found: list[Draft], place: int, token: int) -> int | None:
    """The last draft of speech that is not itself quoted, in this paragraph or at the end of the last."""
    for at in range(place, max(place - 4, -1), -1):
        draft = found[at]
        if marks.line[token] - marks.line[draft.cue[0]] > 2:
            return None
        if draft.act in SPEECH and draft.source and tree.quotation_of[draft.cue[0]] < 0:
            return at
    return None
