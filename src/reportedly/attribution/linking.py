"""What no reader of single lines can see: words behind a colon in the next paragraph, a quotation that runs
on over paragraphs, and a quotation without a cue.

Newspapers say once who speaks. A paragraph that opens with a mark left open before goes on with the same
words; a quotation that is a sentence of its own goes on with the speaker before it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.attribution.drafts import Draft
from reportedly.attribution.quotes import Quotations
from reportedly.attribution.tree import Tree

# Fewer quoted words without a cue are a name or a doubt, not an utterance.
UTTERANCE = 5
SENTENCE_ENDS = frozenset({".", "!", "?", "…", "..."})
# Whoever wants or fears something need not be the one who is quoted next.
SILENT = frozenset({"believe", "want", "fear", "not-say"})
# Further down than this many paragraphs nobody remembers who spoke.
REACH = 2
# How surely a quotation without a cue is its neighbour's.
ORPHANED = 0.6


def link(tree: Tree, quotations: Quotations, found: Iterable[Draft]) -> list[Draft]:
    """The drafts in text order with the words that stand in other paragraphs than their cues, and a draft
    without a cue for each utterance that goes on with the speaker before it. Drafts that stay empty are left
    out. Linear in the length of the text.
    """
    led = [d if d.content else _behind_colon(tree, quotations, d) for d in found]
    linker = _Linker(tree, quotations, sorted((d for d in led if d.content), key=_order))
    for utterance in quotations.utterances:
        linker.give(utterance)
    return sorted(linker.linked(), key=_order)


def _order(draft: Draft) -> tuple[int, tuple[int, ...]]:
    return draft.place, draft.content


def _behind_colon(tree: Tree, quotations: Quotations, draft: Draft) -> Draft:
    """ "X continued:" at the end of a paragraph: the quotation that opens the next one, else all of it."""
    number = tree.line(draft.place)
    line = tree.lines[number]
    if tree.words[line.stop - 1] != ":" or number + 1 == len(tree.lines) or draft.act in SILENT:
        return draft
    behind = tree.lines[number + 1]
    quotation = tree.quotation_of[behind.start]
    words = quotations.tokens[quotation] if quotation >= 0 else behind
    return replace(draft, content=tuple(words)) if _count(tree, words) >= UTTERANCE else draft


def _count(tree: Tree, tokens: Iterable[int]) -> int:
    return sum(map(tree.is_word, tokens))


class _Linker:
    """Gives quotations that nobody holds to drafts, in text order."""

    def __init__(self, tree: Tree, quotations: Quotations, drafts: list[Draft]) -> None:
        self.tree, self.quotations, self.drafts = tree, quotations, drafts
        self.holders = dict(self._holders())
        self.more: dict[int, list[int]] = {}
        self.orphans: list[Draft] = []
        self.swept = 0
        self.speaker: int | None = None

    def _holders(self) -> Iterator[tuple[int, int]]:
        """The draft that holds each quotation: most of its words, and from outside of it. The last counts."""
        tree = self.tree
        words = [_count(tree, tokens) for tokens in self.quotations.tokens]
        for number, draft in enumerate(self.drafts):
            home = tree.quotation_of[draft.place] if draft.cue else -1
            held = Counter(tree.quotation_of[t] for t in draft.content if tree.is_word(t))
            yield from ((q, number) for q, n in held.items() if q not in (-1, home) and 2 * n >= words[q])

    def give(self, utterance: range) -> None:
        """Give what nobody holds of one utterance to who holds the rest of it, else to who spoke before."""
        tokens = [t for n in utterance if n not in self.holders for t in self.quotations.tokens[n]]
        if not tokens:
            return
        held = [self.holders[n] for n in utterance if n in self.holders]
        if held:
            self.more.setdefault(held[0], []).extend(tokens)
        elif _is_utterance(self.tree, tokens) and (speaker := self._speaker_before(tokens[0])) is not None:
            self._go_on(speaker, tokens)

    def _speaker_before(self, token: int) -> int | None:
        """The last draft before `token` in which somebody speaks who is not quoted there."""
        while self.swept < len(self.drafts) and self.drafts[self.swept].place < token:
            draft = self.drafts[self.swept]
            if draft.source and draft.act not in SILENT and self.tree.quotation_of[draft.place] < 0:
                self.speaker = self.swept
            self.swept += 1
        return self.speaker

    def _go_on(self, speaker: int, tokens: list[int]) -> None:
        """A quotation behind another by the same speaker in one paragraph is more of it; else it stands
        alone, unless it stands too far off. (Words that run on leave their mark open.)
        """
        tree, before = self.tree, self.drafts[speaker]
        alone = bool(self.orphans) and self.orphans[-1].follows == before.cue
        last = self.orphans[-1].content[-1] if alone else self._last_word(speaker)
        away = tree.line(tokens[0]) - tree.line(max(before.place, last))
        if away == 0 and not alone and tree.quotation_of[last] >= 0:
            self.more.setdefault(speaker, []).extend(tokens)
        elif away <= REACH:
            orphan = Draft((), (), tuple(tokens), before.act, "quotation without a cue", ORPHANED, before.cue)
            self.orphans.append(orphan)

    def _last_word(self, number: int) -> int:
        content = self.more.get(number) or self.drafts[number].content
        return next((t for t in reversed(content) if self.tree.is_word(t)), content[-1])

    def linked(self) -> Iterator[Draft]:
        """All drafts, each with what was given to it."""
        for number, draft in enumerate(self.drafts):
            given = {*self.more.get(number, ())} - {*draft.source, *draft.cue}
            yield replace(draft, content=tuple(sorted({*draft.content, *given}))) if given else draft
        yield from self.orphans


def _is_utterance(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether quoted words are at least a sentence: they begin what the sentence says, and they end one."""
    words = [t for t in tokens if tree.is_word(t)]
    sentence = tree.sentences[tree.sentence(tokens[0])]
    opens = bool(words) and not any(map(tree.is_word, range(sentence.start, words[0])))
    ends = any(tree.words[t] in SENTENCE_ENDS for t in tokens[-3:])
    return len(words) >= UTTERANCE and opens and ends
