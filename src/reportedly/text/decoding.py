"""Bytes to text, once: the encoding is found, and what would break offsets or storage is taken out.

The rules, in order: a byte-order mark decides; else bytes that are words only as UTF-16 are; else what
reads as UTF-8 is UTF-8; else the declared encoding, if the bytes obey it; else a detector's guess. Text that
is UTF-8 but for some stray bytes (two pages pasted together) is read line by line, the stray lines as
Windows-1252; in a line that is mostly UTF-8 only the stray bytes are. Afterwards ``\\r\\n`` and
``\\r`` are ``\\n``, NUL is gone and a lone surrogate is U+FFFD, so that every offset counted later holds
in any store.
"""

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these labels as their Windows supersets, and so were the pages written (WHATWG Encoding, 4.2).
SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso8859-11": "cp874",
}
# Python's own notations: no page is written in them, and what they make of its bytes is another text.
NOT_FOR_PAGES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"}
CODE_PAGES = {"cp1250", "cp1254", "cp1257", "cp1258"}
MOSTLY_UTF8 = 0.5
SAMPLE = 65_536
BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
PLAIN = bytes([0, 9, 10, 13, *range(32, 127)])
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read with, and remarks such as ``mixed encodings``."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data` by the rules above; `declared` is what a page says of itself. Never raises."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return Decoded(tidy(data[len(mark) :].decode(name, "replace")), name)
    wide = unmarked_utf16(data)
    if wide:
        return Decoded(tidy(data.decode(wide, "replace")), wide, ("UTF-16 without a byte-order mark",))
    try:
        return Decoded(tidy(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        pass
    if _stray_share(data) < MOSTLY_UTF8:
        return Decoded(tidy(_by_line(data)), "utf-8", ("mixed encodings",))
    return _other(data, declared)


def unmarked_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where the bytes are text in it without a byte-order mark, else None.

    No other encoding of text holds NULs; which byte comes first is told by where spaces, newlines and full
    stops come out. A few stray NULs in plain text are no sign. A text without one ASCII character holds no
    NUL, and is not recognised.
    """
    sample = data[:SAMPLE]
    nuls = sample.count(0)
    if not nuls:
        return None
    if nuls * 4 < len(sample) and len(sample.translate(None, PLAIN)) * 10 < len(sample):
        return None
    if BEYOND_ASCII.search(sample) and _stray_share(sample) < MOSTLY_UTF8:
        return None
    little, big = (sample.decode(name, "replace") for name in ("utf-16-le", "utf-16-be"))
    text = max(little, big, key=_gaps)
    strange = sum(c == "\ufffd" or not (c.isprintable() or c.isspace()) for c in text)
    readable = strange * 50 <= len(text) <= _gaps(text) * 100
    return ("utf-16-le" if text is little else "utf-16-be") if readable else None


def _gaps(text: str) -> int:
    return sum(map(text.count, " \n、。，"))


def _other(data: bytes, declared: str | None) -> Decoded:
    for name in (declared, detect_encoding(data, html5_compatible=False)):
        known = _codec(name)
        if known:
            try:
                text = data.decode(known)
                return Decoded(tidy(text), _commoner(data, text, known))
            except (UnicodeError, LookupError):
                continue
    return Decoded(tidy(data.decode("cp1252", "replace")), "cp1252", ("encoding guessed",))


def _commoner(data: bytes, text: str, known: str) -> str:
    """The Western code page where it reads the bytes alike: a detector tells them apart by chance."""
    alike = known in CODE_PAGES and data.decode("cp1252", "replace") == text
    return "cp1252" if alike else known


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return None if found in NOT_FOR_PAGES else SUPERSETS.get(found, found)


def _stray_share(data: bytes) -> float:
    """The share of the non-ASCII bytes that cannot be read as UTF-8."""
    beyond = sum(len(run) for run in BEYOND_ASCII.findall(data))
    read = data.decode("utf-8", "ignore").encode("utf-8")
    lost = len(data) - len(read)
    return lost / beyond if beyond else 0.0


def _by_line(data: bytes) -> str:
    return "".join(map(_line, data.splitlines(keepends=True)))


def _line(line: bytes) -> str:
    mostly = _stray_share(line) < MOSTLY_UTF8
    return line.decode("utf-8", STRAY) if mostly else line.decode("cp1252", "replace")


def _stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


STRAY = "reportedly.stray"
codecs.register_error(STRAY, _stray)


def tidy(text: str) -> str:
    """A text made safe to count in: newlines, byte-order mark, NUL and lone surrogates."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        text.encode()  # the quickest way to learn that there is none
    except UnicodeEncodeError:
        return SURROGATE.sub("\ufffd", text)
    return text
