"""Events as the encoder reads them: drafts out of readings, and the model's word weighed with the rules'."""

from collections.abc import Mapping, Sequence

from reportedly.events.drafts import Draft
from reportedly.events.lexicon import (
    comes_to_be,
    hints,
    is_decoy,
    is_light,
    may_be_known,
    may_hint,
    noun_root,
    verb_root,
)
from reportedly.events.sureness import chance
from reportedly.events.words import SHORT_OF, VERB, Words, plain
from reportedly.knowledge import load
from reportedly.records import HAPPENED, EventReading, Parse, Root, Status

# A root of the model's that is none: a word that tempts.
NONE = "-"
# From this probability on it is one, whatever the lexicon knows.
DECOY = 0.8
ORDER = {status.value: place for place, status in enumerate(Status)}
# What the lexicon's word is worth beside the model's probability of a root.
LEXICON = 1.2
HINT = 0.2
# Below this the best of the roots is a guess, and none is told.
GUESSED = 0.35
# What a vote for one status of what happened is worth to another: "has threatened" is done, or goes on.
AKIN = 0.25
# From this probability on a word that only tempts is told as such, and one that no list has may be an event.
LIKELY = 0.9
# Below this chance of being an event a trigger is left out; the second is for one that no list has.
CHANCE, CHANCE_UNKNOWN = 0.25, 0.45


def worth(forms: Sequence[str], tags: Sequence[str], probability: float) -> bool:
    """Whether a trigger of these words and Penn tags may become a mention, as far as can be told before the
    model says what it is. Of those that may not, `drafts` makes none.
    """
    if probability > LIKELY:
        return True
    told = [(plain(form), tag.startswith(VERB)) for form, tag in zip(forms, tags, strict=True)]
    verb = any(is_verb for _, is_verb in told)
    if chance(probability, True, verb) >= CHANCE and any(may_be_known(*one) for one in told):
        return True
    return chance(probability, False, verb) >= CHANCE_UNKNOWN and any(may_hint(*one) for one in told)


def drafts(words: Words, parse: Parse) -> list[Draft]:
    """A draft for each event that the model read, in text order; one that the lexicon does not know has to be
    surer.
    """
    found = [draft for reading in parse.events if (draft := _draft(words, reading, parse.maker))]
    heads = {draft.head: draft.root for draft in found}
    none = (_only_carries, _only_tells, _is_such)
    return [draft for draft in found if not any(is_none(words, draft, heads) for is_none in none)]


def _only_carries(words: Words, draft: Draft, heads: Mapping[int, Root | None]) -> bool:
    """ "The drills resumed": a verb whose noun is an event of the same root tells of no second one."""
    if not is_light(words, draft.head) or not words.is_verb(draft.head):
        return False
    nouns = words.child_all(draft.head, "dobj", "nsubj", "nsubjpass")
    return any(noun in heads and heads[noun] is draft.root for noun in nouns)


def _only_tells(words: Words, draft: Draft, heads: Mapping[int, Root | None]) -> bool:
    """ "The shooting that killed a clerk": what an event did is no second one."""
    above = words.heads[draft.head]
    return words.deps[draft.head] == "relcl" and heads.get(above, NONE) is draft.root and words.is_noun(above)


def _is_such(words: Words, draft: Draft, heads: Mapping[int, Root | None]) -> bool:
    """ "They met on Sunday, the first such talks in years": a noun that counts what was just told."""
    if not any(words.words[child] == "such" for child in words.children[draft.head]):
        return False
    before = range(words.sentence(draft.head).start, draft.head)
    return words.is_noun(draft.head) and any(heads.get(token) is draft.root for token in before)


