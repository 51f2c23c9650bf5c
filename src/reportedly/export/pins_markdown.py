"""Pinned lines as Markdown with footnotes, as pandoc, GitHub and most editors read them."""

import re
from collections.abc import Iterator, Sequence

from reportedly.case.pinlines import SITE, Line, address, cited, lines, one_line
from reportedly.records import Footnote, Pin

# Whatever CommonMark could take for markup: words of a source are words.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def markdown(pins: Sequence[Pin], title: str, site: str = SITE) -> str:
    """The pins as one Markdown text: each line with its note, then all footnotes."""
    told = lines(pins)
    parts = [f"# {escaped(title)}", *(part for line in told for part in _paragraphs(line))]
    notes = [
        _footnote(number, note, site)
        for line in told
        for number, note in zip(line.numbers, line.footnotes, strict=True)
    ]
    return "\n\n".join([*parts, *notes]) + "\n"


def escaped(words: str) -> str:
    """Words on one line, none of which is markup."""
    plain = MARKUP.sub(r"\\\1", one_line(words))
    return AT_START.sub(lambda found: f"{found[1]}{_stopped(found[2])}", plain)


def _stopped(sign: str) -> str:
    """A sign that would begin a list or underline a heading; after digits it is the point that does."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _paragraphs(line: Line) -> Iterator[str]:
    marks = "".join(f"[^{number}]" for number in line.numbers)
    said = (
        f"> {escaped(line.quoted).join(line.around)}{marks}"
        if line.quoted
        else f"**{escaped(line.line)}**{marks}"
    )
    whose = [f"**{escaped(line.speaker)}**"] if line.speaker else []
    below = ", ".join([*whose, *(escaped(part) for part in line.whence)])
    sign = ">\n> " if line.quoted else ""
    yield f"{said}\n{sign}{below}" if below else said
    for warning in line.warnings:
        yield f"*{escaped(warning)}*"
    if line.pin.note:
        yield "  \n".join(escaped(row) for row in line.pin.note.split("\n") if row)
    if line.pin.tags:
        yield "Tags: " + ", ".join(escaped(tag) for tag in line.pin.tags)


def _footnote(number: int, note: Footnote, site: str) -> str:
    links = [f"<{_bare(link)}>" for link in (note.url, address(note, site)) if link]
    return f"[^{number}]: " + " ".join([escaped(cited(note)), *links])


def _bare(link: str) -> str:
    """An address that cannot end the brackets that it stands in."""
    return re.sub(r"[<>\s]", lambda found: f"%{ord(found[0]):02X}", link)
