"""Events in other projects' forms: a CSV with POLECAT's columns, JSON with PLOVER's fields.

Here, and nowhere else, PLOVER's folding is done: what is planned becomes AGREE, or THREATEN where it would do
harm, and what is recommended becomes REQUEST of whoever recommends it. Forecasts, conditions, charges and
denials are no events there and are left out, as is what nobody does. POLECAT's columns that nothing here
fills (intensity, quad code, sectors, coordinates) are there and empty.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from reportedly.case import Case
from reportedly.events.coding import HARMFUL
from reportedly.records import HAPPENED, Article, Event, EventMention, Involved, Party, Root, Status
from reportedly.text import sentence_around

CODER = "reportedly"
ANY_BODY = "IGO"
BODY = "body:"
POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Actor Country"),
    *("Recipient Name", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title"),
    *("Recipient Name Raw", "Wikipedia Recipient ID", "Recipient Country"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)


class Actor(Struct, frozen=True, omit_defaults=True, rename={"words": "actorText"}):
    """An actor as PLOVER's JSON has it: its words, and the code of its state, or IGO for a body of states."""

    words: str
    code: str = ""


class Plover(Struct, frozen=True, rename={"words": "eventText"}):
    """One record of PLOVER's JSON. `text` is the sentence that tells it best, `comment` what is behind it."""

    id: str
    date: str
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    event: Root
    words: str
    mode: str
    context: str
    text: str
    language: str
    publication: str
    coder: str
    comment: str


class _Folded(Struct, frozen=True):
    """An event in PLOVER's coding, with its witness and the article that this stands in."""

    event: Event
    root: Root
    sources: tuple[Involved, ...]
    targets: tuple[Involved, ...]
    witness: EventMention
    article: Article


def plover_json(case: Case, events: Iterable[Event]) -> str:
    """A JSON array of records in PLOVER's fields, indented, with a final newline."""
    made = [_plover(one) for one in _folded(case, events)]
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def polecat_csv(case: Case, events: Iterable[Event]) -> str:
    """CSV with POLECAT's columns and a row for each pair of actor and recipient; of those that do a thing to
    each other, each is the actor once. The number of the row ends its id.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=POLECAT, restval="")
    writer.writeheader()
    for one in _folded(case, events):
        writer.writerows(_rows(one))
    return out.getvalue()


def _folded(case: Case, events: Iterable[Event]) -> Iterator[_Folded]:
    told = {row.id: row for row in case.event_mentions()}
    articles = {row.id: row for row in case.articles()}
    for event in events:
        witness = told[event.witness]
        coded = fold(event, witness)
        if coded and coded[1]:
            yield _Folded(event, *coded, witness, articles[witness.article])


def fold(
    event: Event, witness: EventMention
) -> tuple[Root, tuple[Involved, ...], tuple[Involved, ...]] | None:
    """Root, sources and targets in PLOVER's coding; None for what is no event there."""
    if event.status in HAPPENED:
        return event.root, event.sources, event.targets
    if event.status is Status.PLANNED:
        harms = event.root in HARMFUL or event.root is Root.THREATEN
        return Root.THREATEN if harms else Root.AGREE, event.sources, event.targets
    if event.status is Status.RECOMMENDED and witness.attributed:
        return Root.REQUEST, (_known(witness.attributed),), event.sources
    return None


def _known(party: Party) -> Involved:
    return Involved(party.actor, party.name or " ".join(party.words.text.split()), party.country)


def _plover(one: _Folded) -> Plover:
    event = one.event
    behind = len(event.origins) + len(event.unclear)
    return Plover(
        event.id,
        event.day or "",
        tuple(_actor(who) for who in one.sources),
        tuple(_actor(who) for who in one.targets),
        one.root,
        event.words,
        event.mode or "",
        "; ".join(event.contexts),
        _sentence(one),
        one.article.language or "",
        _publication(one.article),
        CODER,
        f"{event.status.value}; articles: {len(event.articles)}; origins: {behind}",
    )


def _rows(one: _Folded) -> Iterator[Mapping[str, Any]]:
    event = one.event
    shared = {
        "Event Date": event.day or "",
        "Event Type": one.root.value,
        "Event Mode": event.mode or "",
        "Contexts": "; ".join(event.contexts),
        "Placename": event.places[0].name if event.places else "",
        "Country": (event.places[0].country or "") if event.places else "",
        "Source": _publication(one.article),
        "Publication Date": one.article.date or "",
        "Language": one.article.language or "",
        "Version": one.witness.maker,
    }
    for number, (actor, recipient) in enumerate(_pairs(one), start=1):
        sides = {"Actor Name": actor.name, "Actor Country": _code(actor)}
        if recipient:
            sides |= {"Recipient Name": recipient.name, "Recipient Country": _code(recipient)}
        yield {"Event ID": f"{event.id}-{number}", **shared, **sides}


def _pairs(one: _Folded) -> list[tuple[Involved, Involved | None]]:
    if one.targets:
        return [(a, b) for a in one.sources for b in one.targets]
    if one.event.reciprocal and len(one.sources) > 1:
        return [(a, b) for a in one.sources for b in one.sources if a != b]
    return [(a, None) for a in one.sources]


def _actor(who: Involved) -> Actor:
    return Actor(who.name, _code(who))


def _code(who: Involved) -> str:
    return who.country or (ANY_BODY if (who.actor or "").startswith(BODY) else "")


def _sentence(one: _Folded) -> str:
    first, last = one.witness.trigger[0], one.witness.trigger[-1]
    low, high = sentence_around(one.article.text, first.start, last.end)
    return " ".join(one.article.text[low:high].split())


def _publication(article: Article) -> str:
    return ", ".join(_names((article.outlet, article.agency)))


def _names(names: Sequence[str | None]) -> Iterator[str]:
    return (name for name in names if name)
