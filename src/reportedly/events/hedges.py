"""The words that weaken one event, and their intervals on the scale of ICD 203."""

from collections.abc import Sequence
from functools import cache

from reportedly.events.scenes import Scene
from reportedly.events.words import Words
from reportedly.knowledge import load
from reportedly.records import Estimate, Status, span

# A hedge stands in the trigger's own clause: this many words before it, or after it, at most.
BEFORE, AFTER = 12, 4
# "would" weakens only what hangs on a condition, and an "if" is none.
CONDITION = frozenset({"would"})
OPEN = frozenset({Status.CONDITIONAL, Status.HYPOTHETICAL, Status.HEADLINE_MODAL})
BREAKS = frozenset({";", ":", "—", "–", "but", "and", "while"})


def hedges(scene: Scene, status: Status) -> tuple[tuple[int, ...], ...]:
    """The hedges of a trigger, each a run of tokens, in text order."""
    words, found = scene.words, []
    at, stop = _reach(scene)
    while at < stop:
        size = _size(words, at, status)
        if size:
            found.append(tuple(range(at, at + size)))
        at += size or 1
    return tuple(found)


def estimates(words: Words, runs: Sequence[tuple[int, ...]]) -> tuple[Estimate, ...]:
    """Those hedges that stand on the scale of ICD 203."""
    found = []
    for run in runs:
        place = span(words.text, words.starts[run[0]], words.ends[run[-1]])
        if bounds := _scale().get(" ".join(words.words[t] for t in run)):
            found.append(Estimate(place, *bounds))
    return tuple(found)


def _reach(scene: Scene) -> tuple[int, int]:
    """The tokens around a trigger that may weaken it."""
    words, trigger = scene.words, scene.draft.trigger
    first = trigger[0]
    while first > max(scene.sentence.start, trigger[0] - BEFORE) and words.words[first - 1] not in BREAKS:
        first -= 1
    return first, min(scene.sentence.stop, trigger[-1] + AFTER)


def _size(words: Words, at: int, status: Status) -> int:
    """How many tokens the longest hedge that begins here has; 0 for none."""
    for phrase in _phrases().get(words.words[at], ()):
        here = tuple(words.words[at : at + len(phrase)])
        if here == phrase and (phrase[0] not in CONDITION or status in OPEN):
            modal = phrase[0] not in ("may", "might") or words.tags[at] == "MD"
            return len(phrase) if modal else 0
    return 0


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    listed = load("hedges")
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, phrases in listed["hedges"].items():
        for phrase in phrases:
            first, *rest = phrase.split()
            if name != "conditional" or first == "would":
                for form in listed["forms"]["is"] if first == "is" else [first]:
                    found.setdefault(form, []).append((form, *rest))
    found.setdefault("expected", []).append(("expected",))
    return {first: sorted(rows, key=len, reverse=True) for first, rows in found.items()}


@cache
def _scale() -> dict[str, tuple[int, int]]:
    return {word: (row["low"], row["high"]) for row in load("estimates")["scale"] for word in row["words"]}
