"""Events as the encoder reads them: drafts out of readings, and the model's word weighed with the rules'."""

from reportedly.events.drafts import Draft
from reportedly.events.words import Words
from reportedly.language import TIERS
from reportedly.records import EventReading, Parse, Root, Status

# A root of the model's that is none: a word that tempts.
NONE = "-"
# What a rule's word is worth beside the model's probability of a status.
RULE = 0.2


def reads_events(parse: Parse) -> bool:
    """Whether the parse was made by a model with a head for events."""
    return bool(parse.events) or any(t.events for t in TIERS.values() if t.maker == parse.maker)


def drafts(words: Words, parse: Parse) -> list[Draft]:
    """A draft for each event that the model read, in text order."""
    return [_draft(words, reading, parse.maker) for reading in parse.events]


def _draft(words: Words, reading: EventReading, maker: str) -> Draft:
    inside = set(reading.trigger)
    tops = [t for t in reading.trigger if words.heads[t] not in inside or words.heads[t] == t]
    verbs = [t for t in tops if words.is_verb(t)]
    head = (verbs or tops or list(reading.trigger))[0]
    named = [name for name, _ in reading.roots if name != NONE]
    root = Root(named[0]) if named else None
    return Draft(reading.trigger, head, root, reading.probability, maker, reading)


def weighed(reading: EventReading, by_rule: Status) -> Status:
    """The status of a reading: the model's probabilities, with a bonus for what the rules say."""
    shares = {Status(name): share for name, share in reading.statuses}
    shares[by_rule] = shares.get(by_rule, 0.0) + RULE
    return max(Status, key=lambda status: shares.get(status, 0.0))


def share_of(reading: EventReading, status: Status) -> float:
    """The model's probability of a status."""
    return dict(reading.statuses).get(status.value, 0.0)
