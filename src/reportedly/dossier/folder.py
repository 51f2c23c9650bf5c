"""The dossier as a folder of pages: the templates of the one file, and links that hold wherever it lies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from jinja2 import Environment, PackageLoader

from reportedly.dossier.contents import Dossier
from reportedly.dossier.page import Links, Page, environment, view
from reportedly.dossier.stemma import stemma
from reportedly.text import tidy

INDEX, STYLE, PAGES = "index.html", "style.css", "pages"
SECTIONS = {
    "quotations": "What became of quotations",
    "voices": "Who says what",
    "events": "Events over time",
    "pins": "Pinned lines",
}
"""Chapters with a page each, and what that page is called."""
STAYS = frozenset({"told-once", "across", "left-out", "errors"})
"""What stands on the first page."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folder: its path in it, with ``/``, and its text (write it as UTF-8)."""

    path: str
    text: str


def folder(contents: Dossier) -> Iterator[File]:
    """The dossier as files: a first page, its style, and a page for each story that several articles tell,
    each article, each pair of states, the quotations, the speakers, the events and the pins; beside that of
    a story its stemma as a drawing.

    Every link between them is relative; no page runs a script or loads anything but the style. The same
    contents give the same files.
    """
    page = view(contents)
    front, inner = (_environment(page, before) for before in (f"{PAGES}/", ""))
    yield File(INDEX, tidy(front.get_template("folder.html.j2").render(page=page)))
    yield File(STYLE, inner.get_template("folder.css.j2").render(page=page))
    for one in page.chapters:
        if one.behind and one.behind.drawing:
            yield File(f"{PAGES}/{one.story.id}.svg", stemma(one.story.title, one.behind.drawing))
    leaf = inner.get_template("leaf.html.j2")
    for name, title, kind, shown in _leaves(page):
        yield File(f"{PAGES}/{name}.html", tidy(leaf.render(page=shown, kind=kind, title=title)))


Leaf = tuple[str, str, str, Page]
"""The name of a page, its title, what kind it is, and what it shows."""


def _leaves(page: Page) -> Iterator[Leaf]:
    return chain(_stories(page), _articles(page), _pairs(page), _sections(page))


def _stories(page: Page) -> Iterator[Leaf]:
    # How often an outlet bends is told of the whole case.
    of_one = replace(page, contents=replace(page.contents, tallies=()))
    for one in page.chapters:
        told = set(one.story.articles)
        bent = tuple(row for row in page.bent if told & set(row.family.articles))
        yield one.story.id, one.story.title, "story", replace(of_one, chapters=(one,), bent=bent)


def _articles(page: Page) -> Iterator[Leaf]:
    for one in page.pieces:
        yield one.article.id, one.article.title or one.opening, "article", replace(page, pieces=(one,))


def _pairs(page: Page) -> Iterator[Leaf]:
    for one in page.relations:
        yield one.id, f"{one.first} and {one.second}", "pair", replace(page, relations=(one,))


def _sections(page: Page) -> Iterator[Leaf]:
    there = {"quotations": page.bent, "voices": page.voices, "events": page.timeline, "pins": page.pins}
    for name, title in SECTIONS.items():
        if there[name]:
            yield name, title, name, page


def _environment(page: Page, before: str) -> Environment:
    """The templates with links from a page that finds the others at `before`."""
    article_of = {row.id: row.article for row in page.contents.statements}
    own = {*SECTIONS, *(one.story.id for one in page.chapters), *(one.id for one in page.relations)}

    def to_statement(mark: str, name: str) -> str:
        return f"{before}{article_of[name]}.html#{mark}{name}" if name in article_of else ""

    def to_part(name: str) -> str:
        if name in own:
            return f"{before}{name}.html"
        return f"{'' if before else '../'}{INDEX}#{name}" if name in STAYS else ""

    links = Links(
        to_article=f"{before}{{}}.html".format,
        to_statement=partial(to_statement, ""),
        to_words=partial(to_statement, "at-"),
        to_part=to_part,
        to_stemma=f"{before}{{}}.svg".format,
    )
    return environment(PackageLoader("reportedly.dossier"), links)
