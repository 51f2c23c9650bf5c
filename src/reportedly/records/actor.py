"""Who acts and who speaks, beyond one article: kinds of speakers, and links to the dated registry."""

from enum import StrEnum

from msgspec import Struct


class SpeakerKind(StrEnum):
    """What kind of speaker an article's words mean: the kinds of the corpus in ``corpora/attribution``."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    OUTLET = "outlet"
    GROUP = "group"
    ANONYMOUS = "anonymous"


class ActorLink(Struct, frozen=True):
    """A phrase tied to a row of the registry.

    `actor` is the row's id (``JPN``, ``person:...``, ``body:nato``), `name` its name, `kind` what it is
    (``state``, ``person``, ``body``, ``group``, ``place`` ...), `country` the ISO 3166-1 alpha-3 code of the
    state that it belongs to or speaks for, None for a body of many states. `reason` says which words decided
    and how, `confidence` how sure that is.
    """

    actor: str
    name: str
    kind: str
    country: str | None
    reason: str
    confidence: float
