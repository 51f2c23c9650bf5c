"""One unit of work: a stage on one slot, with its inputs and the folder that its output will be."""

from pathlib import Path

from msgspec import Struct

from reportedly.records import Arrival, Ruling, Settings

BUCKETS = 8
"""How many parts the hashes of a pile are dealt into."""


def bucket_of(name: str) -> int:
    """The bucket that a row falls into by its id."""
    return int(name.partition("_")[2], 16) % BUCKETS


class Batch(Struct, frozen=True):
    """A sealed run of arrivals, in the order in which they were read; `id` comes from the first sealing."""

    id: str
    arrivals: tuple[Arrival, ...]


class Skip(Struct, frozen=True):
    """An item that a worker could not survive: it becomes a row in `errors` and is not tried again."""

    item: str
    code: str
    why: str


class Task(Struct, frozen=True):
    """What a worker needs to do one unit of work, and nothing else.

    `function` is ``module:name`` of the stage's pure function; `key` names the output; `inputs` are the
    finished output folders of the stages that this one reads, as ``(stage, folder)`` pairs; `sources` is
    the folder of raw bytes. A stage that applies rulings gets its `arrivals` and the `rulings` on their
    sources, a bucket stage its number. `weight` is the expected share of work, for progress only.
    """

    stage: str
    function: str
    slot: str
    key: str
    output: str
    inputs: tuple[tuple[str, str], ...] = ()
    sources: str = ""
    arrivals: tuple[Arrival, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    bucket: int = 0
    settings: Settings = Settings()
    skip: tuple[Skip, ...] = ()
    weight: int = 1

    def folders(self, stage: str) -> list[Path]:
        """The input folders of one upstream stage."""
        return [Path(folder) for name, folder in self.inputs if name == stage]
