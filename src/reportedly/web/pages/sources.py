"""A file as it came: its blocks in order, and where articles begin in it, each to be corrected there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Ruled, RulingState
from reportedly.dossier.dropped import SHOWN
from reportedly.errors import InputError
from reportedly.records import KEPT, Article, Block, BlockClass
from reportedly.web.asking import asked, stretch
from reportedly.web.desk import Desk, desk_of
from reportedly.web.pages.rulings import last_author

# Blocks of a page; most files have fewer.
BLOCKS = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the file. `stands`: it is part of an article's text; `opens` is the article that begins
    with it. `can_split` and `can_join` say which boundary can be ruled at it, `waiting` what was ruled on it
    and is not in the tables yet."""

    block: Block
    stands: bool
    opens: Article | None
    can_split: bool
    can_join: bool
    waiting: tuple[Ruled, ...]


def page(request: Request) -> Response:
    """One file, by its SHA-256 or the beginning of it; ``?first=`` says from which block on."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    source = desk.case.source_of(request.path_params["source"])
    every = desk.case.blocks(source)
    arrivals = desk.case.arrivals(source)
    if not arrivals:
        raise InputError("That file came into this case and is in it no more.")
    articles = [row for row in desk.case.articles(source) if row.arrival == arrivals[0].id]
    parts = _parts(every, articles, _waiting(desk, source))[question.first : question.first + BLOCKS]
    return desk.page(
        request,
        "source.html.j2",
        source=source,
        arrivals=arrivals,
        articles=articles,
        runs=[(stands, list(run)) for stands, run in groupby(parts, lambda part: part.stands)],
        stretch=stretch(question, len(parts), len(every), BLOCKS),
        shown=SHOWN,
        kinds=list(BlockClass),
        author=last_author(request),
    )


def _waiting(desk: Desk, source: str) -> list[Ruled]:
    """What was ruled on a file and is not in the tables yet."""
    if not desk.upkeep.busy:
        return []
    rulings = desk.case.rulings()
    return [row for row in rulings if row.source == source and row.state is RulingState.WAITING]


def _parts(every: Sequence[Block], articles: Sequence[Article], waiting: Sequence[Ruled]) -> list[Part]:
    """The blocks; what was left out has no place in its article's text, whatever its class."""
    standing = {(kept.start, kept.end) for row in articles for kept in row.kept}
    beginnings = {row.kept[0].start: row for row in articles if row.kept}
    pieces = [block.piece if block.kind is BlockClass.BODY else None for block in every]
    above = accumulate(chain([None], pieces), _latest)
    below = reversed(list(accumulate(reversed(pieces), _latest)))
    return [
        Part(
            block=block,
            stands=block.kind in KEPT and (block.start, block.end) in standing,
            opens=beginnings.get(block.start),
            can_split=before is not None and before == after,
            can_join=None not in (before, after) and before != after,
            waiting=tuple(row for row in waiting if block.start <= row.words.start < block.end),
        )
        for block, before, after in zip(every, above, below, strict=False)
    ]


def _latest(known: int | None, piece: int | None) -> int | None:
    return known if piece is None else piece
