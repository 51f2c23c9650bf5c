"""Whose certainty: how sure the speaker is of the content, and what the cue shows of the reporter.

The two are kept apart. "She is convinced that" tells of her; "she claimed that" tells of whoever wrote it.
A word of a third party inside the content ("allegedly") tells of neither and is a hedge.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from reportedly.attribution.acts import bases_of, is_negated, phrase_end
from reportedly.attribution.hedging import Mark
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Certainty, Modality, Reporter

# The weakest word decides; where there is none, the speaker speaks plainly.
WEAKER = (Certainty.DOUBTFUL, Certainty.POSSIBLE, Certainty.PROBABLE)
OF_MOOD = {Modality.POSSIBLE: Certainty.POSSIBLE, Modality.PROBABLE: Certainty.PROBABLE}


def certainty(
    tree: Tree,
    cue: Sequence[int],
    content: Sequence[int],
    marks: Sequence[Mark],
    modality: Modality,
    act: str,
) -> Certainty:
    """How sure the speaker is, by the cue's words of mind and the content's own words."""
    if act in load("certainty")["open"]["acts"]:
        return Certainty.OPEN
    found = {_of_cue(tree, cue), OF_MOOD.get(modality, Certainty.PLAIN)}
    doubtful = any(m.words in load("certainty")["content"]["doubtful"] for m in marks)
    if doubtful and modality is Modality.PROBABLE:
        found.add(Certainty.DOUBTFUL)
    for weaker in WEAKER:
        if weaker in found:
            return weaker
    sure = Certainty.CERTAIN in found or _is_emphatic(tree, content)
    hedged = any(m.weakens and m.words != "would" for m in marks)
    return Certainty.CERTAIN if sure and not hedged else Certainty.PLAIN


def reporter(tree: Tree, cue: Sequence[int]) -> Reporter:
    """Which side the reporting words take: the last of them that takes one. A negation takes it back."""
    if is_negated(tree, cue):
        return Reporter.NEUTRAL
    return _side(tuple(tree.words[t].strip("“”‘’'\"") for t in cue))


@lru_cache(maxsize=4_096)
def _side(cue: tuple[str, ...]) -> Reporter:
    """The side that the words of a cue take. Half of all cues are one of a few."""
    words = [bases_of(word) for word in cue]
    found = [
        (end, side)
        for side in (Reporter.ENDORSES, Reporter.DISTANCES)
        for phrase in load("certainty")["reporter"][side]
        if (end := phrase_end(phrase.split(), words)) >= 0
    ]
    return max(found, default=(0, Reporter.NEUTRAL))[1]


def _of_cue(tree: Tree, cue: Sequence[int]) -> Certainty:
    words = [tree.words[t] for t in cue]
    doubt = any(w in load("certainty")["doubt"]["words"] for w in words)
    if doubt:
        return Certainty.CERTAIN if is_negated(tree, cue) or "no" in words else Certainty.DOUBTFUL
    degrees = {_degrees()[base] for word in words for base in bases_of(word) if base in _degrees()}
    found = next((d for d in (*WEAKER, Certainty.CERTAIN) if d in degrees), Certainty.PLAIN)
    if found in (Certainty.CERTAIN, Certainty.PROBABLE) and is_negated(tree, cue):
        return Certainty.DOUBTFUL
    return found


def _is_emphatic(tree: Tree, content: Sequence[int]) -> bool:
    words = " ".join(tree.words[t] for t in content)
    return any(f" {phrase} " in f" {words} " for phrase in load("certainty")["content"]["certain"])


@cache
def _degrees() -> dict[str, Certainty]:
    return {w: Certainty(name) for name, listed in load("certainty")["cue"].items() for w in listed}
