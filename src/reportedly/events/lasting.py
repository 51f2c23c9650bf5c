"""What goes on, returns or stands in the calendar: the present tense, and words for how long or often."""

from reportedly.events.scenes import Scene, governing, near
from reportedly.events.words import bases, is_past_form
from reportedly.records import Root

SPEAKING = frozenset({Root.AGREE, Root.REQUEST, Root.ACCUSE, Root.THREATEN, Root.REJECT, Root.SUPPORT})
# These stand in diaries: "the ministers meet on Saturday".
CALENDARED = frozenset({Root.CONSULT, Root.COOPERATE})
PRESENT = ("VBZ", "VBP")
FIRST = "for the first time"
DAY = len("2033-02-11")


def goes_on(scene: Scene) -> bool:
    """Whether an event told as a fact is in progress, or a habit."""
    words = scene.words
    often = any(words.words[c] in near("ongoing") for c in words.children[scene.verb or scene.draft.head])
    every = any(
        words.words[t] in near("every") and words.deps[words.heads[t]] == "npadvmod" for t in scene.sentence
    )
    told = _sentence(scene)
    if scene.chronicle:
        return _is_running(scene) or _is_kept_up(scene)
    return (
        _is_running(scene)
        or often
        or (every and scene.verb == scene.draft.head)
        or (_is_habit(scene) and FIRST not in told)
        or _is_kept_up(scene)
        or _lately(scene, told)
    )


def is_scheduled(scene: Scene, date: str | None) -> bool:
    """ "Eleven ministers meet in Vientiane on Saturday": the present tense with a day."""
    dated = date is not None and len(date) == DAY and scene.draft.root in CALENDARED
    return dated and not scene.chronicle and _is_habit(scene)


def _is_habit(scene: Scene) -> bool:
    """The present tense of a verb that is no act of speech; "A arms B" in a headline is news."""
    past = scene.verb is not None and is_past_form(scene.words.words[scene.verb])
    plain = scene.tag in PRESENT and not past and not scene.headline
    return plain and scene.draft.root not in SPEAKING


def _is_running(scene: Scene) -> bool:
    """ "Is building", and in reported speech "said that it was building"."""
    helping = {"is", "are", "been", "'s", "'re", "am"} | ({"was", "were"} if scene.speech else set())
    return scene.tag == "VBG" and not helping.isdisjoint(scene.group)


def _is_kept_up(scene: Scene) -> bool:
    """ "Continues to bar lorries", "keeps threatening"."""
    words = scene.words
    over = next((t for t in scene.governing if words.is_verb(t)), None)
    return over is not None and not governing("lasting").isdisjoint(bases(words.words[over]))


def _lately(scene: Scene, told: str) -> bool:
    """ "Has in recent years stepped up its patrols"."""
    own = scene.perfect and scene.verb == scene.draft.head and "had" not in scene.group
    return own and any(phrase in told for phrase in near("lately"))


def _sentence(scene: Scene) -> str:
    words = scene.words
    return words.text[words.starts[scene.sentence.start] : words.ends[scene.sentence.stop - 1]].lower()
