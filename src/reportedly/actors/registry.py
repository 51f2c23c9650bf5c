"""The dated registry: states, who held which office when, bodies of many states, armed groups and places.

One table leads from every form of a name, without accents, to the rows that it may mean.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load

MARKS = str.maketrans({"’": "'", "ʻ": "'", "‘": "'", "-": " ", "–": " "})

# Shorter words are a letter away from too much else.
SHORTEST_MISSPELT = 6
LONG = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that a name may mean: `kind` is ``state``, ``people``, ``seat``, ``body``, ``group``, ``person``
    or ``place``, `country` its ISO 3166-1 alpha-3 code, None for a body of many states.
    """

    actor: str
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """Who held an office from when until when: ISO 8601 dates, to the day, the month or the year."""

    person: str
    office: str
    home: str
    start: str
    end: str

    def holds(self, date: str) -> bool:
        """Whether the term covers a day; a date known to the month covers the month."""
        return self.start[: len(date)] <= date[: len(self.start)] and (
            not self.end or date[: len(self.end)] <= self.end
        )


def bare(name: str) -> str:
    """A name as it is looked up: without accents and hyphens, with one kind of apostrophe; case counts."""
    flat = name if name.isascii() else _unaccented(name)
    return " ".join(flat.translate(MARKS).split())


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def person_id(name: str) -> str:
    """The id of a person, from the name as the registry writes it: ``person:xi-jinping``."""
    return "person:" + "-".join(bare(name).lower().replace("'", "").replace(".", "").split())


@cache
def terms() -> tuple[Term, ...]:
    """All terms of office; `home` is a state's code or, after ``body:``, a body's key."""
    leaders = load("leaders")
    homes = [*leaders["states"].items(), *leaders["others"].items()]
    homes += [(f"body:{key}", rows) for key, rows in leaders["bodies"].items()]
    return tuple(
        Term(name, office, home, start, end) for home, rows in homes for name, office, start, end in rows
    )


def terms_of(person: str) -> tuple[Term, ...]:
    """The terms of one person, the latest first."""
    return _careers().get(person, ())


@cache
def _careers() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in sorted(terms(), key=lambda term: term.start, reverse=True):
        found.setdefault(term.person, []).append(term)
    return {person: tuple(held) for person, held in found.items()}


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Every form of every name -> the rows that it may mean, those of the first table that has any: a state
    before a body, a body before a group, those before people, regions and cities.
    """
    table: dict[str, tuple[Entry, ...]] = {}
    for layer in (_states(), _bodies(), _groups(), _people(), _figures(), _regions(), _parts(), _cities()):
        new: dict[str, list[Entry]] = {}
        for form, entry in layer:
            name = bare(form)
            # "Bush" is a town in Egypt as well.
            if entry.kind != "place" or name not in mononyms():
                new.setdefault(name, []).append(entry)
        for name, found in new.items():
            if name not in table:
                table[name] = _in_order(found)
    return table


def _in_order(found: list[Entry]) -> tuple[Entry, ...]:
    """Each row once. Nearly all names mean one thing, and there are twenty thousand."""
    if len(found) == 1:
        return (found[0],)
    return tuple(sorted(set(found), key=lambda entry: (entry.actor, entry.kind)))


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Each last name of a person in the registry -> the full names that end in it."""
    found: dict[str, set[str]] = {}
    for term in terms():
        words = bare(term.person).removesuffix(" Jr.").split()
        family_first = term.home in ("CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM") and len(words) > 1
        for last in {words[-1]} if not family_first else {words[0]}:
            found.setdefault(last, set()).add(term.person)
    return {last: tuple(sorted(people)) for last, people in found.items()}


@cache
def state_names() -> Mapping[str, str]:
    """Every name of every state -> its code."""
    rows = load("states")["states"].items()
    return {bare(form): code for code, row in rows for form in (row["name"], *row.get("forms", ()))}


def misspelt(form: str) -> Entry | None:
    """The state of which a form misspells a name or an adjective by one letter: "Afganistan", "Ethopia".

    A letter put for another counts in long names only, since "Franco" is not "France".
    """
    name = form.isalpha() and form[:1].isupper()
    if len(form) < SHORTEST_MISSPELT or not name or candidates(form):
        return None
    found = {
        entry
        for key in (form, *_shortened(form))
        for right, entry in _neighbours().get(key, ())
        if _is_near(form, right, key)
    }
    states = {entry.country for entry in found}
    return min(found, key=lambda entry: (entry.kind != "state", entry.name)) if len(states) == 1 else None


