"""Office documents that are ZIP packages: which kind it is, and its parts, each read within a bound."""

import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from reportedly.errors import UnreadableSource
from reportedly.sources.xmltree import Element, parse

ZIP = b"PK\x03\x04"
MAX_PART = 80_000_000
# What a part may grow to, beside what it takes in the package: text seldom packs better than 1 : 40.
MAX_RATIO = 200
SMALL = 1_000_000
DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)

# A name in the package, the format, and what a person can do with it.
FOREIGN = (
    ("META-INF/manifest.xml", "an OpenDocument file", "Save it as DOCX or as a web page."),
    ("META-INF/container.xml", "an EPUB book", "Save its chapters as web pages or as text."),
    ("xl/workbook.xml", "an Excel workbook", "Save the sheet as CSV, one row an article."),
    ("xl/workbook.bin", "an Excel workbook", "Save the sheet as CSV, one row an article."),
    ("ppt/presentation.xml", "a PowerPoint presentation", "Save it as PDF, or paste its text into a file."),
)


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a Word document; a damaged one shows by the names in its local headers."""
    if not data.startswith(ZIP):
        return False
    names = _names(data)
    return "word/document.xml" in names if names else b"word/document.xml" in data


def refuse_foreign(data: bytes) -> None:
    """Raises UnreadableSource (``unsupported``) for the office formats that are told and not read."""
    names = _names(data) if data.startswith(ZIP) else frozenset()
    for name, what, todo in FOREIGN:
        if name in names:
            raise UnreadableSource("unsupported", f"It is {what}, which is not read.", todo)


def _names(data: bytes) -> frozenset[str]:
    try:
        with ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except DAMAGE:
        return frozenset()


def parts(data: bytes, wanted: Iterable[str], what: str) -> dict[str, Element]:
    """The trees of the wanted parts that the package has. Raises UnreadableSource: ``damaged``, ``bomb``,
    ``unparsable``."""
    found = {}
    try:
        with ZipFile(BytesIO(data)) as package:
            held = set(package.namelist())
            for name in wanted:
                if name in held:
                    found[name] = _tree(_content(package, name), what)
    except DAMAGE as error:
        raise UnreadableSource(
            "damaged", f"{what} is damaged or was cut short.", "Fetch or save it again."
        ) from error
    return found


def _content(package: ZipFile, name: str) -> bytes:
    """A part's bytes; what a header claims of its size is not trusted."""
    info = package.getinfo(name)
    limit = min(MAX_PART, max(SMALL, info.compress_size * MAX_RATIO))
    with package.open(info) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise UnreadableSource(
            "bomb",
            f"A part of it ({name}) unpacks to more than {limit:,} bytes, far beyond what text does.",
            "Do not open it elsewhere either unless you know where it comes from.",
        )
    return content


def _tree(content: bytes, what: str) -> Element:
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise UnreadableSource(
            "unparsable",
            f"{what} declares a document type, which no word processor writes; it was not opened.",
            "Do not open it elsewhere either unless you know where it comes from.",
        )
    return parse(content, what, forgiving=False)
