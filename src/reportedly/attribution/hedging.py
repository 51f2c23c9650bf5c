"""The words in a content that weaken it or set its mood, and their intervals where they are on a scale."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.attribution.clauses import FINITE, Clause
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Estimate, Modality, Span, span

MODAL = frozenset({"MD"})
BASES = frozenset({"VB", "VBP"})
# "such a possibility that ... might": a mark this far behind its opening word is no longer under it.
LONGEST_ASIDE = 12
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# "is to Norrland", "going to the sea": a "to" before these tags leads to a thing and to no verb.
THINGS = frozenset({"NNP", "NNPS", "DT", "PRP", "PRP$", "CD"})
# "once conditions allow": a subject and a verb follow.
SUBJECT = ("NN", "PRP", "DT", "JJ", "CD")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or phrase that weakens or sets a mood: where it stands, its words in lower case, its mood.

    `mood` is None for one that only blurs; `weakens` is False for one that only sets the mood ("will").
    """

    tokens: tuple[int, ...]
    words: str
    mood: Modality | None
    weakens: bool

    def span(self, tree: Tree) -> Span:
        """Its words in the text."""
        return span(tree.text, tree.starts[self.tokens[0]], tree.ends[self.tokens[-1]])


def marks(tree: Tree, content: Sequence[int]) -> list[Mark]:
    """The marks in `content`, in order, the longest at each place."""
    found: list[Mark] = []
    free = set(content)
    after = -1
    for token in content:
        mark = _at(tree, token, free) if token > after else None
        if mark:
            found.append(mark)
            after = mark.tokens[-1]
    return found


def _at(tree: Tree, token: int, free: Collection[int]) -> Mark | None:
    """The longest mark that begins here."""
    for phrase, mood, weakens in _phrases().get(tree.words[token], ()):
        tokens = tuple(range(token, token + len(phrase)))
        fits = tokens[-1] < len(tree.words) and all(t in free for t in tokens)
        if fits and all(tree.words[t] == part for t, part in zip(tokens, phrase, strict=True)):
            words = " ".join(phrase)
            return Mark(tokens, words, mood, weakens) if _means_it(tree, words, tokens) else None
    return None


def _means_it(tree: Tree, words: str, tokens: tuple[int, ...]) -> bool:
    """False for May the month, Will the man, "couldn't" of the past and an "if" that sets no condition."""
    token = tokens[0]
    if words == "once":
        after = tree.tags[token + 1 : token + 1 + LONGEST_ASIDE]
        return bool(after) and after[0].startswith(SUBJECT) and bool(FINITE & set(after[: _comma(after)]))
    if words.endswith(" to") and not THINGS.isdisjoint(tree.tags[tokens[-1] + 1 : tokens[-1] + 2]):
        return False
    if words in ("have to", "has to") and token and tree.tags[token - 1] == "MD":
        return False
    following = tree.words[token + 1] if token + 1 < len(tree.words) else ""
    if words == "if":
        rules = load("hedges")["condition"]
        return not ((token and tree.words[token - 1] in rules["before"]) or following in rules["after"])
    if words == "could":
        return following not in ("n't", "n’t", "not")
    if words not in load("hedges")["modal"]["words"] or tree.tags[token] in MODAL:
        return True
    tag = tree.tags[token + 1] if following else ""
    return tag == "RB" or tag in BASES


def _comma(tags: Sequence[str]) -> int:
    return next((n for n, tag in enumerate(tags) if tag in (",", ".", ":")), len(tags))


def is_under(tree: Tree, token: int, clause: Clause) -> bool:
    """Whether `token` stands in a relative clause, as far as the words before it show."""
    for at in range(token - 1, max(clause.tokens[0], token - LONGEST_ASIDE), -1):
        if tree.words[at] in (",", ";", ":", "—", "–") or at in clause.group:
            return False
        if tree.tags[at] in RELATIVE:
            return True
    return False


def estimates(tree: Tree, found: Sequence[Mark]) -> tuple[Estimate, ...]:
    """The marks that stand on the scale of ICD 203, with their interval in per cent."""
    return tuple(Estimate(m.span(tree), *_scale()[m.words]) for m in found if m.words in _scale())


@cache
def _scale() -> dict[str, tuple[int, int]]:
    return {word: (row["low"], row["high"]) for row in load("estimates")["scale"] for word in row["words"]}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Modality | None, bool]]]:
    """First word -> the phrases that begin with it, the longest first, with mood and whether they weaken."""
    found: dict[str, list[tuple[tuple[str, ...], Modality | None, bool]]] = {}
    for group, weakens in ((load("hedges")["moods"], False), (load("hedges")["hedges"], True)):
        for name, listed in group.items():
            mood = None if name == "softened" else Modality(name)
            for parts in (form for phrase in listed for form in _forms(phrase)):
                found.setdefault(parts[0], []).append((parts, mood, weakens))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


def _forms(phrase: str) -> list[tuple[str, ...]]:
    """The words of a phrase, once for each form of an "is" that it begins with."""
    first, *rest = phrase.split()
    return [(form, *rest) for form in (load("hedges")["forms"]["is"] if first == "is" else [first])]
