"""Pinned lines as a Word document with footnotes of Word's own. Source of the form: ECMA-376, part 1.

The same pins give the same bytes: no clock goes into the package.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportedly.case.pinlines import SITE, Line, lines, whole
from reportedly.records import Footnote, Pin

# What XML 1.0 has no way to write.
UNWRITTEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIXED = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
# The first two footnotes of a document are the lines that part footnotes from the text.
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
# Marks side by side would read as one number.
COMMA = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>,</w:t></w:r>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" '
    'w:gutter="0"/></w:sectPr>'
)


def docx(pins: Sequence[Pin], title: str, site: str = SITE) -> bytes:
    """The pins as the bytes of a DOCX file."""
    told = lines(pins)
    body = _paragraph("Title", _run(title)) + "".join(part for line in told for part in _line(line))
    notes = "".join(_footnote(n, x, site) for y in told for n, x in zip(y.numbers, y.footnotes, strict=True))
    parts = {name: _fixed(file) for name, file in FIXED.items()}
    parts["word/document.xml"] = f"{HEAD}<w:document {WORD}><w:body>{body}{SECTION}</w:body></w:document>"
    parts["word/footnotes.xml"] = f"{HEAD}<w:footnotes {WORD}>{SEPARATORS}{notes}</w:footnotes>"
    parts["docProps/core.xml"] = _fixed("core.xml").replace("TITLE", _text(title))
    return _zipped(parts)


def _line(line: Line) -> Iterator[str]:
    marks = COMMA.join(_mark(number) for number in line.numbers)
    if line.quoted:
        yield _paragraph("Quote", _run(line.quoted.join(line.around)) + marks)
    else:
        yield _paragraph("Count", _run(line.line) + marks)
    if line.speaker or line.whence:
        below = ", ".join(line.whence)
        after = f", {below}" if line.speaker and below else below
        yield _paragraph("Whence", (_run(line.speaker, "<w:b/>") if line.speaker else "") + _run(after))
    for warning in line.warnings:
        yield _paragraph("Whence", _run(warning, "<w:i/>"))
    if line.pin.note:
        yield _paragraph("Note", "<w:r><w:br/></w:r>".join(_run(x) for x in line.pin.note.split("\n")))
    if line.pin.tags:
        yield _paragraph("Whence", _run("Tags: " + ", ".join(line.pin.tags)))


def _footnote(number: int, note: Footnote, site: str) -> str:
    own = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    words = _run(f" {whole(note, site)}")
    return f'<w:footnote w:id="{number}">{_paragraph("FootnoteText", own + words)}</w:footnote>'


def _mark(number: int) -> str:
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(words: str, properties: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{_text(words)}</w:t></w:r>'


def _text(words: str) -> str:
    return escape(UNWRITTEN.sub("\ufffd", words))


def _fixed(name: str) -> str:
    return files("reportedly.export").joinpath(f"templates/docx/{name}").read_text("utf-8")


def _zipped(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content.encode("utf-8", "replace"))
    return stream.getvalue()
