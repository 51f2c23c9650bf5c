"""Whether an event happened: the rules of ``corpora/events/README.md``, the first that fits wins."""

from collections.abc import Callable

from reportedly.events.dates import is_ahead, is_past
from reportedly.events.lasting import goes_on, is_scheduled
from reportedly.events.scenes import Scene, governing, near
from reportedly.events.words import SHORT_OF, Words, bases
from reportedly.records import Modality, Root, Status

# A finished event this many days before its article is history.
HISTORY = 180
CONDITIONAL_MARKS = frozenset({"if", "unless", "once", "provided", "providing", "lest"})
# What a party tells of another and that one denies, is a charge.
CHARGES = frozenset({Root.ASSAULT, Root.COERCE, Root.MOBILIZE, Root.AID, Root.SANCTION})
NEW = frozenset({"a", "an", "another", "some", "any", "no"})
ADJECTIVES = frozenset({"likely", "unlikely", "possible", "expected", "set", "due", "poised", "probable"})


def status(scene: Scene, date: str | None, written: str | None) -> tuple[Status, str]:
    """The status of a trigger and the name of the rule that decided. `date` is the trigger's own."""
    for rule, value in RULES:
        if rule(scene):
            return value, rule.__name__.strip("_")
    if scene.imagined:
        return Status.HYPOTHETICAL, "imagined_before"
    return _of_time(scene, date or scene.chronicle, written)


def _of_time(scene: Scene, date: str | None, written: str | None) -> tuple[Status, str]:
    """What is told as a fact: to come, long past, going on, or done."""
    if date and written and is_ahead(date, written) and not _is_told_as_done(scene):
        return Status.PLANNED, "dated_ahead"
    if date and written and is_past(date, written, HISTORY):
        return Status.BACKGROUND, "dated_long_ago"
    if is_scheduled(scene, date):
        return Status.PLANNED, "scheduled"
    if goes_on(scene) or (date and date.endswith("/")):
        return Status.ONGOING, "goes_on"
    if not date and _was_once(scene):
        return Status.BACKGROUND, "was_once"
    set_in = scene.setting if not (date or {"has", "have", "'ve"} & set(scene.group)) else None
    if set_in and written and is_past(set_in, written, HISTORY):
        return Status.BACKGROUND, "set_long_ago"
    if found := _presupposed(scene):
        return found, "presupposed"
    return Status.DEED, "told"


def _is_told_as_done(scene: Scene) -> bool:
    """ "Gave them until Friday", "postponed next week's summit": what is to come is not the act."""
    past = scene.tag == "VBD" or scene.perfect
    return past and scene.verb == scene.draft.head and not scene.has("modal_past")


def _was_once(scene: Scene) -> bool:
    """ "Both have signed such papers before", "which once protested", "since the junta seized power"."""
    words, head = scene.words, scene.draft.head
    if scene.verb != head:
        return False
    below = words.children[head]
    if any(words.words[c] == "since" and words.deps[c] == "mark" for c in below):
        return scene.tag == "VBD"
    bare = [c for c in below if words.deps[c] == "advmod" and not words.children[c]]
    once = any(words.words[c] == "once" and c == head - 1 for c in bare) and scene.tag == "VBD"
    return once or any(words.words[c] in near("once") for c in bare)


def _presupposed(scene: Scene) -> Status | None:
    """ "Karsova's invasion of Linghai", "the war in Linghai": known already, unless it is new."""
    words, head = scene.words, scene.draft.head
    if words.is_verb(head) or len(scene.draft.trigger) > 1:
        return None
    beside = [words.words[c] for c in words.children[head] if words.deps[c] in ("det", "poss")]
    if words.words[head] in near("lasting") and NEW.isdisjoint(beside):
        return Status.ONGOING
    known = beside and NEW.isdisjoint(beside) and words.words[head] in near("known")
    return Status.BACKGROUND if known else None


def negated(scene: Scene) -> bool:
    """Whether the verb's group, its subject or its object denies the event."""
    return bool(near("negation").intersection(scene.group)) or is_by_or_to_nobody(scene)


