"""The site of one case: its addresses, and what is answered to those that lead nowhere."""

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.errors import CaseError, InputError
from reportedly.web.desk import Desk, desk_of
from reportedly.web.guard import LOOPBACK, Guard, new_word
from reportedly.web.pages import (
    articles,
    bends,
    comparing,
    drafts,
    finding,
    intake,
    pins,
    reader,
    relations,
    rulings,
    sources,
    statements,
    stories,
    ties,
)
from reportedly.web.upkeep import Upkeep

ROUTES = [
    Route("/", intake.page),
    Route("/articles", articles.listed),
    Route("/articles/{article}", reader.page),
    Route("/statements", statements.page),
    Route("/statements/{statement}", statements.one),
    Route("/stories", stories.listed),
    Route("/stories/{story}", stories.one),
    Route("/stories/{story}/articles", stories.tellings),
    Route("/stories/{story}/stemma.svg", stories.drawn),
    Route("/bent", bends.listed),
    Route("/bent/who", bends.who),
    Route("/bent/who.{form}", bends.tallies),
    Route("/compare", comparing.page),
    Route("/relations", relations.listed),
    Route("/relations/{pair}", relations.one),
    Route("/relations/{pair}/words", relations.words),
    Route("/relations/{pair}/words.{form}", relations.word_rows),
    Route("/relations/{pair}/lines.{form}", relations.lines),
    Route("/relations/{pair}/ties", ties.page),
    Route("/relations/{pair}/ties.{form}", ties.rows),
    Route("/check", drafts.empty),
    Route("/check", drafts.checked, methods=["POST"]),
    Route("/pins", pins.listed),
    Route("/pins", pins.pinned, methods=["POST"]),
    Route("/pins/{pin}/note", pins.noted, methods=["POST"]),
    Route("/pins/{pin}/move", pins.moved, methods=["POST"]),
    Route("/pins/{pin}/undo", pins.undone, methods=["POST"]),
    Route("/rulings", rulings.listed),
    Route("/rulings/{ruling}/undo", rulings.undone, methods=["POST"]),
    Route("/statements/{statement}/rulings", rulings.on_statement, methods=["POST"]),
    Route("/sources/{source}", sources.page),
    Route("/sources/{source}/rulings", rulings.on_file, methods=["POST"]),
    Route("/upkeep", rulings.state),
    Route("/search", finding.page),
    Route("/intake.{form}", intake.rows),
    Route("/errors.{form}", intake.errors),
    Route("/articles.{form}", articles.rows),
    Route("/statements.{form}", statements.rows),
    Route("/stories.{form}", stories.rows),
    Route("/bent.{form}", bends.rows),
    Route("/pins.{form}", pins.rows),
    Route("/compare.{form}", comparing.rows),
    Route("/relations.{form}", relations.rows),
    Route("/rulings.{form}", rulings.rows),
    Route("/search.{form}", finding.rows),
]


def application(folder: Path, *, token: str | None = None, hosts: frozenset[str] = LOOPBACK) -> Starlette:
    """The site of the case in `folder`, which answers to `hosts` and, with a `token`, only to who has it.

    Raises CaseError where the folder is no case.
    """
    word = new_word()
    static = StaticFiles(directory=str(files("reportedly.web").joinpath("static")))
    app = Starlette(
        routes=[*ROUTES, Route("/static/dossier.css", _reading_style), Mount("/static", static)],
        middleware=[Middleware(Guard, hosts=hosts, token=token, word=word)],
        exception_handlers={404: _nowhere, InputError: _wrong, CaseError: _unusable},
    )
    app.state.desk = Desk(folder, word, Upkeep(folder))
    app.state.desk.case.sizes("articles")  # says now, and not on the first page, that a folder is no case
    return app


def _reading_style(_: Request) -> Response:
    """The styles of the dossier, by which the site reads too."""
    folder = files("reportedly.dossier").joinpath("templates")
    styles = (folder.joinpath(name).read_text("utf-8") for name in ("dossier.css", "pairs.css"))
    return Response("\n".join(styles), media_type="text/css")


def _nowhere(request: Request, _: Exception) -> Response:
    return _said(request, "Not found", "There is no page at this address.", 404)


def _wrong(request: Request, error: Exception) -> Response:
    return _said(request, "Not found" if request.method == "GET" else "Not done", str(error), 404)


def _unusable(request: Request, error: Exception) -> Response:
    """Another process writes, or the case is broken: the message names which, and nothing was written."""
    return _said(request, "Not done", str(error), 503)


def _said(request: Request, title: str, why: str, status: int) -> Response:
    return desk_of(request).page(request, "nothing.html.j2", status, title=title, why=why)
