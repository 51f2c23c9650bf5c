"""The command that shows which quotations were bent, and by whom: `bent`."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.case import Case, Listing
from reportedly.cli import console
from reportedly.cli.console import (
    DEFAULT_CASE,
    CaseOption,
    CsvOption,
    JsonOption,
    Style,
    cell,
    count,
    stack,
    table,
)
from reportedly.cli.looking import if_none, nearest, short
from reportedly.dossier.bends import plain
from reportedly.errors import InputError
from reportedly.records import Basis, Effect, Part, Span
from reportedly.records.bend import ANY, BENT, TALLIED, Became, Bend, BendsWanted, Tally

LONG = 320
EVERY = 100_000
"""Names of a field, of which one is meant."""
STYLES = {Became.REVERSES: Style.WRONG, Became.SHIFTS: Style.WARN}
NOTES = {Basis.UNDATED: "descent is not known", Basis.BELOW: "against its own article"}
Asked = StrEnum("Asked", [*Became, BENT, ANY])  # type: ignore[misc]
Way = StrEnum("Way", TALLIED)  # type: ignore[misc]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(bent)


def bent(
    case: CaseOption = DEFAULT_CASE,
    by: Annotated[
        Way | None, typer.Option(help="Count how often each of these relays a quotation, and bends it.")
    ] = None,
    became: Annotated[
        Asked | None, typer.Option(help="Only tellings of which this became.", metavar="WHAT")
    ] = None,
    effect: Annotated[
        Effect | None, typer.Option(help="Only tellings with this change of meaning.", metavar="EFFECT")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only what this outlet tells.")] = None,
    agency: Annotated[str | None, typer.Option(help="Only what is told from this agency.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only words of this speaker.")] = None,
    story: Annotated[str | None, typer.Option(help="Only the story whose id begins so.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this day.", metavar="DATE")] = None,
    most: Annotated[int, typer.Option(help="Lines of a table; programs get all.", min=1)] = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List every telling that bent a quotation, the worst first, beside the words that it tells."""
    with console.existing(case) as opened:
        names = {"outlet": outlet, "agency": agency, "speaker": speaker}
        wanted = BendsWanted(
            became=became.value if became else None,
            effect=effect.value if effect else None,
            story=opened.story(story).id if story else None,
            since=since,
            until=until,
            **{field: _one(opened, field, words) for field, words in names.items() if words},
        )
        if by is not None:
            tallies = opened.tallies(by.value, wanted)
            console.show(tallies, lambda: tally_table(tallies, by), as_json, as_csv)
            if_none(tallies, opened, f"Nothing was relayed by an {by.value} that is named.")
            return
        found = opened.bends(wanted)
        rows = Listing(Bend, list(found.rows))
        console.show(rows, lambda: bend_table(rows, most), as_json, as_csv)
        if_none(rows, opened, "No telling of that bends what it tells. `--became any` lists all of them.")


def bend_table(bends: Sequence[Bend], most: int) -> Group:
    """Tellings that changed what they tell: what became of the words, those that were there, and these."""
    rows = table("what became of it", "as told by", "and then by")
    rows.columns[0].min_width, rows.columns[0].max_width = 18, 26
    for row in bends[:most]:
        there = _side(row.witness_outlet, row.witness_agency, row.witness_date, row.witness_part)
        here = _side(row.outlet, row.agency, row.date, row.part)
        rows.add_row(
            stack(*_fate(row)),
            stack(there, _words(row.witness_passage, row.witness_deciding, row.became)),
            stack(here, _words(row.passage, row.deciding, row.became)),
        )
    total = count(len(bends), "telling")
    more = f", of which these are the first {most:,}; `--most` shows more" if len(bends) > most else ""
    return Group(rows, cell(total + more))


def tally_table(tallies: Sequence[Tally], by: Way) -> Table:
    """How often each relayed a quotation and bent it; a dash for a share of fewer than ten."""
    numbers = ("relayed", "bent", "share", "reversed", "words altered", "first unknown")
    rows = table(by.value, *numbers, right=numbers)
    for row in tallies:
        share = cell(f"{row.share:.0%}" if row.share is not None else None)
        moved = row.reverses + row.shifts
        relayed, bent, *others = map(_few, (row.relayed, moved, row.reverses, row.altered, row.open))
        rows.add_row(cell(row.name, Style.NAME), relayed, bent, share, *others)
    return rows


def _few(number: int) -> Text:
    return cell(f"{number:,}" if number else None)


def _one(case: Case, field: str, words: str) -> str:
    """The one name of a field that is meant: by all of it, or by a part that no other has. Raises
    InputError."""
    names = [row.value for row in case.bend_counts(BendsWanted(became=ANY), field, EVERY)]
    asked = words.casefold()
    found = [name for name in names if name.casefold() == asked] or [
        name for name in names if asked in name.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"Several names hold {words!r}: {', '.join(found[:6])}. Write more of the one.")
    near = nearest(words, names)
    raise InputError(f"Nothing that was told before is told with {words!r} as {field}.{near}")


def _side(outlet: str | None, agency: str | None, date: str | None, part: Part) -> Text:
    name = " / ".join(x for x in (outlet, agency) if x) or "not named"
    where = {Part.TITLE: "headline", Part.BODY: ""}.get(part, part.value)
    return cell(" · ".join(x for x in (name, date, where) if x), Style.QUIET)


def _words(passage: Span, deciding: Sequence[Span], became: Became) -> Text:
    """The passage, with the deciding words in the colour of how far the meaning moved."""
    text = cell(short(passage.text, LONG))
    for one in deciding:
        if passage.start <= one.start and one.end <= passage.end:
            text.highlight_words([one.text], STYLES.get(became, Style.QUIET).value)
    return text


def _fate(row: Bend) -> Iterator[Text]:
    style = STYLES.get(row.became, Style.QUIET)
    if row.effect is Effect.NONE:
        yield cell(f"words {row.became.value}" if row.became is Became.ALTERED else row.became.value, style)
    else:
        yield cell(f"{plain(row.effect)}, {row.became.value}", style)
    if row.rule:
        yield cell(row.rule, Style.QUIET)
    if row.basis in NOTES:
        yield cell(NOTES[row.basis], Style.QUIET)
    yield cell(f"words of {row.speaker}" if row.speaker else "speaker not named", Style.QUIET)
