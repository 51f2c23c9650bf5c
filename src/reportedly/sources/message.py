"""One mail as a document: the best of its text parts, with what is quoted or signed kept out of the body.

Also a saved page that a browser wrote as MHT: its main page goes the way of any page. Rules of form:
RFC 5322 (headers), RFC 2046 (parts), RFC 3676 (flowed text), RFC 2557 (MHT).
"""

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from reportedly.errors import UnreadableSource
from reportedly.records import Run
from reportedly.sources.html import Page, render
from reportedly.sources.layout import Document, Layout, all_main, only_main
from reportedly.sources.quoting import write_plain
from reportedly.text import decode

MAIL, MHT = "message/rfc822", "multipart/related"
MAIL_RENDERER, MHT_RENDERER = "mail-1", "mht-1"
HEAD = 16_384
MAX_PARTS = 1_000
# A boundary's declaration; a mail that declares more boxes than this was made to choke its reader.
BOUNDARY = re.compile(rb"boundary\s*=", re.I)
MAX_BOXES = 100
FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):(?=\s|$)")
MBOX = re.compile(r"From \S.*\d\d:\d\d.*")
KNOWN = frozenset([
    "from", "to", "cc", "subject", "date", "message-id", "mime-version", "received", "return-path", "sender",
    "content-type", "content-transfer-encoding", "delivered-to", "reply-to", "list-id", "list-unsubscribe",
    "snapshot-content-location", "content-location", "x-mimeole", "dkim-signature",
])  # fmt: skip
# What no one types: where one stands, a program wrote the head.
BY_PROGRAM = frozenset(["message-id", "mime-version", "received", "return-path", "dkim-signature"])
BY_HAND = frozenset(["from", "subject", "date"])
NAMES = (".eml", ".mht", ".mhtml")
LISTED = ("list-id", "list-unsubscribe", "list-post")
STATED = ("subject", "from", "date", "list-id", "sender", "newsgroups", "archived-at")
QUOTED_HINTS = frozenset(["quote", "quoted", "cite", "signature"])
# What mail programs set before the subject of an answer, or of a mail that is passed on.
PREFIX = re.compile(r"\s*(?:(?:re|aw|antw|sv|rif|fwd?|wg|tr|rv|i)\s*:\s*)+(?=\S)", re.I)
FORWARD = re.compile(r"\s*(?:(?:re|aw)\s*:\s*)*(?:fwd?|wg|tr|rv|i)\s*:", re.I)
ENOUGH = 200


def looks_like_message(data: bytes, name: str = "") -> bool:
    """Whether the bytes begin with a mail's head: nothing but header fields up to a blank line."""
    fields = _fields(data[:HEAD])
    known = fields & KNOWN
    if name.lower().endswith(NAMES):
        return len(known) >= 2
    return len(known) >= 3 and (bool(known & BY_PROGRAM) or known >= BY_HAND)


def _fields(head: bytes) -> set[str]:
    """The names of the header fields, lower case; none where another line stands among them."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip("\r\n")
    if FIELD.match(text) is None and MBOX.match(text) is None:
        return set()  # as with most texts, which need not be cut into lines for it
    found = set[str]()
    for number, line in enumerate(text.splitlines()):
        field = FIELD.match(line)
        if field:
            found.add(field["name"].lower())
        elif not line.strip():
            return found
        elif not ((line[0] in " \t" and found) or (number == 0 and MBOX.match(line))):
            return set()
    return found if len(head) >= HEAD else set()


def render_message(data: bytes, name: str = "") -> Document:
    """The rendering of a mail or an MHT page. Raises UnreadableSource: ``unparsable``, ``empty``."""
    message = _parsed(data)
    parts = list(_texts(message))
    if _is_saved_page(message, name):
        return _saved_page(message, parts)
    layout = Layout()
    _state(layout, message)
    layout.add(PREFIX.sub("", _header(message, "subject")), "mail/subject", "h1")
    best = _best(parts)
    if best is None:
        raise UnreadableSource(
            "empty",
            "The mail has no text of its own, only attachments or nothing.",
            "Save its attachments and read those.",
        )
    text, encoding = _decoded(best)
    if best.get_content_type() == "text/html":
        layout.add_page(
            _mail_page(render(text), with_quotes=_is_forward(message) or _is_listed(message)), "mail"
        )
    else:
        flowed = str(best.get_param("format", "")).lower() == "flowed"
        loose = str(best.get_param("delsp", "")).lower() == "yes"
        write_plain(layout, text, flowed=flowed, delete_space=loose, forwarded=_is_forward(message))
    return Document(MAIL, f"{MAIL_RENDERER}+html-1", encoding, layout.page())


def _parsed(data: bytes) -> Message:
    boxes = len(BOUNDARY.findall(data))
    if boxes > MAX_BOXES:
        raise _broken(f"declares {boxes:,} nested parts")
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\r\n\xef\xbb\xbf"))
    except (MessageError, RecursionError, ValueError, LookupError, IndexError) as error:
        raise _broken("cannot be taken apart") from error


def _broken(why: str) -> UnreadableSource:
    return UnreadableSource(
        "unparsable", f"The mail {why}.", "Save it again, or paste its text into a file of its own."
    )


def _texts(message: Message) -> Iterator[Message]:
    """The text parts of the mail itself: no attachment, and nothing of a mail that is enclosed."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part, seen = waiting.pop(), seen + 1
        if part.is_multipart() and (part.get_content_maintype() == "multipart" or part is message):
            inner = part.get_payload()
            waiting += (
                [p for p in reversed(inner) if isinstance(p, Message)] if isinstance(inner, list) else []
            )
        elif _is_text(part):
            yield part


