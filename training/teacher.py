"""Have a trained encoder say what it reads in texts, for a smaller one to learn from.

    python -m training.teacher DATA.pkl... --start minilm.npz --weights encoder.pt --out said.pkl

Writes the paragraphs of `DATA` with `said`, which ``training.encoder`` reads beside what people marked.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from reportedly.language.cues import cues
from reportedly.language.labels import ROLES
from training.batches import Batch, batch, cue_rows, event_rows
from training.command import restored, unpacked, view
from training.network import KINDS
from training.paragraphs import Paragraph, Said, load, save
from training.trainer import WHAT_SIZES, Networks

# The teacher is asked about what it takes for a cue or trigger with this probability.
LIKELY = 0.3


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    encoder, spans, events = restored(asked.weights, unpacked(asked.start))
    paragraphs = load(asked.data)
    say(Networks(encoder, spans, events, view, []), paragraphs)
    save(paragraphs, asked.out)


def say(networks: Networks, paragraphs: Sequence[Paragraph]) -> None:
    """Have the networks judge each paragraph: `said` is set."""
    for part in networks.parts():
        part.eval()
    with torch.inference_mode():
        for group in _groups_of_like_length(paragraphs):
            _say(networks, batch(group))


def _say(networks: Networks, made: Batch) -> None:
    cue, _, _, span, trigger, event = networks.encoder(*networks.view(made))
    both = torch.cat([_shares(cue[..., :3]), _shares(cue[..., 3:])], -1).numpy()
    triggers = _shares(trigger).numpy() * (networks.events is not None)
    for number, paragraph in enumerate(made.paragraphs):
        size = len(paragraph.cue)
        said = Said(both[number, :size].astype(np.float16), triggers[number, :size].astype(np.float16))
        said.rows = [(run, nested, np.zeros((0, 3), np.float16)) for run, nested in _cues(paragraph, said)]
        nothing = np.zeros((0, len(ROLES)), np.float16), np.zeros(KINDS, np.float16)
        said.events = [(run, *nothing) for run in _triggers(paragraph, said)]
        paragraph.said = said
    _say_rows(networks, made, span)
    _say_events(networks, made, event)


def _cues(paragraph: Paragraph, said: Said) -> Iterator[tuple[list[int], bool]]:
    """The marked cues, then those that the teacher finds and that share no word with these."""
    taken = {word for row in paragraph.rows for word in row.cue}
    for row in paragraph.rows:
        yield row.cue, row.nested
    for at, nested in ((0, False), (3, True)):
        for run in cues(said.cue[:, at : at + 3].astype(np.float32), LIKELY):
            if not taken & set(run):
                taken.update(run)
                yield run, nested


def _triggers(paragraph: Paragraph, said: Said) -> list[list[int]]:
    marked = [event.trigger for event in paragraph.events]
    taken = {word for run in marked for word in run}
    found = [run for run in cues(said.trigger.astype(np.float32), LIKELY) if not taken & set(run)]
    return marked + found


def _say_rows(networks: Networks, made: Batch, span: Tensor) -> None:
    rows = cue_rows(made, [[]] * len(made.paragraphs))
    if rows is None:
        return
    scores = networks.spans(span[rows.paragraph], rows.kind, rows.distance, made.words[rows.paragraph])
    shares = _shares(scores).numpy().astype(np.float16)
    place = {key: number for number, key in enumerate(_keys(rows.paragraph, rows.kind))}
    for number, paragraph in enumerate(made.paragraphs):
        if paragraph.said:
            size = len(paragraph.cue)
            paragraph.said.rows = [
                (run, nested, shares[place[number, tuple(run)], :size])
                for run, nested, _ in paragraph.said.rows
            ]


def _say_events(networks: Networks, made: Batch, event: Tensor) -> None:
    rows = event_rows(made)
    if rows is None or networks.events is None:
        return
    words = made.words[rows.paragraph]
    roles, what = networks.events(event[rows.paragraph], rows.kind, rows.distance, words)
    parts = what.float().split(WHAT_SIZES, -1)
    kinds = [part.softmax(-1) if part.shape[-1] > 1 else part.sigmoid() for part in parts]
    shares = _shares(roles).numpy().astype(np.float16)
    whole = torch.cat(kinds, -1).numpy().astype(np.float16)
    place = {key: number for number, key in enumerate(_keys(rows.paragraph, rows.kind))}
    for number, paragraph in enumerate(made.paragraphs):
        if paragraph.said:
            size = len(paragraph.cue)
            at = [place[number, tuple(run)] for run, *_ in paragraph.said.events]
            paragraph.said.events = [
                (run, shares[row, :size], whole[row])
                for row, (run, *_) in zip(at, paragraph.said.events, strict=True)
            ]


def _keys(paragraph: Tensor, kind: Tensor) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Of each row its paragraph's number and its own words."""
    for number, row in zip(paragraph.tolist(), kind.numpy(), strict=True):
        yield number, tuple(np.flatnonzero(row == 1).tolist())


def _shares(scores: Tensor) -> Tensor:
    return scores.float().softmax(-1)


def _groups_of_like_length(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    order = sorted(paragraphs, key=lambda p: len(p.pieces.ids))
    for at in range(0, len(order), 64):
        yield order[at : at + 64]


if __name__ == "__main__":
    main()
