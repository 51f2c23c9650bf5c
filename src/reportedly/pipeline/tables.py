"""The tables that the stages fill: which record a row is, and which rows of other tables it rests on."""

from dataclasses import dataclass, field

from msgspec import Struct

from reportedly.records import (
    Arrival,
    Article,
    Block,
    Derivation,
    Event,
    EventMention,
    Family,
    HiddenSource,
    Mention,
    Mutation,
    Origin,
    OutsideEvent,
    Passage,
    Problem,
    Revision,
    Ruling,
    Source,
    Statement,
    Story,
    StoryCount,
    Variant,
)
from reportedly.records.claim import Claim
from reportedly.records.relation import (
    Alliance,
    Ballots,
    Dealing,
    IdealPoint,
    Membership,
    Remark,
    RollCall,
)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: its record type, and its references as column -> table."""

    name: str
    record: type[Struct]
    references: dict[str, str] = field(default_factory=dict)


TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec("sources", Source),
        TableSpec("arrivals", Arrival, {"source": "sources"}),
        TableSpec("rulings", Ruling, {"source": "sources"}),
        TableSpec("blocks", Block, {"source": "sources"}),
        TableSpec("articles", Article, {"source": "sources", "arrival": "arrivals"}),
        TableSpec("mentions", Mention, {"article": "articles"}),
        TableSpec("statements", Statement, {"article": "articles"}),
        TableSpec("event_mentions", EventMention, {"article": "articles"}),
        TableSpec("passages", Passage, {"a": "articles", "b": "articles"}),
        TableSpec("revisions", Revision, {"older": "articles", "newer": "articles"}),
        TableSpec("stories", Story),
        TableSpec("derivations", Derivation, {"child": "articles"}),
        TableSpec("hidden", HiddenSource),
        TableSpec("origins", Origin, {"story": "stories"}),
        TableSpec("counts", StoryCount, {"story": "stories"}),
        TableSpec("families", Family),
        TableSpec("variants", Variant, {"family": "families", "article": "articles"}),
        TableSpec("mutations", Mutation, {"a": "articles", "b": "articles"}),
        TableSpec("claims", Claim, {"family": "families"}),
        TableSpec("events", Event, {"witness": "event_mentions"}),
        TableSpec("dealings", Dealing, {"event": "events", "article": "articles"}),
        TableSpec("remarks", Remark, {"statement": "statements", "article": "articles"}),
        TableSpec("ballots", Ballots),
        TableSpec("roll_calls", RollCall),
        TableSpec("ideal_points", IdealPoint),
        TableSpec("alliances", Alliance),
        TableSpec("memberships", Membership),
        TableSpec("outside_events", OutsideEvent),
        TableSpec("errors", Problem),
    )
}
