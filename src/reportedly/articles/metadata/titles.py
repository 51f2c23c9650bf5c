"""The title of a piece."""

import re
from collections.abc import Sequence
from functools import lru_cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.articles.metadata.tails import without_tail
from reportedly.records import BlockClass, Evidence

_STATED = {"meta[property=og:title]": 0.7, "meta[name=twitter:title]": 0.6, "title": 0.5}
_MASTHEAD = re.compile(r"The(?: [A-Z][\w’'-]+){1,3}")
_SECTION = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý &’'-]{2,30}")
LIKE = 0.6
LONGEST = 300


def title_evidence(piece: Piece, other_titles: Sequence[str] = ()) -> list[Evidence]:
    """The title lines of the piece, then what the markup states.

    Of several lines the one counts that is repeated (a link's text above the headline), and its first
    form without the outlet's name; a line that is another piece's title belongs to the page.
    """
    lines = [x for x in piece.of(BlockClass.TITLE) if not is_masthead(piece, x)] + _repeated(piece)
    ranked = _ranked(piece, lines or _under_masthead(piece), other_titles)
    found = [
        piece.seen(
            "title",
            " ".join(piece.words(line).split()),
            "title-line",
            round(0.95 - 0.05 * min(n, 9), 2),
            (line.start, line.end),
        )
        for n, line in enumerate(ranked)
    ]
    for item in piece.markup:
        weight = 0.75 if item.path.endswith("/headline") else _STATED.get(item.path, 0.0)
        if weight:
            value = without_tail(item.value)
            found.append(stated("title", value, "markup", weight, item.path))
    return found


def is_masthead(piece: Piece, label: Labelled) -> bool:
    """Whether a line is the paper's name: ``The Example Post`` on the very first line, over the name of a
    section and a line that can be the piece's title."""
    if piece.number or piece.is_page or label is not piece.region[0]:
        return False
    return bool(_MASTHEAD.fullmatch(piece.words(label))) and bool(_under_masthead(piece))


def _under_masthead(piece: Piece) -> list[Labelled]:
    """The line under a section's name in capitals, where both stand between the first line and the text."""
    above = piece.region[: piece.body_places[0]]
    section = next((i for i, x in enumerate(above[1:4], 1) if _SECTION.fullmatch(piece.words(x))), None)
    if section is None:
        return []
    below = [x for x in above[section + 1 : section + 2] if x.kind in (BlockClass.JUNK, BlockClass.TITLE)]
    return [x for x in below if 4 <= len(piece.words(x).split()) <= 25 and piece.words(x)[-1] not in ".!:"]


def above_headline(piece: Piece) -> tuple[Labelled, ...]:
    """What stands above a piece's likeliest title, or above the piece where it has none."""
    best = next((e.span.start for e in title_evidence(piece) if e.span), piece.first)
    return tuple(x for x in piece.region if x.start < best)


def alike(one: str, other: str) -> bool:
    """Whether two title lines are the same title but for some words."""
    a, b = _words(one), _words(other)
    return len(a & b) >= LIKE * len(a | b) > 0


def _ranked(piece: Piece, lines: list[Labelled], others: Sequence[str]) -> list[Labelled]:
    if len(lines) < 2:
        return lines
    above = [piece.words(x) for x in piece.region[: piece.body_places[0]] if x.end - x.start <= LONGEST]
    return sorted(lines, key=lambda line: _rank(piece.words(line), line.start, above, others))


def _rank(words: str, start: int, above: Sequence[str], others: Sequence[str]) -> tuple[bool, int, bool, int]:
    family = sum(alike(words, other) for other in above)
    tailed = family > 1 and without_tail(words) != words
    return any(alike(words, other) for other in others), -family, tailed, start


def _repeated(piece: Piece) -> list[Labelled]:
    """Lines above the text that the next line repeats with an outlet's name behind them."""
    found = []
    for following, _ in piece.tails:
        line = piece.region[following - 1] if following else None
        if line is not None and line.kind is not BlockClass.TITLE:
            whole = piece.words(piece.region[following])
            found += [line] if without_tail(whole) == piece.words(line) else []
    return found


# Every line above the text is held against every other.
@lru_cache(maxsize=1_024)
def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower()))
