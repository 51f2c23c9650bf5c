"""Event mentions -> events: what happened counts once, however many tell it.

First the mentions are put together that are the same words, by the passages that articles share. Those that
are left are joined where root, parties, days and words agree (`likeness`), more readily in one story than in
two. A copy never counts; what denies an event stays with it, and so does the plan that it was before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Derivation, Event, Origin, Passage, Story, event_id
from reportedly.relations.copies import copied
from reportedly.relations.days import first_day
from reportedly.relations.grouping import Group, grouped
from reportedly.relations.sightings import Sighting
from reportedly.relations.telling import (
    against,
    ahead,
    contexts_of,
    date_of,
    mode_of,
    parties,
    root_of,
    status,
    witness,
)


@dataclass(frozen=True, slots=True)
class Travel:
    """How the articles hang together, by ids: the story of each, what each surely has its words from, which
    a later version took the place of, and the origins that stand behind a statement.
    """

    story_of: Mapping[str, str]
    parents: Mapping[str, frozenset[str]]
    superseded: frozenset[str]
    origins: Mapping[str, tuple[str, ...]]
    passages: Sequence[Passage]


def travel(
    stories: Iterable[Story],
    passages: Iterable[Passage],
    derivations: Iterable[Derivation],
    origins: Iterable[Origin],
) -> Travel:
    """What joining needs of the lineage."""
    parents: dict[str, set[str]] = {}
    edges = list(derivations)
    for edge in edges:
        if edge.decided and not edge.second and not edge.revision:
            parents.setdefault(edge.child, set()).add(edge.parent)
    behind: dict[str, list[str]] = {}
    for origin in origins:
        for statement in origin.statements:
            behind.setdefault(statement, []).append(origin.id)
    return Travel(
        {name: story.id for story in stories for name in story.articles},
        {child: frozenset(found) for child, found in parents.items()},
        frozenset(edge.parent for edge in edges if edge.revision),
        {statement: tuple(sorted(found)) for statement, found in behind.items()},
        list(passages),
    )


def join(seen: Iterable[Sighting], way: Travel) -> list[Event]:
    """The events that these sightings tell of, by day, those without a day last. The order of the input
    changes nothing, and each sighting is in exactly one event.
    """
    rows = sorted(seen, key=lambda one: (one.order, one.id))
    made = [_event(group, way) for group in grouped(_tellings(rows, way), way.story_of)]
    return sorted(made, key=lambda event: (event.day or "9999", event.id))


def _tellings(rows: Sequence[Sighting], way: Travel) -> Iterator[tuple[Sighting, list[Sighting]]]:
    """Each sighting that is no copy, with its copies; a version that was superseded counts as one."""
    by_article: dict[str, list[Sighting]] = {}
    for one in rows:
        by_article.setdefault(one.article, []).append(one)
    leader = {one.id: one.id for one in rows}
    for a, b in copied(by_article, way.passages):
        _unite(leader, a, b)
    parts: dict[str, list[Sighting]] = {}
    for one in rows:
        parts.setdefault(_leader(leader, one.id), []).append(one)
    found = [_first(part, way) for part in parts.values()]
    yield from sorted(found, key=lambda pair: _turn(pair[0]))


def _turn(one: Sighting) -> tuple[str, str, bool, int, str]:
    """When a sighting is looked at: a headline behind its text, since it is known by what is below it."""
    day, article, start = one.order
    return day, article, one.headline, start, one.id


def _first(part: Sequence[Sighting], way: Travel) -> tuple[Sighting, list[Sighting]]:
    """The mention that the others repeat: in the article that has it from none of theirs, else the first."""
    inside = {one.article for one in part}
    free = [one for one in part if not way.parents.get(one.article, frozenset()) & inside] or part
    first = next((one for one in free if one.article not in way.superseded), free[0])
    return first, [one for one in part if one is not first]


def _unite(leader: dict[str, str], a: str, b: str) -> None:
    low, high = sorted((_leader(leader, a), _leader(leader, b)))
    leader[high] = low


def _leader(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _event(group: Group, way: Travel) -> Event:
    every = sorted([*group.own, *group.copies], key=lambda one: (one.order, one.id))
    told = tuple(one.id for one in every)
    value = status(group.own)
    shown = witness(group.own, value)
    date = date_of(group.own, value)
    reported = min((one.reported for one in every if one.reported), default=None)
    sources, targets, places = parties(group.own, shown)
    articles = tuple(dict.fromkeys(one.article for one in every if one.article not in way.superseded))
    apart = tuple(x for x in articles if not way.parents.get(x, frozenset()) & set(articles))
    behind = _behind(every, way)
    return Event(
        event_id(told),
        root_of(group.own, shown),
        value,
        shown.reciprocal,
        sources,
        targets,
        places,
        date,
        first_day(date) or (reported or "")[:10] or None,
        reported,
        shown.trigger,
        shown.id,
        told,
        against(every),
        ahead(every),
        tuple(one.id for one in every if one in group.copies),
        articles,
        apart,
        tuple(dict.fromkeys(way.story_of[x] for x in articles if x in way.story_of)),
        tuple(sorted({name for found in behind.values() for name in found})),
        tuple(x for x in apart if x not in behind),
        max(one.confidence for one in group.own),
        mode_of(group.own, shown),
        contexts_of(group.own),
    )


def _behind(every: Iterable[Sighting], way: Travel) -> dict[str, set[str]]:
    """The origins whose statements tell of it, by the articles that have them; others are left out."""
    found: dict[str, set[str]] = {}
    for one in every:
        for name in way.origins.get(one.statement or "", ()):
            found.setdefault(one.article, set()).add(name)
    return found
