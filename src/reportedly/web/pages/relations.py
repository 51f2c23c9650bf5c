"""Relations: the pairs of states that the case tells of, and of one what they did, said and planned."""

from collections.abc import Iterator, Mapping

from msgspec import structs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.dossier.matrix import KINDS, matrix
from reportedly.dossier.pairs import listed as items_of
from reportedly.dossier.pairs import pair
from reportedly.records.dyad import PairWanted
from reportedly.relations import asked, name_of
from reportedly.web import asking, pairwise
from reportedly.web.asking import ROWS
from reportedly.web.desk import desk_of, table

MOST = 40
"""Pairs on a page, those of which most is told."""
TITLES = {
    "deed": "What they did",
    "plan": "What they plan",
    "told": "What is told of them, and not done",
    "talk": "What they say to or of each other",
    "outside": "What others say on both",
    "fate": "Plans and what became of them",
}
NAMES = {"since": "from", "until": "to", "series": "deeds of", "placed": "day"}
SAID = {"placed": "known nearer than by the year"}
FEW = 3
"""Rows that a bar opens on the page itself; a link leads to all."""
FIELDS = tuple(field.name for field in structs.fields(PairWanted))


def listed(request: Request) -> Response:
    """The matrix and the list of pairs; `?since=`, `?until=` and `?kind=` narrow what is counted, and
    `?first=CHN&second=RUS` leads to one pair."""
    desk, query = desk_of(request), request.query_params
    if query.get("first") and query.get("second"):
        return RedirectResponse(f"/relations/{asked(query['first'])}-{asked(query['second'])}", 303)
    since, until = pairwise.span(query)
    ticked = [kind for kind in KINDS if kind in query.getlist("kind")] or list(KINDS)
    found = matrix(desk.case.dealt(since, until), ticked)
    narrowed = pairwise.tail(since=since, until=until, kind=[] if len(ticked) == len(KINDS) else ticked)
    return desk.page(
        request,
        "relations.page.html.j2",
        m=found,
        pairs=found.pairs if query.get("pairs") == "all" else found.pairs[:MOST],
        all_pairs=f"/relations{narrowed}{'&' if narrowed else '?'}pairs=all",
        ticked=ticked,
        since=since or "",
        until=until or "",
        span=pairwise.tail(since=since, until=until),
    )


def rows(request: Request) -> Response:
    """The pairs with their counts as JSON or CSV."""
    return table(
        desk_of(request).case.dealt(*pairwise.span(request.query_params)),
        request.path_params["form"],
        "relations",
    )


def one(request: Request) -> Response:
    """One pair, such as ``CHN-RUS``; `?since=` and `?until=` narrow the span."""
    desk = desk_of(request)
    since, until = pairwise.span(request.query_params)
    first, second = pairwise.codes(request.path_params["pair"])
    return desk.page(
        request,
        "relation.page.html.j2",
        p=pair(desk.case.relation(first, second, since, until, FEW), FEW),
        since=since or "",
        until=until or "",
        span=pairwise.tail(since=since, until=until),
    )


def words(request: Request) -> Response:
    """The rows that one number of a pair's page counts, with their words: the number's list."""
    desk, query = desk_of(request), request.query_params
    first, second = pairwise.codes(request.path_params["pair"])
    given = {name: query[name] for name in FIELDS if query.get(name)}
    start = asking.asked(request.url.path, query).first
    found = desk.case.pair_rows(first, second, _wanted(request), start, ROWS)
    return desk.page(
        request,
        "lines.page.html.j2",
        pair=f"{first}-{second}",
        names=(name_of(first), name_of(second)),
        title=TITLES.get("fate" if "fate" in given else given.get("column", ""), "Deeds, plans and talk"),
        wanted=list(_taken_away(request.url.path, given)),
        items=items_of(found, first, second),
        stretch=pairwise.stretch(
            request.url.path, given, found.first, len(found.dealings) + len(found.remarks), found.total
        ),
        tail=pairwise.tail(**given),
    )


def word_rows(request: Request) -> Response:
    """All of these rows as JSON or CSV."""
    first, second = pairwise.codes(request.path_params["pair"])
    found = desk_of(request).case.relation_lines(first, second, wanted=_wanted(request))
    return table(found, request.path_params["form"], f"{first}-{second}-words")


def _wanted(request: Request) -> PairWanted:
    query = request.query_params
    return PairWanted(**{name: query[name] for name in FIELDS if query.get(name)})


def _taken_away(path: str, given: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each filter in words, with the address of the list without it."""
    for name, value in given.items():
        if name != "column" and (name, value) != ("fate", "any"):
            said = name_of(value) if name == "speaker" else value.replace("_", " ").lower()
            yield NAMES.get(name, name), SAID.get(name, said), pairwise.without(path, given, name)


def lines(request: Request) -> Response:
    """Every deed, plan and statement of one pair as JSON or CSV."""
    first, second = pairwise.codes(request.path_params["pair"])
    found = desk_of(request).case.relation_lines(first, second, *pairwise.span(request.query_params))
    return table(found, request.path_params["form"], f"{first}-{second}")
