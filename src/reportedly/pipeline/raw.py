"""Raw bytes, kept by their SHA-256: written beside and renamed, so that a file is whole or not there."""

import os
from pathlib import Path


def raw_path(folder: Path, source: str) -> Path:
    """Where the bytes of a source lie below `folder`."""
    return folder / source[:2] / source


def keep(folder: Path, source: str, data: bytes) -> None:
    """Keep the bytes of a source; does nothing when they are there already."""
    path = raw_path(folder, source)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{source}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)
