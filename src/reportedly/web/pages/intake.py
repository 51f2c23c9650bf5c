"""Intake: what came in, what became of it, and what went wrong."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case, Listing
from reportedly.records import KEPT, Arrival, Article
from reportedly.web.asking import MOST, ROWS, asked, stretch
from reportedly.web.desk import desk_of, table

SHOWN = ("arrivals", "articles", "stories", "statements", "families", "errors")


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came in, its articles, and how many blocks of it are in none of them."""

    arrival: Arrival
    articles: tuple[Article, ...]
    dropped: int


def page(request: Request) -> Response:
    """The files by path, with the errors of the whole case above them."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    found = desk.case.some_arrivals(question.first, ROWS)
    sizes = desk.case.sizes()
    return desk.page(
        request,
        "intake.html.j2",
        came=[_came(desk.case, arrival) for arrival in found.rows],
        sizes={name: sizes[name] for name in SHOWN},
        problems=desk.case.problems(),
        stretch=stretch(question, len(found.rows), found.total),
    )


def rows(request: Request) -> Response:
    """The files as JSON or CSV."""
    question = asked(request.url.path, request.query_params)
    found = desk_of(request).case.some_arrivals(question.first, MOST)
    return table(Listing(Arrival, list(found.rows)), request.path_params["form"], "arrivals")


def errors(request: Request) -> Response:
    """The rows of `errors` as JSON or CSV."""
    return table(desk_of(request).case.problems(), request.path_params["form"], "errors")


def _came(case: Case, arrival: Arrival) -> Came:
    articles = tuple(row for row in case.articles(arrival.source) if row.arrival == arrival.id)
    dropped = sum(block.kind not in KEPT for block in case.blocks(arrival.source))
    return Came(arrival, articles, dropped)
