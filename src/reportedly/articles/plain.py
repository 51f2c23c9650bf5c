"""Text dumps: every line of a plain text gets a class, and the number of the article that it belongs to.

features (`lines`, `surroundings`) -> scores and the best sequence (`blockmodel`) -> pieces (`splitting`) ->
names for what is not body (`naming`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.articles.asides import find_asides
from reportedly.articles.blockmodel import (
    BODY,
    OUT,
    TITLE,
    Weights,
    best_sequence,
    line_scores,
    settle,
    weights,
)
from reportedly.articles.captions import find_captions
from reportedly.articles.clippings import find_clippings
from reportedly.articles.cohesion import NO_SUBJECTS, Subjects, subjects_of
from reportedly.articles.headers import find_dated_teasers, find_heads
from reportedly.articles.labelled import Labelled
from reportedly.articles.lines import Line, Table, ends_of, lines_of
from reportedly.articles.metadata.credits import glued_credit
from reportedly.articles.naming import BODY_LINE, Name, Piece, name_inside, name_lines, place_pieces
from reportedly.articles.posts import find_posts
from reportedly.articles.shapes import own_table
from reportedly.articles.splitting import Page, boundaries, long_enough
from reportedly.articles.surroundings import table
from reportedly.articles.wording import wording_of
from reportedly.records import BlockClass

GLUED = "credit behind the last sentence"
# Out, body, title: what a rule says, in the terms of the learned scores.
SURE_OUT = (0.99, 0.0, 0.01)
SURE_TITLE = (0.04, 0.0, 0.96)


@dataclass(frozen=True, slots=True)
class Look:
    """A text's lines, their words, and the rows of features that the weights are multiplied with."""

    lines: list[Line]
    words: list[list[str]]
    subjects: Subjects
    own: Table
    rows: Table


def classify_plain(text: str) -> list[Labelled]:
    """All lines of `text` that are not blank, in order, each as one block, or as two where a credit is glued
    to a sentence. Ranges do not overlap and neither begin nor end with white space. Never raises."""
    seen = look(text)
    if not seen.lines:
        return []
    page, starts = _clipped(judge(seen, weights()))
    names = name_lines(page)
    pieces = place_pieces(page, _bodies(page, starts), names)
    return list(_label(page, pieces, names))


def look(text: str) -> Look:
    """What is seen of a text before anything is decided."""
    lines = lines_of(text)
    if not lines:
        return Look([], [], NO_SUBJECTS, np.empty((0, 0)), np.empty((0, 0)))
    wording = wording_of([ends_of(line.text) for line in lines])
    own = own_table(lines, wording)
    subjects = subjects_of(wording)
    return Look(lines, wording.by_line(), subjects, own, table(own, subjects))


def judge(seen: Look, held: Weights) -> Page:
    """The lines with their scores under `held` and the best sequence, where captions, the heads of pieces,
    dated teasers and asides are never body: their form is surer evidence than the neighbourhood that was
    learned."""
    likely = line_scores(seen.rows, held)
    heads = find_heads(seen.lines, seen.words)
    for head in heads:
        likely[head.title] = SURE_TITLE
        likely[head.title + 1 : head.end] = SURE_OUT
    captions = find_captions(seen.lines, seen.words)
    asides = find_asides(seen.lines, seen.words) | find_dated_teasers(seen.lines, seen.words)
    likely[sorted(captions | asides)] = SURE_OUT
    classes = settle(seen.own, best_sequence(likely))
    titles = frozenset(head.title for head in heads)
    return Page(seen.lines, seen.words, seen.subjects, seen.own, likely, classes, captions, titles)


def _clipped(page: Page) -> tuple[Page, list[int]]:
    """The page with the heads of clippings and of posts as such, and the lines at which their texts begin."""
    heads, posts = find_clippings(page.lines, page.words), find_posts(page.lines)
    if not heads and not posts:
        return page, []
    likely, classes = page.likely.copy(), list(page.classes)
    for head in heads:
        above = head.title - 1  # the rule or the address that parts it from the text before
        likely[above : head.end] = SURE_OUT
        classes[above : head.end] = [OUT] * (head.end - above)
        likely[head.title], classes[head.title] = SURE_TITLE, TITLE
    for post in posts:
        likely[post], classes[post] = SURE_OUT, OUT
    return replace(page, likely=likely, classes=classes), [
        *(head.end for head in heads),
        *(i + 1 for i in posts),
    ]


def _bodies(page: Page, sure: Sequence[int]) -> list[list[int]]:
    """The body lines of each piece, in order; none for a text without body. `sure` are lines at which pieces
    begin, whatever was learned."""
    starts = long_enough(page, {*sure, *(gap.first for gap in boundaries(page, weights()))})
    pieces: list[list[int]] = [[]]
    for i in page.body():
        if starts and i >= starts[0]:
            del starts[0]
            pieces.append([])
        pieces[-1].append(i)
    return [piece for piece in pieces if piece]


def _label(page: Page, pieces: Sequence[Piece], names: Sequence[Name]) -> Iterator[Labelled]:
    owner = {i: number for number, piece in enumerate(pieces) for i in range(piece.start, piece.end)}
    body: list[float] = page.likely[:, BODY].tolist()
    for i, line in enumerate(page.lines):
        number = owner.get(i)
        if page.classes[i] == BODY:
            yield from _body(line, body[i], number)
            continue
        name = names[i] if number is None else name_inside(page, pieces[number], i, names[i])
        yield Labelled(line.start, line.end, name.kind, number, name.rule, 1 - body[i])


def _body(line: Line, sure: float, number: int | None) -> Iterator[Labelled]:
    cut = glued_credit(line.text)
    if cut is None:
        yield Labelled(line.start, line.end, BlockClass.BODY, number, BODY_LINE.rule, sure)
        return
    end = line.start + len(line.text[:cut].rstrip())
    yield Labelled(line.start, end, BlockClass.BODY, number, BODY_LINE.rule, sure)
    yield Labelled(line.start + cut, line.end, BlockClass.CREDIT, number, GLUED, 0.9)
