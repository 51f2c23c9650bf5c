"""An event mention while it is made, in token numbers."""

from dataclasses import dataclass

from reportedly.records import EventReading, Root


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its root, None for a word that only tempts; `head` is the word that the others hang on.

    `reading` is what the model read, None for a trigger that the lexicon found. `confidence` is the chance
    that it is an event at all, `support` how sure its root is: 1 where the lexicon gives it, else the model's
    probability.
    """

    trigger: tuple[int, ...]
    head: int
    root: Root | None
    confidence: float
    maker: str
    reading: EventReading | None = None
    support: float = 1.0


def runs(tokens: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Ascending token numbers as runs of neighbours."""
    found: list[list[int]] = []
    for token in tokens:
        if found and found[-1][-1] == token - 1:
            found[-1].append(token)
        else:
            found.append([token])
    return tuple(tuple(run) for run in found)
