"""Search: articles that hold the words, as they are typed."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case.search import CLOSE, OPEN
from reportedly.web.desk import desk_of, table

MOST = 50


def page(request: Request) -> Response:
    """The articles that hold all words of `?words=`; asked by the search field itself, the list alone."""
    desk = desk_of(request)
    words = request.query_params.get("words", "").strip()
    hits = desk.case.search(words, MOST) if words else []
    template = "hits.html.j2" if request.headers.get("hx-request") else "search.html.j2"
    return desk.page(request, template, words=words, hits=[(hit, cut(hit.snippet)) for hit in hits])


def rows(request: Request) -> Response:
    """What was found, as JSON or CSV."""
    hits = desk_of(request).case.search(request.query_params.get("words", ""), MOST)
    return table(hits, request.path_params["form"], "search")


def cut(snippet: str) -> list[tuple[str, bool]]:
    """A snippet as runs of text, with whether a run is what was looked for."""
    runs = []
    for number, part in enumerate(snippet.split(OPEN)):
        found, mark, rest = part.partition(CLOSE) if number else ("", "", part)
        runs += [(found, bool(mark)), (rest, False)] if mark else [(found or rest, False)]
    return [run for run in runs if run[0]]
