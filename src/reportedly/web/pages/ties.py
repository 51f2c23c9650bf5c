"""Formal ties: the votes, ideal points, treaties and memberships that a number of a pair's page counts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Listing
from reportedly.relations import name_of
from reportedly.web import asking, pairwise
from reportedly.web.asking import ROWS, Choice
from reportedly.web.desk import desk_of, table

VOTES = "votes"
TITLES = {
    VOTES: "How they voted",
    "points": "Where their votes put them",
    "alliances": "What they owe each other by treaty",
    "bodies": "Bodies of which both are full members",
}
APART = {"0": "alike", "1": "an abstention apart", "2": "against each other"}
FIELDS = ("kind", "apart", "undated", "since", "until")


def page(request: Request) -> Response:
    """The rows of one kind, `?kind=votes`, in the years of `?since=` and `?until=`, a stretch of them; of
    votes those that lie `?apart=` by so many steps, or that nothing dates (`?undated=1`)."""
    path, given = request.url.path, _given(request)
    found = _found(request, given)
    first, second = pairwise.codes(request.path_params["pair"])
    at = asking.asked(path, request.query_params).first
    shown = found[at : at + ROWS]
    return desk_of(request).page(
        request,
        "ties.page.html.j2",
        pair=f"{first}-{second}",
        names=(name_of(first), name_of(second)),
        codes=(first, second),
        title=TITLES[given["kind"]],
        kind=given["kind"],
        wanted=list(_taken_away(path, given)),
        sides=list(_sides(request, given)) if given["kind"] == VOTES else [],
        rows=shown,
        stretch=pairwise.stretch(path, given, at, len(shown), len(found)),
        tail=pairwise.tail(**given),
    )


def rows(request: Request) -> Response:
    """All of these rows as JSON or CSV."""
    given = _given(request)
    name = "-".join((*pairwise.codes(request.path_params["pair"]), given["kind"]))
    return table(_found(request, given), request.path_params["form"], name)


def _given(request: Request) -> dict[str, str]:
    query = request.query_params
    return {"kind": VOTES} | {name: query[name] for name in FIELDS if query.get(name)}


def _found(request: Request, given: Mapping[str, str]) -> Listing[Any]:
    return desk_of(request).case.tie_rows(
        *pairwise.codes(request.path_params["pair"]),
        given["kind"],
        *pairwise.span(given),
        apart=given.get("apart"),
        undated=bool(given.get("undated")),
    )


def _sides(request: Request, given: Mapping[str, str]) -> Iterator[Choice]:
    """How far apart the votes lie, each with how many do; the one that is chosen leads back to all."""
    free = {name: value for name, value in given.items() if name != "apart"}
    counts = Counter(str(row.apart) for row in _found(request, free))
    for steps, says in APART.items():
        if counts[steps]:
            chosen = steps == given.get("apart")
            link = request.url.path + pairwise.tail(**(free if chosen else free | {"apart": steps}))
            yield Choice(says, counts[steps], link, chosen)


def _taken_away(path: str, given: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each filter in words, with the address of the list without it; a single year is one."""
    since, until = pairwise.span(given)
    if since and since == until:
        rest = {name: value for name, value in given.items() if name not in ("since", "until")}
        yield "year", since, path + pairwise.tail(**rest)
    else:
        for name, says in (("since", "from"), ("until", "to")):
            if name in given:
                yield says, given[name], pairwise.without(path, given, name)
    if "undated" in given:
        yield "date", "not known", pairwise.without(path, given, "undated")
