"""A rendering in the making: lines under each other, each a run with its place in the document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec

from reportedly.records import Markup, Run
from reportedly.sources.html import Page, render_fragment
from reportedly.text import tidy

MAX_VALUES = 400
MAX_LENGTH = 2_000
BLANK = re.compile(r"[ \t\n\r\f\v]+")
TAGS = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


@dataclass(frozen=True, slots=True)
class Document:
    """One rendered document: what it is (a media type), who rendered it, its encoding, and the page."""

    media: str
    renderer: str
    encoding: str
    page: Page


@dataclass(slots=True)
class Layout:
    """Collects a document's lines in order; `page` gives them as one text with runs."""

    lines: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: int = 0

    def add(
        self,
        text: str,
        path: str,
        tag: str = "p",
        *,
        main: bool = True,
        links: float = 0.0,
        hints: tuple[str, ...] = (),
    ) -> None:
        """A line of its own, white space collapsed; nothing for a blank one."""
        words = BLANK.sub(" ", tidy(text)).strip()
        if words:
            self.runs.append(Run(self.at, self.at + len(words), path, tag, round(links, 3), hints, main))
            self.lines.append(words)
            self.at += len(words) + 1

    def add_page(self, page: Page, path: str) -> None:
        """The runs of a page rendered from HTML, their paths below `path`, and what its markup states."""
        for run in page.runs:
            place = f"{path}/{run.path}" if path else run.path
            start, end = self.at + run.start, self.at + run.end
            self.runs.append(msgspec.structs.replace(run, start=start, end=end, path=place))
        if page.runs:
            self.lines.append(page.text)
            self.at += len(page.text) + 1
        self.markup += page.markup
        self.notes += page.notes

    def add_field(self, text: str, path: str) -> None:
        """A field that may hold HTML or plain text; of the latter every line is a paragraph."""
        if looks_marked_up(text):
            self.add_page(render_fragment(text), path)
            return
        for number, line in enumerate(tidy(text).split("\n"), 1):
            self.add(line, f"{path}/p[{number}]")

    def state(self, path: str, value: str | None) -> None:
        """A value that the document states; at most 400 are kept, each cut at 2,000 characters."""
        words = " ".join(tidy(value).split())[:MAX_LENGTH] if value else ""
        if words and len(self.markup) < MAX_VALUES:
            self.markup.append(Markup(path, words))

    def page(self) -> Page:
        """The document as one text: a line a run, one newline between them."""
        markup, notes = tuple(dict.fromkeys(self.markup)), tuple(dict.fromkeys(self.notes))
        return Page("\n".join(self.lines), tuple(self.runs), markup, notes)


def looks_marked_up(text: str) -> bool:
    """Whether a field holds HTML: a tag or an entity is enough."""
    return TAGS.search(text) is not None


def all_main(page: Page) -> Page:
    """The page with all its runs taken for main text."""
    return only_main(page, page.runs)


def only_main(page: Page, runs: Iterable[Run]) -> Page:
    """The page with these of its runs for main text, and no others."""
    places = {run.start for run in runs}
    marked = tuple(msgspec.structs.replace(run, main=run.start in places) for run in page.runs)
    return replace(page, runs=marked)
