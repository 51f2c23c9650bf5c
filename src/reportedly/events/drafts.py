"""An event mention while it is made, in token numbers."""

from dataclasses import dataclass

from reportedly.records import Root, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its root; `head` is the word that the others hang on.

    `parties` None: the rules have yet to find sources and targets. `status` None: the rules have to say.
    """

    trigger: tuple[int, ...]
    head: int
    root: Root
    confidence: float
    maker: str
    status: Status | None = None
    sources: tuple[tuple[int, ...], ...] | None = None
    targets: tuple[tuple[int, ...], ...] | None = None
    places: tuple[tuple[int, ...], ...] | None = None
    times: tuple[tuple[int, ...], ...] | None = None