def is_by_or_to_nobody(scene: Scene) -> bool:
    """Whether the verb's subject or object is nobody: "harmed no one"."""
    if scene.verb is None:
        return False
    words = scene.words
    return any(
        words.words[party] in near("negation")
        or any(words.words[c] in ("no", "neither", "none") for c in words.children[party])
        for party in words.child_all(scene.verb, "nsubj", "nsubjpass", "dobj", "dative")
    )


def _asks_in_headline(scene: Scene) -> bool:
    words = [scene.words.words[t] for t in scene.sentence]
    hedged = scene.has("possible") or any(w in ADJECTIVES or w in ("probably", "mulls", "may") for w in words)
    return scene.headline and (hedged or words[-1:] == ["?"])


def _wished(scene: Scene) -> bool:
    """What is wanted, feared or admired; "praised" is an act of its own."""
    words = scene.words
    return any(
        not governing("attitude").isdisjoint(bases(words.words[t])) and words.is_verb(t)
        for t in scene.governing[:3]
    )


def _is_purpose(scene: Scene) -> bool:
    """ "met to discuss a pact", "acted to protect its coast": what for, and no event of its own."""
    head = scene.draft.head
    purpose = scene.verb == head and scene.tag == "VB" and scene.words.deps[head] == "advcl"
    return (purpose and "to" in scene.group and not scene.headline) or is_idea(scene) or _is_use(scene)


def _is_use(scene: Scene) -> bool:
    """ "A resolution that aims to tighten sanctions", "a law meant to punish B": what a thing is for."""
    words = scene.words
    over = next((t for t in scene.governing if words.is_verb(t)), None)
    if over is None or words.deps[over] not in ("relcl", "acl"):
        return False
    return not near("aiming").isdisjoint(bases(words.words[over]))


def is_idea(scene: Scene) -> bool:
    """ "The strategy of detaching B", "the idea of a pact": what is thought of, and nothing done."""
    words, head = scene.words, scene.draft.head
    of = words.heads[head]
    under = words.words[of] in ("of", "for") and words.deps[head] in ("pcomp", "pobj")
    return under and not near("ideas").isdisjoint((words.words[words.heads[of]], words.words[of - 1]))


def _imagined(scene: Scene) -> bool:
    words, group = scene.words, scene.group
    counter = (
        "have" in group
        and not near("modal_past").isdisjoint(group)
        and not {"may", "might", "could"} & set(group)
    )
    inverted = _opening(scene) in ("had", "were")
    asked = words.words[scene.sentence[-1]] == "?" and not scene.headline
    return counter or inverted or asked or scene.governed("hypothetical")


def _opening(scene: Scene) -> str:
    """The word that opens a sentence with subject and verb turned around: "Were it to", "Should it"."""
    words = scene.words
    first = next((t for t in scene.sentence if words.words[t].isalpha()), scene.sentence.start)
    after = words.tags[first + 1 : first + 2]
    turned = bool(after) and after[0].startswith(("NN", "DT", "PRP", "JJ"))
    question = words.words[scene.sentence[-1]] == "?"
    return words.words[first] if turned and not question else ""


def _hangs_on(scene: Scene) -> bool:
    """A half of "if A then B": in the clause of the condition, or over it with a modal verb."""
    words = scene.words
    if _opening(scene) == "should" and not (near("duty") - {"should"}).intersection(scene.group):
        return True
    if _opens_with_condition(scene):
        return not scene.has("duty")
    chain = [t for t in (scene.verb, *scene.words.above(scene.draft.head, 8)) if t is not None]
    for token in chain:
        if any(_is_condition(words, c) for c in words.children[token]):
            return words.deps[token] == "advcl" or words.deps[token] == "ROOT"
    below = [c for token in chain[:3] for c in words.children[token] if words.deps[c] == "advcl"]
    marked = any(_is_condition(words, c) for b in below for c in words.children[b])
    modal = scene.has("future") or scene.has("modal_past") or scene.has("possible")
    return marked and (modal or scene.tag in ("VB", "VBP", "VBZ")) and not scene.has("duty")


