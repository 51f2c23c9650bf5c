"""What the pages share: the case, a connection for each thread, and how an answer is laid out."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reportedly import export
from reportedly.case import Case, Listing, Wanted
from reportedly.case.census import Census
from reportedly.dossier import Links, environment
from reportedly.errors import InputError
from reportedly.records import PinKind
from reportedly.text import tidy
from reportedly.web.keeping import Keeping
from reportedly.web.upkeep import Upkeep

JSON, CSV = "json", "csv"
PATIENCE = 2.0
"""Seconds by which lists may be behind a read that writes."""
MEDIA = {JSON: "application/json", CSV: "text/csv; charset=utf-8"}


@dataclass
class Desk:
    """One case on the table: `folder` is the case's, `word` goes into each form, `upkeep` follows rulings,
    `census` is what lists are narrowed and counted by."""

    folder: Path
    word: str
    upkeep: Upkeep
    census: Census = field(default_factory=partial(Census, PATIENCE))
    _keeping: Keeping = field(default_factory=Keeping)
    _own: threading.local = field(default_factory=threading.local)

    @property
    def case(self) -> Case:
        """The case, opened once a thread: SQLite's connections stay where they were made."""
        if not hasattr(self._own, "case"):
            self._own.case = Case(self.folder, create=False, census=self.census)
        opened: Case = self._own.case
        return opened

    def warm(self) -> threading.Thread:
        """Take the census, the tellings with it, and read templates and tables of words behind the
        reader's back, so that no first page waits. Gives the thread that does it."""

        def take() -> None:
            with Case(self.folder, create=False, census=self.census) as case:
                some = [row.id for row in case.some_articles(Wanted(), 0, 2).rows]
                if len(some) > 1:
                    case.compare(*some)
                case.bends(most=0)
            for name in self._templates.list_templates(extensions=["j2"]):
                self._templates.get_template(name)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        return thread

    @cached_property
    def _templates(self) -> Environment:
        ours, theirs = PackageLoader("reportedly.web"), PackageLoader("reportedly.dossier")
        rows, ties = (partial(_to_rows, name) for name in ("words", "ties"))
        links = Links(
            "/articles/{}".format,
            "/statements/{}".format,
            to_rows=rows,
            to_ties=ties,
            to_stemma="/stories/{}/stemma.svg".format,
        )
        return environment(ChoiceLoader([ours, theirs]), links)

    def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> Response:
        """A template as a page. What it shows is text: every value is escaped."""
        frame = {
            "case": self.folder.resolve().name,
            "path": request.url.path,
            "word": self.word,
            "upkeep": self.upkeep,
            "pinned": self._pinned(),
        }
        made = self._templates.get_template(template).render(**frame, **shown)
        return HTMLResponse(tidy(made), status)

    def kept(self, request: Request, basis: Hashable, make: Callable[[], Response]) -> Response:
        """A page as it was made before on the same basis, by its address, with the same pins. It may show
        nothing else of who asks."""
        pinned = tuple(self._pinned().items())
        state = (str(request.url), basis, pinned, self.upkeep.busy, self.upkeep.wrong)
        return self._keeping.page(state, make)

    def _pinned(self) -> dict[str, str]:
        """The pins by the rows that they are on."""
        return {pin.row: pin.id for pin in self.case.pinned() if pin.kind is not PinKind.WORDS}


def _to_rows(page: str, pair: str, **asked: str | None) -> str:
    """Where the rows stand that a number of a pair's page counts."""
    query = {name: value for name, value in asked.items() if value}
    return f"/relations/{pair}/{page}?{urlencode(query)}"


def desk_of(request: Request) -> Desk:
    """The desk of the site that was asked."""
    desk: Desk = request.app.state.desk
    return desk


def table(listing: Listing[Any], form: str, name: str) -> Response:
    """Records as JSON or CSV, as the command line exports them. Raises InputError for another form."""
    if form not in MEDIA:
        raise InputError(f"A table is given as {name}.json or {name}.csv, and not as {name}.{form}.")
    text = export.to_json(listing) if form == JSON else export.to_csv(listing.record, listing)
    header = {"Content-Disposition": f'inline; filename="{name}.{form}"'}
    return Response(text, media_type=MEDIA[form], headers=header)
