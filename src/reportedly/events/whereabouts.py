"""Where and when: the phrases of place and time that belong to a trigger's clause."""

from reportedly.events.scenes import Scene
from reportedly.events.words import Words
from reportedly.records import Mention

TIMES, PLACES = frozenset({"DATE", "TIME"}), frozenset({"GPE", "LOC", "FAC"})
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
    own = [f for f in found if _is_of(scene, f)]
    return tuple(_led(words, f) for f in own[:1])


def places(scene: Scene, mentions: list[Mention]) -> tuple[tuple[int, ...], ...]:
    """Names of places behind a preposition of place that hangs on the trigger."""
    words = scene.words
    anchors = set(scene.draft.trigger) | ({scene.verb} if scene.verb is not None else set())
    found = []
    for named in (words.between(m.span.start, m.span.end) for m in mentions if m.label in PLACES):
        head = words.heads[named[-1]] if len(named) else -1
        if len(named) and words.words[head] in AT and words.heads[head] in anchors:
            found.append(tuple(named))
    return tuple(found)


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
