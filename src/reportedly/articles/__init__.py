"""A rendering to its articles: every stretch of it is classed, the pieces are cut out and described."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from reportedly.articles.assembly import articles_of, blocks_of, part_credits
from reportedly.articles.exports import classify_export
from reportedly.articles.labelled import Labelled
from reportedly.articles.pages import classify_page
from reportedly.articles.plain import classify_plain
from reportedly.articles.printed import MEDIA, classify_printed
from reportedly.articles.rulings import SETTABLE, amend, boundary_fault, fault, place_rulings, relabel
from reportedly.records import Action, Arrival, Cut, Problem, Rendering, Ruling, not_found, problem

__all__ = ["SETTABLE", "boundary_fault", "fault", "find"]

_NOTES = {
    "mixed encodings": (
        "mixed-encodings",
        "Its lines come in two encodings; the odd ones were read as Windows-1252.",
        "Check quotation marks and accents, or save it again as UTF-8.",
    ),
    "encoding guessed": (
        "encoding-guessed",
        "Its encoding could not be told.",
        "Check quotation marks and accents, or save it again as UTF-8.",
    ),
    "nested too deeply": (
        "nested-too-deeply",
        "Its boxes nest beyond what a parser bears; they were taken apart.",
        "Check that the text is in order, or paste it into a file.",
    ),
    "too many pages": (
        "too-many-pages",
        "It has more pages or text than are read of one PDF; what follows the first 2,000 pages is not read.",
        "Split it, for example by chapters, and read the parts.",
    ),
    "pages missing": (
        "pages-missing",
        "Some of its pages are damaged and were left out.",
        "Download it again; if it opens in a viewer, print it to a new PDF.",
    ),
}


def find(rendering: Rendering, arrival: Arrival, rulings: Sequence[Ruling] = ()) -> Cut:
    """Cut one arrival into its articles; every stretch of the source that is not blank becomes a block.

    `rulings` are what an analyst corrected, the earliest first; those of other sources are passed over. What
    was read with a reservation, a source without an article (``no-article``) and a ruling that has no place
    in it (``ruling-not-found``) are listed among the problems. Never raises on any text.
    """
    source = rendering.source
    placed = place_rulings(rulings, source.id, source.text)
    labels = relabel(_labels(rendering), source.text, placed)
    articles = amend(articles_of(labels, rendering, arrival), labels, source.text, placed)
    problems = [_remark(note, rendering, arrival) for note in rendering.notes if note in _NOTES]
    if not articles:
        problems.append(_no_article(rendering, arrival))
    lost = [x for x in placed if not x.place or (x.ruling.action is Action.SET and not articles)]
    problems += [not_found(x.ruling, arrival) for x in lost]
    return Cut(articles, blocks_of(labels, rendering), tuple(problems))


def _labels(rendering: Rendering) -> list[Labelled]:
    """An export's labels by its fields; else the page's; where the extractor finds no main text, its lines
    speak as those of a dump do."""
    text = rendering.source.text
    exported = classify_export(text)
    if exported:
        return part_credits([replace(label, path=_path_of(rendering, label)) for label in exported], text)
    if rendering.source.media == MEDIA:
        return part_credits(classify_printed(rendering), text)
    if any(run.main for run in rendering.runs):
        return part_credits(classify_page(rendering), text)
    return classify_plain(text)  # cuts them off itself


def _path_of(rendering: Rendering, label: Labelled) -> str | None:
    """The node that a label's beginning stands in."""
    at = bisect_right(rendering.runs, label.start, key=lambda run: run.start)
    return rendering.runs[at - 1].path if at else None


def _remark(note: str, rendering: Rendering, arrival: Arrival) -> Problem:
    code, why, todo = _NOTES[note]
    return problem("articles", arrival.path, code, why, todo, rendering.source.id)


def _no_article(rendering: Rendering, arrival: Arrival) -> Problem:
    return problem(
        "articles",
        arrival.path,
        "no-article",
        "No article was found in it.",
        "Read its blocks: what is an article to you can be restored.",
        rendering.source.id,
    )
