"""What all heads learn from: chunks of text with the labels that are known of their words."""

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.language.tokens import Chunk
from reportedly.language.wordpieces import Pieces

Labels = NDArray[np.int64]
Shares = NDArray[np.float16]
IGNORE = -100


@dataclass(slots=True)
class Row:
    """One cue of a paragraph with the label of each of its words: nothing, source or content."""

    cue: list[int]
    labels: Labels
    nested: bool


@dataclass(slots=True)
class Event:
    """One trigger of a paragraph with the role of each word, the root, the status and two flags (parties are
    equals; it is said not to happen), as `reportedly.language.labels` numbers them.
    """

    trigger: list[int]
    roles: Labels
    root: int
    status: int
    flags: tuple[int, int]


@dataclass(slots=True)
class Said:
    """What a teacher said of a paragraph, as shares of one.

    `cue` (W, 6), two times three, `trigger` (W, 3); `rows` holds cues, whether nested, and (W, 3); `events`
    triggers, (W, 5) of roles, and the shares of roots, statuses and flags one after the other.
    """

    cue: Shares
    trigger: Shares
    rows: list[tuple[list[int], bool, Shares]] = field(default_factory=list)
    events: list[tuple[list[int], Shares, Shares]] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A chunk and its labels, each (words,), IGNORE where nobody marked: `cue`, `nested`, `trigger`."""

    document: str
    chunk: Chunk
    pieces: Pieces
    cue: Labels
    nested: Labels
    trigger: Labels
    silver: dict[str, Labels] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    said: Said | None = None


def save(paragraphs: Sequence[Paragraph], path: Path) -> None:
    """Write what `load` reads."""
    path.write_bytes(pickle.dumps(list(paragraphs), protocol=5))


def load(paths: Iterable[Path]) -> list[Paragraph]:
    """The paragraphs of files that `save` made: pickles, so only ever give it files of your own making."""
    return [paragraph for path in paths for paragraph in pickle.loads(path.read_bytes())]
