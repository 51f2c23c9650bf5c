"""Events that other collections coded: GDELT, POLECAT and ACLED files -> outside events, kept apart.

Columns go by the names of each collection's codebook; GDELT's own files have no header and are known by the
number of their columns. A row without an id, a day or a code is passed over and counted; an empty actor
stays empty: nobody is guessed. A file of which no row can be used is one error.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from msgspec import structs

from reportedly.knowledge import load
from reportedly.records import Involved, OutsideEvent, Root, outside_event_id
from reportedly.relations.columns import Field, Passed, Sheet, iso_day, number, sheet, unread
from reportedly.relations.states import by_letters, by_name, name_of

GDELT = {
    "number": Field(("GLOBALEVENTID",)),
    "day": Field(("SQLDATE", "Day")),
    "code": Field(("EventCode",)),
    "actor": Field(("Actor1Name",)),
    "country": Field(("Actor1CountryCode",)),
    "other": Field(("Actor2Name",)),
    "other_country": Field(("Actor2CountryCode",)),
    "intensity": Field(("GoldsteinScale",), needed=False),
    "reports": Field(("NumArticles",), needed=False),
    "place": Field(("ActionGeo_FullName",), needed=False),
    "url": Field(("SOURCEURL",), needed=False),
}
# How many columns GDELT's own files have, without a header: version 1 before and after addresses, version 2.
PLACES = {
    57: {"number": 0, "day": 1, "actor": 6, "country": 7, "other": 16, "other_country": 17, "code": 26,
         "intensity": 30, "reports": 33, "place": 50},
    58: {"number": 0, "day": 1, "actor": 6, "country": 7, "other": 16, "other_country": 17, "code": 26,
         "intensity": 30, "reports": 33, "place": 50, "url": 57},
    61: {"number": 0, "day": 1, "actor": 6, "country": 7, "other": 16, "other_country": 17, "code": 26,
         "intensity": 30, "reports": 33, "place": 52, "url": 60},
}  # fmt: skip
POLECAT = {
    "number": Field(("Event ID",)),
    "day": Field(("Event Date",)),
    "code": Field(("Event Type",)),
    "actor": Field(("Actor Name",)),
    "country": Field(("Actor Country",)),
    "other": Field(("Recipient Name",)),
    "other_country": Field(("Recipient Country",)),
    "intensity": Field(("Intensity",), needed=False),
    "place": Field(("Placename", "City"), needed=False),
    "land": Field(("Country",), needed=False),
}
ACLED = {
    "number": Field(("event_id_cnty", "data_id")),
    "day": Field(("event_date",)),
    "code": Field(("event_type",)),
    "finer": Field(("sub_event_type",), needed=False),
    "actor": Field(("actor1",)),
    "other": Field(("actor2",)),
    "deaths": Field(("fatalities",), needed=False),
    "place": Field(("location",), needed=False),
    "land": Field(("country",), needed=False),
}
FORCES = re.compile(r"(?:Military|Police) Forces of ([^(]+?)\s*(?:\(|$)")
Row = Mapping[str, str]


def read_gdelt(data: bytes, name: str, passed: Passed | None = None) -> list[OutsideEvent]:
    """A GDELT events file, version 1 or 2, with a header or without. Raises InputError."""
    rows = sheet(data, name, passed)
    named = any(column.strip().upper() == "GLOBALEVENTID" for column in rows.header)
    at = None if named else PLACES.get(len(rows.header))
    if at is not None:
        rows = replace(rows, text="\t" * (len(rows.header) - 1) + "\n" + rows.text)
    return _read(rows, at or rows.places(GDELT, "GDELT events"), "gdelt", _cameo)


def read_polecat(data: bytes, name: str, passed: Passed | None = None) -> list[OutsideEvent]:
    """A POLECAT file as its Dataverse has them, parted by tabs or commas. Raises InputError."""
    rows = sheet(data, name, passed)
    return _read(rows, rows.places(POLECAT, "POLECAT events"), "polecat", _polecat)


def read_acled(data: bytes, name: str, passed: Passed | None = None) -> list[OutsideEvent]:
    """An ACLED export. Its two actors have no direction: both are sources. Raises InputError."""
    rows = sheet(data, name, passed)
    made = _read(rows, rows.places(ACLED, "ACLED events"), "acled", _acled)
    return [structs.replace(one, sources=one.sources + one.targets, targets=()) for one in made]


def _read(
    rows: Sheet, at: Mapping[str, int], collection: str, root: Callable[[Row], Root | None]
) -> list[OutsideEvent]:
    found: dict[str, OutsideEvent] = {}
    example: list[str] = []
    for cells in rows.rows():
        example = example or cells
        row = {key: cells[place].strip() for key, place in at.items()}
        one = _event(row, collection, rows.name, root(row))
        if one:
            found[one.id] = one
        else:
            rows.passed.add(_missing(row), row["number"] or row["day"])
    if not found:
        raise unread(rows.name, "an event with its id, day and code", example)
    return list(found.values())


def _event(row: Row, collection: str, file: str, root: Root | None) -> OutsideEvent | None:
    day = iso_day(row["day"])
    if not (row["number"] and day and row["code"]):
        return None
    return OutsideEvent(
        id=outside_event_id(collection, row["number"]),
        collection=collection,
        number=row["number"],
        file=file,
        day=day,
        code=row["code"],
        root=root,
        sources=tuple(_involved(row["actor"], row.get("country", ""))),
        targets=tuple(_involved(row["other"], row.get("other_country", ""))),
        place=row.get("place") or None,
        country=_state(row.get("land", "")),
        intensity=_measure(row.get("intensity", "")),
        deaths=number(row.get("deaths", "")),
        reports=number(row.get("reports", "")),
        url=row.get("url") or None,
    )


def _missing(row: Row) -> str:
    """What a row has not that an event needs."""
    return "without an id" if not row["number"] else "without a day" if row["code"] else "without a code"


def _involved(name: str, country: str) -> Iterator[Involved]:
    """The actor of a row; none where both cells are empty."""
    forces = FORCES.match(name)
    state = _state(country) or (by_name(forces[1]) if forces else None)
    if name or state:
        shown = name or name_of(state or "")
        yield Involved(state if state and shown.lower() == name_of(state).lower() else None, shown, state)


def _state(words: str) -> str | None:
    """A state by its letters, as CAMEO or ISO writes them, or by its name; None for none and for a region."""
    if not words or words == "None":
        return None
    return by_letters(load("outside")["countries"].get(words, words)) or by_name(words)


def _cameo(row: Row) -> Root | None:
    known = load("outside")["cameo"]
    code = row["code"]
    found = next((known[code[:size]] for size in range(len(code), 1, -1) if code[:size] in known), None)
    return Root(found) if found else None


def _polecat(row: Row) -> Root | None:
    name = load("outside")["polecat"].get(row["code"].upper(), row["code"].upper())
    return Root(name) if name in Root.__members__ else None


def _acled(row: Row) -> Root | None:
    known = load("outside")["acled"]
    found = known.get(row["code"]) or known.get(row.get("finer", ""))
    return Root(found) if found else None


def _measure(words: str) -> float | None:
    try:
        value = float(words)
    except ValueError:
        return None
    return round(value, 3) if abs(value) < 1e9 else None
