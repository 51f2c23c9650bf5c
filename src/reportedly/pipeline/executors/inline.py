"""Work in this very process: no isolation, so a fatal input takes the run with it."""

from collections.abc import Iterable, Iterator
from typing import Self

from reportedly.pipeline.executors.waiting import Ready, Waiting, always
from reportedly.pipeline.task import Task


class InlineExecutor:
    """One task after the other, here."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, tasks: Iterable[Task], ready: Ready = always) -> Iterator[Task]:
        """Yield each task when its output is there."""
        from reportedly.pipeline.work import run_shard  # loads pyarrow, which questions do without

        waiting = Waiting(tasks, ready)
        while waiting:
            if not (taken := waiting.take(1)):
                raise waiting.stuck()
            run_shard(taken[0], lambda item: None)
            yield taken[0]
