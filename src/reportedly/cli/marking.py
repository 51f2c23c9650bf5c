"""A stretch of text for the terminal, with the words that decide marked in it."""

from collections.abc import Sequence
from itertools import pairwise

from rich.text import Text

from reportedly.cli import console
from reportedly.cli.console import Style
from reportedly.records import Span

AROUND = 70  # characters of a passage that are shown on each side of the words


def marked(passage: Span, words: Span, deciding: Sequence[Span], style: Style) -> Text:
    """The words among their neighbours, which are quiet; deciding words in `style`, and where there is no
    terminal to show it between ``‹ ›``.
    """
    low, high = _reach(passage, words, deciding)
    line = Text("" if low == passage.start else "… ", Style.QUIET)
    edges = {low, high, words.start, words.end, *(e for d in deciding for e in (d.start, d.end))}
    cuts = sorted(edge for edge in edges if low <= edge <= high)
    for start, end in pairwise(cuts):
        piece = _shown(passage.text[start - passage.start : end - passage.start])
        if any(d.start <= start and end <= d.end for d in deciding):
            line.append(piece if console.output.is_terminal else f"‹{piece}›", style.value + " underline")
        else:
            inside = words.start <= start and end <= words.end
            line.append(piece, Style.PLAIN if inside else Style.QUIET)
    return line if high == passage.end else line.append(" …", Style.QUIET)


def _reach(passage: Span, words: Span, deciding: Sequence[Span]) -> tuple[int, int]:
    """The words and the deciding ones of the same passage, with a little around, cut between two words."""
    mine = [words, *(d for d in deciding if passage.start <= d.start and d.end <= passage.end)]
    low = max(passage.start, min(x.start for x in mine) - AROUND)
    high = min(passage.end, max(x.end for x in mine) + AROUND)
    text = passage.text
    while passage.start < low < words.start and not text[low - passage.start - 1].isspace():
        low += 1
    while words.end < high < passage.end and not text[high - passage.start].isspace():
        high -= 1
    return max(low, passage.start), min(high, passage.end)


def _shown(piece: str) -> str:
    return console.visible("".join(" " if c.isspace() else c for c in piece))
