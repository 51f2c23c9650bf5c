"""Pieces of an export as lines and marked places, and the labels that they give."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.articles.labelled import Labelled
from reportedly.articles.lines import Line
from reportedly.records import BlockClass

SURE, FURNITURE = 0.97, "export-furniture"
KINDS = {
    "title": BlockClass.TITLE,
    "standfirst": BlockClass.STANDFIRST,
    "byline": BlockClass.BYLINE,
    "date": BlockClass.DATELINE,
    "body": BlockClass.BODY,
    "caption": BlockClass.CAPTION,
    "credit": BlockClass.CREDIT,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is a field's value; other lines of the piece are the export's furniture."""

    start: int
    end: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A piece: its lines from number `first` to before `end`, and its marks, none overlapping, in order."""

    first: int
    end: int
    marks: tuple[Mark, ...]


def exported(first: int, end: int, marks: Iterable[Mark]) -> Exported:
    """A piece with its marks in order; of two that overlap, as in a garbled export, the earlier stays."""
    kept: list[Mark] = []
    for each in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return Exported(first, end, tuple(kept))


def mark(lines: Sequence[Line], first: int, end: int, meaning: str, start: int | None = None) -> list[Mark]:
    """A mark over lines ``[first, end)``, from the place `start` on; of a body one for each line."""
    held = lines[first:end]
    if not held:
        return []
    if meaning == "body":
        return [Mark(line.start, line.end, meaning) for line in held]
    begin = held[0].start if start is None else start
    return [Mark(begin, held[-1].end, meaning)] if begin < held[-1].end else []


def labels(text: str, lines: Sequence[Line], pieces: Sequence[Exported]) -> list[Labelled]:
    """A label for each mark, and for what of each line no mark covers."""
    found: list[Labelled] = []
    done = 0
    for number, piece in enumerate(pieces):
        found += [_furniture(line.start, line.end, None) for line in lines[done : piece.first]]
        found += _of_piece(text, lines[piece.first : piece.end], piece.marks, number)
        done = piece.end
    return found + [_furniture(line.start, line.end, None) for line in lines[done:]]


def _of_piece(text: str, lines: Sequence[Line], marks: Sequence[Mark], number: int) -> Iterator[Labelled]:
    waiting = list(reversed(marks))
    at = 0
    for line in lines:
        at = max(at, line.start)
        while waiting and waiting[-1].start < line.end:
            held = waiting.pop()
            yield from _between(text, at, held.start, number)
            kind = KINDS.get(held.meaning, BlockClass.JUNK)
            yield Labelled(held.start, held.end, kind, number, f"export-{held.meaning}", SURE)
            at = held.end
        yield from _between(text, at, line.end, number)
        at = max(at, line.end)


def _between(text: str, start: int, end: int, number: int) -> Iterator[Labelled]:
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        yield _furniture(start, start + len(words.strip()), number)


def _furniture(start: int, end: int, number: int | None) -> Labelled:
    return Labelled(start, end, BlockClass.JUNK, number, FURNITURE, SURE)
