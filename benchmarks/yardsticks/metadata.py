"""Pages' dates, authors and titles: right, wrong, or given where there is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura

from predict import page, rows
from yardsticks.bench import Bench, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "Metadata of pages"
NOTES = ("trafilatura with metadata gives a date to nearly every page, with or without one.",)
ROWS = {
    "date exact": "date_exact",
    "date wrong": "date_wrong",
    "date given where there is none": "asserted_undated",
    "author overlap": "author_overlap",
    "author exact": "author_exact",
    "title containing": "title_containing",
}


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside trafilatura's on the same pages."""
    source = bench.files / "metadata" / "gold.jsonl"
    ours = bench.score("metadata", source, bench.predict("metadata", source, "ours.jsonl"))
    theirs = write_rows(bench.folder("metadata") / "trafilatura.jsonl", _trafilatura(source))
    beside = bench.score("metadata", source, theirs)
    return [Figure(name, ours[key], (Peer("trafilatura", beside[key]),)) for name, key in ROWS.items()]


def _trafilatura(source: Path) -> Iterator[dict[str, Any]]:
    for row in rows(source, "id"):
        found = trafilatura.bare_extraction(page(source, row["id"]), with_metadata=True)
        yield {"id": row["id"], **{name: getattr(found, name, None) for name in ("date", "author", "title")}}
