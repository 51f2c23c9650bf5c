"""Bytes to text, once: the encoding is found, and what would break offsets or storage is taken out.

The rules, in order: a byte-order mark decides; else what reads as UTF-8 is UTF-8; else the declared
encoding, if the bytes obey it; else a detector's guess. Text that is UTF-8 but for some stray bytes (two
pages pasted together) is read line by line, the stray lines as Windows-1252. Afterwards ``\\r\\n`` and
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
}
MOSTLY_UTF8 = 0.5
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
    try:
        return Decoded(tidy(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        pass
    stray = _stray_share(data)
    if stray < MOSTLY_UTF8:
        return Decoded(tidy(_by_line(data)), "utf-8", ("mixed encodings",))
    return _other(data, declared)


def _other(data: bytes, declared: str | None) -> Decoded:
    for name in (declared, detect_encoding(data)):
        known = _codec(name)
        if known:
            try:
                return Decoded(tidy(data.decode(known)), known)
            except UnicodeDecodeError:
                continue
    return Decoded(tidy(data.decode("cp1252", "replace")), "cp1252", ("encoding guessed",))


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return SUPERSETS.get(found, found)


def _stray_share(data: bytes) -> float:
    """The share of the non-ASCII bytes that cannot be read as UTF-8."""
    beyond = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    read = data.decode("utf-8", "ignore").encode("utf-8")
    lost = len(data) - len(read)
    return lost / beyond if beyond else 0.0


def _by_line(data: bytes) -> str:
    lines = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
    return "\n".join(lines)


def tidy(text: str) -> str:
    """A text made safe to count in: newlines, byte-order mark, NUL and lone surrogates."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return SURROGATE.sub("\ufffd", text)
