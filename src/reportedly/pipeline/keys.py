"""What an output is named by: the hash of all that decides it.

That is its stage, the stage's version, the knowledge files, weights and model that the stage declares, its
settings, its inputs' names, its arrivals and the rulings on their sources.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from reportedly import knowledge
from reportedly.pipeline.stage import Stage
from reportedly.records import Arrival, Ruling, Settings, content_id

__all__ = ["key_of"]


def key_of(
    stage: Stage,
    settings: Settings,
    before: Sequence[str],
    arrivals: Sequence[Arrival],
    rulings: Sequence[Ruling],
    bucket: int,
) -> str:
    """The key of one output of a stage; `before` are the keys of the outputs that it is made from."""
    return content_id(
        "k",
        stage.name,
        stage.version,
        knowledge.digest(*stage.knowledge),
        tuple(_digest(name) for name in stage.weights),
        _model_digest(settings.tier) if stage.model else None,
        tuple(f"{name}={getattr(settings, name)}" for name in stage.settings),
        tuple(before),
        msgspec.json.encode(arrivals).decode(),
        msgspec.json.encode(rulings).decode(),
        bucket,
    )


def _model_digest(tier: str) -> str:
    from reportedly.language import model_digest  # loads numpy, which questions do without

    return model_digest(tier)


@cache
def _digest(name: str) -> str:
    """The SHA-256 of a file of the package."""
    return hashlib.sha256(files("reportedly").joinpath(name).read_bytes()).hexdigest()
