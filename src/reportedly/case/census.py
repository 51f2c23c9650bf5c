"""The fields that statements and articles are narrowed and counted by, held in memory as columns of codes.

A page counts what it lists by six fields. SQLite would look at every row again for each of them; a column of
codes is counted in a millisecond. A census follows its database: rows of outputs that came are read, those
of outputs that went are left out, and whoever asks gets the state that their own connection sees.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.case import search
from reportedly.case.codes import Ints, Names
from reportedly.case.database import AMONG, Database, listed
from reportedly.case.relays import Relays
from reportedly.case.wanted import OF_ARTICLE, OF_STATEMENT, Wanted
from reportedly.lineage.namesakes import joined

Mask = NDArray[np.bool_]

STATEMENTS = (*OF_STATEMENT, "article")
ARTICLES = (*OF_ARTICLE, "id", "date")
AT_ONCE = 20
"""Outputs whose rows are read at once: all of a large case would take its memory many times over."""
ROWS = msgspec.json.Decoder(list[int])
VALUES = msgspec.json.Decoder(list[str | None])
REMEMBERED = 8
"""Questions whose rows are remembered: a page asks for the rows, and then counts them by each field."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of one table by row id: what made each, and the code of each of its fields."""

    rowid: Ints
    made_by: Ints
    codes: dict[str, Ints]

    def these(self, places: Ints | Mask) -> "Columns":
        """Some of the rows."""
        return Columns(
            self.rowid[places], self.made_by[places], {name: x[places] for name, x in self.codes.items()}
        )


@dataclass(frozen=True, slots=True)
class State:
    """The columns at one state of the database, `applied` being its outputs.

    `latest` are the places of the articles with the latest first, `place_of` that of an article by its code,
    `speakers` the code of the name under which a speaker is counted, by the code of the name in the row.
    """

    applied: dict[int, str]
    names: dict[str, Names]
    statements: Columns
    articles: Columns
    latest: Ints
    place_of: Ints
    speakers: Ints
    _found: dict[tuple[str, Wanted], Ints] = field(default_factory=dict)

    def some_statements(self, database: Database, wanted: Wanted) -> Ints:
        """The places of the statements that are asked for, in the order of the table."""
        return self._remembered("statements", wanted, lambda: self._statements(database, wanted))

    def some_articles(self, database: Database, wanted: Wanted) -> Ints:
        """The places of the articles that are asked for, the latest first."""
        return self._remembered("articles", wanted, lambda: self._articles(database, wanted))

    def by_field(self, places: Ints, name: str, most: int) -> list[tuple[str, int]]:
        """The values that statements have most often, or that their articles have, each with its number."""
        if name in self.statements.codes:
            codes = self.statements.codes[name][places]
            return self.names[name].counted(self.speakers[codes] if name == "speaker" else codes, most)
        articles = self.place_of[self.statements.codes["article"][places]]
        return self.names[name].counted(self.articles.codes[name][articles], most)

    def articles_by_field(self, places: Ints, name: str, most: int) -> list[tuple[str, int]]:
        """The values that articles have most often, each with its number."""
        return self.names[name].counted(self.articles.codes[name][places], most)

    def _remembered(self, what: str, wanted: Wanted, find: Callable[[], Ints]) -> Ints:
        found = self._found.get((what, wanted))
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            found = self._found[what, wanted] = find()
        return found

    def _statements(self, database: Database, wanted: Wanted) -> Ints:
        chosen = self._equal(self.statements, wanted, OF_STATEMENT)
        among = self._mask(database, wanted)
        if among is not None:
            chosen &= among[self.place_of[self.statements.codes["article"]]]
        return np.flatnonzero(chosen)

    def _articles(self, database: Database, wanted: Wanted) -> Ints:
        among = self._mask(database, wanted)
        return self.latest if among is None else self.latest[among[self.latest]]

    def _mask(self, database: Database, wanted: Wanted) -> Mask | None:
        """Which articles are asked for; None where all are."""
        asked = (*(getattr(wanted, name) for name in OF_ARTICLE), wanted.since, wanted.until)
        rows = _found_by(database, wanted)
        if not any(asked) and not rows:
            return None
        chosen = self._equal(self.articles, wanted, OF_ARTICLE)
        if wanted.since or wanted.until:
            chosen &= self._dated(wanted)[self.articles.codes["date"]]
        for found in rows:
            chosen &= np.isin(self.articles.rowid, found)
        return chosen

    def _equal(self, table: Columns, wanted: Wanted, fields: Sequence[str]) -> Mask:
        chosen = np.ones(len(table.rowid), np.bool_)
        for name in fields:
            value = getattr(wanted, name)
            if value:
                code = self.names[name].get(value, -1)
                chosen &= self._spoken(code) if name == "speaker" else table.codes[name] == code
        return chosen

    def _spoken(self, code: int) -> Mask:
        """Which statements are of a speaker, under any spelling of the name."""
        # A name may have come in since, for another state.
        one = self.speakers[code] if 0 <= code < len(self.speakers) else -1
        found: Mask = self.speakers[self.statements.codes["speaker"]] == one
        return found

    def _dated(self, wanted: Wanted) -> Mask:
        """Which dates are asked for, by their code. A day is told whole: "2024-05-03T09:00" is not behind
        "2024-05-03"."""
        low, high = wanted.since or "", wanted.until or "~"
        return np.array([bool(day) and low <= day and day[:10] <= high for day in self.names["date"].listed])


