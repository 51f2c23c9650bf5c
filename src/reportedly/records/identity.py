"""Ids that come from content alone: the same input gives the same id on any machine, in any order."""

import hashlib
import json
from collections.abc import Callable, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any

Part = str | int | bool | None | tuple["Part", ...]


def content_id(prefix: str, *parts: Part) -> str:
    """A short id such as ``a_1f0c9a6b2d4e8f70`` from the parts' values: 64 bits of BLAKE2b.

    The parts are written as JSON first, so that ``("ab", "c")`` and ``("a", "bc")`` differ.
    Raises TypeError for a float: scores and times may not name anything.
    """
    payload = _written(parts).encode("ascii")
    return f"{prefix}_{hashlib.blake2b(payload, digest_size=8).hexdigest()}"


def ids_below(prefix: str, first: Part) -> Callable[[int, int], str]:
    """``content_id(prefix, first, a, b)`` for many ``a`` and ``b``: all blocks of a source begin alike."""
    begun = hashlib.blake2b(f"[{_written([first])[1:-1]},".encode("ascii"), digest_size=8)

    def named(a: int, b: int) -> str:
        whole = begun.copy()
        whole.update(b"%d,%d]" % (a, b))
        return f"{prefix}_{whole.hexdigest()}"

    return named


def source_id(data: bytes) -> str:
    """The SHA-256 of the raw bytes, in hex: what a source is."""
    return hashlib.sha256(data).hexdigest()


def _written(parts: Sequence[Part]) -> str:
    """The parts as a JSON list without spaces. Every block has an id, so `json.dumps` would be a detour."""
    return f"[{','.join([_WRITERS.get(type(part), _other)(part) for part in parts])}]"


def _other(part: Part) -> str:
    if isinstance(part, tuple | list):
        return _written(part)
    if isinstance(part, float):
        raise TypeError(f"an id may not depend on a float: {part!r}")
    return json.dumps(part)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: int.__repr__,
    tuple: _written,
}
