"""Commands that hold words against a case: `check` a draft, follow a `quote` from article to article."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
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
    hint,
    stack,
    table,
)
from reportedly.cli.looking import if_none, short
from reportedly.cli.marking import marked
from reportedly.errors import InputError
from reportedly.records import Basis, Effect, Finding, Operation, Part, Severity, Telling, Verdict

FINDINGS = 1
"""The exit code of a draft that something wants looking at in."""
STDIN = "-"
REVERSED = "sense reversed"
LONG, TITLE = 160, 50
_FINE = (Verdict.VERBATIM, Verdict.FAITHFUL, Verdict.SUPPORTED)
_PLAIN = (Operation.VERBATIM,)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (check, quote):
        app.command()(function)


def check(
    draft: Annotated[
        str,
        typer.Argument(
            help="A text, Markdown, DOCX, HTML or PDF file; - is standard input.", metavar="DRAFT"
        ),
    ],
    case: CaseOption = DEFAULT_CASE,
    faults: Annotated[bool, typer.Option("--faults", help="Show only what wants looking at.")] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Hold a draft's quotations and reported statements against the case.

    Ends with 0 if the case bears all of them out, with 1 if something wants looking at.
    """
    data, name = _given(draft)
    with console.existing(case) as opened:
        found = opened.check(data, name=name)
        shown = Listing(Finding, [row for row in found if row.fault or not faults])
        console.show(shown, lambda: finding_table(opened, shown), as_json, as_csv)
        if not (as_json or as_csv):
            _sum_up(found, opened)
    if any(row.fault for row in found):
        raise typer.Exit(FINDINGS)


