"""Which runs of a page the main-text extractor would keep: its paragraphs, found again among our runs.

The extractor gives text without places. Runs and paragraphs are compared word by word, and each paragraph
is used once: first words that stand once on both sides, then runs that make up a paragraph with others or
hold one, then repeated lines ("Share", a quotation shown twice) where their sure neighbours leave room.
"""

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

# One character a word where scripts set no spaces between words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
CELL = re.compile(r"\s\|\s|\n")
GRAM = 4
MOST = 0.5
CANDIDATES = 8

Words = tuple[str, ...]

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_lines(tree: HtmlElement) -> list[str]:
    """The lines and table cells that trafilatura keeps of a page; none where it finds no main text."""
    from trafilatura import bare_extraction  # it takes a while to load, and a pile of texts has no page

    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # it raises what it likes on broken trees, and only its advice is lost
        return []
    text = getattr(found, "text", None)
    return [line for line in CELL.split(text) if line.strip()] if text else []


def matched(runs: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """For each run, whether most of its words stand in the extractor's lines."""
    matching = _Matching(_worded(runs), _worded(lines))
    if lines:
        matching.unique()
        matching.partial()
        matching.repeated()
    return [number in matching.place for number in range(len(runs))]


def _worded(texts: Iterable[str]) -> list[Words]:
    return [tuple(WORD.findall(text)) for text in texts]


class _Matching:
    """`place` gives the line that each kept run was found in."""

    def __init__(self, runs: list[Words], lines: list[Words]) -> None:
        self.runs, self.lines = runs, lines
        self.place: dict[int, int] = {}
        self.unused = set(range(len(lines)))

    def unique(self) -> None:
        runs, lines = self._open()
        for words, places in lines.items():
            if words and len(places) == 1 and len(runs.get(words, ())) == 1:
                self._take(runs[words][0], places[0])

    def partial(self) -> None:
        stream: list[str] = []
        owner: list[int] = []
        for number in sorted(self.unused):
            stream += self.lines[number]
            owner += [number] * len(self.lines[number])
        grams = _grams(stream)
        taken = bytearray(len(stream))
        whole = set(self._open()[1])
        for number, run in enumerate(self.runs):
            if number not in self.place and len(run) >= GRAM and run not in whole:
                at = _cover(run, stream, grams, taken)
                if at is not None:
                    self._take(number, owner[at])

    def repeated(self) -> None:
        """Between sure neighbours first; what is left over goes to long lines in order."""
        runs, lines = self._open()
        sure = sorted(self.place)
        for strict in (True, False):
            for words, places in lines.items():
                for number in runs.get(words, ()) if words else ():
                    if number not in self.place and (strict or len(words) >= GRAM):
                        low, high = self._room(sure, number) if strict else (0, len(self.lines))
                        line = next((p for p in places if p in self.unused and low <= p <= high), None)
                        if line is not None:
                            self._take(number, line)

    def _room(self, sure: list[int], run: int) -> tuple[int, int]:
        at = bisect_left(sure, run)
        low = self.place[sure[at - 1]] if at else 0
        return low, self.place[sure[at]] if at < len(sure) else len(self.lines)

    def _take(self, run: int, line: int) -> None:
        self.place[run] = line
        self.unused.discard(line)

    def _open(self) -> tuple[dict[Words, list[int]], dict[Words, list[int]]]:
        """Numbers of the runs, and of the lines, that are not matched yet, by their words."""
        runs: dict[Words, list[int]] = defaultdict(list)
        lines: dict[Words, list[int]] = defaultdict(list)
        for number, words in enumerate(self.runs):
            if number not in self.place:
                runs[words].append(number)
        for number in sorted(self.unused):
            lines[self.lines[number]].append(number)
        return runs, lines


def _grams(stream: list[str]) -> dict[Words, list[int]]:
    """Where each four words in a row stand; a few places each, so that a page of one word stays cheap."""
    grams: dict[Words, list[int]] = defaultdict(list)
    for at in range(len(stream) - GRAM + 1):
        places = grams[tuple(stream[at : at + GRAM])]
        if len(places) < CANDIDATES:
            places.append(at)
    return grams


def _cover(run: Words, stream: list[str], grams: dict[Words, list[int]], taken: bytearray) -> int | None:
    """Where in the stream the run's first shared words stand, if most of its words are shared."""
    at, pieces = 0, list[tuple[int, int]]()
    while at + GRAM <= len(run):
        places = grams.get(run[at : at + GRAM], ())
        size, place = max(((_common(run, at, stream, p, taken), -p) for p in places), default=(0, 0))
        if size >= GRAM:
            pieces.append((-place, size))
        at += max(size, 1) if size >= GRAM else 1
    if not pieces or sum(size for _, size in pieces) < MOST * len(run):
        return None
    for place, size in pieces:
        taken[place : place + size] = b"\1" * size
    return pieces[0][0]


def _common(run: Words, at: int, stream: list[str], place: int, taken: bytearray) -> int:
    size, most = 0, min(len(run) - at, len(stream) - place)
    while size < most and not taken[place + size] and run[at + size] == stream[place + size]:
        size += 1
    return size
