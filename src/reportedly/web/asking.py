"""What a page's address asks for: filters, a stretch of a list, and links to the list asked otherwise."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from msgspec import Struct, structs
from starlette.datastructures import QueryParams

from reportedly.case import Count, Wanted
from reportedly.errors import InputError

# Rows of a page, and of a table as JSON or CSV.
ROWS, MOST = 50, 100_000
Fields = TypeVar("Fields", bound=Struct)
"""What a list may be asked for: a record of texts, None for what is not asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field in the margin: how many rows have it, and where its link leads."""

    value: str
    rows: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field in the margin with its values."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked(Generic[Fields]):
    """One list as its address asks for it: its `path`, what is `wanted`, and the row to begin at."""

    path: str
    wanted: Fields
    first: int

    def narrowed(self, **changes: str | None) -> str:
        """The address of the same list with some filters changed; None takes one away."""
        return _address(self.path, structs.replace(self.wanted, **changes), 0)

    def at(self, first: int) -> str:
        """The address of the same list from another row on."""
        return _address(self.path, self.wanted, first)

    def table(self, path: str) -> str:
        """The address of the same rows at another path."""
        return _address(path, self.wanted, self.first)

    def chosen(self) -> list[tuple[str, str, str]]:
        """The filters that are set: field, value, and the link that takes it away."""
        asked = structs.asdict(self.wanted)
        return [(name, value, self.narrowed(**{name: None})) for name, value in asked.items() if value]

    def facet(self, name: str, counts: list[Count]) -> Facet:
        """A field for the margin; the value that is chosen leads back to all."""
        now = getattr(self.wanted, name)
        return Facet(
            name,
            tuple(
                Choice(
                    c.value,
                    c.rows,
                    self.narrowed(**{name: None if c.value == now else c.value}),
                    c.value == now,
                )
                for c in counts
            ),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a page of a list stands: rows `low` to `high` of `total`, counted from 1, and its neighbours."""

    low: int
    high: int
    total: int
    before: str | None
    after: str | None


def asked(path: str, query: QueryParams) -> Asked[Wanted]:
    """What the address of a list of articles or statements asks for. Raises InputError as `asked_as`."""
    return asked_as(Wanted, path, query)


def asked_as(kind: type[Fields], path: str, query: QueryParams) -> Asked[Fields]:
    """What an address asks for, by the fields that this kind of list has. Raises InputError for a row to
    begin at that is no number."""
    names = (field.name for field in structs.fields(kind))
    fields = {name: query[name].strip() or None for name in names if name in query}
    first = query.get("first", "0")
    if not (first.isascii() and first.isdigit() and len(first) < 10):
        raise InputError(f"A list begins at a row, a number from 0, and not at {first!r}.")
    return Asked(path, kind(**fields), int(first))


def stretch(asked: Asked[Fields], shown: int, total: int, rows: int = ROWS) -> Stretch:
    """The place of `shown` rows in a list of `total`; `rows` are those of a page."""
    first = asked.first
    return Stretch(
        first + 1 if shown else 0,
        first + shown,
        total,
        asked.at(max(first - rows, 0)) if first else None,
        asked.at(first + rows) if first + shown < total else None,
    )


def place(said: str | None) -> tuple[int, int] | None:
    """``120-164`` as a range of characters. Raises InputError for anything else."""
    if said is None:
        return None
    low, _, high = said.partition("-")
    if low.isascii() and low.isdigit() and high.isascii() and high.isdigit() and int(low) < int(high):
        return int(low), int(high)
    raise InputError(f"A place in a text is two numbers, such as 120-164, and not {said!r}.")


def _address(path: str, wanted: Struct, first: int) -> str:
    query = {name: value for name, value in structs.asdict(wanted).items() if value}
    if first:
        query["first"] = str(first)
    return path + (f"?{urlencode(query)}" if query else "")
