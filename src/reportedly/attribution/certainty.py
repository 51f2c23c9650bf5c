"""How surely a content is put: its hedges, its modality, its negation."""

import re
from collections.abc import Sequence
from functools import cache

from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Modality, Range, Span, span

# An act of foretelling or of urging tells more than a content that shows no mood of its own.
MOOD_OF_ACT = {
    "predict": Modality.PREDICTED,
    "recommend": Modality.RECOMMENDED,
    "demand": Modality.RECOMMENDED,
}
# What governs when several stand in one content: a doubt is never outweighed by a condition or a date.
ONLY = frozenset({"only", "just", "merely", "simply"})
RANK = (
    Modality.POSSIBLE,
    Modality.PROBABLE,
    Modality.CONDITIONAL,
    Modality.RECOMMENDED,
    Modality.PREDICTED,
)


def hedges(tree: Tree, content: Sequence[Range]) -> tuple[Span, ...]:
    """The words in the content that weaken it, in order."""
    listed = _listed("hedges")
    return tuple(span(tree.text, r.start, r.end) for r in _found(tree, content) if _words(tree, r) in listed)


def modality(
    tree: Tree, tokens: Sequence[int], content: Sequence[Range], act: str, past: bool = False
) -> Modality:
    """The mood of the content's main verb; where it has none, that of the words or of the act. Behind a cue
    in the `past`, "would" without a condition is the "will" that was said.
    """
    top = head(tree, tokens)
    own = {_mood(tree.words[c]) for c in tree.children[top] if tree.deps[c] in ("aux", "auxpass")} - {None}
    if tree.words[top] in ("expected", "likely", "possible", "unlikely"):
        own.add(_mood(tree.words[top]) or Modality.PREDICTED)
    found = {_mood(_words(tree, r)) for r in _found(tree, content)} - {None}
    conditional = _conditions(tree, content)
    if Modality.CONDITIONAL in own and past and not conditional:
        own = own - {Modality.CONDITIONAL} | {Modality.PREDICTED}
    elif Modality.PREDICTED in own and conditional:
        own.add(Modality.CONDITIONAL)
    for moods in (own, found):
        for mood in RANK:
            if mood in moods:
                return mood
    return MOOD_OF_ACT.get(act, Modality.ASSERTED)


def _conditions(tree: Tree, content: Sequence[Range]) -> bool:
    moods = _listed("hedges")
    found = (_words(tree, r) for r in _found(tree, content))
    return any(word != "would" and moods.get(word) is Modality.CONDITIONAL for word in found)


def negated(tree: Tree, tokens: Sequence[int], act: str) -> bool:
    """Whether the content is put as not so: its main verb is negated, or a noun right below it ("no trace"),
    or it is what somebody denies.
    """
    top, inside = head(tree, tokens), set(tokens)
    below = [c for c in tree.children[top] if c in inside]
    own = any(_is_no(tree, c) for c in below)
    nouns = [c for c in below if tree.deps[c] in ("nsubj", "nsubjpass", "dobj", "attr", "acomp")]
    own = own or any(tree.deps[c] == "det" and _is_no(tree, c) for n in nouns for c in tree.children[n])
    return own != (act == "deny")


def _is_no(tree: Tree, token: int) -> bool:
    listed = tree.words[token] in load("hedges")["negation"]["words"]
    only = tree.words[min(token + 1, len(tree.words) - 1)] in ONLY
    return listed and not only and tree.deps[token] in ("neg", "det", "preconj", "advmod")


def head(tree: Tree, tokens: Sequence[int]) -> int:
    """The token that the others hang on: the first verb, else token, whose head lies outside."""
    inside = set(tokens)
    tops = [t for t in tokens if tree.heads[t] not in inside or tree.heads[t] == t]
    verbs = [t for t in tops if tree.tags[t].startswith("VB")]
    return (verbs or tops or list(tokens))[0]


def _found(tree: Tree, content: Sequence[Range]) -> list[Range]:
    places = [
        Range(m.start(), m.end())
        for piece in content
        for m in _pattern().finditer(tree.text, piece.start, piece.end)
    ]
    return [place for place in places if _is_modal(tree, place)]


def _is_modal(tree: Tree, place: Range) -> bool:
    """False for May the month and Will the man."""
    if _words(tree, place) not in load("hedges")["modal"]["words"]:
        return True
    token = tree.at(place.start)
    if token is None or tree.tags[token] == "MD":
        return token is not None
    following = tree.tags[token + 1] if token + 1 < len(tree.tags) else ""
    return following == "RB" or following in ("VB", "VBP")


def _words(tree: Tree, place: Range) -> str:
    return " ".join(tree.text[place.start : place.end].lower().split())


@cache
def _listed(group: str) -> dict[str, Modality]:
    return {word: Modality(mood) for mood, words in load("hedges")[group].items() for word in words}


def _mood(word: str) -> Modality | None:
    return _listed("hedges").get(word) or _listed("moods").get(word)


@cache
def _pattern() -> re.Pattern[str]:
    listed = sorted({*_listed("hedges"), *_listed("moods")}, key=lambda w: (-len(w), w))
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
