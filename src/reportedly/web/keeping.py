"""Whole pages that were made before, kept as long as all that they rest on is what it was."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from starlette.responses import HTMLResponse, Response

MOST, OK = 64, 200
"""Pages that are kept: a story that hundreds tell takes a third of a megabyte."""


class Keeping:
    """Pages by what they rest on; those that were not asked for longest go first. Threads may share one."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._bodies: OrderedDict[Hashable, bytes] = OrderedDict()

    def page(self, basis: Hashable, make: Callable[[], Response]) -> Response:
        """The page on that basis, made now if it was not made before. Only what succeeded is kept."""
        with self._guard:
            body = self._bodies.get(basis)
            if body is not None:
                self._bodies.move_to_end(basis)
                return HTMLResponse(body)
        made = make()
        if made.status_code == OK:
            self._keep(basis, bytes(made.body))
        return made

    def _keep(self, basis: Hashable, body: bytes) -> None:
        with self._guard:
            self._bodies[basis] = body
            if len(self._bodies) > MOST:
                self._bodies.popitem(last=False)
