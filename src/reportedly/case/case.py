"""A case: the folder that holds raw bytes, stage outputs and the database, and what can be asked of it."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from reportedly.case import intake, reading, settings, taking
from reportedly.case.bends import Bends
from reportedly.case.database import Database, is_current
from reportedly.case.dyads import Dyads
from reportedly.case.happenings import Happenings
from reportedly.case.imports import Import, ImportFile
from reportedly.case.journal import Journal, Tombstone
from reportedly.case.listing import Listing
from reportedly.case.lock import writing
from reportedly.case.pinning import Pins
from reportedly.case.ruling import Rulings
from reportedly.case.rulings import RulingFile, standing
from reportedly.errors import CaseError, InputError
from reportedly.pipeline import plan as planning
from reportedly.pipeline import run as running
from reportedly.pipeline.executors import executor
from reportedly.pipeline.raw import raw_path
from reportedly.pipeline.task import Task
from reportedly.records import Clause, Finding, Telling

if TYPE_CHECKING:
    from reportedly.case.census import Census

DATABASE = "case.sqlite"


class StageState(Struct, frozen=True):
    """One line of the plan: how many outputs of a stage are called for, and how many of them are there."""

    stage: str
    kind: str
    version: int
    done: int
    total: int


class Case(Rulings, Happenings, Dyads, Pins, Bends):
    """One case folder. Questions need no lock; whatever writes takes it and names its holder.

    Cases of one folder in several threads may share a `census`. Raises CaseError when the folder is
    something else.
    """

    def __init__(self, path: str | Path, *, create: bool = True, census: "Census | None" = None) -> None:
        self.path = Path(path)
        self._census = census
        self.settings = settings.open_folder(self.path, create)
        self._journal = Journal(self.path)
        self._rulings = RulingFile(self.path)
        self._imports = ImportFile(self.path)
        self._database: Database | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def census(self) -> "Census":
        """What statements and articles are narrowed and counted by; made when it is first asked for."""
        from reportedly.case.census import Census  # loads numpy, which most questions do without

        self._census = self._census or Census()
        return self._census

    def close(self) -> None:
        """Close the database; the case can be asked again afterwards."""
        if self._database:
            self._database.close()
            self._database = None

    def read(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        url: str | None = None,
        outlet: str | None = None,
        date: str | None = None,
        workers: int | None = None,
        progress: running.Progress = lambda *_: None,
        until: str | None = None,
    ) -> reading.Report:
        """Take in files and folders, and bring every table up to date.

        What is there already is not done again; a run that was killed goes on where it was. `url`, `outlet`
        and `date` are what the user knows of all these files. With `until`, a stage's name, only that stage
        and those that it rests on are done, and the next `process` does the rest. Raises InputError for a
        path that does not exist or a stage that is none, CaseLocked while another process writes.
        """
        wanted = planning.needed(until)
        named = [paths] if isinstance(paths, str | Path) else list(paths)
        said = intake.checked(intake.Said(url, outlet, date))
        with writing(self.path):
            self._strike()
            taken = taking.take_in(named, said, self._journal, self._sources, self.settings)
            self._process(workers, progress, wanted)
        return self._report(taken)

    def process(
        self, *, workers: int | None = None, progress: running.Progress = lambda *_: None, again: bool = False
    ) -> int:
        """Bring every table up to date without reading anything new; the number of outputs made.

        `again` tries once more what a worker died of or gave up.
        """
        with writing(self.path):
            if again:
                reading.drop_given_up(self._tasks())
            return self._process(workers, progress)

    def forget(self, source: str, why: str = "") -> str:
        """Delete a source, whatever was made of it, and its words; a tombstone with its hash stays.

        `source` is the beginning of its SHA-256. Gives the whole hash. Raises InputError where none or
        several begin so.
        """
        with writing(self.path):
            whole = self._one_source(source)
            self._journal.bury(Tombstone(whole, _now(), why))
            self._strike()
            raw_path(self._sources, whole).unlink(missing_ok=True)
            self._process(None, lambda *_: None)
            running.prune(self._stages, self._tasks())
            self._writer(lambda database: database.compact())
        return whole

    def import_file(self, kind: str, path: str | Path) -> Import:
        """Take in a file of another project: its rows stand in a table of their own. `kind` is one of
        ``case.imports.KINDS``. Raises InputError for what cannot be read as such a file."""
        with writing(self.path):
            made = self._imports.add(kind, Path(path), _now())
            self._fill(self._tasks())
        return made

    def drop_import(self, name: str) -> Import:
        """Take an import back, its rows and bytes, by its id or the beginning of it. Raises InputError."""
        with writing(self.path):
            gone = self._imports.remove(name, _now())
            self._fill(self._tasks())
        return gone

    def imports(self) -> Listing[Import]:
        """The files of other projects that the case has, oldest first."""
        return Listing(Import, self._imports.standing())

    def check(self, draft: str | bytes, *, name: str = "") -> Listing[Finding]:
        """Hold a draft against this case: a finding for each quotation and each "X said" in its order.

        `draft` is its text, or the bytes of a text, Markdown, HTML, DOCX or PDF file; `name` is a file name,
        which tells Markdown. Clean ones are among the findings, with `fault` false. Raises UnreadableSource
        for bytes that cannot be read.
        """
        from reportedly.case.drafts import findings

        return Listing(Finding, findings(self._db(), draft, name, self.settings.tier))

    def quote(self, words: str) -> Listing[Telling]:
        """Every article that carries some words or nearly so, earliest first, and how each differs."""
        from reportedly.case.drafts import tellings

        return Listing(Telling, tellings(self._db(), words, self.settings.tier))

    def compare(self, *articles: str) -> Listing[Clause]:
        """Two to five articles side by side: the clauses of each, with where their words first stood.

        An article goes by its id or the beginning of it, or by its file's path. Raises InputError.
        """
        from reportedly.case.comparing import clauses

        return Listing(Clause, clauses(self._db(), articles))

    def plan(self) -> list[StageState]:
        """The stages in their order, with what is up to date."""
        tasks = self._tasks()
        states = []
        for stage in planning.STAGES:
            mine = [planning.is_done(task) for task in tasks if task.stage == stage.name]
            states.append(StageState(stage.name, stage.kind, stage.version, sum(mine), len(mine)))
        return states

    def prune(self) -> int:
        """Delete stage outputs that the plan does not name; the number of bytes that it took."""
        with writing(self.path):
            return running.prune(self._stages, self._tasks())

    def rebuild(self) -> None:
        """Make the database anew from the stage outputs."""
        with writing(self.path):
            self._remove_database()
            self._process(None, lambda *_: None)

    def _report(self, taken: taking.Taken) -> reading.Report:
        tables = ("articles", "statements", "stories")
        counts = {table: self._db().rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
        return reading.Report(
            new=taken.new,
            known=taken.known,
            left_out=taken.left_out,
            errors=tuple(self.problems()),
            **counts,
        )

    @property
    def _sources(self) -> Path:
        return self.path / "sources"

    @property
    def _stages(self) -> Path:
        return self.path / "stages"

    def _tasks(self) -> list[Task]:
        ruled = standing(self._rulings.lines())
        return planning.plan(self._journal.batches(), self._stages, self._sources, self.settings, ruled)

    def _strike(self) -> None:
        """Take out what a killed `forget` may have left."""
        self._journal.strike()
        gone = {stone.source for stone in self._journal.tombstones()}
        self._rulings.strike(gone)
        self._pin_file.strike(gone)

    def _process(
        self, workers: int | None, progress: running.Progress, stages: frozenset[str] = planning.ALL
    ) -> int:
        tasks = [task for task in self._tasks() if task.stage in stages]
        many = (os.cpu_count() or 1) if workers is None else workers
        with executor(many) as hands:
            done = running.run(tasks, hands, progress)
        self._fill(tasks)
        return done

    def _fill(self, tasks: Sequence[Task]) -> None:
        """Bring the database to the state of the tasks that are done."""
        user = reading.Given(self._journal, self._rulings.lines(), self._imports.outputs())
        self._writer(lambda database: reading.apply(database, tasks, user))

    def _writer(self, work: Callable[[Database], None]) -> None:
        self.close()
        path = self.path / DATABASE
        if path.exists() and not is_current(path):
            self._remove_database()
        database = Database(path, writing=True)
        try:
            work(database)
        finally:
            database.close()

    def _remove_database(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            (self.path / f"{DATABASE}{suffix}").unlink(missing_ok=True)

    def _db(self) -> Database:
        if self._database is None:
            path = self.path / DATABASE
            if not path.exists() or not is_current(path):
                with suppress(sqlite3.OperationalError):
                    self.rebuild()
            self._database = Database(path)
        return self._database

    def _one_source(self, beginning: str) -> str:
        known = {
            line.arrival.source
            for lines in self._journal.entries().values()
            for line in lines
            if line.arrival
        }
        found = sorted(source for source in known if beginning and source.startswith(beginning.lower()))
        if len(found) == 1:
            return found[0]
        what = "begin" if found else "begins"
        count = f"{len(found)} sources" if found else "No source"
        raise InputError(f"{count} of this case {what} with {beginning!r}. `reportedly show` lists them.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


__all__ = ["Case", "CaseError", "StageState"]
