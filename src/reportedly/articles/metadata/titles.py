"""The title of a piece."""

import re
from collections.abc import Sequence

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import BlockClass, Evidence

_TAIL = re.compile(r"\s+[-–—|•»:]{1,2}\s+(?P<tail>[^|–—]{2,50})$")
_STATED = {"meta[property=og:title]": 0.7, "meta[name=twitter:title]": 0.6, "title": 0.5}
LIKE = 0.6


def title_evidence(piece: Piece, other_titles: Sequence[str] = ()) -> list[Evidence]:
    """The title lines of the piece, then what the markup states.

    Of several lines the one counts that is repeated (a link's text above the headline), and its first
    form without the outlet's name; a line that is another piece's title belongs to the page.
    """
    lines = piece.of(BlockClass.TITLE)
    ranked = sorted(lines, key=lambda line: _rank(piece, line, lines, other_titles))
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


def tail_of(title: str) -> tuple[int, int] | None:
    """The place of what follows the last dash or bar of a title: often the outlet's name."""
    match = _TAIL.search(title)
    return match.span("tail") if match else None


def without_tail(title: str) -> str:
    """A title without ``- The Example Post``; a short title keeps what follows its dash."""
    match = _TAIL.search(title)
    words = match["tail"].split() if match else []
    if match and len(words) <= 5 and match.start() >= 15 and len(title[: match.start()].split()) > len(words):
        return title[: match.start()].strip()
    return title


def alike(one: str, other: str) -> bool:
    """Whether two title lines are the same title but for some words."""
    a, b = _words(one), _words(other)
    return len(a & b) >= LIKE * len(a | b) > 0


def _rank(
    piece: Piece, line: Labelled, lines: Sequence[Labelled], others: Sequence[str]
) -> tuple[bool, int, bool, int]:
    words = piece.words(line)
    family = sum(alike(words, piece.words(other)) for other in lines)
    tailed = without_tail(words) != words and family > 1
    return any(alike(words, other) for other in others), -family, tailed, line.start


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.lower()))
