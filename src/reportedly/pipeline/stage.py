"""One step of the flow: what it reads and makes, and what decides its output."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records import Action


class StageKind(StrEnum):
    """How a stage divides its work: a shard of arrivals, a bucket of hashes, or everything at once."""

    SHARD = "shard"
    BUCKET = "bucket"
    GLOBAL = "global"


class Stage(Struct, frozen=True):
    """One step of the flow.

    `function` is ``module:name`` of a pure function from inputs to tables. What decides its output beside
    the inputs: its `version`, the `knowledge` files that it reads, the language `model` if it needs it,
    `settings`, and the `rulings` of the kinds that it applies.
    """

    name: str
    kind: StageKind
    version: int
    reads: tuple[str, ...]
    tables: tuple[str, ...]
    function: str
    knowledge: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    model: bool = False
    settings: tuple[str, ...] = ()
    rulings: frozenset[Action] = frozenset()
