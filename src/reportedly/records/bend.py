"""Tellings of a quotation beside the telling that they were read against, and who bends how often."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.family import Basis, Part
from reportedly.records.lineage import Effect, Operation
from reportedly.records.span import Span


class Became(StrEnum):
    """What became of a quotation in one telling, the gravest first.

    REVERSES and SHIFTS: its meaning moved (`Severity`). ALTERED: the words between the marks are not those of
    the other telling, and the meaning held. KEPT: neither.
    """

    REVERSES = "reverses"
    SHIFTS = "shifts"
    ALTERED = "altered"
    KEPT = "kept"


BENT, ANY = "bent", "any"
"""What may be asked for beside one `Became`: the two whose meaning moved, and all four."""
KNOWN, OPEN = "known", "open"
"""Whether it is known which of two tellings was first."""
TALLIED = ("outlet", "agency", "speaker")
"""What tellings are counted by: who relays them, and whose words they are."""


class BendsWanted(Struct, frozen=True):
    """What a reader asks of the tellings; a field that is None asks for nothing.

    `became` is a `Became`, BENT, ANY, or None for all but KEPT; `effect` an `Effect`, `part` a `Part`;
    `order` is KNOWN or OPEN. `speaker` is whose words they are. `outlet`, `agency` and `language` are those
    of the article that tells them, which tells the `story`; `since` and `until` are its dates (ISO 8601),
    both included.
    """

    became: str | None = None
    effect: str | None = None
    part: str | None = None
    order: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    story: str | None = None
    since: str | None = None
    until: str | None = None


class Bend(Struct, frozen=True):
    """A telling of a quotation and its witness: the nearest telling of an earlier day, as `Variant` has it.

    `id` is the variant's. `words` are those told, `passage` the sentence around them, `deciding` the words by
    which the meaning moved, all in the text of `article`; the fields that begin with `witness` are those of
    the other telling. `basis` says why it was read against that one; with UNDATED either of the two may have
    been first. `speaker` is whose words they are, `family` the utterance, which so many `articles` tell, and
    `story` one that the article tells.
    """

    id: str
    became: Became
    effect: Effect
    rule: str
    basis: Basis
    operations: tuple[Operation, ...]
    speaker: str | None
    outlet: str | None
    agency: str | None
    date: str | None
    article: str
    part: Part
    words: Span
    passage: Span
    deciding: tuple[Span, ...]
    witness: str
    witness_outlet: str | None
    witness_agency: str | None
    witness_date: str | None
    witness_article: str
    witness_part: Part
    witness_words: Span
    witness_passage: Span
    witness_deciding: tuple[Span, ...]
    family: str
    articles: int
    story: str | None


class Tally(Struct, frozen=True):
    """How often one outlet or agency relayed a quotation and bent it, or one speaker was so relayed.

    `relayed` are the tellings of which it is known that the witness was first, `reverses` and `shifts` those
    of them that moved the meaning, `altered` those that changed the words alone. `open` are no part of
    `relayed`: they moved the meaning or were themselves first, and which is not known. `share` is that of
    `reverses` and `shifts` in `relayed`, to three places; None where fewer than `FEW` were relayed.
    """

    name: str
    relayed: int
    reverses: int
    shifts: int
    altered: int
    open: int
    share: float | None


FEW = 10
"""Tellings below which no share is given."""
