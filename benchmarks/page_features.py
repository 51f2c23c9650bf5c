"""What a page's markup and the extractor's verdict say of each run, in numbers: for `learn_pages`."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.articles.asides import is_signed
from reportedly.articles.plain import look
from reportedly.knowledge import load
from reportedly.records import BlockClass, Rendering, Run

Numbers = NDArray[Any]

TAGS = ("p", "h1", "h2", "h3", "h4", "li", "div", "td", "blockquote", "figcaption", "span", "section")
BOXES = ("blockquote", "article", "main", "aside", "nav", "footer", "header", "figure", "li", "table", "form")
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (5, 15)
NEAREST = 20
FAR = 30


def features(rendering: Rendering, title: int | None) -> Numbers:
    """A row for each run of a page: the numbers of the sequence model, then those of its boxes.

    `title` is the number of the title's run.
    """
    seen = look(rendering.source.text)
    at = {line.start: n for n, line in enumerate(seen.lines)}
    return np.column_stack([seen.rows[[at[run.start] for run in rendering.runs]], _boxes(rendering, title)])


def votes(kinds: Sequence[BlockClass]) -> Numbers:
    """What the rules made of each run, and whether of its neighbours: rows for `features` to stand beside."""
    order = list(BlockClass)
    body = np.array([kind is BlockClass.BODY for kind in kinds], dtype=float)
    return np.column_stack([_shifted(body, (0, -2, -1, 1, 2)), [order.index(kind) for kind in kinds]])


def _boxes(rendering: Rendering, title: int | None) -> Numbers:
    runs, text = rendering.runs, rendering.source.text
    main = np.array([run.main for run in runs], dtype=float)
    kept = [n for n, run in enumerate(runs) if run.main and n != title]
    return np.column_stack(
        [
            _shifted(main, (0, *SHIFTS)),
            *(_share_near(main, reach) for reach in WINDOWS),
            [_row(run, text[run.start : run.end]) for run in runs],
            _alike([_build(run) for run in runs], kept),
            _alike([run.path.rpartition("/")[0] for run in runs], kept),
            _places(len(runs), title, kept),
            _beside(runs, kept),
        ]
    )


def _shifted(column: Numbers, shifts: Sequence[int]) -> Numbers:
    padded = np.pad(column, max(map(abs, shifts)))
    most = max(map(abs, shifts))
    return np.column_stack([padded[most + shift : most + shift + len(column)] for shift in shifts])


def _share_near(column: Numbers, reach: int) -> Numbers:
    done, at = np.concatenate([[0], np.cumsum(column)]), np.arange(len(column))
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(column))
    return np.asarray((done[high] - done[low]) / (high - low))


def _row(run: Run, words: str) -> list[float]:
    """What a run by itself says: its links, tag, boxes, and how near which of the known names stand."""
    steps = {step.partition("[")[0] for step in run.path.split("/")}
    lists = [*load("pages")["hints"].values(), *load("pages")["inside"].values()]
    names = run.hints[:NEAREST]
    return [
        run.links,
        *(run.tag == tag for tag in TAGS),
        *(box in steps for box in BOXES),
        *(next((n for n, name in enumerate(names) if name in known), NEAREST) for known in lists),
        run.path.count("/"),
        is_signed(words),
        any(map(str.isalnum, words)),
        words.startswith("©"),
    ]


def _build(run: Run) -> tuple[str, tuple[str, ...]]:
    return "/".join(step.partition("[")[0] for step in run.path.split("/")), run.hints


def _alike(keys: Sequence[Any], kept: Sequence[int]) -> Numbers:
    """How many runs share a key, how many of them the extractor keeps, and their share."""
    every, main = Counter(keys), Counter(keys[n] for n in kept)
    return np.array([(np.log1p(every[k]), np.log1p(main[k]), main[k] / every[k]) for k in keys])


def _places(count: int, title: int | None, kept: Sequence[int]) -> Numbers:
    """Where a run stands: from the title, from the first kept run, from the last."""
    marks = (count if title is None else title, kept[0] if kept else count, kept[-1] if kept else -1)
    return np.column_stack([np.clip(np.arange(count) - mark, -NEAREST, NEAREST) for mark in marks])


def _beside(runs: Sequence[Run], kept: Sequence[int]) -> Numbers:
    """How far the nearest kept runs stand, before and behind, and how much of the path they share."""
    rows = []
    for n, run in enumerate(runs):
        at = int(np.searchsorted(kept, n))
        before = kept[at - 1] if at else None
        behind = next((k for k in kept[at : at + 2] if k > n), None)
        rows.append(
            [
                FAR if before is None else n - before,
                FAR if behind is None else behind - n,
                *(0.0 if k is None else _common(run, runs[k]) for k in (before, behind)),
            ]
        )
    return np.array(rows)


def _common(one: Run, other: Run) -> float:
    pairs = zip(one.path.split("/"), other.path.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) / (one.path.count("/") + 1)
