"""The mean of two trainings that began with the same weights, weight by weight.

    python -m training.mean ONE.pt OTHER.pt OUT.pt

Both are of ``training.encoder`` and have the same layers. What one learned and the other lost is halved, and
much of what both keep by chance goes out (Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor

PARTS = ("encoder", "spans", "events")
State = dict[str, Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name in ("one", "other", "out"):
        parser.add_argument(name, type=Path)
    asked = parser.parse_args()
    one, other = torch.load(asked.one), torch.load(asked.other)
    made = {part: between(one[part], other[part]) for part in PARTS}
    torch.save({"layers": one["layers"], **made}, asked.out)


def between(one: State, other: State) -> State:
    """The mean of two states in half precision. Raises KeyError where one has what the other lacks."""
    return {
        name: ((one[name].float() + other[name].float()) / 2).half() for name in one.keys() | other.keys()
    }


if __name__ == "__main__":
    main()
