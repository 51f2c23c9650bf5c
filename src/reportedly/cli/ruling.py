"""Commands that correct what was found: `blocks`, `rule`, `rulings`."""

import getpass
import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Listing, Ruled, RulingState
from reportedly.cli import console
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    command,
    count,
    hint,
    stack,
    table,
)
from reportedly.errors import InputError
from reportedly.records import Action, Article, Block, BlockClass, Range, Ruling

LONG, SHORT_ID = 160, 10
STATES = {RulingState.NOT_FOUND: Style.WARN, RulingState.APPLIED: Style.FINE}
Named = Annotated[
    str,
    typer.Argument(
        help="A path as `show` prints it or its end, or the beginning of an article's id or of a SHA-256.",
        metavar="SOURCE",
    ),
]
Author = Annotated[
    str | None,
    typer.Option(envvar="REPORTEDLY_AUTHOR", help="Who rules; your login name if not given.", metavar="NAME"),
]
Why = Annotated[str, typer.Option(help="The reason, for whoever reads it later.", metavar="WORDS")]
Later = Annotated[
    bool,
    typer.Option("--later", help="Only note it; the next `read` or ruling brings the tables up to date."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (blocks, rule, rulings):
        app.command()(function)


def blocks(
    source: Named,
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


def rule(
    source: Named,
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
    said = _said(kind, split, join, values or [])
    if piece is not None and not values:
        raise InputError("--piece says which article --set is about. Use --block for the rest.")
    with console.existing(case) as opened:
        name = opened.source_of(source)
        every, before = opened.blocks(name), opened.articles(name)
        at = _place(opened, name, every, block, words)
        named = {article.piece for article in before if article.id.startswith(source)}
        if piece is None and at is None and len(named) == 1:
            (piece,) = named
        asked = [(action, value, _where(action, at, piece, every)) for action, value in said]
        for action, _, where in asked:
            _makes_sense(action, where, every)
        made = _record(opened, name, asked, _author(author), why, later)
        _tell(opened, name, before, later)
    undo = command(f"rulings --undo {made[-1].id[:SHORT_ID]}", case)
    hint(f"`{undo}` takes {'it' if len(made) == 1 else 'the last'} back.")


def rulings(
    case: CaseOption = DEFAULT_CASE,
    undo: Annotated[
        str | None,
        typer.Option(help="Take back the ruling with this id, or a beginning of it.", metavar="ID"),
    ] = None,
    why: Why = "",
    author: Author = None,
    later: Later = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List the rulings, each with what has become of it, or take one back."""
    with console.existing(case) as opened:
        if undo is not None:
            _undo(opened, undo, why, author, later)
            return
        found = opened.rulings()
        console.show(found, lambda: ruling_table(found), as_json, as_csv)
        if not found:
            hint(f"No rulings yet. `{command('blocks SOURCE', case)}` shows what can be ruled on.")


def block_table(numbered: Sequence[tuple[int, Block]], standing: Set[tuple[int, int]]) -> Table:
    """Blocks with their numbers in the file; what stands in an article has a ``+``, the rest a ``-``."""
    rows = table("", "block", "class", "piece", "words, and what decided", right=["block", "piece"])
    for number, block in numbered:
        stands = (block.start, block.end) in standing
        style = Style.FINE if stands else Style.QUIET
        words = cell(_short(block.text), Style.PLAIN if stands else Style.QUIET)
        rule = cell(block.rule, Style.WARN if block.rule == "ruling" else Style.QUIET)
        mark, kind = cell("+" if stands else "-", style), cell(block.kind.value, style)
        rows.add_row(mark, str(number), kind, cell(block.piece), stack(words, rule))
    kept = sum((block.start, block.end) in standing for _, block in numbered)
    rows.caption = Text(f"+ {kept:,} kept, - {len(numbered) - kept:,} dropped")
    rows.caption_justify, rows.caption_style = "left", ""
    return rows


def ruling_table(found: Sequence[Ruled]) -> Table:
    """Rulings: what was ruled, on which words, by whom, and what has become of it."""
    rows = table("ruling", "on", "by", "state")
    for row in found:
        name = stack(cell(_deed(row.action, row.value), Style.NAME), cell(row.id, Style.QUIET))
        whence = cell(row.path or row.source[:12], Style.QUIET)
        why = [cell(row.why, Style.QUIET)] if row.why else []
        by = stack(cell(row.author), cell(row.time[:16].replace("T", " "), Style.QUIET))
        state = cell(row.state.value, STATES.get(row.state, Style.QUIET))
        rows.add_row(name, stack(cell(_short(row.words.text)), whence, *why), by, state)
    return rows


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
        _say(_told_of(line))
    return made


def _undo(opened: Case, name: str, why: str, author: str | None, later: bool) -> None:
    sources = {row.source for row in opened.rulings() if row.id.startswith(name)}
    before = [article for source in sources for article in opened.articles(source)]
    with console.progress() as advance:
        line = opened.unrule(name, author=_author(author), why=why, now=not later, progress=advance)
    _say(Text.assemble("undone – ", _told_of(line)))
    _tell(opened, line.source, before, later)


def _tell(opened: Case, source: str, before: Sequence[Article], later: bool) -> None:
    """What has changed in the file, or that nothing has yet."""
    if later:
        hint(f"Noted. `{command('read', str(opened.path))}` brings the tables up to date.")
    else:
        _say(_change(before, opened.articles(source)))


def _told_of(line: Ruling) -> Text:
    deed = cell(_deed(line.action, line.value), Style.NAME)
    return Text.assemble(deed, ": ", cell(_short(line.words.text)))


def _say(words: Text) -> None:
    console.output.print(words, soft_wrap=True)


def _said(
    kind: BlockClass | None, split: bool, join: bool, values: Sequence[str]
) -> list[tuple[Action, str]]:
    """What the options ask for. Raises InputError where it is nothing, or two things that do not agree."""
    from reportedly.articles import fault

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
    from reportedly.articles import sides

    if action not in (Action.SPLIT, Action.JOIN):
        return
    before, after = sides(every, where.start)
    if before is None or after is None:
        side = "before" if before is None else "after"
        raise InputError(f"No body stands {side} that place, so no article ends or begins there.")
    if action is Action.SPLIT and before != after:
        raise InputError("Another article begins there already.")
    if action is Action.JOIN and before == after:
        raise InputError("What stands before and after that place is one article already.")


def _author(given: str | None) -> str:
    """Whose ruling it is. Raises InputError where the machine does not know either."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise InputError("Say who rules, with --author or in REPORTEDLY_AUTHOR.") from None


def _change(before: Sequence[Article], after: Sequence[Article]) -> Text:
    """What a ruling did to the articles of its file, in a line or two."""
    copies = max(Counter(article.piece for article in after or before).values(), default=1)
    had, has = len(before) // copies, len(after) // copies
    lines = [cell(count(has, "article"), Style.NAME)]
    lines[0].append(" as before" if had == has else f" instead of {had}", "")
    shown = {article.piece: article for article in after}
    was = {article.piece: article for article in before}
    for number, article in sorted(shown.items()):
        lines.append(_told(number, article, was.get(number) if had == has else None))
    return stack(*lines)


def _told(number: int, article: Article, was: Article | None) -> Text:
    """One article: its number, title, and what of it is another than before."""
    from reportedly.articles import SETTABLE

    parts = [f"{len(article.body.split()):,} words of body"]
    if was and len(was.body.split()) != len(article.body.split()):
        parts[0] += f" instead of {len(was.body.split()):,}"
    for field in SETTABLE if was else ("date",):
        old, new = getattr(was, field, None), getattr(article, field)
        if old != new:
            parts.append(f"{field} {new or '–'}" + (f" instead of {old or '–'}" if was else ""))
    name = _short(article.title or article.text)
    return Text.assemble(f"  piece {number}  ", cell(name, Style.NAME), "  ", cell(", ".join(parts)))


def _standing(articles: Sequence[Article]) -> frozenset[tuple[int, int]]:
    """The places of the blocks that make up articles."""
    return frozenset((k.start, k.end) for article in articles for k in article.kept)


def _deed(action: Action, value: str) -> str:
    """A ruling in words."""
    match action:
        case Action.CLASS:
            return f"is {value}"
        case Action.SPLIT:
            return "begins an article"
        case Action.JOIN:
            return "begins no article"
        case Action.SET:
            return value


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0] or text[:LONG]} …"
