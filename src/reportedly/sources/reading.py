"""One source, from its bytes to its rendered text."""

from collections.abc import Callable
from dataclasses import replace

from reportedly.errors import UnreadableSource
from reportedly.records import Rendering, Source, source_id
from reportedly.sources.docx import render_docx
from reportedly.sources.feeditem import looks_like_feed, render_feed_item
from reportedly.sources.html import Page, render
from reportedly.sources.layout import Document
from reportedly.sources.markdown import looks_like_markdown, render_markdown
from reportedly.sources.message import looks_like_message, render_message
from reportedly.sources.newsitem import looks_like_news_item, render_news_item
from reportedly.sources.package import is_docx, refuse_foreign
from reportedly.sources.record import looks_like_record, render_record
from reportedly.sources.sniffing import declared_charset, foreign_format, looks_like_html, looks_like_pdf
from reportedly.text import decode, tidy

MAX_BYTES = 50_000_000
TEXT_RENDERER = "text-1"
HTML_RENDERER = "html-1"


def read(data: bytes, *, name: str = "", max_bytes: int = MAX_BYTES) -> Rendering:
    """The rendering of one source's raw bytes; what it is, the content says (`name` only hints).

    Raises UnreadableSource with code ``empty``, ``too-large``, ``binary``, ``unsupported``, ``damaged``,
    ``bomb``, ``several``, ``encrypted``, ``scanned`` or ``unparsable``. A text whose lines come in two
    encodings is read all the same, with ``mixed encodings`` among the notes.
    """
    _check_size(data, max_bytes)
    document = _document_of_bytes(data, name)
    if document:
        return _rendering(data, document)
    _check(data)
    decoded = decode(data, declared_charset(data))
    return _rendered(data, decoded.text, decoded.encoding, decoded.notes, name)


def read_text(text: str, *, name: str = "", max_bytes: int = MAX_BYTES) -> Rendering:
    """The same for text that is decoded already; its id is that of its UTF-8 bytes. Raises the same."""
    data = text.encode("utf-8", "surrogatepass")
    _check_size(data, max_bytes)
    if looks_like_message(data, name):
        return _rendering(data, render_message(data, name))
    return _rendered(data, tidy(text), "utf-8", (), name)


def _rendered(data: bytes, text: str, encoding: str, notes: tuple[str, ...], name: str) -> Rendering:
    document = _document_of_text(text, name)
    if document is None:
        page = Page(text, (), ())
        return _rendering(data, Document("text/plain", TEXT_RENDERER, encoding, page), notes)
    return _rendering(data, replace(document, encoding=encoding), notes)


def _document_of_bytes(data: bytes, name: str) -> Document | None:
    """A document whose bytes are no text, or whose parts have encodings of their own."""
    if looks_like_pdf(data):
        from reportedly.sources.pdf import render_pdf  # loads pdfium, which only a PDF is worth

        return render_pdf(data)
    if is_docx(data):
        return render_docx(data)
    refuse_foreign(data)
    return render_message(data, name) if looks_like_message(data, name) else None


def _document_of_text(text: str, name: str) -> Document | None:
    """A document that is text with a form of its own; None for plain text."""
    for looks_like, rendered in TEXT_FORMATS:
        document = rendered(text, name) if looks_like(text, name) else None
        if document:
            return document
    return None


def _web_page(text: str, name: str) -> Document:
    return Document("text/html", HTML_RENDERER, "", render(text))


# The first that a text looks like and that makes something of it renders it.
TEXT_FORMATS: tuple[tuple[Callable[[str, str], bool], Callable[[str, str], Document | None]], ...] = (
    (looks_like_news_item, render_news_item),
    (looks_like_feed, render_feed_item),
    (looks_like_record, render_record),
    (looks_like_html, _web_page),
    (looks_like_markdown, render_markdown),
)


def _rendering(data: bytes, document: Document, notes: tuple[str, ...] = ()) -> Rendering:
    page = document.page
    if not page.text.strip():
        raise UnreadableSource("empty", "There is no text in it.", "Save the page or the file again.")
    source = Source(
        source_id(data), document.media, document.encoding, len(data), document.renderer, page.text
    )
    return Rendering(source, page.runs, page.markup, notes + page.notes)


def _check(data: bytes) -> None:
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
