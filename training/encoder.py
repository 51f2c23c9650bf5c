"""Train the encoder, the default tier.

    python -m training.encoder CORPUS.jsonl --own OWN.jsonl --minilm FOLDER --out FOLDER [--epochs 3]

`CORPUS.jsonl` is PolNeAR's train half, `OWN.jsonl` what ``benchmarks/corpus.py --polnear`` writes of the
project's corpus, the folder of `--minilm` holds its `model.safetensors`. The schedule counts steps, not
seconds: the same versions, seed and number of threads give the same weights again.
"""

import torch
from torch import Tensor

from training.batches import Batch
from training.command import given, paragraphs
from training.network import Encoder, Spans, pretrained
from training.trainer import Trainer

PIECES_A_BATCH = 1024
TOP_RATE, DECAY_BY_LAYER, HEAD_RATE, NORM_RATE = 1.5e-4, 0.9, 1e-3, 5e-5


def main() -> None:
    asked = given(__doc__, epochs=3)
    encoder, spans = pretrained(asked.minilm), Spans()
    trainer = Trainer(encoder, spans, _groups(encoder, spans), _view, PIECES_A_BATCH)
    for _ in trainer.epochs(paragraphs(asked), asked.epochs, asked.seed):
        torch.save({"encoder": encoder.state_dict(), "spans": spans.state_dict()}, asked.out / "encoder.pt")


def _view(made: Batch) -> tuple[Tensor, ...]:
    return made.ids, made.types, made.mask, made.first


def _groups(encoder: Encoder, spans: Spans) -> list[dict[str, object]]:
    """Slower the deeper: heads fast, then layer by layer down; embeddings of words and places stay."""
    encoder.words.weight.requires_grad = encoder.places.weight.requires_grad = False
    heads = [*spans.parameters(), *encoder.heads.parameters(), *encoder.types.parameters()]
    groups: list[dict[str, object]] = [{"params": heads, "lr": HEAD_RATE, "weight_decay": 0.01}]
    for depth, layer in enumerate(reversed(list(encoder.layers))):
        rate = TOP_RATE * DECAY_BY_LAYER**depth
        groups.append({"params": list(layer.parameters()), "lr": rate, "weight_decay": 0.01})
    groups.append({"params": list(encoder.norm.parameters()), "lr": NORM_RATE, "weight_decay": 0.0})
    return groups


if __name__ == "__main__":
    main()
