"""Which column of a table, or key of a JSON object, holds the text, the headline, the outlet, the address."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from reportedly.knowledge import load

DELIMITERS = ",;\t|"
MAX_HEADER = 20_000
MAX_NAME = 60
SAMPLED = 3
SEPARATORS = re.compile(r"[\s_.-]+")


def column(names: Iterable[str], what: str) -> str | None:
    """The one of the names that is best known for ``text``, ``title``, ``outlet`` or ``url``, or None."""
    rank = _ranks(what)
    known = [(rank[folded(name)], name) for name in names if folded(name) in rank]
    return min(known)[1] if known else None


def filled(row: dict[str, Any], what: str) -> str | None:
    """The best known key of an object whose value is words, or a list of paragraphs or bodies."""
    return column((key for key, value in row.items() if _has_words(value)), what)


def folded(name: str) -> str:
    """A name as names are compared: lower case, without blanks, hyphens, underscores and full stops."""
    return SEPARATORS.sub("", name.strip().lower())


def delimiter(text: str) -> str:
    """What parts the cells of a table's first line: whatever parts off a text column, else most cells."""
    line = text.lstrip("\n")[:MAX_HEADER].partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: _worth(cells(line, mark)))


def cells(line: str, mark: str) -> list[str]:
    """The cells of one line; none where it is no line of a table."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def table_header(text: str, complete: bool) -> bool:
    """Whether a text without a telling name is a table: a line of names, one of a text, and rows alike."""
    first, _, rest = text.lstrip("\n").partition("\n")
    if not any(mark in first for mark in DELIMITERS):
        return False
    mark = delimiter(text)
    names = cells(first, mark)
    if len(names) < 2 or len(first) > MAX_HEADER or not column(names, "text"):
        return False
    if any(not name.strip() or len(name) > MAX_NAME for name in names):
        return False
    try:
        lines = csv.reader(rest.splitlines(keepends=True), delimiter=mark)
        rows = list(islice(filter(None, lines), SAMPLED))
    except csv.Error:
        return not complete
    if not complete and len(rows) < SAMPLED:
        return all(len(row) == len(names) for row in rows[:-1])
    return bool(rows) and all(len(row) == len(names) for row in rows)


def _worth(names: list[str]) -> tuple[bool, int]:
    return column(names, "text") is not None, len(names)


def _has_words(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_words(value.get(key)) for key in ("value", "text"))
    if isinstance(value, list):
        return any(map(_has_words, value[:MAX_NAME]))
    return isinstance(value, str) and bool(value.strip())


@cache
def _ranks(what: str) -> dict[str, int]:
    """The renderer of a record looks for its text under the same names."""
    given = load("fields")
    names = given["contents"].get(what) or given["record"][what]
    return {folded(name): number for number, name in reversed(list(enumerate(names)))}
