"""Rulings on statements, made from what a case holds: which statement is meant, and by which words."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportedly.case.rulings import named
from reportedly.errors import InputError
from reportedly.records import Action, Article, Range, Roles, Ruling, Span, Statement, ruling, span
from reportedly.text import to_source


class Change(Struct, frozen=True):
    """One thing that shall hold of a statement: an `Action` on statements, what its value says, and for
    `Action.SPAN` the `pieces` that the role has, as places in the article's text."""

    action: Action
    value: str = ""
    pieces: tuple[Range, ...] = ()


class Signed(Struct, frozen=True):
    """Who rules, why, and when."""

    author: str
    why: str
    time: str


def corrected(
    row: Statement, article: Article, text: str, changes: Sequence[Change], signed: Signed
) -> list[Ruling]:
    """Rulings on a statement that was found, each on what the ones before it make of the statement.

    `text` is that of the source. Raises InputError where one of them makes no sense.
    """
    about = Roles(*(_pinned(role, article, text) for role in (row.source, row.cue, row.content)))
    made = []
    for change in changes:
        pieces = _spans(change.pieces, article, text)
        _check(change, pieces)
        made.append(_ruling(article, about, change, pieces, signed))
        if change.action is Action.SPAN:
            about = replace(about, **{change.value: pieces})
    return made


def added(
    article: Article, text: str, roles: Sequence[Sequence[Range]], values: Sequence[str], signed: Signed
) -> list[Ruling]:
    """Rulings that an article holds a statement with these source, cue and content, which are places in its
    text, and with these fields (``speaker=…``). Raises InputError where one of them makes no sense."""
    about = Roles(*(_spans(role, article, text) for role in roles))
    if not about.content:
        raise InputError("Say what is said: a statement has a content.")
    changes = [Change(Action.ADD), *(Change(Action.AMEND, value) for value in values)]
    for change in changes:
        _check(change, ())
    return [_ruling(article, about, change, (), signed) for change in changes]


def _check(change: Change, pieces: Sequence[Span]) -> None:
    from reportedly.attribution import fault

    wrong = fault(change.action, change.value)
    if wrong:
        raise InputError(wrong)
    if change.action is Action.SPAN and change.value == "content" and not pieces:
        raise InputError("A statement without content is none. Reject it instead.")


def _ruling(
    article: Article, about: Roles, change: Change, pieces: tuple[Span, ...], signed: Signed
) -> Ruling:
    return ruling(
        article.source,
        (about.cue or about.content)[0],
        change.action,
        " ".join(change.value.split()),
        author=named(signed.author),
        time=signed.time,
        why=signed.why,
        about=about,
        pieces=pieces,
    )


def _spans(places: Sequence[Range], article: Article, text: str) -> tuple[Span, ...]:
    found = []
    for place in places:
        inside = 0 <= place.start < place.end <= len(article.text)
        if not inside or not article.text[place.start : place.end].strip():
            raise InputError(f"There are no words at {place.start}-{place.end} of that article.")
        found.append(span(article.text, place.start, place.end))
    return _pinned(found, article, text)


def _pinned(words: Sequence[Span], article: Article, text: str) -> tuple[Span, ...]:
    """Spans of an article's text as spans of its source's, in the order of the text."""
    places = (x for w in words for x in to_source(article.kept, w.start, w.end))
    return tuple(span(text, x.start, x.end) for x in sorted(places))
