"""Statements: who said what, how surely, narrowed by what the reader ticks."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.case import Case, Listing
from reportedly.case.wanted import OF_ARTICLE, OF_STATEMENT
from reportedly.dossier.pieces import Row
from reportedly.dossier.pieces import row as row_of
from reportedly.records import Article, Statement
from reportedly.web.asking import MOST, ROWS, asked, stretch
from reportedly.web.desk import desk_of, table


@dataclass(frozen=True, slots=True)
class Told:
    """A statement and the article that it stands in."""

    row: Row
    article: Article


def page(request: Request) -> Response:
    """The statements that the address asks for, with the fields to narrow them by."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    found = desk.case.some_statements(question.wanted, question.first, ROWS)
    count = desk.case.statement_counts
    fields = [*OF_STATEMENT, *OF_ARTICLE[:1]]
    return desk.page(
        request,
        "statements.page.html.j2",
        asked=question,
        told=list(_told(desk.case, found.rows)),
        stretch=stretch(question, len(found.rows), found.total),
        facets=[question.facet(x, count(question.wanted, x)) for x in fields],
    )


def one(request: Request) -> Response:
    """A statement's own address: it leads to its words in the article."""
    row = desk_of(request).case.statement(request.path_params["statement"])
    return RedirectResponse(f"/articles/{row.article}#at-{row.id}", 303)


def rows(request: Request) -> Response:
    """The same statements as JSON or CSV, all of them up to `MOST`."""
    question = asked(request.url.path, request.query_params)
    found = desk_of(request).case.some_statements(question.wanted, question.first, MOST)
    return table(Listing(Statement, list(found.rows)), request.path_params["form"], "statements")


def _told(case: Case, statements: tuple[Statement, ...]) -> list[Told]:
    articles = {row.id: row for row in case.these_articles({s.article for s in statements})}
    return [Told(row_of(number, s), articles[s.article]) for number, s in enumerate(statements, 1)]
