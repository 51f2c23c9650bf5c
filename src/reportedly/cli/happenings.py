"""The command that lists what happened, each happening once: `events`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.case import Case
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
from reportedly.cli.looking import begins, if_none, told_by
from reportedly.records import Article, Event, EventMention, Involved, Status
from reportedly.text import sentence_around

LONG = 240
# So far is a sentence followed, and where it goes on further, "…" says so.
AROUND = 300
ENDS = frozenset(".!?”’\"')\n")
# As pages say it; other statuses are called by their values.
IN_WORDS = {Status.HEADLINE_MODAL: "in a headline"}
# What happened, what one side says, what is to come, and what is only talked of never stand in one table.
SHELVES: tuple[tuple[str, frozenset[Status]], ...] = (
    ("Happened", frozenset({Status.DEED, Status.ONGOING, Status.BACKGROUND})),
    ("Alleged or denied", frozenset({Status.ALLEGED, Status.DENIED})),
    ("Planned", frozenset({Status.PLANNED, Status.HEADLINE_MODAL})),
    (
        "Talked of: forecasts, conditions, advice",
        frozenset({Status.FORECAST, Status.CONDITIONAL, Status.RECOMMENDED, Status.HYPOTHETICAL}),
    ),
)


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(events)


def events(
    case: CaseOption = DEFAULT_CASE,
    actor: Annotated[str | None, typer.Option(help="Only what this state or body takes part in.")] = None,
    other: Annotated[
        str | None, typer.Option("--with", help="Only what this one takes part in as well.")
    ] = None,
    root: Annotated[
        str | None, typer.Option(help="Only these roots, with commas: COOPERATE,CONSULT.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help="Only these statuses, with commas: deed,planned.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="Only from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only up to this day, month or year.")] = None,
    story: Annotated[str | None, typer.Option(help="Only those of the story whose id begins so.")] = None,
    event: Annotated[
        str | None, typer.Option(help="Open the event whose id begins so: all mentions of it.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List what happened, each happening once, with who tells it and how many may stand behind it."""
    with console.existing(case) as opened:
        begins(story, opened.stories(), "story", "stories")
        if event:
            one = opened.event(event)
            told = opened.mentions_of(one)
            console.show(told, lambda: mention_table(opened, one, told), as_json, as_csv)
            return
        rows = opened.events(
            actor=actor, other=other, root=root, status=status, since=since, until=until, story=story
        )
        console.show(rows, lambda: event_tables(opened, rows), as_json, as_csv)
        if_none(rows, opened, "No event is so. Ask for less, or look at what was read: `{show}`.")


def event_tables(case: Case, rows: Sequence[Event]) -> Group:
    """A table each for what happened, what is disputed, what is planned and what is talked of."""
    told = {row.id: row for row in case.event_mentions()}
    articles = {row.id: row for row in case.articles()}
    shelves = [(title, [row for row in rows if row.status in kinds]) for title, kinds in SHELVES]
    tables = [_table(title, part, told, articles) for title, part in shelves if part]
    return Group(*tables, cell(f"{count(len(rows), 'event')}, each counted once", Style.NAME))


def mention_table(case: Case, event: Event, told: Sequence[EventMention]) -> Group:
    """Every mention of an event in its sentence, with who tells it and how."""
    articles = {row.id: row for row in case.articles()}
    title = stack(cell(f"{event.root.value} {who(event)}", Style.NAME), cell(_facts(event), Style.QUIET))
    rows = table("told by", "words", "status", title=title)
    rows.columns[0].min_width, rows.columns[0].max_width = 18, 24
    for row in told:
        article = articles[row.article]
        teller = [cell(told_by(article) or article.title or article.id, Style.NAME)]
        teller += [cell(article.date, Style.QUIET)] if article.date else []
        rows.add_row(stack(*teller), _sentence(row, article), _standing(event, row))
    return Group(rows)


def who(event: Event) -> str:
    """Who did it to whom, in names."""
    sources, targets = _names(event.sources), _names(event.targets)
    return f"{sources or 'somebody'} → {targets}" if targets else sources or "somebody"


def behind(event: Event) -> str:
    """How many articles tell it, and how many origins may stand behind them."""
    number = len(event.origins) + len(event.unclear)
    articles = count(len(event.articles), "article")
    return f"{articles}, {count(number, 'origin')}" if len(event.articles) > 1 else articles


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands beside a mention: that it is a copy, denies, or looks ahead."""

    words: str
    style: Style


def _table(
    title: str, rows: Sequence[Event], told: Mapping[str, EventMention], articles: Mapping[str, Article]
) -> Table:
    made = table("day", "what", "who", "told by", title=cell(title, Style.NAME))
    made.columns[0].min_width, made.columns[1].min_width = 10, 12
    for row in rows:
        mention = told[row.witness]
        what = stack(cell(row.root.value, Style.NAME), cell(_status(row.status), Style.QUIET))
        named = stack(cell(who(row), Style.NAME), _sentence(mention, articles[mention.article]))
        made.add_row(_day(row), what, named, stack(cell(behind(row)), cell(row.id, Style.QUIET)))
    return made


def _day(row: Event) -> Text:
    if row.date:
        return cell(row.date)
    return cell(f"by {row.reported}" if row.reported else None, Style.QUIET)


def _sentence(mention: EventMention, article: Article) -> Text:
    """The sentence of a mention with its trigger marked."""
    first, last = mention.trigger[0], mention.trigger[-1]
    low, high = sentence_around(article.text, first.start, last.end, AROUND)
    if high - low > LONG:
        low, high = sentence_around(article.text, first.start, last.end, LONG // 2)
    line = Text("" if _begins(article.text, low) else "… ", Style.QUIET.value)
    at = low
    for piece in mention.trigger:
        line.append(_plain(article.text[at : piece.start]))
        line.append(_plain(piece.text), "not dim bold")
        at = piece.end
    line.append(_plain(article.text[at:high]))
    return line if article.text[high - 1 : high] in ENDS or high == len(article.text) else line.append(" …")


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a line begins there."""
    before = text[:at].rstrip(" ")
    return before[-1:] in ENDS or before[-1:] == ""


def _status(status: Status) -> str:
    return IN_WORDS.get(status, status.value)


def _plain(words: str) -> str:
    return console.visible("".join(" " if c.isspace() else c for c in words))


def _standing(event: Event, row: EventMention) -> Text:
    marks = [_Mark(_status(row.status), Style.PLAIN)]
    marks += [_Mark("not so", Style.WARN)] if row.id in event.against else []
    marks += [_Mark("repeats another's words", Style.QUIET)] if row.id in event.copies else []
    marks += (
        [_Mark(f"says {row.attributed.name}", Style.QUIET)] if row.attributed and row.attributed.name else []
    )
    return stack(*(cell(mark.words, mark.style) for mark in marks))


def _facts(event: Event) -> str:
    return " · ".join(
        x for x in (_status(event.status), event.date or event.reported, behind(event), event.id) if x
    )


def _names(side: Sequence[Involved]) -> str:
    return ", ".join(part.name for part in side)
