"""Candidates from the fields of a press database's export, whose labels say what they mean."""

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.names import clean_name
from reportedly.articles.metadata.piece import Piece
from reportedly.knowledge import load
from reportedly.records import Evidence

PREFIX = "export-"
WEIGHT = 0.95
LONGEST = 120


def export_evidence(piece: Piece) -> list[Evidence]:
    """Outlet, date of publication, byline and language of an exported piece; its other fields are lines."""
    found = []
    for label in piece.region:
        if (
            label.piece == piece.number
            and label.rule.startswith(PREFIX)
            and label.end - label.start <= LONGEST
        ):
            found += _of_label(piece, label, label.rule.removeprefix(PREFIX))
    return found


def _of_label(piece: Piece, label: Labelled, meaning: str) -> list[Evidence]:
    words, place = piece.words(label), (label.start, label.end)
    if meaning == "outlet":
        return [piece.seen("outlet", " ".join(words.split()), label.rule, WEIGHT, place)]
    if meaning == "date":
        return [
            piece.seen(
                "date", iso, label.rule, WEIGHT, (label.start + d.start, label.start + d.end), "published"
            )
            for d in days(words)[:1]
            if (iso := d.iso()) is not None
        ]
    name = clean_name(words) if meaning == "byline" else None
    if name:
        return [piece.seen("byline", name, label.rule, WEIGHT, place)]
    code = load("exports")["languages"].get(words.lower().split(";")[0].strip())
    if meaning == "language" and code:
        return [piece.seen("language", code, label.rule, WEIGHT, place)]
    return []
