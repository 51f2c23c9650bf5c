"""What a reader asks a list for: the fields that it is narrowed and counted by, and their values."""

from msgspec import Struct

# The columns that statements and articles are narrowed and counted by.
OF_STATEMENT = ("speaker", "act", "kind", "modality", "certainty")
OF_ARTICLE = ("outlet", "agency", "language")


class Wanted(Struct, frozen=True):
    """What a reader asks for; a field that is None asks for nothing.

    `speaker`, `act`, `kind`, `modality` and `certainty` are values of a statement, `outlet`, `agency` and
    `language` of its article, which `story` tells; `since` and `until` are dates (ISO 8601), both included.
    `words` are to stand in the article, as `search` takes them.
    """

    speaker: str | None = None
    act: str | None = None
    kind: str | None = None
    modality: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    story: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
