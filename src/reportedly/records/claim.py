"""How many tell one utterance, and how few stand behind it."""

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.stemma import SourceKind


class ClaimTelling(Struct, frozen=True):
    """One article that tells the claim, and where it has it from.

    `variants` are its tellings (ids). `parent` is the article of the family that it comes down from, None
    where the claim is its own reporting, and `derivation` the edge by which it is known. `origins` are ids of
    rows of `origins`: those that speak in its tellings, or else in the parent's.
    """

    article: str
    newsroom: str | None
    variants: tuple[str, ...]
    parent: str | None
    derivation: str | None
    origins: tuple[str, ...]


class ClaimOrigin(Struct, frozen=True):
    """One who stands behind a claim; `rows` are ids of rows of `origins`, one for each story that has it."""

    kind: SourceKind
    name: str | None
    rows: tuple[str, ...]
    articles: tuple[str, ...]


class Claim(Struct, frozen=True):
    """A family of quotations that several articles tell, with those who stand behind it.

    `newsrooms` are all that are named, `reporters` those with a telling that comes down from no other one of
    the family; `unnamed` are such articles without a name. `unclear` are the articles of which no text
    says where they have the claim from.
    """

    id: str
    family: str
    words: str
    tellings: tuple[ClaimTelling, ...]
    newsrooms: tuple[str, ...]
    reporters: tuple[str, ...]
    unnamed: tuple[str, ...]
    origins: tuple[ClaimOrigin, ...]
    unclear: tuple[str, ...]


def claim_id(family: str) -> str:
    """The id of a claim: its family's."""
    return content_id("z", family)
