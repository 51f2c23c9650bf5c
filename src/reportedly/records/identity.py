"""Ids that come from content alone: the same input gives the same id on any machine, in any order."""

import hashlib
import json

Part = str | int | bool | None | tuple["Part", ...]


def content_id(prefix: str, *parts: Part) -> str:
    """A short id such as ``a_1f0c9a6b2d4e8f70`` from the parts' values: 64 bits of BLAKE2b.

    The parts are written as JSON first, so that ``("ab", "c")`` and ``("a", "bc")`` differ.
    Raises TypeError for a float: scores and times may not name anything.
    """
    _refuse_floats(parts)
    payload = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return f"{prefix}_{hashlib.blake2b(payload.encode(), digest_size=8).hexdigest()}"


def source_id(data: bytes) -> str:
    """The SHA-256 of the raw bytes, in hex: what a source is."""
    return hashlib.sha256(data).hexdigest()


def _refuse_floats(parts: tuple[Part, ...]) -> None:
    for part in parts:
        if isinstance(part, float):
            raise TypeError(f"an id may not depend on a float: {part!r}")
        if isinstance(part, tuple | list):
            _refuse_floats(part)
