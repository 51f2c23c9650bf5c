"""What the addresses of a pair's pages ask for, and links to the same lists asked otherwise."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from reportedly.errors import InputError
from reportedly.relations import asked
from reportedly.web.asking import ROWS, Stretch

Span = tuple[str | None, str | None]


def codes(name: str) -> tuple[str, str]:
    """The two codes of a pair in the order of the alphabet, however its states are named. Raises
    InputError."""
    first, second = sorted(asked(one) for one in _pair(name))
    return first, second


def span(query: Mapping[str, str]) -> Span:
    """The first and the last day, month or year that are asked for."""
    return query.get("since") or None, query.get("until") or None


def tail(**asked: str | Sequence[str] | None) -> str:
    """What stands behind an address for these parameters; nothing where none is set."""
    given = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(given, doseq=True)}" if given else ""


def without(path: str, given: Mapping[str, str], name: str) -> str:
    """The address of the same list without one of its filters."""
    return path + tail(**{key: value for key, value in given.items() if key != name})


def stretch(path: str, given: Mapping[str, str], first: int, shown: int, total: int) -> Stretch:
    """The place of `shown` rows, from `first` on, in a list of `total`."""

    def at(row: int) -> str:
        return path + tail(**given, first=str(row) if row else None)

    before = at(max(first - ROWS, 0)) if first else None
    after = at(first + ROWS) if first + shown < total else None
    return Stretch(min(first + 1, first + shown), first + shown, total, before, after)


def _pair(name: str) -> tuple[str, str]:
    first, sign, second = name.partition("-")
    if not (first and sign and second):
        raise InputError(f"A pair is two codes, such as CHN-RUS, and not {name!r}.")
    return first, second