def _is_near(form: str, right: str, shared: str) -> bool:
    """One letter more, less, swapped or, in a long name, put for another."""
    changed = len(right) == len(form) and (len(form) >= LONG or sorted(right) == sorted(form))
    return shared in (form, right) or changed


def _shortened(form: str) -> set[str]:
    """A form less one letter that is not its first."""
    return {form[:at] + form[at + 1 :] for at in range(1, len(form))}


@cache
def _neighbours() -> Mapping[str, tuple[tuple[str, Entry], ...]]:
    """Each state's name and adjective, and each of these less a letter -> the right form and its state."""
    table: dict[str, list[tuple[str, Entry]]] = {}
    for spelled, entry in _states():
        form = bare(spelled)
        whole = len(form) >= SHORTEST_MISSPELT - 1 and form.isalpha()
        if entry.kind != "seat" and whole and not is_ambiguous(entry.actor):
            for key in (form, *_shortened(form)):
                table.setdefault(key, []).append((form, entry))
    return {key: tuple(rows) for key, rows in table.items()}


def is_state(name: str) -> bool:
    """Whether a name is a state's, as far as the registry knows."""
    return bare(name) in state_names()


def candidates(word: str) -> tuple[str, ...]:
    """The states that share a name or an adjective, such as "Korean"; none for any other word."""
    return tuple(load("states")["shared"].get(word, ()))


def is_ambiguous(code: str) -> bool:
    """Whether a state's bare name is also a place's elsewhere or a person's, like Georgia."""
    return bool(load("states")["states"].get(code, {}).get("ambiguous"))


def _states() -> Iterator[tuple[str, Entry]]:
    for code, row in load("states")["states"].items():
        for form in (row["name"], *row.get("forms", ())):
            yield form, Entry(code, row["name"], "state", code)
        for form in row["adjectives"]:
            yield form, Entry(code, row["name"], "people", code)
        for form in (row["capital"].split(",")[0], *row.get("seats", ())):
            if form:
                yield form, Entry(code, row["name"], "seat", code)


def _bodies() -> Iterator[tuple[str, Entry]]:
    for key, row in load("organisations")["bodies"].items():
        for form in (row["name"], *row.get("forms", ())):
            yield form, Entry(f"body:{key}", row["name"], "body", None)


def _groups() -> Iterator[tuple[str, Entry]]:
    for code, names in load("organisations")["groups"].items():
        for row in names:
            name, *others = row.split("|")
            slug = "-".join(bare(name).lower().replace("'", "").split())
            for form in (name, *others):
                yield form, Entry(f"group:{slug}", name, "group", code)


def _people() -> Iterator[tuple[str, Entry]]:
    written: dict[str, list[str]] = {}
    for form, name in load("leaders")["spellings"].items():
        written.setdefault(name, []).append(form)
    for name in sorted({term.person for term in terms()}):
        home = next((t.home for t in terms_of(name) if not t.home.startswith("body:")), None)
        for form in (name, *written.get(name, ())):
            yield form, Entry(person_id(name), name, "person", home)


def _figures() -> Iterator[tuple[str, Entry]]:
    """People without a term. One name alone is left to `mononyms`, since it may be an office-holder's."""
    for name, forms, code in _rows():
        for form in forms:
            if " " in bare(form):
                yield form, Entry(person_id(name), name, "person", code)


def _rows() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Name, all forms of it and state of each public figure."""
    for code, rows in load("figures")["figures"].items():
        for row in rows:
            forms = tuple(row.split("|"))
            yield forms[0], forms, code


@cache
def mononyms() -> Mapping[str, Entry]:
    """Figures known by one name: "Yeltsin", "Arafat"."""
    return {
        bare(form): Entry(person_id(name), name, "person", code)
        for name, forms, code in _rows()
        for form in forms
        if " " not in bare(form)
    }


def _regions() -> Iterator[tuple[str, Entry]]:
    yield from _places(load("regions")["regions"])


def _parts() -> Iterator[tuple[str, Entry]]:
    yield from _places(load("subdivisions")["subdivisions"])


def _cities() -> Iterator[tuple[str, Entry]]:
    yield from _places(load("cities")["cities"])


def _places(names_of: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Entry]]:
    for code, names in names_of.items():
        for name in names:
            yield name, Entry(code, name, "place", code)
