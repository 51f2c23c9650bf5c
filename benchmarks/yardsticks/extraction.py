"""HTML pages: is the body extracted word for word?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura

from predict import page, rows
from yardsticks.bench import Bench, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "HTML extraction"
NOTES = ("trafilatura with comments off and its other settings as they come.",)
FILES = ("gold.jsonl", "segments.jsonl")
ROWS = {
    "scrapinghub shingle F1": ("sh", "F1"),
    "scrapinghub pages identical": ("sh", "perfect"),
    "fundus shingle F1": ("fundus", "F1"),
    "fundus pages identical": ("fundus", "perfect"),
    "segments F1": ("segments", "F1"),
}


def measure(bench: Bench) -> list[Figure]:
    """Our figures beside trafilatura's on the same pages."""
    sources = [bench.files / "extraction" / name for name in FILES]
    parts = [bench.predict("extraction", source, f"part-{source.name}") for source in sources]
    folder = bench.folder("extraction")
    joined = folder / "ours.jsonl"
    joined.write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    theirs = write_rows(folder / "trafilatura.jsonl", (row for s in sources for row in _trafilatura(s)))
    ours, beside = (bench.score("extraction", path) for path in (joined, theirs))
    return [
        Figure(name, ours[part][key], (Peer("trafilatura", beside[part][key]),))
        for name, (part, key) in ROWS.items()
    ]


def _trafilatura(source: Path) -> Iterator[dict[str, Any]]:
    for row in rows(source, "id"):
        text = trafilatura.extract(page(source, row["id"]), include_comments=False)
        yield {"id": row["id"], "text": text or ""}
