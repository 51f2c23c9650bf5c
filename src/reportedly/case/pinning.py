"""What can be done with pins: set one, note something on it, move it, take it back, list them all."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportedly.case import naming
from reportedly.case.database import Database, Record
from reportedly.case.listing import Listing
from reportedly.case.pins import PinFile, moved, note_of, noted, standing, tags_of, undone
from reportedly.case.pinstates import Bench, count_line, footnote, states, told
from reportedly.errors import InputError
from reportedly.records import (
    Article,
    Footnote,
    Pin,
    PinKind,
    PinLine,
    Pinned,
    Range,
    Read,
    Roles,
    Span,
    Statement,
    Story,
    StoryCount,
    Variant,
    pin_id,
    read_of,
)
from reportedly.text import place_of

OPENING = 160
"""So many characters of an article stand for it in a count, where it has no title."""


class Meant(Struct, frozen=True):
    """What is to be pinned: the row, where its words stand, and how it is read."""

    kind: PinKind
    row: str
    places: tuple[Footnote, ...]
    read: Read = Read()
    roles: Roles | None = None


class Pins(ABC):
    """The pins of a case; whoever has them has a folder and a database."""

    path: Path

    @abstractmethod
    def _db(self) -> Database: ...

    def pin(
        self,
        row: str,
        at: Range | None = None,
        *,
        words: str | None = None,
        author: str,
        note: str = "",
        tags: Sequence[str] = (),
    ) -> Pinned:
        """Pin a statement, a telling or a story's count by its id, or words of an article: its id, and the
        place in its text. With `words`, a place that is not exact is set right by them.

        What is pinned already is pinned once; a new note and tags take the place of the old ones. Raises
        InputError where there is no such row and where there are no words at that place.
        """
        meant = self._meant(row, at, words)
        by, now = _named(author), _moment()

        def lines(known: list[PinLine]) -> list[PinLine]:
            same = next((x for x in standing(known) if _is_same(x, meant)), None)
            if same is None:
                return [_pinned(meant, note_of(note), tags_of(tags), by, now)]
            return [noted(known, same.id, note, tags, by, now)] if note or tags else []

        self._pin_file.add(lines)
        return next(x for x in self.pinned() if _is_same(x, meant))

    def pins(self, tag: str | None = None, source: str | None = None) -> Listing[Pin]:
        """The pins in the reader's order, all or those with a tag or on words of a source, by its whole
        hash, each found again by its words."""
        wanted = [row for row in self.pinned() if tag is None or tag in row.tags]
        wanted = [row for row in wanted if source is None or row.places[0].source == source]
        return Listing(Pin, states(self._db(), wanted))

    def pinned(self) -> tuple[Pinned, ...]:
        """The pins in the reader's order as they were pinned, without looking for their words."""
        return standing(self._pin_file.lines())

    def note_pin(self, pin: str, note: str, tags: Sequence[str] = (), *, author: str) -> PinLine:
        """Give a pin another note and other tags, by its id or the beginning of it. Raises InputError."""
        return self._say(lambda known: noted(known, pin, note, tags, _named(author), _moment()))

    def move_pin(self, pin: str, before: str | None = None, *, author: str) -> PinLine:
        """Put a pin before another one, or at the end. Raises InputError."""
        return self._say(lambda known: moved(known, pin, before, _named(author), _moment()))

    def unpin(self, name: str, *, author: str) -> PinLine:
        """Take a pin back, or any other line on pins by its id, also a taking back. Raises InputError."""
        return self._say(lambda known: undone(known, name, _named(author), _moment()))

    @property
    def _pin_file(self) -> PinFile:
        return PinFile(self.path)

    def _say(self, line: Callable[[list[PinLine]], PinLine]) -> PinLine:
        (made,) = self._pin_file.add(lambda known: [line(known)])
        return made

    def _meant(self, row: str, at: Range | None, words: str | None) -> Meant:
        """What an id and a place mean. Raises InputError."""
        bench = Bench(self._db())
        if at is not None:
            return _of_words(bench, _one(bench, Article, "articles", row), at, words)
        if row.startswith("q_"):
            return _of_telling(bench, _one(bench, Variant, "variants", row))
        if row.startswith("t_"):
            return _of_count(bench, _one(bench, Story, "stories", row))
        name = naming.statement_of(self._db(), row)
        return _of_statement(bench, _one(bench, Statement, "statements", name))


