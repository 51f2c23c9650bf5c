"""Counts beside a list, which cost more than the list: kept, and made anew behind the reader's back."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.case import Case, Count, Wanted

FRESH, KEPT = 5.0, 300.0
"""Seconds for which counts are taken as they are, and after which nobody is shown them any more."""
MOST = 2000
Ask = Callable[[Case, Wanted, str], list[Count]]
Key = tuple[Ask, Wanted, str]


@dataclass
class Counting:
    """Counts by what is counted, what is wanted, and field; while a `read` writes some seconds old.

    `open_case` opens the case for a thread of its own.
    """

    open_case: Callable[[], Case]
    _kept: dict[Key, tuple[float, list[Count]]] = field(default_factory=dict)
    _making: set[Key] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def of(self, ask: Ask, case: Case, wanted: Wanted, name: str) -> list[Count]:
        """The counts of a field, at once where they are known."""
        key = (ask, wanted, name)
        made, counts = self._kept.get(key, (0.0, []))
        age = time.monotonic() - made
        if made and age < KEPT:
            if age > FRESH:
                self._renew(key)
            return counts
        return self._keep(key, ask(case, wanted, name))

    def _renew(self, key: Key) -> None:
        with self._guard:
            if key in self._making:
                return
            self._making.add(key)
        threading.Thread(target=self._make, args=(key,), daemon=True).start()

    def _make(self, key: Key) -> None:
        ask, wanted, name = key
        try:
            with self.open_case() as case:
                self._keep(key, ask(case, wanted, name))
        finally:
            self._making.discard(key)

    def _keep(self, key: Key, counts: list[Count]) -> list[Count]:
        if len(self._kept) > MOST:
            self._kept.clear()
        self._kept[key] = (time.monotonic(), counts)
        return counts
