"""Rulings: a statement corrected or rejected where it is read, and what became of each ruling."""

import getpass
import re
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.case import Change
from reportedly.errors import InputError
from reportedly.records import ON_FILES, Action, Range
from reportedly.web.asking import place
from reportedly.web.desk import Desk, desk_of, table

FIELDS = ("speaker", "act", "modality", "certainty", "negated")
NAME = "reportedly-author"
ARTICLE = re.compile(r"a_[0-9a-f]{16}")
PATIENCE = 20.0
"""Seconds for which a ruling waits until the tables have followed the one before, which holds the case."""
A_YEAR = 365 * 24 * 3600


def listed(request: Request) -> Response:
    """All rulings, the latest first, each with its state and a way to take it back."""
    desk = desk_of(request)
    rulings = list(reversed(desk.case.rulings()))
    return desk.page(request, "rulings.html.j2", rulings=rulings)


def rows(request: Request) -> Response:
    """The same as JSON or CSV."""
    return table(desk_of(request).case.rulings(), request.path_params["form"], "rulings")


def state(request: Request) -> Response:
    """Whether the tables are being brought up to date, as the line that says so."""
    return desk_of(request).page(request, "upkeep.html.j2")


def last_author(request: Request) -> str:
    """Who ruled last from this browser, empty before the first."""
    return unquote(request.cookies.get(NAME, ""))


async def on_statement(request: Request) -> Response:
    """Rule on a statement as the form says, and go back to it."""
    form = await request.form()
    return await run_in_threadpool(_correct, request, form)


async def on_file(request: Request) -> Response:
    """Rule on a file as the form says: a block is something else, an article begins there or does not, a
    field of an article has another value."""
    form = await request.form()
    return await run_in_threadpool(_rule, request, form)


async def undone(request: Request) -> Response:
    """Take a ruling back, and go back to the list."""
    form = await request.form()
    return await run_in_threadpool(_undo, request, form)


def _correct(request: Request, form: FormData) -> Response:
    desk, name, author = desk_of(request), request.path_params["statement"], _author(form)
    desk.upkeep.wait(PATIENCE)
    row = desk.case.statement(name)
    desk.case.correct(row.id, *_changes(form), author=author, why=_text(form, "why"), now=False)
    return _back(desk, f"/articles/{row.article}#{row.id}", author)


def _rule(request: Request, form: FormData) -> Response:
    """Another class or boundary may make another article of it, so the way back is then to the file."""
    desk, author, source = desk_of(request), _author(form), request.path_params["source"]
    desk.upkeep.wait(PATIENCE)
    action, at, value = _on_file(form)
    source = desk.case.source_of(source)
    _check(desk, source, action, at)
    desk.case.rule(source, at, action, value, author=author, why=_text(form, "why"), now=False)
    article = _text(form, "article")
    if action is Action.SET and ARTICLE.fullmatch(article):
        return _back(desk, f"/articles/{article}", author)
    return _back(desk, f"/sources/{source}#b-{at.start}", author)


def _on_file(form: FormData) -> tuple[Action, Range, str]:
    """What a form rules on a file, where, and the value: of one block (``rule`` is its button, such as
    ``split 120-164``), or of a form of its own."""
    named = _text(form, "rule").split()
    action, said = named if len(named) == 2 else (_text(form, "action"), _text(form, "at"))
    at = place(said)
    if action not in ON_FILES or at is None:
        raise InputError("Such a form is none of this site's.")
    value = _text(form, f"class-{said}" if named else "value")
    if action == Action.SET:
        value = f"{_text(form, 'field')}={value}"
    return Action(action), Range(*at), "" if action in (Action.SPLIT, Action.JOIN) else value


def _check(desk: Desk, source: str, action: Action, at: Range) -> None:
    """Raises InputError for a boundary that is there already, or where there can be none."""
    from reportedly.articles import boundary_fault  # loads the extractors, which most pages spare

    wrong = boundary_fault(action, desk.case.blocks(source), at.start)
    if wrong:
        raise InputError(wrong)


def _undo(request: Request, form: FormData) -> Response:
    desk, author = desk_of(request), _author(form)
    desk.upkeep.wait(PATIENCE)
    desk.case.unrule(request.path_params["ruling"], author=author, why=_text(form, "why"), now=False)
    return _back(desk, "/rulings", author)


def _changes(form: FormData) -> list[Change]:
    """What the form changes: fields that differ from what they were, or the whole statement rejected."""
    if _text(form, "action") == "reject":
        return [Change(Action.REJECT)]
    said = {field: _text(form, field) for field in FIELDS if field in form}
    changed = [f"{field}={value}" for field, value in said.items() if value != _text(form, f"was-{field}")]
    if not changed:
        raise InputError("Nothing was changed. Change a field, or reject the statement.")
    return [Change(Action.AMEND, value) for value in changed]


def _author(form: FormData) -> str:
    return _text(form, "author") or getpass.getuser()


def _text(form: FormData, name: str) -> str:
    return " ".join(str(form.get(name, "")).split())


def _back(desk: Desk, link: str, author: str) -> Response:
    """To where the form was, while the tables follow; the name of who ruled is kept for the next form."""
    desk.upkeep.ask()
    answer = RedirectResponse(link, 303)
    answer.set_cookie(NAME, quote(author), A_YEAR, httponly=True, samesite="strict")
    return answer
