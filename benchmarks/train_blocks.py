"""Learn the weights of the block classifier and of the splitter from labelled text dumps.

    python benchmarks/train_blocks.py BENCH [--check PRED] [-o src/reportedly/articles/blocks.npz]

BENCH holds ``textdump/dumps.jsonl`` and ``textdump/truth.jsonl``. The same corpus and the same versions give
the same file again. ``--check PRED`` also writes what cross-validation predicts, for the scorer: no page is
cut by weights that saw it. The file holds numbers only.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reportedly.articles.blockmodel import BODY, Weights, read_weights
from reportedly.articles.lines import Table, lines_of
from reportedly.articles.plain import Look, judge, look
from reportedly.articles.splitting import GAP_FEATURES, Page, boundaries, gaps, scaled

FOLDS = 6
PASTES = 40
CLASSES = "DKT"  # dropped, kept, title: the corpus' letters in the order of OUT, BODY, TITLE


@dataclass(frozen=True)
class Dump:
    """A dump's text, a letter and an article number for each line that is not blank, and its pages' group."""

    name: str
    text: str
    letters: str
    article: list[int]
    group: str

    @property
    def pieces(self) -> int:
        return len(set(self.article))


def corpus(folder: Path) -> list[Dump]:
    """The dumps of the development half; those that share a page share a group."""
    texts = {r["id"]: r["text"] for r in _records(folder / "dumps.jsonl")}
    truths = [r for r in _records(folder / "truth.jsonl") if r["split"] == "dev"]
    group = _groups([r["pages"] for r in truths])
    return [_dump(r, texts[r["id"]], group[r["pages"][0]]) for r in truths]


def _records(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def _dump(r: dict, text: str, group: str) -> Dump:  # type: ignore[type-arg]
    full = [i for i, line in enumerate(text.split("\n")) if line.strip()]
    letters = "".join(r["labels"][i] for i in full)
    return Dump(r["id"], text, letters, [r["article"][i] for i in full], group)


def _groups(together: list[list[str]]) -> dict[str, str]:
    of: dict[str, str] = {}
    for pages in together:
        names = {of.get(p, p) for p in pages}
        first = min(names)
        of.update(dict.fromkeys([*pages, *[q for q, n in of.items() if n in names]], first))
    return of


def folds(dumps: list[Dump]) -> Iterator[tuple[list[Dump], list[Dump]]]:
    """``(train, test)`` pairs in which no group stands on both sides."""
    sizes: dict[str, int] = {}
    for dump in dumps:
        sizes[dump.group] = sizes.get(dump.group, 0) + 1
    parts: list[list[str]] = [[] for _ in range(FOLDS)]
    for name in sorted(sizes, key=lambda n: (-sizes[n], n)):
        min(parts, key=lambda p: sum(sizes[n] for n in p)).append(name)
    for part in parts:
        yield [d for d in dumps if d.group not in part], [d for d in dumps if d.group in part]


def tighten(dump: Dump, above: int, below: int) -> Dump:
    """A dump as a careful hand copies it: from `above` lines over title or body to `below` lines under it."""
    lines = lines_of(dump.text)
    held = [i for i, x in enumerate(dump.letters) if x in "KT"]
    if not held:
        return dump
    low, high = max(0, held[0] - above), min(len(lines), held[-1] + 1 + below)
    text = dump.text[lines[low].start : lines[high - 1].end]
    return Dump(
        f"{dump.name}-{above}-{below}", text, dump.letters[low:high], dump.article[low:high], dump.group
    )


def clippings(dumps: list[Dump], seed: int) -> list[Dump]:
    """Each one-piece dump tightened, and as many tight pastes: what analysts keep in a folder."""
    rng = random.Random(seed)
    tight = [tighten(d, rng.choice([0, 0, 1, 3]), rng.choice([0, 0, 1, 3])) for d in dumps if d.pieces == 1]
    return [*tight, *paste(tight, len(tight) // 2, seed)]


def paste(dumps: list[Dump], count: int, seed: int) -> list[Dump]:
    """Two or three one-piece dumps behind one another, as people paste: more boundaries to learn from."""
    rng = random.Random(seed)
    single = [d for d in dumps if d.pieces == 1 and "K" in d.letters]
    made = []
    for n in range(count):
        parts = rng.sample(single, rng.choice([2, 2, 3]))
        text = rng.choice(["\n", "\n", "\n\n", "\n\n\n"]).join(d.text for d in parts)
        article = [k for k, d in enumerate(parts) for _ in d.letters]
        made.append(Dump(f"paste{n}", text, "".join(d.letters for d in parts), article, ""))
    return made


def with_clippings(dumps: list[Dump], seen: dict[str, Look]) -> tuple[list[Dump], dict[str, Look]]:
    """The dumps and their clippings, with what is read from each."""
    more = clippings(dumps, 0)
    return [*dumps, *more], {**seen, **{d.name: look(d.text) for d in more}}


def fit_lines(dumps: Sequence[Dump], seen: dict[str, Look]) -> dict[str, Table]:
    """Both line models, fitted to every line with a clear letter."""
    clear = [(d, [i for i, x in enumerate(d.letters) if x in CLASSES]) for d in dumps]
    x = np.concatenate([seen[d.name].rows[kept] for d, kept in clear])
    y = np.array([CLASSES.index(d.letters[i]) for d, kept in clear for i in kept])
    scaler = StandardScaler().fit(x)
    soft = LogisticRegression(max_iter=300, C=0.01).fit(scaler.transform(x), y)
    boosted = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.1, max_depth=4, l2_regularization=1.0, early_stopping=False,
        random_state=0,
    ).fit(x, y == BODY)  # fmt: skip
    return {
        "mean": scaler.mean_, "scale": scaler.scale_, "linear": soft.coef_.T, "intercept": soft.intercept_,
        **_tree_columns(boosted),
    }  # fmt: skip


def _tree_columns(model: HistGradientBoostingClassifier) -> dict[str, Table]:
    columns: dict[str, list[float]] = {
        n: [] for n in ("roots", "feature", "threshold", "left", "right", "value")
    }
    depth = 0
    for (tree,) in model._predictors:
        base = len(columns["feature"])
        columns["roots"].append(base)
        for at, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            columns["feature"].append(0 if leaf else node["feature_idx"])
            columns["threshold"].append(0.0 if leaf else node["num_threshold"])
            columns["left"].append(base + (at if leaf else node["left"]))
            columns["right"].append(base + (at if leaf else node["right"]))
            columns["value"].append(node["value"] if leaf else 0.0)
            depth = max(depth, int(node["depth"]))
    kinds = {"threshold": np.float64, "value": np.float32, "feature": np.int16}
    made = {n: np.array(c).astype(kinds.get(n, np.int32)) for n, c in columns.items()}
    return {**made, "depth": np.array(depth), "base": np.array(float(model._baseline_prediction[0, 0]))}


# What can only speak for a boundary, and what only against one; without this the trees learn the few pages.
FOR = (
    "dropped", "title", "title_like_right", "words_left", "words_right", "words_least", "dates", "bylines",
    "dateline", "blank", "dated",
)  # fmt: skip
AGAINST = (
    "title_like_left", "shared", "shared_less_usual", "reused", "reused_less_usual", "repeated", "again",
    "almost_body", "like_left", "marked",
)  # fmt: skip
GAP_SIGNS = [(name in FOR) - (name in AGAINST) for name in GAP_FEATURES]

OF_WORDS = ("shared", "shared_less_usual", "reused", "reused_less_usual", "title_like_left", "like_left")
ONE_STORY = 0.4  # what such a boundary weighs beside one that was seen

NO_TREE = {name: np.zeros(1) for name in ("roots", "feature", "threshold", "left", "right", "value")}
NO_GAPS = {
    "gap_mean": np.zeros(len(GAP_FEATURES)),
    "gap_scale": np.ones(len(GAP_FEATURES)),
    "gap_linear": np.zeros(len(GAP_FEATURES)),
    "gap_intercept": np.array(0.0),
    **{f"gap_{name}": column for name, column in NO_TREE.items()},
    "gap_depth": np.array(0),
    "gap_base": np.array(0.0),
}


def as_weights(columns: dict[str, Table]) -> Weights:
    """The columns as the package would read them."""
    stream = BytesIO()
    np.savez_compressed(stream, **{**NO_GAPS, **columns})  # type: ignore[arg-type]
    stream.seek(0)
    return read_weights(stream)


def gap_rows(dump: Dump, page: Page) -> list[tuple[tuple[float, ...], bool]]:
    """The rows of a page's gaps, and whether each is a boundary in truth."""
    return [(gap.row, dump.article[gap.last] != dump.article[gap.first]) for gap in gaps(page)]


