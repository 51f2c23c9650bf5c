"""Knowledge as data: dated TOML files under ``data/``, each with a source note, read once and never written.

A file begins with ``[about]`` (``what``, ``source``, ``date``); the rest is its own. A new wire agency,
outlet or cue is a line in a file and no line of code. `digest` names the content of the files that a stage
declares.
"""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.errors import ReportedlyError


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``data/NAME.toml`` without its ``[about]``. Raises ReportedlyError without a note."""
    content = tomllib.loads(_bytes(name).decode())
    if not {"what", "source", "date"} <= content.pop("about", {}).keys():
        raise ReportedlyError(f"knowledge file {name}.toml has no [about] with what, source and date.")
    return content


def names() -> list[str]:
    """The names of all knowledge files, sorted."""
    folder = files(__package__).joinpath("data")
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


@cache
def digest(*which: str) -> str:
    """A short hash over the named files' bytes, in the order given."""
    total = hashlib.sha256()
    for name in which:
        total.update(name.encode() + b"\0" + _bytes(name))
    return total.hexdigest()[:16]


def _bytes(name: str) -> bytes:
    return files(__package__).joinpath("data", f"{name}.toml").read_bytes()
