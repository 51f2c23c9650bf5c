"""What an analyst ruled, applied to a source's labels before articles are cut from them.

A ruling says what shall hold and not what shall be changed, so that it keeps its sense when a later
classifier gets right by itself what was corrected, or gets it wrong in another way: these words *are* a
caption; from these words on it *is* another article; the text before and after them *is* one article. Later
rulings outrank earlier ones. Whatever a ruling decided has the rule ``ruling``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata import CHOOSABLE, FIELDS, chosen
from reportedly.records import (
    ON_FILES,
    Action,
    Article,
    Block,
    BlockClass,
    Evidence,
    Range,
    Ruling,
    span,
)
from reportedly.text import place_of

RULE = "ruling"
# Evidence may speak of more than an article has a field for.
SETTABLE = tuple(field for field in FIELDS if field in Article.__struct_fields__)
OUTSIDE = frozenset({BlockClass.TEASER, BlockClass.FORM, BlockClass.COMMENT, BlockClass.JUNK})
HEAD = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST, BlockClass.BYLINE, BlockClass.DATELINE})


@dataclass(frozen=True, slots=True)
class Placed:
    """A ruling and where its words stand in the source's text now; None where they do not."""

    ruling: Ruling
    place: Range | None


def fault(action: Action, value: str) -> str | None:
    """What is wrong with a ruling's value, as a sentence; None where it can be used."""
    if action is Action.CLASS:
        known = ", ".join(kind.value for kind in BlockClass)
        return None if value in list(BlockClass) else f"{value!r} is no class. There are {known}."
    if action is not Action.SET:
        return f"{action.value} takes no value." if value else None
    field, sign, said = value.partition("=")
    if field not in SETTABLE or not sign:
        return f"{value!r} sets nothing. Write FIELD=VALUE, where FIELD is one of {', '.join(SETTABLE)}."
    if field == "date" and said and not _is_day(said):
        return f"{said!r} is no date. Write it as 2031-05-09, or date= for none."
    return None


def place_rulings(rulings: Iterable[Ruling], source: str, text: str) -> list[Placed]:
    """The rulings on one source as a file, each with its place; all others are passed over."""
    return [
        Placed(x, None if fault(x.action, x.value) else place_of(x.words, text))
        for x in rulings
        if x.source == source and x.action in ON_FILES
    ]


def relabel(labels: Sequence[Labelled], text: str, placed: Sequence[Placed]) -> list[Labelled]:
    """The labels as the rulings want them: first the classes, then the boundaries, each in their order.

    Pieces are counted anew in the order of the text. Ranges stay apart, and nothing but white space is left
    between the parts of a label that was cut.
    """
    made = list(labels)
    for x in placed:
        if x.place and x.ruling.action is Action.CLASS:
            made = _classed(made, text, x.place, BlockClass(x.ruling.value))
    for x in placed:
        if x.place and x.ruling.action is Action.SPLIT:
            made = _split(made, text, x.place)
        elif x.place and x.ruling.action is Action.JOIN:
            made = _joined(made, x.place)
    return _counted(made) if placed else made


def amend(
    articles: Sequence[Article], labels: Sequence[Labelled], text: str, placed: Sequence[Placed]
) -> tuple[Article, ...]:
    """The articles with what was ruled about them first among their evidence, the latest ruling before all.

    A title that was ruled to be one speaks for its article too.
    """
    told: dict[int, list[Evidence]] = {article.piece: [] for article in articles}
    for x in reversed(placed):
        piece = piece_at(labels, x.place, told) if x.place and x.ruling.action is Action.SET else None
        if piece is not None:
            told[piece].append(_stated(x.ruling))
    for label in labels:
        if label.kind is BlockClass.TITLE and label.rule == RULE and label.piece in told:
            words = span(text, label.start, label.end)
            told[label.piece].append(Evidence("title", " ".join(words.text.split()), RULE, 1.0, words))
    return tuple(_amended(article, told[article.piece]) for article in articles)


def sides(labels: Sequence[Labelled] | Sequence[Block], at: int) -> tuple[int | None, int | None]:
    """The pieces of the last body before a place and of the first body from it on; None where none is.

    Body around the place stands on both sides. A split acts where the two are one piece, a join where they
    are two.
    """
    bodies = [x for x in labels if x.kind is BlockClass.BODY and x.piece is not None]
    before = [x.piece for x in bodies if x.start < at]
    after = [x.piece for x in bodies if x.end > at]
    return (before[-1] if before else None), (after[0] if after else None)


