"""What happened, once: an event with all who tell it, and events that other collections coded."""

from msgspec import Struct

from reportedly.records.event import Root, Status
from reportedly.records.identity import content_id


class Involved(Struct, frozen=True):
    """Somebody who takes part in an event, or a land where it plays, beyond the words of one article.

    `actor` is the id of the row in the registry of actors, `country` the ISO 3166-1 alpha-3 code of the state
    that it belongs to; both None where the registry has nobody. `name` is the registry's, else as it is told.
    """

    actor: str | None
    name: str
    country: str | None = None


class Event(Struct, frozen=True):
    """One happening, counted once, with all mentions of it; ``relations/joining.py`` joins them.

    `status` is what they come to: happened (deed, ongoing, background) where one asserts it. `mentions` are
    the ids of all mentions in the order in which they were published; of them `against` deny it, `ahead`
    put it as yet to come, and `copies` repeat another one's words and count for nothing. `witness` is the
    mention to be shown, `words` its trigger. `articles` tell it, and `apart` are those of them that have no
    words from another one. `origins` are the ids of the independent origins behind it, `unclear` the
    articles apart of which the text does not say where they have it from.

    `date` is what the mentions say of the day: YYYY-MM-DD, YYYY-MM, YYYY or a range a/b, open to one side;
    None where none says it. `reported` is the day of the earliest article that tells it. `day`, YYYY-MM-DD,
    is where it stands in a timeline: the first day of `date`, else `reported`, else None.
    """

    id: str
    root: Root
    status: Status
    reciprocal: bool
    sources: tuple[Involved, ...]
    targets: tuple[Involved, ...]
    places: tuple[Involved, ...]
    date: str | None
    day: str | None
    reported: str | None
    words: str
    witness: str
    mentions: tuple[str, ...]
    against: tuple[str, ...]
    ahead: tuple[str, ...]
    copies: tuple[str, ...]
    articles: tuple[str, ...]
    apart: tuple[str, ...]
    stories: tuple[str, ...]
    origins: tuple[str, ...]
    unclear: tuple[str, ...]
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()


def event_id(mentions: tuple[str, ...]) -> str:
    """The id of an event, which depends on its mentions alone."""
    return content_id("x", *sorted(mentions))


class OutsideEvent(Struct, frozen=True):
    """An event as another collection coded it: kept apart from those that are read here, never joined.

    `collection` is ``gdelt``, ``polecat`` or ``acled``, `number` the row's own id there, `file` the name of
    the imported file. `code` is what the collection calls the event (a CAMEO code, an event type), `root`
    what that is in PLOVER, None where nothing there fits. `sources` and `targets` are empty where the row
    names nobody. `day` is YYYY-MM-DD; `intensity` is the Goldstein score that the collection gives it,
    `deaths` what it counts, `reports` how many articles it counts, `url` the one that it names.
    """

    id: str
    collection: str
    number: str
    file: str
    day: str
    code: str
    root: Root | None
    sources: tuple[Involved, ...]
    targets: tuple[Involved, ...]
    place: str | None
    country: str | None
    intensity: float | None
    deaths: int | None
    reports: int | None
    url: str | None


def outside_event_id(collection: str, number: str) -> str:
    """The id of an outside event: its collection and its own id there."""
    return content_id("y", collection, number)
