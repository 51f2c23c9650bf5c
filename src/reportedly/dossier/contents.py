"""What a dossier is made from: the records of a case, as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.records import (
    Arrival,
    Article,
    Block,
    Conflict,
    Derivation,
    Event,
    EventMention,
    Family,
    HiddenSource,
    Mention,
    Origin,
    Passage,
    Pin,
    Problem,
    Source,
    Statement,
    Story,
    StoryCount,
    Variant,
)
from reportedly.records.bend import Tally
from reportedly.records.dyad import Relation


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The records of one case and the words around them.

    Any sequence may be empty. `notice` is printed at the top and at the foot (None: nothing is), for
    example that all texts are invented; `made_with` names the programme and its versions. `tallies` are those
    of the outlets. `more_passages` are those between its articles that are not among its `passages`.
    """

    title: str
    sources: Sequence[Source] = ()
    arrivals: Sequence[Arrival] = ()
    articles: Sequence[Article] = ()
    blocks: Sequence[Block] = ()
    statements: Sequence[Statement] = ()
    conflicts: Sequence[Conflict] = ()
    families: Sequence[Family] = ()
    variants: Sequence[Variant] = ()
    tallies: Sequence[Tally] = ()
    passages: Sequence[Passage] = ()
    stories: Sequence[Story] = ()
    derivations: Sequence[Derivation] = ()
    hidden: Sequence[HiddenSource] = ()
    origins: Sequence[Origin] = ()
    counts: Sequence[StoryCount] = ()
    problems: Sequence[Problem] = ()
    mentions: Sequence[Mention] = ()
    relations: Sequence[Relation] = ()
    events: Sequence[Event] = ()
    event_mentions: Sequence[EventMention] = ()
    pins: Sequence[Pin] = ()
    notice: str | None = None
    made_with: str = ""
    more_passages: int = 0
