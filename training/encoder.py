"""Train the encoder, the default tier.

    python -m training.encoder DATA.pkl... --start minilm.npz --out FOLDER [--weights PT] [--layers N...]
        [--rate SHARE]

`DATA` are paragraphs: of ``training.documents``, or of ``training.teacher``, which adds what a larger
network says of each word. `--weights` goes on from trained weights, of whose layers `--layers` are kept, by
their order there; `--rate` is the share of the usual learning rates that it goes on at. The schedule counts
steps, not seconds.
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from training.command import begin, known, options, read, restored, shrunk, unpacked, view
from training.network import LAYERS, Encoder, Events, Spans, pretrained
from training.trainer import Groups, Networks, Trainer

PIECES_A_BATCH = 1024
TOP_RATE, DECAY_BY_LAYER, HEAD_RATE, NORM_RATE = 1.5e-4, 0.9, 1e-3, 5e-5


def main() -> None:
    parser = options(__doc__ or "", epochs=3)
    parser.add_argument("--layers", type=int, nargs="+", default=list(LAYERS))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--rate", type=float, default=1.0)
    asked = parser.parse_args()
    begin(asked)
    encoder, spans, events = _begun(asked)
    networks = Networks(encoder, spans, events, view, _groups(encoder, spans, events, asked.rate))
    trainer = Trainer(networks, PIECES_A_BATCH)
    for _ in trainer.epochs(known(read(asked)), asked.epochs, asked.seed):
        state = shrunk([("encoder", encoder), ("spans", spans), ("events", events)])
        torch.save({"layers": list(range(len(encoder.layers))), **state}, asked.out / "encoder.pt")


def _begun(asked: argparse.Namespace) -> tuple[Encoder, Spans, Events]:
    if not asked.weights:
        return pretrained(unpacked(asked.start), asked.layers), Spans(), Events()
    encoder, spans, events = restored(asked.weights, unpacked(asked.start))
    encoder.layers = nn.ModuleList(encoder.layers[number] for number in asked.layers)
    return encoder, spans, events or Events()


def _groups(encoder: Encoder, spans: Spans, events: Events, share: float) -> Groups:
    """Slower the deeper: heads fast, then layer by layer down; embeddings of words and places stay."""
    encoder.words.weight.requires_grad = encoder.places.weight.requires_grad = False
    fast = (spans, events, encoder.heads, encoder.types)
    heads = [parameter for part in fast for parameter in part.parameters()]
    groups: Groups = [{"params": heads, "lr": HEAD_RATE * share, "weight_decay": 0.01}]
    for depth, layer in enumerate(reversed(list(encoder.layers))):
        rate = TOP_RATE * DECAY_BY_LAYER**depth
        groups.append({"params": list(layer.parameters()), "lr": rate * share, "weight_decay": 0.01})
    groups.append({"params": list(encoder.norm.parameters()), "lr": NORM_RATE * share, "weight_decay": 0.0})
    return groups


if __name__ == "__main__":
    main()
