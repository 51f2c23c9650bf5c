"""Articles -> parses: one pass of the encoder, whose heads give all columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from msgspec import structs

from reportedly.language.cues import CONTENT, NOTHING, SOURCE, best_labels, cues
from reportedly.language.encoder import Query, WordScores, log_softmax, span_scores, word_scores
from reportedly.language.happenings import Worth, events
from reportedly.language.labels import DEP_NAMES, NAME_LABELS, TAG_NAMES
from reportedly.language.model import DEFAULT, Tier, checked
from reportedly.language.tokens import Chunk, chunks, readable
from reportedly.language.trees import heads
from reportedly.language.wordpieces import pieces
from reportedly.records import Article, EventReading, Parse, Reading, mention, span
from reportedly.text import quoted

ENGLISH = (None, "en")
# Where the syntax scores of a word are cut: tags, relations, names, sentence openings.
CUTS = tuple(np.cumsum([len(TAG_NAMES), len(DEP_NAMES), len(NAME_LABELS)]).tolist())
# What runs through the encoder at once, so that a book-long article takes no more memory than a long one.
CHUNKS_AT_ONCE = 256


def parse(
    articles: Iterable[Article],
    tier: str = DEFAULT,
    with_events: bool = False,
    worth: Worth | None = None,
    beat: Callable[[], None] = lambda: None,
) -> Iterator[Parse]:
    """The parse of each article, in order, by one of the `TIERS`; an article that is not in English has one
    without tokens. Events are read only where they are asked for, and of triggers that are `worth` it alone,
    where that is given: it is asked with a trigger's words, their tags and how likely it is one. `beat` is
    called before each part of an article that is read at once, a few thousand words.

    Raises ModelError when the tier's weights are missing or are not those of this version.
    """
    weights = checked(tier)
    for article in articles:
        columns = _Columns()
        if article.language in ENGLISH:
            _read(article.text, weights, with_events, worth, columns, beat)
        yield columns.record(article, weights.maker)


@dataclass(slots=True)
class _Columns:
    """The columns of a parse while they grow, chunk by chunk."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    events: list[EventReading] = field(default_factory=list)

    def take(
        self, chunk: Chunk, scores: WordScores, readings: Iterable[Reading], happened: Iterable[EventReading]
    ) -> None:
        """Add the words of one chunk and what was read in it."""
        first = len(self.starts)
        tags, deps, names, openings = np.split(scores.syntax, CUTS, axis=1)
        begins = [0, *(np.flatnonzero(openings[1:, 1] > openings[1:, 0]) + 1).tolist()]
        self.starts += chunk.starts
        self.ends += chunk.ends
        self.tags += [TAG_NAMES[n] for n in tags.argmax(1).tolist()]
        self.deps += [DEP_NAMES[n] for n in deps.argmax(1).tolist()]
        self.heads += (first + heads(scores.arcs, begins)).tolist()
        self.sentences += [first + word for word in begins]
        self.names += _names([NAME_LABELS[n] for n in names.argmax(1).tolist()], chunk)
        self.readings += [_moved(reading, first) for reading in readings]
        self.events += [_moved_event(event, first) for event in happened]

    def record(self, article: Article, maker: str) -> Parse:
        """The finished record."""
        return Parse(
            article.id,
            tuple(self.starts),
            tuple(self.ends),
            tuple(self.tags),
            tuple(self.deps),
            tuple(self.heads),
            tuple(self.sentences),
            tuple(
                mention(article.id, span(article.text, *place), kind, maker) for *place, kind in self.names
            ),
            maker,
            tuple(self.readings),
            tuple(self.events),
        )


def _read(
    text: str,
    tier: Tier,
    with_events: bool,
    worth: Worth | None,
    columns: _Columns,
    beat: Callable[[], None],
) -> None:
    shown, quotations = readable(text), quoted(text)
    cut = list(chunks(shown))
    for at in range(0, len(cut), CHUNKS_AT_ONCE):
        beat()
        part = cut[at : at + CHUNKS_AT_ONCE]
        scores = word_scores(tier, [pieces(shown, chunk, quotations) for chunk in part])
        happened = events(tier, text, part, scores, worth) if with_events else [[] for _ in part]
        for chunk, own, read, own_events in zip(part, scores, _readings(tier, scores), happened, strict=True):
            columns.take(chunk, own, read, own_events)


def _readings(tier: Tier, scores: Sequence[WordScores]) -> list[list[Reading]]:
    """The attributions of each chunk, in the order of their cues; a cue without content is none."""
    queries, certain = [], []
    for number, own in enumerate(scores):
        outer, inner = (np.exp(log_softmax(part)) for part in (own.cue[:, :3], own.cue[:, 3:]))
        plain = cues(outer)
        taken = {word for cue in plain for word in cue}
        nested = [cue for cue in cues(inner) if not taken & set(cue)]
        queries += [Query(number, cue, plain) for cue in plain]
        queries += [Query(number, cue, plain + nested) for cue in nested]
        certain += [(float(1 - outer[cue[0], 0]), False) for cue in plain]
        certain += [(float(1 - inner[cue[0], 0]), True) for cue in nested]
    found: list[list[Reading]] = [[] for _ in scores]
    labelled = best_labels(span_scores(tier, scores, queries))
    for query, (probability, is_nested), labels in zip(queries, certain, labelled, strict=True):
        labels[query.words] = NOTHING
        source, content = (tuple(np.flatnonzero(labels == role).tolist()) for role in (SOURCE, CONTENT))
        if content:
            reading = Reading(tuple(query.words), source, content, round(probability, 3), is_nested)
            found[query.chunk].append(reading)
    return [sorted(own, key=lambda reading: reading.cue) for own in found]


def _moved(reading: Reading, first: int) -> Reading:
    cue, source, content = (
        tuple(first + word for word in role) for role in (reading.cue, reading.source, reading.content)
    )
    return Reading(cue, source, content, reading.probability, reading.nested)


def _moved_event(event: EventReading, first: int) -> EventReading:
    roles = ("trigger", "sources", "targets", "places", "times")
    return structs.replace(event, **{r: tuple(first + word for word in getattr(event, r)) for r in roles})


def _names(labels: Sequence[str], chunk: Chunk) -> Iterator[tuple[int, int, str]]:
    """The names: a run of one kind, begun anew at each B-."""
    edges = [n for n, label in enumerate(labels) if label[0] == "B" or _breaks(labels, n)]
    for low, high in pairwise([*edges, len(labels)]):
        if labels[low] != "O":
            yield chunk.starts[low], chunk.ends[high - 1], labels[low][2:]


def _breaks(labels: Sequence[str], at: int) -> bool:
    return at == 0 or labels[at][2:] != labels[at - 1][2:]
