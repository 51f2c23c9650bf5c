"""One article as the page shows it: its text in marked paragraphs, its statements as rows, its evidence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportedly.dossier.dropped import Leftovers
from reportedly.dossier.segments import Label, Segment, first_places, segments
from reportedly.records import Arrival, Article, BlockClass, Evidence, Kept, Mention, Source, Span, Statement
from reportedly.text import web_address

BLANK_LINES = re.compile(r"\n\s*\n")
# The characters of text that take the height of one row of the table, measured on the page at 1280 pixels.
ROW_CHARACTERS = 220
# What the language model finds beside names (OntoNotes 5.0, value types).
NO_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
# How much of an article stands in for its title, in characters.
OPENING = 70
# And of a title, where it stands for an outlet that is not named.
NAME = 48


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text with its class; all paragraphs together are exactly that text."""

    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as a row: its number in the article, and its parts as the words of the text.

    `placed` is false for a statement without any words in the text, which no number can stand at.
    `phrase` is the source phrase, None where it is the speaker's name as shown or where there is none.
    """

    number: int
    placed: bool
    statement: Statement
    phrase: str | None
    cue: str
    content: tuple[tuple[Segment, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a value rests on: `how` in words, and `words`, those that it was read from (None: markup)."""

    how: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """One line of an article's evidence, `chosen` where it is the value that the article has."""

    evidence: Evidence
    basis: Basis
    chosen: bool


@dataclass(frozen=True)
class Piece:
    """All that a page shows of one article. `labels` are the marks of its text.

    What a list of hundreds does not show is made when it is asked for. `opening` is the first words, which
    stand in for a title that there is not. `via` is the way that most
    of its statements came, said once; `pinned`: the table is the longer column.
    """

    number: int
    article: Article
    source: Source | None
    name: str
    path: str
    link: str | None
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    names: tuple[tuple[str, int], ...]
    makers: str
    via: tuple[str, ...]
    pinned: bool
    leftovers: Leftovers

    @cached_property
    def date_basis(self) -> Basis | None:
        """What the date rests on."""
        dated = _chosen(self.article, "date")
        return _basis(dated) if dated else None

    @cached_property
    def opening(self) -> str:
        """The first words."""
        return _opening(self.article.text)

    @cached_property
    def clues(self) -> tuple[Clue, ...]:
        """The evidence, line by line."""
        return tuple(_clue(self.article, e) for e in self.article.evidence)

    @cached_property
    def heading(self) -> tuple[Segment, ...]:
        """The title block, marked, or empty."""
        return self._text[0].segments if self._is_titled else ()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text without its title block."""
        return self._text[1:] if self._is_titled else self._text

    @property
    def _is_titled(self) -> bool:
        return self._text[0].kind == BlockClass.TITLE

    @cached_property
    def _text(self) -> tuple[Paragraph, ...]:
        """Marked when it is shown: a story of hundreds of articles shows their titles only."""
        return tuple(_paragraphs(self.article, self.labels))


def piece(
    number: int,
    article: Article,
    source: Source | None,
    arrival: Arrival | None,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    leftovers: Leftovers,
    others: Sequence[Label] = (),
) -> Piece:
    """The view of one article; `number` counts the articles of the page from 1. `others` are marks beside
    those of the statements, under numbers that are not positive."""
    path = arrival.path if arrival else "a file that is not listed"
    numbered = list(enumerate(sorted(statements, key=_order), 1))
    labels = [x for n, s in numbered for x in _labels(n, s)]
    return Piece(
        number=number,
        article=article,
        source=source,
        name=article.outlet or article.agency or _short(article.title) or path,
        path=path,
        link=web_address(article.url),
        labels=(*labels, *others),
        rows=tuple(row(n, s) for n, s in numbered),
        names=tuple(Counter(_names(mentions)).most_common()) if mentions else (),
        makers=", ".join(sorted({s.maker for s in statements})),
        via=_usual_way(statements),
        pinned=len(article.text) < ROW_CHARACTERS * len(statements),
        leftovers=leftovers,
    )


def _short(title: str | None) -> str:
    """A title that stands for an outlet that is not named, at a name's length."""
    words = title or ""
    return words if len(words) <= NAME else f"{words[:NAME].rsplit(' ', 1)[0]} …"


