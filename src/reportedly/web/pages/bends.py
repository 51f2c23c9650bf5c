"""Bent quotes: every telling that changed what it tells, beside its witness, and who bends how often."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case, Listing
from reportedly.dossier.bends import BendRow, bend_rows
from reportedly.records.bend import ANY, TALLIED, Bend, BendsWanted, Tally
from reportedly.web.asking import MOST, ROWS, asked_as, stretch
from reportedly.web.desk import desk_of, table
from reportedly.web.pairwise import tail

WHO, TALLIES = "/bent/who", 100
"""Names of a table on its page; the tables behind it have all."""
MARGIN = ("became", "effect", "outlet", "speaker", "agency", "part", "order")


def listed(request: Request) -> Response:
    """The tellings that the address asks for, the worst first."""
    desk, question = desk_of(request), asked_as(BendsWanted, request.url.path, request.query_params)
    case, wanted = desk.case, question.wanted
    found = case.bends(wanted, question.first, ROWS)
    every = structs.replace(wanted, became=ANY)
    return desk.page(
        request,
        "bends.page.html.j2",
        asked=question,
        rows=_rows(case, found.rows),
        stretch=stretch(question, len(found.rows), found.total),
        facets=[question.facet(x, case.bend_counts(wanted, x)) for x in MARGIN],
        became={one.value: one.rows for one in case.bend_counts(every, "became")},
    )


def rows(request: Request) -> Response:
    """The same tellings as JSON or CSV."""
    question = asked_as(BendsWanted, request.url.path, request.query_params)
    found = desk_of(request).case.bends(question.wanted, question.first, MOST)
    return table(Listing(Bend, list(found.rows)), request.path_params["form"], "bent")


def who(request: Request) -> Response:
    """How often each outlet, `?by=` agency or speaker, relayed a quotation and bent it."""
    desk, by = desk_of(request), request.query_params.get("by", TALLIED[0])
    question = asked_as(BendsWanted, "/bent", request.query_params)
    wanted = structs.replace(question.wanted, became=None, effect=None, order=None)
    found = desk.case.tallies(by, wanted)
    given = {name: value for name, value in structs.asdict(wanted).items() if value}
    without = {name: {k: v for k, v in given.items() if k != name} for name in given}
    return desk.page(
        request,
        "bends.who.html.j2",
        asked=replace(question, wanted=wanted),
        by=by,
        ways=[(way, WHO + tail(by=way, **given)) for way in TALLIED],
        narrowing=[(name, given[name], WHO + tail(by=by, **rest)) for name, rest in without.items()],
        told=[one for one in found[:TALLIES] if one.share is not None],
        few=[one for one in found[:TALLIES] if one.share is None],
        more=max(len(found) - TALLIES, 0),
        tail=tail(by=by, **given),
    )


def tallies(request: Request) -> Response:
    """The same table as JSON or CSV."""
    by = request.query_params.get("by", TALLIED[0])
    question = asked_as(BendsWanted, request.url.path, request.query_params)
    found: Listing[Tally] = desk_of(request).case.tallies(by, question.wanted)
    return table(found, request.path_params["form"], f"bent-by-{by}")


def _rows(case: Case, bends: Sequence[Bend]) -> list[BendRow]:
    names = {name for one in bends for name in (one.article, one.witness_article)}
    return list(bend_rows(bends, {row.id: row for row in case.these_articles(names)}))
