"""What every maker of attributions hands on: one statement in token numbers, before its words are weighed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in token numbers, each role in ascending order.

    `act` is the class of its cue, `rule` names the construction or the model that found it, `confidence` is
    that of the rule or the model, from 0 to 1.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    act: str
    rule: str
    confidence: float
