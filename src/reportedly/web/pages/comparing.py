"""Compare: two to five articles side by side, each clause with where it first stood, and what bent."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case
from reportedly.dossier import Dossier, view
from reportedly.dossier.quotations import Bent
from reportedly.dossier.sides import sides
from reportedly.records import Article, Clause
from reportedly.web.desk import Desk, desk_of, table


def page(request: Request) -> Response:
    """The articles that `?article=` names, once for each; without any, how to choose some."""
    desk, names = desk_of(request), request.query_params.getlist("article")
    if not names:
        return desk.page(request, "compare.html.j2", sides=None, bent=(), address="")
    clauses = desk.case.compare(*names)
    articles = [desk.case.article(name) for name in dict.fromkeys(one.article for one in clauses)]
    return desk.page(
        request,
        "compare.html.j2",
        sides=sides(articles, clauses, _names(desk, articles, clauses)),
        bent=_bent(desk.case, articles),
        address="&".join(f"article={row.id}" for row in articles),
    )


def rows(request: Request) -> Response:
    """The clauses as JSON or CSV."""
    names = request.query_params.getlist("article")
    return table(desk_of(request).case.compare(*names), request.path_params["form"], "compare")


def _names(desk: Desk, articles: Sequence[Article], clauses: Sequence[Clause]) -> dict[str, str]:
    """What articles are called, and the sources outside the pile that clauses may be from."""
    asked = {name for one in clauses for name in (one.first, *one.rivals)}
    hidden = desk.case.these_hidden(asked)
    outside = {row.id: row.name or "a source that is not in the pile" for row in hidden}
    return outside | {row.id: row.agency or row.outlet or row.title or row.id for row in articles}


def _bent(case: Case, articles: Sequence[Article]) -> tuple[Bent, ...]:
    """What became of the quotations that these articles share."""
    families = case.families_of([row.id for row in articles])
    variants = [row for family in families for row in case.variants(family.id)]
    shown = Dossier(
        title="",
        arrivals=[case.arrival(row.arrival) for row in articles],
        articles=articles,
        families=families,
        variants=variants,
    )
    return view(shown).bent
