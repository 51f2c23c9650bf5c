"""The training loop that all networks share: all heads learn in one pass, on a schedule that counts steps."""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly.language.cues import cues
from reportedly.language.labels import DEP_NAMES, NAME_LABELS, ROOT_NAMES, STATUS_NAMES, TAG_NAMES
from training.batches import Batch, Rows, cue_rows, event_rows, shuffled
from training.network import FLAGS
from training.noise import hidden
from training.paragraphs import IGNORE, Paragraph

WARM_UP = 0.05
# An untrained cue head finds cues everywhere: its errors teach nothing before it has learnt something.
FALSE_CUES_FROM, FALSE_CUES = 0.1, 4
SYNTAX = (("tag", len(TAG_NAMES), 0.15), ("dep", len(DEP_NAMES), 0.15), ("name", len(NAME_LABELS), 0.3))
ARC_WEIGHT, OPENING_WEIGHT, CUE_WEIGHT, NESTED_WEIGHT = 0.2, 0.1, 2.0, 0.5
TRIGGER_WEIGHT, ROLES_WEIGHT, WHAT_WEIGHT = 1.0, 0.5, 0.25
# Where both a person and a teacher marked, each has half a say.
TAUGHT = 0.5
TELL_EVERY = 50
WHAT_SIZES = (len(ROOT_NAMES), len(STATUS_NAMES), *[1] * FLAGS)
Groups = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Networks:
    """An encoder, its head on words given a cue and, if it has one, that on words given a trigger.

    `view` takes of a batch what the encoder reads; `groups` are all parameters with their rates.
    """

    encoder: nn.Module
    spans: nn.Module
    events: nn.Module | None
    view: Callable[[Batch], tuple[Tensor, ...]]
    groups: Groups

    def parts(self) -> list[nn.Module]:
        """The networks that there are."""
        return [part for part in (self.encoder, self.spans, self.events) if part is not None]


class Trainer:
    """The loop over epochs, batches and losses; `size` is the number of word pieces in a batch."""

    def __init__(self, networks: Networks, size: int) -> None:
        self.networks, self.size = networks, size
        self.optimizer = torch.optim.AdamW(networks.groups, betas=(0.9, 0.98))
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
                for key, value in self._learn(hidden(made, chance)).items():
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
        cue, syntax, arcs, words, *others = self.networks.encoder(*self.networks.view(made))
        found = syntax_losses(made, syntax, arcs)
        said = made.shares(lambda s: s.cue, cue.shape[-1])
        outer, inner = made.labels(lambda p: p.cue), made.labels(lambda p: p.nested)
        found["cue"] = CUE_WEIGHT * blended(cue[..., :3], outer, said[..., :3])
        found["nested"] = NESTED_WEIGHT * blended(cue[..., 3:], inner, said[..., 3:])
        wrong = self._false_cues(made, cue)
        rows = cue_rows(made, wrong)
        if rows:
            own = self.networks.spans(words[rows.paragraph], *_view(rows, made))
            found["span"] = blended(own, rows.labels, rows.shares)
        if self.networks.events is not None:
            found |= self._event_losses(made, *others)
        return found

    def _event_losses(self, made: Batch, trigger: Tensor, words: Tensor) -> dict[str, Tensor]:
        said = made.shares(lambda s: s.trigger, trigger.shape[-1])
        marked = made.labels(lambda p: p.trigger)
        found = {"trigger": TRIGGER_WEIGHT * blended(trigger, marked, said)}
        rows = event_rows(made)
        if rows and self.networks.events is not None:
            roles, what = self.networks.events(words[rows.paragraph], *_view(rows, made))
            found["roles"] = ROLES_WEIGHT * blended(roles, rows.labels, rows.shares)
            found["what"] = WHAT_WEIGHT * what_loss(what, rows)
        return found

    def _false_cues(self, made: Batch, cue: Tensor) -> list[list[list[int]]]:
        """What the cue head finds at this moment and nobody marked, a few a paragraph: the span head learns
        to leave it empty.
        """
        nothing: list[list[list[int]]] = [[] for _ in made.paragraphs]
        if self.step <= FALSE_CUES_FROM * self.steps:
            return nothing
        likely = torch.softmax(cue[..., :3].detach(), -1).numpy()
        for number, (paragraph, scores) in enumerate(zip(made.paragraphs, likely, strict=True)):
            if (paragraph.cue == IGNORE).all():
                continue
            marked = {word for row in paragraph.rows for word in row.cue}
            runs = cues(scores[: len(paragraph.cue)])
            nothing[number] = [run for run in runs if not marked & set(run)][:FALSE_CUES]
        return nothing

    def _tell(self, epoch: int, number: int, sums: dict[str, float]) -> None:
        means = {key: round(value / number, 4) for key, value in sorted(sums.items())}
        seconds = round(time.time() - self.began)
        print(
            json.dumps({"epoch": epoch, "step": self.step, "of": self.steps, "s": seconds, **means}),
            flush=True,
        )


