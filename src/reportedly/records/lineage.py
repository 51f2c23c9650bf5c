"""What articles share: passages, stories, and what a quotation turned into on its way."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Passage(Struct, frozen=True):
    """Aligned text that two articles share; `a` is the smaller article id.

    `likeness` is the share of words that agree in the alignment, 1.0 for a word-for-word copy.
    """

    id: str
    a: str
    b: str
    a_span: Span
    b_span: Span
    likeness: float


def passage(a: str, a_span: Span, b: str, b_span: Span, likeness: float) -> Passage:
    """A passage with its id, its two sides put in order of their article ids."""
    if b < a:
        a, a_span, b, b_span = b, b_span, a, a_span
    name = content_id("p", a, a_span.start, a_span.end, b, b_span.start, b_span.end)
    return Passage(name, a, b, a_span, b_span, round(likeness, 3))


class Story(Struct, frozen=True):
    """Coverage of one happening or one publication: the articles that tell it, in order of date, then id.

    `title` is the headline of the article nearest the middle of the story among those that have one, else
    the opening of the one nearest it. A story of one article is a story.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    first_date: str | None
    last_date: str | None


def story(title: str, articles: tuple[str, ...], first_date: str | None, last_date: str | None) -> Story:
    """A story with its id, which depends on its members alone."""
    return Story(content_id("t", *sorted(articles)), title, articles, first_date, last_date)


class Utterance(StrEnum):
    """Whether two relays tell the very same utterance: yes, in two translations, or not."""

    SAME = "yes"
    TRANSLATED = "independent-translation"
    OTHER = "no"


class Operation(StrEnum):
    """What was done to the relayed words, not to their frame."""

    VERBATIM = "verbatim"
    CUT_START = "cut_start"
    CUT_END = "cut_end"
    ELLIPSIS = "ellipsis"
    SPLICE = "splice"
    INSERT = "insert"
    SUBSTITUTE = "substitute"
    REORDER = "reorder"
    TENSE_PERSON_SHIFT = "tense_person_shift"
    DIRECT_TO_INDIRECT = "direct_to_indirect"
    INDIRECT_TO_DIRECT = "indirect_to_direct"
    PUNCTUATION_ONLY = "punctuation_only"


class Effect(StrEnum):
    """What a reader of the relay alone would wrongly believe. Of several, the first here is the main one."""

    MISATTRIBUTED = "misattributed"
    LEVEL_SHIFT = "level_shift"
    NEGATION_FLIPPED = "negation_flipped"
    ANTONYM = "antonym"
    RE_ANCHORED = "re_anchored"
    CONTEXT_REVERSED = "context_reversed"
    FORECAST_TO_FACT = "forecast_to_fact"
    CONDITION_DROPPED = "condition_dropped"
    HEDGE_DROPPED = "hedge_dropped"
    HEDGE_ADDED = "hedge_added"
    SCOPE_WIDENED = "scope_widened"
    SCOPE_NARROWED = "scope_narrowed"
    ENTITY_SWAPPED = "entity_swapped"
    NUMBER_CHANGED = "number_changed"
    NONE = "none"


class Severity(StrEnum):
    """How far the meaning moved."""

    HARMLESS = "harmless"
    SHIFTS = "shifts"
    REVERSES = "reverses"


class Mutation(Struct, frozen=True):
    """One change of meaning between a witness `a` and a relay `b` (article ids), with its proof.

    `a_span` and `b_span` are the two wordings whole, `a_words` and `b_words` the deciding words on each side;
    one of them may be empty where words were left out or added. `rule` says in a few words what was seen.
    `witness` and `variant` are the ids of the two tellings where they belong to a family of quotations.
    """

    id: str
    a: str
    b: str
    effect: Effect
    severity: Severity
    a_span: Span
    b_span: Span
    a_words: tuple[Span, ...]
    b_words: tuple[Span, ...]
    rule: str
    witness: str | None = None
    variant: str | None = None


def mutation(
    a: str,
    b: str,
    effect: Effect,
    severity: Severity,
    spans: tuple[Span, Span],
    words: tuple[tuple[Span, ...], tuple[Span, ...]],
    rule: str,
) -> Mutation:
    """A mutation with its id; `spans` and `words` are pairs, the witness's first."""
    places = tuple((s.start, s.end) for s in spans)
    name = content_id("w", a, b, effect.value, places)
    return Mutation(name, a, b, effect, severity, *spans, *words, rule)


class Comparison(Struct, frozen=True):
    """How one relay tells the utterance of another: what was done to the words, and what that does to them.

    `mutations` holds the changes of meaning, the main one first; it is empty where the relay is harmless and
    where the utterance is another one. `effect` and `severity` are those of the main one. `a_words` and
    `b_words` show why: the deciding words, or the words that agree.
    """

    utterance: Utterance
    operations: tuple[Operation, ...]
    effect: Effect
    severity: Severity
    mutations: tuple[Mutation, ...]
    a_words: tuple[Span, ...]
    b_words: tuple[Span, ...]
    rule: str
