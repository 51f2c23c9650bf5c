"""What happened: one mention of an event, as one clause of an article tells it, and whether it is a deed."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.span import Span
from reportedly.records.statement import Estimate


class Root(StrEnum):
    """The sixteen roots of PLOVER (Halterman et al. 2021), from cooperation to force."""

    AGREE = "AGREE"
    SUPPORT = "SUPPORT"
    CONSULT = "CONSULT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether an event happened, as the passage has it; ``corpora/events/README.md`` defines each.

    Of these only `DEED`, `ONGOING` and `BACKGROUND` happened. `ATTITUDE` is no event: a word that tempts to
    take a wish, a fear or an opinion for one.
    """

    DEED = "deed"
    ONGOING = "ongoing"
    PLANNED = "planned"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"
    RECOMMENDED = "recommended"
    DENIED = "denied"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"
    HEADLINE_MODAL = "headline_modal"
    ATTITUDE = "attitude"


HAPPENED = frozenset({Status.DEED, Status.ONGOING, Status.BACKGROUND})
# A mention of a smaller confidence is shown with it, but no event is made of it and it is not exported.
COUNTS_FROM = 0.45


class Party(Struct, frozen=True):
    """Who did it, to whom, or in whose land, as the passage names them.

    `actor` is the id of the row in the registry of actors, `name` its name, `country` the ISO 3166-1 alpha-3
    code of the state that it belongs to; all None where the registry has nobody or a link would be a guess.
    `reason` says which words decided; that of a guess from the sentence around begins with "guess".
    """

    words: Span
    actor: str | None = None
    name: str | None = None
    country: str | None = None
    reason: str | None = None


class EventMention(Struct, frozen=True):
    """An event as one clause tells it. All spans are of the article's text.

    `trigger` may be in pieces ("held ... talks"). `root` is that of the event itself, None for an attitude;
    time and modality live in `status`, and `negated` says that the status holds of its not happening. With
    `reciprocal` all parties are sources. `places` and `times` are the passage's words, `date` what the
    times come to against the article's date: YYYY-MM-DD, YYYY-MM, YYYY or a range a/b, open to one side for
    "since" (ISO 8601). `hedges` weaken this event, `estimates` are those among them that stand on the scale
    of ICD 203. `statement` is the innermost statement that holds it, None where the outlet asserts it;
    `attributed` is whom that statement gives, its `name` the resolved speaker. `headline`: it stands in a
    title or standfirst. `reason` says what decided the status. `confidence` is the chance that the trigger is
    an event, less where the votes on its status are divided; of a deed its root counts too, and its odds are
    halved, since a false deed costs more than a missed one (``events/sureness.py``).
    `mode` says how it was done and `contexts` what it is about, in PLOVER's words (``plover.toml``); None and
    empty where the clause does not tell.
    """

    id: str
    article: str
    trigger: tuple[Span, ...]
    root: Root | None
    status: Status
    negated: bool
    reciprocal: bool
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Party, ...]
    times: tuple[Span, ...]
    date: str | None
    hedges: tuple[Span, ...]
    estimates: tuple[Estimate, ...]
    statement: str | None
    attributed: Party | None
    headline: bool
    reason: str
    maker: str
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()


def event_mention_id(article: str, trigger: tuple[Span, ...]) -> str:
    """The id of an event mention: its article and the places of its trigger."""
    return content_id("v", article, tuple((piece.start, piece.end) for piece in trigger))


class Coded(Struct, frozen=True):
    """An event in PLOVER's own coding, its root after folding and codes of its parties."""

    root: Root
    sources: tuple[str, ...]
    targets: tuple[str, ...]