def of_one_story(rows: Table, true: NDArray[np.bool_]) -> Table:
    """The boundaries again as they would be if both pieces spoke of one thing: with the shared words of gaps
    inside articles. Pages of the corpus were pasted at random; what analysts paste tells one story."""
    inside, made = rows[~true], rows[true].copy()
    words = [GAP_FEATURES.index(name) for name in OF_WORDS]
    made[:, words] = inside[np.random.default_rng(0).integers(0, len(inside), len(made))][:, words]
    return made


def fit_gaps(examples: Sequence[tuple[tuple[float, ...], bool]]) -> dict[str, Table]:
    """The splitter's row of weights and its trees."""
    x, y = np.array([row for row, _ in examples]), np.array([true for _, true in examples])
    scaler = StandardScaler().fit(x)
    mean, scale = scaler.mean_, np.maximum(scaler.scale_, 1e-6)
    rows, true = np.concatenate([x, of_one_story(x, y)]), np.concatenate([y, np.ones(y.sum(), dtype=bool)])
    weight = np.concatenate([np.ones(len(y)), np.full(y.sum(), ONE_STORY)])
    model = LogisticRegression(C=0.3, max_iter=500).fit(scaled(rows, mean, scale), true, sample_weight=weight)
    boosted = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.1, max_depth=3, min_samples_leaf=15, l2_regularization=3.0,
        max_bins=63, early_stopping=False, random_state=0, monotonic_cst=GAP_SIGNS,
    ).fit(rows, true, sample_weight=weight)  # fmt: skip
    return {
        "gap_mean": mean, "gap_scale": scale, "gap_linear": model.coef_[0],
        "gap_intercept": np.array(model.intercept_[0]),
        **{f"gap_{name}": column for name, column in _tree_columns(boosted).items()},
    }  # fmt: skip


