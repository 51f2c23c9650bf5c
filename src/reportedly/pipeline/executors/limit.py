"""How long a worker may be at one item: so much processor time, and no more than so much standing still.

By the clock a busy machine would give up what a quiet one reads. So the kernel counts what the process
works, and ends it, also in the midst of a pattern that Python cannot interrupt.
"""

import os
import signal
import time
from threading import Thread

GAVE_UP = 75
"""Exit code of a worker that ended itself (EX_TEMPFAIL of sysexits.h)."""
STANDS_STILL = 0.001
"""A process that works less than this share of the time waits for what will not come."""


class Limit:
    """The limit of one worker process. `seconds` are processor time; the same time on the clock without any
    work counts as much."""

    def __init__(self) -> None:
        self._seconds = 0
        self._clock = self._work = 0.0
        Thread(target=self._watch, daemon=True).start()

    def begin(self, seconds: int) -> None:
        """From now on: another item, or another part of one."""
        self._clock, self._work, self._seconds = time.monotonic(), time.process_time(), seconds
        _alarm(seconds)

    def end(self) -> None:
        """No item is being worked on."""
        self._seconds = 0
        _alarm(0)

    def _watch(self) -> None:
        """For what stands still, which uses no processor time that the kernel could count."""
        while True:
            time.sleep(0.5)
            seconds, clock, work = self._seconds, self._clock, self._work
            passed = time.monotonic() - clock
            if seconds and passed > seconds:
                worked = time.process_time() - work
                if seconds != self._seconds or clock != self._clock:
                    continue
                if worked > seconds or worked < passed * STANDS_STILL:
                    os._exit(GAVE_UP)


def ended_itself(code: int | None) -> bool:
    """Whether a process's exit code is one of a limit that was reached."""
    return code == GAVE_UP or (hasattr(signal, "SIGPROF") and code == -signal.SIGPROF)


def _alarm(seconds: int) -> None:
    """The kernel ends the process after so much work of it; on Windows the watching thread does."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
