"""One source, from its bytes to its rendered text."""

from reportedly.errors import UnreadableSource
from reportedly.records import Markup, Rendering, Run, Source, source_id
from reportedly.sources.html import render
from reportedly.sources.sniffing import declared_charset, foreign_format, looks_like_html
from reportedly.text import decode, tidy

MAX_BYTES = 50_000_000
TEXT_RENDERER = "text-1"
HTML_RENDERER = "html-1"


def read(data: bytes, *, name: str = "", max_bytes: int = MAX_BYTES) -> Rendering:
    """The rendering of one source's raw bytes; what it is, the content says (`name` only hints).

    Raises UnreadableSource with code ``empty``, ``too-large``, ``binary`` or ``unparsable``. A text whose
    lines come in two encodings is read all the same, with ``mixed encodings`` among the notes.
    """
    _check(data, max_bytes)
    decoded = decode(data, declared_charset(data))
    return _rendered(data, decoded.text, decoded.encoding, decoded.notes, name)


def read_text(text: str, *, name: str = "", max_bytes: int = MAX_BYTES) -> Rendering:
    """The same for text that is decoded already; its id is that of its UTF-8 bytes. Raises the same."""
    data = text.encode("utf-8", "surrogatepass")
    _check_size(data, max_bytes)
    return _rendered(data, tidy(text), "utf-8", (), name)


def _rendered(data: bytes, text: str, encoding: str, notes: tuple[str, ...], name: str) -> Rendering:
    runs: tuple[Run, ...] = ()
    markup: tuple[Markup, ...] = ()
    media, renderer = "text/plain", TEXT_RENDERER
    if looks_like_html(text, name):
        page = render(text)
        media, renderer, text = "text/html", HTML_RENDERER, page.text
        runs, markup, notes = page.runs, page.markup, notes + page.notes
    if not text.strip():
        raise UnreadableSource("empty", "There is no text in it.", "Save the page or the file again.")
    return Rendering(Source(source_id(data), media, encoding, len(data), renderer, text), runs, markup, notes)


def _check(data: bytes, max_bytes: int) -> None:
    _check_size(data, max_bytes)
    if not data.strip():
        raise UnreadableSource("empty", "The file is empty.", "Check that it was saved whole.")
    found = foreign_format(data)
    if found:
        raise UnreadableSource(
            "binary", f"It is {found}, not text or HTML.", "Save or export it as text or as a web page."
        )


def _check_size(data: bytes, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise UnreadableSource(
            "too-large",
            f"It has {len(data):,} bytes; the limit is {max_bytes:,}.",
            "Split it, or raise max_bytes in case.toml.",
        )
