"""The command `pair`: what two states did, said and planned, with the ladder and their formal ties."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.case import Listing
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
    stack,
    table,
)
from reportedly.errors import InputError
from reportedly.records.dyad import Dyad, Level, Relation, Rung
from reportedly.records.relation import Direction
from reportedly.records.ties import Ties
from reportedly.relations import name_of

YEARS = 8
"""So many years of votes the terminal shows, the latest."""

State = Annotated[str, typer.Argument(metavar="STATE", help="A code of three letters, or an English name.")]
Other = Annotated[str, typer.Argument(metavar="STATE", help="The other state.")]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(pair)


def pair(
    first: State,
    second: Other,
    case: CaseOption = DEFAULT_CASE,
    since: Annotated[str | None, typer.Option("--from", help="The first day, as 2031-05-09 or 2031.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="The last day, as 2031-05-09 or 2031.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write a page with a plot here.")] = None,
    rows: Annotated[
        str | None,
        typer.Option("--rows", help="List what formal ties count: votes, points, alliances or bodies."),
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what two states did, said and planned, each in its own column.

    The CSV has a row for each deed, plan and statement; the JSON has all that is shown. With --rows both have
    the votes, ideal points, treaties or memberships that the formal ties count.
    """
    with console.existing(case) as opened:
        if rows:
            listed = opened.tie_rows(first, second, rows, since, until)
            console.show(listed, lambda: _listed(listed), as_json, as_csv)
            if not listed:
                console.hint(
                    f"Nothing of that was imported for the two. `{command('import', case)}` says what can be."
                )
            return
        if as_csv and not as_json:
            lines = opened.relation_lines(first, second, since, until)
            console.show(lines, lambda: Text(), False, True)
            return
        found = opened.relation(first, second, since, until)
        if out:
            _write(found, out)
        console.show(Listing(Relation, [found]), lambda: _tables(found), as_json, as_csv)
        if not (found.dealings or found.remarks):
            console.hint(f"Nothing that the case tells concerns {_names(found.dyad)} in that span.")


def _write(found: Relation, out: Path) -> None:
    from reportedly import dossier as page

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page.render_relation(found), "utf-8")
    except OSError as error:
        raise InputError(
            f"{str(out)!r} cannot be written: {error.strerror}. Name another file with -o."
        ) from None
    console.errors.print(Text.assemble("Page: ", cell(out, Style.NAME)), soft_wrap=True)


def _names(dyad: Dyad) -> str:
    return f"{name_of(dyad.a)} and {name_of(dyad.b)}"


def _tables(found: Relation) -> RenderableType:
    dyad = found.dyad
    parts: list[RenderableType] = [_head(dyad)]
    if dyad.quarters:
        parts.append(_quarters(dyad))
    if dyad.deeds:
        parts.append(_deeds(dyad))
    if dyad.talk:
        parts.append(_talk(dyad))
    if dyad.plans:
        parts.append(_plans(found))
    parts.append(_ladder(found))
    if found.ties.agreements:
        parts.append(_votes(found.ties))
    parts += _treaties(found.ties)
    return Group(*parts)


def _head(dyad: Dyad) -> Text:
    deeds = sum(row.events for row in dyad.deeds)
    said = sum(row.utterances for row in dyad.talk if row.address != "outside")
    told = ", ".join(f"{status.value.replace('_', ' ')} {n}" for status, n in dyad.told)
    lines = [
        cell(_names(dyad), Style.NAME),
        cell(f"{count(deeds, 'deed')}, {count(said, 'utterance')} to or of each other", Style.PLAIN),
    ]
    return stack(*lines, *([cell(f"told, and not done: {told}", Style.QUIET)] if told else []))


def _quarters(dyad: Dyad) -> Table:
    rows = table("quarter", "deeds", "talk", "talk per deed", right=["deeds", "talk", "talk per deed"])
    for row in dyad.quarters:
        ratio = cell("too few", Style.QUIET) if row.ratio is None else cell(row.ratio)
        rows.add_row(row.quarter, str(row.deeds), str(row.talk), ratio)
    return rows


