"""What follows the last dash or bar of a title: often the outlet's name."""

import re
from collections.abc import Iterable

from reportedly.articles.metadata.joined import join

_TAIL = re.compile(r"\s+[-–—|•»:]{1,2}\s+(?P<tail>[^|–—]{2,50})$")
_DASHED = re.compile(r"[-–—|•»:](?=\s)")
Tail = tuple[int, int]


def tails_of(lines: Iterable[str]) -> list[tuple[int, Tail]]:
    """The numbers of the lines that have a tail, each with the tail's place in its line."""
    held = list(lines)
    places = ((at, tail_of(held[at])) for at in join(held).holding(_DASHED))
    return [(at, place) for at, place in places if place]


def tail_of(title: str) -> Tail | None:
    """The place of a title's tail."""
    match = _TAIL.search(title) if _DASHED.search(title) else None
    return match.span("tail") if match else None


def without_tail(title: str) -> str:
    """A title without ``- The Example Post``; a short title keeps what follows its dash."""
    match = _TAIL.search(title)
    words = match["tail"].split() if match else []
    if match and len(words) <= 5 and match.start() >= 15 and len(title[: match.start()].split()) > len(words):
        return title[: match.start()].strip()
    return title
