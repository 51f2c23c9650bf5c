"""What the training commands share: their options, and how often each text is read."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import Batch
from training.network import Encoder, Events, Spans, pretrained
from training.pack import unpack
from training.paragraphs import IGNORE, Paragraph, load

# The project's own prose is short beside the news: it is read several times an epoch.
OWN_TIMES, EVENT_TIMES = 3, 3
SHORTEST = 3


def options(about: str, epochs: int) -> argparse.ArgumentParser:
    """The options of a training command."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument(
        "data", type=Path, nargs="+", help="paragraphs, of training.documents or training.teacher"
    )
    parser.add_argument("--start", type=Path, required=True, help="pretrained weights, of training.pack")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser


def begin(asked: argparse.Namespace) -> None:
    """Seed all that draws by chance."""
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    torch.use_deterministic_algorithms(True)


def unpacked(path: Path) -> dict[str, Tensor]:
    """The pretrained weights that a network begins with."""
    return {name: torch.from_numpy(array) for name, array in unpack(path).items()}


def restored(path: Path, pretrained_weights: dict[str, Tensor]) -> tuple[Encoder, Spans, Events | None]:
    """The networks of a file that ``training.encoder`` wrote; no head on events where it has learnt none."""
    state = torch.load(path, map_location="cpu")
    encoder, spans = pretrained(pretrained_weights, state["layers"]), Spans()
    events = Events() if "events" in state else None
    for part, name in ((encoder, "encoder"), (spans, "spans"), (events, "events")):
        if part is not None:
            part.load_state_dict({**part.state_dict(), **{k: v.float() for k, v in state[name].items()}})
    return encoder, spans, events


def known(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Those of which a person or a teacher said anything, each as often as it is read in an epoch."""
    return [p for p in paragraphs if len(p.cue) >= SHORTEST for _ in range(_times(p))]


def read(asked: argparse.Namespace) -> list[Paragraph]:
    """All paragraphs that the command was given."""
    return load(asked.data)


def view(made: Batch) -> tuple[Tensor, ...]:
    """What an encoder of word pieces reads."""
    return made.ids, made.types, made.mask, made.first


def shrunk(parts: Sequence[tuple[str, nn.Module]]) -> dict[str, dict[str, Tensor]]:
    """The states of networks in half precision, without what was not trained."""
    return {
        name: {
            key: value.detach().half().cpu() for key, value in part.named_parameters() if value.requires_grad
        }
        for name, part in parts
    }


def _times(paragraph: Paragraph) -> int:
    if (paragraph.trigger != IGNORE).any():
        return EVENT_TIMES
    if (paragraph.nested != IGNORE).any():
        return OWN_TIMES
    return int(bool(paragraph.events) or (paragraph.cue != IGNORE).any() or paragraph.said is not None)
