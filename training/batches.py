"""Paragraphs -> padded tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reportedly.language.cues import distances, kinds
from reportedly.language.wordpieces import PIECES_READ, pieces_by_word
from training.documents import IGNORE, Labels, Paragraph


@dataclass(slots=True)
class Batch:
    """Padded inputs of some paragraphs: ids, types, mask (B, P); first and words, a mask, (B, W)."""

    paragraphs: list[Paragraph]
    ids: Tensor
    types: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor

    def labels(self, own: Sequence[Labels]) -> Tensor:
        """Labels of each paragraph as (B, W), padded with what the loss ignores."""
        return _padded(own, self.words.shape[1], IGNORE)

    def word_pieces(self) -> Tensor:
        """The first pieces of each word (B, W, K), for an encoder that reads words."""
        made = torch.zeros(*self.words.shape, PIECES_READ, dtype=torch.long)
        for row, paragraph in enumerate(self.paragraphs):
            table = pieces_by_word(paragraph.pieces)
            made[row, : len(table)] = torch.from_numpy(table)
        return made


@dataclass(slots=True)
class CueRows:
    """Inputs of the span head, one row a cue: the paragraph of the row, kind, distance and labels (R, W)."""

    paragraph: Tensor
    kind: Tensor
    distance: Tensor
    labels: Tensor


def batch(paragraphs: Sequence[Paragraph]) -> Batch:
    """The padded tensors of `paragraphs`."""
    pieces = max(len(p.pieces.ids) for p in paragraphs)
    words = max(len(p.pieces.first) for p in paragraphs)
    return Batch(
        list(paragraphs),
        _padded([p.pieces.ids for p in paragraphs], pieces, 0),
        _padded([p.pieces.types for p in paragraphs], pieces, 0),
        _padded([np.ones(len(p.pieces.ids), np.int64) for p in paragraphs], pieces, 0),
        _padded([p.pieces.first for p in paragraphs], words, 0),
        _padded([np.ones(len(p.pieces.first), np.int64) for p in paragraphs], words, 0),
    )


def cue_rows(made: Batch, false_cues: Sequence[Sequence[list[int]]]) -> CueRows | None:
    """The rows of a batch: its true cues with their labels, and `false_cues`, which have neither source nor
    content. The other cues that a row is told of are those of the paragraph's outer statements; a nested
    statement's row is told of all.
    """
    found = []
    for number, (paragraph, wrong) in enumerate(zip(made.paragraphs, false_cues, strict=True)):
        size = len(paragraph.cue)
        outer = [row.cue for row in paragraph.rows if not row.nested] + list(wrong)
        every = [row.cue for row in paragraph.rows] + list(wrong)
        for row in paragraph.rows:
            told = every if row.nested else outer
            found.append((number, kinds(size, row.cue, told), distances(size, row.cue), row.labels))
        for cue in wrong:
            nothing = np.zeros(size, np.int64)
            found.append((number, kinds(size, cue, outer), distances(size, cue), nothing))
    if not found:
        return None
    width = made.words.shape[1]
    paragraphs, kind, distance, labels = zip(*found, strict=True)
    return CueRows(
        torch.tensor(paragraphs),
        _padded(kind, width, 0),
        _padded(distance, width, 0),
        _padded(labels, width, IGNORE),
    )


def shuffled(paragraphs: Sequence[Paragraph], most: int, chance: random.Random) -> Iterator[Batch]:
    """All paragraphs in batches of at most `most` pieces, those of like length together, in random order."""
    order = sorted(paragraphs, key=lambda p: len(p.pieces.ids) + chance.random() * 8)
    groups: list[list[Paragraph]] = [[]]
    for paragraph in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(paragraph.pieces.ids) > most:
            groups.append([])
        groups[-1].append(paragraph)
    chance.shuffle(groups)
    return (batch(group) for group in groups)


def _padded(rows: Sequence[Labels], width: int, filler: int) -> Tensor:
    array = np.full((len(rows), width), filler, np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return torch.from_numpy(array)