def boundary_fault(action: Action, labels: Sequence[Labelled] | Sequence[Block], at: int) -> str | None:
    """Why a split or a join at a place would change nothing, as a sentence; None where it does something."""
    if action not in (Action.SPLIT, Action.JOIN):
        return None
    before, after = sides(labels, at)
    if before is None or after is None:
        side = "before" if before is None else "after"
        return f"No body stands {side} that place, so no article ends or begins there."
    if action is Action.SPLIT and before != after:
        return "Another article begins there already."
    if action is Action.JOIN and before == after:
        return "What stands before and after that place is one article already."
    return None


def piece_at(labels: Sequence[Labelled], place: Range, pieces: Iterable[int]) -> int | None:
    """Which of `pieces` a place belongs to: its own, else the next one's, else the last one's."""
    known = frozenset(pieces)
    ours = [x for x in labels if x.piece in known]
    later = [x.piece for x in ours if x.end > place.start]
    return later[0] if later else ours[-1].piece if ours else None


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _classed(labels: Iterable[Labelled], text: str, place: Range, kind: BlockClass) -> list[Labelled]:
    parts: list[Labelled] = []
    for label in labels:
        if label.kind is kind:
            parts.append(label)
            continue
        *before, rest = _cut(label, place.start, text)
        parts += [*before, *_cut(rest, place.end, text)]
    home = None if kind in OUTSIDE else _home(parts, place, kind)
    return [_ruled(x, kind, home) if place.start <= x.start and x.end <= place.end else x for x in parts]


def _ruled(label: Labelled, kind: BlockClass, home: int | None) -> Labelled:
    piece = home if label.piece is None else label.piece
    return replace(label, kind=kind, piece=piece, rule=RULE, confidence=1.0)


def _home(labels: Sequence[Labelled], place: Range, kind: BlockClass) -> int:
    """The article of what is restored: what heads a text belongs to what follows, all else to what is
    above it."""
    above = [x.piece for x in labels if x.piece is not None and x.start < place.start][-1:]
    below = [x.piece for x in labels if x.piece is not None and x.start >= place.start][:1]
    return next(iter(below + above if kind in HEAD else above + below), 0)


def _split(labels: list[Labelled], text: str, place: Range) -> list[Labelled]:
    before, after = sides(labels, place.start)
    if before is not None and before == after:
        new = 1 + max(x.piece for x in labels if x.piece is not None)
        parts = [part for label in labels for part in _cut(label, place.start, text)]
        labels = [replace(x, piece=new) if x.piece == before and x.start >= place.start else x for x in parts]
    return _marked(labels, place.start, frozenset(BlockClass))


def _joined(labels: list[Labelled], place: Range) -> list[Labelled]:
    before, after = sides(labels, place.start)
    if before is None or after is None:
        return labels
    joined = [replace(x, piece=before) if x.piece == after else x for x in labels]
    return _marked(joined, place.start, frozenset({BlockClass.BODY}))


def _marked(labels: list[Labelled], start: int, kinds: frozenset[BlockClass]) -> list[Labelled]:
    """The labels, with the first of these classes from a ruled boundary on named for the ruling."""
    at = next((i for i, x in enumerate(labels) if x.end > start and x.kind in kinds), None)
    return labels if at is None else [*labels[:at], replace(labels[at], rule=RULE), *labels[at + 1 :]]


def _cut(label: Labelled, at: int, text: str) -> list[Labelled]:
    """A label in two at a place inside it, without the white space at the seam; else the label alone."""
    if not label.start < at < label.end:
        return [label]
    left, right = text[label.start : at].rstrip(), text[at : label.end].lstrip()
    if not left or not right:
        return [label]
    return [
        replace(label, end=label.start + len(left)),
        replace(label, start=label.end - len(right)),
    ]


def _counted(labels: Sequence[Labelled]) -> list[Labelled]:
    """The labels with their pieces counted from 0 in the order of the text; a piece without body is none."""
    bodies = {x.piece for x in labels if x.kind is BlockClass.BODY and x.piece is not None}
    order = dict.fromkeys(x.piece for x in labels if x.piece in bodies)
    number: dict[int | None, int] = {piece: n for n, piece in enumerate(order)}
    return [replace(x, piece=number.get(x.piece)) for x in labels]


def _stated(ruling: Ruling) -> Evidence:
    field, _, value = ruling.value.partition("=")
    return Evidence(field, value, RULE, 1.0, None, f"rulings/{ruling.id}", CHOOSABLE.get(field))


def _amended(article: Article, told: Sequence[Evidence]) -> Article:
    """An empty value says that the field has none: whatever else speaks of it is outranked."""
    if not told:
        return article
    evidence = tuple(sorted([*told, *article.evidence], key=lambda e: FIELDS.index(e.field)))
    values = {field: chosen(evidence, field) or None for field in {e.field for e in told}}
    return replace(article, evidence=evidence, **values)
