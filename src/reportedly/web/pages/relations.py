"""Relations: the pairs of states that the case tells of, and of one what they did, said and planned."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.dossier.pairs import pair
from reportedly.errors import InputError
from reportedly.relations import asked, name_of
from reportedly.web.desk import desk_of, table

MOST = 100
"""Pairs on a page, those of which most is told."""


def listed(request: Request) -> Response:
    """The pairs, most told first, and a way to ask for any; `?first=CHN&second=RUS` leads to one."""
    desk, query = desk_of(request), request.query_params
    if query.get("first") and query.get("second"):
        return RedirectResponse(f"/relations/{asked(query['first'])}-{asked(query['second'])}", 303)
    found = desk.case.pairs(MOST)
    most = max((row.dealings + row.remarks for row in found), default=1)
    return desk.page(
        request,
        "relations.page.html.j2",
        pairs=[(row, name_of(row.a), name_of(row.b)) for row in found],
        most=most,
    )


def rows(request: Request) -> Response:
    """The pairs as JSON or CSV."""
    return table(desk_of(request).case.pairs(), request.path_params["form"], "relations")


def one(request: Request) -> Response:
    """One pair, such as ``CHN-RUS``; `?since=` and `?until=` narrow the span."""
    desk, query = desk_of(request), request.query_params
    first, second = _pair(request.path_params["pair"])
    found = desk.case.relation(first, second, query.get("since") or None, query.get("until") or None)
    return desk.page(
        request,
        "relation.page.html.j2",
        p=pair(found),
        since=query.get("since", ""),
        until=query.get("until", ""),
    )


def lines(request: Request) -> Response:
    """Every deed, plan and statement of one pair as JSON or CSV."""
    query = request.query_params
    first, second = _pair(request.path_params["pair"])
    found = desk_of(request).case.relation_lines(
        first, second, query.get("since") or None, query.get("until") or None
    )
    return table(found, request.path_params["form"], f"{first}-{second}")


def _pair(name: str) -> tuple[str, str]:
    first, sign, second = name.partition("-")
    if not (first and sign and second):
        raise InputError(f"A pair is two codes, such as CHN-RUS, and not {name!r}.")
    return first, second
