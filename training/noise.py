"""Words hidden from the encoder while it learns events, so that it looks at what stands around them.

The prose with events is small beside what happens in the world: read often, it is learned by heart, and a
trigger that it lacks is never found. Hiding words is how BERT itself learned (Devlin et al. 2019).
"""

import random
from itertools import pairwise

import torch

from training.batches import Batch
from training.paragraphs import IGNORE, Paragraph

# MiniLM's piece for a word that is not shown.
HIDDEN_PIECE = 103
# How many of a hundred words of prose with events are hidden, and of the words of its triggers.
WORDS, TRIGGERS = 10, 20


def hidden(made: Batch, chance: random.Random) -> Batch:
    """The batch with some words of the paragraphs whose events are marked hidden; it is changed in place."""
    for row, paragraph in enumerate(made.paragraphs):
        if (paragraph.trigger != IGNORE).any():
            _hide(made.ids[row], paragraph, chance)
    return made


def _hide(ids: torch.Tensor, paragraph: Paragraph, chance: random.Random) -> None:
    first = [*paragraph.pieces.first.tolist(), len(paragraph.pieces.ids) - 1]
    for (start, stop), label in zip(pairwise(first), paragraph.trigger.tolist(), strict=True):
        if chance.random() * 100 < (TRIGGERS if label > 0 else WORDS):
            ids[start:stop] = HIDDEN_PIECE
