"""Events and statuses in the formats of the scorers, read through the product."""

from collections.abc import Sequence
from typing import Any

from reportedly import attribution, events, language
from reportedly.records import COUNTS_FROM, Article, EventMention, Party, Status
from yardsticks.plain import whole_article

Row = dict[str, Any]


def mentions(row: Row) -> list[EventMention]:
    """The event mentions of a passage; one of kind ``headline`` is read as an article's title."""
    article = passage(row)
    parse = next(iter(language.parse([article], with_events=True, worth=events.worth)))
    return events.extract(article, parse, attribution.extract(article, parse), read=True)


def passage(row: Row) -> Article:
    """A row's text as an article of its date."""
    date = row.get("article_date") or row.get("date")
    if row.get("kind") == "headline":
        return whole_article("", row["id"], title=row["text"], date=date)
    return whole_article(row["text"], row["id"], date=date)


def status_rows(found: Sequence[EventMention]) -> list[Row]:
    """The mentions of which the product makes events, and those that it says are none."""
    return [status_row(m) for m in found if m.confidence >= COUNTS_FROM or m.status is Status.ATTITUDE]


def status_row(mention: EventMention) -> Row:
    """An event in the internal coding: its own root, its status, actors by code."""
    return {
        "trigger": [mention.trigger[0].start, mention.trigger[-1].end],
        "root": mention.root,
        "status": mention.status,
        "sources": codes(mention.sources),
        "targets": codes(mention.targets),
        "reciprocal": mention.reciprocal,
        "hedges": [
            {"span": [h.start, h.end], "word": h.text, "icd203": _interval(mention, h.start)}
            for h in mention.hedges
        ],
        "attributed_to": mention.attributed and mention.attributed.words.text,
        "date": mention.date,
    }


def coded_rows(found: list[EventMention]) -> list[Row]:
    """The events in PLOVER's own coding."""
    return [
        {"source": one.sources, "target": one.targets, "root": one.root}
        for one in events.exported(found, any_body=True)
    ]


def codes(parties: tuple[Party, ...]) -> list[str]:
    """The codes of those parties that have one, each once."""
    return list(dict.fromkeys(c for party in parties if (c := events.code(party))))


def _interval(mention: EventMention, start: int) -> list[int] | None:
    return next(([e.low, e.high] for e in mention.estimates if e.words.start == start), None)