def _opens_with_condition(scene: Scene) -> bool:
    """ "If A attacks, B will send": both halves, whatever the parse makes of the first."""
    words, head = scene.words, scene.draft.head
    first = next((t for t in scene.sentence if words.words[t].isalpha()), scene.sentence.start)
    comma = next((t for t in scene.sentence if words.words[t] == ","), None)
    if words.words[first] not in ("if", "unless") or comma is None:
        return False
    return head < comma or scene.has("future") or scene.has("possible") or scene.has("modal_past")


def _is_condition(words: Words, token: int) -> bool:
    """ "if", "unless", "once he is gone"; not "once again", nor "is providing aid"."""
    if words.words[token] not in CONDITIONAL_MARKS:
        return False
    after = words.words[token + 1] if token + 1 < len(words) else ""
    doing = words.child(token, "dobj", "nsubj", "nsubjpass", "aux") is not None
    return after not in ("again", "more") and not doing


def _not_so(scene: Scene) -> bool:
    hearsay = _is_reported(scene) and not scene.governed("denied")
    if hearsay or _expected(scene) or _advised(scene) or _is_left_open(scene):
        return False
    speech = scene.speech
    denied = speech is not None and speech.act == "deny"
    foreseen = speech is not None and speech.act == "predict"
    return (negated(scene) and not foreseen) or denied or _refused(scene) or _is_unmeant(scene)


def _is_left_open(scene: Scene) -> bool:
    """ "Would neither confirm nor deny that it had tapped"."""
    words = scene.words
    over = (t for t in scene.governing if "deny" in bases(words.words[t]))
    return any(not {"nor", "neither"}.isdisjoint(words.words[max(0, t - 2) : t]) for t in over)


def _is_reported(scene: Scene) -> bool:
    """ "Reports that Hanuri has mined the channel are wrong": told by nobody who stands by it."""
    words = scene.words
    before = [c - 1 for c in words.children[scene.draft.head] if words.words[c] == "that" and c]
    above = [t for t in scene.governing[:3] if words.words[t + 1 : t + 2] == ["that"]]
    heard = any(words.words[t] in near("hearsay") and words.is_noun(t) for t in (*above, *before))
    return heard and not scene.has("future")


def _is_unmeant(scene: Scene) -> bool:
    """ "Had no intention of crossing any line"."""
    words = scene.words
    over = (t for t in scene.governing[:2] if words.words[t] in near("intent"))
    return any(words.words[c] == "no" for t in over for c in words.children[t])


def _refused(scene: Scene) -> bool:
    """ "denied entering": the nearest verb over the trigger denies it."""
    words = scene.words
    if is_stopped_short_of(scene):
        return True
    over = next((t for t in scene.governing if words.is_verb(t)), None)
    if over is None:
        return False
    return not governing("denied").isdisjoint(bases(words.words[over]))


def is_stopped_short_of(scene: Scene) -> bool:
    """ "stopped short of suspending aid": of neither word there is an event."""
    above = (scene.draft.head, *scene.draft.trigger, *scene.governing)
    return any(scene.words.words[max(0, t - 2) : t] == SHORT_OF for t in above)


def _charged(scene: Scene) -> bool:
    words = scene.words
    adverb = any(
        words.words[c] in near("alleged") and words.deps[c] in ("advmod", "amod")
        for t in (scene.draft.head, *scene.governing[:2])
        for c in words.children[t]
    )
    may_have = "have" in scene.group and not {"may", "might", "could"}.isdisjoint(scene.group)
    blamed = any(not governing("alleged").isdisjoint(bases(words.words[t])) for t in scene.governing[:4])
    speech = scene.speech
    future = scene.has("future") or ("to" in scene.group and not scene.perfect)
    claimed = speech is not None and speech.act == "claim" and not future
    said_to = any(
        words.words[t] in ("said", "believed", "thought", "understood") and _is_passive(scene, t)
        for t in scene.governing[:2]
    )
    harmful = scene.draft.root in CHARGES and not future
    doubted = harmful and ((speech is not None and scene.disputed) or _put_down(scene))
    if _is_left_open(scene) or _is_reported(scene) or _is_said_aside(scene):
        return True
    return adverb or may_have or blamed or claimed or doubted or (said_to and "have" in scene.group)


