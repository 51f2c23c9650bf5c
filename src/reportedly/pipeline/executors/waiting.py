"""Tasks that wait for each other: which of them can be begun."""

from collections.abc import Callable, Iterable

from reportedly.errors import StageFailed
from reportedly.pipeline.task import Task

Ready = Callable[[Task], bool]


def always(task: Task) -> bool:
    """That a task waits for nothing."""
    return True


class Waiting:
    """Tasks in their order, each of which is handed out once, when it is ready."""

    def __init__(self, tasks: Iterable[Task], ready: Ready) -> None:
        self._left = list(tasks)
        self._ready = ready

    def __len__(self) -> int:
        return len(self._left)

    def take(self, most: int) -> list[Task]:
        """The first tasks that are ready, `most` of them."""
        places: list[int] = []
        for place, task in enumerate(self._left):
            if len(places) == most:
                break
            if self._ready(task):
                places.append(place)
        return [self._left.pop(place) for place in reversed(places)][::-1]

    def stuck(self) -> StageFailed:
        """What to raise where nothing is under way and nothing is ready."""
        names = ", ".join(sorted({task.stage for task in self._left}))
        return StageFailed(f"These stages wait for what no stage makes: {names}. Please report it.")
