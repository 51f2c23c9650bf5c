"""The tables of a case brought up to date behind the pages' back, one run at a time."""

import threading
from dataclasses import dataclass
from pathlib import Path

from reportedly.case import Case
from reportedly.errors import CaseLocked, ReportedlyError

AGAIN = 2.0
"""Seconds until a case that another process writes to is tried again."""


@dataclass(frozen=True, slots=True)
class Doing:
    """The stage that is being made, and how much of it is done."""

    stage: str
    done: int
    total: int


class Upkeep:
    """What a ruling asks for is done in a thread, so that the page that ruled answers at once.

    `doing` is what the run is at, None before it knows; `waits` says who writes where it has to wait, and
    `wrong` why the last run came to nothing, both None otherwise.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked = threading.Event()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self.doing: Doing | None = None
        self.waits: str | None = None
        self.wrong: str | None = None

    @property
    def busy(self) -> bool:
        """Whether tables are being brought up to date, or wait to be."""
        return self._asked.is_set() or (self._thread is not None and self._thread.is_alive())

    def ask(self) -> None:
        """Bring the tables up to date soon; what is asked for meanwhile is one more run."""
        with self._guard:
            self._asked.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until all is done, at most so long."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        pause = threading.Event()
        while self._is_wanted():
            try:
                with Case(self._folder, create=False) as case:
                    case.process(workers=1, progress=self._tell)
                self.wrong = self.waits = None
            except CaseLocked as error:
                # A `read` is at work, which may have begun before the ruling was written.
                self.waits = str(error)
                self._asked.set()
                pause.wait(AGAIN)
            except ReportedlyError as error:
                self.wrong = str(error)
            self.doing = None

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.doing, self.waits = Doing(stage, done, total), None

    def _is_wanted(self) -> bool:
        """Whether there is one more run to make; the thread that is told no has ended, as `ask` sees it."""
        with self._guard:
            wanted = self._asked.is_set()
            self._asked.clear()
            if not wanted:
                self._thread = None
            return wanted
