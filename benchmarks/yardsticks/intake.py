"""Intake: what it costs to get from bytes to articles, and whether the wire datelines are read."""

import time
from collections.abc import Callable, Sequence

import trafilatura

from predict import page, rows
from reportedly import articles, sources
from reportedly.records import arrival
from yardsticks.bench import Bench, read_rows
from yardsticks.figures import Figure, Peer

TITLE = "Intake"
NOTES = (
    "CPU time of this process; pages as in the extraction area, trafilatura with metadata.",
    "The best of two turns for each page and of five for each dump, ours and theirs by turns.",
    "The rate of pasted text counts megabytes of UTF-8 over all text dumps.",
)
MEGABYTE = 1e6
TURNS, TURNS_OF_TEXT = 2, 5

Work = Callable[[bytes], None]


def measure(bench: Bench) -> list[Figure]:
    """Cost of pages beside trafilatura, rate of pasted text, agencies of wire datelines."""
    gold = bench.files / "extraction" / "gold.jsonl"
    pages = [page(gold, row["id"]) for row in rows(gold, "id")]
    dumps = [row["text"].encode() for row in read_rows(bench.files / "textdump" / "dumps.jsonl")]
    for warm_up in (_ours, _theirs):
        warm_up(pages[0])
    ours, theirs = _seconds([_ours, _theirs], pages, TURNS)
    (plain,) = _seconds([_ours], dumps, TURNS_OF_TEXT)
    rate = sum(map(len, dumps)) / MEGABYTE / plain
    return [
        Figure("CPU time of pages, of trafilatura's", ours / theirs, unit="times"),
        Figure(
            "pages a CPU second", len(pages) / ours, (Peer("trafilatura", len(pages) / theirs),), unit="pages"
        ),
        Figure("pasted text a CPU second", rate, unit="MB"),
        Figure("agency of wire datelines", _agencies(bench)),
    ]


def _ours(data: bytes) -> None:
    rendering = sources.read(data)
    articles.find(rendering, arrival(rendering.source.id, "bench"))


def _theirs(data: bytes) -> None:
    trafilatura.bare_extraction(data, with_metadata=True)


def _seconds(works: Sequence[Work], items: Sequence[bytes], turns: int) -> list[float]:
    """CPU seconds of each work over all items: by turns, and the best turn of each item, because a neighbour
    on the machine can double what one costs."""
    best = [[float("inf")] * len(items) for _ in works]
    for _ in range(turns):
        for n, item in enumerate(items):
            for work, held in zip(works, best, strict=True):
                start = time.process_time()
                work(item)
                held[n] = min(held[n], time.process_time() - start)
    return [sum(held) for held in best]


def _agencies(bench: Bench) -> float:
    """The share of wire pages whose dateline's agency is found to be the origin."""
    gold = bench.files / "extraction" / "gold.jsonl"
    wires = read_rows(bench.files / "textdump" / "wire_gold.jsonl")
    right = [bool(_agency(page(gold, wire["id"])) == wire["agency"]) for wire in wires]
    return sum(right) / len(right)


def _agency(data: bytes) -> str | None:
    rendering = sources.read(data)
    found = articles.find(rendering, arrival(rendering.source.id, "bench")).articles
    return found[0].agency if found else None
