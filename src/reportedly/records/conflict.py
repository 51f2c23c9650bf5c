"""Where one speaker is told to have said a thing and its opposite."""

from msgspec import Struct

from reportedly.records.identity import content_id


class Conflict(Struct, frozen=True):
    """Statements of one speaker with like contents and opposite polarity, by their ids.

    `affirmed` and `denied` hold them in the order in which they were given; copies of a statement stand
    beside each other. `shared` are words that both sides have, the rarest first; `likeness` is that of the
    two contents that are most alike, from 0 to 1. Nothing is said about which of them is true, or was said.
    """

    id: str
    speaker: str
    affirmed: tuple[str, ...]
    denied: tuple[str, ...]
    shared: tuple[str, ...]
    likeness: float


def conflict(
    speaker: str, affirmed: tuple[str, ...], denied: tuple[str, ...], shared: tuple[str, ...], likeness: float
) -> Conflict:
    """A conflict with its id, which depends on its statements alone."""
    name = content_id("c", tuple(sorted(affirmed)), tuple(sorted(denied)))
    return Conflict(name, speaker, affirmed, denied, shared, round(likeness, 3))
