"""What a draft claims of others: each quotation in marks, and each "X said that ..." without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import structs

from reportedly.lineage.families.finding import quotations
from reportedly.records import Article, Kind, Quotation, Statement, span
from reportedly.text import quoted

# The writer's own voice, which no case can bear out.
_OWN = frozenset(
    {"i", "we", "the author", "this author", "this paper", "this note", "this brief", "the authors"}
)


_NOT_SAID = "not-say"
_FORESEEN = frozenset({"should", "must", "would", "could", "may", "might", "will", "to"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation of the draft with the statement that it belongs to, if any, and the line where it begins.

    `marked`: it stands in quotation marks.
    """

    told: Quotation
    said: Statement | None
    marked: bool
    line: int


def claims(draft: Article, statements: Sequence[Statement]) -> list[Claim]:
    """What can be checked, in the order of the draft; what stands inside another statement goes with it."""
    places = [(q.start, q.end) for q in quoted(draft.text)]
    by_id = {row.id: row for row in statements}
    found = []
    for told in quotations(draft, statements):
        said = _speaking(told, by_id.get(told.statement or ""), statements)
        told = _given(told, said)
        marked = any(low <= told.span.start and told.span.end <= high for low, high in places)
        if marked or (said and _worded(said) and _outermost(said, statements) and not _own(told)):
            line = draft.text.count("\n", 0, told.span.start) + 1
            found.append(Claim(told if marked else _alone(draft, told, said), said, marked, line))
    return found


def _speaking(told: Quotation, said: Statement | None, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement that tells the words, or one around it where it names nobody."""
    if said is None or (_named(said) and not _foreseen(said, told)):
        return said
    around = [one for one in statements if _tells(one, told) and not _foreseen(one, told)]
    named = [one for one in around if _named(one)]
    return min(named or (around if _named(said) else []), key=_size, default=said)


def _foreseen(said: Statement, told: Quotation) -> bool:
    """ "Both should agree on X", the institute urged: what they should say is nobody's words yet."""
    cue = min((p.start for p in said.cue), default=told.passage.start)
    before = told.passage.text[: max(0, cue - told.passage.start)].split()
    return bool(before) and before[-1].casefold() in _FORESEEN


def _named(said: Statement) -> bool:
    return any(part[:1].isupper() for part in (said.speaker or "").split())


def _tells(said: Statement, told: Quotation) -> bool:
    return any(p.start <= told.span.start and told.span.end <= p.end for p in said.content)


def _given(told: Quotation, said: Statement | None) -> Quotation:
    """The quotation with the speaker of that statement."""
    if said is None or said.id == told.statement:
        return told
    return structs.replace(told, speaker=said.speaker, document=said.document, statement=said.id)


def _alone(draft: Article, told: Quotation, said: Statement | None) -> Quotation:
    """A reported statement with nothing around it but its speaker and cue: the next sentence is another's."""
    pieces = [told.span] if said is None else [*said.source, *said.cue, told.span]
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    return structs.replace(told, passage=span(draft.text, start, end))


def _worded(said: Statement) -> bool:
    """Whether words report it; a colon in a heading reports nothing, nor does "declined to comment"."""
    cue = " ".join(p.text for p in said.cue).casefold()
    return any(c.isalnum() for c in cue) and said.act != _NOT_SAID


def _own(told: Quotation) -> bool:
    return (told.speaker or "").casefold() in _OWN


def _outermost(said: Statement, statements: Sequence[Statement]) -> bool:
    """Whether no other statement tells these words and more."""
    return not any(_holds(other, said) for other in statements if other.id != said.id)


def _holds(outer: Statement, inner: Statement) -> bool:
    size = _size(outer)
    if size <= _size(inner) or (outer.kind is Kind.INDIRECT and inner.kind is not Kind.INDIRECT):
        return False
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def _size(said: Statement) -> int:
    return sum(p.end - p.start for p in said.content)
