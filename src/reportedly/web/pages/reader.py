"""The reader: an article's text, and beside it what is said, done, pinned and shared in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case
from reportedly.dossier.contents import Dossier
from reportedly.dossier.dropped import Drawer
from reportedly.dossier.pieces import Piece, piece
from reportedly.dossier.revisions import ORDERS, Stretch, changed
from reportedly.dossier.segments import Label
from reportedly.records import Article, Certainty, Modality, PinKind, Span, Statement
from reportedly.web.asking import place
from reportedly.web.desk import desk_of
from reportedly.web.pages import margin
from reportedly.web.pages.pins import taken_back
from reportedly.web.pages.rulings import last_author

# Passages beside an article, the longest.
SHARED = 30
# Statements with a form each beside their words; of more only the one that is open has its forms, since a
# hundred make a page of a third of a megabyte.
WITH_TOOLS = 50


def page(request: Request) -> Response:
    """One article with what stands beside its text; `?at=120-164` marks those characters, `?show=events`
    shows those layers alone, `?open=` and a statement's id shows its forms where there are very many."""
    desk, asked_for = desk_of(request), request.query_params
    article = desk.case.article(request.path_params["article"])
    now, at = margin.shown(asked_for.get("show")), place(asked_for.get("at"))
    beside = _beside(desk.case, article, now)
    notes = [note for note in beside.notes if f"{note.kind}s" in now]
    told = beside.statements if "statements" in now else ()
    made = _piece(desk.case, article, told, margin.labels(notes, at))
    return desk.page(
        request,
        "reader.html.j2",
        piece=made,
        place=at,
        notes=margin.merged(made.rows, notes),
        marks={note.number: note for note in notes},
        layers=margin.layers(request.url.path, now, beside.sizes(), asked_for.get("at")),
        to_tools=_to_tools(request, now) if len(told) > WITH_TOOLS else "",
        opened=asked_for.get("open"),
        tones={note.row.tone for note in notes if isinstance(note.row, margin.Told)},
        pins_of={x.pin.row: x for x in beside.pins if x.pin.row and "pins" in now},
        lost=margin.lost(beside.pins),
        undone=taken_back(request),
        stories=desk.case.stories_of(article.id),
        revised=_revised(desk.case, article),
        shared=beside.shared,
        author=last_author(request),
        choices={"modality": list(Modality), "certainty": list(Certainty)},
    )


def _to_tools(request: Request, now: frozenset[str]) -> str:
    return margin.to_tools(request.url.path, now, request.query_params.get("at"))


@dataclass(frozen=True, slots=True)
class Revised:
    """The version before or after an article, and what changed from the older to the newer of the two."""

    other: Article
    later: bool
    how: str
    changes: Sequence[Sequence[Stretch]]


def _revised(case: Case, article: Article) -> list[Revised]:
    """The neighbours of an article among its versions, the later one first."""
    found = []
    for row in case.revisions(article.id):
        other = case.article(row.newer if row.older == article.id else row.older)
        older, newer = (article, other) if row.older == article.id else (other, article)
        found.append(Revised(other, newer is other, ORDERS[row.order], changed(older.text, newer.text)))
    return sorted(found, key=lambda one: not one.later)


@dataclass(frozen=True, slots=True)
class Beside:
    """All that there is beside an article, shown or not; `notes` are those of other kinds than statements."""

    statements: Sequence[Statement]
    shared: Sequence[margin.Shared]
    pins: Sequence[margin.Kept]
    notes: Sequence[margin.Note]

    def sizes(self) -> dict[str, int]:
        """How many there are of each layer."""
        kinds = Counter(f"{note.kind}s" for note in self.notes)
        known = {"statements": len(self.statements), "pins": len(self.pins)}
        return {name: kinds[name] for name in margin.LAYERS} | known


def _beside(case: Case, article: Article, now: frozenset[str]) -> Beside:
    """All beside an article; a pin of a statement stands with its note, if that layer is shown `now`."""
    statements, shared = case.statements(article.id), _shared(case, article.id)
    pinned = {line.id: line for line in case.pinned()}
    # The file is read twice, and who reads beside us may pin and unpin in between.
    pins = [pin for pin in case.pins(source=article.source) if pin.id in pinned]
    kept = [row for row in (margin.keep(pin, pinned[pin.id]) for pin in pins) if _is_beside(row, article)]
    known = {row.id for row in statements if "statements" in now}
    events = margin.told(case.event_mentions(article.id))
    passages = margin.shared(shared, len(events))
    alone = [row for row in kept if row.pin.row not in known]
    return Beside(
        statements,
        shared,
        kept,
        [*events, *passages, *margin.kept(alone, article.id, len(events) + len(passages))],
    )


def _is_beside(kept: margin.Kept, article: Article) -> bool:
    """Whether a pin on the file is told beside this article of it; what stands in none is told by all."""
    return kept.pin.kind is not PinKind.COUNT and kept.pin.places[0].article in (article.id, None)


def _shared(case: Case, article: str) -> list[margin.Shared]:
    """The longest passages that an article shares, in the order of its text."""
    found: dict[tuple[int, int], list[tuple[Article, Span]]] = {}
    here: dict[tuple[int, int], Span] = {}
    for row in case.passages(article, SHARED):
        sides = ((row.a, row.a_span), (row.b, row.b_span))
        (_, words), (other, there) = sides if row.a == article else reversed(sides)
        here[words.start, words.end] = words
        found.setdefault((words.start, words.end), []).append((case.article(other), there))
    return [margin.Shared(here[at], tuple(found[at])) for at in sorted(found)]


def _piece(case: Case, article: Article, statements: Sequence[Statement], others: Sequence[Label]) -> Piece:
    sources = case.sources(article.source)
    drawer = Drawer(
        Dossier(title="", articles=case.articles(article.source), blocks=case.blocks(article.source))
    )
    return piece(
        1,
        article,
        sources[0] if sources else None,
        case.arrival(article.arrival),
        statements,
        case.mentions(article.id),
        drawer.of_article(article),
        others,
    )
