"""The command `blocks`: what was kept of a file and what was dropped."""

from collections.abc import Sequence, Set
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.case import Listing
from reportedly.cli import console
from reportedly.cli.changes import short
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    command,
    hint,
    stack,
    table,
)
from reportedly.errors import InputError
from reportedly.records import Article, Block

SourceName = Annotated[
    str,
    typer.Argument(
        help="A path as `show` prints it or its end, or the beginning of an article's id or of a SHA-256.",
        metavar="SOURCE",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(blocks)


def blocks(
    source: SourceName,
    case: CaseOption = DEFAULT_CASE,
    kept: Annotated[bool, typer.Option("--kept", help="Only what stands in an article.")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="Only what was left out.")] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List the blocks of one file: what was kept of it and what was dropped, as what, and by which rule."""
    if kept and dropped:
        raise InputError("--kept and --dropped exclude each other. Without either, all blocks are listed.")
    with console.existing(case) as opened:
        name = opened.source_of(source)
        every, articles = opened.blocks(name), opened.articles(name)
        standing = _standing(articles)
        wanted = [
            (number, block)
            for number, block in enumerate(every, start=1)
            if not (kept or dropped) or ((block.start, block.end) in standing) is kept
        ]
        listing = Listing(Block, [block for _, block in wanted])
        console.show(listing, lambda: block_table(wanted, standing), as_json, as_csv)
        if not wanted:
            what = "kept" if kept else "dropped" if dropped else "read"
            hint(f"Nothing of it was {what}. `{command('errors', case)}` may say why.")
        elif not (as_json or as_csv):
            hint(f"`{command(f'rule {name[:8]} --block N …', case)}` corrects one.")


def block_table(numbered: Sequence[tuple[int, Block]], standing: Set[tuple[int, int]]) -> Table:
    """Blocks with their numbers in the file; what stands in an article has a ``+``, the rest a ``-``."""
    rows = table("", "block", "class", "piece", "words, and what decided", right=["block", "piece"])
    for number, block in numbered:
        stands = (block.start, block.end) in standing
        style = Style.FINE if stands else Style.QUIET
        words = cell(short(block.text), Style.PLAIN if stands else Style.QUIET)
        rule = cell(block.rule, Style.WARN if block.rule == "ruling" else Style.QUIET)
        mark, kind = cell("+" if stands else "-", style), cell(block.kind.value, style)
        rows.add_row(mark, str(number), kind, cell(block.piece), stack(words, rule))
    kept = sum((block.start, block.end) in standing for _, block in numbered)
    rows.caption = Text(f"+ {kept:,} kept, - {len(numbered) - kept:,} dropped")
    rows.caption_justify, rows.caption_style = "left", ""
    return rows


def _standing(articles: Sequence[Article]) -> frozenset[tuple[int, int]]:
    """The places of the blocks that make up articles."""
    return frozenset((k.start, k.end) for article in articles for k in article.kept)