def _is_said_aside(scene: Scene) -> bool:
    """ "The officers, it seems, let them through"."""
    words = scene.words
    aside = words.child_all(scene.draft.head, "parataxis")
    return any(not near("seeming").isdisjoint(bases(words.words[t])) for t in aside)


def _put_down(scene: Scene) -> bool:
    """ "Karsova sold drones, says Veldmark": a headline that puts an act down to whoever tells of it."""
    words = scene.words
    telling = (t for t in scene.sentence if words.words[t] in near("headline") and t != scene.draft.head)
    return scene.headline and any(
        words.words[t - 1 : t] == [","] or words.is_noun(t - 1) for t in telling if t
    )


def _is_passive(scene: Scene, token: int) -> bool:
    return any(scene.words.deps[c] == "auxpass" for c in scene.words.children[token])


def _advised(scene: Scene) -> bool:
    words = scene.words
    asked = any(
        not governing("recommended").isdisjoint(bases(words.words[t])) and _is_open(scene)
        for t in scene.governing[:4]
    )
    speech = scene.speech
    told = speech is not None and speech.modality is Modality.RECOMMENDED and _is_open(scene)
    ought = any(words.words[t] == "ought" for t in scene.governing[:2]) and "to" in scene.group
    return scene.has("duty") or asked or told or ought


def _is_open(scene: Scene) -> bool:
    """An infinitive, a bare verb or a noun: what is asked for has not happened yet."""
    return scene.tag in ("VB", "VBP", "VBG", "") or not scene.words.is_verb(scene.draft.head)


def _expected(scene: Scene) -> bool:
    """Somebody else's expectation: hedged, or told by one who foresees."""
    hedged = not {"may", "might", "could"}.isdisjoint(scene.group) and not scene.perfect
    around = [w for t in (scene.verb, *scene.governing[:2]) if t is not None for w in _beside(scene, t)]
    likely = not near("likely").isdisjoint(around)
    speech = scene.speech
    foretold = (
        speech is not None and speech.act in ("predict", "warn", "fear", "believe") and scene.has("future")
    )
    noun = not scene.words.is_verb(scene.draft.head)
    ahead = scene.has("future") or scene.tag in ("VB", "VBP", "VBG") or hedged or noun
    return hedged or (likely and ahead) or foretold


def _beside(scene: Scene, token: int) -> list[str]:
    return [scene.words.words[token], *(scene.words.words[c] for c in scene.words.children[token])]


def _to_come(scene: Scene) -> bool:
    words = scene.words
    will = scene.has("future") or ("would" in scene.group and scene.speech is not None and not scene.perfect)
    meant = any(
        not governing("planned").isdisjoint(bases(words.words[t])) for t in scene.governing[:4]
    ) and _is_open(scene)
    is_to = scene.tag == "VB" and "to" in scene.group and not scene.governed("permitted")
    return will or meant or (is_to and (scene.headline or words.deps[scene.draft.head] in ("xcomp", "ROOT")))


RULES: tuple[tuple[Callable[[Scene], bool], Status], ...] = (
    (_wished, Status.ATTITUDE),
    (_is_purpose, Status.ATTITUDE),
    (_asks_in_headline, Status.HEADLINE_MODAL),
    (_imagined, Status.HYPOTHETICAL),
    (_hangs_on, Status.CONDITIONAL),
    (_not_so, Status.DENIED),
    (_charged, Status.ALLEGED),
    (_advised, Status.RECOMMENDED),
    (_expected, Status.FORECAST),
    (_to_come, Status.PLANNED),
)