def _names(mentions: Sequence[Mention]) -> Iterator[str]:
    return (" ".join(m.span.text.split()) for m in mentions if m.label not in NO_NAMES)


def _opening(text: str) -> str:
    """The first words on one line; a script without spaces is cut between characters."""
    line = " ".join(text[: 3 * OPENING].split())
    if len(line) <= OPENING:
        return line
    return (line[:OPENING].rpartition(" ")[0] or line[:OPENING]) + " …"


def _basis(evidence: Evidence) -> Basis:
    words = " ".join(evidence.span.text.split()) if evidence.span else None
    if evidence.rule == "ruling":
        return Basis("ruled by an analyst", words)
    if words is not None:
        return Basis("read from", words)
    match evidence.markup:
        case "arrival":
            return Basis("given with the file")
        case "url":
            return Basis("from the web address")
        case None:
            return Basis("by rule " + evidence.rule)
        case markup:
            return Basis("from " + markup)


def _clue(article: Article, evidence: Evidence) -> Clue:
    return Clue(evidence, _basis(evidence), evidence is _chosen(article, evidence.field))


def _chosen(article: Article, field: str) -> Evidence | None:
    """The first piece of evidence for the value that the article has; None without a value or evidence."""
    value = getattr(article, field, None)
    same = (e for e in article.evidence if e.field == field and (e.value or None) == value)
    return next(same, None)


def _order(statement: Statement) -> tuple[int, int, str]:
    """Statements in order of their first word, then of their content."""
    start = min((s.start for s in _spans(statement) if s.text), default=0)
    return start, min((s.start for s in statement.content), default=0), statement.id


def _usual_way(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The most frequent `via`, if more than one statement has it; of equals, the first in the alphabet."""
    if not statements:
        return ()
    counts = Counter(s.via for s in statements)
    via, n = min(counts.items(), key=lambda item: (-item[1], item[0]), default=((), 0))
    return via if n > 1 else ()


def _spans(statement: Statement) -> tuple[Span, ...]:
    return statement.source + statement.cue + statement.content


def _labels(number: int, statement: Statement) -> Iterator[Label]:
    roles = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    for role, spans in (roles | {"hedge": statement.hedges}).items():
        yield from (Label(s.start, s.end, number, role) for s in spans)


def row(number: int, statement: Statement) -> Row:
    """A statement as a row under that number."""
    own = list(_labels(number, statement))
    hedges = [x for x in own if x.role == "hedge"]
    phrase = _joined(statement.source)
    spans = _spans(statement)
    return Row(
        number=number,
        placed=bool(first_places(own)),
        statement=statement,
        phrase=phrase if phrase and phrase.casefold() != (statement.speaker or "").casefold() else None,
        cue=_joined(statement.cue),
        content=tuple(tuple(_within(s, hedges)) for s in statement.content),
        start=min((s.start for s in spans), default=0),
        end=max((s.end for s in spans), default=0),
    )


def _within(words: Span, labels: Sequence[Label]) -> list[Segment]:
    """The words of a span under the labels of the text that it lies in."""
    moved = [Label(x.start - words.start, x.end - words.start, x.number, x.role) for x in labels]
    return segments(words.text, moved)


def _joined(spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(s.text.split()) for s in spans)


def _paragraphs(article: Article, labels: Sequence[Label]) -> Iterator[Paragraph]:
    """The text cut at its kept ranges, and at blank lines in them; each ends with its own line ends."""
    text = article.text
    kept = article.kept or (Kept(0, len(text), 0, BlockClass.BODY),)
    ends = [k.at for k in kept[1:]] + [len(text)]
    for k, end in zip(kept, ends, strict=True):
        cuts = [k.at, *(m.end() for m in BLANK_LINES.finditer(text, k.at, end) if m.end() < end), end]
        for low, high in pairwise(cuts):
            yield Paragraph(k.kind.value, tuple(segments(text, labels, low, high)))
