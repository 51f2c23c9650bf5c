"""Pins as they stand today: their words found again in the sources, and what is read there now.

A pin rests on words of a source, as a ruling does, and not on a row: a later model may give the row another
id, another speaker, or none. So the words are looked for first, and then the row that stands on them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import structs

from reportedly.case.database import Database
from reportedly.records import (
    Arrival,
    Article,
    Effect,
    Footnote,
    Pin,
    PinKind,
    Pinned,
    PinState,
    Range,
    Read,
    Roles,
    Severity,
    Source,
    Span,
    Statement,
    Story,
    StoryCount,
    Variant,
    read_of,
    span,
)
from reportedly.text import place_of, to_article, to_source

SAME_WORDS = 0.5
"""Two tellings are one where they share at least this much of their characters."""
LABELS = {"line": "now", "kind": "words", "modality": "put as", "certainty": "the speaker is"}
Found = tuple[str, Read] | None


class Bench:
    """The rows of a case that pins rest on; each source is fetched once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.text_of = cache(self._text_of)
        self.articles_of = cache(self._articles_of)

    def statements(self, article: str) -> list[Statement]:
        """The statements of an article."""
        return self.database.records(Statement, "statements", "article = ?", (article,))

    def variants(self, article: str) -> list[Variant]:
        """The tellings of an article."""
        return self.database.records(Variant, "variants", "article = ?", (article,))

    def _text_of(self, source: str) -> str | None:
        found = self.database.records(Source, "sources", "id = ?", (source,))
        return found[0].text if found else None

    def _articles_of(self, source: str) -> list[Article]:
        return self.database.records(Article, "articles", "source = ?", (source,), "piece, id")


def footnote(bench: Bench, article: Article, places: Iterable[Range]) -> Footnote:
    """Where words of an article stand; `places` are those in its text."""
    text = bench.text_of(article.source) or ""
    sought = sorted(x for place in places for x in to_source(article.kept, place.start, place.end))
    return _placed(bench, article, tuple(span(text, x.start, x.end) for x in sought))


def told(row: Variant) -> Read:
    """How a telling is read: what it does to the words of its witness."""
    effect = row.effect.value.replace("_", " ").replace("re anchored", "re-anchored")
    line = "" if row.effect is Effect.NONE else effect
    if line and row.severity is Severity.REVERSES:
        line += ", sense reversed"
    return Read(speaker=row.speaker, kind=row.kind, line=line)


def count_line(story: Story, count: StoryCount | None) -> Read:
    """How many tell a story, and how few stand behind it."""
    parts = [_counted(len(story.articles), "article")]
    if count:
        parts += [
            f"{_counted(len(count.newsrooms), 'newsroom')} named",
            f"{_counted(len(count.shared), 'origin')} behind more than one",
        ]
    return Read(line=f"“{story.title}”: {', '.join(parts)}")


def states(database: Database, pins: Sequence[Pinned]) -> list[Pin]:
    """Each pin with what has become of it."""
    bench = Bench(database)
    return [_state(bench, pin) for pin in pins]


def _state(bench: Bench, pin: Pinned) -> Pin:
    again = [_again(bench, place) for place in pin.places]
    known = [one for one in again if one]
    if not known or (again[0] is None and pin.kind is not PinKind.COUNT):
        return _pin(pin, PinState.NOT_FOUND, pin.read, pin.places, (), None)
    found = _row(bench, pin, known)
    places = tuple(now or then for now, then in zip(again, pin.places, strict=True))
    changes = tuple(_changes(pin, again, found))
    state = PinState.OTHERWISE if changes else PinState.SAME
    row, read = found if found else (None, pin.read)
    return _pin(pin, state, read, places, changes, row or None)


def _pin(
    pin: Pinned,
    state: PinState,
    read: Read,
    places: tuple[Footnote, ...],
    changes: tuple[str, ...],
    row: str | None,
) -> Pin:
    words = tuple(piece.text for piece in pin.places[0].words) if pin.kind is not PinKind.COUNT else ()
    return Pin(
        pin.id, pin.kind, state, words, read, places, changes, pin.note, pin.tags, pin.author, pin.time, row
    )


def _again(bench: Bench, then: Footnote) -> Footnote | None:
    """Where the words of a footnote stand now; None where some of them stand nowhere."""
    text = bench.text_of(then.source)
    places = [place_of(piece, text) for piece in then.words] if text is not None else [None]
    here = [place for place in places if place]
    if text is None or len(here) < len(places):
        return None
    words = tuple(span(text, x.start, x.end) for x in here)
    article = _article(bench, then, words)
    if article is None:
        return structs.replace(then, words=words)
    return _placed(bench, article, words)


