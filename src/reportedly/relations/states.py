"""Which state a code or a name means: for files of votes and treaties, and for whoever asks about a pair."""

from collections.abc import Mapping
from functools import cache

from reportedly import actors
from reportedly.actors.registry import candidates
from reportedly.errors import InputError
from reportedly.knowledge import load


def by_number(number: str, year: int | None = None) -> str | None:
    """The code of the state that a number of the Correlates of War means in a year; None for no number of it.

    >>> by_number("365"), by_number("345", 1980), by_number("345", 2010)
    ('RUS', 'YUG', 'SRB')
    """
    digits = number.removesuffix(".0").lstrip("0")
    for code, row in load("state_codes")["former"].items():
        if str(row["number"]) == digits and (year is None or year <= row.get("until", year)):
            return str(code)
    return _numbers().get(digits)


def by_letters(letters: str) -> str | None:
    """The alpha-3 code behind an alpha-2 or alpha-3 code, of today or of a state that is no more."""
    return _letters().get(letters.strip().upper())


def by_name(name: str) -> str | None:
    """The code of the state that a file calls so. In a column of states Georgia and Jordan are no other place
    and nobody's name; what two states share (Korea) means neither."""
    known: str | None = load("state_codes")["names"].get(name) or _former_names().get(name)
    if known:
        return known
    found = actors.link(name)
    return found.country if found and found.kind == "state" else _state_names().get(name)


def asked(words: str) -> str:
    """The code of the state that somebody asks about, by its code or by its name.

    Raises InputError for a name of no state, of several states, or of more than a state.
    """
    code = by_letters(words)
    if code in load("states")["states"]:
        return str(code)
    shared = candidates(words)
    if shared:
        raise InputError(
            f"{words!r} may be {' or '.join(shared)}. Name the state by its code of three letters."
        )
    found = actors.link(words)
    if found and found.kind in ("state", "seat") and found.country:
        return found.country
    hint = _hint(words)
    raise InputError(f"{words!r} names no state that the registry knows. {hint}")


def name_of(code: str) -> str:
    """The registry's name of a state; the code itself where it is none of today's."""
    row = load("states")["states"].get(code) or load("state_codes")["former"].get(code)
    return str(row["name"]) if row else code


def _hint(words: str) -> str:
    """What to do next: the code, where the name is a state's and also something else's."""
    for code, row in load("states")["states"].items():
        if row["name"].lower() == words.strip().lower():
            also = "is also the name of something else" if row.get("ambiguous") else "is written so"
            return f"{row['name']} {also}: ask for {code}."
    return "Use its English name or its code of three letters (ISO 3166-1), such as IDN."


@cache
def _numbers() -> Mapping[str, str]:
    rows = load("state_codes")["codes"].items()
    return {str(number): code for code, (_, *numbers) in rows for number in numbers}


@cache
def _letters() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, (short, *_) in load("state_codes")["codes"].items():
        found |= {code: code, short: code}
    for code, row in load("state_codes")["former"].items():
        found |= {code: code, row["alpha2"]: code}
    return found


@cache
def _former_names() -> Mapping[str, str]:
    return {row["name"]: code for code, row in load("state_codes")["former"].items()}


@cache
def _state_names() -> Mapping[str, str]:
    return {row["name"]: code for code, row in load("states")["states"].items()}
