"""The fast tier in PyTorch: piece vectors, dilated convolutions over words, the same heads as the encoder.

B paragraphs, W words, K = 4 pieces a word, R cues. A convolution is written as a product over three shifted
copies, which is what the runtime is quick at.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.network import DISTANCES, NO, TYPES, WordHeads

PIECE, WIDTH, SPAN = 64, 128, 96
DILATIONS, SPAN_DILATIONS = (1, 2, 4, 8), (1, 2, 4, 8, 16)


class Convolution(nn.Module):
    """A gated dilated convolution with a way around it: (B, W, width) -> (B, W, width)."""

    def __init__(self, width: int, dilation: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dilation, self.mix = dilation, nn.Linear(3 * width, 2 * width)
        self.norm, self.dropout = nn.LayerNorm(width), nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        far, size = self.dilation, x.shape[1]
        padded = F.pad(x * mask, (0, 0, far, far))
        seen = torch.cat([padded[:, :size], x, padded[:, 2 * far :]], -1)
        mixed, gate = self.mix(seen).chunk(2, -1)
        made: Tensor = self.norm(x + self.dropout(mixed * torch.sigmoid(gate)))
        return made


class FastEncoder(nn.Module):
    """Pieces of words (B, W, K), types and mask (B, W) -> what the word heads say, as `network.Encoder`."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(table, freeze=False, padding_idx=0)
        self.types = nn.Embedding(TYPES, 16)
        self.inside, self.norm = nn.Linear(2 * PIECE + 16, WIDTH), nn.LayerNorm(WIDTH)
        self.dropout = nn.Dropout(0.2)
        self.layers = nn.ModuleList(Convolution(WIDTH, d) for d in DILATIONS)
        self.whole = nn.Linear(WIDTH, WIDTH)
        self.heads = WordHeads(2 * WIDTH, SPAN, events=False)

    def forward(self, pieces: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        known = (pieces > 0).float()[..., None]
        vectors = self.pieces(pieces) * known
        mean = vectors.sum(2) / known.sum(2).clamp(min=1)
        own = torch.cat([mean, vectors[:, :, 0], self.types(types)], -1)
        present = mask.float()[..., None]
        x = self.norm(F.gelu(self.inside(self.dropout(own))))
        for layer in self.layers:
            x = layer(x, present)
        about = (self.whole(x) + (1 - present) * NO).max(1, keepdim=True)[0].expand(-1, x.shape[1], -1)
        words: tuple[Tensor, ...] = self.heads(torch.cat([x, about], -1))
        return words


class FastSpans(nn.Module):
    """As `network.Spans`, by convolutions."""

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.distance = nn.Embedding(3, SPAN), nn.Embedding(DISTANCES, SPAN)
        self.norm = nn.LayerNorm(SPAN)
        self.layers = nn.ModuleList(Convolution(SPAN, d) for d in SPAN_DILATIONS)
        self.labels = nn.Linear(SPAN, 3)
        self.kind.weight.data *= 0.3
        self.distance.weight.data *= 0.3

    def forward(self, x: Tensor, kind: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        own = (kind == 1).float()[..., None]
        cue = (x[..., SPAN:] * own).sum(1) / own.sum(1).clamp(min=1)
        h = self.norm(x[..., :SPAN] + cue[:, None] + self.kind(kind) + self.distance(distance))
        for layer in self.layers:
            h = layer(h, mask.float()[..., None])
        labels: Tensor = self.labels(h)
        return labels


def piece_table(words: Tensor) -> Tensor:
    """MiniLM's word pieces (30522, 384) on their first principal axes, (30522, 64), of unit spread."""
    centred = words - words.mean(0)
    _, axes = torch.linalg.eigh(centred.T @ centred)
    table = centred @ axes.flip(1)[:, :PIECE]
    table = table / table.std()
    table[0] = 0
    return table
