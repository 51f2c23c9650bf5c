"""Names inside containers: made into places that never lead out, and told apart by what they promise."""

import hashlib
import re
from functools import cache
from urllib.parse import unquote, urlsplit

from reportedly import knowledge

MAX_PART = 120
MAX_PLACE = 400
DRIVE = re.compile(r"[A-Za-z]:")
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
UP = {"", ".", ".."}


def place(name: str) -> str:
    """A member's name as a place below its container: no root, no drive, no ``..``, no control characters.

    Parts are joined by ``/``; what is too long is cut and keeps a hash of the whole. Empty where nothing
    is left.
    """
    parts = name.replace("\\", "/").split("/")
    if DRIVE.fullmatch(parts[0]):
        parts = parts[1:]
    kept = [_cut(UNSEEN.sub(_shown, part), MAX_PART) for part in parts if part.strip() not in UP]
    return _cut("/".join(kept), MAX_PLACE).rstrip("/")


def of_url(url: str) -> str:
    """A place for what was fetched from an address: host and path, unquoted."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return place(url)
    query = f"?{parts.query}" if parts.query else ""
    return place(f"{parts.netloc}/{unquote(parts.path)}{query}") if parts.netloc else place(url)


def suffix(name: str) -> str:
    """The lower-case suffix of a name without its dot; empty where it has none."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name else ""


def without_suffix(name: str) -> str:
    """The last part of a name without its last suffix."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def left_out(name: str) -> str | None:
    """Why a member with this place is not read at all, or None."""
    names = _names()
    parts = name.split("/")
    if any(part.startswith(".") or part in names["hidden"] for part in parts):
        return "hidden"
    if suffix(name) in names["media"]:
        return "pictures, sound, scripts and styles"
    return "sidecar" if suffix(name) == "toml" else None


@cache
def _names() -> dict[str, frozenset[str]]:
    return {key: frozenset(given) for key, given in knowledge.load("containers")["names"].items()}


def _shown(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    mark = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    ending = suffix(text)
    tail = f"~{mark}.{ending}" if 0 < len(ending) <= 8 else f"~{mark}"
    return text[: limit - len(tail)] + tail
