"""What a reader of one format hands to the articles: the rendered text and what the markup says of it."""

from msgspec import Struct

from reportedly.records.source import Source


class Run(Struct, frozen=True):
    """A block-level run ``[start, end)`` of a source's text, with the node that it came from.

    `path` is the node's path from the root (``html/body/main/p[3]``), `tag` the block element's name,
    `links` the share of its characters that stand in links, `hints` lower-case words from the classes, ids
    and roles of the node and of its ancestors. `main` is true where the main-text extractor kept the run.
    """

    start: int
    end: int
    path: str
    tag: str
    links: float
    hints: tuple[str, ...]
    main: bool


class Markup(Struct, frozen=True):
    """A value that the markup states rather than shows, such as ``meta[property=article:published_time]``."""

    path: str
    value: str


class Rendering(Struct, frozen=True):
    """A source with its layout. Plain text has no runs and no markup: its lines speak for themselves."""

    source: Source
    runs: tuple[Run, ...] = ()
    markup: tuple[Markup, ...] = ()
    notes: tuple[str, ...] = ()
