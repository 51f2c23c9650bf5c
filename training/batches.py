"""Paragraphs -> padded tensors."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reportedly.language.cues import distances, kinds
from reportedly.language.labels import ROLES
from reportedly.language.wordpieces import PIECES_READ, pieces_by_word
from training.network import CUES, KINDS, TRIGGERS
from training.paragraphs import IGNORE, Labels, Paragraph, Said


@dataclass(slots=True)
class Batch:
    """Padded inputs of some paragraphs: ids, types, mask (B, P); first and words, a mask, (B, W)."""

    paragraphs: list[Paragraph]
    ids: Tensor
    types: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor

    def labels(self, own: Callable[[Paragraph], Labels]) -> Tensor:
        """Labels of each paragraph as (B, W), padded with what the loss ignores."""
        return _padded([own(p) for p in self.paragraphs], self.words.shape[1], IGNORE)

    def shares(self, own: Callable[[Said], np.ndarray], width: int) -> Tensor:
        """A teacher's shares of each word (B, W, width), zeros where it said nothing."""
        made = np.zeros((*self.words.shape, width), np.float32)
        for row, paragraph in enumerate(self.paragraphs):
            if paragraph.said is not None:
                said = own(paragraph.said)
                made[row, : len(said)] = said
        return torch.from_numpy(made)

    def word_pieces(self) -> Tensor:
        """The first pieces of each word (B, W, K), for an encoder that reads words."""
        made = torch.zeros(*self.words.shape, PIECES_READ, dtype=torch.long)
        for row, paragraph in enumerate(self.paragraphs):
            table = pieces_by_word(paragraph.pieces)
            made[row, : len(table)] = torch.from_numpy(table)
        return made


@dataclass(slots=True)
class Rows:
    """Inputs of a head on words given a cue or trigger, one row each: the paragraph of the row, kind,
    distance and labels (R, W); a teacher's shares (R, W, .), zeros without; and of events what they are:
    (R, 4) and the teacher's shares of it (R, 31).
    """

    paragraph: Tensor
    kind: Tensor
    distance: Tensor
    labels: Tensor
    shares: Tensor
    what: Tensor
    what_shares: Tensor


@dataclass(slots=True)
class _Row:
    paragraph: int
    words: list[int]
    others: list[list[int]]
    labels: Labels | None = None
    shares: np.ndarray | None = None
    what: tuple[int, ...] | None = None
    what_shares: np.ndarray | None = None


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


def cue_rows(made: Batch, false_cues: Sequence[Sequence[list[int]]]) -> Rows | None:
    """The rows of a batch: its true cues with their labels, `false_cues`, which have neither source nor
    content, and what else a teacher took for cues. The other cues that a row is told of are those of the
    paragraph's outer statements; a nested statement's row is told of all.
    """
    found: list[_Row] = []
    for number, (paragraph, wrong) in enumerate(zip(made.paragraphs, false_cues, strict=True)):
        taught = {tuple(cue): (nested, shares) for cue, nested, shares in _said(paragraph).rows}
        marked = {tuple(row.cue) for row in paragraph.rows}
        extra = {cue: nested for cue, (nested, _) in taught.items() if cue not in marked}
        outer = [row.cue for row in paragraph.rows if not row.nested] + list(wrong)
        outer += [list(cue) for cue, nested in extra.items() if not nested]
        every = outer + [row.cue for row in paragraph.rows if row.nested]
        every += [list(cue) for cue, nested in extra.items() if nested]
        for row in paragraph.rows:
            shares = taught.get(tuple(row.cue), (False, None))[1]
            found.append(_Row(number, row.cue, every if row.nested else outer, row.labels, shares))
        for cue, nested in extra.items():
            found.append(_Row(number, list(cue), every if nested else outer, None, taught[cue][1]))
        nothing = np.zeros(len(paragraph.cue), np.int64)
        found += [_Row(number, cue, outer, nothing) for cue in wrong if tuple(cue) not in extra]
    return _rows(made, found, 3)


def event_rows(made: Batch) -> Rows | None:
    """The rows of a batch's triggers, marked or found by a teacher."""
    found: list[_Row] = []
    for number, paragraph in enumerate(made.paragraphs):
        taught = {tuple(words): shares for words, *shares in _said(paragraph).events}
        marked = {tuple(event.trigger): event for event in paragraph.events}
        triggers = [list(words) for words in dict.fromkeys([*marked, *taught])]
        for words in triggers:
            event, shares = marked.get(tuple(words)), taught.get(tuple(words), (None, None))
            own = _Row(number, words, triggers, shares=shares[0], what_shares=shares[1])
            if event is not None:
                own.labels, own.what = event.roles, (event.root, event.status, *event.flags)
            found.append(own)
    return _rows(made, found, len(ROLES))


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


def _said(paragraph: Paragraph) -> Said:
    return paragraph.said or Said(np.zeros((0, CUES), np.float16), np.zeros((0, TRIGGERS), np.float16))


def _rows(made: Batch, found: Sequence[_Row], labels: int) -> Rows | None:
    if not found:
        return None
    width = made.words.shape[1]
    sizes = [len(made.paragraphs[row.paragraph].pieces.first) for row in found]
    rows = Rows(
        torch.tensor([row.paragraph for row in found]),
        _padded([kinds(n, r.words, r.others) for n, r in zip(sizes, found, strict=True)], width, 0),
        _padded([distances(n, r.words) for n, r in zip(sizes, found, strict=True)], width, 0),
        _padded([r.labels if r.labels is not None else np.zeros(0, np.int64) for r in found], width, IGNORE),
        torch.zeros(len(found), width, labels),
        torch.full((len(found), 4), IGNORE),
        torch.zeros(len(found), KINDS),
    )
    for number, row in enumerate(found):
        if row.shares is not None:
            rows.shares[number, : len(row.shares)] = torch.from_numpy(row.shares.astype(np.float32))
        if row.what is not None:
            rows.what[number] = torch.tensor(row.what)
        if row.what_shares is not None:
            rows.what_shares[number] = torch.from_numpy(row.what_shares.astype(np.float32))
    return rows


def _padded(rows: Sequence[Labels], width: int, filler: int) -> Tensor:
    array = np.full((len(rows), width), filler, np.int64)
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    return torch.from_numpy(array)
