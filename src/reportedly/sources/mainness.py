"""Which runs of a page the main-text extractor would keep: its paragraphs, found again among our runs.

The extractor gives text without places. Paragraphs and runs are compared word by word: first whole runs
that equal a paragraph, then runs that stand in a paragraph or hold one, each paragraph word used once.
Short lines ("Share", a section's name) count only between the neighbours that are sure.
"""

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura import bare_extraction

# One character a word where scripts set no spaces between words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
GRAM = 4
MOST = 0.5
CANDIDATES = 8

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_lines(tree: HtmlElement) -> list[str]:
    """The paragraphs that trafilatura keeps of a page, in its order; none where it finds no main text."""
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # it raises what it likes on broken trees, and only its advice is lost
        return []
    text = found.text if found is not None else None
    return [line for line in text.splitlines() if line.strip()] if text else []


def matched(runs: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """For each run, whether most of its words stand in the extractor's lines."""
    return _Matching([WORD.findall(run) for run in runs], [WORD.findall(line) for line in lines]).kept()


class _Matching:
    def __init__(self, runs: list[list[str]], lines: list[list[str]]) -> None:
        self.runs, self.lines = runs, lines
        self.used: set[int] = set()
        self.place: dict[int, int] = {}

    def kept(self) -> list[bool]:
        if self.lines:
            self._whole_long()
            self._partial()
            self._whole_short()
        return [number in self.place for number in range(len(self.runs))]

    def _whole_long(self) -> None:
        open_lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            open_lines[tuple(line)].append(number)
        for number, run in enumerate(self.runs):
            places = open_lines.get(tuple(run)) if len(run) >= GRAM else None
            if places:
                self._take(number, places.pop(0) if len(places) > 1 else places[0])

    def _take(self, run: int, line: int) -> None:
        self.place[run] = line
        self.used.add(line)

    def _partial(self) -> None:
        """Runs that make up a paragraph with others, or hold one: counted by runs of shared words."""
        stream: list[str] = []
        owner: list[int] = []
        for number, line in enumerate(self.lines):
            if number not in self.used:
                stream += line
                owner += [number] * len(line)
        grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(stream) - GRAM + 1):
            places = grams[tuple(stream[at : at + GRAM])]
            if len(places) < CANDIDATES:
                places.append(at)
        taken = bytearray(len(stream))
        for number, run in enumerate(self.runs):
            if number not in self.place and len(run) >= GRAM:
                first = _cover(run, stream, grams, taken)
                if first is not None:
                    self.place[number] = owner[first]

    def _whole_short(self) -> None:
        open_lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if len(line) < GRAM and number not in self.used:
                open_lines[tuple(line)].append(number)
        sure = sorted(self.place)
        for number, run in enumerate(self.runs):
            places = open_lines.get(tuple(run)) if 0 < len(run) < GRAM else None
            if places:
                at = bisect_left(sure, number)
                low = self.place[sure[at - 1]] if at else -1
                high = self.place[sure[at]] if at < len(sure) else len(self.lines)
                self._take_between(number, places, low, high)

    def _take_between(self, run: int, places: list[int], low: int, high: int) -> None:
        at = next((at for at, line in enumerate(places) if low <= line <= high), None)
        if at is not None:
            self._take(run, places.pop(at))


def _cover(
    run: list[str], stream: list[str], grams: dict[tuple[str, ...], list[int]], taken: bytearray
) -> int | None:
    """Where in the stream the run's first shared words stand, if most of its words are shared."""
    at, shared, pieces = 0, 0, list[tuple[int, int]]()
    while at + GRAM <= len(run):
        best, size = -1, 0
        for place in grams.get(tuple(run[at : at + GRAM]), ()):
            length = _common(run, at, stream, place, taken)
            if length > size:
                best, size = place, length
        if size >= GRAM:
            pieces.append((best, size))
            shared += size
            at += size
        else:
            at += 1
    if shared < MOST * len(run):
        return None
    for place, size in pieces:
        taken[place : place + size] = b"\1" * size
    return pieces[0][0]


def _common(run: list[str], at: int, stream: list[str], place: int, taken: bytearray) -> int:
    size = 0
    while (
        at + size < len(run)
        and place + size < len(stream)
        and not taken[place + size]
        and run[at + size] == stream[place + size]
    ):
        size += 1
    return size
