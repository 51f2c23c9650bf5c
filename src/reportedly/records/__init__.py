"""The frozen records that cross package borders; everything else stays inside its package."""

from reportedly.records.actor import ActorLink, SpeakerKind
from reportedly.records.article import (
    KEPT,
    Article,
    Block,
    BlockClass,
    Cut,
    Evidence,
    Kept,
    article_id,
    block,
    lay_out,
)
from reportedly.records.conflict import Conflict, conflict
from reportedly.records.identity import content_id, source_id
from reportedly.records.lineage import Passage, Story, passage, story
from reportedly.records.parse import Parse, Reading
from reportedly.records.rendering import Markup, Rendering, Run
from reportedly.records.ruling import ON_FILES, ON_STATEMENTS, Action, Roles, Ruling, not_found, ruling
from reportedly.records.settings import Settings
from reportedly.records.source import Arrival, Problem, Source, arrival, problem
from reportedly.records.span import Range, Span, span
from reportedly.records.statement import (
    Certainty,
    Estimate,
    Kind,
    Mention,
    Modality,
    Reporter,
    Statement,
    Time,
    mention,
    statement_id,
)

__all__ = [
    "KEPT",
    "ON_FILES",
    "ON_STATEMENTS",
    "Action",
    "ActorLink",
    "Arrival",
    "Article",
    "Block",
    "BlockClass",
    "Certainty",
    "Conflict",
    "Cut",
    "Estimate",
    "Evidence",
    "Kept",
    "Kind",
    "Markup",
    "Mention",
    "Modality",
    "Parse",
    "Passage",
    "Problem",
    "Range",
    "Reading",
    "Rendering",
    "Reporter",
    "Roles",
    "Ruling",
    "Run",
    "Settings",
    "Source",
    "Span",
    "SpeakerKind",
    "Statement",
    "Story",
    "Time",
    "arrival",
    "article_id",
    "block",
    "conflict",
    "content_id",
    "lay_out",
    "mention",
    "not_found",
    "passage",
    "problem",
    "ruling",
    "source_id",
    "span",
    "statement_id",
    "story",
]
