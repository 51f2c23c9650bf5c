"""Rulings as a case takes them: what an analyst corrects, and what has become of it."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reportedly.case.correcting import Change, Signed, added, corrected
from reportedly.case.listing import Listing
from reportedly.case.lock import writing
from reportedly.case.questions import Questions
from reportedly.case.rulings import Ruled, RulingFile, pinned, states, undo
from reportedly.pipeline.run import Progress
from reportedly.records import Action, Arrival, Range, Ruling


class Rulings(Questions):
    """The rulings of a case; whoever takes them can also bring its tables up to date."""

    path: Path
    _rulings: RulingFile

    @abstractmethod
    def _process(self, workers: int | None, progress: Progress) -> int: ...

    def rule(
        self,
        source: str,
        at: Range,
        action: Action,
        value: str = "",
        *,
        author: str,
        why: str = "",
        now: bool = True,
        workers: int | None = None,
        progress: Progress = lambda *_: None,
    ) -> Ruling:
        """Correct what was found in a source, and bring every table up to date unless `now` is false.

        `source` is any name that `source_of` takes, `at` a place in the source's text; `Action` says what
        `value` is. Raises InputError for a place without words and for a value that cannot be used.
        """
        whole = self.source_of(source)
        (row,) = self.sources(whole)
        made = pinned(whole, row.text, at, action, value, author=author, why=why, time=_moment())
        return self._record(lambda: [made], now, workers, progress)[0]

    def correct(
        self,
        statement: str,
        *changes: Change,
        author: str,
        why: str = "",
        now: bool = True,
        workers: int | None = None,
        progress: Progress = lambda *_: None,
    ) -> list[Ruling]:
        """Correct a statement, by its id or the beginning of it: amend fields, say which words its roles
        have, or reject it. One ruling a change. Raises InputError."""
        row = self.statement(statement)
        article, text = self._with_text(row.article)
        made = corrected(row, article, text, changes, Signed(author, why, _moment()))
        return self._record(lambda: made, now, workers, progress)

    def add_statement(
        self,
        article: str,
        content: Sequence[Range],
        *values: str,
        cue: Sequence[Range] = (),
        source: Sequence[Range] = (),
        author: str,
        why: str = "",
        now: bool = True,
        workers: int | None = None,
        progress: Progress = lambda *_: None,
    ) -> list[Ruling]:
        """Add a statement that was missed in an article (its id). All places are in the article's text,
        `values` are fields of it such as ``speaker=Example Institute``. Raises InputError."""
        row, text = self._with_text(article)
        made = added(row, text, (source, cue, content), values, Signed(author, why, _moment()))
        return self._record(lambda: made, now, workers, progress)

    def unrule(
        self,
        ruling: str,
        *,
        author: str,
        why: str = "",
        now: bool = True,
        workers: int | None = None,
        progress: Progress = lambda *_: None,
    ) -> Ruling:
        """Take a ruling back, by its id or the beginning of it; the line that does it. Raises InputError."""

        def lines() -> list[Ruling]:
            return [undo(self._rulings.lines(), ruling, author=author, why=why, time=_moment())]

        return self._record(lines, now, workers, progress)[0]

    def rulings(self) -> Listing[Ruled]:
        """All rulings, oldest first, each with what has become of it."""
        known = {name for (name,) in self._db().rows("SELECT id FROM rulings")}
        problems = {row.id for row in self.problems()}
        lines = self._rulings.lines()
        sources = sorted({line.source for line in lines})
        arrivals = self._db().among(Arrival, "arrivals", "source", sources, "path, id")
        return Listing(Ruled, states(lines, arrivals, known, problems))

    def _record(
        self,
        lines: Callable[[], list[Ruling]],
        now: bool,
        workers: int | None,
        progress: Progress,
    ) -> list[Ruling]:
        with writing(self.path):
            made = lines()
            for line in made:
                self._rulings.append(line)
            if now:
                self._process(workers, progress)
        return made


def _moment() -> str:
    return datetime.now(UTC).isoformat()
