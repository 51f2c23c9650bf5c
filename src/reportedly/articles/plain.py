"""Text dumps: every line of a plain text gets a class, and the number of the article that it belongs to.

features (`lines`, `surroundings`) -> scores and the best sequence (`blockmodel`) -> pieces (`splitting`) ->
names for what is not body (`naming`).
"""

from collections.abc import Iterator, Sequence

from reportedly.articles.blockmodel import BODY, best_sequence, line_scores, settle, weights
from reportedly.articles.labelled import Labelled
from reportedly.articles.lines import lines_of, own_table, words_of
from reportedly.articles.naming import Name, Piece, glued_credit, name_inside, name_line, place_pieces
from reportedly.articles.splitting import Page, boundaries
from reportedly.articles.surroundings import table
from reportedly.records import BlockClass

GLUED = "credit behind the last sentence"
LEARNED = "learned from shape and surroundings"


def classify_plain(text: str) -> list[Labelled]:
    """All lines of `text` that are not blank, in order, each as one block, or as two where a credit is glued
    to a sentence. Ranges do not overlap and neither begin nor end with white space. Never raises."""
    page = _read(text)
    if not page.lines:
        return []
    names = [name_line(page, i) for i in range(len(page.lines))]
    pieces = place_pieces(page, _bodies(page), names)
    return list(_label(page, pieces, names))


def _read(text: str) -> Page:
    lines = lines_of(text)
    words = [words_of(line.text) for line in lines]
    own = own_table(lines, words)
    likely = line_scores(table(own, words), weights())
    return Page(lines, words, own, likely, settle(own, best_sequence(likely)))


def _bodies(page: Page) -> list[list[int]]:
    """The body lines of each piece, in order; none for a text without body."""
    starts = [gap.first for gap in boundaries(page, weights())]
    pieces: list[list[int]] = [[]]
    for i in page.body():
        if starts and i >= starts[0]:
            del starts[0]
            pieces.append([])
        pieces[-1].append(i)
    return [piece for piece in pieces if piece]


def _label(page: Page, pieces: Sequence[Piece], names: Sequence[Name]) -> Iterator[Labelled]:
    reach = [number for number, piece in enumerate(pieces) for _ in range(piece.start, piece.end)]
    places = [i for piece in pieces for i in range(piece.start, piece.end)]
    owner = dict(zip(places, reach, strict=True))
    for i, line in enumerate(page.lines):
        number = owner.get(i)
        if page.classes[i] == BODY:
            yield from _body(page, i, number)
            continue
        name = names[i] if number is None else name_inside(page, pieces[number], i, names[i])
        sure = 1 - float(page.likely[i, BODY])
        yield Labelled(line.start, line.end, name.kind, number, name.rule, round(sure, 3))


def _body(page: Page, i: int, number: int | None) -> Iterator[Labelled]:
    line, sure = page.lines[i], round(float(page.likely[i, BODY]), 3)
    cut = glued_credit(line.text)
    if cut is None:
        yield Labelled(line.start, line.end, BlockClass.BODY, number, LEARNED, sure)
        return
    end = line.start + len(line.text[:cut].rstrip())
    yield Labelled(line.start, end, BlockClass.BODY, number, LEARNED, sure)
    yield Labelled(line.start + cut, line.end, BlockClass.CREDIT, number, GLUED, 0.9)