def _of_statement(bench: Bench, row: Statement) -> Meant:
    article = _one(bench, Article, "articles", row.article)
    places = [footnote(bench, article, _ranges(row.content or row.cue or row.source))]
    roles = (footnote(bench, article, _ranges(x)).words for x in (row.source, row.cue, row.content))
    return Meant(PinKind.STATEMENT, row.id, _lasting(places), read_of(row), Roles(*roles))


def _of_words(bench: Bench, article: Article, at: Range, words: str | None) -> Meant:
    """Words of an article at a place, or nearest to it. Raises InputError."""
    said = article.text[max(at.start, 0) : max(at.end, 0)] if words is None else words
    lead = len(said) - len(said.lstrip())
    place = place_of(Span(max(at.start, 0) + lead, max(at.end, 0), said.strip()), article.text)
    if place is None:
        raise InputError(f"There are no such words at {at.start}-{at.end} of that article.")
    return Meant(PinKind.WORDS, article.id, _lasting([footnote(bench, article, [place])]))


def _of_telling(bench: Bench, row: Variant) -> Meant:
    """A telling, and behind it the witness that it was read against."""
    rows = [row] + ([_one(bench, Variant, "variants", row.witness)] if row.witness else [])
    places = [footnote(bench, _one(bench, Article, "articles", x.article), _ranges([x.span])) for x in rows]
    return Meant(PinKind.TELLING, row.id, _lasting(places), told(row))


def _of_count(bench: Bench, row: Story) -> Meant:
    """A story's count; each article that it counts goes by its first words, mostly its title."""
    articles = [_one(bench, Article, "articles", name) for name in row.articles]
    counts = bench.database.records(StoryCount, "counts", "story = ?", (row.id,))
    places = [footnote(bench, x, [_first_line(x.text)]) for x in articles]
    return Meant(PinKind.COUNT, row.id, _lasting(places), count_line(row, counts[0] if counts else None))


def _pinned(meant: Meant, note: str, tags: tuple[str, ...], author: str, time: str) -> Pinned:
    where = tuple((x.source, tuple((y.start, y.end) for y in x.words)) for x in meant.places)
    name = pin_id(meant.kind.value, meant.row, where, time)
    return Pinned(
        name, meant.kind, meant.row, meant.places, meant.read, author, time, note, tags, meant.roles
    )


def _is_same(line: Pinned, meant: Meant) -> bool:
    places = [[(x.source, x.words) for x in one.places] for one in (line, meant)]
    return (line.kind, line.row) == (meant.kind, meant.row) and places[0] == places[1]


def _lasting(places: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """Footnotes without the ids and places of today's articles, which another version may name otherwise."""
    return tuple(replace(place, article=None, at=None) for place in places)


def _ranges(words: Sequence[Span]) -> list[Range]:
    return [Range(x.start, x.end) for x in words]


def _first_line(text: str) -> Range:
    start = len(text) - len(text.lstrip())
    line = text[start:].split("\n", 1)[0][:OPENING]
    return Range(start, start + len(line.rstrip()))


def _one(bench: Bench, record: type[Record], table: str, name: str) -> Record:
    found = bench.database.records(record, table, "id = ?", (name,))
    if not found:
        raise InputError(f"Nothing of this case has the id {name!r}.")
    return found[0]


def _named(author: str) -> str:
    """Whose pin it is. Raises InputError where that is nobody."""
    name = " ".join(author.split())
    if not name:
        raise InputError("A pin bears a name. Give yours.")
    return name


def _moment() -> str:
    return datetime.now(UTC).isoformat()
