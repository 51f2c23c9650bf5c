"""What this process and all its children take, while they take it. Needs Linux."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.2  # seconds between two looks at the memory
_PROC = Path("/proc")
# Places in /proc/PID/stat, counted behind the name of the program, which may hold blanks.
_PARENT, _USER, _SYSTEM, _RESIDENT = 1, 11, 12, 21


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds on the clock, CPU seconds of all processes and of the busiest of them; peak memory in bytes of
    all together, shared pages counted for each. Looking is not counted."""

    clock: float
    cpu: float
    busiest: float
    peak: int


class Watch:
    """Looks at the processes from entering to leaving; `used` says what they took. None of them may end
    in the meantime."""

    def __init__(self) -> None:
        self._peak, self._looked = 0, 0.0
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._began, self._before = time.monotonic(), {pid: cpu for pid, (cpu, _) in processes().items()}
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        spent = [cpu - self._before.get(pid, 0.0) for pid, (cpu, _) in processes().items()]
        self.used = Used(time.monotonic() - self._began, sum(spent) - self._looked, max(spent), self._peak)

    def _look(self) -> None:
        while True:
            self._peak = max(self._peak, sum(resident for _, resident in processes().values()))
            if self._done.wait(_EVERY):
                self._looked = time.thread_time()
                return


def processes() -> dict[int, tuple[float, int]]:
    """CPU seconds and resident bytes of this process and all below it, by their numbers."""
    rows = dict(filter(None, map(_row, _PROC.iterdir())))
    mine = {os.getpid()}
    while below := {pid for pid, row in rows.items() if int(row[_PARENT]) in mine} - mine:
        mine |= below
    return {
        pid: ((int(rows[pid][_USER]) + int(rows[pid][_SYSTEM])) / _TICKS, int(rows[pid][_RESIDENT]) * _PAGE)
        for pid in mine
    }


def _row(folder: Path) -> tuple[int, list[str]] | None:
    """The fields of a process; None where it is none, or no more."""
    try:
        return int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
    except (ValueError, OSError):
        return None