def _view(rows: Rows, made: Batch) -> tuple[Tensor, Tensor, Tensor]:
    return rows.kind, rows.distance, made.words[rows.paragraph]


def syntax_losses(made: Batch, syntax: Tensor, arcs: Tensor) -> dict[str, Tensor]:
    """The losses of the heads that spaCy taught, each times its weight."""
    found, at = {}, 0
    for key, size, weight in SYNTAX:
        labels = made.labels(lambda p, key=key: p.silver[key])  # type: ignore[misc]
        found[key] = weight * _cross(syntax[..., at : at + size], labels)
        at += size
    found["opening"] = OPENING_WEIGHT * _cross(syntax[..., at:], made.labels(lambda p: p.silver["opening"]))
    arcs = arcs.float().masked_fill(made.words[:, None, :] == 0, -1e4)
    found["arc"] = ARC_WEIGHT * _cross(arcs, made.labels(lambda p: p.silver["head"]))
    return found


def blended(scores: Tensor, labels: Tensor, shares: Tensor) -> Tensor:
    """Cross entropy with what people marked (`labels`, IGNORE where they did not) and with a teacher's shares
    (zeros where it said nothing), a mean over the words that either knows.
    """
    logs = torch.log_softmax(scores.float(), -1)
    marked, taught = (labels != IGNORE).float(), (shares.sum(-1) > 0).float()
    hard = -logs.gather(-1, labels.clamp(min=0)[..., None])[..., 0]
    soft = -(shares * logs).sum(-1)
    weight = TAUGHT * marked * taught
    each = (marked - weight) * hard + (taught - weight) * soft
    return each.sum() / ((marked + taught) > 0).float().sum().clamp(min=1)


def what_loss(what: Tensor, rows: Rows) -> Tensor:
    """The loss over roots, statuses and flags, one after the other, as `blended` weighs them."""
    logits = what.float().split(WHAT_SIZES, -1)
    shares = rows.what_shares.split(WHAT_SIZES, -1)
    total = blended(logits[0], rows.what[:, 0], shares[0]) + blended(logits[1], rows.what[:, 1], shares[1])
    taught = (shares[0].sum(-1) > 0).float()
    for number in (2, 3):
        marked = (rows.what[:, number] != IGNORE).float()
        weight = TAUGHT * marked * taught
        goal = (marked - weight) * rows.what[:, number].clamp(min=0) + (taught - weight) * shares[number][
            :, 0
        ]
        known = ((marked + taught) > 0).float()
        each = F.binary_cross_entropy_with_logits(logits[number][:, 0], goal, reduction="none")
        total = total + (each * known).sum() / known.sum().clamp(min=1)
    return total


def _cross(scores: Tensor, labels: Tensor) -> Tensor:
    flat = scores.float().reshape(-1, scores.shape[-1])
    return F.cross_entropy(flat, labels.reshape(-1), ignore_index=IGNORE)
