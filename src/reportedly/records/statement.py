"""Who said what: one attribution, with the words that it rests on."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.actor import SpeakerKind
from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Kind(StrEnum):
    """How much of the content stands in quotation marks: nearly all, some, or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Modality(StrEnum):
    """How surely the *content* is put."""

    ASSERTED = "asserted"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    RECOMMENDED = "recommended"
    PREDICTED = "predicted"


class Time(StrEnum):
    """When the content plays, seen from the day on which it was said."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Certainty(StrEnum):
    """How sure the *speaker* is of the content, by words of the speaker's own or of the speaker's mind.

    PLAIN: said, and no word shows how surely. OPEN: the speaker does not say that it is so (asks, demands,
    wishes, does not say). DOUBTFUL: leans to its not being so.
    """

    CERTAIN = "certain"
    PLAIN = "plain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"
    OPEN = "open"


class Reporter(StrEnum):
    """What the reporting words show of whoever *reports*: "pointed out" endorses, "claimed" distances."""

    ENDORSES = "endorses"
    NEUTRAL = "neutral"
    DISTANCES = "distances"


class Estimate(Struct, frozen=True):
    """A word of likelihood in the content and its interval on the scale of ICD 203, in per cent."""

    words: Span
    low: int
    high: int


class Statement(Struct, frozen=True):
    """An attribution in an article: source phrase, cue and content, as spans of the article's text.

    Each role is a list of spans, because content and cue may be interrupted. `speaker` is the resolved
    body or person behind the source phrase (None: the text does not say), `speaker_rule` why, `document` the
    paper that it stands in, if any. `via` names who relayed it, outermost first: outlet, agency, document.
    `hedges` are the words in the content that weaken it, `estimates` those among them that stand on the
    scale of ICD 203; `act` is the class of the reporting verb. `time` is None where the words do not tell.
    `verbatim` are the stretches of the content inside quotation marks, without the marks. How sure the
    speaker is (`certainty`) and what the reporter thinks of it (`reporter`) are two things. `speaker_kind`
    says what the speaker is, `speaker_note` what the article says of it ("a professor at ..."), `actor` is
    the id of its row in the registry of actors, None where there is none or the link would be a guess.
    """

    id: str
    article: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    speaker_rule: str | None
    document: str | None
    via: tuple[str, ...]
    act: str
    modality: Modality
    negated: bool
    hedges: tuple[Span, ...]
    maker: str
    confidence: float
    time: Time | None = None
    verbatim: tuple[Span, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    certainty: Certainty = Certainty.PLAIN
    reporter: Reporter = Reporter.NEUTRAL
    speaker_kind: SpeakerKind | None = None
    speaker_note: str | None = None
    actor: str | None = None


def statement_id(
    article: str, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]
) -> str:
    """The id of a statement: its article and the places of its three roles."""
    return content_id(
        "s", article, *(tuple((s.start, s.end) for s in role) for role in (source, cue, content))
    )


class Mention(Struct, frozen=True):
    """A name in an article's text, as found by the language model: `label` is its OntoNotes type."""

    id: str
    article: str
    span: Span
    label: str
    maker: str


def mention(article: str, words: Span, label: str, maker: str) -> Mention:
    """A mention with its id."""
    return Mention(content_id("m", article, words.start, words.end, label), article, words, label, maker)