@dataclass
class Fold:
    """A fold's unseen pages under weights that never saw them."""

    columns: dict[str, Table]
    unseen: list[tuple[Dump, Page]]
    examples: list[tuple[tuple[float, ...], bool]]


def run_fold(number: int, train: list[Dump], test: list[Dump], seen: dict[str, Look]) -> Fold:
    """Fit the line models on `train`; look at `test` and at pastes of it."""
    columns = fit_lines(*with_clippings(train, seen))
    held = as_weights(columns)
    unseen = [(d, judge(seen[d.name], held)) for d in test]
    pasted = [
        (d, judge(look(d.text), held)) for d in [*paste(test, PASTES, number), *clippings(test, number)]
    ]
    return Fold(columns, unseen, [e for d, page in [*unseen, *pasted] for e in gap_rows(d, page)])


def predictions(fold: Fold, others: list[Fold]) -> Iterator[dict]:  # type: ignore[type-arg]
    """What the fold's unseen dumps are cut into, in the scorer's form."""
    held = as_weights({**fold.columns, **fit_gaps([e for f in others for e in f.examples])})
    for dump, page in fold.unseen:
        full = [i for i, line in enumerate(dump.text.split("\n")) if line.strip()]
        starts = [gap.first for gap in boundaries(page, held)]
        pieces: list[list[int]] = [[] for _ in range(len(starts) + 1)]
        for i in page.body():
            pieces[sum(i >= s for s in starts)].append(full[i])
        yield {"id": dump.name, "articles": [{"lines": p} for p in pieces]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--check", type=Path, metavar="PRED", help="write cross-validated predictions here")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/reportedly/articles/blocks.npz"))
    given = parser.parse_args()
    dumps = corpus(given.bench / "textdump")
    seen = {d.name: look(d.text) for d in dumps}
    held = [run_fold(n, train, test, seen) for n, (train, test) in enumerate(folds(dumps))]
    if given.check:
        found = [p for f in held for p in predictions(f, [g for g in held if g is not f])]
        given.check.write_text("".join(json.dumps(p) + "\n" for p in found), encoding="utf8")
    columns = {**fit_lines(*with_clippings(dumps, seen)), **fit_gaps([e for f in held for e in f.examples])}
    np.savez_compressed(given.output, **columns)  # type: ignore[arg-type]
    print(f"{given.output}: {given.output.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
