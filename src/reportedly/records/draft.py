"""A draft held against a case: what it quotes and reports, and what the case's articles have of it."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.family import Basis, Part
from reportedly.records.identity import content_id
from reportedly.records.lineage import Effect, Operation, Severity
from reportedly.records.span import Span
from reportedly.records.statement import Kind


class Verdict(StrEnum):
    """What became of a quotation or a reported statement.

    VERBATIM: the words stand in the case. FAITHFUL: they do but for what a careful editor may do (a cut that
    dots mark, brackets, another spelling). SUPPORTED: a statement of that speaker says so. ALTERED: words or
    sense are changed; operations and effect say how. REANCHORED: the words are right and mean another thing
    where the draft puts them. OTHER_SPEAKER: somebody else says it. CONTESTED: a telling has it so, and an
    earlier one has it otherwise. NOWHERE: no article has it. UNCLEAR: too little to tell.
    """

    VERBATIM = "verbatim"
    FAITHFUL = "faithful"
    SUPPORTED = "supported"
    ALTERED = "altered"
    REANCHORED = "re_anchored"
    OTHER_SPEAKER = "other_speaker"
    CONTESTED = "contested"
    NOWHERE = "nowhere"
    UNCLEAR = "unclear"


FAULTS = frozenset(
    {Verdict.ALTERED, Verdict.REANCHORED, Verdict.OTHER_SPEAKER, Verdict.CONTESTED, Verdict.NOWHERE}
)


class Finding(Struct, frozen=True):
    """One quotation (the words between the marks, without them) or reported statement of a draft, judged.

    `span` and `passage`, the sentences around it, lie in the draft's text, as do `words`, the deciding ones;
    `line` counts the draft's lines from 1 (of Markdown those of the file, of DOCX paragraphs). `found` is the
    nearest span of the case, in the text of `article`, with its passage (`around`) and its deciding words
    (`found_words`); all of them are None or empty where nothing is near. `fault` says whether the verdict is
    one of `FAULTS`. `rule` says in a few words what decided. `speaker` is whom the draft names,
    `found_speaker` whom the article names. `articles` are those that have the very words, or say so, earliest
    first.
    """

    id: str
    verdict: Verdict
    fault: bool
    kind: Kind
    span: Span
    passage: Span
    line: int
    speaker: str | None
    rule: str
    operations: tuple[Operation, ...] = ()
    effect: Effect = Effect.NONE
    severity: Severity = Severity.HARMLESS
    words: tuple[Span, ...] = ()
    article: str | None = None
    outlet: str | None = None
    date: str | None = None
    found: Span | None = None
    around: Span | None = None
    found_speaker: str | None = None
    found_words: tuple[Span, ...] = ()
    articles: tuple[str, ...] = ()


def finding_id(words: Span, kind: Kind) -> str:
    """The id of a finding: its words, their place in the draft, and whether they are quoted or reported."""
    return content_id("k", words.start, words.text, kind.value)


class Telling(Struct, frozen=True):
    """One place of the case that carries some words, and how it differs from the telling `against`.

    `against` is None for the telling that all others lead back to, as far as days and words show; `basis`
    says how much the days tell. Fields of a difference are those of `Variant`; `against_words` lie in the
    text of the article `against`. `quoted` says whether the words stand in quotation marks. `family` is that
    of the case's quotation families which it is in.
    """

    article: str
    outlet: str | None
    agency: str | None
    date: str | None
    part: Part
    span: Span
    passage: Span
    quoted: bool
    speaker: str | None
    statement: str | None
    against: str | None
    basis: Basis
    operations: tuple[Operation, ...]
    effect: Effect
    severity: Severity
    rule: str
    words: tuple[Span, ...]
    against_words: tuple[Span, ...]
    family: str | None = None
