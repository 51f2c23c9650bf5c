"""The same utterance in several tellings: quotations, families of them, and what became of each."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.lineage import Effect, Operation, Severity, Utterance
from reportedly.records.span import Span
from reportedly.records.statement import Kind


class Part(StrEnum):
    """Where in its article a telling stands."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BODY = "body"


class Basis(StrEnum):
    """Why a telling is compared with just that witness.

    EARLIER: the nearest wording of an earlier day. UNDATED: the nearest wording; the days do not tell which
    of the two was first. BELOW: the article's own body, under its headline or standfirst. NONE: this telling
    is the family's own witness.
    """

    EARLIER = "earlier"
    UNDATED = "undated"
    BELOW = "below"
    NONE = "none"


class Quotation(Struct, frozen=True):
    """One place where an article tells what somebody said, before it is known who else tells it.

    `span` are the words told: those between the marks, without them, or the content of an indirect statement,
    or a headline. `passage` is the sentence or the few around them, with speaker and cue: what a comparison
    reads. `speaker` and `document` are the resolved ones of the statement, None where there is none or the
    text does not say. `date` and `language` are the article's. `below` is the quotation of the same article's
    body that a headline or standfirst tells.
    """

    id: str
    article: str
    part: Part
    kind: Kind
    span: Span
    passage: Span
    speaker: str | None = None
    document: str | None = None
    statement: str | None = None
    date: str | None = None
    language: str | None = None
    below: str | None = None


def quotation_id(article: str, words: Span) -> str:
    """The id of a quotation: its article and place."""
    return content_id("q", article, words.start, words.end)


class Family(Struct, frozen=True):
    """One utterance in all its tellings: `variants` are ids in order of date (undated last), then id.

    `words` are those of its `witness`, the variant that the others are read against first: the longest
    wording of the earliest day. `articles` are those that tell it.
    """

    id: str
    words: str
    witness: str
    variants: tuple[str, ...]
    articles: tuple[str, ...]
    speakers: tuple[str, ...]
    first_date: str | None
    last_date: str | None


def family_id(variants: tuple[str, ...]) -> str:
    """The id of a family, which depends on its members alone."""
    return content_id("f", *sorted(variants))


class Variant(Struct, frozen=True):
    """A quotation as a member of its family, compared with another member, its `witness` (None: it is the
    family's own witness).

    `utterance`, `operations`, `effect`, `severity` and `rule` are those of the comparison. `mutations` are
    ids, the main one first. `witness_words` and `words` show why: the deciding words of both sides, or those
    that agree.
    """

    id: str
    family: str
    article: str
    part: Part
    kind: Kind
    span: Span
    passage: Span
    speaker: str | None
    statement: str | None
    witness: str | None
    basis: Basis
    utterance: Utterance
    operations: tuple[Operation, ...]
    effect: Effect
    severity: Severity
    rule: str
    mutations: tuple[str, ...]
    witness_words: tuple[Span, ...]
    words: tuple[Span, ...]
