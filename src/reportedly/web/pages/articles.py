"""Articles: the list of them, and the reader, where every statement stands beside its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case, Listing
from reportedly.case.wanted import OF_ARTICLE
from reportedly.dossier.contents import Dossier
from reportedly.dossier.dropped import Drawer
from reportedly.dossier.pieces import Piece, piece
from reportedly.records import Article, Certainty, Modality, Span
from reportedly.web.asking import MOST, ROWS, asked, place, stretch
from reportedly.web.desk import desk_of, table
from reportedly.web.pages.rulings import last_author

# Passages beside an article, the longest.
SHARED = 30


def listed(request: Request) -> Response:
    """The articles that the address asks for, the latest first."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    found = desk.case.some_articles(question.wanted, question.first, ROWS)
    count = desk.case.article_counts
    return desk.page(
        request,
        "articles.page.html.j2",
        asked=question,
        articles=found.rows,
        stretch=stretch(question, len(found.rows), found.total),
        facets=[question.facet(x, count(question.wanted, x)) for x in OF_ARTICLE],
    )


def rows(request: Request) -> Response:
    """The same articles as JSON or CSV."""
    question = asked(request.url.path, request.query_params)
    found = desk_of(request).case.some_articles(question.wanted, question.first, MOST)
    return table(Listing(Article, list(found.rows)), request.path_params["form"], "articles")


def reader(request: Request) -> Response:
    """One article with its statements; `?at=120-164` marks those characters of its text."""
    desk = desk_of(request)
    article = desk.case.article(request.path_params["article"])
    at = place(request.query_params.get("at"))
    return desk.page(
        request,
        "reader.html.j2",
        piece=_piece(desk.case, article, at),
        place=at,
        stories=desk.case.stories_of(article.id),
        happenings=[row for row in desk.case.event_mentions(article.id) if row.root],
        shared=list(_shared(desk.case, article.id)),
        author=last_author(request),
        choices={"modality": list(Modality), "certainty": list(Certainty)},
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that an article shares with another one: where they stand in each."""

    here: Span
    there: Span
    other: Article


def _shared(case: Case, article: str) -> Iterator[Shared]:
    for row in case.passages(article)[:SHARED]:
        sides = ((row.a, row.a_span), (row.b, row.b_span))
        (_, here), (other, there) = sides if row.a == article else reversed(sides)
        yield Shared(here, there, case.article(other))


def _piece(case: Case, article: Article, place: tuple[int, int] | None) -> Piece:
    sources = case.sources(article.source)
    drawer = Drawer(
        Dossier(title="", articles=case.articles(article.source), blocks=case.blocks(article.source))
    )
    return piece(
        1,
        article,
        sources[0] if sources else None,
        case.arrival(article.arrival),
        case.statements(article.id),
        case.mentions(article.id),
        drawer.of_article(article),
        place,
    )
