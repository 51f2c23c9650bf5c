"""Text reuse: pairs, spans, stories and descent on corpora whose descent is known, because it was made."""

import os
import sys
from pathlib import Path
from typing import Any

from yardsticks.bench import Bench, BenchError, call
from yardsticks.figures import Figure

TITLE = "Text reuse (generated corpus)"
SEED = 2026
DOCUMENTS = "REUSE_DOCUMENTS"
NOTES = (
    "Corpus by the bench's own generator over PolNeAR's training part, 2,000 documents, seed 2026; "
    f"{DOCUMENTS}=20000 in the environment makes it larger.",
    "Precision: pairs of one story; recall: of edges between parent and child, by how the child was made.",
)
RECALL = {
    "all": "edge recall",
    "quote": "quote-only recall",
    "truncated": "truncated recall",
    "blend": "blend recall",
}


def measure(bench: Bench) -> list[Figure]:
    """Figures of passages, of stories, and of edges and quotations where the predictions hold any."""
    docs, truth = _corpus(bench)
    made = bench.predict("reuse", docs, "ours")
    pairs, spans = (
        bench.score("lineage", name, made / f"{name}.jsonl", truth) for name in ("pairs", "spans")
    )
    stories = bench.score("lineage", "clusters", bench.predict("stories", docs, "stories.jsonl"), truth)
    figures = [Figure("pairs precision", pairs["same_story_precision"])]
    figures += [Figure(name, pairs["edge_recall"][kind][0]) for kind, name in RECALL.items()]
    figures += [
        Figure("span character F1", spans["all"]["f1"]),
        Figure("stories BCubed F1", stories["bcubed"]["f1"]),
    ]
    return [*figures, *_edges(bench, made, truth), *_quotes(bench, made, truth)]


def _corpus(bench: Bench) -> tuple[Path, Path]:
    """The documents and their truth; made anew, so that both are of one kind."""
    folder, files = bench.folder("reuse"), bench.files / "lineage"
    docs, truth = folder / "docs.jsonl", folder / "truth.jsonl"
    base = bench.files / "attribution" / "train.jsonl"
    number = os.environ.get(DOCUMENTS, "2000")
    if not number.isdigit():
        raise BenchError(f"{DOCUMENTS} is no number: {number!r}.")
    options = {"--base": base, "--n-docs": number, "--seed": SEED, "--docs": docs, "--truth": truth}
    call(
        [
            sys.executable,
            str(files / "make_reuse_corpus.py"),
            *(str(x) for pair in options.items() for x in pair),
        ]
    )
    return docs, truth


def _edges(bench: Bench, made: Path, truth: Path) -> list[Figure]:
    """How well the edges tell who took it from whom."""
    if not (made / "edges.jsonl").exists():
        return []
    found: dict[str, Any] = bench.score("lineage", "edges", made / "edges.jsonl", truth)
    return [
        Figure("edges, fair F1", found["fair"]["f1"]),
        Figure("edges, identifiable recall", found["identifiable_recall"][0]),
        Figure("edges, direction", found["direction_accuracy"]),
        Figure("edges, blends", found["directed_recall_by_reuse"]["blend"][0]),
    ]


def _quotes(bench: Bench, made: Path, truth: Path) -> list[Figure]:
    """How well the quotations are put together, and their changes named."""
    if not (made / "quotes.jsonl").exists():
        return []
    found: dict[str, Any] = bench.score("lineage", "quotes", made / "quotes.jsonl", truth)
    recall = list(found["mutation_recall"].values())
    right = sum(share * count for share, count in recall)
    return [
        Figure("quotation lineages, BCubed F1", found["bcubed"]["f1"]),
        Figure("mutations, recall", right / max(sum(count for _, count in recall), 1)),
    ]