def _deeds(dyad: Dyad) -> Table:
    ways = {
        Direction.FORTH: f"{dyad.a} → {dyad.b}",
        Direction.BACK: f"{dyad.b} → {dyad.a}",
        Direction.MUTUAL: "each other",
        Direction.TOGETHER: "together",
    }
    rows = table("deeds", "what kind", *ways.values(), right=list(ways.values()))
    for root in dict.fromkeys(row.root for row in dyad.deeds):
        here = [row for row in dyad.deeds if row.root is root]
        counts = [sum(row.events for row in here if row.direction is way) for way in ways]
        rows.add_row(root.value, cell(here[0].weight, Style.QUIET), *(str(n or "–") for n in counts))
    return rows


def _talk(dyad: Dyad) -> Table:
    rows = table("who", "how", "act", "leans", "utterances", right=["utterances"])
    for row in dyad.talk:
        who = name_of(row.speaker) if row.speaker else "others on both"
        rows.add_row(cell(who), row.address.value, cell(row.act or None), row.tone.value, str(row.utterances))
    return rows


def _plans(found: Relation) -> Table:
    dealings = {one.id: one for one in found.dealings}
    rows = table("planned for", "what became of it", "words")
    for plan in found.dyad.plans:
        if plan.id in dealings:
            rows.add_row(cell(plan.day), plan.fate.value, cell(dealings[plan.id].sentence.text))
    return rows


def _ladder(found: Relation) -> Group:
    rows = table("rung", "stage", "level", "for it", "against it", right=["for it", "against it"])
    for rung in reversed(found.dyad.ladder.rungs):
        style = Style.QUIET if rung.level is Level.NONE else Style.PLAIN
        proof, against = len(rung.done) + len(rung.ahead), len(rung.against)
        rows.add_row(
            cell(rung.title, style),
            cell(rung.stage, style),
            _level(rung),
            str(proof or "–"),
            str(against or "–"),
        )
    return Group(rows, cell(found.dyad.ladder.reading))


def _level(rung: Rung) -> Text:
    return cell(rung.level.value, Style.QUIET if rung.level is Level.NONE else Style.NAME)


def _votes(ties: Ties) -> Table:
    figures = ("roll calls", "agreement", "kappa", "S", "distance")
    title = cell("Votes in the UN General Assembly, each measure by itself", Style.QUIET)
    rows = table("year", *figures, title=title, right=figures)
    for row in ties.agreements[-YEARS:]:
        values = (row.agreement, row.kappa, row.s, row.distance)
        rows.add_row(str(row.year), str(row.calls), *(cell(x if x is None else f"{x:.2f}") for x in values))
    return rows


def _treaties(ties: Ties) -> list[RenderableType]:
    found: list[RenderableType] = []
    for row in ties.alliances:
        duties = ("defence", "offence", "neutrality", "nonaggression", "consultation")
        owed = ", ".join(name for name in duties if getattr(row, name))
        found.append(cell(f"alliance {row.first}-{row.last}: {owed}"))
    if ties.bodies:
        found.append(
            cell(f"full members of {count(len({row.body for row in ties.bodies}), 'body')} together")
        )
    if ties.undated:
        found.append(cell(_undated(ties.undated), Style.WARN))
    return found


def _listed(rows: Listing[Any]) -> Table:
    """Rows of formal ties as they are, but for their ids; what does not hold of a treaty is left out."""
    names = [name for name in rows.record.__struct_fields__ if name != "id"]
    made = table(*names)
    for row in rows:
        made.add_row(*(cell(_value(getattr(row, name))) for name in names))
    return made


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else None
    return ", ".join(map(str, value)) or None if isinstance(value, tuple) else value


def _undated(calls: int) -> str:
    have = "has" if calls == 1 else "have"
    return f"{count(calls, 'roll call')} on which both voted {have} no date: import the roll calls"
