"""Mails and mailboxes: a mail is a document, and each of its attachments another."""

import io
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import IO

from reportedly.sources.containers.box import Box, Inner

ENCLOSED = "message/rfc822"
SHOWN = {"text/plain", "text/html"}
PARTING = re.compile(rb"From \S.*\d\d:\d\d")


def mail(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The mail itself, then its attachments. Parts that a mail shows (text, alternatives) are no members."""
    data = stream.read(box.limits.max_bytes + 1)
    yield Inner("", io.BytesIO(data), box.url, leaf=True)
    if len(data) > box.limits.max_bytes:
        return
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
    except RecursionError:
        box.refuse("damaged", detail="parts within parts without end")
        return
    for number, part in enumerate(_attachments(message), 1):
        yield Inner(_name(part, number), io.BytesIO(_content(part)))


def mailbox(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The mails of an mbox file; a line with ``From``, an address and a time after a blank one parts them."""
    limit = box.limits.max_bytes + 1
    lines: list[bytes] = []
    size, number, blank = 0, 0, True
    while line := stream.readline(limit):
        if blank and PARTING.match(line):
            if lines:
                number += 1
                yield _mail(lines, number)
            lines, size = [], 0
        elif size < limit:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if lines:
        yield _mail(lines, number + 1)


def _mail(lines: list[bytes], number: int) -> Inner:
    # A body's own lines were escaped so that they part no mails.
    content = b"".join(line[1:] if line.startswith(b">From ") else line for line in lines)
    return Inner(f"{number}.eml", io.BytesIO(content))


def _attachments(message: Message) -> Iterator[Message]:
    """Leaves that are attached or are no shown text; a forwarded mail is one, whatever lies in it."""
    waiting = list(_parts(message))
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            waiting = [*_parts(part), *waiting]
        elif kind == ENCLOSED or kind not in SHOWN or part.get_content_disposition() == "attachment":
            yield part


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _content(part: Message) -> bytes:
    if part.get_content_type() == ENCLOSED:
        return b"".join(enclosed.as_bytes() for enclosed in _parts(part))
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _name(part: Message, number: int) -> str:
    """The attachment's own name in one part, else its number with what its type lets expect."""
    try:
        given = part.get_filename() or ""
    except (ValueError, LookupError):
        given = ""
    own = " ".join(given.replace("/", "_").replace("\\", "_").split()).lstrip(".")
    ending = "eml" if part.get_content_type() == ENCLOSED else part.get_content_subtype()[:8]
    return own or f"attachment {number}.{ending}"
