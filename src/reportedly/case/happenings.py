"""What a case knows of happenings: events by who, what, when and in which story."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.case.database import Database
from reportedly.case.listing import Listing
from reportedly.case.naming import BEGINS
from reportedly.errors import InputError
from reportedly.records import Event, EventMention, OutsideEvent, Root, Status


class Happenings(ABC):
    """The questions about events; whoever answers them has a database."""

    @abstractmethod
    def _db(self) -> Database: ...

    def events(
        self,
        *,
        actor: str | None = None,
        other: str | None = None,
        root: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        story: str | None = None,
    ) -> Listing[Event]:
        """The events that fit all that is given, by day, those without a day last.

        `actor` and `other` are codes of states, names, or ids of the registry, who both take part, on any
        side; `root` and `status` one or several with commas; `since` and `until` are days, months or years
        (ISO 8601), the last one included; `story` an id or the beginning of one. Raises InputError.
        """
        conditions = [
            *_parties(actor, other),
            *_among("root", root, Root),
            *_among("status", status, Status),
            *_days(since, until),
            *([("substr(json_extract(stories, '$[0]'), 1, ?) = ?", (len(story), story))] if story else []),
        ]
        where = " AND ".join(sql for sql, _ in conditions)
        values = [value for _, part in conditions for value in part]
        order = "day IS NULL, day, id"
        return Listing(Event, self._db().records(Event, "events", where, values, order))

    def outside_events(self, collection: str | None = None) -> Listing[OutsideEvent]:
        """Events that other collections coded, of one of them or of all, by day. They are kept apart."""
        where, values = ("collection = ?", (collection,)) if collection else ("", ())
        rows = self._db().records(OutsideEvent, "outside_events", where, values, "day, collection, id")
        return Listing(OutsideEvent, rows)

    def event(self, name: str) -> Event:
        """The one event whose id begins so. Raises InputError where none or several do."""
        found = self._db().records(Event, "events", BEGINS, (name, name)) if name else []
        if len(found) == 1:
            return found[0]
        many = "Several events begin" if found else "No event begins"
        raise InputError(f"{many} with {name!r}. `reportedly events` lists their ids.")

    def mentions_of(self, event: Event) -> Listing[EventMention]:
        """All mentions of an event, in the order in which they were published."""
        rows = self._db().among(EventMention, "event_mentions", "id", event.mentions)
        found = {row.id: row for row in rows}
        return Listing(EventMention, [found[name] for name in event.mentions if name in found])


BODIES = frozenset({"body", "group"})
Condition = tuple[str, tuple[Any, ...]]


def _parties(*names: str | None) -> Iterator[Condition]:
    for name in names:
        if name:
            yield "id IN (SELECT event FROM event_parties WHERE party = ?)", (party_code(name),)


def _among(column: str, wanted: str | None, known: Iterable[Root | Status]) -> Iterator[Condition]:
    if not wanted:
        return
    values = {value.value.casefold(): value.value for value in known}
    parts = [part.strip() for part in wanted.split(",") if part.strip()]
    for part in parts:
        if part.casefold() not in values:
            raise InputError(f"{part!r} is no {column}. There are {', '.join(values.values())}.")
    marks = ", ".join("?" * len(parts))
    yield f"{column} IN ({marks})", tuple(values[part.casefold()] for part in parts)


def _days(since: str | None, until: str | None) -> Iterator[Condition]:
    from reportedly.relations.days import days

    for value in (since, until):
        if value and ("/" in value or days(value) is None):
            raise InputError(f"{value!r} is no day, month or year. Write it as 2031-05-09, 2031-05 or 2031.")
    if since:
        yield "day >= ?", (since,)
    if until:
        # "2031-05" includes its last day, since what follows a month's name sorts behind it.
        yield "substr(day, 1, ?) <= ?", (len(until), until)


def party_code(name: str) -> str:
    """The code under which the parties of events are kept: a state's, else the registry's id of a body.

    Raises InputError for a name that the registry does not know, that means more than one, or that is a
    place's or a person's: whoever asks for a city would get all that its state did.
    """
    from reportedly import actors, relations

    try:
        return relations.asked(name)
    except InputError:
        found = actors.link(name)
        if found is None or found.kind not in BODIES:
            raise
        return found.country or found.actor
