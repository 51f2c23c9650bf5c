"""How few stand behind how many: the sources outside the pile, and the origins of a story.

The rule, with cases, is docs/origins.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.lineage.origins_hidden import hidden_edges
from reportedly.lineage.origins_voices import Voice, voices
from reportedly.lineage.revisions import revised
from reportedly.records import (
    Article,
    Derivation,
    HiddenSource,
    Origin,
    Passage,
    Revision,
    SourceKind,
    Statement,
    Story,
    StoryCount,
    content_id,
    origin_id,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Stemma:
    """All that is known of how one story travelled.

    `derivations` are the edges whose child is in the story, those from hidden sources among them; `origins`
    come with those behind most tellings first.
    """

    story: str
    hidden: tuple[HiddenSource, ...]
    derivations: tuple[Derivation, ...]
    origins: tuple[Origin, ...]
    count: StoryCount


def stemma(
    story: Story,
    articles: Sequence[Article],
    statements: Iterable[Statement],
    derivations: Iterable[Derivation],
    passages: Iterable[Passage],
    revisions: Iterable[Revision] = (),
) -> Stemma:
    """The stemma of one story, from the edges between articles and from what their statements name.

    An article that a later version took the place of is no telling, and nobody speaks in it. Articles,
    statements and edges of other stories are passed over. Where two articles share nothing but the words of
    a source that both name, the edge between them becomes an edge from that source to each, and the article
    that came first a rival. The order of the input changes nothing.
    """
    members = set(story.articles)
    inside = {article.id: article for article in articles if article.id in members}
    told = [inside[name] for name in story.articles if name in inside]
    edges = sorted((one for one in derivations if one.child in inside), key=lambda one: one.id)
    again = sorted((x for x in revisions if {x.older, x.newer} <= inside.keys()), key=lambda x: x.id)
    superseded = {one.older for one in again}
    tellings = [article for article in told if article.id not in superseded]
    said = [one for one in statements if one.article in inside and one.article not in superseded]
    shares = list(passages)
    heard = voices(tellings, said)
    shared = [voice for voice in heard if len(voice.statements) > 1]
    hidden, made = hidden_edges(story.id, tellings, shared, said, edges, shares)
    sources = {(one.kind, one.name): one.id for one in hidden}
    ways = {one.child: one.parent for one in made if one.decided and not one.second and one.parent in inside}
    found = [
        _origin(story.id, voice, inside, sources, tuple(_tellings(voice, tellings, ways, heard)))
        for voice in heard
    ]
    found.sort(key=lambda one: (one.lone, -len(one.tellings), one.name or "", one.id))
    count = _count(story.id, tellings, superseded, ways, found)
    return Stemma(story.id, hidden, (*made, *_revised(again, shares)), tuple(found), count)


def stemmas(
    stories: Iterable[Story],
    articles: Iterable[Article],
    statements: Iterable[Statement],
    derivations: Iterable[Derivation],
    passages: Iterable[Passage],
    revisions: Iterable[Revision] = (),
) -> list[Stemma]:
    """The stemmas of all stories, in their order, each from what lies in it."""
    stories = list(stories)
    story_of = {name: one.id for one in stories for name in one.articles}
    inside = _dealt(articles, lambda one: story_of.get(one.id))
    said = _dealt(statements, lambda one: story_of.get(one.article))
    edges = _dealt(derivations, lambda one: story_of.get(one.child))
    shared = _dealt(passages, lambda one: _of_both(story_of, one))
    again = _dealt(revisions, lambda one: story_of.get(one.newer))
    made = []
    for one in stories:
        told, words = inside.get(one.id, []), said.get(one.id, [])
        between = edges.get(one.id, []), shared.get(one.id, []), again.get(one.id, [])
        made.append(stemma(one, told, words, *between))
    return made


def _revised(again: Sequence[Revision], passages: Sequence[Passage]) -> list[Derivation]:
    between: dict[tuple[str, str], list[Passage]] = {}
    for one in passages if again else ():
        between.setdefault((one.a, one.b), []).append(one)
    return [revised(x, between.get((min(x.older, x.newer), max(x.older, x.newer)), [])) for x in again]


def _dealt(rows: Iterable[Row], story: Callable[[Row], str | None]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if (name := story(row)) is not None:
            found.setdefault(name, []).append(row)
    return found


def _of_both(story_of: Mapping[str, str], one: Passage) -> str | None:
    return story_of.get(one.a) if story_of.get(one.a) == story_of.get(one.b) else None


def _tellings(
    voice: Voice, tellings: Sequence[Article], ways: Mapping[str, str], heard: Sequence[Voice]
) -> Iterable[str]:
    """The articles that name the voice, and those that name nobody and come down from one that does."""
    speaking = {name for one in heard for name in one.statements}
    for article in tellings:
        name, seen = article.id, set()
        while name not in speaking and name in ways and name not in seen:
            seen.add(name)
            name = ways[name]
        if name in voice.statements:
            yield article.id


def _origin(
    story: str,
    voice: Voice,
    inside: Mapping[str, Article],
    sources: Mapping[tuple[SourceKind, str | None], str],
    tellings: tuple[str, ...],
) -> Origin:
    source = sources.get((voice.kind, voice.name))
    rooms = sorted({room for name in tellings if (room := newsroom(inside[name]))})
    said = tuple(sorted(one for rows in voice.statements.values() for one in rows))
    name, lone = origin_id(story, voice.key), len(voice.statements) == 1
    return Origin(name, story, voice.kind, voice.name, source, tellings, tuple(rooms), said, lone)


def newsroom(article: Article) -> str | None:
    """Who reported an article: the agency that it credits, else the outlet; None where none is named."""
    return article.agency or article.outlet


def _count(
    story: str,
    tellings: Sequence[Article],
    superseded: set[str],
    ways: Mapping[str, str],
    found: Sequence[Origin],
) -> StoryCount:
    rooms = {room for article in tellings if (room := newsroom(article))}
    first = [article for article in tellings if article.id not in ways]
    reporters = {room for article in first if (room := newsroom(article))}
    unnamed = [article.id for article in first if newsroom(article) is None]
    based = {name for one in found for name in one.tellings}
    return StoryCount(
        content_id("n", story),
        story,
        tellings=tuple(article.id for article in tellings),
        revisions=tuple(sorted(superseded)),
        newsrooms=tuple(sorted(rooms)),
        reporters=tuple(sorted(reporters)),
        unnamed=tuple(unnamed),
        shared=tuple(one.id for one in found if not one.lone),
        voices=tuple(one.id for one in found if one.lone),
        unclear=tuple(a.id for a in tellings if a.id not in based and a.id not in ways),
    )
