"""A PDF file opened: its pages' fragments and what its properties state, with every way to fail said."""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium

from reportedly.errors import UnreadableSource
from reportedly.knowledge import load
from reportedly.records import Markup
from reportedly.sources.pdf.fragments import Fragment, fragments

MAX_PAGES = 2_000
MAX_LETTERS = 8_000_000
FEWEST_LETTERS = 40
SAMPLE = 10_000
MAX_VALUE = 2_000
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
TOO_MANY = "too many pages"
MISSING = "pages missing"
STAMP = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?\s*(Z|[+-]\d\d'?(?:\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opened:
    """What pdfium gives of a file: the fragments of each page, the stated properties, remarks."""

    pages: tuple[tuple[Fragment, ...], ...]
    markup: tuple[Markup, ...]
    notes: tuple[str, ...]


def opened(data: bytes) -> Opened:
    """Read all pages, at most 2,000 and 8 million characters. Raises UnreadableSource (``encrypted``,
    ``scanned``, ``unparsable``)."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, data) from None
    try:
        return _read(document)
    finally:
        document.close()


def _refusal(error: pypdfium2.PdfiumError, data: bytes) -> UnreadableSource:
    # The code may be that of an earlier file: pdfium does not always set it.
    if getattr(error, "err_code", None) in LOCKED and b"/Encrypt" in data:
        return UnreadableSource(
            "encrypted",
            "It is a PDF that opens only with a password.",
            "Open it with the password and save or print it to a PDF without one.",
        )
    return _broken()


def _broken() -> UnreadableSource:
    return UnreadableSource(
        "unparsable",
        "It is a PDF that is cut off or damaged.",
        "Download it again; if it opens in a viewer, print it to a new PDF.",
    )


def _read(document: pypdfium2.PdfDocument) -> Opened:
    pages: list[tuple[Fragment, ...]] = []
    letters, failed, pictures = 0, 0, False
    for number in range(min(len(document), MAX_PAGES)):
        if letters > MAX_LETTERS:
            break
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            failed += 1
            pages.append(())
            continue
        try:
            found = tuple(fragments(page))
            few = sum(len(f.text) for f in found) < FEWEST_LETTERS
            pictures = pictures or (few and _has_picture(page))
        finally:
            page.close()
        letters += sum(len(f.text) for f in found)
        pages.append(found)
    if failed == len(pages):
        raise _broken()
    _check_text(pages, pictures)
    notes = [TOO_MANY] * (len(pages) < len(document)) + [MISSING] * bool(failed)
    return Opened(tuple(pages), _markup(document), tuple(notes))


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page.raw), 50)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, n)) for n in range(count))
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds


def _check_text(pages: Sequence[Sequence[Fragment]], pictures: bool) -> None:
    texts = [fragment.text for page in pages for fragment in page]
    sample = "".join(texts)[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    strange = sum(map(_is_strange, sample))
    if strange > letters:
        raise UnreadableSource(
            "scanned",
            "It is a PDF whose fonts do not say which letters they draw.",
            "Run OCR on it, for example with ocrmypdf --force-ocr, and read the result.",
        )
    if letters < FEWEST_LETTERS and (pictures or not letters):
        why = "It is a PDF that is scanned, no text." if pictures else "It is a PDF without any text."
        raise UnreadableSource(
            "scanned", why, "Run OCR on it, for example with ocrmypdf, and read the result."
        )


def _is_strange(letter: str) -> bool:
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff"


def _markup(document: pypdfium2.PdfDocument) -> tuple[Markup, ...]:
    """``pdf/Title``, ``pdf/Author`` and the like; dates are ISO 8601, what programs fill in is left out."""
    found = []
    for name in ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate"):
        value = " ".join(_stated(document, name).split())[:MAX_VALUE]
        value = _iso(value) if name.endswith("Date") else value
        if value and not any(p.search(value) for p in _placeholders().get(name.lower(), ())):
            found.append(Markup(f"pdf/{name}", value))
    return tuple(found)


def _stated(document: pypdfium2.PdfDocument, name: str) -> str:
    """A property's text, whatever its bytes are; pypdfium2's own reader stops at half a character."""
    size = pdfium.FPDF_GetMetaText(document.raw, name.encode(), None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document.raw, name.encode(), buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").replace("\x00", "")


def _iso(stamp: str) -> str:
    match = STAMP.match(stamp)
    if not match or not match[2] or not match[3]:
        return ""
    day = f"{match[1]}-{match[2]}-{match[3]}"
    return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}" if match[4] else day


@cache
def _placeholders() -> dict[str, list[re.Pattern[str]]]:
    lists = load("printed")["placeholders"]
    return {name: [re.compile(pattern, re.I) for pattern in patterns] for name, patterns in lists.items()}
