"""How a story travelled: who took it from whom, or from a source outside the pile; who stands at the root."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Sign(StrEnum):
    """What speaks for a derivation, or against it (a negative weight)."""

    SHARED_WORDS = "shared_words"
    SHARED_READINGS = "shared_readings"
    BETWEEN = "between"
    CUT = "cut"
    ADDED = "added"
    QUOTED = "quoted"
    CREDIT = "credit"
    NAMED = "named"
    TAKEN = "taken"
    DATE = "date"
    OTHER = "other"


class Ground(Struct, frozen=True):
    """One sign with its weight in natural log odds, against the next likeliest parent or against none."""

    sign: Sign
    weight: float


class Rival(Struct, frozen=True):
    """Another parent (id of an article or hidden source; None: nobody in the pile) and how likely it is."""

    source: str | None
    confidence: float


class Derivation(Struct, frozen=True):
    """An edge of a stemma: `child` (an article) has words from `parent` (an article, or a hidden source).

    `confidence` is the share of all likely descents that hold this edge; `decided` is False where the text
    cannot tell the parent from its `rivals`, which are named with their own shares, the likeliest first.
    `second` marks the other parent of an article that was put together from two. `passages` are the ids of
    what the two share, `child_words` and `parent_words` the longest of it; None where a hidden source is
    the parent, or nothing but the naming of it speaks for the edge. `revision`: the child is a later version
    of the parent, which is no telling any more.
    """

    id: str
    child: str
    parent: str
    confidence: float
    decided: bool
    second: bool
    revision: bool
    grounds: tuple[Ground, ...]
    rivals: tuple[Rival, ...]
    passages: tuple[str, ...]
    child_words: Span | None = None
    parent_words: Span | None = None


def derivation_id(child: str, parent: str) -> str:
    """The id of an edge, which depends on its two ends alone."""
    return content_id("d", child, parent)


class SourceKind(StrEnum):
    """What stands at the root of a telling, or between two that have no common parent in the pile."""

    DOCUMENT = "document"
    BODY = "body"
    PERSON = "person"
    AGENCY = "agency"
    UNKNOWN = "unknown"


class HiddenSource(Struct, frozen=True):
    """A source that is not in the pile: the report that three articles name, or one that the pattern demands.

    It is a source of one story: a report that two stories name has a row in each. `name` is None where no
    text names it. `children` are the articles of the story that have from it, `statements` the ids of those
    that name it.
    """

    id: str
    story: str
    kind: SourceKind
    name: str | None
    children: tuple[str, ...]
    statements: tuple[str, ...]


def hidden_id(story: str, kind: SourceKind, name: str | None, children: tuple[str, ...]) -> str:
    """The id of a story's hidden source: its name, or, where it has none, the articles that have from it."""
    return content_id("h", story, kind.value, name, None if name else tuple(sorted(children)))


class Origin(Struct, frozen=True):
    """An independent source at the root of a story, and the tellings that come down from it.

    `source` is a hidden source's id, or the article's that tells it first-hand. `tellings` are all articles
    that have from it, directly or through others; `newsrooms` names who published them. `statements` are
    the ids of those in which it speaks. `lone` marks the voice of one article alone.
    """

    id: str
    story: str
    kind: SourceKind
    name: str | None
    source: str | None
    tellings: tuple[str, ...]
    newsrooms: tuple[str, ...]
    statements: tuple[str, ...]
    lone: bool


def origin_id(story: str, key: str) -> str:
    """The id of an origin: its story, and the key that its names come down to."""
    return content_id("o", story, key)


class StoryCount(Struct, frozen=True):
    """How many tell a story and how few stand behind it; the lists are what the numbers count.

    `revisions` are the articles that a later version took the place of, which are no tellings.
    `newsrooms` are the agencies and outlets that are named, `reporters` those of them with a telling that
    does not come down from another article of the pile; `unnamed` are such tellings without a name. `shared`
    are the origins behind more than one telling, `voices` those that one article alone heard, `unclear` the
    tellings of which the text does not say where they have it from.
    """

    id: str
    story: str
    tellings: tuple[str, ...]
    revisions: tuple[str, ...]
    newsrooms: tuple[str, ...]
    reporters: tuple[str, ...]
    unnamed: tuple[str, ...]
    shared: tuple[str, ...]
    voices: tuple[str, ...]
    unclear: tuple[str, ...]
