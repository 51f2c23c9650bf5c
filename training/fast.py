"""Train the fast tier, a convolutional network without attention.

    python -m training.fast DATA.pkl... --start minilm.npz --out FOLDER [--epochs 9] [--seed 1]

The arguments are those of ``training.encoder``; of MiniLM it takes the vectors of word pieces alone. It reads
no events.
"""

import torch
from torch import Tensor

from training.batches import Batch
from training.command import begin, known, options, read, unpacked
from training.fast_network import FastEncoder, FastSpans, piece_table
from training.trainer import Groups, Networks, Trainer

PIECES_A_BATCH = 2048
RATE, TABLE_RATE = 2e-3, 3e-4
WORDS = "embeddings.word_embeddings.weight"


def main() -> None:
    asked = options(__doc__ or "", epochs=9).parse_args()
    begin(asked)
    encoder, spans = FastEncoder(piece_table(unpacked(asked.start)[WORDS])), FastSpans()
    trainer = Trainer(Networks(encoder, spans, None, _view, _groups(encoder, spans)), PIECES_A_BATCH)
    for _ in trainer.epochs(known(read(asked)), asked.epochs, asked.seed):
        torch.save({"encoder": encoder.state_dict(), "spans": spans.state_dict()}, asked.out / "fast.pt")


def _view(made: Batch) -> tuple[Tensor, ...]:
    return made.word_pieces(), made.types.gather(1, made.first), made.words


def _groups(encoder: FastEncoder, spans: FastSpans) -> Groups:
    """The table of piece vectors moves slowly, the rest fast."""
    rest = [p for name, p in encoder.named_parameters() if not name.startswith("pieces.")]
    return [
        {"params": [*rest, *spans.parameters()], "lr": RATE, "weight_decay": 0.01},
        {"params": [encoder.pieces.weight], "lr": TABLE_RATE, "weight_decay": 0.0},
    ]


if __name__ == "__main__":
    main()