def _is_text(part: Message) -> bool:
    shown = part.get_content_disposition() != "attachment" and not part.is_multipart()
    return shown and part.get_content_type() in ("text/plain", "text/html")


def _best(parts: list[Message]) -> Message | None:
    """The HTML part if it says anything, because it keeps paragraphs whole; else the longest plain one."""
    for kind in ("text/html", "text/plain"):
        found = [part for part in parts if part.get_content_type() == kind and _decoded(part)[0].strip()]
        if found:
            return max(found, key=lambda part: len(_decoded(part)[0]))
    return None


def _decoded(part: Message) -> tuple[str, str]:
    """A part's text and encoding; a wrong transfer encoding gives what can be read of it."""
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (ValueError, LookupError, AssertionError):
        return "", ""
    decoded = decode(data if isinstance(data, bytes) else b"", charset)
    return decoded.text, decoded.encoding


def _header(message: Message, name: str) -> str:
    """A header in plain words; one that cannot be decoded is given as it stands."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        return str(make_header(decode_header(str(raw).replace("\r", "").replace("\n", ""))))
    except (MessageError, ValueError, LookupError, AssertionError):
        return str(raw)


def _state(layout: Layout, message: Message) -> None:
    """The headers as markup, below ``list`` where a mailing list or newsletter sent it.

    A newsletter's date and sender say when and by whom it was published; a friend's do not.
    """
    root = "list" if _is_listed(message) else "mail"
    for name in STATED:
        layout.state(f"{root}/{name}", _header(message, name))


def _is_listed(message: Message) -> bool:
    return any(name in message for name in LISTED)


def _is_forward(message: Message) -> bool:
    return FORWARD.match(_header(message, "subject")) is not None


def _mail_page(page: Page, *, with_quotes: bool) -> Page:
    """A mail's page: without an article that an extractor would find, all that is not quoted is the body."""
    if _letters(run for run in page.runs if run.main) < ENOUGH:
        page = all_main(page)
    own = [run for run in page.runs if run.main and not QUOTED_HINTS.intersection(run.hints)]
    return page if with_quotes or _letters(own) < ENOUGH else only_main(page, own)


def _letters(runs: Iterable[Run]) -> int:
    return sum(run.end - run.start for run in runs)


def _is_saved_page(message: Message, name: str) -> bool:
    saved = "snapshot-content-location" in message or "saved by" in _header(message, "from").lower()
    return saved or (name.lower().endswith((".mht", ".mhtml")) and "to" not in message)


def _saved_page(message: Message, parts: list[Message]) -> Document:
    """The main page: the part that the head names, else the first HTML part."""
    address = _header(message, "snapshot-content-location") or _header(message, "content-location")
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    named = [part for part in pages if address and _header(part, "content-location") == address]
    if not pages:
        raise UnreadableSource(
            "empty", "The saved page holds no page.", "Save it again, as HTML or as one file."
        )
    main = (named or pages)[0]
    text, encoding = _decoded(main)
    layout = Layout()
    layout.state("mht/location", address or _header(main, "content-location"))
    layout.state("mht/date", _header(message, "date"))
    layout.state("mht/subject", _header(message, "subject"))
    layout.add_page(render(text), "")
    return Document(MHT, f"{MHT_RENDERER}+html-1", encoding, layout.page())
