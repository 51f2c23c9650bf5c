"""From records to the page: everything is gathered here, and the templates only lay it out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined

from reportedly.case.pinlines import Line, cited, lines
from reportedly.dossier.chapters import Chapter, Shelf, chapter, shelf
from reportedly.dossier.contents import Dossier
from reportedly.dossier.descent import Behind, behind
from reportedly.dossier.dropped import Drawer, Leftovers
from reportedly.dossier.escaping import Escaping, shown
from reportedly.dossier.pairs import Pair, pair
from reportedly.dossier.pieces import Piece, piece
from reportedly.dossier.quotations import Bent, bent
from reportedly.dossier.sides import kind_of
from reportedly.dossier.timeline import Timeline, timeline
from reportedly.dossier.voices import Voice, mood, tally, voices
from reportedly.records import Article, Derivation, HiddenSource, Mention, Origin, Passage, Statement
from reportedly.records.dyad import Relation
from reportedly.text import tidy, web_address

Item = TypeVar("Item", Statement, Mention)


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template shows, in its order. `told_once` are the stories of a single article.

    `voices` are the speakers, `bent` the quotations that bend, `relations` pairs of states, `pins` what a
    reader pinned, `acts` and `moods` count all statements, whose ids are `statement_ids`. `across` are
    passages that two stories share, `unclaimed` the left-out blocks of a file that no article has,
    `most_rows` the largest number that a statement has in its article.
    """

    contents: Dossier
    counts: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    told_once: tuple[Chapter, ...]
    across: Shelf
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...]
    bent: tuple[Bent, ...]
    relations: tuple[Pair, ...]
    timeline: Timeline | None
    pins: tuple[Line, ...]
    acts: tuple[tuple[str, int], ...]
    moods: tuple[tuple[str, int], ...]
    story_of: dict[str, Chapter]
    number_of: dict[str, int]
    statement_ids: frozenset[str]
    unclaimed: tuple[tuple[str, Leftovers], ...]
    most_rows: int


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are shown; an empty text: nowhere.

    An article, a statement's row and a statement's words by the id; a part of the dossier by its anchor (a
    story's id, a pair, ``voices``); the rows that a number of a pair's page counts by the pair and the fields
    of a `PairWanted`; the votes, points, treaties or memberships that a number of its formal ties counts;
    the drawing of a story's stemma by its id.
    """

    to_article: Callable[[str], str]
    to_statement: Callable[[str], str]
    to_words: Callable[[str], str] = "#at-{}".format
    to_part: Callable[[str], str] = "#{}".format
    to_rows: Callable[..., str] = lambda pair, **asked: ""
    to_ties: Callable[..., str] = lambda pair, **asked: ""
    to_stemma: Callable[[str], str] = lambda story: ""


# In one file both are further down the page.
WITHIN = Links("#{}".format, "#{}".format)


def render(contents: Dossier) -> str:
    """The dossier as one HTML document (text; write it as UTF-8).

    It loads nothing, runs no script, and shows every word of a source as text and never as markup. Every
    record with an id of its own can be cited as ``#id``. The same contents give the same document.
    """
    return tidy(_environment().get_template("dossier.html.j2").render(page=view(contents)))


def render_relation(relation: Relation, notice: str | None = None, made_with: str = "") -> str:
    """A pair of states as one HTML document of its own, made as `render` makes a dossier."""
    template = _environment().get_template("relation.html.j2")
    return tidy(template.render(p=pair(relation), notice=notice, made_with=made_with))


@cache
def _environment() -> Environment:
    return environment(PackageLoader("reportedly.dossier"), WITHIN)


def environment(loader: BaseLoader, links: Links) -> Environment:
    """The templates of a loader: every value is shown as text, and a name that is not given is an error."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.code_generator_class = Escaping
    made.filters |= {"counted": counted, "mood": mood, "kind_of": kind_of}
    # As filters too, which cost a third of a call: a long story has a thousand links.
    made.filters |= {"to_article": links.to_article, "to_statement": links.to_statement}
    made.globals |= {"cited": cited, "web_address": web_address}
    made.globals |= {"shown": shown} | {field.name: getattr(links, field.name) for field in fields(links)}
    return made


def counted(n: int, one: str, many: str | None = None) -> str:
    """Such as ``1 story`` or ``1,200 stories``; `many` where a plain s does not do."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def view(contents: Dossier) -> Page:
    """All that the templates show of these contents."""
    pieces = _pieces(contents)
    by_id = {p.article.id: p for p in pieces}
    shared = _shared(contents, {a: s.id for s in contents.stories for a in s.articles})
    edges = _edges(contents)
    hidden = {one.id: one for one in contents.hidden}
    roots = _behind(contents, by_id, edges, hidden)
    chapters = [
        chapter(
            s,
            by_id,
            shared.get(s.id, []),
            roots.get(s.id),
            edges.get(s.id, ()),
            hidden,
            contents.variants,
            contents.more_passages,
        )
        for s in contents.stories
    ]
    told = [c for c in chapters if len(c.pieces) > 1]
    return Page(
        contents=contents,
        counts=tuple(_counts(contents, len(told))),
        chapters=tuple(told),
        told_once=tuple(c for c in chapters if len(c.pieces) == 1),
        across=shelf(by_id, shared.get(None, [])),
        pieces=pieces,
        voices=voices(pieces, contents.conflicts),
        bent=bent(contents.families, contents.variants, by_id),
        timeline=timeline(contents.events, contents.event_mentions, by_id),
        relations=tuple(pair(one) for one in contents.relations),
        pins=tuple(lines(contents.pins)),
        acts=tally(row.statement.act for p in pieces for row in p.rows if row.statement.act),
        moods=tally(row.statement.modality.value for p in pieces for row in p.rows),
        story_of={p.article.id: c for c in chapters for p in c.pieces},
        number_of={p.article.id: p.number for p in pieces},
        statement_ids=frozenset(row.statement.id for p in pieces for row in p.rows),
        unclaimed=tuple(_unclaimed(contents)),
        most_rows=max((len(p.rows) for p in pieces), default=0),
    )


def _edges(contents: Dossier) -> dict[str, list[Derivation]]:
    """The derivations of each story, by its id."""
    story_of = {name: story.id for story in contents.stories for name in story.articles}
    edges: dict[str, list[Derivation]] = {}
    for edge in contents.derivations:
        edges.setdefault(story_of.get(edge.child, ""), []).append(edge)
    return edges


def _behind(
    contents: Dossier,
    pieces: Mapping[str, Piece],
    edges: Mapping[str, Sequence[Derivation]],
    hidden: Mapping[str, HiddenSource],
) -> dict[str, Behind | None]:
    """Who stands behind each story, by its id."""
    counts = {one.story: one for one in contents.counts}
    origins: dict[str, list[Origin]] = {}
    for origin in contents.origins:
        origins.setdefault(origin.story, []).append(origin)
    return {
        name: behind(count, pieces, origins.get(name, []), edges.get(name, []), hidden)
        for name, count in counts.items()
    }


def _counts(contents: Dossier, told: int) -> Iterable[str]:
    yield counted(len(contents.arrivals), "file")
    yield counted(len(contents.articles), "article")
    stories = counted(len(contents.stories), "story", "stories")
    yield f"{stories} ({told:,} told by more than one article)" if contents.stories else stories
    yield counted(len(contents.statements), "statement")
    yield counted(len(contents.problems), "error")


def _pieces(contents: Dossier) -> tuple[Piece, ...]:
    """The articles in the order of their stories, those told by many first; then those without a story."""
    sources = {s.id: s for s in contents.sources}
    arrivals = {a.id: a for a in contents.arrivals}
    statements = _by_article(contents.statements)
    mentions = _by_article(contents.mentions)
    drawer = Drawer(contents)
    return tuple(
        piece(
            number,
            article,
            sources.get(article.source),
            arrivals.get(article.arrival),
            statements.get(article.id, []),
            mentions.get(article.id, []),
            drawer.of_article(article),
        )
        for number, article in enumerate(_in_order(contents), 1)
    )


def _in_order(contents: Dossier) -> list[Article]:
    stories = sorted(contents.stories, key=lambda s: len(s.articles) == 1)
    place = {a: i for i, a in enumerate(a for s in stories for a in s.articles)}
    return sorted(contents.articles, key=lambda a: place.get(a.id, len(place)))


def _shared(contents: Dossier, story_of: Mapping[str, str]) -> dict[str | None, list[Passage]]:
    """The passages by story; under None those between two stories. Both articles must be on the page."""
    found: dict[str | None, list[Passage]] = {}
    known = {a.id for a in contents.articles}
    for p in contents.passages:
        if p.a in known and p.b in known:
            story = story_of.get(p.a)
            found.setdefault(story if story == story_of.get(p.b) else None, []).append(p)
    return found


def _by_article(records: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for record in records:
        found.setdefault(record.article, []).append(record)
    return found


def _unclaimed(contents: Dossier) -> Iterable[tuple[str, Leftovers]]:
    """Each file with the blocks that no article of it takes, files without any left out."""
    drawer = Drawer(contents)
    seen = set()
    for arrival in contents.arrivals:
        leftovers = drawer.of_source(arrival.source)
        if leftovers.blocks and arrival.source not in seen:
            yield arrival.path, leftovers
        seen.add(arrival.source)
