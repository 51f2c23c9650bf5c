"""Articles: the list of them, to be narrowed, also as a table."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Listing
from reportedly.case.wanted import OF_ARTICLE
from reportedly.records import Article
from reportedly.web.asking import MOST, ROWS, asked, stretch
from reportedly.web.desk import desk_of, table


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
