"""Where and when: the phrases of place and time that belong to a trigger's clause."""

from reportedly.events.parties import phrase
from reportedly.events.scenes import Scene
from reportedly.events.words import Words
from reportedly.records import Mention

TIMES = frozenset({"DATE", "TIME"})
AT = frozenset(
    {
        "in",
        "at",
        "on",
        "off",
        "near",
        "over",
        "through",
        "outside",
        "across",
        "along",
        "around",
        "inside",
        "above",
    }
)
MARKS = frozenset({",", ".", ":", "CC", "WDT", "WP", "WRB", "MD"})
# Words before a time that belong to it.
LEADING = frozenset(
    {
        "on",
        "in",
        "since",
        "by",
        "until",
        "from",
        "before",
        "during",
        "at",
        "for",
        "between",
        "till",
        "through",
        "within",
    }
)


def times(scene: Scene, mentions: list[Mention]) -> tuple[tuple[int, ...], ...]:
    """The time of a trigger's clause: that which hangs on its verb, else the only one of its sentence."""
    words = scene.words
    found = [words.between(m.span.start, m.span.end) for m in mentions if m.label in TIMES]
    found = [
        f for f in found if len(f) and f.start in scene.sentence and not set(f) & set(scene.draft.trigger)
    ]
    own = [f for f in found if _is_of(scene, f)] or [f for f in found if _follows(scene, f)]
    return tuple(_led(words, f) for f in own[:1])


def places(scene: Scene) -> tuple[tuple[int, ...], ...]:
    """What stands behind a preposition of place that hangs on the trigger, where a name is in it."""
    words = scene.words
    anchors = set(scene.draft.trigger) | ({scene.verb} if scene.verb is not None else set())
    behind = [
        place
        for anchor in sorted(anchors)
        for prep in words.child_all(anchor, "prep")
        if words.words[prep] in AT
        for place in words.child_all(prep, "pobj")
    ]
    return tuple(run for run in (phrase(words, place) for place in behind) if _is_named(words, run))


def _is_named(words: Words, run: tuple[int, ...]) -> bool:
    return any(words.tags[t].startswith("NNP") for t in run)


def _is_of(scene: Scene, time: range) -> bool:
    """Whether a time's head hangs on the trigger, on its verb, or on what that verb is joined to."""
    words = scene.words
    anchors = {scene.draft.head, *scene.draft.trigger, *([scene.verb] if scene.verb is not None else [])}
    for token in time:
        path = list(words.above(token, 5))
        first = next((t for t in path if words.is_verb(t) or t in anchors), None)
        if first in anchors:
            return True
    return False


def _follows(scene: Scene, time: range) -> bool:
    """Whether a time stands behind the trigger, no verb and no mark between: "overran it in 2031"."""
    words, after = scene.words, scene.draft.trigger[-1] + 1
    between = range(after, time.start)
    return after <= time.start and not any(words.is_verb(t) or words.tags[t] in MARKS for t in between)


def _led(words: Words, time: range) -> tuple[int, ...]:
    """A time with the preposition and the article before it."""
    start = time.start
    while (
        start
        and start - 1 in words.sentence(time.start)
        and words.words[start - 1] in (*LEADING, "the", "of", "end")
    ):
        start -= 1
    return tuple(range(start, time.stop))
