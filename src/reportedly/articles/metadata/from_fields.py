"""Candidates from fields, and from what a container says: an arrival's feed and time of capture."""

import re

from reportedly.articles.metadata.calendar import iso_day
from reportedly.articles.metadata.credits import agency_forms
from reportedly.articles.metadata.fields import Field, fields_of, sender
from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import Evidence

RULE = "field"
LONGEST = 200
FEED_WEIGHT, CAPTURE_WEIGHT = 0.45, 0.9
DATES = ("published", "updated", "captured")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?", re.I)
# A code of a controlled vocabulary, such as "nprov:SP", names nobody.
_CODE = re.compile(r"[a-z]+:[\w-]+$")


def field_evidence(piece: Piece) -> list[Evidence]:
    """The candidates that fields state, then those of the arrival's container."""
    found = [evidence for field in fields_of(piece.markup) for evidence in _of_field(field)]
    came = piece.arrival
    if came.feed and piece.number == 0:
        found.append(stated("outlet", came.feed, "feed", FEED_WEIGHT, "arrival"))
    day = iso_day(came.time) if came.time else None
    if day:
        found.append(stated("date", day, "capture", CAPTURE_WEIGHT, "arrival", "captured"))
    return found


def _of_field(field: Field) -> list[Evidence]:
    if field.meaning in DATES:
        day = iso_day(field.value)
        return [stated("date", day, RULE, field.weight, field.path, field.meaning)] if day else []
    if field.meaning in ("outlet", "agency"):
        return _publisher(field)
    if field.meaning == "language":
        code = _LANGUAGE.fullmatch(field.value)
        return [stated("language", code[1].lower(), RULE, field.weight, field.path)] if code else []
    if field.meaning == "title" and len(field.value) <= 2 * LONGEST:
        return [stated("title", field.value, RULE, field.weight, field.path)]
    return []


def _publisher(field: Field) -> list[Evidence]:
    """An outlet, or the agency that it is; a provider that no list knows is an agency by its field's word."""
    name = sender(field.value)
    if not name or len(name) > LONGEST or "://" in name or _CODE.match(name):
        return []
    agency = agency_forms().get(name)
    found = []
    if field.meaning == "outlet":
        found.append(stated("outlet", name, RULE, field.weight, field.path))
    if agency or field.meaning == "agency":
        found.append(stated("agency", agency or name, RULE, field.weight, field.path, "origin"))
    return found