def _draft(words: Words, reading: EventReading, maker: str) -> Draft | None:
    if _is_no_act(words, reading.trigger):
        return None
    head = head_of(words, reading.trigger)
    known = known_root(words, reading.trigger)
    hinted = frozenset(root for token in reading.trigger for root in hints(words, token))
    likely = reading.probability > LIKELY
    tempts = known is None and likely and _tempts(words, head, reading)
    root = None if tempts else _root(reading, known, hinted)
    if not (known or tempts or (root and (likely or hinted))):
        return None
    if root is None:
        return Draft(reading.trigger, head, None, reading.probability, maker, reading)
    an_event = chance(reading.probability, known is not None, words.is_verb(head))
    if an_event < (CHANCE if known else CHANCE_UNKNOWN):
        return None
    support = 1.0 if known else dict(reading.roots).get(root.value, 0.0)
    return Draft(reading.trigger, head, root, an_event, maker, reading, support)


def head_of(words: Words, trigger: tuple[int, ...]) -> int:
    """The word of a trigger that the others hang on: a verb where there is one, else the last noun of several
    ("in-person meetings").
    """
    inside = set(trigger)
    tops = [t for t in trigger if words.heads[t] not in inside or words.heads[t] == t]
    nouns = [t for t in reversed(tops) if words.is_noun(t)]
    return next((t for t in tops if words.is_verb(t)), (nouns or tops or list(trigger))[0])


def known_root(words: Words, trigger: tuple[int, ...]) -> Root | None:
    """The root that the lexicon gives a trigger, by its head first."""
    for token in (head_of(words, trigger), *trigger):
        found = verb_root(words, token) if words.is_verb(token) else noun_root(words, token)
        if found:
            return found[0]
    return None


def _is_no_act(words: Words, trigger: tuple[int, ...]) -> bool:
    """ "stopped short of suspending aid", "the visiting delegation", "grown more vigilant": a verb that
    stands for not doing what follows, that describes somebody, or that tells how somebody came to be.
    """
    first, last = trigger[0], trigger[-1]
    describes = first == last and words.tags[first] in ("VBG", "VBN") and words.deps[first] == "amod"
    if describes or comes_to_be(words, head_of(words, trigger)):
        return True
    return any(words.words[at : at + 2] == SHORT_OF for at in range(max(0, last - 1), last + 2))


def _tempts(words: Words, head: int, reading: EventReading) -> bool:
    """Whether a word that the lexicon does not know tells of a wish, a view or a state of things."""
    best = dict([*reading.roots[:1], *reading.statuses[:1]])
    return is_decoy(words, head) or NONE in best or Status.ATTITUDE in best


def _root(reading: EventReading, known: Root | None, hinted: frozenset[Root]) -> Root | None:
    """The model's probabilities with a bonus for the lexicon's root, and a small one for each that it hints
    at; None for a word that only tempts and where the best is a guess.
    """
    shares = dict(reading.roots)
    for root in hinted:
        shares[root.value] = shares.get(root.value, 0.0) + HINT
    if known and shares.get(NONE, 0.0) < DECOY:
        shares[known.value] = shares.get(known.value, 0.0) + LEXICON
    best = max(shares, key=lambda name: shares[name], default=NONE)
    return None if best == NONE or shares[best] < GUESSED else Root(best)


def weighed(
    reading: EventReading, by_rule: Status, reason: str, allowed: frozenset[Status]
) -> tuple[Status, float]:
    """The status of a reading and its share of all votes: the model's probabilities for those that the words
    leave open, with a bonus for what the rules say, by which rule says it (``[votes]`` in ``statuses.toml``).
    """
    votes: Mapping[str, float] = load("statuses")["votes"]
    shares = {name: share for name, share in reading.statuses if name in allowed}
    if by_rule in allowed:
        shares[by_rule.value] = shares.get(by_rule.value, 0.0) + votes[reason]
    if not shares:
        return Status.PLANNED, votes[reason]  # an infinitive: "to discuss when to resume the summit"
    # Of equals the one that stands first in the guidelines' order of statuses.
    best = max(sorted(shares, key=ORDER.__getitem__), key=shares.__getitem__)
    near = sum(share for name, share in shares.items() if name != best and {name, best} <= HAPPENED)
    return Status(best), (shares[best] + AKIN * near) / sum(shares.values())
