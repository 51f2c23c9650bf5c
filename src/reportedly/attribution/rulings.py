"""What an analyst ruled on statements, applied to those that were found in an article.

A ruling says what shall hold and not what shall be changed, so that it keeps its sense when a later model
reads otherwise: of this statement the speaker *is* so-and-so; its content *is* these words; this *is* no
statement. Which one is meant is told by its words: by those of its cue, for a cue reports once, else by those
of its content, where the source phrase is the same or one of the two has no cue. A statement that was ruled
on and that a later model does not find any more is made again from its words. Later rulings outrank earlier
ones. Whatever a ruling decided has it for its maker.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec.structs import replace

from reportedly.attribution.remaking import remade
from reportedly.knowledge import load
from reportedly.records import (
    Action,
    Article,
    Certainty,
    Modality,
    Parse,
    Reporter,
    Roles,
    Ruling,
    Span,
    Statement,
    Time,
    span,
)
from reportedly.text import place_of, to_article

RULE = "ruling"
ROLES = Roles.__struct_fields__
NAMES = ("speaker", "document")
CHOICES: dict[str, type[StrEnum]] = {
    "modality": Modality,
    "certainty": Certainty,
    "reporter": Reporter,
    "time": Time,
}
TRUTHS = {"yes": True, "no": False}
AMENDABLE = (*NAMES, "via", "act", "negated", *CHOICES)
# What was read of a speaker is not true of another one.
OF_SPEAKER = {
    name: None for name in ("speaker_kind", "speaker_note", "actor") if name in Statement.__struct_fields__
}
# Two contents are one where they share at least this much of their characters.
SAME = 0.5


def fault(action: Action, value: str) -> str | None:
    """What is wrong with the value of a ruling on a statement, as a sentence; None where it can be used."""
    if action is Action.SPAN:
        return None if value in ROLES else f"{value!r} is no role. There are {', '.join(ROLES)}."
    if action is not Action.AMEND:
        return f"{action.value} takes no value." if value else None
    field, sign, said = value.partition("=")
    if field not in AMENDABLE or not sign:
        return f"{value!r} amends nothing. Write FIELD=VALUE, where FIELD is one of {', '.join(AMENDABLE)}."
    known = _choices(field)
    if known and said not in known and not (field == "time" and not said):
        return f"{said!r} is no {field}. There are {', '.join(known)}."
    return None


def apply(
    article: Article,
    source: str,
    found: Sequence[Statement],
    rulings: Iterable[Ruling],
    parse: Callable[[], Parse],
) -> tuple[list[Statement], frozenset[str]]:
    """The statements as the rulings want them, and the ids of the rulings that have a place in the article.

    `source` is the text of the article's source, `found` the statements that were read in the article,
    `rulings` those on its source, oldest first. `parse` is called only where a statement's words are ruled.
    """
    rows, taken = list(found), set()
    for line in rulings:
        about = placed(line.about, article, source) if line.about else None
        pieces = _here(line.pieces, article, source)
        if about is None or pieces is None or fault(line.action, line.value):
            continue
        taken.add(line.id)
        rows = _applied(rows, article, line, about, pieces, parse)
    return sorted(rows, key=_order), frozenset(taken)


def _applied(
    rows: list[Statement],
    article: Article,
    line: Ruling,
    about: Roles,
    pieces: tuple[Span, ...],
    parse: Callable[[], Parse],
) -> list[Statement]:
    meant = meaning(rows, about)
    others = [row for row in rows if row is not meant]
    if line.action is Action.REJECT:
        return others
    if meant is None or line.action is not Action.AMEND:
        meant = remade(article, parse(), _words(line, meant, about, pieces), others, meant)
    if line.action is Action.AMEND:
        meant = _amended(meant, line.value)
    others = [row for row in others if row.id != meant.id]
    return [*others, replace(meant, maker=_maker(meant.maker, line), confidence=1.0)]


def _words(line: Ruling, meant: Statement | None, about: Roles, pieces: tuple[Span, ...]) -> Roles:
    """The words that a statement has from now on; roles that were not ruled on stay as they are read."""
    if line.action is not Action.SPAN:
        return about
    now = Roles(meant.source, meant.cue, meant.content) if meant else about
    return replace(now, **{line.value: pieces})


def meaning(rows: Iterable[Statement], about: Roles) -> Statement | None:
    """The statement that is meant by its words, all in the article's text; None where there is none."""
    scores = [((_shared(row.cue, about.cue), _likeness(row.content, about.content)), row) for row in rows]
    same = [(score, row) for score, row in scores if _fits(score, row, about)]
    return max(same, key=lambda pair: (pair[0], pair[1].id))[1] if same else None


def _fits(score: tuple[int, float], row: Statement, about: Roles) -> bool:
    by_cue, by_content = score
    apart = row.cue and about.cue and not _shared(row.source, about.source)
    return by_cue > 0 or (by_content >= SAME and not apart)


def _amended(row: Statement, value: str) -> Statement:
    field, _, said = value.partition("=")
    if field == "speaker":
        return replace(row, speaker=said or None, speaker_rule=RULE, **OF_SPEAKER)
    if field == "via":
        return replace(row, via=tuple(name.strip() for name in said.split(">") if name.strip()))
    if field == "negated":
        return replace(row, negated=TRUTHS[said])
    changed = {field: CHOICES[field](said) if field in CHOICES and said else said or None}
    return replace(row, **changed)


def _choices(field: str) -> tuple[str, ...]:
    """The values that a field can have; empty where any will do."""
    if field == "act":
        return (*load("cues")["acts"], "not-say")
    return tuple(TRUTHS) if field == "negated" else tuple(CHOICES.get(field, ()))


def _maker(before: str, line: Ruling) -> str:
    mine = f"{RULE} {line.id}"
    return f"{before}, {mine}" if before.startswith(f"{RULE} ") else mine


def placed(about: Roles, article: Article, source: str) -> Roles | None:
    """A statement's words in the article's text; None where some of them do not stand there."""
    roles = [_here(getattr(about, name), article, source) for name in ROLES]
    source_words, cue, content = roles
    if source_words is None or cue is None or content is None:
        return None
    return Roles(source_words, cue, content)


def _here(pieces: Sequence[Span], article: Article, source: str) -> tuple[Span, ...] | None:
    """Spans of the source's text as spans of the article's; None where one of them is not all in it."""
    found: list[Span] = []
    for piece in pieces:
        place = place_of(piece, source)
        inside = to_article(article.kept, place.start, place.end) if place else ()
        here = [span(article.text, x.start, x.end) for x in inside]
        if place is None or _bare(x.text for x in here) != _bare([source[place.start : place.end]]):
            return None
        found += here
    return tuple(found)


def _bare(parts: Iterable[str]) -> str:
    return "".join(word for part in parts for word in part.split())


def _shared(a: Iterable[Span], b: Sequence[Span]) -> int:
    """How many characters two roles share."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _likeness(a: Sequence[Span], b: Sequence[Span]) -> float:
    size = sum(x.end - x.start for x in (*a, *b))
    return 2 * _shared(a, b) / size if size else 0.0


def _order(row: Statement) -> tuple[int, str]:
    return min((x.start for x in (*row.content, *row.cue, *row.source)), default=0), row.id
