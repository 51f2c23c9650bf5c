"""Stories: the articles that tell one happening or one publication."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Places
from reportedly.lineage.likeness import (
    SCALE,
    Cosines,
    Head,
    Reuse,
    StoryText,
    copies,
    counted,
    days,
    merged,
    near_pairs,
    near_rows,
    reuse,
    titled,
    with_reuse,
)
from reportedly.lineage.linkage import average_link
from reportedly.lineage.vectors import Matrix
from reportedly.records import Passage, Story, story

CUT = 0.20
"""Mean likeness at which two groups are one story; docs/notes/stories.md says how it was chosen."""

_TITLE = 120


def stories(articles: Iterable[StoryText], passages: Iterable[Passage]) -> list[Story]:
    """Every article in exactly one story, the stories by first date (undated last), then id.

    Groups are joined by average link over words, names, dates and reused text, so that neither a chain of
    weak likenesses nor a shared quotation makes a story. How common a word is comes from the background
    table and not from the pile; the order of the input changes nothing. Article ids must be unique. Both are
    gone through once, and texts are not held.
    """
    ordered, rows, titles = counted(articles)
    group = _groups(ordered, rows, reuse(ordered, passages), titles)
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    made = [_story(ordered, rows, members) for members in np.split(order, cuts)] if ordered else []
    return sorted(made, key=lambda one: (one.first_date is None, one.first_date or "", one.id))


def _groups(articles: list[Head], rows: Matrix, reused: Reuse, titles: Matrix) -> Places:
    """The group number of each row. Near copies of one date are one node with the weight of all."""
    when = days(articles)
    near = near_rows(rows, reused)
    reused = titled(reused, titles)
    leader = copies(rows, when, near)
    nodes, node, sizes = np.unique(leader, return_inverse=True, return_counts=True)
    pairs = near_pairs(Cosines(*merged(near.a, near.b, near.cosine, node)), when[nodes])
    pairs = with_reuse(pairs, Reuse(*merged(reused.a, reused.b, reused.share, node)))
    return average_link(pairs, sizes.astype(np.int32), round(CUT * SCALE))[node]


def _story(articles: list[Head], rows: Matrix, members: NDArray[np.intp]) -> Story:
    told = [articles[row] for row in members.tolist()]
    best = _nearest(told, rows[members])
    dates = sorted(article.date for article in told if article.date)
    told.sort(key=lambda article: (article.date is None, article.date or "", article.id))
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return story(_title(best), tuple(article.id for article in told), first, last)


def _nearest(told: list[Head], rows: Matrix) -> Head:
    """The article nearest the middle of all; of those with a headline, where there are any."""
    near = np.round(rows @ np.asarray(rows.sum(axis=0)).ravel(), 6)
    titled = [row for row, article in enumerate(told) if article.titled]
    return told[max(titled or range(len(told)), key=lambda row: (near[row], -row))]


def _title(article: Head) -> str:
    first = article.title
    return first if len(first) <= _TITLE else first[: _TITLE - 1].rstrip() + "…"
