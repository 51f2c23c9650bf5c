"""What an article says of itself: title, outlet, agency, date, byline, URL and language, with the evidence.

Every candidate is kept with the place that it was found in. Where nothing says it, nothing is claimed.
"""

from collections.abc import Iterable, Sequence

from reportedly.articles.metadata.agencies import agency_evidence
from reportedly.articles.metadata.dates import date_evidence
from reportedly.articles.metadata.exported import export_evidence
from reportedly.articles.metadata.from_fields import field_evidence
from reportedly.articles.metadata.languages import language_evidence
from reportedly.articles.metadata.names import byline_evidence
from reportedly.articles.metadata.outlets import outlet_evidence, time_zone
from reportedly.articles.metadata.piece import Piece
from reportedly.articles.metadata.titles import title_evidence
from reportedly.articles.metadata.urls import url_evidence
from reportedly.records import Evidence

__all__ = ["Piece", "chosen", "describe"]

FIELDS = ("title", "outlet", "agency", "date", "time", "byline", "url", "language")
# A photographer's agency is no origin, and a page's last change or its saving is not its publication. A
# byline is all who sign in one place; each of them has the role ``person`` besides.
CHOOSABLE = {"agency": "origin", "date": "published"}


def describe(piece: Piece, other_titles: Sequence[str] = ()) -> tuple[Evidence, ...]:
    """All candidates for one piece, field by field, the best of each field first.

    `other_titles` are the title lines of the other pieces of the same source.
    """
    found: list[Evidence] = []
    found += title_evidence(piece, other_titles)
    outlets = outlet_evidence(piece)
    found += outlets
    found += agency_evidence(piece)
    found += date_evidence(piece, time_zone(outlets))
    found += byline_evidence(piece)
    found += url_evidence(piece)
    found += language_evidence(piece)
    found += field_evidence(piece)
    found += export_evidence(piece)
    return tuple(_once(sorted(found, key=_rank)))


def chosen(evidence: Sequence[Evidence], field: str) -> str | None:
    """The value of a field: the best candidate whose role may speak for the article, or None."""
    role = CHOOSABLE.get(field)
    return next((e.value for e in evidence if e.field == field and e.role == role), None)


def _rank(evidence: Evidence) -> tuple[int, bool, float]:
    wanted = evidence.role == CHOOSABLE.get(evidence.field)
    return FIELDS.index(evidence.field), not wanted, -evidence.confidence


def _once(evidence: Iterable[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(evidence))
