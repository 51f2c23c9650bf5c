"""Pins: what the reader chose to print, line by line with its footnotes, and how to take it along."""

import getpass
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.case import Listing
from reportedly.case.pinlines import Line, address, cited, lines, whole
from reportedly.errors import ReportedlyError
from reportedly.export.pins_docx import MEDIA, docx
from reportedly.export.pins_markdown import markdown
from reportedly.export.pins_page import page as html
from reportedly.records import Footnote, Pin, PinKind, Pinned, Range
from reportedly.text import web_address
from reportedly.web.asking import Choice, place
from reportedly.web.desk import desk_of, table
from reportedly.web.pages.rulings import last_author

LINE = re.compile(r"n_[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Noted:
    """A footnote under its number: in words, as a `whole` to be copied, and where it leads."""

    number: int
    cited: str
    whole: str
    url: str | None
    link: str | None
    address: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the page. `up` and `down` name the pin that it would stand before (empty: last), None where
    it can go no further."""

    line: Line
    footnotes: tuple[Noted, ...]
    up: str | None
    down: str | None


def listed(request: Request) -> Response:
    """The pins in the reader's order, all or those with ``?tag=``."""
    desk, tag = desk_of(request), _tag(request)
    every = desk.case.pins()
    shown = [pin for pin in every if tag is None or tag in pin.tags]
    return desk.page(
        request,
        "pins.page.html.j2",
        entries=_entries(shown, [pin.id for pin in every], str(request.base_url)),
        tags=_choices(every, tag),
        tag=tag,
        tag_link=tag_link,
        total=len(every),
        query=_query(tag),
        undone=taken_back(request),
    )


def rows(request: Request) -> Response:
    """The same as JSON, CSV, Markdown, HTML or a Word document."""
    desk, form = desk_of(request), request.path_params["form"]
    pins = desk.case.pins(_tag(request))
    written = {"md": _markdown, "html": _html, "docx": _docx}.get(form)
    return (
        written(pins, desk.folder.resolve().name, str(request.base_url))
        if written
        else table(pins, form, "pins")
    )


async def pinned(request: Request) -> Response:
    """Pin what the form says; to htmx the answer is what stands in the form's place."""
    form = await request.form()
    return await run_in_threadpool(_pin, request, form)


async def noted(request: Request) -> Response:
    """Give a pin another note and other tags."""
    return await _done(request, _note)


async def moved(request: Request) -> Response:
    """Move a pin before another one, or to the end."""
    return await _done(request, _move)


async def undone(request: Request) -> Response:
    """Take a pin back, or put one back that was."""
    return await _done(request, _undo)


def taken_back(request: Request) -> str:
    """The line that took a pin back just now, as the address says (``?undone=``); empty where none did."""
    line = request.query_params.get("undone", "")
    return line if LINE.fullmatch(line) else ""


def tag_link(tag: str | None) -> str:
    """The address of the pins with a tag, or of all."""
    return f"/pins{_query(tag)}"


def _pin(request: Request, form: FormData) -> Response:
    desk, alone = desk_of(request), bool(request.headers.get("hx-request"))
    try:
        made = _made(request, form)
    except ReportedlyError as error:
        if not alone:
            raise
        return desk.page(request, "pinned.html.j2", why=str(error), pin="")
    if alone:
        return desk.page(request, "pinned.html.j2", why="", pin=made.id)
    return RedirectResponse(_back(request, made), 303)


def _made(request: Request, form: FormData) -> Pinned:
    at = place(_field(form, "at") or None)
    return desk_of(request).case.pin(
        _field(form, "row"),
        Range(*at) if at else None,
        words=_field(form, "words") or None,
        author=_author(request),
        note=_field(form, "note"),
        tags=_field(form, "tags").split(","),
    )


def _back(request: Request, made: Pinned) -> str:
    """To the page that the form stood on, if it can be asked for again; else to the pin."""
    came = _came(request)
    if came is None or came.path == "/check":
        return f"/pins#{made.id}"
    anchor = "at" if made.kind is PinKind.WORDS else made.row
    return _address(came, {"undone": None}, anchor)


def _came(request: Request) -> SplitResult | None:
    """The page that the form stood on; None where it is not said, or is none of ours."""
    came = urlsplit(request.headers.get("referer", ""))
    ours = came.netloc == request.headers.get("host") and re.match(r"/(?!/)", came.path)
    return came if ours else None


def _address(came: SplitResult, changed: dict[str, str | None], anchor: str = "") -> str:
    query = [(name, value) for name, value in parse_qsl(came.query) if name not in changed]
    query += [(name, value) for name, value in changed.items() if value]
    asked = f"?{urlencode(query, safe=',')}" if query else ""
    return f"{came.path}{asked}{'#' + anchor if anchor else ''}"


async def _done(request: Request, work: Callable[[Request, FormData], str]) -> Response:
    form = await request.form()
    return RedirectResponse(await run_in_threadpool(work, request, form), 303)


def _note(request: Request, form: FormData) -> str:
    pin, tags = request.path_params["pin"], _field(form, "tags").split(",")
    desk_of(request).case.note_pin(pin, _field(form, "note"), tags, author=_author(request))
    return f"{tag_link(_field(form, 'tag'))}#{pin}"


def _move(request: Request, form: FormData) -> str:
    pin, before = request.path_params["pin"], _field(form, "before")
    desk_of(request).case.move_pin(pin, before or None, author=_author(request))
    return f"{tag_link(_field(form, 'tag'))}#{pin}"


def _undo(request: Request, form: FormData) -> str:
    case, name = desk_of(request).case, request.path_params["pin"]
    was_pin = any(pin.id == name for pin in case.pinned())
    done = case.unpin(name, author=_author(request)).id
    line = done if was_pin else None
    came = _came(request) if _field(form, "back") else None
    if came:
        return _address(came, {"undone": line})
    return f"/pins{_query(_field(form, 'tag'), line)}"


def _entries(shown: Sequence[Pin], order: Sequence[str], site: str) -> list[Entry]:
    told = lines(shown)
    names = [pin.id for pin in shown]
    return [
        Entry(
            line,
            tuple(_footnote(n, note, site) for n, note in zip(line.numbers, line.footnotes, strict=True)),
            names[at - 1] if at else None,
            _behind(names[at + 1], order) if at + 1 < len(names) else None,
        )
        for at, line in enumerate(told)
    ]


def _behind(name: str, order: Sequence[str]) -> str:
    """The pin that follows another one among all, empty where none does."""
    return next(iter(order[order.index(name) + 1 :]), "")


def _footnote(number: int, note: Footnote, site: str) -> Noted:
    return Noted(
        number=number,
        cited=cited(note),
        whole=whole(note, site),
        url=note.url,
        link=web_address(note.url),
        address=address(note, site),
        path=address(note),
    )


def _choices(pins: Sequence[Pin], chosen: str | None) -> list[Choice]:
    counts = Counter(tag for pin in pins for tag in pin.tags)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [Choice(t, n, tag_link(None if t == chosen else t), t == chosen) for t, n in ordered]


def _markdown(pins: Listing[Pin], title: str, site: str) -> Response:
    return _file(markdown(pins, title, site).encode(), "text/markdown; charset=utf-8", "pins.md")


def _html(pins: Listing[Pin], title: str, site: str) -> Response:
    return _file(html(pins, title, site).encode(), "text/html; charset=utf-8", "pins.html")


def _docx(pins: Listing[Pin], title: str, site: str) -> Response:
    return _file(docx(pins, title, site), MEDIA, "pins.docx")


def _file(data: bytes, media: str, name: str) -> Response:
    """A file to be kept: opened from the disk it has its own style, which the site's policy would bar."""
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _tag(request: Request) -> str | None:
    return request.query_params.get("tag", "").strip() or None


def _query(tag: str | None, undone: str | None = None) -> str:
    asked = {name: value for name, value in (("tag", tag), ("undone", undone)) if value}
    return f"?{urlencode(asked)}" if asked else ""


def _field(form: FormData, name: str) -> str:
    # A browser sends line ends as CRLF.
    return str(form.get(name, "")).replace("\r\n", "\n")


def _author(request: Request) -> str:
    return last_author(request) or getpass.getuser()
