"""The training loop that both tiers share: all heads learn in one pass, on a schedule that counts steps."""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly.language.cues import cues
from reportedly.language.labels import DEP_NAMES, NAME_LABELS, TAG_NAMES
from training.batches import Batch, cue_rows, shuffled
from training.documents import IGNORE, Paragraph

WARM_UP = 0.05
# An untrained cue head finds cues everywhere: its errors teach nothing before it has learnt something.
FALSE_CUES_FROM, FALSE_CUES = 0.1, 4
SYNTAX = (("tag", len(TAG_NAMES), 0.15), ("dep", len(DEP_NAMES), 0.15), ("name", len(NAME_LABELS), 0.3))
ARC_WEIGHT, OPENING_WEIGHT, CUE_WEIGHT, NESTED_WEIGHT = 0.2, 0.1, 2.0, 0.5
TELL_EVERY = 50


class Trainer:
    """The loop over epochs, batches and losses.

    `view` takes of a batch what `encoder` reads; `groups` are its and `spans`' parameters with their rates;
    `size` is the number of word pieces in a batch.
    """

    def __init__(
        self,
        encoder: nn.Module,
        spans: nn.Module,
        groups: list[dict[str, object]],
        view: Callable[[Batch], tuple[Tensor, ...]],
        size: int,
    ) -> None:
        self.encoder, self.spans, self.view, self.size = encoder, spans, view, size
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.step, self.steps, self.began = 0, 0, time.time()

    def epochs(self, paragraphs: Sequence[Paragraph], count: int, seed: int) -> Iterator[int]:
        """Train on all paragraphs `count` times, stopping behind each."""
        chance = random.Random(seed)
        for epoch in range(count):
            batches = list(shuffled(paragraphs, self.size, chance))
            self.steps = self.steps or len(batches) * count
            sums: dict[str, float] = {}
            for number, made in enumerate(batches):
                self._rate()
                for key, value in self._learn(made).items():
                    sums[key] = sums.get(key, 0.0) + value
                if number % TELL_EVERY == TELL_EVERY - 1:
                    self._tell(epoch, number + 1, sums)
            yield epoch

    def _rate(self) -> None:
        """Up in the first twentieth of the steps, then down to nothing, in straight lines."""
        done = min(1.0, self.step / self.steps)
        factor = min(1.0, done / WARM_UP) * (1 - done)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.step += 1

    def _learn(self, made: Batch) -> dict[str, float]:
        losses = self._losses(made)
        self.optimizer.zero_grad(set_to_none=True)
        total: Tensor = sum(losses.values(), torch.zeros(()))
        total.backward()
        parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        self.optimizer.step()
        return {key: float(value.detach()) for key, value in losses.items()}

    def _losses(self, made: Batch) -> dict[str, Tensor]:
        cue, syntax, arcs, words = self.encoder(*self.view(made))
        found = syntax_losses(made, syntax, arcs)
        found["cue"] = CUE_WEIGHT * _cross(cue[..., :3], made.labels([p.cue for p in made.paragraphs]))
        nested = made.labels([p.nested for p in made.paragraphs])
        if bool((nested != IGNORE).any()):
            found["nested"] = NESTED_WEIGHT * _cross(cue[..., 3:], nested)
        wrong = _false_cues(made, cue) if self.step > FALSE_CUES_FROM * self.steps else []
        rows = cue_rows(made, wrong or [[]] * len(made.paragraphs))
        if rows:
            row = rows.paragraph
            said = self.spans(words[row], rows.kind, rows.distance, made.words[row])
            found["span"] = _cross(said, rows.labels)
        return found

    def _tell(self, epoch: int, number: int, sums: dict[str, float]) -> None:
        means = {key: round(value / number, 4) for key, value in sorted(sums.items())}
        seconds = round(time.time() - self.began)
        print(
            json.dumps({"epoch": epoch, "step": self.step, "of": self.steps, "s": seconds, **means}),
            flush=True,
        )


def syntax_losses(made: Batch, syntax: Tensor, arcs: Tensor) -> dict[str, Tensor]:
    """The losses of the heads that spaCy taught, each times its weight."""
    found, at = {}, 0
    for key, size, weight in SYNTAX:
        labels = made.labels([p.silver[key] for p in made.paragraphs])
        found[key] = weight * _cross(syntax[..., at : at + size], labels)
        at += size
    openings = made.labels([p.silver["opening"] for p in made.paragraphs])
    found["opening"] = OPENING_WEIGHT * _cross(syntax[..., at:], openings)
    arcs = arcs.masked_fill(made.words[:, None, :] == 0, -1e4)
    found["arc"] = ARC_WEIGHT * _cross(arcs, made.labels([p.silver["head"] for p in made.paragraphs]))
    return found


def _cross(scores: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), labels.reshape(-1), ignore_index=IGNORE)


def _false_cues(made: Batch, cue: Tensor) -> list[list[list[int]]]:
    """What the cue head finds at this moment and nobody marked, a few a paragraph: the span head learns to
    leave it empty.
    """
    likely = torch.softmax(cue[..., :3].detach(), -1).numpy()
    found = []
    for paragraph, scores in zip(made.paragraphs, likely, strict=True):
        marked = {word for row in paragraph.rows for word in row.cue}
        runs = cues(scores[: len(paragraph.cue)])
        found.append([run for run in runs if not marked & set(run)][:FALSE_CUES])
    return found
