"""Article + parse + statements -> event mentions: triggers, status, parties, times, hedges."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.events import readings
from reportedly.events.casting import Cast, are_equals, others
from reportedly.events.dates import resolve
from reportedly.events.drafts import Draft, runs
from reportedly.events.frames import Frames
from reportedly.events.hedges import estimates, hedges
from reportedly.events.modes import described
from reportedly.events.parties import Sides, sides
from reportedly.events.possible import possible
from reportedly.events.scenes import Scene, by_line, innermost, line_of, scene
from reportedly.events.settling import settled
from reportedly.events.statuses import negated, status
from reportedly.events.sureness import sureness
from reportedly.events.triggers import triggers
from reportedly.events.whereabouts import TIMES, places, times
from reportedly.events.words import Words
from reportedly.records import (
    Article,
    BlockClass,
    EventMention,
    Kept,
    Mention,
    Parse,
    Party,
    Root,
    Span,
    Statement,
    Status,
    event_mention_id,
    span,
)

# From here on a flag of the model holds.
EVEN = 0.5
HEADS = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST})
SPOKEN = frozenset({Root.AGREE, Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.THREATEN, Root.SUPPORT})
AHEAD = frozenset(
    {Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.RECOMMENDED, Status.HEADLINE_MODAL}
)


def extract(
    article: Article, parse: Parse, statements: Sequence[Statement], read: bool = False
) -> list[EventMention]:
    """The event mentions of an article in text order; captions are skipped. A parse without tokens has none.

    `read` says that the parse was made with events, so that none means none; one without them is gone over
    by the lexicon. Linear in the article's length: sentences are bounded by the parse.
    """
    reader = _Reader(article, parse, statements)
    by_model = read or bool(parse.events)
    found = readings.drafts(reader.words, parse) if by_model else triggers(reader.words)
    return [mention for draft in found if (mention := reader.mention(draft))]


class _Reader:
    """One article with what its mentions share."""

    def __init__(self, article: Article, parse: Parse, statements: Sequence[Statement]) -> None:
        self.article, self.told = article, by_line(article.text, statements)
        self.words = Words(article.text, parse)
        self.cast = Cast(article, self.words, parse)
        self.frames = Frames(article, self.words, parse, statements)
        self.dated = [m for m in parse.mentions if m.label in TIMES]

    def mention(self, draft: Draft) -> EventMention | None:
        """The mention of a draft; None for what stands in a caption."""
        words, article = self.words, self.article
        trigger = self._spans([draft.trigger])
        block = _block(article.kept, trigger[0].start)
        if block is None or block.kind is BlockClass.CAPTION:
            return None
        told = self.told.get(line_of(article.text, trigger[0].start), ())
        speech = innermost(told, trigger[0].start, trigger[0].end)
        around = self._scene(draft, speech, block.kind in HEADS)
        when = self._times(around)
        spelled = [words.text[words.starts[run[0]] : words.ends[run[-1]]] for run in when]
        value, reason, share = self._status(around, _date(spelled, article.date, False))
        date = _date(spelled, article.date, value in AHEAD)
        weak = hedges(around, value)
        sources, targets, mutual = self._sides(draft, speech)
        return EventMention(
            event_mention_id(article.id, trigger),
            article.id,
            trigger,
            None if value is Status.ATTITUDE else draft.root,
            value,
            value is Status.DENIED or _negated(around),
            mutual,
            sources,
            targets,
            self.cast.lands(_places(around)),
            self._spans(when),
            date,
            self._spans(weak),
            estimates(words, weak),
            speech.id if speech else None,
            self.cast.speaker(speech),
            around.headline,
            reason,
            draft.maker,
            round(sureness(draft, value, share), 3),
            *(described(around) if value is not Status.ATTITUDE else (None, ())),
        )

    def _scene(self, draft: Draft, speech: Statement | None, headline: bool) -> Scene:
        first, frames = draft.trigger[0], self.frames
        return scene(
            self.words,
            draft,
            speech,
            headline,
            frames.before(first),
            frames.chronicle(first),
            frames.is_imagined(first),
            frames.is_disputed(draft.trigger),
        )

    def _times(self, around: Scene) -> tuple[tuple[int, ...], ...]:
        """The model's times, else the time that hangs on the trigger."""
        reading = around.draft.reading
        read = runs(reading.times) if reading else ()
        return read or times(around, self._near(around.sentence))

    def _status(self, around: Scene, date: str | None) -> tuple[Status, str, float]:
        """The rules' status; where there is a reading, the model's probabilities with the rules' vote. Then
        what decided, and the share of the votes.
        """
        value, reason = status(around, date, self.article.date)
        reading = around.draft.reading
        if reading is None:
            return value, reason, 1.0
        allowed = possible(around, date, self.article.date)
        best, share = readings.weighed(reading, value, reason, allowed)
        if around.draft.root is None:
            best = Status.ATTITUDE
        return best, reason if best is value else "read", share

    def _sides(
        self, draft: Draft, speech: Statement | None
    ) -> tuple[tuple[Party, ...], tuple[Party, ...], bool]:
        """Sources, targets, and whether all are equals: as the model reads them, else by the parse."""
        found, reading = self._read_sides(draft), draft.reading
        sources = self.cast.parties(found.sources, speech)
        targets = self.cast.parties(found.targets, speech)
        if not found.mutual and not any(p.actor for p in targets):
            targets += self._named_below(draft, sources)
        equal = found.mutual or (reading is None and are_equals(draft.root, sources, targets))
        return (sources, (), True) if equal else (sources, others(targets, sources), False)

    def _read_sides(self, draft: Draft) -> Sides:
        """The model's parties, squared with the parse; a side that it left empty is the parse's."""
        if draft.reading is None:
            return sides(self.words, draft)
        one, other = settled(self.words, draft)
        parsed = sides(self.words, draft) if not (one and other) else Sides(one, other, False)
        if draft.reading.reciprocal > EVEN:
            return Sides((*(one or parsed.sources), *other), (), True)
        return Sides(one or parsed.sources, other or parsed.targets, False)

    def _named_below(self, draft: Draft, sources: Sequence[Party]) -> tuple[Party, ...]:
        """Whom the content of a spoken act names, or the object of another act."""
        if draft.root in SPOKEN:
            return self.cast.within(draft.head, sources)
        objects = self.words.child_all(draft.head, "dobj") if self.words.is_verb(draft.head) else []
        return next((found for at in objects if (found := self.cast.within(at, sources))), ())

    def _near(self, sentence: range) -> list[Mention]:
        """The dates and places named in a sentence."""
        words = self.words
        start, end = words.starts[sentence.start], words.ends[sentence.stop - 1]
        first = bisect_left(self.dated, start, key=lambda m: m.span.start)
        last = bisect_left(self.dated, end, key=lambda m: m.span.start)
        return self.dated[first:last]

    def _spans(self, parts: Sequence[tuple[int, ...]]) -> tuple[Span, ...]:
        """Token runs as spans; a run with gaps gives several."""
        words = self.words
        pieces = [piece for part in parts for piece in runs(part)]
        return tuple(span(words.text, words.starts[p[0]], words.ends[p[-1]]) for p in pieces)


def _places(around: Scene) -> tuple[tuple[int, ...], ...]:
    reading = around.draft.reading
    return (runs(reading.places) if reading else ()) or places(around)


def _negated(around: Scene) -> bool:
    reading = around.draft.reading
    return reading.negated > EVEN if reading else negated(around)


def _block(kept: Sequence[Kept], offset: int) -> Kept | None:
    """The block that holds a place of the article's text."""
    at = bisect_right(kept, offset, key=lambda part: part.at) - 1
    return kept[at] if at >= 0 else None


def _date(told: Sequence[str], written: str | None, ahead: bool) -> str | None:
    return next((found for words in told if (found := resolve(words, written, ahead))), None)
