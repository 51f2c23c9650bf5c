"""The order of reading: a page is cut along the white strips between its columns.

A strip is looked for just left of where several fragments begin one below the other. It holds from one
fragment that crosses it to the next, and counts where prose stands on both sides. The tallest strip cuts
the page into what stands above, left, right and below, and each part is cut again. So headings over all
columns come first, and it does not matter in which order the page was drawn.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from reportedly.sources.pdf.fragments import Fragment

ALIGNED = 3.0
STRIP = 4.0
FEWEST_ROWS = 3
PROSE_ROW = 12
DEEPEST = 12
MOST_STARTS = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """White space left of `x`, between the baselines `low` and `high`; `rows` on its emptier side."""

    x: float
    low: float
    high: float
    rows: int


def in_reading_order(
    fragments: Sequence[Fragment], known: Sequence[float] = (), depth: int = 0
) -> list[list[Fragment]]:
    """The columns of a page, each a list of fragments from top to bottom.

    `known` are places of strips that other pages of the document show: there one row is enough.
    """
    if depth >= DEEPEST or len(fragments) < 2:
        return [sorted(fragments, key=_downwards)] if fragments else []
    strip = _best(fragments, known)
    if strip is None:
        return [sorted(fragments, key=_downwards)]
    above = [f for f in fragments if f.base > strip.high]
    below = [f for f in fragments if f.base < strip.low]
    beside = [f for f in fragments if strip.low <= f.base <= strip.high]
    left = [f for f in beside if _middle(f) < strip.x]
    right = [f for f in beside if _middle(f) >= strip.x]
    parts = (above, left, right, below)
    return [column for part in parts for column in in_reading_order(part, known, depth + 1)]


def strips(pages: Sequence[Sequence[Fragment]]) -> tuple[float, ...]:
    """Places of the strips that at least two pages show, or one page over twenty rows."""
    votes: dict[int, list[Strip]] = defaultdict(list)
    for page in pages:
        fragments = sorted(page, key=_downwards)
        for x in _starts(fragments, ()):
            strip = _strip(fragments, x, False)
            if strip is not None:
                votes[round(x / ALIGNED)].append(strip)
    return tuple(sorted(found[0].x for found in votes.values() if len(found) > 1 or found[0].rows >= 20))


def _downwards(fragment: Fragment) -> tuple[float, float]:
    return -fragment.base, fragment.left


def _middle(fragment: Fragment) -> float:
    return (fragment.left + fragment.right) / 2


def _best(fragments: Sequence[Fragment], known: Sequence[float]) -> Strip | None:
    ordered = sorted(fragments, key=_downwards)
    found = [_strip(ordered, x, any(abs(x - k) <= ALIGNED for k in known)) for x in _starts(fragments, known)]
    return max((s for s in found if s is not None), key=lambda s: (s.rows, -s.x), default=None)


def _starts(fragments: Sequence[Fragment], known: Sequence[float]) -> list[float]:
    """Where fragments begin one below the other; the most frequent places, the leftmost edge left out."""
    counts: dict[int, list[float]] = defaultdict(list)
    for fragment in fragments:
        counts[round(fragment.left / ALIGNED)].append(fragment.left)
    edge = min((f.left for f in fragments), default=0.0)
    frequent = sorted(counts.values(), key=lambda lefts: (-len(lefts), lefts[0]))[:MOST_STARTS]
    places = [min(lefts) for lefts in frequent if len(lefts) >= FEWEST_ROWS]
    return sorted({x for x in (*places, *known) if x > edge + 4 * STRIP})


def _strip(fragments: Sequence[Fragment], x: float, known: bool) -> Strip | None:
    """The tallest stretch that none of the fragments (from the top) crosses, with prose on both sides."""
    best: Strip | None = None
    held: list[Fragment] = []
    for fragment in [*fragments, None]:
        if fragment is not None and not (fragment.left < x - ALIGNED and fragment.right > x - STRIP):
            held.append(fragment)
            continue
        strip = _judged(held, x, known)
        if strip is not None and (best is None or strip.rows > best.rows):
            best = strip
        held = []
    return best


def _judged(held: Sequence[Fragment], x: float, known: bool) -> Strip | None:
    if len(held) < FEWEST_ROWS + 1:
        return None
    left = [f for f in held if f.right <= x - STRIP]
    right = [f for f in held if f.left >= x - ALIGNED]
    fewest = 1 if known else FEWEST_ROWS
    if min(len(left), len(right)) < fewest:
        return None
    sides = [_rows(left), _rows(right)]
    fewer, more = sorted(map(len, sides))
    if fewer < fewest or more < FEWEST_ROWS or any(median(side) < PROSE_ROW for side in sides):
        return None
    bases = [f.base for f in held]
    return Strip(x, min(bases), max(bases), fewer)


def _rows(fragments: Sequence[Fragment]) -> list[int]:
    """How many characters stand on each baseline."""
    sizes: dict[int, int] = defaultdict(int)
    for fragment in fragments:
        sizes[round(fragment.base / 2)] += len(fragment.text)
    return list(sizes.values())
