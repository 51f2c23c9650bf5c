"""Which languages statements are read in, and by which rules."""

from msgspec import Struct

from reportedly.attribution import abroad
from reportedly.records import Article

ENGLISH = "en"
NAMES = {ENGLISH: "English", "ja": "Japanese", "zh": "Chinese", "ru": "Russian"}
# By a parse, and by rules of a script alone.
PARSED, BY_SCRIPT = "parse", abroad.MAKER


class Coverage(Struct, frozen=True):
    """A language (ISO 639-1 and its English name) and what its statements are read by: a parse, or the rules
    of its script, which see less and are less sure.
    """

    language: str
    name: str
    by: str


def covered() -> tuple[Coverage, ...]:
    """The languages in which statements are read, English first."""
    return tuple(
        Coverage(code, name, BY_SCRIPT if code in abroad.RULES else PARSED) for code, name in NAMES.items()
    )


def covers(article: Article) -> bool:
    """Whether statements are read in the article's language; one that is not known is taken for English."""
    return abroad.language_of(article) in (None, *NAMES)
