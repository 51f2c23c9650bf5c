"""Every telling that was read against another one, held in memory as columns of codes, the worst first.

A page counts them by seven fields, and a table tells of each outlet how many it relayed: more rows than
SQLite can look at for one page of a large case.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.case.codes import Ints, Names
from reportedly.case.database import AMONG, Database, listed
from reportedly.errors import InputError
from reportedly.pipeline.plan import STAGES, StageKind
from reportedly.records import Effect, Operation, Part
from reportedly.records.bend import ANY, BENT, FEW, KNOWN, OPEN, TALLIED, Became, BendsWanted, Tally

FIELDS = ("became", "effect", "part", "order", "speaker", "outlet", "agency", "language")
"""What they are narrowed and counted by."""
MOVED = (Became.REVERSES, Became.SHIFTS)
WORDED = (Operation.SUBSTITUTE, Operation.INSERT, Operation.SPLICE, Operation.REORDER)
"""What makes other words of those between the marks; to cut them or to shift their tense does not."""
SEVERAL = {None: [*MOVED, Became.ALTERED], BENT: MOVED, ANY: list(Became)}
ALLOWED: dict[str, Sequence[str]] = {
    "became": [*Became, BENT, ANY],
    "effect": list(Effect),
    "part": list(Part),
    "order": [KNOWN, OPEN],
}
BECAME = f"""CASE WHEN v.severity != 'harmless' THEN v.severity
WHEN v.utterance = 'yes' AND v.kind != 'indirect' AND w.kind != 'indirect'
AND ({" OR ".join(f"instr(v.operations, '{one.value}')" for one in WORDED)}) THEN '{Became.ALTERED.value}'
ELSE '{Became.KEPT.value}' END"""
WORST = " ".join(f"WHEN '{became.value}' THEN {rank}" for rank, became in enumerate(Became))
# An article's row holds its text: what is asked of it here stands in an index, which is read instead.
TELLERS = "SELECT rowid, id, outlet, agency, language, date FROM articles INDEXED BY articles_fields"
# What a later version took the place of counts as nothing, and a version relays no earlier one of itself.
PAST = """WITH RECURSIVE past (newer, older) AS (SELECT newer, older FROM revisions
UNION SELECT past.newer, r.older FROM past JOIN revisions r ON r.newer = past.older)"""
TELLINGS = f"""{PAST} SELECT v.rowid AS telling, a.rowid AS article, {BECAME} AS became, v.effect, v.part,
CASE v.basis WHEN 'undated' THEN '{OPEN}' ELSE '{KNOWN}' END AS "order", v.speaker, a.outlet, a.agency,
a.language, substr(a.date, 1, 10) AS date FROM variants v JOIN variants w ON w.id = v.witness
JOIN ({TELLERS}) a ON a.id = v.article JOIN families f ON f.id = v.family WHERE v.utterance != 'no'
AND v.article NOT IN (SELECT older FROM past)
AND (v.article, w.article) NOT IN (SELECT newer, older FROM past)
ORDER BY CASE became {WORST} END, json_array_length(f.articles) DESC, a.date DESC, v.id"""
NUMBERS = msgspec.json.Decoder(list[int])
VALUES = msgspec.json.Decoder(list[str | None])


@dataclass(frozen=True, slots=True)
class Relayed:
    """The tellings at one state of the database, `basis` being the outputs that they come from.

    `rowid` are those of the tellings and `article` those of their articles, the worst telling first;
    `codes` has a column of each field and of the dates, whose values `names` has.
    """

    basis: frozenset[tuple[int, str]]
    rowid: Ints
    article: Ints
    codes: dict[str, Ints]
    names: dict[str, Names]

    def places(self, database: Database, wanted: BendsWanted) -> Ints:
        """The places of the tellings that are asked for. Raises InputError for a value that no field has."""
        chosen = self._is(wanted, "became", SEVERAL.get(wanted.became, (wanted.became or "",)))
        for name in FIELDS[1:]:
            value = getattr(wanted, name)
            if value:
                chosen &= self._is(wanted, name, (value,))
        if wanted.since or wanted.until:
            low, high = wanted.since or "", (wanted.until or "") + "~"
            days = [bool(day) and low <= day <= high for day in self.names["date"].listed]
            chosen &= np.array(days)[self.codes["date"]]
        if wanted.story:
            told = (
                "SELECT rowid FROM articles WHERE id IN (SELECT article FROM story_articles WHERE story = ?)"
            )
            chosen &= np.isin(self.article, [row for (row,) in database.rows(told, (wanted.story,))])
        return np.flatnonzero(chosen)

    def counted(self, places: Ints, name: str, most: int) -> list[tuple[str, int]]:
        """The values of a field that most of these have, each with its number."""
        return self.names[name].counted(self.codes[name][places], most)

    def values(self, name: str, places: Sequence[int]) -> list[str]:
        """What these have in a field."""
        known = self.names[name].listed
        return [known[code] for code in self.codes[name][places].tolist()]

    def tallied(self, places: Ints, name: str) -> list[Tally]:
        """How often each value of a field of `TALLIED` stands with what became of these, by `Tally`'s rule:
        those with a share first, then those with most tellings whose meaning moved, then with most at all."""
        if name not in TALLIED:
            raise InputError(f"Tellings are counted by {', '.join(TALLIED)}, and not by {name!r}.")
        size = len(self.names[name].listed)

        def number(order: str, became: Iterable[Became]) -> list[int]:
            fits = self._among("order", (order,)) & self._among("became", became)
            codes = self.codes[name][places][fits[places]]
            return np.bincount(codes, minlength=size).tolist()  # type: ignore[no-any-return]

        columns = [number(KNOWN, became) for became in (Became, *((one,) for one in Became))]
        rows = zip(self.names[name].listed, *columns[:-1], number(OPEN, MOVED), strict=True)
        made = [_tally(*row) for row in rows if row[0] and (row[1] or row[-1])]
        return sorted(
            made, key=lambda one: (one.share is None, -one.reverses - one.shifts, -one.relayed, one.name)
        )

    def _is(self, wanted: BendsWanted, name: str, values: Iterable[str]) -> NDArray[np.bool_]:
        asked = getattr(wanted, name)
        if asked and asked not in ALLOWED.get(name, (asked,)):
            raise InputError(f"{asked!r} is no {name}; it is one of {', '.join(ALLOWED[name])}.")
        return self._among(name, values)

    def _among(self, name: str, values: Iterable[str]) -> NDArray[np.bool_]:
        return np.isin(self.codes[name], [self.names[name].get(value, -1) for value in values])


class Relays:
    """The tellings of one case, as the connections that ask see them. Threads may share one."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._state: Relayed | None = None

    def state(self, database: Database) -> Relayed:
        """What the database holds. A shard that a read adds changes nothing of it."""
        whole = listed([stage.name for stage in STAGES if stage.kind != StageKind.SHARD])
        asked = database.rows(f"SELECT number, key FROM applied WHERE stage IN {AMONG}", (whole,))
        basis = frozenset((int(number), str(key)) for number, key in asked)
        with self._guard:
            if self._state is None or self._state.basis != basis:
                self._state = _read(database, basis)
            return self._state


def _read(database: Database, basis: frozenset[tuple[int, str]]) -> Relayed:
    # One row with all values of a column: a step of SQLite hands every other thread the interpreter.
    fields = (*FIELDS, "date")
    columns = ", ".join(f'json_group_array("{name}")' for name in ("telling", "article", *fields))
    ((rowid, article, *values),) = database.rows(f"SELECT {columns} FROM ({TELLINGS})")
    names = {name: Names() for name in fields}
    codes = {
        name: names[name].codes(VALUES.decode(column)) for name, column in zip(fields, values, strict=True)
    }
    rowids, articles = (np.array(NUMBERS.decode(column), np.int64) for column in (rowid, article))
    return Relayed(basis, rowids, articles, codes, names)


def _tally(name: str, relayed: int, reverses: int, shifts: int, altered: int, undecided: int) -> Tally:
    share = round((reverses + shifts) / relayed, 3) if relayed >= FEW else None
    return Tally(name, relayed, reverses, shifts, altered, undecided, share)
