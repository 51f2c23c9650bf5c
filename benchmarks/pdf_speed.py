"""Pages of PDF a second on one core, and how much of the order of reading is right.

Usage: ``python benchmarks/pdf_speed.py [PAGES]``. The reports are made here, by the tests' writer of PDF
files: two and three columns, drawn column by column and line by line across them, with running heads, page
numbers, footnotes and hyphens.
"""

import re
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from pdf_maker import Style, prose, report
from reportedly import sources
from reportedly.records import Rendering

STYLES = {
    "one column": Style(columns=1),
    "two columns": Style(),
    "two columns, ragged": Style(justify=False, hyphens=False, indent=0, spaced=6),
    "three columns, small": Style(columns=3, size=8, leading=9.6),
}
WORDS_A_PAGE = 600


def main(pages: int = 20) -> None:
    paragraphs = prose(pages * WORDS_A_PAGE, seed=7)
    print(
        f"{'set as':22} {'drawn by':9} {'pages':>5} {'characters a page':>18} {'pages/s':>8} {'in order':>9}"
    )
    for name, style in STYLES.items():
        for order in ("columns", "lines"):
            data = report(paragraphs, replace(style, order=order))
            start = time.process_time()
            rendering = sources.read(data)
            took = time.process_time() - start
            count = data.count(b"/Type /Page ")
            size = len(rendering.source.text) // count
            right = in_order(paragraphs, rendering)
            print(f"{name:22} {order:9} {count:5} {size:18,} {count / took:8.1f} {right:9.4f}")


def in_order(expected: list[str], rendering: Rendering) -> float:
    """The share of the pairs of neighbouring words that stand side by side in the text found."""
    found = [rendering.source.text[run.start : run.end] for run in rendering.runs if run.tag in ("p", "h2")]
    wanted, got = (
        Counter(pairwise(re.findall(r"\w+", " ".join(texts).lower()))) for texts in (expected, found)
    )
    return sum((wanted & got).values()) / sum(wanted.values())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
