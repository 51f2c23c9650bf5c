"""What every maker of attributions hands on: one statement in token numbers, before its words are weighed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in token numbers, each role in ascending order.

    `act` is the class of its cue, `rule` names the construction or the model that found it, `confidence` is
    that of the rule or the model, from 0 to 1. A quotation that goes on without a cue of its own has neither
    cue nor source; `follows` is the cue of the statement whose speaker goes on.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    act: str
    rule: str
    confidence: float
    follows: tuple[int, ...] = ()

    @property
    def place(self) -> int:
        """Where the draft stands in the order of the text: at its cue, else at its content."""
        return (self.cue or self.content)[0]