def _article(bench: Bench, then: Footnote, words: Sequence[Span]) -> Article | None:
    """The article that holds most of the words, of copies the one of the same arrival."""
    sizes = [
        (_size(_inside(row, words)), row.arrival == then.arrival, row)
        for row in bench.articles_of(then.source)
    ]
    best = max(sizes, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] else None


def _placed(bench: Bench, article: Article, words: tuple[Span, ...]) -> Footnote:
    """A footnote on words of the source's text, all or some of which stand in an article."""
    inside = _inside(article, words)
    at = Range(min(x.start for x in inside), max(x.end for x in inside)) if inside else None
    return Footnote(
        source=article.source,
        arrival=article.arrival,
        words=words,
        outlet=article.outlet or article.agency or _path(bench, article.arrival),
        title=article.title,
        date=article.date,
        url=article.url,
        article=article.id,
        at=at,
    )


def _path(bench: Bench, arrival: str) -> str:
    found = bench.database.records(Arrival, "arrivals", "id = ?", (arrival,))
    return found[0].path if found else "a file that is not listed"


def _inside(article: Article, words: Sequence[Span]) -> list[Range]:
    return [x for piece in words for x in to_article(article.kept, piece.start, piece.end)]


def _size(places: Iterable[Range]) -> int:
    return sum(x.end - x.start for x in places)


def _row(bench: Bench, pin: Pinned, places: Sequence[Footnote]) -> Found:
    """The row that stands on the words today, and how it is read; None where there is none."""
    if pin.kind is PinKind.COUNT:
        return _count(bench, places)
    article = next((x for x in bench.articles_of(places[0].source) if x.id == places[0].article), None)
    if article is None:
        return None
    if pin.kind is PinKind.STATEMENT:
        return _statement(bench, pin, article)
    return _telling(bench, article, places[0]) if pin.kind is PinKind.TELLING else ("", Read())


def _statement(bench: Bench, pin: Pinned, article: Article) -> Found:
    from reportedly.attribution.rulings import (  # loads the models' runtime, which most pages spare
        meaning,
        placed,
    )

    about = placed(pin.roles or Roles((), (), ()), article, bench.text_of(article.source) or "")
    row = meaning(bench.statements(article.id), about) if about else None
    return (row.id, read_of(row)) if row else None


def _telling(bench: Bench, article: Article, place: Footnote) -> Found:
    inside = _inside(article, place.words)
    scores = [(_likeness(row.span, inside), row.id, row) for row in bench.variants(article.id)]
    score, _, row = max(scores, key=lambda one: one[:2], default=(0.0, "", None))
    return (row.id, told(row)) if row and score >= SAME_WORDS else None


def _likeness(words: Span, places: Sequence[Range]) -> float:
    shared = sum(max(0, min(words.end, x.end) - max(words.start, x.start)) for x in places)
    size = words.end - words.start + _size(places)
    return 2 * shared / size if size else 0.0


def _count(bench: Bench, places: Sequence[Footnote]) -> Found:
    """The story that most of the counted articles tell today."""
    names = [place.article for place in places if place.article]
    query = "SELECT story FROM story_articles WHERE article = ?"
    told_in = Counter(story for name in names for (story,) in bench.database.rows(query, (name,)))
    if not told_in:
        return None
    name = min(told_in, key=lambda story: (-told_in[story], story))
    (story,) = bench.database.records(Story, "stories", "id = ?", (name,))
    counts = bench.database.records(StoryCount, "counts", "story = ?", (name,))
    return name, count_line(story, counts[0] if counts else None)


def _changes(pin: Pinned, again: Sequence[Footnote | None], found: Found) -> Iterator[str]:
    """What is otherwise than when it was pinned, each as a sentence."""
    first = again[0]
    if first and first.article is None:
        yield "These words are left out of every article now."
    elif found is None:
        yield f"No {pin.kind.value} is read from these words now."
    for name in Read.__struct_fields__ if found else ():
        yield from _change(name, getattr(pin.read, name), getattr(found[1], name) if found else None)
    if first and first.article and pin.kind is not PinKind.COUNT:
        for name in ("outlet", "date"):
            yield from _change(name, getattr(pin.places[0], name), getattr(first, name))
    if None in again:
        yield "Not all of the articles that it rests on have these words still."


def _change(name: str, then: object, now: object) -> Iterator[str]:
    if then != now:
        yield f"{LABELS.get(name, name)}: {_said(now)}. When it was pinned: {_said(then)}."


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ← ".join(value) or "none"
    return str(value) if value else "none"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun if n == 1 else noun + 's'}"
