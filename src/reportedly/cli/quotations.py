"""The command that shows what became of quotations: `quotations`."""

from collections.abc import Sequence
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
from reportedly.cli.looking import bare, begins, if_none, nearest, short, told_by
from reportedly.records import Article, Basis, Effect, Family, Part, Severity, Span, Utterance, Variant

LONG = 320
BASES = {
    Basis.EARLIER: "",
    Basis.UNDATED: "descent is not known",
    Basis.BELOW: "against its own article",
    Basis.NONE: "",
}
STYLES = {Severity.HARMLESS: Style.QUIET, Severity.SHIFTS: Style.WARN, Severity.REVERSES: Style.WRONG}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(quotations)


def quotations(
    case: CaseOption = DEFAULT_CASE,
    family: Annotated[
        str | None, typer.Option(help="Only the family with this id, or a beginning of it.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what a speaker of this name says.")] = None,
    effect: Annotated[
        Effect | None, typer.Option(help="Only tellings with this change of meaning.", metavar="EFFECT")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also tellings whose meaning has not moved.")
    ] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List what became of quotations: each telling whose meaning moved, beside the words that it tells."""
    with console.existing(case) as opened:
        every_family = opened.families()
        begins(family, every_family, "family", "quotations --all")
        families = [row for row in every_family if _fits(row, family, speaker)]
        known = {row.id for row in families}
        every = [row for row in opened.variants() if row.family in known]
        moved = {row.family for row in every if _wanted(row, effect, everything or bool(family))}
        rows = Listing(Variant, [row for row in every if row.family in moved])
        console.show(rows, lambda: family_tables(opened, families, rows), as_json, as_csv)
        if_none(rows, opened, _none(every_family, families, speaker))


def _none(every: Sequence[Family], families: Sequence[Family], speaker: str | None) -> str:
    if speaker and every and not families:
        near = nearest(speaker, {name for row in every for name in row.speakers})
        return bare(f"Nobody whose name holds {speaker!r} is told twice.{near}")
    return "No telling bends what it tells. `--all` lists every family of quotations."


def family_tables(case: Case, families: Sequence[Family], rows: Sequence[Variant]) -> Group:
    """A table a family: who tells it, in which words, and what became of it; the witness first."""
    articles = {row.id: row for row in case.articles()}
    members: dict[str, list[Variant]] = {}
    for row in rows:
        members.setdefault(row.family, []).append(row)
    shown = [one for one in families if one.id in members]
    bent = sum(row.severity is not Severity.HARMLESS for row in rows)
    total = f"{count(bent, 'change')} of meaning, in {count(len(shown), 'quotation')} told more than once"
    return Group(*(_family_table(one, members[one.id], articles) for one in shown), cell(total))


def _family_table(family: Family, rows: Sequence[Variant], articles: dict[str, Article]) -> Table:
    days = " to ".join(dict.fromkeys(day for day in (family.first_date, family.last_date) if day))
    told = " · ".join(part for part in (count(len(family.articles), "article"), days, family.id) if part)
    title = stack(cell(_quoted(family), Style.NAME), cell(told, Style.QUIET))
    made = table("told by", "words", "what became of it", title=title)
    made.columns[0].min_width, made.columns[0].max_width, made.columns[2].max_width = 18, 24, 30
    for row in rows:
        made.add_row(_teller(row, articles), _words(row), _fate(row))
    return made


def _quoted(family: Family) -> str:
    return f"“{short(family.words, LONG)}”"


def _teller(row: Variant, articles: dict[str, Article]) -> Text:
    article = articles[row.article]
    name = cell(told_by(article) or article.title or article.id, Style.NAME)
    part = "headline" if row.part is Part.TITLE else "" if row.part is Part.BODY else row.part.value
    where = " · ".join(x for x in (article.date, part) if x)
    return stack(name, *([cell(where, Style.QUIET)] if where else []))


def _words(row: Variant) -> Text:
    """The passage, with the deciding words in the colour of how far the meaning moved."""
    text = cell(short(row.passage.text, LONG))
    if row.severity is not Severity.HARMLESS:
        for span in _inside(row.words, row.passage):
            text.highlight_words([span.text], STYLES[row.severity].value)
    return text


def _inside(words: Sequence[Span], passage: Span) -> list[Span]:
    return [one for one in words if passage.start <= one.start and one.end <= passage.end]


def _fate(row: Variant) -> Text:
    if row.witness is None:
        return cell("the witness", Style.QUIET)
    if row.utterance is Utterance.OTHER:
        return cell(f"another occasion: {row.rule}", Style.QUIET)
    done = cell(", ".join(_plain(one.value) for one in row.operations), Style.QUIET)
    if row.severity is Severity.HARMLESS:
        return done
    lost = ", ".join(f"“{short(one.text, 60)}”" for one in row.witness_words)
    says = [cell(f"{_plain(row.effect.value)}, {row.severity.value}", STYLES[row.severity])]
    says += [cell(f"there: {lost}", Style.QUIET)] if lost else []
    says += [cell(BASES[row.basis], Style.QUIET)] if BASES[row.basis] else []
    return stack(*says, done)


def _plain(value: str) -> str:
    return value.replace("_", " ").replace("re anchored", "re-anchored")


def _fits(row: Family, family: str | None, speaker: str | None) -> bool:
    if family and not row.id.startswith(family):
        return False
    return not speaker or any(speaker.lower() in name.lower() for name in row.speakers)


def _wanted(row: Variant, effect: Effect | None, everything: bool) -> bool:
    if effect is not None:
        return row.effect is effect
    return everything or row.severity is not Severity.HARMLESS
