"""The encoder in PyTorch: MiniLM's first layers, heads on words, and heads on words given a cue or a trigger.

B paragraphs, P word pieces, W words, R cues or triggers; H = 384, S = 192. The arithmetic of attention is
written out for export, where a fused kernel has no operator.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly.language.labels import (
    DEP_NAMES,
    NAME_LABELS,
    ROLES,
    ROOT_NAMES,
    STATUS_NAMES,
    TAG_NAMES,
)

VOCABULARY, HIDDEN, HEADS = 30522, 384, 12
# Which of MiniLM's six layers are kept.
LAYERS = (0, 1, 2, 3, 4, 5)
SPAN, SPAN_HEADS, SPAN_LAYERS = 192, 6, 2
ARC, SHARED = 96, 256
TYPES, DISTANCES = 12, 32
CUES, TRIGGERS, FLAGS = 6, 3, 2
KINDS = len(ROOT_NAMES) + len(STATUS_NAMES) + FLAGS
NO = -1e4
Weights = dict[str, Tensor]


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float = 0.1, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads, self.exported = heads, False
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=eps)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2, self.dropout = nn.LayerNorm(width, eps=eps), nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(B, P, width) and an additive mask (B or 1, 1 or heads, 1 or P, P) -> (B, P, width)."""
        rows, size, width = x.shape
        query, key, value = (
            part(x).view(rows, size, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.exported:
            weights = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
            seen = torch.softmax(weights, -1) @ value
        else:
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        x = self.norm1(x + self.dropout(self.output(seen.transpose(1, 2).reshape(rows, size, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, types (0..11) and the first piece of each word -> what each word head says."""

    def __init__(self, layers: Sequence[int] = LAYERS) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(512, HIDDEN)
        self.types, self.norm = nn.Embedding(TYPES, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(HIDDEN, 4 * HIDDEN, HEADS) for _ in layers)
        self.heads = WordHeads(HIDDEN, SPAN, events=True)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """ids, types, mask (B, P), first (B, W) -> what `WordHeads` gives."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.types(types)))
        bias = ((1 - mask.float()) * NO)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        words: tuple[Tensor, ...] = self.heads(x.gather(1, first[:, :, None].expand(-1, -1, x.shape[-1])))
        return words


class WordHeads(nn.Module):
    """What is said of each word: cue (three labels, three for a nested one), syntax, arcs, span input; with
    `events` also trigger (three labels) and the words themselves, which the event head reads.
    """

    def __init__(self, width: int, span: int, events: bool) -> None:
        super().__init__()
        self.cue = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, CUES))
        self.shared = nn.Sequential(nn.Linear(width, SHARED), nn.GELU(), nn.Dropout(0.1))
        self.syntax = nn.Linear(SHARED, len(TAG_NAMES) + len(DEP_NAMES) + len(NAME_LABELS) + 2)
        self.child, self.parent = nn.Linear(SHARED, ARC), nn.Linear(SHARED, ARC)
        self.span, self.events = nn.Linear(width, 2 * span), events
        if events:
            self.trigger = nn.Sequential(nn.Linear(width, span), nn.GELU(), nn.Linear(span, TRIGGERS))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """(B, W, width) -> cue (B, W, 6), syntax (B, W, .), arcs (B, W, W), child by parent, where a root's
        parent is itself, span input (B, W, 2 S); with events also (B, W, 3) and (B, W, width).
        """
        shared = self.shared(x)
        arcs = self.child(shared) @ self.parent(shared).transpose(-1, -2) * ARC**-0.5
        said = (self.cue(x), self.syntax(shared), arcs, self.span(x))
        return (*said, self.trigger(x), x) if self.events else said


class Given(nn.Module):
    """The words of a paragraph, seen from one cue or trigger: (R, W, S)."""

    def __init__(self, width: int = SPAN, heads: int = SPAN_HEADS, layers: int = SPAN_LAYERS) -> None:
        super().__init__()
        self.kind, self.distance = nn.Embedding(3, width), nn.Embedding(DISTANCES, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 2 * width, heads) for _ in range(layers))
        self.kind.weight.data *= 0.3
        self.distance.weight.data *= 0.3

    def seen(self, x: Tensor, kind: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """x (R, W, 2 S), kind (0 other, 1 this, 2 another), distance (0..31), mask (R, W) -> (R, W, S)."""
        width = x.shape[-1] // 2
        h = self.norm(
            x[..., :width] + _mean(x[..., width:], kind)[:, None] + self.kind(kind) + self.distance(distance)
        )
        bias = ((1 - mask.float()) * NO)[:, None, None, :]
        for layer in self.layers:
            h = layer(h, bias)
        return h


class Spans(Given):
    """Given one cue: whether each word is nothing, its source or its content."""

    def __init__(self) -> None:
        super().__init__()
        self.labels = nn.Linear(SPAN, 3)

    def forward(self, x: Tensor, kind: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """As `seen` -> (R, W, 3)."""
        labels: Tensor = self.labels(self.seen(x, kind, distance, mask))
        return labels


class Events(Given):
    """Given one trigger: the role of each word, and what the whole event is."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = nn.Linear(HIDDEN, 2 * SPAN)
        self.roles, self.what = nn.Linear(SPAN, len(ROLES)), nn.Linear(SPAN, KINDS)

    def forward(self, x: Tensor, kind: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """x (R, W, H), else as `seen` -> roles (R, W, 5); roots, statuses and two flags (R, 31)."""
        h = self.seen(self.inside(x), kind, distance, mask)
        return self.roles(h), self.what(_mean(h, kind))


def _mean(x: Tensor, kind: Tensor) -> Tensor:
    """The mean over the cue's or trigger's own words: (R, W, .) -> (R, .)."""
    own = (kind == 1).float()[..., None]
    return (x * own).sum(1) / own.sum(1).clamp(min=1)


def pretrained(weights: Weights, layers: Sequence[int] = LAYERS) -> Encoder:
    """The encoder that begins with those layers of MiniLM; the heads are new."""
    made = Encoder(layers)
    made.words.weight.data = weights["embeddings.word_embeddings.weight"]
    made.places.weight.data = weights["embeddings.position_embeddings.weight"]
    made.types.weight.data = weights["embeddings.token_type_embeddings.weight"][:1].repeat(TYPES, 1)
    copy(made.norm, weights, "embeddings.LayerNorm")
    for number, layer in zip(layers, made.layers, strict=True):
        for part, name in _PARTS.items():
            copy(getattr(layer, part), weights, f"encoder.layer.{number}.{name}")
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


def copy(module: nn.Module, weights: Weights, name: str) -> None:
    """Give a module with weight and bias those of that name."""
    module.weight.data, module.bias.data = weights[name + ".weight"], weights[name + ".bias"]
