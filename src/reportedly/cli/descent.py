"""Commands that show how few stand behind how many: `origins`, `derivations`."""

from collections.abc import Sequence
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
from reportedly.cli.looking import begins, if_none, name_of, told_by
from reportedly.records import Article, Derivation, Origin, Story, StoryCount
from reportedly.records.claim import Claim

_WORDS = 120

StoryOption = Annotated[str | None, typer.Option("--story", help="Only the story whose id begins so.")]

ClaimsOption = Annotated[bool, typer.Option("--claims", help="Each utterance that several articles tell.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (origins, derivations):
        app.command()(function)


def origins(
    case: CaseOption = DEFAULT_CASE,
    story: StoryOption = None,
    claims: ClaimsOption = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Count who stands behind each story or claim: the reports, bodies and persons at its roots."""
    with console.existing(case) as opened:
        begins(story, opened.stories(), "story", "stories")
        if claims:
            _show_claims(opened, story or "", as_json, as_csv)
            return
        found = opened.origins()
        found[:] = [row for row in found if row.story.startswith(story or "")]
        console.show(found, lambda: origin_tables(opened, found), as_json, as_csv)
        if_none(found, opened, "Nobody is named behind any story, nor heard in it.")


def derivations(
    case: CaseOption = DEFAULT_CASE,
    story: StoryOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List which article has words from which, or from a source outside the pile, with the rivals."""
    with console.existing(case) as opened:
        begins(story, opened.stories(), "story", "stories")
        inside = {name for row in opened.stories() if row.id.startswith(story or "") for name in row.articles}
        found = opened.derivations()
        found[:] = [row for row in found if row.child in inside]
        console.show(found, lambda: _edge_table(opened, found), as_json, as_csv)
        if_none(found, opened, "No article shares words with another one, and no two name one source.")


def origin_tables(case: Case, found: Sequence[Origin]) -> Group:
    """A table for each story that several articles tell, by the order of `stories`."""
    counts = {row.story: row for row in case.counts()}
    parts = []
    for story in case.stories():
        rows = [row for row in found if row.story == story.id]
        if rows and len(story.articles) > 1:
            parts.append(_origin_table(story, counts[story.id], rows))
    return Group(*parts) if parts else Group(cell("No story is told by two articles."))


def _origin_table(story: Story, counted: StoryCount, found: Sequence[Origin]) -> Table:
    rows = table("origin", "what", "articles", "told by", title=_summary(story, counted), right=["articles"])
    for one in found:
        rooms = ", ".join(one.newsrooms) or None
        name = cell(one.name, Style.PLAIN if one.lone else Style.NAME)
        rows.add_row(name, cell(one.kind.value), str(len(one.tellings)), cell(rooms))
    return rows


def _show_claims(opened: Case, story: str, as_json: bool, as_csv: bool) -> None:
    inside = {name for row in opened.stories() if row.id.startswith(story) for name in row.articles}
    found = opened.claims()
    found[:] = [row for row in found if any(one.article in inside for one in row.tellings)]
    console.show(found, lambda: _claim_table(found), as_json, as_csv)
    if_none(found, opened, "No utterance is told by two articles.")


def _claim_table(found: list[Claim]) -> Table:
    rows = table("claim", "articles", "reported by", "origins", right=["articles"])
    for one in found:
        behind = [cell(origin.name or origin.kind.value, Style.NAME) for origin in one.origins]
        rows.add_row(
            stack(cell(_cut(one.words), Style.PLAIN), cell(one.family, Style.QUIET)),
            str(len(one.tellings)),
            cell(", ".join(one.reporters) or None),
            stack(*behind) if behind else cell(None),
        )
    return rows


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def _summary(story: Story, counted: StoryCount) -> Text:
    told = [
        count(len(counted.tellings), "article"),
        f"{count(len(counted.newsrooms), 'newsroom')} named",
        f"{count(len(counted.shared), 'origin')} behind more than one",
        f"{count(len(counted.voices), 'voice')} that one alone heard",
    ]
    return stack(cell(story.title, Style.NAME), cell(" · ".join([*told, story.id]), Style.QUIET))


def _edge_table(case: Case, found: list[Derivation]) -> Table:
    articles = {row.id: row for row in case.articles()}
    hidden = {row.id: row.name for row in case.hidden()}
    rows = table("article", "has words from", "sure", "or from", right=["sure"])
    for row in found:
        rivals = [_end(one.source, articles, hidden) for one in row.rivals]
        sure = cell(f"{row.confidence:.2f}" if row.decided else f"{row.confidence:.2f} open", Style.PLAIN)
        rows.add_row(
            _end(row.child, articles, hidden),
            _end(row.parent, articles, hidden),
            sure,
            stack(*rivals) if rivals else cell(None),
        )
    return rows


def _end(name: str | None, articles: dict[str, Article], hidden: dict[str, str | None]) -> Text:
    if name is None:
        return cell("nobody here", Style.QUIET)
    if name not in articles:
        return cell(hidden.get(name) or "a source outside the pile", Style.NAME)
    one = articles[name]
    return stack(
        name_of(one, Style.PLAIN), cell(" ".join(x for x in (told_by(one), one.date) if x), Style.QUIET)
    )
