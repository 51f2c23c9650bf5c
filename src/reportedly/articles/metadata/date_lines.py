"""The lines that may carry a piece's date, and the words in them that say what the date is."""

import re
from functools import cache

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.joined import join
from reportedly.articles.metadata.piece import Piece
from reportedly.knowledge import load
from reportedly.records import BlockClass
from reportedly.text.phrases import any_of

LINE_KINDS = frozenset({BlockClass.DATELINE, BlockClass.BYLINE, BlockClass.JUNK})
# A date inside the text is the piece's only where no teaser stands above it.
ITS_OWN = frozenset({BlockClass.BODY, BlockClass.STANDFIRST, BlockClass.BYLINE})
LONGEST_LINE = 160
LINES_ABOVE, LINES_BELOW = 8, 6
# "Published 4 March 2031 by ..." may stand below share buttons and boxes.
LABELLED_BELOW = 25
# A short line that passes for text and yet only says when: "Posted on 4 March 2031 by ...".
LONGEST_BODY_LINE = 90


def date_lines(piece: Piece, day_first: bool | None) -> list[Labelled]:
    """The lines that may carry the piece's date: just above its body, and labelled ones just around it."""
    first, last = piece.body_places
    above = piece.region[max(0, first - LINES_ABOVE) : first]
    below = _below(piece, last)
    inside = [
        x
        for before, x in zip(piece.region[first:last], piece.region[first + 1 : last], strict=False)
        if x.kind is BlockClass.DATELINE and before.kind in ITS_OWN
    ][:1]
    top = piece.region[: max(0, first - LINES_ABOVE)]
    opening = [x for x in top if x.kind is BlockClass.DATELINE] if piece.is_page else list(top[:2])
    lines = [x for x in [*above, *inside, *opening, *below] if x.kind in LINE_KINDS]
    lines += [*_beside_title(piece), *_in_disguise(piece, day_first)]
    return [x for x in dict.fromkeys(lines) if x.end - x.start <= LONGEST_LINE]


def _in_disguise(piece: Piece, day_first: bool | None) -> list[Labelled]:
    """The first and the last line of the text where they only say when or who; a line below the title that
    begins with a date and passes for a link to another story."""
    ends = dict.fromkeys([*piece.body[:1], *piece.body[-1:]])
    edges = [x for x in ends if _only_dates(piece.words(x), day_first)]
    title = next((i for i, x in enumerate(piece.region) if x.kind is BlockClass.TITLE), None)
    below = piece.region[title + 1 : title + 2] if title is not None else ()
    return edges + [x for x in below if x.kind is BlockClass.TEASER and _begins_with_date(piece.words(x))]


def _begins_with_date(words: str) -> bool:
    named = days(words[:LONGEST_LINE])
    return bool(named) and named[0].start == 0 and named[0].year is not None


def _only_dates(words: str, day_first: bool | None) -> bool:
    if len(words) > LONGEST_BODY_LINE or words.rstrip()[-1:] in '.!?”"':
        return False
    named = [day for day in days(words, day_first) if day.year]
    length = sum(day.end - day.start for day in named)
    return bool(named) and (role_word(words) is not None or length >= 0.35 * len(words))


def _beside_title(piece: Piece) -> list[Labelled]:
    """Date lines three stretches around the title, which on a page may stand below what passes for text."""
    title = next((i for i, x in enumerate(piece.region) if x.kind is BlockClass.TITLE), None)
    if title is None:
        return []
    return [x for x in piece.region[max(0, title - 3) : title + 4] if x.kind is BlockClass.DATELINE]


def _below(piece: Piece, last: int) -> list[Labelled]:
    """The lines under the text that are dates, or speak of the piece's own."""
    lines = piece.region[last + 1 : last + 1 + LABELLED_BELOW]
    told = set(join(map(piece.words, lines)).holding(*(pattern for pattern, _ in _roles())))
    return [
        x
        for n, x in enumerate(lines)
        if (n < LINES_BELOW and x.kind is BlockClass.DATELINE)
        or (n in told and x.end - x.start <= LONGEST_LINE)
    ]


@cache
def _roles() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(any_of(words, fold=True) + r"\b"), role)
        for role, words in load("months")["roles"].items()
    )


def role_word(words: str) -> str | None:
    """The role that the last role word before a date gives it."""
    said = [(m.end(), role) for pattern, role in _roles() for m in pattern.finditer(words)]
    return max(said)[1] if said else None
