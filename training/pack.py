"""Pretrained weights -> a small file that every training command reads.

    python -m training.pack MODEL.safetensors OUT.npz

Matrices are kept as 8-bit integers with one scale a row, a quarter of their size, so that a model can be
carried to a machine that trains: the same file gives the same start everywhere.
"""

import argparse
import json
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    packed: dict[str, NDArray[np.generic]] = {}
    for name, array in _tensors(asked.model):
        packed.update(_packed(name, array))
    np.savez_compressed(asked.out, **packed)


def unpack(path: Path) -> dict[str, Weights]:
    """The weights by their names."""
    kept = np.load(path)
    found: dict[str, Weights] = {}
    for key in kept.files:
        name, part = key.rsplit("|", 1)
        if part == "plain":
            found[name] = kept[key]
        elif part == "grid":
            found[name] = kept[key].astype(np.float32) * kept[f"{name}|scale"][:, None]
    return found


def _packed(name: str, array: Weights) -> dict[str, NDArray[np.generic]]:
    if array.ndim != 2:
        return {f"{name}|plain": array}
    scale = np.maximum(np.abs(array).max(1), 1e-12) / 127
    grid = np.round(array / scale[:, None]).astype(np.int8)
    return {f"{name}|grid": grid, f"{name}|scale": scale.astype(np.float32)}


def _tensors(path: Path) -> Iterator[tuple[str, Weights]]:
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, stop = (8 + size + offset for offset in entry["data_offsets"])
            array = np.frombuffer(raw[start:stop], "<f4").reshape(entry["shape"])
            yield name.removeprefix("bert."), array


if __name__ == "__main__":
    main()
