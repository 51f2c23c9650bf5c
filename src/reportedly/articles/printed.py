"""What each run of a printed page is: text, caption, note or running head, as the layout told it."""

import re

from reportedly.articles.headers import is_person
from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.names import clean_name
from reportedly.records import BlockClass, Rendering, Run

MEDIA = "application/pdf"
SHORTEST_BODY = 80
LONGEST_FRONT = 120
DATE_SHARE = 0.4
_BY = re.compile(r"^(?:by|von|par|por|di|door|oleh)\s+\w", re.I)
# Class, rule, confidence; what stands in no row here is dropped.
_BY_TAG = {
    "h1": (BlockClass.TITLE, "heading", 0.9),
    "h2": (BlockClass.BODY, "heading", 0.8),
    "p": (BlockClass.BODY, "paragraph", 0.9),
    "caption": (BlockClass.CAPTION, "caption", 0.8),
    "note": (BlockClass.JUNK, "footnote", 0.9),
    "head": (BlockClass.JUNK, "running head", 0.9),
    "foot": (BlockClass.JUNK, "running foot", 0.9),
    "contents": (BlockClass.JUNK, "table of contents", 0.8),
    "figures": (BlockClass.JUNK, "figures without words", 0.7),
    "aside": (BlockClass.JUNK, "written across the page", 0.8),
}
_OTHER = (BlockClass.JUNK, "front matter", 0.6)


def classify_printed(rendering: Rendering) -> list[Labelled]:
    """A label for each run of a PDF, in order. It is one article, number 0, or none where it has no text."""
    text = rendering.source.text
    labels = [_label(run, text[run.start : run.end]) for run in rendering.runs]
    letters = sum(x.end - x.start for x in labels if x.kind is BlockClass.BODY)
    if letters >= SHORTEST_BODY:
        return labels
    return [
        Labelled(x.start, x.end, BlockClass.JUNK, None, "no-article", x.confidence, x.path) for x in labels
    ]


def _label(run: Run, words: str) -> Labelled:
    kind, rule, sure = _front(words) if run.tag == "front" else _BY_TAG.get(run.tag, _OTHER)
    piece = None if kind is BlockClass.JUNK else 0
    return Labelled(run.start, run.end, kind, piece, rule, sure, run.path)


def _front(words: str) -> tuple[BlockClass, str, float]:
    """A short line above the text: a date, a name, or a series and a place."""
    if len(words) <= LONGEST_FRONT:
        if sum(day.end - day.start for day in days(words) if day.year) >= DATE_SHARE * len(words):
            return BlockClass.DATELINE, "date", 0.7
        if clean_name(words) and (_BY.match(words) or is_person(words)):
            return BlockClass.BYLINE, "a name above the text", 0.6
    return _OTHER
