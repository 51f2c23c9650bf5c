"""What is counted of dealings and remarks: of a hundred thousand, no more can be loaded."""

from msgspec import Struct

from reportedly.records import Root, Status
from reportedly.records.relation import Address, Bearing, Direction, Indicator, Tone


class Doing(Struct, frozen=True):
    """What is counted of a dealing: fields of it."""

    id: str
    day: str | None
    date: str | None
    reported: str | None
    root: Root
    mode: str | None
    status: Status
    direction: Direction
    ahead: int
    against: int
    tellings: int
    origins: int
    indicator: Indicator | None
    bearing: Bearing | None


class Saying(Struct, frozen=True):
    """What is counted of a remark: fields of it."""

    id: str
    day: str | None
    speaker: str | None
    address: Address
    act: str
    tone: Tone
    negated: bool
    utterance: str
    indicator: Indicator | None