def quote(
    words: Annotated[
        list[str], typer.Argument(help="The words, in or without quotation marks.", metavar="WORD")
    ],
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Follow some words from article to article, earliest first, and see how each telling differs."""
    with console.existing(case) as opened:
        found = opened.quote(" ".join(words))
        console.show(found, lambda: telling_table(opened, found), as_json, as_csv)
        if_none(found, opened, "No article carries these words or nearly so. Fewer words find more.")


def _given(draft: str) -> tuple[bytes, str]:
    """The draft's bytes, and the name that tells its format: what comes on standard input may be Markdown."""
    if draft == STDIN:
        return sys.stdin.buffer.read(), "draft.md"
    path = Path(draft)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise InputError(
            f"The draft {draft!r} cannot be read: {why}. Name a file, or - for standard input."
        ) from error


def finding_table(case: Case, found: Sequence[Finding]) -> Table:
    """Findings in the draft's order: line, verdict, and the words of both sides, the deciding ones marked."""
    rows = table("line", "verdict", "draft, and what the case has", right=["line"])
    rows.columns[1].min_width, rows.columns[1].max_width = 15, 18
    for row in found:
        rows.add_row(
            cell(row.line, Style.QUIET), _verdict(row), _fault(case, row) if row.fault else _clean(case, row)
        )
    return rows


def _verdict(row: Finding) -> Text:
    style = Style.WRONG if row.fault else Style.FINE if row.verdict in _FINE else Style.WARN
    sign = "✗" if row.fault else "✓" if row.verdict in _FINE else "?"
    lines = [cell(f"{sign} {plain(row.verdict)}", style)]
    if row.fault and row.effect is not Effect.NONE and row.effect.value != row.verdict.value:
        lines.append(cell(plain(row.effect), Style.WARN))
    if row.severity is Severity.REVERSES:
        lines.append(cell(REVERSED, Style.WRONG))
    return stack(lines[0], *(Text("  ").append_text(line) for line in lines[1:]))


def _clean(case: Case, row: Finding) -> Text:
    words = cell(short(row.span.text, LONG))
    note = cell(" · ".join(x for x in (row.rule, _source(case, row)) if x), Style.QUIET)
    return stack(words, note)


def _fault(case: Case, row: Finding) -> Text:
    lines = [marked(row.passage, row.span, row.words, Style.WRONG)]
    if row.found and row.around:
        near = "nearest: " if row.verdict is Verdict.NOWHERE else ""
        theirs = marked(row.around, row.found, row.found_words, Style.FINE)
        lines.append(Text.assemble((f"→ {near}", Style.QUIET), theirs))
    done = ", ".join(plain(x) for x in row.operations if x not in _PLAIN)
    why = [row.rule, done, _source(case, row)]
    return stack(*lines, cell(" · ".join(x for x in why if x), Style.QUIET))


def _source(case: Case, row: Finding) -> str:
    if row.article is None:
        return ""
    more = f"and {count(len(row.articles) - 1, 'more article')}" if len(row.articles) > 1 else ""
    told = [row.outlet or named(case, row.article), row.date or "no date", more]
    return ", ".join(x for x in told if x)


def _sum_up(found: Sequence[Finding], opened: Case) -> None:
    """The last line, and what an empty list means."""
    if not found:
        hint("Nothing to check: the draft quotes nobody and reports no statement.")
        return
    number = sum(row.fault for row in found)
    kinds = Counter(row.verdict for row in found)
    parts = [f"{kinds[one]} {plain(one)}" for one in Verdict if kinds[one]]
    head = count(number, "finding") if number else "No findings"
    line = Text.assemble(
        (head, Style.WRONG if number else Style.FINE), f" in {len(found)} checked: ", ", ".join(parts)
    )
    console.output.print(line, soft_wrap=True)
    if all(row.article is None for row in found) and not opened.articles():
        hint("The case has no articles, so that nothing can be found in it. `reportedly read` reads some.")


def telling_table(case: Case, found: Sequence[Telling]) -> Group:
    """Who carries the words, earliest first, with the difference to the telling that each is read against."""
    rows = table("date", "told by", "words, and how they differ")
    rows.columns[0].min_width, rows.columns[1].min_width, rows.columns[1].max_width = 10, 18, 26
    for row in found:
        outlet = " / ".join(x for x in (row.outlet, row.agency) if x) or named(case, row.article)
        part = "" if row.part is Part.BODY else row.part.value
        by = cell(f"said by {row.speaker}" if row.speaker else "speaker not named", Style.QUIET)
        who = [cell(outlet, Style.NAME), by, *([cell(part, Style.QUIET)] if part else [])]
        rows.add_row(cell(row.date), stack(*who), stack(_told(row), _difference(row)))
    return Group(rows, *(cell(line, Style.QUIET) for line in _unknown(found)))


def _told(row: Telling) -> Text:
    return marked(row.passage, row.span, row.words, Style.WRONG)


def _difference(row: Telling) -> Text:
    if row.against is None:
        return cell("the first known telling", Style.QUIET)
    if row.effect is Effect.NONE:
        done = ", ".join(plain(x) for x in row.operations if x not in _PLAIN)
        return cell(done or "the same words", Style.QUIET)
    there = ", ".join(f"“{x.text}”" for x in row.against_words)
    here = ", ".join(f"“{x.text}”" for x in row.words)
    change = f"{there or 'nothing'} → {here or 'nothing'}" if there or here else ""
    turned = REVERSED if row.severity is Severity.REVERSES else ""
    head = cell(plain(row.effect), Style.WARN)
    rest = " · ".join(x for x in (turned, row.rule, change) if x)
    return Text.assemble(head, (f" · {rest}" if rest else "", Style.QUIET))


def _unknown(found: Sequence[Telling]) -> list[str]:
    """What the tellings do not say."""
    lines = [f"{count(len(found), 'telling')} in {count(len({x.article for x in found}), 'article')}."]
    undated = len({row.article for row in found if not row.date})
    if undated:
        lines.append(f"Not known: the day of {count(undated, 'article')}, and so the place in this order.")
    silent = sum(row.speaker is None for row in found)
    if silent:
        lines.append(f"Not known: whose words they are in {count(silent, 'telling')}.")
    if any(row.against and row.basis is not Basis.BELOW for row in found):
        lines.append("Not known: who took them from whom; days alone do not tell.")
    return lines


def named(case: Case, article: str) -> str:
    """What an article without an outlet is called: its title, else its first words, in short."""
    row = case.article(article)
    return short(row.title or row.text or article, TITLE)


def plain(value: Verdict | Effect | Operation) -> str:
    """A value of a list as words."""
    return value.value.replace("_", " ").replace("re anchored", "re-anchored")
