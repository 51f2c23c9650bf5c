"""What a file is, by its content: text, HTML, or a format that is neither."""

import re

from reportedly.text.decoding import BOMS, unmarked_utf16

SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF container (WebP, WAV or AVI)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old or an encrypted Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
# Tab, newlines, form feed, backspace and escape (ISO-2022-JP shifts with it) occur in honest text.
CONTROL = bytes(set(range(32)) - set(b"\b\t\n\r\f\x1b"))
SAMPLE = 65_536
BINARY_SHARE = 0.02
HEAD = 4_096
# What may stand above a document's first tag. Possessive: a thousand comments are passed over once.
PROLOG = r"\ufeff?(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?!\s+html\b)[^>\[]*(?:\[.*?\]\s*)?>)*+"
OPENING = re.compile(PROLOG + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
TAG = re.compile(
    r"</?(?:html|head|body|div|p|article|section|main|meta|link|script|style|span|table|tr|td|ul|ol|li"
    r"|h[1-6]|br|a|img|header|footer|nav|figure|time|title)\b[^<>]*>",
    re.I,
)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.I)
XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]+)""", re.I)


def looks_like_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF; readers look for its mark in the first kilobyte (ISO 32000-1, 7.5.2)."""
    return data.startswith(b"%PDF-") or (b"\n%PDF-1." in data[:1024] and b"obj" in data[:4096])


def foreign_format(data: bytes) -> str | None:
    """What a file is that is neither text nor HTML, in words such as ``a PDF document``, else None."""
    for signature, words in SIGNATURES:
        if data.startswith(signature):
            return words
    if any(data.startswith(mark) for mark, _ in BOMS) or unmarked_utf16(data):
        return None
    sample = data[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, CONTROL))
    return "a binary file" if strange > max(2, BINARY_SHARE * len(sample)) else None


def looks_like_html(text: str, name: str = "") -> bool:
    """Whether a text is a page: it opens like one, or its head is full of tags.

    A text that merely mentions a tag is not. A name such as ``page.html`` lowers the bar to one tag.
    """
    head = text[:HEAD]
    if OPENING.match(head):
        return True
    if name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
        return TAG.search(head) is not None
    start = head.lstrip()
    return start.startswith("<") and TAG.match(start) is not None and len(TAG.findall(head)) >= 4


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's own head names, if any."""
    head = data[:HEAD]
    found = CHARSET.search(head) or XML_ENCODING.search(head)
    return found[1].decode("ascii", "replace") if found else None
