"""Pinned lines in words: what a line says, and its footnotes, for every form that they are written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.records import Footnote, Kind, Pin, PinKind, PinState

SITE = "http://127.0.0.1:8710"
"""Where `reportedly serve` answers if not told otherwise."""
SHOWN = 12
"""So many characters of a hash tell a file from all others of a case."""
WHOSE = {
    Kind.DIRECT: "the speaker’s words",
    Kind.MIXED: "partly the speaker’s words",
    Kind.INDIRECT: "the article’s words",
}

# Quotation marks in pairs, of any script.
MARKS = frozenset('"“”„«»「」『』')


@dataclass(frozen=True, slots=True)
class Line:
    """A pin in words. `quoted` are words of a source, empty for a count, which `line` says.

    `speaker` and `whence` stand below the words, `warnings` tell what is otherwise than when it was pinned,
    `footnotes` count on from line to line from the `first`.
    """

    pin: Pin
    quoted: str
    line: str
    speaker: str
    whence: tuple[str, ...]
    warnings: tuple[str, ...]
    first: int
    footnotes: tuple[Footnote, ...]

    @property
    def numbers(self) -> range:
        """The numbers of its footnotes."""
        return range(self.first, self.first + len(self.footnotes))

    @property
    def around(self) -> tuple[str, str]:
        """The marks around its words: none where they have marks of their own, which are the article's and
        would be doubled, or have to be changed."""
        return ("", "") if MARKS.intersection(self.quoted) else ("“", "”")


def lines(pins: Sequence[Pin]) -> list[Line]:
    """The pins in words, in their order."""
    made, first = [], 1
    for pin in pins:
        made.append(_line(pin, first))
        first += len(pin.places)
    return made


def cited(note: Footnote) -> str:
    """Outlet, title, date, place and hash of a footnote, as one line without its addresses."""
    title = f"“{one_line(note.title)}”" if note.title else "untitled"
    parts = (one_line(note.outlet), title, note.date or "no date in the text")
    places = ", ".join(f"{x.start}–{x.end}" for x in note.words)
    file = f"the text of the file with SHA-256 {note.source[:SHOWN]}"
    return f"{', '.join(parts)}. Characters {places} of {file}."


def address(note: Footnote, site: str = "") -> str | None:
    """Where the words stand in the site of the case; None where they are in no article today."""
    if note.article is None or note.at is None:
        return None
    return f"{site.rstrip('/')}/articles/{note.article}?at={note.at.start}-{note.at.end}#at"


def whole(note: Footnote, site: str = "") -> str:
    """A footnote with its addresses, to be pasted under a text."""
    return " ".join(part for part in (cited(note), note.url, address(note, site)) if part)


def one_line(words: str) -> str:
    """Words without line ends and runs of blanks."""
    return " ".join(words.split())


def _line(pin: Pin, first: int) -> Line:
    return Line(
        pin=pin,
        quoted=" … ".join(one_line(piece) for piece in pin.words),
        line=one_line(pin.read.line) if pin.kind is PinKind.COUNT else "",
        speaker=_speaker(pin),
        whence=tuple(_whence(pin)),
        warnings=tuple(_warnings(pin)),
        first=first,
        footnotes=pin.places,
    )


def _speaker(pin: Pin) -> str:
    if pin.kind is PinKind.STATEMENT:
        return one_line(pin.read.speaker or "") or "speaker not named"
    return one_line(pin.read.speaker or "")


def _whence(pin: Pin) -> Iterator[str]:
    """Through whom, how surely, in whose words, and what a telling did to them."""
    read = pin.read
    if read.via:
        yield "via " + " ← ".join(one_line(name) for name in read.via)
    if read.modality:
        yield read.modality.value
    if read.negated:
        yield "negated"
    if read.certainty and read.certainty.value != "plain":
        yield f"speaker {read.certainty.value}"
    if read.kind:
        yield WHOSE[read.kind]
    if read.line and pin.kind is PinKind.TELLING:
        yield read.line


def _warnings(pin: Pin) -> Iterator[str]:
    if pin.state is PinState.NOT_FOUND:
        yield "These words are not found in the case any more; what stands here is what was pinned."
    yield from pin.changes
