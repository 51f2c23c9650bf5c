"""The weights that ship with the package, in tiers, each checked against its hash once a process."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from reportedly.errors import ModelError

VOCABULARY = "vocabulary.txt"
_FOLDER = files(__package__).joinpath("weights")


class Tier(Struct, frozen=True):
    """One encoder with its span head and, where it reads events, its event head: its files, the hash over
    them, and whether it reads words or pieces.
    """

    name: str
    version: int
    encoder: str
    spans: str
    digest: str
    reads_words: bool
    events: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Names of all its files."""
        return (self.encoder, self.spans, *([self.events] if self.events else []), VOCABULARY)

    @property
    def maker(self) -> str:
        """What records name as their maker, such as ``encoder 4``."""
        return f"{self.name} {self.version}"


# What ``python -m training.export`` prints.
DIGEST = "d53e5129d3053f47d73b039db850c74bc9aff58171827d81e27cf94470c42d11"
FAST_DIGEST = "fedb171ffda4d08f94e6a7b6c5d3a720c0ad4159798d9dd306f99604402d0c4f"
TIERS = {
    "encoder": Tier("encoder", 5, "encoder.onnx", "spans.onnx", DIGEST, False, "events.onnx"),
    "fast": Tier("fast", 1, "fast.onnx", "fast-spans.onnx", FAST_DIGEST, reads_words=True),
}
DEFAULT = "encoder"


def model_name(tier: str = DEFAULT) -> str:
    """Name and version of a tier's model, such as ``encoder 4``."""
    return TIERS[tier].maker


@cache
def model_digest(tier: str = DEFAULT) -> str:
    """The SHA-256 over a tier's files. Raises ModelError where one is missing."""
    total = hashlib.sha256()
    for name in TIERS[tier].files:
        total.update(name.encode() + b"\0" + hashlib.sha256(_read(name)).digest())
    return total.hexdigest()


@cache
def checked(tier: str) -> Tier:
    """A tier whose files are those that this version was made with. Raises ModelError otherwise."""
    found = model_digest(tier)
    if found != TIERS[tier].digest:
        raise ModelError(
            f"The weights of the {tier} model are not those that this version was made with "
            f"(SHA-256 {found[:12]}, not {TIERS[tier].digest[:12]}). {_REMEDY}"
        )
    return TIERS[tier]


@cache
def session(name: str) -> Any:
    """A file of weights, ready to run on one thread: processes are how the product uses cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(_read(name), options, providers=["CPUExecutionProvider"])


def vocabulary() -> list[str]:
    """MiniLM's word pieces, in the order of their numbers."""
    return _read(VOCABULARY).decode().split("\n")


def _read(name: str) -> bytes:
    place = _FOLDER.joinpath(name)
    if not place.is_file():
        raise ModelError(f"The language model's file {name} is not there. {_REMEDY}")
    return place.read_bytes()


_REMEDY = "Install the package anew: pip install --force-reinstall reportedly"
