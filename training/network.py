"""The encoder in PyTorch: MiniLM-L6, one set of heads on words, and one on words and a cue.

B paragraphs, P word pieces, W words, R cues; H = 384, S = 192. The arithmetic of attention is written out for
export, where a fused kernel has no operator.
"""

import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly.language.labels import DEP_NAMES, NAME_LABELS, TAG_NAMES

VOCABULARY, HIDDEN, HEADS, LAYERS = 30522, 384, 12, 6
SPAN, SPAN_HEADS, SPAN_LAYERS = 192, 6, 2
ARC, SHARED = 96, 256
TYPES, DISTANCES = 12, 32
NO = -1e4


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads, self.exported = heads, False
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2, self.dropout = nn.LayerNorm(width, eps=1e-12), nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(B, P, width) and an additive mask (B, 1, 1, P) -> (B, P, width)."""
        rows, size, width = x.shape
        query, key, value = (
            part(x).view(rows, size, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.exported:
            weights = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
            seen = torch.softmax(weights, -1) @ value
        else:
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = self.norm1(x + self.dropout(self.output(seen.transpose(1, 2).reshape(rows, size, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, types (0..11) and the first piece of each word -> what each word head says."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(512, HIDDEN)
        self.types, self.norm = nn.Embedding(TYPES, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(HIDDEN, 4 * HIDDEN, HEADS) for _ in range(LAYERS))
        self.heads = WordHeads(HIDDEN, SPAN)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """ids, types, mask (B, P), first (B, W) -> cue (B, W, 6), syntax (B, W, .), arcs (B, W, W), span
        inputs (B, W, 2 S).
        """
        places = torch.arange(ids.shape[1])[None]
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.types(types)))
        bias = ((1 - mask.float()) * NO)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        words: tuple[Tensor, ...] = self.heads(x.gather(1, first[:, :, None].expand(-1, -1, x.shape[-1])))
        return words


class WordHeads(nn.Module):
    """What is said of each word: cue (three labels, three for a nested one), syntax, arcs, span input."""

    def __init__(self, width: int, span: int) -> None:
        super().__init__()
        self.cue = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 6))
        self.shared = nn.Sequential(nn.Linear(width, SHARED), nn.GELU(), nn.Dropout(0.1))
        self.syntax = nn.Linear(SHARED, len(TAG_NAMES) + len(DEP_NAMES) + len(NAME_LABELS) + 2)
        self.child, self.parent = nn.Linear(SHARED, ARC), nn.Linear(SHARED, ARC)
        self.span = nn.Linear(width, 2 * span)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """(B, W, width) -> cue, syntax, arcs (child by parent; a root's parent is itself), span input."""
        shared = self.shared(x)
        arcs = self.child(shared) @ self.parent(shared).transpose(-1, -2) * ARC**-0.5
        return self.cue(x), self.syntax(shared), arcs, self.span(x)


class Spans(nn.Module):
    """Given one cue: whether each word is nothing, its source or its content."""

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.distance = nn.Embedding(3, SPAN), nn.Embedding(DISTANCES, SPAN)
        self.norm = nn.LayerNorm(SPAN)
        self.layers = nn.ModuleList(Layer(SPAN, 2 * SPAN, SPAN_HEADS) for _ in range(SPAN_LAYERS))
        self.labels = nn.Linear(SPAN, 3)
        self.kind.weight.data *= 0.3
        self.distance.weight.data *= 0.3

    def forward(self, x: Tensor, kind: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """x (R, W, 2 S), kind (0 other, 1 this, 2 another), distance (0..31), mask (R, W) -> (R, W, 3)."""
        own = (kind == 1).float()[..., None]
        cue = (x[..., SPAN:] * own).sum(1) / own.sum(1).clamp(min=1)
        h = self.norm(x[..., :SPAN] + cue[:, None] + self.kind(kind) + self.distance(distance))
        bias = ((1 - mask.float()) * NO)[:, None, None, :]
        for layer in self.layers:
            h = layer(h, bias)
        labels: Tensor = self.labels(h)
        return labels


def pretrained(folder: Path) -> Encoder:
    """The encoder with MiniLM's weights from the `model.safetensors` in `folder`; the heads are new."""
    weights, made = _tensors(folder / "model.safetensors"), Encoder()
    made.words.weight.data = weights["embeddings.word_embeddings.weight"]
    made.places.weight.data = weights["embeddings.position_embeddings.weight"]
    made.types.weight.data = weights["embeddings.token_type_embeddings.weight"][:1].repeat(TYPES, 1)
    _copy(made.norm, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(made.layers):
        for part, name in _PARTS.items():
            _copy(getattr(layer, part), weights, f"encoder.layer.{number}.{name}")
    return made


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[name + ".weight"], weights[name + ".bias"]


def _tensors(path: Path) -> dict[str, Tensor]:
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, stop = (8 + size + offset for offset in entry["data_offsets"])
            array = np.frombuffer(raw[start:stop], "<f4").reshape(entry["shape"]).copy()
            found[name.removeprefix("bert.")] = torch.from_numpy(array)
    return found
