"""Intake: what came in, what became of it, and what went wrong."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Listing
from reportedly.records import Arrival
from reportedly.web.asking import MOST, ROWS, asked, stretch
from reportedly.web.desk import desk_of, table

PROBLEMS = 50
SHOWN = ("arrivals", "articles", "stories", "statements", "families", "errors")


def page(request: Request) -> Response:
    """The files by path, with the errors of the whole case above them."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    found = desk.case.came(question.first, ROWS)
    return desk.page(
        request,
        "intake.html.j2",
        came=found.rows,
        sizes=desk.case.sizes(*SHOWN),
        problems=desk.case.problems(PROBLEMS),
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
