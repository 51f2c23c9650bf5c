"""Which statuses the words around a trigger leave open: what a model may answer, whatever it is sure of."""

from functools import cache, lru_cache

from reportedly.events.dates import is_past
from reportedly.events.parties import subjects
from reportedly.events.scenes import Scene, near
from reportedly.events.statuses import HISTORY, is_by_or_to_nobody, is_idea, is_stopped_short_of
from reportedly.knowledge import load
from reportedly.records import HAPPENED, Root, Status

HEDGED = frozenset({"may", "might", "could"})
# What these roots name is done by the verb over it; a strike may be condemned after it was made.
MEANT = frozenset({Root.COOPERATE, Root.CONSULT, Root.AID, Root.SUPPORT, Root.AGREE})
AUXILIARIES = frozenset({"is", "are", "was", "were", "been", "be", "'s", "'re", "am"})
OWN = frozenset({"it", "he", "she", "they", "we", "i"})
MODAL = frozenset(
    {"will", "'ll", "wo", "shall", "would", "should", "must", "ought", "may", "might", "could", "can"}
)
UNDONE = MODAL | {"to"}
# Of these a status holds only where one of its words stands in the sentence.
CUED = (
    Status.ALLEGED,
    Status.CONDITIONAL,
    Status.HYPOTHETICAL,
    Status.DENIED,
    Status.RECOMMENDED,
    Status.PLANNED,
    Status.FORECAST,
)


def possible(scene: Scene, date: str | None, written: str | None) -> frozenset[Status]:
    """The statuses that grammar and words leave open. `date` is the trigger's own.

    A deed has no modal verb, no negation and no "allegedly"; a charge, a condition or a plan has a word that
    says so; what is dated is history by its date alone.
    """
    open_ = set(_cued(scene.words.said(scene.sentence)))
    if scene.headline or scene.disputed:
        open_.add(Status.ALLEGED)
    if not scene.headline:
        open_.discard(Status.HEADLINE_MODAL)
    if _is_own(scene):
        open_.discard(Status.FORECAST)
    if _is_not_done(scene):
        open_ -= HAPPENED
    if is_by_or_to_nobody(scene) or is_stopped_short_of(scene):
        open_ = (open_ - HAPPENED) | {Status.DENIED}
    when = date or scene.setting
    if when and written and not is_past(when, written, HISTORY):
        open_.discard(Status.BACKGROUND)
    return frozenset(open_)


@lru_cache(maxsize=256)
def _cued(said: frozenset[str]) -> frozenset[Status]:
    """The statuses that a sentence has a word for, and those that need none."""
    return frozenset(s for s in Status if s not in CUED or not cues(s).isdisjoint(said))


def _is_not_done(scene: Scene) -> bool:
    """Whether the verb's own group says that it is not told as done."""
    group = set(scene.group)
    own = scene.verb == scene.draft.head
    modal = own and scene.tag == "VB" and not UNDONE.isdisjoint(group)
    may_have = own and "have" in group and not (HEDGED | {"would", "should"}).isdisjoint(group)
    allegedly = any(
        scene.words.words[c] in near("alleged")
        for t in (scene.draft.head, *((scene.verb,) if scene.verb is not None else ()))
        for c in scene.words.children[t]
    )
    if is_idea(scene):
        return True
    negated = own and not {"not", "n't", "never"}.isdisjoint(group)
    return modal or may_have or allegedly or negated or _is_meant(scene) or _hangs_on_modal(scene)


def _hangs_on_modal(scene: Scene) -> bool:
    """ "would be the fleet withdrawing", "will arm, including through drills": below one not done."""
    words = scene.words
    if scene.tag != "VBG" or scene.verb is None or not AUXILIARIES.isdisjoint(scene.group):
        return False
    above = next((t for t in words.above(scene.verb, 6) if words.is_verb(t) and words.tags[t] != "VBG"), None)
    return above is not None and any(
        words.words[c] in MODAL for c in words.children[above] if words.deps[c] == "aux"
    )


def _is_meant(scene: Scene) -> bool:
    """ "to hold a summit", "will deepen their cooperation": a noun whose verb is still to be done."""
    if scene.verb is None or scene.verb == scene.draft.head or scene.draft.root not in MEANT:
        return False
    return scene.tag == "VB" and not UNDONE.isdisjoint(scene.group)


def _is_own(scene: Scene) -> bool:
    """ "Norrland said it would": what somebody says of oneself, without a hedge, is no forecast."""
    words = scene.words
    if scene.speech is None or scene.verb is None or not HEDGED.isdisjoint(scene.group):
        return False
    whose = [words.words[t] for t in subjects(words, scene.verb)]
    return bool(whose) and OWN.issuperset(whose)


@cache
def cues(status: Status) -> frozenset[str]:
    """The words without one of which a sentence tells of nothing of that status."""
    return frozenset(load("statuses")["cues"][status])
