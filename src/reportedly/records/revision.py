"""Versions of one page or file that came in one after the other."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id


class Order(StrEnum):
    """What tells which of two versions is the later one, the surest first."""

    READ = "read"
    CAPTURED = "captured"
    DATED = "dated"
    UNCLEAR = "unclear"


class Revision(Struct, frozen=True):
    """An article that a later version of the same page or file takes the place of.

    `older` and `newer` are articles that follow each other: of three versions there are two rows. The older
    one is superseded: it is kept, and tells nothing again. `likeness` is the share of the shorter one's word
    runs that stand in the other. `order` says what told the later one: it was read later under the same name
    (``read``), a web archive fetched it later (``captured``), its page names a later moment (``dated``), or
    nothing does (``unclear``), and the longer one counts as the later.
    """

    id: str
    older: str
    newer: str
    order: Order
    likeness: float


def revision(older: str, newer: str, order: Order, likeness: float) -> Revision:
    """A revision with its id, which depends on its two articles alone; the likeness is rounded."""
    return Revision(content_id("rv", older, newer), older, newer, order, round(likeness, 3))