class Census:
    """The states of one case's database, as the connections that ask see it. Threads may share one.

    What came in may be up to `patience` seconds late, so that a read that writes all the time does not have
    it followed all the time; what went is never shown. `relays` are the tellings of quotations.
    """

    def __init__(self, patience: float = 0.0) -> None:
        self.relays = Relays()
        self._patience, self._followed_at = patience, 0.0
        self._guard = threading.Lock()
        self._names = {name: Names() for name in {*STATEMENTS, *ARTICLES}}
        # A statement names its article by the article's id.
        self._names["article"] = self._names["id"]
        none, code = np.zeros(0, np.int64), np.zeros(0, np.int32)
        statements, articles = (
            Columns(none, none, dict.fromkeys(fields, code)) for fields in (STATEMENTS, ARTICLES)
        )
        self._state = State({}, self._names, statements, articles, none, none, np.zeros(1, np.int64))

    def state(self, database: Database) -> State:
        """What the database holds, as its connection sees it now."""
        applied: dict[int, str] = dict(database.rows("SELECT number, key FROM applied"))
        state = self._state
        if self._serves(state, applied):
            return state
        # Who comes while another follows is shown what was before, unless some of it went.
        if not self._guard.acquire(blocking=not self._is_part(state, applied)):
            return state
        try:
            if not self._serves(self._state, applied):
                self._state = self._moved(database, applied)
                self._followed_at = time.monotonic()
            return self._state
        finally:
            self._guard.release()

    def _serves(self, state: State, applied: dict[int, str]) -> bool:
        """Whether a state can be shown to whoever sees these outputs."""
        early = time.monotonic() - self._followed_at < self._patience
        return state.applied == applied or (early and self._is_part(state, applied))

    def _is_part(self, state: State, applied: dict[int, str]) -> bool:
        """Whether a state shows nothing that is not among these outputs, and something if anything is."""
        return bool(self._patience and state.applied) and state.applied.items() <= applied.items()

    def _moved(self, database: Database, applied: dict[int, str]) -> State:
        """The state of other outputs, made from the one that there was."""
        was = self._state
        stay = {number for number, key in was.applied.items() if applied.get(number) == key}
        come = sorted(applied.keys() - stay)
        gone = was.applied.keys() - stay
        statements = self._followed(database, "statements", was.statements, gone, come)
        articles = self._followed(database, "articles", was.articles, gone, come)
        speakers = (
            was.speakers if statements is was.statements else _one_name(database, self._names["speaker"])
        )
        if articles is was.articles:
            return State(applied, self._names, statements, articles, was.latest, was.place_of, speakers)
        # By an index: sorting ids here would take longer than all else.
        ordered = "SELECT rowid AS row FROM articles ORDER BY date DESC, id"
        ((order,),) = database.rows(f"SELECT json_group_array(row) FROM ({ordered})")
        latest = np.searchsorted(articles.rowid, np.array(ROWS.decode(order), np.int64))
        place_of = np.zeros(len(self._names["id"].listed), np.int64)
        place_of[articles.codes["id"]] = np.arange(len(articles.rowid))
        return State(applied, self._names, statements, articles, latest, place_of, speakers)

    def _followed(
        self, database: Database, table: str, was: Columns, gone: set[int], come: Sequence[int]
    ) -> Columns:
        """A table without the rows of outputs that went, with those of outputs that came, by row id."""
        out = np.isin(was.made_by, list(gone)) if gone else np.zeros(0, np.bool_)
        parts = [was.these(~out) if out.any() else was]
        parts += self._read(database, table, tuple(was.codes), come)
        if len(parts) == 1:
            return parts[0]
        whole = Columns(
            np.concatenate([part.rowid for part in parts]),
            np.concatenate([part.made_by for part in parts]),
            {name: np.concatenate([part.codes[name] for part in parts]) for name in was.codes},
        )
        if (whole.rowid[1:] > whole.rowid[:-1]).all():
            return whole
        return whole.these(np.argsort(whole.rowid))

    def _read(
        self, database: Database, table: str, fields: Sequence[str], outputs: Sequence[int]
    ) -> Iterable[Columns]:
        # A row for each output, and all of its values as one: a step of SQLite hands every other thread the
        # interpreter, and 200,000 of them take seconds.
        values = ", ".join(f"json_group_array({name})" for name in fields)
        query = (
            f"SELECT made_by, json_group_array(rowid), {values} FROM {table} "
            f"WHERE made_by IN {AMONG} GROUP BY made_by"
        )
        for part in database.parts(query, (listed(outputs),), AT_ONCE):
            for number, rows, *columns in part:
                rowid = np.array(ROWS.decode(rows), np.int64)
                codes = {
                    name: self._names[name].codes(VALUES.decode(column))
                    for name, column in zip(fields, columns, strict=True)
                }
                part_of = Columns(rowid, np.full(len(rowid), number, np.int64), codes)
                # They come in the order of the index. Sorting each output costs less than all rows together.
                yield part_of.these(np.argsort(rowid))


def _one_name(database: Database, names: Names) -> Ints:
    """The code of each speaker's name -> that of the name under which the same body is counted."""
    bodies = database.rows(
        "SELECT speaker, actor, count(*) FROM statements WHERE speaker_kind = 'body' AND speaker != '' "
        "GROUP BY speaker, actor"
    )
    one = np.arange(len(names.listed))
    for name, meant in joined((str(name), actor, int(number)) for name, actor, number in bodies).items():
        one[names[name]] = names[meant]
    return one


def _found_by(database: Database, wanted: Wanted) -> list[list[int]]:
    """The row ids of the articles that tell the story, and of those that hold the words, as far as asked."""
    found = []
    if wanted.story:
        query = "SELECT rowid FROM articles WHERE id IN (SELECT article FROM story_articles WHERE story = ?)"
        found.append([rowid for (rowid,) in database.rows(query, (wanted.story,))])
    if wanted.words:
        found.append(search.within(database, wanted.words))
    return found
