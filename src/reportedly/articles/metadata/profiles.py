"""Outlet profiles: names, addresses, time zone, language, country, owner; checked when they are read."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.knowledge import load

_FORM = {
    "name": r".{2,60}",
    "country": r"[A-Z]{3}",
    "language": r"[a-z]{2}",
    "zone": r"[A-Z]\w+/[A-Z]\w+(?:/[A-Z]\w+)?",
    "owner": r".{2,80}",
    "domains": r"[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    "forms": r".{2,60}",
    "furniture": r".{8,80}",
}
_OPTIONAL = frozenset({"owner", "furniture"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One outlet: `zone` is an IANA time zone, `country` ISO 3166-1 alpha-3, `language` ISO 639-1.

    `owner` is None where it is not public or not settled. `furniture` holds words that only its pages carry.
    """

    name: str
    country: str
    language: str
    zone: str
    forms: tuple[str, ...]
    domains: tuple[str, ...]
    owner: str | None = None
    furniture: tuple[str, ...] = ()


@cache
def profiles() -> tuple[Profile, ...]:
    """All outlets of ``outlets.toml``. Raises ReportedlyError that names the entry which breaks the form."""
    return tuple(profile(key, entry) for key, entry in load("outlets")["outlets"].items())


def profile(key: str, entry: dict[str, Any]) -> Profile:
    """One entry of ``outlets.toml``. Raises ReportedlyError for a key too many, too few, or ill-formed."""
    if entry.keys() - _FORM.keys() or _FORM.keys() - entry.keys() - _OPTIONAL:
        wrong = sorted(entry.keys() ^ _FORM.keys())
        raise ReportedlyError(f"outlets.toml, {key}: keys missing or unknown among {', '.join(wrong)}.")
    for field, value in entry.items():
        many = field in ("forms", "domains", "furniture")
        if isinstance(value, list) is not many:
            raise ReportedlyError(f"outlets.toml, {key}: {field} is {'no list' if many else 'a list'}.")
        for one in value if many else [value]:
            if not isinstance(one, str) or not re.fullmatch(_FORM[field], one):
                raise ReportedlyError(f"outlets.toml, {key}: {one!r} is not of the form of {field}.")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Profile(**values)
