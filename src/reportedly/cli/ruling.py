"""The command `rule`: corrects what was found in a file."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from reportedly.case import Case
from reportedly.cli import changes, console
from reportedly.cli.authors import SHORT_ID, Author, Later, Why, ruler
from reportedly.cli.blocks import SourceName
from reportedly.cli.console import DEFAULT_CASE, CaseOption, command, count, hint
from reportedly.errors import InputError
from reportedly.records import Action, Article, Block, BlockClass, Range, Ruling


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(rule)


def rule(
    source: SourceName,
    case: CaseOption = DEFAULT_CASE,
    block: Annotated[
        str | None, typer.Option(help="The block: its number in `blocks`, or its id.", metavar="N")
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(help="Only these words of it; without --block, of the whole file.", metavar="WORDS"),
    ] = None,
    kind: Annotated[
        BlockClass | None,
        typer.Option("--class", help="What it is: body, caption, junk, ...", metavar="CLASS"),
    ] = None,
    split: Annotated[bool, typer.Option("--split", help="Another article begins here.")] = False,
    join: Annotated[bool, typer.Option("--join", help="No other article begins here.")] = False,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="A field of the article, as date=2031-05-09.", metavar="FIELD=VALUE"),
    ] = None,
    piece: Annotated[
        int | None, typer.Option(help="Which article of the file --set is about.", metavar="K")
    ] = None,
    why: Why = "",
    author: Author = None,
    later: Later = False,
) -> None:
    """Correct what was found in a file: the class of a block, where an article begins, a field of it.

    A ruling is an input like the file itself: it holds on every later run, and can be undone.
    """
    said = _said(kind, split, join, values or [], piece)
    with console.existing(case) as opened:
        name = opened.source_of(source)
        every, before = opened.blocks(name), changes.found(opened, name)
        at = _place(opened, name, every, block, words)
        if piece is None and at is None:
            piece = _named_piece(before[0], source)
        asked = [(action, value, _where(action, at, piece, every)) for action, value in said]
        for action, _, where in asked:
            _makes_sense(action, where, every)
        made = _record(opened, name, asked, ruler(author), why, later)
        changes.tell(opened, made[-1], before, later)
    undo = command(f"rulings --undo {made[-1].id[:SHORT_ID]}", case)
    hint(f"`{undo}` takes {'it' if len(made) == 1 else 'the last'} back.")


def _record(
    opened: Case,
    source: str,
    asked: Sequence[tuple[Action, str, Range]],
    author: str,
    why: str,
    later: bool,
) -> list[Ruling]:
    """Write the rulings, say each, and bring the tables up to date with the last."""
    made = []
    with console.progress() as advance:
        for number, (action, value, where) in enumerate(asked, start=1):
            now = not later and number == len(asked)
            made.append(
                opened.rule(source, where, action, value, author=author, why=why, now=now, progress=advance)
            )
    for line in made:
        changes.say(changes.told_of(line))
    return made


def _named_piece(articles: Sequence[Article], source: str) -> int | None:
    """The piece of the article whose id `source` begins, if it is one's."""
    named = {article.piece for article in articles if article.id.startswith(source)}
    return named.pop() if len(named) == 1 else None


def _said(
    kind: BlockClass | None, split: bool, join: bool, values: Sequence[str], piece: int | None
) -> list[tuple[Action, str]]:
    """What the options ask for. Raises InputError where it is nothing, or two things that do not agree."""
    from reportedly.articles import fault

    if piece is not None and not values:
        raise InputError("--piece says which article --set is about. Use --block for the rest.")
    said = [(Action.CLASS, kind.value)] if kind else []
    if split and join:
        raise InputError("--split and --join exclude each other. Name one.")
    said += [(Action.SPLIT, "")] * split + [(Action.JOIN, "")] * join
    said += [(Action.SET, value) for value in values]
    if not said:
        raise InputError("Say what is to hold: --class CLASS, --split, --join, or --set FIELD=VALUE.")
    wrong = next((why for action, value in said if (why := fault(action, value))), None)
    if wrong:
        raise InputError(wrong)
    return said


def _place(
    case: Case, source: str, every: Sequence[Block], block: str | None, words: str | None
) -> Range | None:
    """The place that --block and --words name, if any does. Raises InputError where it is none or several."""
    if block is None and words is None:
        return None
    text = case.sources(source)[0].text
    chosen = _block(every, block) if block is not None else None
    low, high = (chosen.start, chosen.end) if chosen else (0, len(text))
    if words is None:
        return Range(low, high)
    loose = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [Range(*match.span()) for match in loose.finditer(text, low, high)] if words.split() else []
    if len(found) == 1:
        return found[0]
    where = f"Block {block}" if chosen else "The file"
    if not found:
        raise InputError(f"{where} does not hold the words {words!r}. Give them as `blocks` shows them.")
    raise InputError(f"{where} holds {words!r} {len(found)} times. Give more words, or name a block.")


def _block(every: Sequence[Block], name: str) -> Block:
    if name.isdecimal():
        if not 1 <= int(name) <= len(every):
            raise InputError(f"There is no block {name}: the file has {count(len(every), 'block')}.")
        return every[int(name) - 1]
    found = [block for block in every if name.startswith("b_") and block.id.startswith(name)]
    if len(found) != 1:
        raise InputError(
            f"{name!r} is no block of that file. Give the number that `blocks` shows, or its id."
        )
    return found[0]


def _where(action: Action, at: Range | None, piece: int | None, every: Sequence[Block]) -> Range:
    """The place of one ruling: what was named, or for --set the first body of the article."""
    if at and action is Action.SET and piece is not None:
        raise InputError("--block or --words and --piece name two places for --set. Give one of them.")
    if at:
        return at
    if action is not Action.SET:
        raise InputError(f"--{action.value} needs a place: name it with --block N or --words WORDS.")
    bodies = {x.piece: x for x in reversed(every) if x.kind is BlockClass.BODY and x.piece is not None}
    if not bodies:
        raise InputError("No article was found in that file. Restore a block of it first, with --class body.")
    if piece is None and len(bodies) > 1:
        raise InputError(f"That file holds {len(bodies)} articles. Say which with --piece, from 0.")
    chosen = bodies.get(0 if piece is None else piece)
    if chosen is None:
        raise InputError(f"There is no piece {piece}. `blocks` shows the pieces of the file.")
    return Range(chosen.start, chosen.end)


def _makes_sense(action: Action, where: Range, every: Sequence[Block]) -> None:
    """Raises InputError for a boundary that is there already, or that has no text on one of its sides."""
    from reportedly.articles import boundary_fault

    wrong = boundary_fault(action, every, where.start)
    if wrong:
        raise InputError(wrong)
