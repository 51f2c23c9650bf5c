"""Who says what, speaker by speaker: each statement in its sentence, tellings of the same words as one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.dossier.pieces import Piece, Row
from reportedly.dossier.segments import Label, Segment, segments
from reportedly.lineage.namesakes import spellings
from reportedly.records import Conflict, Modality, Statement, content_id
from reportedly.text import sentence_around

# A voice's first few are open, some more are folded; the articles have them all.
OPEN, FOLDED = 4, 36
# How much of a long statement is shown, in characters.
LONGEST = 700
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement where an article tells it."""

    piece: Piece
    row: Row

    @property
    def statement(self) -> Statement:
        """The record."""
        return self.row.statement

    @property
    def way(self) -> tuple[str, ...]:
        """Who stands between the speaker and the article's own outlet, which is named beside it."""
        via = self.statement.via
        return via[1:] if via and via[0] == self.piece.article.outlet else via


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of a speaker, by all who tell them, in the order of the page.

    `context` is the sentence around them in the first telling, marked; `more` counts the characters of it
    that are left out, `before` and `after` say that the sentence goes on there.
    """

    tellings: tuple[Telling, ...]
    context: tuple[Segment, ...]
    before: bool
    after: bool
    more: int

    @property
    def first(self) -> Telling:
        """The telling whose sentence is shown."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Opposed:
    """A conflict: what the speaker is told to have said, and its opposite."""

    conflict: Conflict
    affirmed: tuple[Utterance, ...]
    denied: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker (None: nobody is named) with what is told of it; `acts` and `moods` are counts, `also` other
    spellings of a body's name that tellings have."""

    id: str
    name: str | None
    also: tuple[str, ...]
    statements: int
    articles: int
    acts: tuple[tuple[str, int], ...]
    moods: tuple[tuple[str, int], ...]
    opposed: tuple[Opposed, ...]
    open: tuple[Utterance, ...]
    folded: tuple[Utterance, ...]
    unshown: int


def voices(pieces: Sequence[Piece], conflicts: Iterable[Conflict]) -> tuple[Voice, ...]:
    """All speakers, those with most statements first; whoever is not named comes last."""
    one = spellings(row.statement for piece in pieces for row in piece.rows)
    told: dict[str, list[Telling]] = {}
    for piece in pieces:
        for row in piece.rows:
            name = row.statement.speaker or ""
            told.setdefault(one.get(name, name).casefold(), []).append(Telling(piece, row))
    opposed: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        name = one.get(conflict.speaker, conflict.speaker)
        opposed.setdefault(name.casefold(), []).append(conflict)
    found = [_voice(tellings, opposed.get(key, []), one) for key, tellings in told.items()]
    return tuple(sorted(found, key=lambda v: (v.name is None, -v.statements, v.name or "")))


def tally(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each value stands there, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def mood(statement: Statement) -> str:
    """How surely a statement is put, in words."""
    plain = "" if statement.modality is Modality.ASSERTED and statement.negated else statement.modality.value
    return ", ".join(part for part in (plain, "negated" if statement.negated else "") if part)


def _voice(tellings: Sequence[Telling], conflicts: Sequence[Conflict], one: Mapping[str, str]) -> Voice:
    said = [x.statement for x in tellings]
    first = said[0].speaker
    name = one.get(first, first) if first else None
    by_id = {x.statement.id: x for x in tellings}
    opposed = tuple(_opposed(x, by_id) for x in conflicts)
    beside = {name for x in conflicts for name in (*x.affirmed, *x.denied)}
    shown = _utterances(x for x in tellings if x.statement.id not in beside)
    return Voice(
        content_id("v", (name or "").casefold()),
        name,
        tuple(sorted({x.speaker for x in said if x.speaker and x.speaker in one})),
        len(said),
        len({x.article for x in said}),
        tally(x.act for x in said if x.act),
        tally(x.modality.value for x in said),
        tuple(x for x in opposed if x.affirmed and x.denied),
        tuple(shown[:OPEN]),
        tuple(shown[OPEN : OPEN + FOLDED]),
        max(len(shown) - OPEN - FOLDED, 0),
    )


def _opposed(conflict: Conflict, by_id: Mapping[str, Telling]) -> Opposed:
    yes, no = (
        tuple(_utterances([by_id[name] for name in side if name in by_id]))
        for side in (conflict.affirmed, conflict.denied)
    )
    return Opposed(conflict, yes, no)


def _utterances(tellings: Iterable[Telling]) -> list[Utterance]:
    same: dict[tuple[str, bool], list[Telling]] = {}
    for telling in tellings:
        words = " ".join(w for x in telling.statement.content for w in WORD.findall(x.text.casefold()))
        same.setdefault((words or telling.statement.id, telling.statement.negated), []).append(telling)
    return [_utterance(tuple(group)) for group in same.values()]


def _utterance(tellings: tuple[Telling, ...]) -> Utterance:
    text, row = tellings[0].piece.article.text, tellings[0].row
    start, end = sentence_around(text, row.start, row.end)
    shown = min(end, start + LONGEST)
    marked = segments(text, list(_labels(row)), start, shown)
    before = start > 0 and text[start - 1] not in "\n" and not _ends(text, start)
    return Utterance(tellings, tuple(marked), before, shown == end and not _ends(text, end), end - shown)


def _labels(row: Row) -> Iterator[Label]:
    said = row.statement
    roles = {"source": said.source, "cue": said.cue, "content": said.content, "hedge": said.hedges}
    for role, spans in roles.items():
        yield from (Label(s.start, s.end, row.number, role) for s in spans)


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends at a place."""
    return at in (0, len(text)) or text[:at].rstrip()[-1:] in ".!?”\"'’»)" or text[at : at + 1] == "\n"
