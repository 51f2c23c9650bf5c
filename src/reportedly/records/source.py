"""What came in: sources, arrivals, and what went wrong."""

from msgspec import Struct

from reportedly.records.identity import content_id


class Source(Struct, frozen=True):
    """The bytes of one file or page, named by their SHA-256, and the text that they are rendered to.

    `text` never changes for a given `id` and `renderer`; every span of a block, of a kept range and of a
    piece of evidence counts code points in it. `media` is the type of the
    document, such as ``text/html`` or ``message/rfc822``.
    """

    id: str
    media: str
    encoding: str
    size: int
    renderer: str
    text: str


class Arrival(Struct, frozen=True):
    """One coming-in of a source, and what the user said of it.

    `path` is relative to the folder that was read, never absolute; ``-`` is standard input. What lies in a
    container goes on with its name there: ``pile/saved.zip/page.html``. `url`, `outlet` and `date` (ISO 8601)
    are the user's own words, from an option or a sidecar file, or None; `url` may also be a container's
    (the address that a web archive fetched). `feed` is the title of the feed that it came in, `time` when it
    was captured, as a web archive says (ISO 8601, UTC). `version` counts the other contents that had come in
    under the same path before: 0 for the first.
    """

    id: str
    source: str
    path: str
    url: str | None = None
    outlet: str | None = None
    date: str | None = None
    feed: str | None = None
    time: str | None = None
    version: int = 0


def arrival(
    source: str,
    path: str,
    *,
    url: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    feed: str | None = None,
    time: str | None = None,
    version: int = 0,
) -> Arrival:
    """An arrival with its id, which depends on the source and on the URL (else the path) alone.

    What the user says of it later (an outlet, a date) corrects the same arrival and makes no second one.
    """
    return Arrival(content_id("r", source, url or path), source, path, url, outlet, date, feed, time, version)


class Problem(Struct, frozen=True):
    """One row of `errors`: something that could not be read or done while the run went on.

    `code` is a stable slug (``empty``, ``binary``, ``too-large`` ...), `where` the relative path or the
    article, `why` one sentence, `todo` what a person can do. `source` is None where no byte could be read.
    """

    id: str
    stage: str
    where: str
    code: str
    why: str
    todo: str
    source: str | None = None


def problem(stage: str, where: str, code: str, why: str, todo: str, source: str | None = None) -> Problem:
    """A problem with its id."""
    return Problem(content_id("e", stage, where, code, source), stage, where, code, why, todo, source)
